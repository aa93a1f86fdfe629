//! Fetching a file of a version.
//!
//! Mirrors `cmd/go/internal/modfetch.TryProxies` around `Repo.GoMod` and `Repo.Zip`.

use super::super::error::GoError;
use super::super::module_version::escape_version;
use super::address::proxy_url;
use super::contact::Purpose;
use super::context::Request;
use super::halt::Halt;
use super::run::Run;

impl Run<'_> {
    /// Fetches the content of a version.
    pub(super) fn zip(&mut self, request: &Request) -> Result<(), Halt> {
        self.fetch(request, "zip", Purpose::Zip)
    }

    /// Fetches one file of a version from the first entry of GOPROXY that has it.
    pub(super) fn fetch(&mut self, request: &Request, extension: &str, purpose: Purpose) -> Result<(), Halt> {
        self.fetch_and(request, extension, purpose, |_| Ok(()))
    }

    /// Fetches one file of a version from the first entry of GOPROXY that has it and stands a check.
    pub(super) fn fetch_and(
        &mut self,
        request: &Request,
        extension: &str,
        purpose: Purpose,
        check: impl Fn(&mut Self) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let Request { path, version, .. } = request;
        let escaped = self.escaped(path).map_err(GoError::from)?;
        let file = format!("@v/{}.{extension}", escape_version(version).map_err(GoError::from)?);
        self.try_proxies(|run, step| {
            let base = run.enter(step, path)?;
            let url = proxy_url(base, &escaped, &file);
            // Content is not kept in memory: it would be asked for again.
            let got = if purpose == Purpose::Zip {
                run.get(&url, purpose)
            } else {
                run.get_once(step, "", &url, purpose)
            };
            got.map_err(|halt| halt.about(path, Some(version)))?;
            check(run)
        })
    }
}
