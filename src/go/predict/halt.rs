//! What ends an operation before its result.

use super::super::error::GoError;

/// What ends an operation before its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Halt {
    /// An error that callers may pass on to the next entry.
    Failed(GoError),
    /// An error that ends the process.
    Fatal(GoError),
    /// The module's origin is asked; what it answers decides.
    Origin,
}

impl From<GoError> for Halt {
    fn from(error: GoError) -> Self {
        Self::Failed(error)
    }
}

impl Halt {
    /// Puts words before an error.
    pub(super) fn prefixed(self, prefix: &str) -> Self {
        match self {
            Self::Failed(error) => Self::Failed(error.prefixed(prefix)),
            Self::Fatal(error) => Self::Fatal(error.prefixed(prefix)),
            Self::Origin => Self::Origin,
        }
    }

    /// Names the module in an error.
    pub(super) fn about(self, path: &str, version: Option<&str>) -> Self {
        match self {
            Self::Failed(error) => Self::Failed(error.about(path, version)),
            other => other,
        }
    }
}
