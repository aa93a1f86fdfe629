//! PowerShell on Linux and macOS: plain assignments in the user's profiles, which every start without
//! `-NoProfile` reads.
//!
//! `$env:NAME = 'x'`, `$env:NAME += "x"`, `Set-Item Env:NAME x`, `Remove-Item Env:NAME`; in double quotes
//! `$env:NAME` is put in where it is certain. Everything computed is unknown.
//!
//! All this is from the language's manual (about_Environment_Variables, about_Quoting_Rules, about_Profiles) and
//! was not compared with a real PowerShell, so nothing here is ever certain.

use super::plain::{Environment, Given, place, statements};
use super::{FileTree, Outcome, Start};

/// The profiles, in the order they are read.
const PROFILES: &[&str] =
    &[".config/powershell/profile.ps1", ".config/powershell/Microsoft.PowerShell_profile.ps1"];

/// What every value hangs on.
const CONDITION: &str = "PowerShell reads the profile as its manual says, and the profile holds no error";

/// Works out what a PowerShell would export after its profiles.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let mut environment = Environment::new(start);
    for profile in PROFILES {
        let Some(file) = environment.open(&start.at_home(profile), tree) else { continue };
        let text = without_block_comments(file.text());
        for statement in statements(&text, '`', |before| before.ends_with(['$', '@'])) {
            let Some((skipped, name, given)) = assignment(&statement.text, &environment) else { continue };
            let place = place(&file, &statement, skipped, &name);
            environment.give(&name, given, &statement, place);
        }
    }
    environment.doubt(CONDITION);
    environment.outcome()
}

/// The text with blanks in place of `<# … #>`, so that everything else stays where it is.
fn without_block_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<#") {
        kept.push_str(before);
        let (comment, after) = comment.split_once("#>").unwrap_or((comment, ""));
        kept.push_str("  ");
        for c in comment.chars() {
            // As many bytes as it had.
            kept.extend(std::iter::repeat_n(if c == '\n' { c } else { ' ' }, c.len_utf8()));
        }
        kept.push_str("  ");
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// The characters before the name, the name, and what it gets.
fn assignment(text: &str, environment: &Environment) -> Option<(usize, String, Given)> {
    if let Some(rest) = strip(text, "$env:") {
        let (name, rest) = name(rest)?;
        let rest = rest.trim_start();
        let given = match (rest.strip_prefix('='), rest.strip_prefix("+=")) {
            (Some(value), _) => expression(value.trim(), environment),
            (_, Some(value)) => match (environment.value(name), expression(value.trim(), environment)) {
                (Some(before), Given::Text(added)) => Given::Text(before + &added),
                _ => Given::Unknown(value.trim().to_owned()),
            },
            _ => return None,
        };
        return Some((5, name.to_owned(), given));
    }
    let (command, rest) = text.split_once(char::is_whitespace)?;
    let is_set = ["Set-Item", "si", "New-Item", "ni"].iter().any(|known| known.eq_ignore_ascii_case(command));
    let is_removal =
        ["Remove-Item", "ri", "rm", "del"].iter().any(|known| known.eq_ignore_ascii_case(command));
    if !is_set && !is_removal {
        return None;
    }
    let rest = rest.trim_start();
    let rest = strip(rest, "-Path ").unwrap_or(rest).trim_start();
    let inner = strip(rest, "Env:")?;
    let (name, behind) = name(inner.strip_prefix(['/', '\\']).unwrap_or(inner))?;
    let skipped = text.chars().count() - behind.chars().count() - name.chars().count();
    if is_removal {
        return Some((skipped, name.to_owned(), Given::Nothing));
    }
    let value = behind.trim();
    let value = strip(value, "-Value ").unwrap_or(value).trim();
    let is_word = !value.is_empty()
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | ':' | '.' | '_' | '*'));
    let given = if is_word { Given::Text(value.to_owned()) } else { expression(value, environment) };
    Some((skipped, name.to_owned(), given))
}

/// The rest behind a beginning, whatever its case.
fn strip<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(beginning.len())?;
    first.eq_ignore_ascii_case(beginning).then_some(rest)
}

fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at_checked(end).filter(|(name, _)| !name.is_empty())
}

/// What an expression comes to, where it is one string. An empty one takes the variable away before
/// PowerShell 7.5 and is kept from then on, so it is not known.
fn expression(text: &str, environment: &Environment) -> Given {
    let found = match text.chars().next() {
        Some('\'') => single_quoted(text),
        Some('"') => double_quoted(text, environment),
        _ if text.eq_ignore_ascii_case("$null") => return Given::Nothing,
        _ => reference(text, environment).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value),
    };
    match found {
        Some(value) if !value.is_empty() => Given::Text(value),
        _ => Given::Unknown(text.to_owned()),
    }
}

fn single_quoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "\0");
    (!inner.contains('\'')).then(|| inner.replace('\0', "'"))
}

fn double_quoted(text: &str, environment: &Environment) -> Option<String> {
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = String::new();
    while let Some(c) = rest.chars().next() {
        let after = rest.split_at_checked(c.len_utf8())?.1;
        rest = match c {
            '"' => after.strip_prefix('"').inspect(|_| value.push('"'))?,
            '`' => {
                // Only escapes that stand for the character itself; `n and its like are in no setting.
                let escaped = after.chars().next().filter(|c| matches!(c, '`' | '"' | '$' | '\''))?;
                value.push(escaped);
                after.split_at_checked(escaped.len_utf8())?.1
            }
            '$' if after.starts_with(|c: char| c.is_alphanumeric() || "{(_?^$:".contains(c)) => {
                let (text, behind) = reference(rest, environment)?;
                value.push_str(&text);
                behind
            }
            _ => {
                value.push(c);
                after
            }
        };
        if value.len() > 128 * 1024 {
            return None;
        }
    }
    Some(value)
}

/// The value of `$env:NAME` or `${env:NAME}` at the beginning, and what stands behind.
fn reference<'a>(text: &'a str, environment: &Environment) -> Option<(String, &'a str)> {
    if let Some(rest) = strip(text, "${env:") {
        let (name, rest) = rest.split_once('}')?;
        return Some((environment.value(name)?, rest));
    }
    let (name, rest) = name(strip(text, "$env:")?)?;
    Some((environment.value(name)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::{Knowledge, MemoryTree, Mode, Shell, ShellState};

    #[test]
    fn profile_gives_plain_strings_and_doubts_the_rest() {
        let profile = include_str!("../../../fixtures/session/profile.ps1");
        let environment = [("HOME".to_owned(), "/home/gopher".to_owned())].into();
        let start = Start { shell: Shell::PowerShell, mode: Mode::NonInteractive, environment };
        let tree = MemoryTree::default().with("/home/gopher/.config/powershell/profile.ps1", profile);
        let outcome = read(&start, &tree);
        let plain = |name: &str| match outcome.variable(name) {
            variable if variable.knowledge != Knowledge::Conditional(CONDITION.into()) => None,
            variable => match variable.state {
                ShellState::Set(value) => Some((value.expose().to_owned(), variable.place.unwrap().line())),
                _ => None,
            },
        };
        assert_eq!(plain("GOPROXY"), Some(("https://goproxy.corp.example,direct".into(), 2)));
        assert_eq!(plain("GOPATH"), Some(("/home/gopher/go".into(), 3)));
        assert_eq!(plain("GOSUMDB"), Some(("off".into(), 4)));
        assert!(matches!(outcome.variable("GOPRIVATE").knowledge, Knowledge::Conditional(_)));
        assert!(outcome.variable("GOBIN").knowledge.is_unknown());
        assert_eq!(outcome.variable("GOFLAGS").state, ShellState::Unset);
        assert_eq!(outcome.variable("GOVCS").state, ShellState::Unset);
        let placed = outcome.variables.values().filter(|variable| variable.place.is_some());
        assert_eq!(placed.filter(|variable| variable.knowledge.is_certain()).count(), 0);
        assert_eq!(plain("GONOPROXY"), Some(("none".into(), 13)));
    }
}
