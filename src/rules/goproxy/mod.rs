//! GP: what is wrong with GOPROXY.

pub(super) mod bad_scheme;
pub(super) mod comma_no_fallback;
pub(super) mod credentials;
mod defects;
pub(super) mod duplicate;
pub(super) mod empty_list;
pub(super) mod empty_setting;
pub(super) mod file_url;
pub(super) mod invalid_url;
pub(super) mod invisible;
pub(super) mod is_http_proxy;
pub(super) mod missing_scheme;
pub(super) mod off;
pub(super) mod pipe_leaks;
pub(super) mod plain_http;
pub(super) mod quotes;
pub(super) mod retired_mirror;
pub(super) mod space;
pub(super) mod unexpanded;
pub(super) mod unknown_word;
pub(super) mod unreachable_entry;
pub(super) mod wrong_separator;

use std::ops::Range;

use crate::go::GoVersion;
use crate::go::proxy_list::{EntryDefect, ProxyEntry, RawEntry, Server, entry_defect, raw_entries};
use crate::go::url::Url;
use crate::settings::Setting;
use crate::source::Layer;

use super::RuleInputs;
use super::edit::replaced;
use super::wording::go_message;
use super::written::{MAX_FINDINGS, written};
use crate::go::tables::hosts::is_public_proxy;
use crate::go::tables::separators;

/// GOPROXY as somebody wrote it, cut into the entries that go looks at: none of them empty, none
/// after `direct` or `off`.
struct List<'a> {
    setting: &'a Setting,
    value: &'a str,
    version: GoVersion,
    entries: Vec<RawEntry<'a>>,
}

/// What is wrong with one entry; the first that fits, so that no entry is reported twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Problem {
    /// A name of a variable, or a place to fill in, that nobody filled in.
    Unexpanded,
    /// Characters that nobody sees, or that only look like those of a URL.
    Invisible,
    /// Text that was meant as two entries.
    Separator,
    /// No URL, no `direct`, no `off`.
    Word,
    /// A URL that go does not speak, or a path in place of one.
    Scheme,
    /// No URL at all.
    Url,
    /// A `file:` URL with more than a path.
    File,
}

impl<'a> List<'a> {
    /// The list, unless nobody wrote one, it has no entries, or quote marks blur where they begin.
    fn of(context: &RuleInputs<'a>) -> Option<Self> {
        let setting = written(context, "GOPROXY")?;
        let (value, version) = (setting.value.expose(), context.scenario.engine.version());
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
        (!entries.is_empty() && defects::quote_marks(value, version).is_empty()).then_some(Self {
            setting,
            value,
            version,
            entries,
        })
    }

    /// The first entries with that problem.
    fn with(&self, problem: Problem) -> impl Iterator<Item = &RawEntry<'a>> {
        self.all_with(problem).take(MAX_FINDINGS)
    }

    /// All entries with that problem.
    fn all_with(&self, problem: Problem) -> impl Iterator<Item = &RawEntry<'a>> {
        self.entries.iter().filter(move |entry| self.problem(entry) == Some(problem))
    }

    fn problem(&self, entry: &RawEntry<'_>) -> Option<Problem> {
        let is_pasted = self.setting.origin.layer == Layer::GoEnvOutput;
        // Whoever pastes settings puts `<host>` in place of a name that is nobody's business.
        if is_pasted && entry.text.contains('<') && entry.text.contains('>') {
            return None;
        }
        if defects::unexpanded(entry.text).is_some() {
            return Some(Problem::Unexpanded);
        }
        if !defects::invisible(entry.text).is_empty() {
            return Some(Problem::Invisible);
        }
        if !defects::separators(entry.text, self.version).is_empty() {
            return Some(Problem::Separator);
        }
        match entry_defect(entry.text, self.version)? {
            EntryDefect::MissingScheme if !entry.text.contains('/') => Some(Problem::Word),
            EntryDefect::MissingScheme | EntryDefect::Scheme => Some(Problem::Scheme),
            EntryDefect::Unparsable => Some(Problem::Url),
            EntryDefect::FileElements => Some(Problem::File),
        }
    }

    /// The value with one entry in place of another.
    fn replacing(&self, entry: &RawEntry<'_>, new: &str) -> String {
        replaced(self.value, &[(entry.range.clone(), new.to_owned())])
    }
}

/// An entry that go takes for the address of a proxy.
struct Proxy<'a> {
    setting: &'a Setting,
    entry: &'a ProxyEntry,
    url: &'a Url,
}

impl Proxy<'_> {
    /// The entry as written, without the white space around it.
    fn text(&self) -> &str {
        self.setting.value.expose().get(self.entry.range.clone()).unwrap_or("")
    }

    /// The host in lower case, without port.
    fn host(&self) -> String {
        self.url.hostname().to_text().to_ascii_lowercase()
    }

    /// The separator after the entry, as a range of the value; none after the last entry.
    fn separator(&self, version: GoVersion) -> Option<Range<usize>> {
        let (start, value) = (self.entry.range.end, self.setting.value.expose());
        let is_one = |c: &char| separators::find(*c, version).is_some();
        let (at, mark) = value.get(start..)?.char_indices().find(|(_, c)| is_one(c))?;
        Some(start + at..start + at + mark.len_utf8())
    }

    fn is_public(&self) -> bool {
        is_public_proxy(&self.host(), &self.url.path.to_text())
    }

    /// The value with another text in place of this entry.
    fn replaced_by(&self, new: &str) -> String {
        replaced(self.setting.value.expose(), &[(self.entry.range.clone(), new.to_owned())])
    }
}

/// The proxies of a list that somebody wrote and that go can use; `None` where an entry spoils the list or
/// looks like something else, which other rules report.
fn proxies<'a>(context: &RuleInputs<'a>) -> Vec<Proxy<'a>> {
    let (Some(list), Ok(parsed)) = (List::of(context), context.scenario.engine.proxies()) else {
        return vec![];
    };
    if list.entries.iter().any(|entry| list.problem(entry).is_some()) {
        return vec![];
    }
    let proxy = |entry: &'a ProxyEntry| match &entry.server {
        Server::Proxy(url) => Some(Proxy { setting: list.setting, entry, url }),
        _ => None,
    };
    parsed.entries.iter().filter_map(proxy).collect()
}

/// What every lookup ends with, in the go command's own words.
fn failure(context: &RuleInputs<'_>) -> Option<String> {
    let error = context.scenario.engine.proxies().as_ref().err()?;
    Some(format!("every lookup fails: {}", go_message(error.to_go_error().text())))
}
