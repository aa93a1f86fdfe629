//! The words of an error, as a signature has them, and how they are compared with a log.

/// How much the words alone say about the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Share {
    /// Prose that only points in a direction.
    Hint,
    /// Other classes print the same; this one is not the likeliest.
    Possible,
    /// Other classes print the same.
    Shared,
    /// Other classes rarely print this.
    Mostly,
    /// Nothing else prints this.
    Alone,
}

impl Share {
    /// The confidence that a class begins with when only the words speak for it.
    pub(super) const fn confidence(self) -> f64 {
        match self {
            Self::Alone => 0.9,
            Self::Mostly => 0.7,
            Self::Shared => 0.5,
            Self::Possible => 0.4,
            Self::Hint => 0.3,
        }
    }
}

/// One wording of an error. `…` stands for anything, or nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording {
    /// The words, as the go command (or git) prints them.
    pub text: &'static str,
    /// How much they say.
    pub share: Share,
    /// First minor release of Go 1 that prints this; 0: as long as modules exist.
    pub since: u32,
    /// First minor release that no longer does; `None`: it still does.
    pub until: Option<u32>,
}

const fn wording(text: &'static str, share: Share) -> Wording {
    Wording { text, share, since: 0, until: None }
}

/// A wording that no other class has.
pub(super) const fn alone(text: &'static str) -> Wording {
    wording(text, Share::Alone)
}

/// A wording that other classes rarely have.
pub(super) const fn mostly(text: &'static str) -> Wording {
    wording(text, Share::Mostly)
}

/// A wording that other classes have too.
pub(super) const fn shared(text: &'static str) -> Wording {
    wording(text, Share::Shared)
}

/// A wording that is likelier to mean another class.
pub(super) const fn possible(text: &'static str) -> Wording {
    wording(text, Share::Possible)
}

/// Words of people about such an error.
pub(super) const fn hint(text: &'static str) -> Wording {
    wording(text, Share::Hint)
}

impl Wording {
    /// The same, printed from Go 1.`minor` on.
    pub(super) const fn since(self, minor: u32) -> Self {
        Self { since: minor, ..self }
    }

    /// The same, no longer printed from Go 1.`minor` on.
    pub(super) const fn until(self, minor: u32) -> Self {
        Self { until: Some(minor), ..self }
    }
}

/// A text in the form in which wordings are compared: without white space and quotes, in lower case. A
/// line break within it, or quotes that one version has and another has not, then change nothing.
pub(super) fn squash(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '`' | '\\'));
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// A wording, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Matcher {
    parts: Vec<String>,
}

impl Matcher {
    pub(super) fn new(text: &str) -> Self {
        Self { parts: text.split('…').map(squash).filter(|part| !part.is_empty()).collect() }
    }

    /// Whether the parts stand in a squashed text in this order. Takes time in proportion to the text.
    pub(super) fn is_in(&self, squashed: &str) -> bool {
        let mut rest = squashed;
        self.parts.iter().all(|part| match rest.split_once(part.as_str()) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    }
}

/// Whether a squashed text has one of these wordings.
pub(super) fn has_any(squashed: &str, texts: &[&str]) -> bool {
    texts.iter().any(|text| Matcher::new(text).is_in(squashed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_matches_over_breaks_and_quotes() {
        let matcher = Matcher::new("verifying … reading … /lookup/ … : 410 Gone");
        let text = "Verifying m@v1: reading\nhttps://sum.golang.org/look\nup/m@v1:\n  410 Gone";
        assert!(matcher.is_in(&squash(text)));
        assert!(!matcher.is_in(&squash("410 Gone verifying reading /lookup/:")));
        assert!(Matcher::new("in $PATH: \"git\" not").is_in(&squash("in $PATH: git not")));
    }
}
