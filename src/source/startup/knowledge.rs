//! How sure a reader is of a value.

use std::sync::Arc;

/// How sure a reader is of a value that it worked out without running anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Knowledge {
    /// The shell would get exactly this.
    #[default]
    Certain,
    /// It would get this if a test held that the files do not decide; the test's text.
    Conditional(Arc<str>),
    /// Only running it would tell; the text that would have to run (`$(…)`, `eval …`).
    Unknown(Arc<str>),
}

impl Knowledge {
    /// What is known of something that is made of both: unknown beats conditional beats certain; of two
    /// alike, the first one.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Unknown(_), _) | (_, Self::Certain) => self.clone(),
            (_, Self::Unknown(_)) | (Self::Certain, _) => other.clone(),
            (Self::Conditional(_), Self::Conditional(_)) => self.clone(),
        }
    }

    /// Whether the value is what the shell would get, without a doubt.
    pub fn is_certain(&self) -> bool {
        *self == Self::Certain
    }

    /// Whether there is no value to speak of.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_keeps_the_lesser_knowledge() {
        let (one, two) = (Knowledge::Conditional("a".into()), Knowledge::Conditional("b".into()));
        let unknown = Knowledge::Unknown("$(c)".into());
        assert_eq!(Knowledge::Certain.and(&one), one);
        assert_eq!(one.and(&two), one);
        assert_eq!(one.and(&unknown), unknown);
        assert_eq!(unknown.and(&Knowledge::Certain), unknown);
    }
}
