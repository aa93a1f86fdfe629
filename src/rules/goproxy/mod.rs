//! GP: what is wrong with GOPROXY.

pub(super) mod bad_scheme;
pub(super) mod empty_list;
pub(super) mod empty_setting;
pub(super) mod quotes;
pub(super) mod space;
pub(super) mod unknown_word;
pub(super) mod unreachable_entry;
pub(super) mod wrong_separator;

use crate::go::GoVersion;
use crate::go::proxy_list::{EntryDefect, RawEntry, entry_defect, raw_entries};
use crate::settings::Setting;

use super::Context;
use super::edit::replaced;
use super::wording::gos_words;
use super::written::{MOST, written};

/// GOPROXY as somebody wrote it, cut into the entries that go looks at: none of them empty, none
/// behind `direct` or `off`.
struct List<'a> {
    setting: &'a Setting,
    value: &'a str,
    version: GoVersion,
    entries: Vec<RawEntry<'a>>,
}

/// What is wrong with one entry; the first that fits, so that no entry is reported twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    /// Text that was meant as two entries.
    Separator,
    /// No URL, no `direct`, no `off`.
    Word,
    /// A URL that go does not speak, or a path in place of one.
    Scheme,
}

impl<'a> List<'a> {
    /// The list, unless nobody wrote one, it has no entries, or quote marks blur where they begin.
    fn of(context: &Context<'a>) -> Option<Self> {
        let setting = written(context, "GOPROXY")?;
        let (value, version) = (setting.value.expose(), context.engine.version());
        let mut entries = vec![];
        for raw in raw_entries(value, version) {
            let ends = matches!(raw.text, "direct" | "off");
            if !raw.text.is_empty() {
                entries.push(raw);
            }
            if ends {
                break;
            }
        }
        (!entries.is_empty() && !quotes::any(value, version)).then_some(Self {
            setting,
            value,
            version,
            entries,
        })
    }

    /// The first entries with that problem.
    fn with(&self, problem: Problem) -> impl Iterator<Item = &RawEntry<'a>> {
        self.all_with(problem).take(MOST)
    }

    /// All entries with that problem.
    fn all_with(&self, problem: Problem) -> impl Iterator<Item = &RawEntry<'a>> {
        self.entries.iter().filter(move |entry| self.problem(entry) == Some(problem))
    }

    fn problem(&self, entry: &RawEntry<'_>) -> Option<Problem> {
        if !wrong_separator::in_entry(entry.text, self.version).is_empty() {
            return Some(Problem::Separator);
        }
        match entry_defect(entry.text, self.version)? {
            EntryDefect::MissingScheme if !entry.text.contains('/') => Some(Problem::Word),
            EntryDefect::MissingScheme | EntryDefect::Scheme => Some(Problem::Scheme),
            EntryDefect::Unparsable | EntryDefect::FileElements => None,
        }
    }

    /// The value with one entry in place of another.
    fn replacing(&self, entry: &RawEntry<'_>, new: &str) -> String {
        replaced(self.value, &[(entry.range.clone(), new.to_owned())])
    }
}

/// What every lookup ends with, in the go command's own words.
fn failure(context: &Context<'_>) -> Option<String> {
    let error = context.engine.proxies().as_ref().err()?;
    Some(format!("every lookup fails: {}", gos_words(error.to_go_error().text())))
}
