//! Statements with what a child of each real shell then saw (bash 5.2, zsh 5.9, dash 0.5.12, busybox 1.35, ksh
//! 93u+m, mksh R59).
//!
//! Each stood in a file `~/.inc` between `export B=2` and `export C=3`, sourced by the login shell's own file
//! between `export A=1` and `export D=4`, so that C and D tell what it ends. The shells were interactive.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::source::startup::{MemoryTree, Mode, Shell, ShellState, Start};

const ROWS: &str = include_str!("../../../../fixtures/shells/statements.jsonl");

#[derive(Deserialize)]
struct Row {
    statement: String,
    seen: BTreeMap<String, BTreeMap<String, String>>,
}

/// How many answers were right and how many open; panics at one that is certain and wrong.
#[derive(Default)]
struct Count {
    right: usize,
    open: usize,
}

fn start_file(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => ".bash_profile",
        Shell::Zsh => ".zprofile",
        _ => ".profile",
    }
}

fn judge(shell: Shell, row: &Row, seen: &BTreeMap<String, String>, count: &mut Count) {
    let pairs = [
        ("HOME", "/home/gopher"),
        ("LANG", "C.UTF-8"),
        ("LOGNAME", "root"),
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("PWD", "/home/gopher"),
        ("TERM", "dumb"),
        ("USER", "root"),
    ];
    let environment = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let start = Start { shell, mode: Mode::LoginInteractive, environment };
    let tree = MemoryTree::default()
        .with(format!("/home/gopher/{}", start_file(shell)), "export A=1\n. ~/.inc\nexport D=4\n")
        .with("/home/gopher/.inc", &format!("export B=2\n{}\nexport C=3\n", row.statement));
    let outcome = super::read(&start, &tree);
    let names = ["C", "D", "V", "V1", "V2", "V3", "V4"];
    for name in names {
        let variable = outcome.variable(name);
        let ours = match &variable.state {
            ShellState::Set(value) => Some(value.expose()),
            ShellState::Unset | ShellState::Unknown => None,
        };
        if !variable.knowledge.is_certain() {
            count.open += 1;
            continue;
        }
        count.right += 1;
        let real = seen.get(name).map(String::as_str);
        assert_eq!(ours, real, "{}: {name} after `{}`", shell.name(), row.statement);
    }
}

#[test]
fn statements_do_what_the_shells_did() {
    let mut count = Count::default();
    for line in ROWS.lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        for shell in [Shell::Bash, Shell::Zsh, Shell::Dash, Shell::Busybox, Shell::Ksh, Shell::Mksh] {
            if let Some(seen) = row.seen.get(shell.name()) {
                judge(shell, &row, seen, &mut count);
            }
        }
    }
    let Count { right, open } = count;
    // What only the environment of an answer is open about is the arithmetic and the calls of functions in it.
    assert!(right * 100 >= (right + open) * 85, "{right} certain, {open} open");
}
