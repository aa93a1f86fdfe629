//! One simulated run of the go command.

use std::collections::{HashMap, HashSet};

use super::super::decision::DownloadDecider;
use super::super::engine::Engine;
use super::super::error::GoError;
use super::super::module_path::{PathError, escape_path};
use super::super::url::Url;
use super::super::version::GoVersion;
use super::answers::Answers;
use super::assumed::assumed_version;
use super::contact::Contact;
use super::context::{Context, Request};

/// The state of a run.
pub(super) struct Run<'a> {
    pub(super) engine: &'a Engine,
    pub(super) context: &'a Context,
    pub(super) answers: &'a dyn Answers,
    /// The version that the run is about, and what is at hand of it.
    pub(super) asked: Request,
    /// The version that its query is taken to find.
    pub(super) assumed: String,
    /// Its path as it stands in addresses, or why it cannot.
    escaped: Result<String, PathError>,
    pub(super) contacts: Vec<Contact>,
    /// What the database said about a version; it is asked once.
    pub(super) looked_up: HashMap<String, Result<(), GoError>>,
    /// The version that `upgrade` and `patch` start from.
    pub(super) current: Option<String>,
    /// Versions whose go.mod file was loaded already.
    pub(super) loaded: HashSet<String>,
    /// Versions whose metadata are known already.
    pub(super) known: HashSet<String>,
    /// What came of the requests that go makes once only.
    pub(super) once: HashMap<String, Result<(), GoError>>,
    pub(super) database_base: Option<Result<Url, GoError>>,
    /// What stopped the run before it came to the module.
    pub(super) stopped_by: Option<DownloadDecider>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        asked: &Request,
        context: &'a Context,
        answers: &'a dyn Answers,
    ) -> Self {
        Self {
            engine,
            context,
            answers,
            asked: asked.clone(),
            assumed: assumed_version(&asked.version),
            escaped: escape_path(&asked.path),
            contacts: vec![],
            looked_up: HashMap::new(),
            current: None,
            loaded: HashSet::new(),
            known: HashSet::new(),
            once: HashMap::new(),
            database_base: None,
            stopped_by: None,
        }
    }

    pub(super) fn version(&self) -> GoVersion {
        self.engine.platform.version
    }

    /// A module's path as it stands in addresses.
    pub(super) fn escaped(&self, path: &str) -> Result<String, PathError> {
        if path == self.asked.path { self.escaped.clone() } else { escape_path(path) }
    }

    /// A version with what is at hand of it, as far as it is of the module that the run is about.
    pub(super) fn asked_about(&self, path: &str, version: &str) -> Request {
        let asked = &self.asked;
        let known =
            if version == self.assumed && path == asked.path { asked.clone() } else { Request::default() };
        Request { path: path.to_owned(), version: version.to_owned(), ..known }
    }
}
