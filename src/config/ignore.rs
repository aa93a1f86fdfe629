//! `[[ignore]]`: findings that are not wanted.

use super::glob::Glob;
use super::reader::{Defect, Item, Reader, table};
use crate::files::Place;

/// The keys of an entry.
const KEYS: &[&str] = &["rule", "variable", "path", "reason"];

/// One `[[ignore]]` entry: findings that are not wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Ignore {
    /// The rule: a code, a slug or a glob.
    pub rule: String,
    /// The variable that the findings are about; `None`: any.
    pub variable: Option<String>,
    /// The files that the findings are about, relative to the directory of goenv-doctor.toml; `None`: any.
    pub path: Option<Glob>,
    /// Why they are not wanted; empty: nobody says.
    pub reason: String,
    /// Where the rule stands.
    pub place: Place,
}

/// Reads all entries.
pub(super) fn read(reader: &Reader<'_>, value: &Item<'_>) -> Result<Vec<Ignore>, Defect> {
    let entries = value.get_ref().as_array().ok_or_else(|| Defect {
        at: value.span(),
        message: "`ignore` is a list of tables: write [[ignore]]".to_owned(),
    })?;
    entries.iter().map(|entry| one(reader, entry)).collect()
}

fn one(reader: &Reader<'_>, entry: &Item<'_>) -> Result<Ignore, Defect> {
    let wrong = |message: &str| Defect { at: entry.span(), message: message.to_owned() };
    let table = table("ignore", entry).map_err(|_| wrong("an `ignore` entry is a table"))?;
    let (mut rule, mut variable, mut path, mut reason) = (None, None, None, String::new());
    for (key, _, value) in reader.known_keys(table, KEYS)? {
        let found = reader.text(key, value)?;
        match key {
            "rule" => rule = Some(found),
            "variable" => variable = Some(found.text),
            "path" => path = Some(Glob::of(found)?),
            _ => reason = found.text,
        }
    }
    let rule = rule.filter(|rule| !rule.text.is_empty());
    let rule = rule.ok_or_else(|| wrong("an `ignore` entry names a rule: write rule = \"goproxy-space\""))?;
    Ok(Ignore { rule: rule.text, variable, path, reason, place: rule.place })
}
