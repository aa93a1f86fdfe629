//! From words and evidence to a number.
//!
//! A class begins with the share of its wording ([`Share::confidence`]): 0.9 where nothing else prints
//! it, 0.7, 0.5, 0.4 or 0.3 where other classes do. Each piece of evidence for it halves the remaining doubt,
//! each piece against it halves the confidence. Nothing is ever certain: 0.97 is the most.

use super::wording::Share;

/// Where a piece of evidence was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// In the log.
    Log,
    /// In the settings.
    Settings,
    /// Between the two.
    Both,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// One sentence.
    pub text: String,
    /// Where it was seen.
    pub source: Source,
    /// The line of the log, from 1.
    pub line: Option<u64>,
    /// Whether it speaks for the class or against it; `None`: it only explains.
    pub supports: Option<bool>,
}

/// The most that is ever claimed.
const MAX_CONFIDENCE: f64 = 0.97;

/// What speaks for a class and against it.
#[derive(Debug, Clone, Default)]
pub(super) struct Weigh {
    share: Option<Share>,
    is_ruled_out: bool,
    pub(super) evidence: Vec<Evidence>,
}

impl Weigh {
    pub(super) fn new(share: Option<Share>) -> Self {
        Self { share, ..Self::default() }
    }

    /// How much the words say; `None`: no wording brought the class into play.
    pub(super) fn words(&self) -> Option<Share> {
        self.share
    }

    /// Says anew how much the words say here.
    pub(super) fn share(&mut self, share: Share) {
        self.share = Some(share);
    }

    /// Adds evidence for the class.
    pub(super) fn supports(&mut self, source: Source, text: impl Into<String>) {
        self.evidence.push(Evidence { text: text.into(), source, line: None, supports: Some(true) });
    }

    /// Adds evidence against the class.
    pub(super) fn speaks_against(&mut self, source: Source, text: impl Into<String>) {
        self.evidence.push(Evidence { text: text.into(), source, line: None, supports: Some(false) });
    }

    /// Adds what explains the class and weighs nothing.
    pub(super) fn explains(&mut self, source: Source, text: impl Into<String>) {
        self.evidence.push(Evidence { text: text.into(), source, line: None, supports: None });
    }

    /// It cannot be this class.
    pub(super) fn rule_out(&mut self) {
        self.is_ruled_out = true;
    }

    /// The confidence, from 0 to 1 with two digits; `None`: the class is out.
    pub(super) fn confidence(&self) -> Option<f64> {
        let start = self.share.filter(|_| !self.is_ruled_out)?.confidence();
        let supported = self
            .evidence
            .iter()
            .filter(|piece| piece.supports == Some(true))
            .fold(start, |c, _| c + (1.0 - c) / 2.0);
        let weighed = self
            .evidence
            .iter()
            .filter(|piece| piece.supports == Some(false))
            .fold(supported, |c, _| c / 2.0);
        Some((weighed.min(MAX_CONFIDENCE) * 100.0).round() / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_halves_doubt_and_trust() {
        let mut weigh = Weigh::new(Some(Share::Shared));
        assert_eq!(weigh.confidence(), Some(0.5));
        weigh.supports(Source::Log, "a");
        assert_eq!(weigh.confidence(), Some(0.75));
        weigh.speaks_against(Source::Log, "b");
        assert_eq!(weigh.confidence(), Some(0.38));
        weigh.rule_out();
        assert_eq!(weigh.confidence(), None);
        assert_eq!(Weigh::new(None).confidence(), None);
    }

    #[test]
    fn confidence_is_never_certainty() {
        let mut weigh = Weigh::new(Some(Share::Alone));
        (0..20).for_each(|_| weigh.supports(Source::Log, "a"));
        assert_eq!(weigh.confidence(), Some(MAX_CONFIDENCE));
    }
}
