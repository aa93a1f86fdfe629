//! Pattern lists: the values of GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE.

use std::ops::Range;

use thiserror::Error;

use super::glob::{BadPattern, Glob};
use super::pattern_index::PatternIndex;
use super::tables::behaviours::Behaviour;
use super::version::GoVersion;

/// Why an item of a list can match nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Defect {
    /// Nothing between two commas, or nothing but the slash that Go takes off. Go skips it.
    #[error("the item is empty")]
    Empty,
    /// Go cannot read the pattern and passes over it in silence.
    #[error(transparent)]
    Malformed(#[from] BadPattern),
}

/// One item of a pattern list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item as written: nothing trimmed, a slash at its end kept.
    pub text: String,
    /// Where it stands in the list, in bytes.
    pub range: Range<usize>,
    /// Why it can match nothing.
    pub defect: Option<Defect>,
}

/// A comma-separated list of patterns for the first elements of module paths.
///
/// Mirrors `golang.org/x/mod/module.MatchPrefixPatterns` (Go 1.16 and later) and
/// `cmd/go/internal/str.GlobsMatchPath` (before). An item with N slashes is compared with the first
/// N+1 elements of a path, exactly and with upper and lower case apart. Nothing is trimmed.
#[derive(Debug, Clone)]
pub struct PatternList {
    items: Vec<Item>,
    index: PatternIndex,
}

impl PatternList {
    /// Reads a list as the go command of that version does. No list is refused; items that can
    /// match nothing carry a [`Defect`].
    pub fn parse(list: &str, version: GoVersion) -> Self {
        let drop_slash = version.has(Behaviour::TrailingSlashIgnored);
        let mut index = PatternIndex::builder();
        let mut items = Vec::new();
        let mut start = 0;
        for text in list.split(',').filter(|_| !list.is_empty()) {
            let range = start..start + text.len();
            start = range.end + 1;
            let pattern = if drop_slash { text.strip_suffix('/').unwrap_or(text) } else { text };
            let defect = match compile(pattern) {
                Ok(glob) => {
                    index.insert(items.len(), pattern, glob);
                    None
                }
                Err(defect) => Some(defect),
            };
            items.push(Item { text: text.to_owned(), range, defect });
        }
        Self { items, index: index.finish() }
    }

    /// The first item, in the order of the list, that matches the path.
    pub fn first_match(&self, path: &str) -> Option<&Item> {
        self.items.get(self.first_index(path)?)
    }

    /// The place of that item in [`PatternList::items`].
    pub(crate) fn first_index(&self, path: &str) -> Option<usize> {
        #[cfg(test)]
        LOOKUPS.set(LOOKUPS.get() + 1);
        self.index.first(path.as_bytes())
    }

    /// Whether any item matches the path.
    pub fn matches(&self, path: &str) -> bool {
        self.first_index(path).is_some()
    }

    /// All items in order, also those that can match nothing. The empty list has none.
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

#[cfg(test)]
thread_local! {
    static LOOKUPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How often this thread asked a list about a path: tests of growth count steps.
#[cfg(test)]
pub(crate) fn pattern_lookups() -> u64 {
    LOOKUPS.get()
}

fn compile(pattern: &str) -> Result<Glob, Defect> {
    if pattern.is_empty() {
        return Err(Defect::Empty);
    }
    Ok(Glob::new(pattern)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    #[test]
    fn first_match_follows_the_order_of_the_list() {
        let list = PatternList::parse("a.com/x,*.com,a.com", NEW);
        let decided = |path| list.first_match(path).map(|item| item.text.as_str());
        assert_eq!(decided("a.com/x/y"), Some("a.com/x"));
        assert_eq!(decided("a.com/y"), Some("*.com"));
        assert_eq!(decided("a.org"), None);
        assert!(list.matches("b.com"));
    }

    #[test]
    fn items_keep_text_and_range() {
        let list = PatternList::parse("a.com/, b,,[", NEW);
        let shown: Vec<_> =
            list.items().iter().map(|i| (i.text.as_str(), i.range.clone(), i.defect)).collect();
        let unclosed = Defect::Malformed(BadPattern::UnclosedClass { at: 0 });
        assert_eq!(
            shown,
            [
                ("a.com/", 0..6, None),
                (" b", 7..9, None),
                ("", 10..10, Some(Defect::Empty)),
                ("[", 11..12, Some(unclosed))
            ]
        );
        assert!(PatternList::parse("", NEW).items().is_empty());
    }

    #[test]
    fn trailing_slash_matters_before_1_18() {
        let matches =
            |minor| PatternList::parse("corp.com/", GoVersion::new(1, minor, 0)).matches("corp.com/a");
        assert!(!matches(17));
        assert!(matches(18));
        assert_eq!(PatternList::parse("/", NEW).items()[0].defect, Some(Defect::Empty));
        assert_eq!(PatternList::parse("/", GoVersion::new(1, 17, 0)).items()[0].defect, None);
    }
}
