//! GOPROXY: the list of module proxies and the words `direct` and `off`.
//!
//! Mirrors `cmd/go/internal/modfetch.proxyList` (Go 1.15 and later) and `proxyURLs` (before).

mod raw;

use std::ops::Range;

pub(crate) use raw::{RawEntry, raw_entries};

use super::error::GoError;
use super::tables::behaviours::Behaviour;
use super::tables::separators::{FallBack, is_separator};
use super::url::Url;
use super::version::GoVersion;

/// What a lookup that reaches `off` ends with.
pub(crate) const PROXY_OFF: &str = "module lookup disabled by GOPROXY=off";

/// Who an entry names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Server {
    /// A module proxy.
    Proxy(Box<Url>),
    /// The module's own origin.
    Direct,
    /// Nobody.
    Off,
}

/// One entry of GOPROXY.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProxyEntry {
    /// Who it names.
    pub server: Server,
    /// What makes go move on.
    pub fall_back: FallBack,
    /// Where it stands in the value, without the white space around it (bytes).
    pub range: Range<usize>,
}

/// GOPROXY, parsed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProxyList {
    /// The entries that go works through, in order; none after `direct` or `off`. May be empty before
    /// Go 1.15, where that is as good as `off` for modules that are not private.
    pub entries: Vec<ProxyEntry>,
    /// The rest of the value after `direct` or `off`, which go does not even look at (bytes).
    pub unreachable: Option<Range<usize>>,
}

/// Why every lookup under this GOPROXY fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProxyListError {
    /// Nothing but separators and white space.
    NoEntries,
    /// An entry that is no URL of a proxy; one of them spoils the whole list.
    BadEntry {
        /// The entry (bytes of the value).
        range: Range<usize>,
        /// Which kind of defect.
        defect: EntryDefect,
        /// The go command's own words.
        text: String,
    },
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum EntryDefect {
    /// Does not parse as a URL.
    Unparsable,
    /// A bare word, or an absolute path.
    MissingScheme,
    /// A scheme other than http, https, file.
    Scheme,
    /// A file URL with more than a path.
    FileElements,
}

impl ProxyListError {
    /// The error of every lookup.
    pub(crate) fn to_go_error(&self) -> GoError {
        match self {
            Self::NoEntries => GoError::new(NO_ENTRIES),
            Self::BadEntry { text, .. } => GoError::new(text.clone()),
        }
    }
}

const NO_ENTRIES: &str = "GOPROXY list is not the empty string, but contains no entries";

impl ProxyList {
    /// Parses a GOPROXY value as this version does.
    ///
    /// # Errors
    /// The first entry that is no URL of a proxy; or no entries at all, from Go 1.15 on.
    pub(crate) fn parse(value: &str, version: GoVersion) -> Result<Self, ProxyListError> {
        let mut list = Self { entries: vec![], unreachable: None };
        for raw in raw_entries(value, version) {
            let server = match raw.text {
                "" => continue,
                "off" => Server::Off,
                "direct" => Server::Direct,
                text => Server::Proxy(Box::new(proxy_url(text, version).map_err(|(defect, text)| {
                    ProxyListError::BadEntry { range: raw.range.clone(), defect, text }
                })?)),
            };
            let last = !matches!(server, Server::Proxy(_));
            list.entries.push(ProxyEntry { server, fall_back: raw.fall_back, range: raw.range });
            if last {
                let rest = raw.next.min(value.len())..value.len();
                let meant = |c: char| !c.is_whitespace() && !is_separator(c);
                list.unreachable =
                    value.get(rest.clone()).is_some_and(|text| text.contains(meant)).then_some(rest);
                break;
            }
        }
        list.or_empty(version)
    }

    fn or_empty(self, version: GoVersion) -> Result<Self, ProxyListError> {
        let refused = self.entries.is_empty() && version.has(Behaviour::PipeSeparator);
        if refused { Err(ProxyListError::NoEntries) } else { Ok(self) }
    }
}

