//! Finding the version that a query means.
//!
//! Mirrors `cmd/go/internal/modload.queryProxy` with `replacementRepo`, over `modfetch.proxyRepo` and
//! `cachingRepo`. A proxy's list is assumed to offer [`ASSUMED_VERSION`] alone.

use std::cmp::Ordering;

use super::super::error::GoError;
use super::super::module_path::split_path_version;
use super::super::module_version::{
    EscapeVersionError, canonical_version, escape_version, is_pseudo_version,
};
use super::super::quote::quote;
use super::super::semver;
use super::super::tables::behaviours::Behaviour;
use super::super::version_query::{Comparison, Query};
use super::address::proxy_url;
use super::assumed::{ASSUMED_VERSION, assumed_version};
use super::contact::Purpose;
use super::context::Request;
use super::halt::Halt;
use super::run::Run;
use super::step::Step;

/// Which versions a query may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Allowed {
    /// All: a whole version or a revision was asked for.
    Everything,
    /// Those that go.mod does not exclude.
    NotExcluded,
    /// Of those the ones that their author has not retracted.
    NotRetracted,
}

impl Run<'_> {
    /// Finds the version that a request's query means.
    pub(super) fn find_version(&mut self, request: &Request) -> Result<String, Halt> {
        if request.cached.info {
            let version = assumed_version(&request.version);
            self.known.insert(format!("{}@{version}", request.path));
        }
        let revision = Query::parse(&request.version).is_ok_and(|query| query.is_revision());
        let allowed = if revision { Allowed::Everything } else { Allowed::NotRetracted };
        self.query(&request.path, &request.version, allowed)
    }

    fn query(&mut self, path: &str, text: &str, allowed: Allowed) -> Result<String, Halt> {
        self.try_proxies(|run, step| run.query_at(step, path, text, allowed))
    }

    fn query_at(
        &mut self,
        step: &Step<'_>,
        path: &str,
        text: &str,
        allowed: Allowed,
    ) -> Result<String, Halt> {
        self.refuse_query(path, text)?;
        let query = Query::parse(text).map_err(|error| GoError::new(error.to_string()))?;
        if query.is_revision() {
            return self.revision(step, path, text);
        }
        self.refuse_patch(&query, path)?;
        let mut versions = self.versions(step, path, &query)?;
        versions.retain(|version| fits(&query, version) && self.may_follow(&query, version));
        // The lowest version that `>` and `>=` allow, the highest of all others.
        if !matches!(query, Query::Range { comparison: Comparison::AtLeast | Comparison::Above, .. }) {
            versions.reverse();
        }
        for version in versions {
            if self.is_allowed(path, &version, allowed)? {
                return self.stat(step, path, &version);
            }
        }
        if self.may_use_latest(&query) {
            match self.latest(step, path) {
                Ok(version) if self.is_allowed(path, &version, allowed)? => {
                    return self.stat(step, path, &version);
                }
                Err(Halt::Failed(error)) if error.is_not_exist() => {}
                Err(halt) => return Err(halt),
                Ok(_) => {}
            }
        }
        if let (Query::Upgrade | Query::Patch, Some(current)) = (&query, self.current.clone()) {
            return self.stat(step, path, &current);
        }
        let text = format!("no matching versions for query {}", quote(text));
        Err(Halt::Failed(GoError::new(text).about(path, None)))
    }

    fn may_use_latest(&self, query: &Query) -> bool {
        match query {
            Query::Latest => true,
            Query::Upgrade | Query::Patch => self.current.as_deref().is_none_or(is_pseudo_version),
            _ => false,
        }
    }

    /// What go refuses before it asks anyone.
    fn refuse_query(&self, path: &str, text: &str) -> Result<(), GoError> {
        if path == "std" || path == "cmd" {
            let what = format!(
                "can't query specific version ({}) of standard-library module {}",
                quote(text),
                quote(path)
            );
            return Err(GoError::new(what));
        }
        if !self.context.replace.of(path).is_empty() {
            return Ok(());
        }
        self.escaped(path).map(|_| ()).map_err(|error| GoError::new(error.to_string()))
    }

    /// Asks for a whole version or a revision; for a version with build metadata then without.
    fn revision(&mut self, step: &Step<'_>, path: &str, text: &str) -> Result<String, Halt> {
        let canonical = canonical_version(text);
        match self.stat(step, path, text) {
            Err(Halt::Failed(error)) if !canonical.is_empty() && canonical != text => {
                match self.stat(step, path, &canonical) {
                    Err(Halt::Failed(again)) if again.is_not_exist() => Err(Halt::Failed(error)),
                    found => found,
                }
            }
            found => found,
        }
    }

    /// Whether go.mod and the module's author let a version be chosen. What goes wrong while the
    /// retractions are read is passed over.
    fn is_allowed(&mut self, path: &str, version: &str, allowed: Allowed) -> Result<bool, Halt> {
        let excluded = self.context.excluded.contains(path, version);
        if excluded && allowed != Allowed::Everything {
            return Ok(false);
        }
        let replaced = self.context.replace.of(path).iter().any(|replacement| replacement.version.is_none());
        if allowed == Allowed::NotRetracted && self.version().has(Behaviour::Retractions) && !replaced {
            match self.read_retractions(path) {
                Err(Halt::Failed(_)) | Ok(()) => {}
                Err(halt) => return Err(halt),
            }
        }
        Ok(true)
    }

    /// Retractions stand in the go.mod file of the latest version.
    fn read_retractions(&mut self, path: &str) -> Result<(), Halt> {
        let latest = self.query(path, "latest", Allowed::NotExcluded)?;
        match self.context.replace.find(path, &latest).map(|found| found.target.clone()) {
            Some(None) => Ok(()),
            Some(Some((path, version))) => self.go_mod(&Request { path, version, ..Request::default() }),
            None => {
                let request = self.asked_about(path, &latest);
                self.go_mod(&request)
            }
        }
    }

    /// The metadata of a version or revision: the version that it stands for.
    fn stat(&mut self, step: &Step<'_>, path: &str, revision: &str) -> Result<String, Halt> {
        match self.stat_unreplaced(step, path, revision) {
            Err(Halt::Failed(error)) => {
                let canonical = canonical_version(revision) == revision;
                let replaced = canonical && self.context.replace.find(path, revision).is_some();
                if replaced { Ok(revision.to_owned()) } else { Err(Halt::Failed(error)) }
            }
            found => found,
        }
    }

    /// The same as the proxies alone have it.
    pub(super) fn stat_unreplaced(
        &mut self,
        step: &Step<'_>,
        path: &str,
        revision: &str,
    ) -> Result<String, Halt> {
        let key = format!("{path}@{revision}");
        if self.known.contains(&key) {
            return Ok(revision.to_owned());
        }
        let base = self.enter(step, path)?;
        let escaped = self.escaped(path).map_err(|error| GoError::new(error.to_string()))?;
        let escaped_revision = escape_version(revision).map_err(|error| {
            disallowed(path, revision, &error, self.version().has(Behaviour::VersionErrorOnce))
        })?;
        let url = proxy_url(base, &escaped, &format!("@v/{escaped_revision}.info"));
        self.get_once(step, "", &url, Purpose::Info).map_err(|halt| version_error(halt, path, revision))?;
        let version = assumed_version(revision);
        self.known.insert(format!("{path}@{version}"));
        Ok(version)
    }

    /// The versions that a proxy's list and go.mod's replacements offer, in ascending order.
    fn versions(&mut self, step: &Step<'_>, path: &str, query: &Query) -> Result<Vec<String>, Halt> {
        let replaced: Vec<String> = self
            .context
            .replace
            .of(path)
            .iter()
            .filter_map(|replacement| replacement.version.clone())
            .filter(|version| !is_pseudo_version(version))
            .collect();
        let any = !self.context.replace.of(path).is_empty();
        let mut versions = match self.list(step, path, query) {
            Ok(()) => vec![ASSUMED_VERSION.to_owned()],
            Err(Halt::Failed(error)) if any && error.is_not_exist() => vec![],
            Err(halt) => return Err(halt),
        };
        versions.extend(replaced);
        versions.sort_by(|a, b| semver::compare(a, b));
        versions.dedup();
        Ok(versions)
    }

    /// The list is asked for once for each prefix that versions must have.
    fn list(&mut self, step: &Step<'_>, path: &str, query: &Query) -> Result<(), Halt> {
        let base = self.enter(step, path)?;
        let escaped = self.escaped(path).map_err(|error| GoError::new(error.to_string()))?;
        let url = proxy_url(base, &escaped, "@v/list");
        let prefix = self.list_prefix(query);
        self.get_once(step, &prefix, &url, Purpose::List).map_err(|halt| halt.about(path, None))
    }

    /// What a proxy calls the latest version, or the highest replaced one.
    fn latest(&mut self, step: &Step<'_>, path: &str) -> Result<String, Halt> {
        let found = self.latest_unreplaced(step, path);
        let Some(highest) = self.highest_replaced(path) else { return found };
        match found {
            Err(Halt::Failed(_)) => Ok(highest),
            Ok(version) if semver::compare(&highest, &version) == Ordering::Greater => Ok(highest),
            found => found,
        }
    }

    fn latest_unreplaced(&mut self, step: &Step<'_>, path: &str) -> Result<String, Halt> {
        let base = self.enter(step, path)?;
        let escaped = self.escaped(path).map_err(|error| GoError::new(error.to_string()))?;
        let url = proxy_url(base, &escaped, "@latest");
        match self.get_once(step, "", &url, Purpose::Latest) {
            Ok(()) => {
                self.known.insert(format!("{path}@{ASSUMED_VERSION}"));
                Ok(ASSUMED_VERSION.to_owned())
            }
            Err(Halt::Failed(error)) if error.is_not_exist() => {
                Err(Halt::Failed(GoError::not_exist("no commits").about(path, None)))
            }
            Err(halt) => Err(halt.about(path, None)),
        }
    }

    fn highest_replaced(&self, path: &str) -> Option<String> {
        let versions = self.context.replace.of(path).iter();
        let highest = versions.map(|replacement| replacement.version.clone().unwrap_or_default());
        let highest = highest.max_by(|a, b| semver::compare(a, b))?;
        if !highest.is_empty() {
            return Some(highest);
        }
        let major = split_path_version(path)
            .and_then(|(_, major)| major.get(1..))
            .filter(|major| !major.is_empty())
            .unwrap_or("v0");
        Some(format!("{major}.0.0-00010101000000-000000000000"))
    }
}

