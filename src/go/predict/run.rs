//! One simulated run of the go command.

use super::super::engine::Engine;
use super::super::error::GoError;
use super::super::toolchain::GoLines;
use super::super::url::Url;
use super::super::version::GoVersion;
use super::answers::Answers;
use super::{Contact, Outcome};

/// Which hashes of a version go.sum (or a workspace's sums) already holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hashes {
    /// The hash of its go.mod file.
    pub go_mod: bool,
    /// The hash of its content.
    pub zip: bool,
}

/// What of a version lies in the module cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cached {
    /// Its metadata.
    pub info: bool,
    /// Its go.mod file.
    pub go_mod: bool,
    /// Its content with the content's hash.
    pub zip: bool,
}

/// A version that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The module path.
    pub path: String,
    /// The version or query, `latest` for none.
    pub version: String,
    /// What go.sum holds of it.
    pub hashes: Hashes,
    /// What the module cache holds of it.
    pub cached: Cached,
}

/// What surrounds a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The main module's (or workspace's) go and toolchain lines; none: outside a module.
    pub lines: Option<GoLines>,
    /// The error that reading go.mod or go.work ends with.
    pub file_error: Option<String>,
    /// Requirements of the main module, which old versions load first.
    pub requirements: Vec<Request>,
    /// Toolchains found on PATH, `go1.99.0`.
    pub toolchains_on_path: Vec<String>,
}

/// The predicted contacts and the end of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// Every request, in order; repeats in a row are one. Ends at the first request to the origin.
    pub contacts: Vec<Contact>,
    /// How the run ends.
    pub outcome: Outcome,
    /// The error in the go command's own words, without a leading `go: `.
    pub error: Option<String>,
}

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

/// The state of a run.
pub(super) struct Run<'a> {
    pub(super) engine: &'a Engine,
    pub(super) context: &'a Context,
    pub(super) answers: &'a dyn Answers,
    pub(super) contacts: Vec<Contact>,
    /// Versions whose hashes the database has given already.
    pub(super) looked_up: Vec<String>,
    /// Versions whose go.mod file was loaded already.
    pub(super) loaded: Vec<String>,
    pub(super) database_base: Option<Result<Url, GoError>>,
}

impl<'a> Run<'a> {
    fn new(engine: &'a Engine, context: &'a Context, answers: &'a dyn Answers) -> Self {
        Self {
            engine,
            context,
            answers,
            contacts: vec![],
            looked_up: vec![],
            loaded: vec![],
            database_base: None,
        }
    }

    pub(super) fn version(&self) -> GoVersion {
        self.engine.platform.version
    }
}

impl Engine {
    /// Predicts `go mod download PATH@VERSION`.
    pub fn predict(&self, request: &Request, context: &Context, answers: &dyn Answers) -> Prediction {
        let mut run = Run::new(self, context, answers);
        let ended = match run.select_toolchain() {
            Ok(None) => run.download(request),
            Ok(Some(version)) => {
                // Another toolchain goes on, by its own rules, in a process of its own.
                let switched = self.with_version(version);
                let contacts = std::mem::take(&mut run.contacts);
                let mut next = Run { contacts, ..Run::new(&switched, context, answers) };
                let ended = next.download(request);
                run.contacts = next.contacts;
                ended
            }
            Err(halt) => Err(halt),
        };
        let (outcome, error) = match ended {
            Ok(()) => (Outcome::Success, None),
            Err(Halt::Origin) => (Outcome::Unknown, None),
            Err(Halt::Failed(error) | Halt::Fatal(error)) => {
                (Outcome::Failure, Some(error.text().to_owned()))
            }
        };
        Prediction { contacts: run.contacts, outcome, error }
    }
}
