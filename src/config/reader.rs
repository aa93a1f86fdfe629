//! From TOML to texts with their places, and the complaints about what stands there instead.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::Entry;
use crate::distance::nearest;
use crate::files::{Place, TextFile};

/// A table with its place.
pub(super) type Table<'a> = Spanned<DeTable<'a>>;

/// A value with its place.
pub(super) type Item<'a> = Spanned<DeValue<'a>>;

/// A defect at some bytes of the text.
#[derive(Debug)]
pub(super) struct Defect {
    /// The bytes.
    pub(super) at: Range<usize>,
    /// What is wrong, and what to write instead.
    pub(super) message: String,
}

/// The file that is read.
pub(super) struct Reader<'t> {
    /// Its text and its name.
    pub(super) file: &'t Arc<TextFile>,
}

impl<'t> Reader<'t> {
    /// The whole file.
    pub(super) fn document(&self) -> Result<Table<'t>, Defect> {
        DeTable::parse(self.file.text()).map_err(|error| Defect {
            at: error.span().unwrap_or_default(),
            message: error.message().lines().next().unwrap_or("this is not TOML").to_owned(),
        })
    }

    /// Where a text stands that was read from these bytes: without its quotes, and without the blanks inside them.
    fn place(&self, written: Range<usize>, text: &str) -> Place {
        let place = Place::new(self.file, written);
        let start = place.text().find(text).unwrap_or(0);
        if start == 0 { place } else { place.part(start..start + text.len()) }
    }

    /// A value that must be a text.
    pub(super) fn text(&self, key: &str, value: &Item<'_>) -> Result<Entry, Defect> {
        let text = value.get_ref().as_str().ok_or_else(|| Defect {
            at: value.span(),
            message: format!("`{key}` is a text: write {key} = \"…\""),
        })?;
        let text = text.trim();
        Ok(Entry { text: text.to_owned(), place: self.place(value.span(), text) })
    }

    /// A value that must be a list of texts.
    pub(super) fn texts(&self, key: &str, value: &Item<'_>) -> Result<Vec<Entry>, Defect> {
        let list = value.get_ref().as_array().ok_or_else(|| Defect {
            at: value.span(),
            message: format!("`{key}` is a list of texts: write {key} = [\"…\"]"),
        })?;
        list.iter().map(|value| self.text(key, value)).collect()
    }

    /// A value that may be a text or a list of texts.
    pub(super) fn one_or_more(&self, key: &str, value: &Item<'_>) -> Result<Vec<Entry>, Defect> {
        if value.get_ref().is_array() { self.texts(key, value) } else { Ok(vec![self.text(key, value)?]) }
    }

    /// A value that must be one of some words.
    pub(super) fn word(
        &self,
        key: &str,
        value: &Item<'_>,
        words: &'static [&'static str],
    ) -> Result<&'static str, Defect> {
        let entry = self.text(key, value)?;
        words.iter().find(|word| **word == entry.text).copied().ok_or_else(|| Defect {
            at: value.span(),
            message: format!(
                "`{key}` is {}, not {:?}; {}",
                listed(words),
                entry.text,
                hint(&entry.text, words)
            ),
        })
    }
}

impl<'t> Reader<'t> {
    /// The pairs of a table in the order of the known keys, with the places of the keys.
    pub(super) fn known_keys<'i, 'a>(
        &self,
        table: &'i DeTable<'a>,
        known: &[&'static str],
    ) -> Result<Vec<(&'static str, Place, &'i Item<'a>)>, Defect> {
        let mut unknown: Vec<_> =
            table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        if let Some(key) = unknown.first() {
            let name = key.get_ref().as_ref();
            let message = format!("unknown key `{name}`; {}", hint(name, known));
            return Err(Defect { at: key.span(), message });
        }
        let pair = |name: &&'static str| {
            let (key, value) = table.get_key_value(*name)?;
            Some((*name, Place::new(self.file, key.span()), value))
        };
        Ok(known.iter().filter_map(pair).collect())
    }
}

/// A value that must be a table.
pub(super) fn table<'i, 'a>(key: &str, value: &'i Item<'a>) -> Result<&'i DeTable<'a>, Defect> {
    value
        .get_ref()
        .as_table()
        .ok_or_else(|| Defect { at: value.span(), message: format!("`{key}` is a table: write [{key}]") })
}

fn hint(name: &str, known: &[&'static str]) -> String {
    match nearest(name, known, 3) {
        Some(near) => format!("is it `{near}`?"),
        None => format!("there {} {}", if known.len() == 1 { "is" } else { "are" }, known.join(", ")),
    }
}

fn listed(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