/// Whether a version is one that a query from a list may mean.
fn fits(query: &Query, version: &str) -> bool {
    match query {
        Query::Prefix(prefix) => {
            version.starts_with(&format!("{prefix}.")) && semver::compare(version, prefix) != Ordering::Less
        }
        Query::Range { comparison, version: bound } => {
            let order = semver::compare(version, bound);
            match comparison {
                Comparison::AtMost => order != Ordering::Greater,
                Comparison::Below => order == Ordering::Less,
                Comparison::AtLeast => order != Ordering::Less,
                Comparison::Above => order == Ordering::Greater,
            }
        }
        _ => true,
    }
}

/// Mirrors `modfetch.proxyRepo.versionError`.
fn version_error(halt: Halt, path: &str, version: &str) -> Halt {
    if canonical_version(version) == version && !version.is_empty() {
        return halt.about(path, Some(version));
    }
    let noun = if is_pseudo_version(version) { "pseudo-version" } else { "version" };
    match halt {
        Halt::Failed(error) => {
            Halt::Failed(error.prefixed(&format!("invalid {noun}: ")).about(path, Some(version)))
        }
        other => other,
    }
}

fn disallowed(path: &str, version: &str, error: &EscapeVersionError, once: bool) -> Halt {
    let text = match error {
        EscapeVersionError::Disallowed(error) if once => error.fault().to_string(),
        _ => error.to_string(),
    };
    version_error(Halt::Failed(GoError::new(text)), path, version)
}

