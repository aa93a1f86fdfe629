//! goenv-doctor.toml: what a project says about findings. Only this module knows its keys.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules::distance::nearest;

/// The file's name.
pub const FILE: &str = "goenv-doctor.toml";

/// The keys at the top of the file.
const TOP: &[&str] = &["ignore"];

/// The keys of an `[[ignore]]` entry.
const IGNORE: &[&str] = &["rule", "variable", "reason"];

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The `[[ignore]]` entries, in order.
    pub ignore: Vec<Ignore>,
}

/// One `[[ignore]]` entry: findings that are not wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The rule: a code, a slug or a glob.
    pub rule: String,
    /// The variable that the findings are about; none: any.
    pub variable: Option<String>,
    /// Why they are not wanted; empty: nobody says.
    pub reason: String,
    /// The line of `rule`, from 1.
    pub line: u32,
}

/// Why the file cannot be used. `Display` is one line: file, line, column, what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {message}", path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
    /// What is wrong, and what to write instead.
    pub message: String,
}

/// A defect at some bytes of the text.
struct Defect {
    at: Range<usize>,
    message: String,
}

type Table<'a> = Spanned<DeTable<'a>>;
type Entry<'a> = Spanned<DeValue<'a>>;

/// Reads the file's content.
///
/// # Errors
/// No TOML, an unknown key, a value of another type, an entry without `rule`.
pub fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
    read(text).map_err(|Defect { at, message }| {
        let (line, column) = position(text, at.start);
        ConfigError { path: path.to_owned(), line, column, message }
    })
}

fn read(text: &str) -> Result<Config, Defect> {
    let table: Table<'_> = DeTable::parse(text).map_err(|error| Defect {
        at: error.span().unwrap_or_default(),
        message: error.message().lines().next().unwrap_or("this is no TOML").to_owned(),
    })?;
    let mut config = Config::default();
    for (key, value) in known_keys(table.get_ref(), TOP)? {
        let entries = value.get_ref().as_array().ok_or_else(|| Defect {
            at: value.span(),
            message: format!("`{key}` is a list of tables: write [[{key}]]"),
        })?;
        for entry in entries.iter() {
            config.ignore.push(ignore(entry, text)?);
        }
    }
    Ok(config)
}

fn ignore(entry: &Entry<'_>, text: &str) -> Result<Ignore, Defect> {
    let wrong = |message: &str| Defect { at: entry.span(), message: message.to_owned() };
    let table = entry.get_ref().as_table().ok_or_else(|| wrong("an `ignore` entry is a table"))?;
    let mut ignore = Ignore { rule: String::new(), variable: None, reason: String::new(), line: 0 };
    for (key, value) in known_keys(table, IGNORE)? {
        let value_text = value.get_ref().as_str().map(str::trim).ok_or_else(|| Defect {
            at: value.span(),
            message: format!("`{key}` is a text: write {key} = \"…\""),
        })?;
        match key {
            "rule" => {
                (ignore.rule, ignore.line) = (value_text.to_owned(), position(text, value.span().start).0)
            }
            "variable" => ignore.variable = Some(value_text.to_owned()),
            _ => value_text.clone_into(&mut ignore.reason),
        }
    }
    if ignore.rule.is_empty() {
        return Err(wrong("an `ignore` entry names a rule: write rule = \"goproxy-space\""));
    }
    Ok(ignore)
}

/// The pairs of a table in the order of the known keys.
fn known_keys<'t, 'a>(
    table: &'t DeTable<'a>,
    known: &'static [&'static str],
) -> Result<Vec<(&'static str, &'t Entry<'a>)>, Defect> {
    let mut unknown: Vec<_> = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())).collect();
    unknown.sort_by_key(|key| key.span().start);
    if let Some(key) = unknown.first() {
        let name = key.get_ref().as_ref();
        let hint = match nearest(name, known, 3) {
            Some(near) => format!("is it `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        return Err(Defect { at: key.span(), message: format!("unknown key `{name}`; {hint}") });
    }
    Ok(known.iter().filter_map(|name| Some((*name, table.get(*name)?))).collect())
}

/// Line and column of a byte, from 1.
fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text, Path::new(FILE)).unwrap_err().to_string()
    }

    #[test]
    fn entries_keep_their_lines() {
        let text = "# why\n[[ignore]]\nrule = \"goproxy-space\"\nvariable = \"GOPROXY\"\nreason = \"generated\"\n\n[[ignore]]\nrule = \"PT*\"\n";
        let config = parse(text, Path::new(FILE)).unwrap();
        let first = Ignore {
            rule: "goproxy-space".into(),
            variable: Some("GOPROXY".into()),
            reason: "generated".into(),
            line: 3,
        };
        assert_eq!(config.ignore[0], first);
        assert_eq!((config.ignore[1].line, config.ignore[1].reason.as_str()), (8, ""));
        assert_eq!(parse("", Path::new(FILE)).unwrap(), Config::default());
    }

    #[test]
    fn defects_name_their_place() {
        assert_eq!(
            error("[[ignore]]\nrul = \"x\"\n"),
            "goenv-doctor.toml:2:1: unknown key `rul`; is it `rule`?"
        );
        assert_eq!(error("policy = 1\n"), "goenv-doctor.toml:1:1: unknown key `policy`; there are ignore");
        assert_eq!(
            error("ignore = 1\n"),
            "goenv-doctor.toml:1:10: `ignore` is a list of tables: write [[ignore]]"
        );
        assert_eq!(
            error("[[ignore]]\nrule = 1\n"),
            "goenv-doctor.toml:2:8: `rule` is a text: write rule = \"…\""
        );
        assert!(error("[[ignore]]\nreason = \"x\"\n").ends_with("write rule = \"goproxy-space\""));
        assert!(error("[[ignore\n").starts_with("goenv-doctor.toml:1:9: "), "{}", error("[[ignore\n"));
    }
}
