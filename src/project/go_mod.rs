//! go.mod.
//!
//! Mirrors `modfile.Parse` and `ParseLax` of `golang.org/x/mod` as the go command of a given version
//! uses them. Deprecation and retraction comments are not kept.

mod reader;

use super::directives::WrittenVersion;
use super::replace::Replace;
use super::retract::Retract;
use crate::files::Place;
pub use reader::{parse, parse_as};

/// Who reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Every command that works in the module (`modload.ReadModFile`): versions may be queries.
    MainModule,
    /// `go mod edit`: versions must be semantic versions; retracted ones are taken as they are.
    Edit,
    /// The go.mod of a dependency: only its module, go, require, retract (and ignore) lines count.
    Dependency,
}

/// A word with its place: module path, go version, toolchain name, tool, ignored path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The word without quotes.
    pub text: String,
    /// Where the word stands.
    pub place: Place,
}

/// One require line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Require {
    /// The module path.
    pub path: String,
    /// The version.
    pub version: WrittenVersion,
    /// Whether the line carries the comment `// indirect`.
    pub indirect: bool,
    /// Where the module path stands.
    pub place: Place,
}

/// One exclude line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclude {
    /// The module path.
    pub path: String,
    /// The version that must not be used.
    pub version: WrittenVersion,
    /// The line.
    pub place: Place,
}

/// One godebug line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Godebug {
    /// The setting.
    pub key: String,
    /// Its value.
    pub value: String,
    /// The line.
    pub place: Place,
}

/// What a go.mod file says, in the order it says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoMod {
    /// The module's own path. A file without one is read, but no main module can be made of it.
    pub module: Option<Named>,
    /// The go line.
    pub go: Option<Named>,
    /// The toolchain line (Go 1.21 and later).
    pub toolchain: Option<Named>,
    /// All require lines; a module may occur more than once.
    pub requires: Vec<Require>,
    /// All exclude lines.
    pub excludes: Vec<Exclude>,
    /// All replace lines.
    pub replaces: Vec<Replace>,
    /// All retract lines (Go 1.16 and later).
    pub retracts: Vec<Retract>,
    /// All tool lines (Go 1.24 and later).
    pub tools: Vec<Named>,
    /// All godebug lines (Go 1.23 and later).
    pub godebugs: Vec<Godebug>,
    /// All ignore lines (Go 1.25 and later).
    pub ignores: Vec<Named>,
}
