//! Downloading one module.
//!
//! Mirrors `cmd/go/internal/modcmd.runDownload` with `modload.queryProxy`: find the version, then its
//! go.mod file with its hash, then its content with its hash.

use super::super::error::GoError;
use super::super::module_path::escape_path;
use super::super::quote::quote;
use super::super::tables::behaviours::Behaviour;
use super::assumed::ASSUMED_VERSION;
use super::contact::Purpose;
use super::context::Request;
use super::halt::Halt;
use super::run::Run;
use super::sumdb::Hash;

impl Run<'_> {
    /// What every run does before it comes to its module.
    pub(super) fn begin(&mut self) -> Result<(), Halt> {
        self.start()?;
        if self.context.reads_requirements_first(self.version()) {
            self.load_requirements()?;
        }
        Ok(())
    }

    /// The whole run for one module.
    pub(super) fn download(&mut self, request: &Request) -> Result<(), Halt> {
        self.begin()?;
        self.refuse_version(&request.version)?;
        self.find_current(request)?;
        if self.stays_with_main(request) {
            return self.steps().map(|_| ());
        }
        let version = self.find_version(request).map_err(|halt| named(halt, request))?;
        let found = self.asked_about(&request.path, &version);
        self.describe(&found)?;
        self.info(&found)?;
        self.check_module_cache()?;
        self.go_mod(&found)?;
        self.content(&found)
    }

    /// The go.mod files of requirements may have been read already, without a place to keep them.
    pub(super) fn check_module_cache(&self) -> Result<(), Halt> {
        let error = self.context.module_cache_error.as_ref();
        error.map_or(Ok(()), |error| Err(GoError::new(error.clone()).about_itself().into()))
    }

    fn refuse_version(&self, version: &str) -> Result<(), Halt> {
        let refused = version.starts_with(['-', '/']) && self.version().has(Behaviour::DashVersionRefused);
        let text = || format!("invalid module version {}", quote(version));
        if refused { Err(Halt::Fatal(GoError::new(text()))) } else { Ok(()) }
    }

    /// Before a version is downloaded go looks at its go.mod file and in go.sum; only a go.sum that
    /// cannot be read matters. Mirrors `modload.moduleInfo`.
    fn describe(&mut self, found: &Request) -> Result<(), Halt> {
        if self.asked.version != found.version || !self.context.replace.of(&found.path).is_empty() {
            // A replaced version was found without the first proxy; now that one is asked.
            self.find_version(found)?;
        }
        match self.go_mod(found) {
            Err(Halt::Failed(_)) | Ok(()) => self.read_sums(),
            ended => ended,
        }
    }

    fn info(&mut self, found: &Request) -> Result<(), Halt> {
        if self.known.contains(&format!("{}@{}", found.path, found.version)) {
            return Ok(());
        }
        self.try_proxies(|run, step| run.stat_unreplaced(step, &found.path, &found.version).map(|_| ()))
    }

    /// Old versions load the go.mod file of every requirement first, and newer ones where a go line has
    /// to be added to go.mod (`modload.convertPruning`). A replacement is loaded in a requirement's place.
    pub(super) fn load_requirements(&mut self) -> Result<(), Halt> {
        let context = self.context;
        let excluded = |of: &Request| context.excluded.contains(&of.path, &of.version);
        for requirement in context.requirements.iter().filter(|requirement| !excluded(requirement)) {
            let replacement = context.replace.find(&requirement.path, &requirement.version);
            let replaced = match replacement.map(|found| found.target.as_ref()) {
                Some(None) => continue,
                Some(Some((path, version))) => Some(self.asked_about(path, version)),
                None => None,
            };
            let loaded = replaced.as_ref().unwrap_or(requirement);
            self.go_mod(loaded).map_err(|halt| match named(halt, loaded) {
                Halt::Failed(error) if replaced.is_some() => {
                    Halt::Fatal(replaced_by(&error, requirement, loaded))
                }
                Halt::Failed(error) => Halt::Fatal(error),
                other => other,
            })?;
        }
        Ok(())
    }

    /// Fetches and checks the go.mod file, once.
    /// A file in the module cache counts only if its hash can be checked.
    pub(super) fn go_mod(&mut self, request: &Request) -> Result<(), Halt> {
        let key = format!("{}@{}", request.path, request.version);
        if self.loaded.contains(&key) {
            return Ok(());
        }
        if request.cached.go_mod {
            match self.check_sum(request, Hash::GoMod) {
                Err(Halt::Failed(_)) => {}
                checked => return checked,
            }
        }
        self.fetch_and(request, "mod", Purpose::Mod, |run| run.check_sum(request, Hash::GoMod))?;
        self.loaded.insert(key);
        Ok(())
    }

    fn content(&mut self, request: &Request) -> Result<(), Halt> {
        if !request.cached.zip {
            self.zip(request)?;
        }
        self.check_sum(request, Hash::Zip)?;
        self.unpack(request)
    }

    /// A version that does not go with its path is found out last, when its content is unpacked.
    fn unpack(&self, request: &Request) -> Result<(), Halt> {
        let Request { path, version, .. } = request;
        // What is wrong with a version that is only assumed says nothing about the real one.
        let is_assumed = version == ASSUMED_VERSION && self.asked.version != *version;
        if is_assumed || !self.version().has(Behaviour::UnpackChecksVersion) {
            return Ok(());
        }
        let Err(error) = super::super::module_version::check(path, version) else { return Ok(()) };
        let escaped = escape_path(path).unwrap_or_default();
        let below = format!("{}/cache/download/{escaped}/@v/{version}.zip", self.context.module_cache);
        Err(GoError::new(format!("unzip {below}: {error}")).about_itself().into())
    }
}

