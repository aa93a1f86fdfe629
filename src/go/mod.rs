//! What the go command does, as pure functions: no I/O, no colours, no printing.

pub mod facts;
pub mod quote;
pub mod url;
mod version;

pub use facts::Behaviour;
pub use version::GoVersion;
