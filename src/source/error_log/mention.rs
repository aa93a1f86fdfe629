//! Variables that a log or a bug report sets in passing: in a command, a Dockerfile line, a sentence.

use crate::go::tables::variables::{self, Role, Variable, is_never_read};

/// How a mention is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Syntax {
    /// `NAME=value`, also after `export`, `-e`, `--build-arg`.
    Assignment,
    /// `set export NAME=value`, which defines a variable named `export NAME`.
    SetExport,
    /// `set NAME=value` in a PowerShell prompt, which does not touch the environment.
    PowershellSet,
    /// `ENV NAME value`, `setx NAME value`, `setenv NAME value`.
    Words,
    /// `NAME: value`.
    Colon,
    /// `go env -w NAME=value`.
    GoEnvWrite,
}

/// A variable that a log sets in passing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The variable.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The line of the log, from 1.
    pub line: u64,
    /// How it is written.
    pub syntax: Syntax,
}

/// Mentions that are kept.
const MAX_MENTIONS: usize = 200;

/// The longest value that is kept, in bytes.
const MAX_VALUE_BYTES: usize = 1024;

/// Variables that decide nothing about modules but tell something of the machine.
const TELLING: &[&str] = &["GOMOD", "GOOS", "GOVERSION", "HOME"];

/// Whether a name is that of a variable that decides about modules or connections or tells something of
/// the machine, or one that people take for such.
fn is_worth_keeping(name: &str) -> bool {
    let decides = |variable: &Variable| matches!(variable.role, Role::Modules | Role::Network | Role::Git);
    variables::find(name).is_some_and(decides) || TELLING.contains(&name) || is_never_read(name)
}

/// Adds the variables that a line sets.
pub(super) fn find(line: &str, number: u64, found: &mut Vec<Mention>) {
    if found.len() >= MAX_MENTIONS
        || !(line.contains("GO") || line.contains("PROXY") || line.contains("proxy") || line.contains("HOME"))
    {
        return;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = line;
    while let Some(start) = rest.find(is_part) {
        let before = line.get(..line.len() - rest.len() + start).unwrap_or("");
        let word = rest.get(start..).unwrap_or("");
        let (name, after) =
            word.split_at_checked(word.find(|c| !is_part(c)).unwrap_or(word.len())).unwrap_or((word, ""));
        rest = after;
        let begins = !before.ends_with(['$', '{', '/', '.', '-', '%']) || before.ends_with("$env:");
        if !begins || !is_worth_keeping(name) {
            continue;
        }
        if let Some((value, syntax)) = value_of(before, after) {
            add(found, Mention { name: name.to_owned(), value, line: number, syntax });
        }
    }
}

fn add(found: &mut Vec<Mention>, mention: Mention) {
    let is_new = !found.iter().any(|other| other.name == mention.name && other.value == mention.value);
    if is_new && found.len() < MAX_MENTIONS && mention.value.len() <= MAX_VALUE_BYTES {
        found.push(mention);
    }
}

/// The value behind a name, given what stands before it.
fn value_of(before: &str, after: &str) -> Option<(String, Syntax)> {
    let command = before.trim_end().to_ascii_lowercase();
    if let Some(rest) =
        after.strip_prefix('=').or_else(|| after.strip_prefix(" = ").filter(|_| command.ends_with("$env:")))
    {
        let syntax = if command.ends_with("set export") {
            Syntax::SetExport
        } else if command.ends_with("set") && command.starts_with("ps ") {
            Syntax::PowershellSet
        } else if command.ends_with("go env -w") {
            Syntax::GoEnvWrite
        } else {
            Syntax::Assignment
        };
        return Some((word(rest), syntax));
    }
    if let Some(rest) = after.strip_prefix("\": ").or_else(|| after.strip_prefix(": ")) {
        let is_first = command.trim_matches(['-', ' ', '"', '\'']).is_empty();
        return is_first.then(|| (word(rest), Syntax::Colon));
    }
    let sets = ["env", "arg", "setx", "setenv", "set -gx", "set -x", "set -ux"];
    let rest = after.strip_prefix(' ').filter(|_| sets.contains(&command.as_str()))?;
    Some((word(rest), Syntax::Words))
}

/// The word that a text begins with: what stands in quotes, or all up to a blank.
fn word(text: &str) -> String {
    let quoted = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quoted
        && let Some((value, _)) = text.get(1..).unwrap_or("").split_once(quote)
    {
        return value.to_owned();
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, ';' | '`' | '"')).unwrap_or(text.len());
    text.get(..end).unwrap_or("").trim_end_matches([',', '.', ')', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(line: &str) -> Vec<(String, String, Syntax)> {
        let mut found = vec![];
        find(line, 1, &mut found);
        found.into_iter().map(|mention| (mention.name, mention.value, mention.syntax)).collect()
    }

    fn one(name: &str, value: &str, syntax: Syntax) -> Vec<(String, String, Syntax)> {
        vec![(name.to_owned(), value.to_owned(), syntax)]
    }

    #[test]
    fn mention_in_every_syntax() {
        use Syntax::*;
        let proxy = |syntax| one("GOPROXY", "https://goproxy.io", syntax);
        for line in [
            "export GOPROXY=https://goproxy.io",
            "GOPROXY=https://goproxy.io go get x",
            "$env:GOPROXY = \"https://goproxy.io\"",
            "docker build --build-arg GOPROXY=https://goproxy.io .",
            "I set `GOPROXY=https://goproxy.io`.",
            "ENV GOPROXY='https://goproxy.io'",
        ] {
            assert_eq!(mentions(line), proxy(Assignment), "{line}");
        }
        assert_eq!(mentions("set export GOPROXY=https://goproxy.io"), proxy(SetExport));
        assert_eq!(mentions("PS C:\\> set GOPROXY=https://goproxy.io"), proxy(PowershellSet));
        assert_eq!(mentions("$ go env -w GOPROXY=https://goproxy.io"), proxy(GoEnvWrite));
        assert_eq!(mentions("ENV GOPROXY https://goproxy.io"), proxy(Words));
        assert_eq!(mentions("  GOPROXY: https://goproxy.io"), proxy(Colon));
    }

    #[test]
    fn mention_is_no_use_of_a_variable() {
        for line in [
            "echo $GOPROXY=x",
            "see GOPROXY for more",
            "MYGOPROXY=x",
            "GOPROXY list is empty: direct",
            "${GOPROXY}=x",
        ] {
            assert_eq!(mentions(line), [], "{line}");
        }
    }

    #[test]
    fn mentions_are_bounded() {
        let mut found = vec![];
        for number in 0..10_000 {
            find(&format!("GOPROXY=https://p{number}.example"), number, &mut found);
        }
        assert_eq!(found.len(), MAX_MENTIONS);
    }
}
