//! nushell: plain assignments in `env.nu`, `config.nu` and, for a login shell, `login.nu`. A script or `-c`
//! reads none of them.
//!
//! `$env.NAME = "x"`, `load-env { NAME: "x" }`, `hide-env NAME`. Everything computed is unknown.
//!
//! Checked on nushell 0.115, where one error anywhere makes nothing of a file count, be it above or below: so a
//! value is certain only where every statement of every file is one of these.

use super::plain::{Environment, Given, place, statements};
use super::{FileTree, Outcome, Start};

/// What a value hangs on where a file holds more than is followed here.
const CONDITION: &str = "nushell finds no error in the rest of its start-up files";

/// Works out what a nushell would export after its start-up files.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let mut environment = Environment::new(start);
    let files: &[&str] = match (start.mode.is_login(), start.mode.is_interactive()) {
        (true, _) => &["env.nu", "config.nu", "login.nu"],
        (false, true) => &["env.nu", "config.nu"],
        (false, false) => &[],
    };
    let directory = start.at_home(".config/nushell");
    // When these are read hangs on the release.
    let autoload = tree.list(format!("{directory}/autoload"));
    let mut is_followed = !autoload.iter().any(|name| name.ends_with(".nu"));
    for file in files {
        let Some(text) = environment.open(&format!("{directory}/{file}"), tree) else { continue };
        is_followed &= !text.text().starts_with('\u{feff}');
        for statement in statements(text.text(), '\\', holds_record) {
            let found = assignments(&statement.text, &environment);
            is_followed &= statement.block.is_none() && found.is_some();
            for (skipped, name, given) in found.unwrap_or_else(|| named(&statement.text)) {
                is_followed &= !matches!(given, Given::Unknown(_));
                let place = place(&text, &statement, skipped, &name);
                environment.give(&name, given, &statement, place);
            }
        }
    }
    if !is_followed {
        environment.doubt(CONDITION);
    }
    environment.outcome()
}

fn holds_record(before: &str) -> bool {
    before.trim_end().ends_with(['=', '|']) || before.trim_end() == "load-env"
}

/// A variable that a statement changes: the characters before its name, the name, and what it gets.
type Assigned = (usize, String, Given);

/// What a statement does to variables; none: it is not one of those that are followed.
fn assignments(text: &str, environment: &Environment) -> Option<Vec<Assigned>> {
    if let Some(rest) = text.strip_prefix("$env.") {
        let (name, rest) = name(rest)?;
        // Without blanks around it, the sign is part of a word.
        let given = match rest.trim_start().split_once(' ')? {
            ("=", value) if rest.starts_with(' ') => expression(value.trim(), environment),
            (_, value) => Given::Unknown(value.trim().to_owned()),
        };
        return Some(vec![(5, name.to_owned(), given)]);
    }
    if let Some((name, "")) = text.strip_prefix("hide-env ").and_then(name) {
        // It is an error to hide what is not there.
        let is_there = environment.value(name).is_some();
        let given = if is_there { Given::Nothing } else { Given::Unknown(text.to_owned()) };
        return Some(vec![(9, name.to_owned(), given)]);
    }
    let inner = text.strip_prefix("load-env")?.trim().strip_prefix('{')?.strip_suffix('}')?;
    record_entries(inner, text, environment)
}

/// The names in a statement that is not followed: it may set them. What it only reads stands behind `$env.`.
fn named(text: &str) -> Vec<Assigned> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.contains(|c: char| c.is_ascii_lowercase())
    };
    let mut found: Vec<Assigned> = vec![];
    let mut skipped = 0;
    let mut before = "";
    for word in text.split_inclusive(|c| !is_part(c)) {
        let name = word.trim_end_matches(|c| !is_part(c));
        if is_name(name) && !before.ends_with("env.") && found.len() < MOST_NAMES {
            found.push((skipped, name.to_owned(), Given::Unknown(text.to_owned())));
        }
        skipped += word.chars().count();
        before = word;
    }
    found
}

/// Names that are taken from one statement.
const MOST_NAMES: usize = 100;