#[cfg(test)]
mod tests {
    use super::super::{Assumptions, Context, Outcome, Replacement};
    use super::*;
    use crate::go::{Engine, GoVersion, Platform, Values};

    /// Contacts without `https://`, then the outcome and error of go 1.27.3.
    fn run(query: &str, context: &Context, assumed: &[&str]) -> (Vec<String>, Outcome, Option<String>) {
        let goproxy = "https://a.example,https://b.example".to_owned();
        let (goauth, gosumdb) = ("netrc".into(), "off".into());
        let values = Values { goproxy, goauth, gosumdb, ..Values::default() };
        let engine = Engine::new(values, Platform::host(GoVersion::NEWEST_KNOWN));
        let mut assumptions = Assumptions::default();
        assumed.iter().for_each(|text| assumptions.add(text).unwrap());
        let asked = Request { path: "m.example/x".into(), version: query.into(), ..Request::default() };
        let told = engine.predict(&asked, context, &assumptions);
        let shown = told.contacts.iter().map(|contact| contact.url.replace("https://", ""));
        (shown.collect(), told.outcome, told.error)
    }

    #[test]
    fn prefix_asks_for_the_list_again_for_retractions() {
        let (contacts, outcome, _) = run("v1", &Context::default(), &["a.example=404", "b.example=ok"]);
        let list = |host: &str| format!("{host}.example/m.example/x/@v/list");
        assert_eq!(contacts[..4], [list("a"), list("b"), list("a"), list("b")]);
        assert_eq!(outcome, Outcome::Success);
    }

    #[test]
    fn excluded_version_leads_to_latest_and_then_to_nothing() {
        let excluded = [("m.example/x".into(), ASSUMED_VERSION.into())].into_iter().collect();
        let (contacts, _, error) = run("latest", &Context { excluded, ..Context::default() }, &[]);
        assert_eq!(contacts, ["a.example/m.example/x/@v/list", "a.example/m.example/x/@latest"]);
        assert_eq!(error.unwrap(), "module m.example/x: no matching versions for query \"latest\"");
    }

    #[test]
    fn replaced_version_is_found_though_no_proxy_has_it_but_not_downloaded() {
        let line = Replacement { path: "m.example/x".into(), version: None, target: None };
        let context = Context { replace: [line].into_iter().collect(), ..Context::default() };
        let (_, _, error) = run("v1.0.0", &context, &["*=500"]);
        let words = "m.example/x@v1.0.0: reading https://a.example/m.example/x/@v/v1.0.0.info: 500 Internal Server Error";
        assert_eq!(error.unwrap(), words);
    }

    #[test]
    fn revision_without_a_proxy_is_an_invalid_version() {
        let (_, _, error) = run("master", &Context::default(), &["*=503"]);
        let words = "m.example/x@master: invalid version: reading https://a.example/m.example/x/@v/master.info: 503 Service Unavailable";
        assert_eq!(error.unwrap(), words);
    }
}
