//! What the judge of answers takes for right, on answers made by hand.

use std::collections::BTreeMap;

use super::row::{self, Kind, Row, Seen};
use super::score::{Board, Tally, agrees, right_line};
use crate::support::context::{Alternative, Answer, Certainty, Origin, State};

fn seen(kind: Kind, value: Option<&str>, at: &[&str]) -> Seen {
    let at = at.iter().map(|place| (*place).to_owned()).collect();
    Seen { value: value.map(str::to_owned), at, kind, by: vec![] }
}

fn answer(certainty: Certainty, value: Option<&str>) -> Answer {
    let state = match (certainty, value) {
        (Certainty::Unknown, _) => State::Unknown,
        (_, Some(_)) => State::Set,
        (_, None) => State::Unset,
    };
    let value = value.map(str::to_owned);
    Answer { state, certainty, value, condition: None, origin: None, alternatives: vec![] }
}

fn at(line: u32) -> Option<Origin> {
    Some(Origin { path: "home/gopher/.bashrc".into(), line })
}

#[test]
fn exact_needs_the_value_and_certainty() {
    let off = seen(Kind::Exact, Some("off"), &[]);
    assert!(agrees(&off, Some(&answer(Certainty::Certain, Some("off")))));
    assert!(!agrees(&off, Some(&answer(Certainty::Certain, Some("on")))));
    assert!(!agrees(&off, Some(&answer(Certainty::Certain, None))));
    assert!(!agrees(&off, Some(&answer(Certainty::Conditional, Some("off")))));
    assert!(!agrees(&off, Some(&answer(Certainty::Unknown, None))));
    assert!(!agrees(&off, None), "every variable is listed");
}

#[test]
fn exact_keeps_empty_and_unset_apart() {
    let (empty, unset) = (seen(Kind::Exact, Some(""), &[]), seen(Kind::Exact, None, &[]));
    assert!(agrees(&empty, Some(&answer(Certainty::Certain, Some("")))));
    assert!(!agrees(&empty, Some(&answer(Certainty::Certain, None))));
    assert!(agrees(&unset, Some(&answer(Certainty::Certain, None))));
    assert!(!agrees(&unset, Some(&answer(Certainty::Certain, Some("")))));
}

#[test]
fn conditional_takes_the_value_among_the_candidates() {
    let unset = seen(Kind::Conditional, None, &[]);
    let open = answer(Certainty::Conditional, Some("off"));
    assert!(!agrees(&unset, Some(&open)), "unset is no candidate yet");
    let alternatives = vec![Alternative { value: None, origin: None }];
    assert!(agrees(&unset, Some(&Answer { alternatives, ..open })));
    assert!(agrees(&unset, Some(&answer(Certainty::Certain, None))));
    assert!(!agrees(&unset, Some(&answer(Certainty::Certain, Some("off")))));
    assert!(!agrees(&unset, Some(&answer(Certainty::Unknown, None))));
}

#[test]
fn unknown_is_never_certain_even_by_luck() {
    let off = seen(Kind::Unknown, Some("off"), &[]);
    assert!(!agrees(&off, Some(&answer(Certainty::Certain, Some("off")))));
    assert!(agrees(&off, Some(&answer(Certainty::Conditional, Some("on")))));
    assert!(agrees(&off, Some(&answer(Certainty::Unknown, None))));
}

#[test]
fn lines_are_those_of_the_value_that_was_seen() {
    let off = seen(Kind::Conditional, Some("off"), &["~/.bashrc:3", "~/.bashrc:7"]);
    let certain = Answer { origin: at(7), ..answer(Certainty::Certain, Some("off")) };
    assert_eq!(right_line(&off, Some(&certain)), Some(true));
    assert_eq!(right_line(&off, Some(&Answer { origin: at(4), ..certain.clone() })), Some(false));
    assert_eq!(right_line(&off, Some(&Answer { value: Some("on".into()), ..certain.clone() })), Some(false));
    let alternatives = vec![Alternative { value: Some("off".into()), origin: at(3) }];
    let open = answer(Certainty::Conditional, None);
    assert_eq!(right_line(&off, Some(&Answer { alternatives, ..open })), Some(true));
    assert_eq!(right_line(&off, None), Some(false));
    assert_eq!(right_line(&seen(Kind::Exact, Some("off"), &[]), Some(&certain)), None, "inherited");
}

#[test]
fn places_are_written_from_home_or_from_the_root() {
    let place = |path: &str| row::written(&Origin { path: path.into(), line: 2 });
    assert_eq!(place("home/gopher/.config/fish/config.fish"), "~/.config/fish/config.fish:2");
    assert_eq!(place("etc/profile"), "/etc/profile:2");
    assert_eq!(place("home/gopher2/.profile"), "/home/gopher2/.profile:2");
}

#[test]
fn bars_round_down() {
    assert!(Tally { agree: 97, total: 100 }.reaches(970));
    assert!(!Tally { agree: 969, total: 1000 }.reaches(970));
    assert!(!Tally { agree: 999, total: 1000 }.reaches(1000));
}

#[test]
fn board_shows_what_disagrees_with_its_files() {
    let files = BTreeMap::from([("~/.bashrc".to_owned(), "export GOPROXY=off\r\n".to_owned())]);
    let variables =
        BTreeMap::from([("GOPROXY".to_owned(), seen(Kind::Exact, Some("off\r"), &["~/.bashrc:1"]))]);
    let row = Row {
        id: "bash-1".into(),
        shell: "bash".into(),
        mode: "interactive".into(),
        environment: BTreeMap::new(),
        files,
        variables,
    };
    let mut board = Board::default();
    let ours = Answer { origin: at(1), ..answer(Certainty::Certain, Some("off")) };
    board.add(&row, &BTreeMap::from([("GOPROXY".to_owned(), ours)]));
    let [text] = board.differences.as_slice() else { panic!("one row disagrees") };
    let expected = r#"bash-1 bash interactive
  -- ~/.bashrc
     1 export GOPROXY=off\r
  GOPROXY, exact: "off\r" (~/.bashrc:1)
    ours: certain "off" (home/gopher/.bashrc:1)
"#;
    assert_eq!(*text, expected);
    assert_eq!(board.all().exact, Tally { agree: 0, total: 1 });
    assert_eq!(board.all().lines, Tally { agree: 0, total: 1 });
}

#[test]
fn rows_cover_every_shell_kind_and_mode() {
    let rows = row::recorded();
    for shell in ["bash", "busybox", "dash", "fish", "ksh", "mksh", "tcsh", "zsh"] {
        let own = || rows.iter().filter(move |row| row.shell == shell);
        assert!(own().count() >= 11, "{shell}");
        let kinds = [Kind::Exact, Kind::Conditional];
        let has = |kind| own().any(|row| row.variables.values().any(|seen| seen.kind == kind));
        assert!(kinds.into_iter().all(has), "{shell}");
    }
    for mode in ["login", "interactive", "login-interactive", "non-interactive"] {
        assert!(rows.iter().filter(|row| row.mode == mode).count() >= 60, "{mode}");
    }
    assert!(rows.iter().all(|row| row.environment.contains_key("HOME")));
}
