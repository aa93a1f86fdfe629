//! What stands after `@`: the classes of version queries.

use super::quote::quote;
use super::semver::Semver;

/// How a range compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `>=`
    AtLeast,
    /// `>`
    Above,
}

/// The longer sign comes first where one begins another.
const COMPARISONS: [(&str, Comparison); 4] = [
    ("<=", Comparison::AtMost),
    ("<", Comparison::Below),
    (">=", Comparison::AtLeast),
    (">", Comparison::Above),
];

/// A version query.
///
/// Mirrors the cases of `modload.newQueryMatcher`, and `none`, which `go get` takes before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// `latest`: the greatest release.
    Latest,
    /// `upgrade`: as `latest`, but never older than what is used.
    Upgrade,
    /// `patch`: the greatest release with the minor version that is used.
    Patch,
    /// `none`: the module is to go.
    None,
    /// `<v1.2.3`, `>=v1`: the version nearest to the bound.
    Range {
        /// The sign.
        comparison: Comparison,
        /// The bound, a semantic version.
        version: String,
    },
    /// `v1`, `v1.2`: the greatest version that begins so.
    Prefix(String),
    /// A whole semantic version, asked for directly.
    Version(String),
    /// Anything else: a branch, a tag, a commit.
    Revision(String),
}

/// A range that go refuses before it asks anyone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The bound is no semantic version.
    #[error("invalid semantic version {} in range {}", quote(.version), quote(.range))]
    Invalid {
        /// The bound.
        version: String,
        /// The whole query.
        range: String,
    },
    /// `<=v1.2` and `>v1.2`: the bound could mean v1.2.0 as well as all of v1.2.
    #[error("ambiguous semantic version {} in range {}", quote(.version), quote(.range))]
    Ambiguous {
        /// The bound.
        version: String,
        /// The whole query.
        range: String,
    },
}

impl Query {
    /// Tells which class a query belongs to.
    ///
    /// # Errors
    /// A range whose bound is no semantic version, or could mean two things, in go's own words.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let named = match text {
            "latest" => Some(Self::Latest),
            "upgrade" => Some(Self::Upgrade),
            "patch" => Some(Self::Patch),
            "none" => Some(Self::None),
            _ => None,
        };
        if let Some(query) = named {
            return Ok(query);
        }
        let range =
            COMPARISONS.iter().find_map(|&(sign, comparison)| Some((comparison, text.strip_prefix(sign)?)));
        if let Some((comparison, version)) = range {
            return Self::parse_range(text, comparison, version);
        }
        Ok(match Semver::parse(text) {
            Some(version) if version.is_short() => Self::Prefix(text.to_owned()),
            Some(_) => Self::Version(text.to_owned()),
            None => Self::Revision(text.to_owned()),
        })
    }

    fn parse_range(range: &str, comparison: Comparison, version: &str) -> Result<Self, QueryError> {
        let (range, version) = (range.to_owned(), version.to_owned());
        let Some(parsed) = Semver::parse(&version) else {
            return Err(QueryError::Invalid { version, range });
        };
        if parsed.is_short() && matches!(comparison, Comparison::AtMost | Comparison::Above) {
            return Err(QueryError::Ambiguous { version, range });
        }
        Ok(Self::Range { comparison, version })
    }

    /// Whether go asks for this revision directly instead of choosing from the list of versions.
    /// Mirrors `modload.IsRevisionQuery`.
    pub fn is_revision(&self) -> bool {
        matches!(self, Self::None | Self::Version(_) | Self::Revision(_))
    }
}
