//! A variable's effective value, with its origin and everything it shadows.

use std::collections::BTreeMap;
use std::fmt;

use crate::go::Values;
use crate::source::{Assignment, Origin, Value};

/// Why an assignment that somebody wrote is not the effective one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShadowReason {
    /// A layer that go asks earlier has a value.
    LowerLayer,
    /// Empty in the environment: the same as not set.
    EmptyMeansUnset,
    /// Empty in a file, and the compiled default takes its place.
    EmptyMeansDefault,
    /// A later line of the user's file sets the variable again.
    LaterLineWins,
    /// An earlier line of `$GOROOT/go.env` sets the variable already.
    EarlierLineWins,
    /// This version of the go command does not know the variable.
    UnknownToVersion,
    /// The variable counts in the process environment only.
    EnvironmentOnly,
    /// Taken away by `--unset`.
    Unset,
    /// `GOENV=off` names no file.
    Off,
}

impl fmt::Display for ShadowReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LowerLayer => "another layer comes first",
            Self::EmptyMeansUnset => "an empty environment variable counts as not set",
            Self::EmptyMeansDefault => "an empty value gives the default",
            Self::LaterLineWins => "a later line sets it again",
            Self::EarlierLineWins => "an earlier line sets it already",
            Self::UnknownToVersion => "this Go version does not know the variable",
            Self::EnvironmentOnly => "go reads this variable from the process environment only",
            Self::Unset => "removed by --unset",
            Self::Off => "off means that no user file is read",
        })
    }
}

/// An assignment that is not the effective one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shadowed {
    /// The assignment.
    pub assignment: Assignment,
    /// Why it does not count.
    pub why: ShadowReason,
}

/// A variable's effective value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The variable.
    pub name: String,
    /// The value that the go command works with.
    pub value: Value,
    /// Where that value comes from.
    pub origin: Origin,
    /// What else was written, in the order in which go would ask for it.
    pub shadowed: Vec<Shadowed>,
}

/// All settings, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    by_name: BTreeMap<String, Setting>,
}

impl Settings {
    /// Adds or replaces a setting.
    pub fn insert(&mut self, setting: Setting) {
        self.by_name.insert(setting.name.clone(), setting);
    }

    /// The setting of that name.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        self.by_name.get(name)
    }

    /// The effective value of that name, secrets included; empty when there is no such setting.
    pub fn value(&self, name: &str) -> &str {
        self.get(name).map_or("", |setting| setting.value.expose())
    }

    /// All settings, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.by_name.values()
    }
}

/// The settings as the rules of the go command take them. GIT_HTTP_USER_AGENT is no setting: whoever
/// knows the process environment fills it in.
impl From<&Settings> for Values {
    fn from(settings: &Settings) -> Self {
        let value = |name: &str| settings.value(name).to_owned();
        Self {
            go111module: value("GO111MODULE"),
            goauth: value("GOAUTH"),
            goflags: value("GOFLAGS"),
            goinsecure: value("GOINSECURE"),
            gonoproxy: value("GONOPROXY"),
            gonosumdb: value("GONOSUMDB"),
            goprivate: value("GOPRIVATE"),
            goproxy: value("GOPROXY"),
            gosumdb: value("GOSUMDB"),
            gotoolchain: value("GOTOOLCHAIN"),
            govcs: value("GOVCS"),
            git_http_user_agent: String::new(),
        }
    }
}