/// The entries of a record; none: it holds something that is not followed. The column is known for what
/// stands on the statement's first line.
fn record_entries(inner: &str, text: &str, environment: &Environment) -> Option<Vec<Assigned>> {
    let mut found = vec![];
    let mut rest = inner.trim();
    while !rest.is_empty() {
        let (key, behind) = rest.split_once(':')?;
        let key = key.trim();
        if name(key) != Some((key, "")) {
            return None;
        }
        let value = behind.trim_start();
        let end = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value.char_indices().skip(1).find(|(_, c)| *c == quote).map(|(at, _)| at + 1)
            }
            _ => value.find([',', ' ', '\n']),
        };
        let (value, after) = value.split_at_checked(end.unwrap_or(value.len())).unwrap_or((value, ""));
        let skipped = text.split_once(key).map_or(0, |(before, _)| before.chars().count());
        let given = if is_word(value) {
            Given::Text(value.to_owned())
        } else {
            expression(value.trim(), environment)
        };
        found.push((skipped, key.to_owned(), given));
        rest = after.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }
    Some(found)
}

/// Whether a value of a record is a word that stands for itself.
fn is_word(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && text.chars().all(is_part)
        && text != "null"
}

fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at_checked(end).filter(|(name, _)| !name.is_empty())
}

/// What an expression comes to, where it is one string without escapes, a whole number or a variable. A bare
/// word is an error from some release on.
fn expression(text: &str, environment: &Environment) -> Given {
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    let is_number =
        |text: &str| text.chars().all(|c| c.is_ascii_digit()) && !text.is_empty() && !text.starts_with('0');
    let found = match (inside('"'), inside('\'')) {
        (Some(inner), _) if !inner.contains(['"', '\\']) => Some(inner.to_owned()),
        (_, Some(inner)) if !inner.contains('\'') => Some(inner.to_owned()),
        _ if is_number(text) && text.len() < 19 => Some(text.to_owned()),
        _ => text.strip_prefix("$env.").and_then(|name| environment.value(name)),
    };
    found.map_or_else(|| Given::Unknown(text.to_owned()), Given::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::{Knowledge, MemoryTree, Mode, Shell, ShellState};

    fn outcome(mode: Mode) -> Outcome {
        let file = include_str!("../../../fixtures/session/env.nu");
        let environment = [("HOME".to_owned(), "/home/gopher".to_owned())].into();
        let start = Start { shell: Shell::Nushell, mode, environment };
        read(&start, &MemoryTree::default().with("/home/gopher/.config/nushell/env.nu", file))
    }

    #[test]
    fn env_file_gives_plain_strings_and_doubts_the_rest() {
        let outcome = outcome(Mode::Interactive);
        let set = |text: &str| ShellState::Set(text.into());
        assert_eq!(outcome.variable("GOPROXY").state, set("https://goproxy.corp.example,direct"));
        assert_eq!(outcome.variable("GOPROXY").place.unwrap().line(), 2);
        assert_eq!(outcome.variable("GOSUMDB").state, set("off"));
        assert_eq!(outcome.variable("GOPRIVATE").state, set("*.corp.example"));
        assert!(outcome.variable("GOPATH").knowledge.is_unknown());
        assert!(matches!(outcome.variable("GOFLAGS").knowledge, Knowledge::Conditional(_)));
    }

    #[derive(serde::Deserialize)]
    struct Row {
        content: String,
        variables: std::collections::BTreeMap<String, String>,
    }

    #[test]
    fn certain_values_are_what_nushell_gave() {
        let (mut certain, mut set) = (0, 0);
        for line in include_str!("../../../fixtures/session/nushell.jsonl").lines() {
            let row: Row = serde_json::from_str(line).unwrap();
            let environment = [("HOME", "/home/gopher"), ("OTHER", "o")];
            let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            let start = Start { shell: Shell::Nushell, mode: Mode::Login, environment };
            let tree = MemoryTree::default().with("/home/gopher/.config/nushell/env.nu", &row.content);
            let outcome = read(&start, &tree);
            for name in ["GOPROXY", "GOPRIVATE", "GOSUMDB", "GOFLAGS", "GOBIN", "GOVCS", "GOPATH"] {
                let (variable, real) = (outcome.variable(name), row.variables.get(name));
                set += usize::from(real.is_some());
                if !variable.knowledge.is_certain() {
                    continue;
                }
                let ours = match &variable.state {
                    ShellState::Set(value) => Some(value.expose()),
                    _ => None,
                };
                assert_eq!(ours, real.map(String::as_str), "{name}: {:?}", row.content);
                certain += usize::from(real.is_some());
            }
        }
        assert!(certain * 10 >= set * 5, "{certain} of {set} values certain");
    }

    #[test]
    fn script_reads_no_file() {
        assert_eq!(outcome(Mode::NonInteractive).variable("GOPROXY").state, ShellState::Unset);
    }
}
