//! nushell: plain assignments in `env.nu`, `config.nu` and, for a login shell, `login.nu`. A script or `-c`
//! reads none of them.
//!
//! `$env.NAME = "x"`, `load-env { NAME: "x" }`, `hide-env NAME`. Everything computed is unknown.

use super::plain::{Environment, Given, place, statements};
use super::{FileTree, Outcome, Start};

/// Works out what a nushell would export after its start-up files.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let mut environment = Environment::new(start);
    let files: &[&str] = match (start.mode.is_login(), start.mode.is_interactive()) {
        (true, _) => &["env.nu", "config.nu", "login.nu"],
        (false, true) => &["env.nu", "config.nu"],
        (false, false) => &[],
    };
    for file in files {
        let path = start.at_home(&format!(".config/nushell/{file}"));
        let Some((path, text)) = environment.open(&path, tree) else { continue };
        for statement in statements(&text, '\\', holds_record) {
            for (skipped, name, given) in assignments(&statement.text, &environment) {
                let place = place(&path, &statement, skipped, &name);
                environment.give(&name, given, &statement, place);
            }
        }
    }
    environment.outcome()
}

fn holds_record(before: &str) -> bool {
    before.trim_end().ends_with(['=', '|']) || before.trim_end() == "load-env"
}

/// For each variable: the characters before its name, the name, and what it gets.
fn assignments(text: &str, environment: &Environment) -> Vec<(usize, String, Given)> {
    if let Some(rest) = text.strip_prefix("$env.") {
        let Some((name, rest)) = name(rest) else { return vec![] };
        let rest = rest.trim_start();
        let given = match rest.split_once('=') {
            Some(("", value)) if !value.starts_with('=') => expression(value.trim(), environment),
            Some(("+" | "++", value)) => Given::Unknown(value.trim().to_owned()),
            _ => return vec![],
        };
        return vec![(5, name.to_owned(), given)];
    }
    if let Some((name, "")) = text.strip_prefix("hide-env ").and_then(name) {
        return vec![(9, name.to_owned(), Given::Nothing)];
    }
    let record = text.strip_prefix("load-env").map(str::trim);
    let inner = record.and_then(|record| record.strip_prefix('{')?.strip_suffix('}'));
    inner.map(|inner| record_entries(inner, text, environment)).unwrap_or_default()
}

/// The entries of a record on one line; the column is known for what stands on the statement's first line.
fn record_entries(inner: &str, text: &str, environment: &Environment) -> Vec<(usize, String, Given)> {
    let mut found = vec![];
    let mut rest = inner;
    while let Some((key, behind)) = rest.split_once(':') {
        let key = key.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\''));
        let value = behind.trim_start();
        let end = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value.char_indices().skip(1).find(|(_, c)| *c == quote).map(|(at, _)| at + 1)
            }
            _ => value.find([',', ' ', '\n']),
        };
        let (value, after) = value.split_at_checked(end.unwrap_or(value.len())).unwrap_or((value, ""));
        if name(key) != Some((key, "")) {
            break;
        }
        let skipped = text.split_once(key).map_or(0, |(before, _)| before.chars().count());
        found.push((skipped, key.to_owned(), expression(value.trim(), environment)));
        rest = after;
    }
    found
}

fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at_checked(end).filter(|(name, _)| !name.is_empty())
}

/// What an expression comes to, where it is one string without escapes, a plain word or a variable.
fn expression(text: &str, environment: &Environment) -> Given {
    let quoted = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | ',');
    let found = match quoted {
        Some(inner) if !inner.contains(['"', '\'', '\\']) => Some(inner.to_owned()),
        Some(_) => None,
        None if text.starts_with("$env.") => environment.value(text.trim_start_matches("$env.")),
        None if text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
            && text.chars().all(is_word) =>
        {
            Some(text.to_owned())
        }
        None => None,
    };
    found.map_or_else(|| Given::Unknown(text.to_owned()), Given::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::shell::{Knowledge, MemoryTree, Mode, Shell, ShellState};

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
        assert_eq!(outcome.variable("GOPROXY").place.unwrap().span.line, 2);
        assert_eq!(outcome.variable("GOSUMDB").state, set("off"));
        assert_eq!(outcome.variable("GOPRIVATE").state, set("*.corp.example"));
        assert!(outcome.variable("GOPATH").knowledge.is_unknown());
        assert!(matches!(outcome.variable("GOFLAGS").knowledge, Knowledge::Conditional(_)));
    }

    #[test]
    fn script_reads_no_file() {
        assert_eq!(outcome(Mode::NonInteractive).variable("GOPROXY").state, ShellState::Unset);
    }
}
