//! Working through GOPROXY, entry by entry.
//!
//! Mirrors `cmd/go/internal/modfetch.TryProxies` and `lookup`.

use super::super::error::GoError;
use super::super::proxy_list::{PROXY_OFF, ProxyEntry, Server};
use super::super::tables::behaviours::Behaviour;
use super::super::tables::separators::FallBack;
use super::super::url::Url;
use super::contact::Purpose;
use super::halt::Halt;
use super::run::Run;
use super::step::Step;

/// How much an error tells, from Go 1.15 on; the most telling one is reported.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NotExist,
    Proxy,
    Direct,
}

/// What stands in for a list without entries.
static OFF: ProxyEntry = ProxyEntry { server: Server::Off, fall_back: FallBack::OnNotFound, range: 0..0 };

impl<'a> Run<'a> {
    /// The entries in order.
    pub(super) fn steps(&self) -> Result<Vec<Step<'a>>, Halt> {
        let engine = self.engine;
        let list = engine.proxies.as_ref().map_err(|error| Halt::Failed(error.to_go_error()))?;
        let values = &engine.values;
        let hidden = (!values.gonoproxy.is_empty() && values.goproxy != "direct").then_some(Step::NoProxy);
        let mut steps: Vec<Step<'a>> =
            hidden.into_iter().chain(list.entries.iter().map(Step::Listed)).collect();
        if steps.is_empty() {
            // Before Go 1.15 a list without entries worked like `off`.
            steps.push(Step::Listed(&OFF));
        }
        Ok(steps)
    }

    /// Tries an operation at each entry until one succeeds or none is left.
    pub(super) fn try_proxies<T>(
        &mut self,
        mut operation: impl FnMut(&mut Self, &Step<'_>) -> Result<T, Halt>,
    ) -> Result<T, Halt> {
        let steps = self.steps()?;
        let ranked = self.version().has(Behaviour::PipeSeparator);
        let mut best: Option<(Rank, GoError)> = None;
        for step in &steps {
            let error = match operation(self, step) {
                Err(Halt::Failed(error)) => error,
                done => return done,
            };
            let goes_on = error.is_not_exist() || falls_back_on_error(step);
            best = Some(if ranked { prefer(best, step, error) } else { self.prefer_last(best, error) });
            if !goes_on {
                break;
            }
        }
        Err(Halt::Failed(best.map_or_else(|| GoError::not_exist(PROXY_OFF), |(_, error)| error)))
    }

    /// Before Go 1.15 the last error was reported; in 1.14 unless it only says that a proxy was
    /// skipped for a private module.
    fn prefer_last(&self, best: Option<(Rank, GoError)>, error: GoError) -> (Rank, GoError) {
        let keeps = self.version().has(Behaviour::OriginErrorKept) && error.text() == SKIPPED_FOR_PRIVATE;
        match best {
            Some(kept) if keeps => kept,
            _ => (Rank::NotExist, error),
        }
    }

    /// Goes to the entry on behalf of a module: `Ok` means that the proxy is to be asked.
    pub(super) fn enter<'s>(&mut self, step: &Step<'s>, path: &str) -> Result<&'s Url, Halt> {
        let private = self.engine.noproxy.matches(path);
        match step {
            Step::NoProxy if private => Err(self.origin(path)),
            Step::NoProxy => Err(GoError::not_exist(NOT_PRIVATE).into()),
            Step::Listed(ProxyEntry { server, .. }) => match server {
                Server::Direct => Err(self.origin(path)),
                _ if private => Err(GoError::not_exist(SKIPPED_FOR_PRIVATE).into()),
                Server::Off => Err(GoError::not_exist(PROXY_OFF).into()),
                Server::Proxy(url) => Ok(url),
            },
        }
    }

    /// Asks the module's origin: the prediction ends there, unless go refuses before asking.
    fn origin(&mut self, path: &str) -> Halt {
        let insecure = self.engine.is_insecure(path);
        match self.engine.repository(path) {
            Err(error) => Halt::Failed(GoError::not_exist(error.text())),
            Ok(repository) => {
                let contact = repository.first_contact(insecure);
                if repository.root_and_vcs().is_some() && self.context.lacks_module_cache() {
                    return Halt::Failed(GoError::new("neither GOPATH nor GOMODCACHE are set"));
                }
                let is_discovery = repository.root_and_vcs().is_none();
                if let Err(halt) = if is_discovery { self.check_goauth() } else { Ok(()) } {
                    return halt;
                }
                let purpose =
                    if repository.root_and_vcs().is_none() { Purpose::GoImport } else { Purpose::Vcs };
                self.contact(contact, purpose);
                Halt::Origin
            }
        }
    }
}

const SKIPPED_FOR_PRIVATE: &str = "disabled by GOPRIVATE/GONOPROXY";
const NOT_PRIVATE: &str = "path does not match GOPRIVATE/GONOPROXY";

fn falls_back_on_error(step: &Step<'_>) -> bool {
    matches!(step, Step::Listed(ProxyEntry { fall_back: FallBack::OnAnyError, .. }))
}

fn prefer(best: Option<(Rank, GoError)>, step: &Step<'_>, error: GoError) -> (Rank, GoError) {
    let rank = best.as_ref().map_or(Rank::NotExist, |(rank, _)| *rank);
    let direct = match step {
        Step::NoProxy => error.text() != NOT_PRIVATE,
        Step::Listed(entry) => entry.server == Server::Direct,
    };
    if direct {
        return (Rank::Direct, error);
    }
    if rank <= Rank::Proxy && !error.is_not_exist() {
        return (Rank::Proxy, error);
    }
    match best {
        Some(kept) if rank != Rank::NotExist => kept,
        _ => (Rank::NotExist, error),
    }
}
