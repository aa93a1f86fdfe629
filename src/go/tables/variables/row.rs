//! What is known of one variable.

use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// Who reads a variable, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The go command, and it decides about modules.
    Modules,
    /// The go command's network stack.
    Network,
    /// The go command, its tools or Go programs, and it decides nothing about modules.
    Build,
    /// The standard library, to find the user's directories and programs.
    System,
    /// Libraries of the Go project that the go command does not use.
    Libraries,
    /// Git, when the go command starts it, or the go command for Git's sake.
    Git,
    /// Nobody: `go env` only prints it.
    Listing,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Anything else: a word, a number.
    Text,
    /// Patterns of module paths, with commas between them.
    Patterns,
    /// Addresses of module proxies, `direct`, `off`, with the separators of GOPROXY between them.
    Proxies,
    /// A checksum database: its name or key, and an address.
    Database,
    /// Rules of GOVCS.
    VcsRules,
    /// Flags, with white space between them.
    Flags,
    /// Hosts, with commas between them.
    Hosts,
    /// One file or directory.
    Path,
    /// Directories, with the separator of the system between them.
    Paths,
    /// An address.
    Url,
    /// A command line, or several of them.
    Command,
}

/// The value of a variable that nothing sets, as compiled into the go command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompiledDefault {
    /// Nothing.
    Empty,
    /// The same text in every version.
    Text(&'static str),
    /// What the release gives to it ([`released`](crate::go::tables::defaults::released)): compiled in
    /// before Go 1.21, from then on in `$GOROOT/go.env`.
    Released,
    /// The value of GOPRIVATE, whenever the own value is empty.
    Goprivate,
    /// Worked out from the machine: directories below home, GOPATH.
    Computed,
}

/// Where a variable may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settable {
    /// Environment, go/env file, `$GOROOT/go.env`.
    Everywhere,
    /// Only the process environment counts.
    EnvironmentOnly,
    /// Nowhere: go works it out, and `go env -w` refuses it.
    Nowhere,
}

/// Which listings of `go env` hold a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// None.
    Never,
    /// Some: those of some systems, or of some versions.
    Sometimes,
    /// Those of every version that knows the variable.
    WhenKnown,
    /// Every one since Go 1.11, whatever the system.
    Always,
}

/// The first release that reads a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Older than Go 1.13, or not dated yet.
    Old,
    /// The release that a behaviour came with.
    With(Behaviour),
    /// Go 1 with this minor number.
    Minor(u32),
}

/// One variable.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Who reads it.
    pub role: Role,
    /// What its value is made of.
    pub kind: Kind,
    /// The first release that reads it.
    pub since: Since,
    /// Where it may be set.
    pub settable: Settable,
    /// Its compiled default.
    pub default: CompiledDefault,
    /// Which listings hold it.
    pub listed: Listed,
    /// Whether a login or a token may be part of its value.
    pub holds_secrets: bool,
}

impl Variable {
    /// A variable that may be set everywhere, and has no default.
    pub(super) const fn new(name: &'static str, role: Role) -> Self {
        Self {
            name,
            role,
            kind: Kind::Text,
            since: Since::Old,
            settable: Settable::Everywhere,
            default: CompiledDefault::Empty,
            listed: Listed::Never,
            holds_secrets: false,
        }
    }

    pub(super) const fn holding(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub(super) const fn with(self, behaviour: Behaviour) -> Self {
        Self { since: Since::With(behaviour), ..self }
    }

    pub(super) const fn since(self, minor: u32) -> Self {
        Self { since: Since::Minor(minor), ..self }
    }

    pub(super) const fn by_default(self, default: CompiledDefault) -> Self {
        Self { default, ..self }
    }

    pub(super) const fn in_environment_only(self) -> Self {
        Self { settable: Settable::EnvironmentOnly, ..self }
    }

    pub(super) const fn worked_out(self) -> Self {
        Self { settable: Settable::Nowhere, ..self }
    }

    pub(super) const fn listed(self, listed: Listed) -> Self {
        Self { listed, ..self }
    }

    pub(super) const fn with_secrets(self) -> Self {
        Self { holds_secrets: true, ..self }
    }

    /// Whether this version of the go command reads the variable at all.
    pub fn known_to(&self, version: GoVersion) -> bool {
        match self.since {
            Since::Old => true,
            Since::With(behaviour) => version.has(behaviour),
            Since::Minor(minor) => version.reaches(minor),
        }
    }

    /// The language version of the first release that reads it, as in `1.24`. `None`: older than Go 1.13,
    /// or not dated yet.
    pub fn first_release(&self) -> Option<GoVersion> {
        match self.since {
            Since::Old => None,
            Since::With(behaviour) => Some(behaviour.first_release()),
            Since::Minor(minor) => Some(GoVersion::language(1, minor)),
        }
    }
}
