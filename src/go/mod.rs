//! What the go command does, as pure functions: no I/O, no colours, no printing.

pub mod facts;
pub mod module_path;
pub mod module_version;
pub mod quote;
pub mod semver;
pub mod url;
mod version;
pub mod version_query;

pub use facts::Behaviour;
pub use version::GoVersion;
