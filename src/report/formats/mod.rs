//! What `check` hands to other programs: one file a format, each a pure function of the document.

#[cfg(test)]
mod examples;
mod finding;
mod github;
mod github_summary;
mod gitlab;
mod junit;
mod markdown;
mod sarif;
mod short;

pub use github::github;
pub use github_summary::github_summary;
pub use gitlab::gitlab;
pub use junit::junit;
pub use sarif::sarif;
pub use short::short;
