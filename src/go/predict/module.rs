//! Downloading one module.
//!
//! Mirrors `cmd/go/internal/modcmd.runDownload` with `modload.queryProxy`: find the version, then its
//! go.mod file with its hash, then its content with its hash.

use super::super::error::GoError;
use super::super::facts::Behaviour;
use super::super::module_path::escape_path;
use super::run::{Halt, Request, Run};
use super::sumdb::Hash;
use super::{ASSUMED_VERSION, Purpose, request};

impl Run<'_> {
    /// The whole run for one module.
    pub(super) fn download(&mut self, request: &Request) -> Result<(), Halt> {
        self.start()?;
        if !self.version().has(Behaviour::LazyModuleLoading) {
            self.load_requirements()?;
        }
        let version = self.find_version(request).map_err(|halt| named(halt, request))?;
        let found = Request { version, ..request.clone() };
        self.go_mod(&found).and_then(|()| self.content(&found)).map_err(|halt| named(halt, &found))
    }

    /// Old versions load the go.mod file of every requirement first.
    fn load_requirements(&mut self) -> Result<(), Halt> {
        let context = self.context;
        for requirement in &context.requirements {
            self.go_mod(requirement).map_err(|halt| match named(halt, requirement) {
                Halt::Failed(error) => Halt::Fatal(error),
                other => other,
            })?;
        }
        Ok(())
    }

    /// Finds the version that a query means: one request for a full version, the list first for
    /// `latest`.
    fn find_version(&mut self, request: &Request) -> Result<String, Halt> {
        if request.version != "latest" {
            if !request.cached.info {
                self.fetch(request, "info", Purpose::Info)?;
            }
            return Ok(request.version.clone());
        }
        let path = request.path.clone();
        let escaped = escape_path(&path).map_err(GoError::from)?;
        self.try_proxies(|run, step| {
            let base = run.enter(step, &path)?;
            let list = request::proxy_url(base, &escaped, "@v/list");
            run.get(&list, Purpose::List).map_err(|halt| halt.about(&path, None))?;
            let info = request::proxy_url(base, &escaped, &format!("@v/{ASSUMED_VERSION}.info"));
            run.get(&info, Purpose::Info).map_err(|halt| halt.about(&path, Some(ASSUMED_VERSION)))?;
            Ok(ASSUMED_VERSION.to_owned())
        })
    }

    /// Fetches and checks the go.mod file, once.
    fn go_mod(&mut self, request: &Request) -> Result<(), Halt> {
        let key = format!("{}@{}", request.path, request.version);
        if request.cached.go_mod || self.loaded.contains(&key) {
            return Ok(());
        }
        self.fetch_and(request, "mod", Purpose::Mod, |run| run.check_sum(request, Hash::GoMod))?;
        self.loaded.push(key);
        Ok(())
    }

    fn content(&mut self, request: &Request) -> Result<(), Halt> {
        if !request.cached.zip {
            self.zip(request)?;
        }
        self.check_sum(request, Hash::Zip)
    }
}

/// Names the module in an error that does not name it yet.
fn named(halt: Halt, request: &Request) -> Halt {
    match halt {
        Halt::Failed(error) => Halt::Failed(error.about_once(&request.path, &request.version)),
        other => other,
    }
}
