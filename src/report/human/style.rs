//! Colours, paths and columns.

use colored::{ColoredString, Colorize};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::document::{AttributionCertainty, GoDocument, OriginDocument, VersionFrom};
use super::super::{Secrets, safe};
use crate::source::Layer;

/// How texts for people are written.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Whether credentials are shown.
    pub secrets: Secrets,
    /// Whether to show more.
    pub verbose: bool,
    /// The home directory, written `~`.
    pub home: Option<String>,
    /// Whether to colour.
    pub colored: bool,
}

impl Style {
    /// A path as people write it.
    pub(super) fn path(&self, path: &str) -> String {
        let home = self.home.as_deref().filter(|home| home.len() > 1);
        match home.and_then(|home| path.strip_prefix(home)) {
            Some(rest) if rest.starts_with('/') => safe(&format!("~{rest}")),
            _ => safe(path),
        }
    }

    /// A sentence in which the home directory is written `~`.
    pub(super) fn paths_in(&self, text: &str) -> String {
        match self.home.as_deref().filter(|home| home.len() > 1) {
            Some(home) => text.replace(&format!("{home}/"), "~/"),
            None => text.to_owned(),
        }
    }

    /// A place in few words: `~/.config/go/env:3`, `environment`, `default`.
    pub(crate) fn place(&self, origin: &OriginDocument) -> String {
        if let Some(found) = &origin.set_by {
            let place = format!("{}:{}", self.path(&found.path), found.line);
            return match found.certainty {
                AttributionCertainty::Certain => format!("{} from {place}", origin.layer),
                AttributionCertainty::Likely => format!("{}, likely from {place}", origin.layer),
                AttributionCertainty::Possible => format!("{}, possibly from {place}", origin.layer),
            };
        }
        match (&origin.path, origin.line) {
            (Some(path), Some(line)) => format!("{}:{line}", self.path(path)),
            (Some(path), None) => self.path(path),
            (None, Some(line)) => format!("{}, line {line}", origin.layer),
            (None, None) if origin.layer == Layer::Derived => {
                format!("from {}", origin.from.unwrap_or_default())
            }
            (None, None) => origin.layer.to_string(),
        }
    }

    /// The go command in few words: `go1.27.3 · /usr/local/go`.
    pub(super) fn go(&self, go: &GoDocument) -> String {
        let place = match (go.version_from, &go.goroot) {
            (VersionFrom::Assumed, _) => "assumed".to_owned(),
            (VersionFrom::GoEnv, _) => "from the pasted go env".to_owned(),
            (_, Some(goroot)) => self.path(goroot),
            (VersionFrom::Flag, None) => "as asked".to_owned(),
            (VersionFrom::Goroot, None) => String::new(),
        };
        format!("go{} · {place}", go.version)
    }
}

/// The width of a text in a terminal, in columns.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text filled up to a width.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text of at most so many characters.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", start(text, columns.saturating_sub(1)))
}

/// As much of a text's start as fits into so many columns.
pub(super) fn start(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.width().unwrap_or(0);
        taken > columns
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Headings.
pub(super) fn strong(text: &str) -> ColoredString {
    text.bold()
}

/// What is said beside the point.
pub(super) fn faint(text: &str) -> ColoredString {
    text.dimmed()
}

/// Good news.
pub(super) fn good(text: &str) -> ColoredString {
    text.green()
}

/// Bad news.
pub(super) fn bad(text: &str) -> ColoredString {
    text.red().bold()
}

/// News to look at.
pub(super) fn careful(text: &str) -> ColoredString {
    text.yellow()
}
