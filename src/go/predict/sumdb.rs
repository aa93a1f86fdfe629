//! Asking the checksum database.
//!
//! Mirrors `cmd/go/internal/modfetch.checkModSum`, `checkSumDB` and `dbClient`.

use super::super::error::GoError;
use super::super::module_path::escape_path;
use super::super::module_version::escape_version;
use super::super::proxy_list::{PROXY_OFF, Server};
use super::super::tables::behaviours::Behaviour;
use super::super::toolchain::TOOLCHAIN_MODULE;
use super::super::url::{Url, join};
use super::contact::Purpose;
use super::context::{Hashes, Request};
use super::halt::Halt;
use super::run::Run;
use super::step::Step;

/// Which of a version's two hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    /// That of its go.mod file.
    GoMod,
    /// That of its content.
    Zip,
}

impl Run<'_> {
    /// Checks one hash of a version.
    pub(super) fn check_sum(&mut self, request: &Request, hash: Hash) -> Result<(), Halt> {
        let Request { path, version, hashes, .. } = request;
        if path != TOOLCHAIN_MODULE {
            self.read_sums()?;
        }
        let recorded = match (hash, hashes) {
            (Hash::GoMod, Hashes { go_mod, .. }) => *go_mod,
            (Hash::Zip, Hashes { zip, .. }) => *zip,
        };
        if recorded || !self.engine.uses_database(path) {
            return Ok(());
        }
        match self.lookup(path, version, hash) {
            Err(Halt::Failed(error)) => Err(self.verifying(request, hash, &error)),
            done => done,
        }
    }

    /// Reads go.sum: a malformed one ends the process, in versions that mind it.
    pub(super) fn read_sums(&self) -> Result<(), Halt> {
        match &self.context.sum_error {
            Some(error) if self.version().has(Behaviour::MalformedGoSumFatal) => {
                Err(Halt::Fatal(GoError::new(error.clone())))
            }
            _ => Ok(()),
        }
    }

    /// Asks the database about a version, once for both hashes.
    fn lookup(&mut self, path: &str, version: &str, hash: Hash) -> Result<(), Halt> {
        let database = self.engine.database.as_ref().map_err(|error| Halt::Failed(error.to_go_error()))?;
        let (name, explicit) = (database.name.clone(), database.explicit_url.clone());
        let key = format!("{path}@{version}");
        let suffix = if hash == Hash::GoMod { "/go.mod" } else { "" };
        let about = |halt: Halt| match halt {
            Halt::Failed(error) => Halt::Failed(error.prefixed(&format!("{key}{suffix}: "))),
            other => other,
        };
        if let Some(error) = &self.context.database_error {
            return Err(about(Halt::Failed(GoError::new(format!("initializing sumdb.Client: {error}")))));
        }
        let base = self.database_base(&name, explicit.as_deref()).map_err(about)?;
        if let Some(said) = self.looked_up.get(&key) {
            return said.clone().map_err(|error| about(Halt::Failed(error)));
        }
        let address = join(&base, &format!("lookup/{}", escaped(path, version)?));
        let said = match self.get(&address, Purpose::SumdbLookup) {
            Ok(()) => Ok(()),
            Err(Halt::Failed(error)) => Err(error),
            Err(halt) => return Err(halt),
        };
        self.looked_up.insert(key.clone(), said.clone());
        said.map_err(|error| about(Halt::Failed(error)))
    }

    /// How the database is reached: found out once, before the first lookup.
    fn database_base(&mut self, name: &str, explicit: Option<&Url>) -> Result<Url, Halt> {
        if let Some(url) = explicit {
            return Ok(url.clone());
        }
        if self.database_base.is_none() {
            let found = match self.probe(name) {
                Err(Halt::Failed(error)) if !error.is_not_exist() => Err(error),
                Err(Halt::Failed(_)) => Url::parse(&format!("https://{name}"), self.version())
                    .map_err(|error| GoError::new(error.to_string())),
                Ok(url) => Ok(url),
                Err(other) => return Err(other),
            };
            self.database_base = Some(found);
        }
        match self.database_base.clone() {
            Some(Ok(url)) => Ok(url),
            Some(Err(error)) => Err(Halt::Failed(error)),
            None => Err(Halt::Failed(GoError::new("no checksum database"))),
        }
    }

    /// Asks each proxy whether it passes requests for the database on.
    fn probe(&mut self, name: &str) -> Result<Url, Halt> {
        self.try_proxies(|run, step| match step {
            Step::NoProxy => Err(GoError::not_exist("path does not match GOPRIVATE/GONOPROXY").into()),
            Step::Listed(entry) => match &entry.server {
                Server::Direct | Server::Off => Err(GoError::not_exist(PROXY_OFF).into()),
                Server::Proxy(url) => {
                    let base = join(url, &format!("sumdb/{name}"));
                    run.get(&join(url, &format!("sumdb/{name}/supported")), Purpose::SumdbSupported)?;
                    Ok(base)
                }
            },
        })
    }

    /// The error of a hash that could not be checked, in the words of the version.
    fn verifying(&self, request: &Request, hash: Hash, error: &GoError) -> Halt {
        let Request { path, version, .. } = request;
        let suffix = if hash == Hash::GoMod { "/go.mod" } else { "" };
        let text = error.text();
        if !self.version().has(Behaviour::ChecksumErrorReturned) {
            return Halt::Fatal(GoError::new(format!("verifying {path}@{version}{suffix}: {text}")));
        }
        if !self.version().has(Behaviour::VerifyingNamesGoMod) {
            let full = format!("{version}{suffix}");
            return Halt::Failed(GoError::new(format!("verifying module: {text}")).about(path, Some(&full)));
        }
        let what = if hash == Hash::GoMod { "go.mod" } else { "module" };
        Halt::Failed(GoError::new(format!("verifying {what}: {text}")).about(path, Some(version)))
    }
}

/// A version of a module as the database's addresses name it.
fn escaped(path: &str, version: &str) -> Result<String, GoError> {
    Ok(format!("{}@{}", escape_path(path)?, escape_version(version)?))
}