/// An error about a replacement as go says it: of the module that it replaces.
fn replaced_by(error: &GoError, requirement: &Request, loaded: &Request) -> GoError {
    let name = |of: &Request| format!("{}@{}", of.path, of.version);
    let text = error.text().strip_prefix(&format!("{}: ", name(loaded))).unwrap_or(error.text());
    GoError::new(format!("{} (replaced by {}): {text}", name(requirement), name(loaded)))
}

/// Names the module in an error that does not name it yet.
fn named(halt: Halt, request: &Request) -> Halt {
    match halt {
        Halt::Failed(error) => Halt::Failed(error.about_once(&request.path, &request.version)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::answers::{Answer, Answers};
    use super::super::context::Context;
    use crate::go::toolchain::GoLines;
    use crate::go::url::Url;
    use crate::go::{Engine, GoVersion, Platform, Values};

    use super::*;

    /// Somebody who has everything, and counts the requests.
    #[derive(Default)]
    struct Counting(Cell<usize>);

    impl Answers for Counting {
        fn answer(&self, _: &Url) -> Answer {
            self.0.set(self.0.get() + 1);
            Answer::Ok
        }
    }

    fn requirement(number: usize) -> Request {
        let path = format!("lib.example.com/l{number}");
        Request { path, version: "v1.0.0".into(), ..Request::default() }
    }

    /// A project of so many requirements.
    fn project(requirements: usize, go_line: Option<&str>) -> Context {
        Context {
            lines: Some(GoLines { file: "go.mod".into(), go: go_line.map(str::to_owned), toolchain: None }),
            requirements: (0..requirements).map(requirement).collect(),
            ..Context::default()
        }
    }

    /// How many requests the download of the first requirement makes.
    fn requests(context: &Context, query: &str, version: GoVersion) -> usize {
        let (goproxy, off) = ("https://proxy.example.com".to_owned(), || "off".to_owned());
        let values = Values { goproxy, gosumdb: off(), goauth: off(), ..Values::default() };
        let answers = Counting::default();
        let asked = Request { version: query.into(), ..requirement(0) };
        Engine::new(values, Platform::host(version)).predict(&asked, context, &answers);
        answers.0.get()
    }

    #[test]
    fn requirements_are_read_once_each_where_they_are_read() {
        let (old, new) = (GoVersion::new(1, 16, 15), GoVersion::NEWEST_KNOWN);
        for (go_line, query, version) in
            [(Some("1.16"), "v1.0.0", old), (None, "v1.0.0", new), (Some("1.16"), "upgrade", new)]
        {
            let (small, large) = (project(200, go_line), project(400, go_line));
            assert!(small.reads_requirements([query].into_iter(), version));
            let grown = requests(&large, query, version) - requests(&small, query, version);
            assert_eq!(grown, 200, "{query} with {version}");
        }
    }

    #[test]
    fn other_requirements_make_no_difference_where_they_are_not_read() {
        let (large, version) = (project(400, Some("1.24")), GoVersion::NEWEST_KNOWN);
        assert!(!large.reads_requirements(["v1.0.0"].into_iter(), version));
        let asked = ["info", "mod", "zip"].len();
        assert_eq!(requests(&large, "v1.0.0", version), asked);
    }
}