/// Why an entry, without white space around it, is neither a proxy's URL nor `direct` or `off`.
pub(crate) fn entry_defect(text: &str, version: GoVersion) -> Option<EntryDefect> {
    let word = matches!(text, "" | "direct" | "off");
    proxy_url(text, version).err().filter(|_| !word).map(|(defect, _)| defect)
}

/// Makes a proxy's URL of an entry. Mirrors the prefixing in `proxyList` and `newProxyRepo`.
fn proxy_url(text: &str, version: GoVersion) -> Result<Url, (EntryDefect, String)> {
    let prefixed = text.contains(['.', ':', '/']) && !text.contains(":/") && !text.starts_with('/');
    let full = if prefixed { format!("https://{text}") } else { text.to_owned() };
    let url = Url::parse(&full, version).map_err(|error| {
        (EntryDefect::Unparsable, error.render(version.has(Behaviour::QuotedUrlInErrors)))
    })?;
    let redacted = url.redacted();
    match url.scheme.as_str() {
        "http" | "https" => Ok(url),
        "file" if url.is_only_path() => Ok(url),
        "file" => Err((
            EntryDefect::FileElements,
            format!("invalid file:// proxy URL with non-path elements: {redacted}"),
        )),
        "" => Err((EntryDefect::MissingScheme, format!("invalid proxy URL missing scheme: {redacted}"))),
        _ => Err((
            EntryDefect::Scheme,
            format!("invalid proxy URL scheme (must be https, http, file): {redacted}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    fn shown(value: &str, version: GoVersion) -> Vec<String> {
        let list = ProxyList::parse(value, version).unwrap();
        let name = |entry: &ProxyEntry| match &entry.server {
            Server::Proxy(url) => url.to_string(),
            Server::Direct => "direct".into(),
            Server::Off => "off".into(),
        };
        let mark = |entry: &ProxyEntry| if entry.fall_back == FallBack::OnAnyError { "|" } else { "" };
        list.entries.iter().map(|entry| name(entry) + mark(entry)).collect()
    }

    #[test]
    fn list_trims_entries_and_skips_empty_ones() {
        assert_eq!(
            shown(" goproxy.cn ,,\thttps://b.example|direct", NEW),
            ["https://goproxy.cn", "https://b.example|", "direct"]
        );
    }

    #[test]
    fn list_ends_at_direct_or_off() {
        assert_eq!(shown("direct,nonsense", NEW), ["direct"]);
        let list = ProxyList::parse("off , https://b.example", NEW).unwrap();
        assert_eq!(list.unreachable, Some(5..23));
        assert_eq!(ProxyList::parse("direct, ,", NEW).unwrap().unreachable, None);
    }

    #[test]
    fn list_bad_entry_spoils_everything_before_direct() {
        let error = ProxyList::parse("https://a.example,none,direct", NEW).unwrap_err();
        assert_eq!(error.to_go_error().text(), "invalid proxy URL missing scheme: none");
        let ProxyListError::BadEntry { range, defect, .. } = error else { panic!("{error:?}") };
        assert_eq!((range, defect), (18..22, EntryDefect::MissingScheme));
    }

    #[test]
    fn list_empty_is_an_error_from_1_15() {
        assert_eq!(ProxyList::parse(" , ", NEW), Err(ProxyListError::NoEntries));
        assert_eq!(ProxyList::parse("", NEW), Err(ProxyListError::NoEntries));
        assert!(shown(" , ", GoVersion::new(1, 14, 6)).is_empty());
    }

    #[test]
    fn list_pipe_separates_from_1_15() {
        assert_eq!(shown("https://a.example|direct", GoVersion::new(1, 15, 0)).len(), 2);
        assert!(ProxyList::parse("https://a.example|direct", GoVersion::new(1, 14, 6)).is_err());
    }
}
