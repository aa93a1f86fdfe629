//! What is wrong with one pattern: signs of other dialects, and characters that no module path has.

use crate::go::Defect;
use crate::go::{Behaviour, GoVersion, Item};
use crate::rules::edit::is_quote;
use crate::rules::lookalikes::is_lookalike;

use super::switches::is_switch;

/// What is wrong with a pattern; the first that fits, so that no pattern is reported twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// White space.
    Space,
    /// A URL.
    Scheme,
    /// A word that was meant as a switch.
    Switch,
    /// A quote mark at its beginning or end.
    Quotes,
    /// A character that no module path has, and that looks like none or like another.
    Invisible,
    /// A separator other than the comma.
    Separator,
    /// A port, a user or a version.
    Address,
    /// Braces for alternatives.
    Braces,
    /// `[!…]`.
    BangClass,
    /// Go cannot read it.
    Malformed,
    /// Go's own wildcard for packages.
    Ellipsis,
    /// Signs of a regular expression.
    Regex,
    /// A dot in front.
    LeadingDot,
    /// Two asterisks in a row.
    DoubleStar,
    /// A slash at the end, where this version does not ignore it.
    TrailingSlash,
}

impl Problem {
    /// What is wrong with a pattern; `None`: go takes it as it was most likely meant.
    pub(super) fn of(item: &Item, version: GoVersion) -> Option<Self> {
        let text = item.text.as_str();
        let first = text.chars().next()?;
        let last = text.chars().next_back()?;
        let ignores_slash = version.has(Behaviour::TrailingSlashIgnored);
        Some(match text {
            _ if text.contains(char::is_whitespace) => Self::Space,
            _ if text.contains("://") => Self::Scheme,
            _ if is_switch(text) => Self::Switch,
            _ if is_quote(first) || is_quote(last) => Self::Quotes,
            _ if text.contains(|c: char| is_lookalike(c) || !c.is_ascii()) => Self::Invisible,
            _ if text.contains([';', '|']) => Self::Separator,
            _ if text.contains(['{', '}']) => Self::Braces,
            _ if text.contains([':', '@']) && !text.contains('[') => Self::Address,
            _ if text.contains("[!") => Self::BangClass,
            _ if matches!(item.defect, Some(Defect::Malformed(_))) => Self::Malformed,
            _ if text.contains("...") => Self::Ellipsis,
            _ if is_regex(text) => Self::Regex,
            _ if first == '.' => Self::LeadingDot,
            _ if text.contains("**") => Self::DoubleStar,
            _ if last == '/' && text.len() > 1 && !ignores_slash => Self::TrailingSlash,
            _ => return None,
        })
    }
}

/// Signs that mean nothing to go and stand in no module path: `^`, `$`, `(`, `+`, and an element that
/// begins with `.*`.
fn is_regex(text: &str) -> bool {
    text.starts_with('^')
        || text.ends_with('$')
        || text.contains(['(', ')', '+'])
        || text.split('/').any(|element| element.starts_with(".*"))
}
