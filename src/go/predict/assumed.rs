//! The versions that are assumed where only a server could tell.

use super::super::module_version::canonical_version;
use super::super::version_query::Query;

/// The version that a proxy's list is assumed to offer, since it is never asked.
pub const ASSUMED_VERSION: &str = "v1.2.3";

/// The version that a query is taken to find: a whole version is found as it is, without its metadata.
pub fn assumed_version(query: &str) -> String {
    let canonical = match Query::parse(query) {
        Ok(Query::Version(_)) => canonical_version(query),
        _ => String::new(),
    };
    if canonical.is_empty() { ASSUMED_VERSION.to_owned() } else { canonical }
}
