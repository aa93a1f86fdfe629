//! One simulated run of the go command.

use super::super::decision::DownloadDecider;
use super::super::engine::Engine;
use super::super::error::GoError;
use super::super::toolchain::GoLines;
use super::super::url::Url;
use super::super::version::GoVersion;
use super::answers::Answers;
use super::query::assumed_version;
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
    /// Its content. Whether the content's hash lies next to it makes no difference: go makes it again.
    pub zip: bool,
}

/// A version that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The module path.
    pub path: String,
    /// The version or query, `latest` for none.
    pub version: String,
    /// What go.sum holds of it; for a query, of the version that it is assumed to find.
    pub hashes: Hashes,
    /// What the module cache holds of it; for a query as above.
    pub cached: Cached,
}

/// A `replace` line of go.mod or go.work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The module that it replaces.
    pub path: String,
    /// The version that it replaces; none: all of them.
    pub version: Option<String>,
    /// The path and version that take its place; none: a directory does.
    pub target: Option<(String, String)>,
}

/// What surrounds a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The main module's (or workspace's) go and toolchain lines; none: outside a module.
    pub lines: Option<GoLines>,
    /// The error that reading go.mod or go.work ends with.
    pub file_error: Option<String>,
    /// Paths of the main modules.
    pub main_modules: Vec<String>,
    /// The lines that the toolchain is chosen by, where they are not `lines`: those of the go.mod file
    /// itself, whatever is wrong with it, and whatever stands in for it.
    pub toolchain_lines: Option<GoLines>,
    /// What ends every command before it looks at its arguments: a GOPATH or GOROOT that cannot be.
    pub start_error: Option<(DownloadDecider, String)>,
    /// Requirements of the main module, which old versions load first.
    pub requirements: Vec<Request>,
    /// The replacements of the main module (or workspace).
    pub replace: Vec<Replacement>,
    /// The error that GOWORK or the search for go.work ends with, before anything else is looked at.
    pub workspace_error: Option<String>,
    /// The error that reading go.sum ends with.
    pub sum_error: Option<String>,
    /// GOMODCACHE, which some errors name.
    pub module_cache: String,
    /// What is wrong with GOMODCACHE: nothing can be kept then.
    pub module_cache_error: Option<String>,
    /// Why what the checksum database said before cannot be looked up: it is never asked then.
    pub database_error: Option<String>,
    /// What go says where GOAUTH names a directory that is not there.
    pub goauth_error: Option<String>,
    /// What go says about the directory in place of the module that is asked about.
    pub directory_error: Option<String>,
    /// Paths and versions that the main module excludes.
    pub excluded: Vec<(String, String)>,
    /// Toolchains found on PATH, `go1.99.0`.
    pub toolchains_on_path: Vec<String>,
}

impl Context {
    /// The lines that the toolchain is chosen by.
    pub(super) fn selection_lines(&self) -> Option<&GoLines> {
        self.toolchain_lines.as_ref().or(self.lines.as_ref())
    }

    /// Whether a repository could not be kept anywhere.
    pub(super) fn lacks_module_cache(&self) -> bool {
        self.module_cache_error.is_some() && self.module_cache.is_empty()
    }

    /// The replacements of a module.
    pub(super) fn replacements<'s>(&'s self, path: &'s str) -> impl Iterator<Item = &'s Replacement> {
        self.replace.iter().filter(move |replacement| replacement.path == path)
    }

    /// What replaces a version: the line for it alone comes before the one for all versions.
    pub(super) fn replacement<'s>(&'s self, path: &'s str, version: &str) -> Option<&'s Replacement> {
        let exact = self.replacements(path).find(|found| found.version.as_deref() == Some(version));
        exact.or_else(|| self.replacements(path).find(|found| found.version.is_none()))
    }
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
    /// What stopped the run before it came to the module.
    pub stopped_by: Option<DownloadDecider>,
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
    /// The version that the run is about, and what is at hand of it.
    pub(super) asked: Request,
    pub(super) contacts: Vec<Contact>,
    /// What the database said about a version; it is asked once.
    pub(super) looked_up: Vec<(String, Result<(), GoError>)>,
    /// The version that `upgrade` and `patch` start from.
    pub(super) current: Option<String>,
    /// Versions whose go.mod file was loaded already.
    pub(super) loaded: Vec<String>,
    /// Versions whose metadata are known already.
    pub(super) known: Vec<String>,
    /// What came of the requests that go makes once only.
    pub(super) once: Vec<(String, Result<(), GoError>)>,
    pub(super) database_base: Option<Result<Url, GoError>>,
    /// What stopped the run before it came to the module.
    pub(super) stopped_by: Option<DownloadDecider>,
}

impl<'a> Run<'a> {
    fn new(engine: &'a Engine, asked: &Request, context: &'a Context, answers: &'a dyn Answers) -> Self {
        Self {
            engine,
            context,
            answers,
            asked: asked.clone(),
            contacts: vec![],
            looked_up: vec![],
            current: None,
            loaded: vec![],
            known: vec![],
            once: vec![],
            database_base: None,
            stopped_by: None,
        }
    }

    pub(super) fn version(&self) -> GoVersion {
        self.engine.platform.version
    }

    /// A version with what is at hand of it, as far as it is of the module that the run is about.
    pub(super) fn asked_about(&self, path: &str, version: &str) -> Request {
        let asked = &self.asked;
        let known = if version == assumed_version(&asked.version) && path == asked.path {
            asked.clone()
        } else {
            Request::default()
        };
        Request { path: path.to_owned(), version: version.to_owned(), ..known }
    }
}

impl Engine {
    /// Predicts `go mod download PATH@VERSION`.
    pub fn predict(&self, request: &Request, context: &Context, answers: &dyn Answers) -> Prediction {
        self.run(request, context, answers, |run| run.download(request))
    }

    /// Predicts the same for a module that a directory takes the place of: go only begins.
    pub fn predict_replaced(
        &self,
        request: &Request,
        context: &Context,
        answers: &dyn Answers,
    ) -> Prediction {
        self.run(request, context, answers, |run| run.begin().and_then(|()| run.check_directory()))
    }

    fn run(
        &self,
        request: &Request,
        context: &Context,
        answers: &dyn Answers,
        command: impl Fn(&mut Run<'_>) -> Result<(), Halt>,
    ) -> Prediction {
        let mut run = Run::new(self, request, context, answers);
        let ended = match run.select_toolchain() {
            Ok(None) => command(&mut run),
            Ok(Some(version)) => {
                // Another toolchain goes on, by its own rules, in a process of its own.
                let switched = self.with_version(version);
                let contacts = std::mem::take(&mut run.contacts);
                let mut next = Run { contacts, ..Run::new(&switched, request, context, answers) };
                let ended = command(&mut next);
                (run.contacts, run.stopped_by) = (next.contacts, next.stopped_by);
                ended
            }
            Err(halt) => {
                run.stopped_by.get_or_insert(DownloadDecider::Gotoolchain);
                Err(halt)
            }
        };
        let (outcome, error) = match ended {
            Ok(()) => (Outcome::Success, None),
            Err(Halt::Origin) => (Outcome::Unknown, None),
            Err(Halt::Failed(error) | Halt::Fatal(error)) => {
                (Outcome::Failure, Some(error.text().to_owned()))
            }
        };
        Prediction { contacts: run.contacts, outcome, error, stopped_by: run.stopped_by }
    }
}
