//! Decides about one module after the other.

use super::host::{Contacted, Role, Touch};
use super::module::{Module, Side, Sighting};
use crate::go::Engine;
use crate::go::decision::{ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecision, HopKind};
use crate::go::predict::{Answers, Cached, Context, Hashes, Outcome, Prediction, Purpose, Request};

/// What all modules of one module file have in common.
pub struct Auditor<'a> {
    /// The settings.
    pub engine: &'a Engine,
    /// What surrounds a run. Its requirements do not count: each module is looked at by itself.
    pub context: &'a Context,
    /// What servers are taken to answer.
    pub answers: &'a dyn Answers,
    /// Whether the module cache holds the parts of a module that a build takes.
    pub is_cached: &'a dyn Fn(&Sighting) -> bool,
}

impl Auditor<'_> {
    /// Decides about a module, as for a machine with an empty module cache. Whether the cache holds it makes a
    /// difference only where go could not get it; only then it is asked.
    pub fn decide(&self, seen: Sighting) -> Module {
        let checksum = self.engine.checksum(&seen.path);
        let download = self.engine.download(&seen.path);
        if seen.directory.is_some() {
            return Module { seen, side: Side::Local, checksum, download, touches: vec![], error: None };
        }
        let prediction = self.predict(&seen, false);
        let touches = self.touches(&seen, &checksum, &download, &prediction);
        let is_blocked = prediction.outcome == Outcome::Failure
            && (!(self.is_cached)(&seen) || self.predict(&seen, true).outcome == Outcome::Failure);
        let side = if is_blocked { Side::Blocked } else { side(&seen, &checksum) };
        let error = prediction.error.filter(|_| is_blocked);
        Module { seen, side, checksum, download, touches, error }
    }

    fn predict(&self, seen: &Sighting, there: bool) -> Prediction {
        let hashes = Hashes { go_mod: seen.is_summed, zip: seen.is_summed };
        let cached = Cached { info: there, go_mod: there, zip: there };
        let request = Request { path: seen.path.clone(), version: seen.version.clone(), hashes, cached };
        self.engine.predict(&request, self.context, self.answers)
    }

    fn touches(
        &self,
        seen: &Sighting,
        checksum: &ChecksumDecision,
        download: &DownloadDecision,
        prediction: &Prediction,
    ) -> Vec<Touch> {
        let mut all = vec![];
        let asks_proxies = checksum.route.iter().any(|hop| hop.kind == HopKind::Proxy);
        for contact in &prediction.contacts {
            // A toolchain's own database lookup goes the way of every other one.
            add(&mut all, Touch::of_contact(&contact.url, contact.purpose, asks_proxies));
        }
        let database = checksum.route.last().and_then(|hop| hop.url.as_deref());
        let looks_up = |touch: &&Touch| touch.learns_name && touch.role == Role::Proxy;
        if prediction.contacts.iter().any(|contact| contact.purpose == Purpose::SumdbLookup)
            && all.iter().any(|touch| looks_up(&touch))
            && let Some(url) = database
        {
            add(&mut all, Touch::of(url, Role::ChecksumDatabase, Contacted::Behind));
        }
        if prediction.stopped_by.is_some() || prediction.outcome == Outcome::Failure {
            // It ends before others come into play.
            return all;
        }
        for hop in &download.route {
            let role = if hop.kind == HopKind::Proxy { Role::Proxy } else { Role::Origin };
            add(&mut all, hop.url.as_deref().and_then(|url| Touch::of(url, role, Contacted::May)));
        }
        for hop in checksum.route.iter().filter(|_| !seen.is_summed) {
            let role = if hop.kind == HopKind::Proxy { Role::Proxy } else { Role::ChecksumDatabase };
            add(&mut all, hop.url.as_deref().and_then(|url| Touch::of(url, role, Contacted::May)));
        }
        all
    }
}

/// Adds a touch, unless the host is there in the same role; what it learns is then learnt there.
fn add(all: &mut Vec<Touch>, touch: Option<Touch>) {
    let Some(touch) = touch else { return };
    let same = all.iter_mut().find(|known| {
        known.host == touch.host && known.role == touch.role && known.is_toolchain == touch.is_toolchain
    });
    match same {
        Some(known) if known.contacted == Contacted::Behind && touch.contacted == Contacted::May => {
            // It learns the name in any case; whether it is contacted from here is open.
            all.push(Touch { learns_name: false, ..touch });
        }
        Some(known) => known.learns_name |= touch.learns_name && touch.contacted != Contacted::May,
        None => all.push(touch),
    }
}

fn side(seen: &Sighting, checksum: &ChecksumDecision) -> Side {
    match (checksum.verdict, checksum.decided_by) {
        (ChecksumVerdict::Skip, ChecksumDecider::Gonosumdb) => Side::Private,
        (ChecksumVerdict::Verify, _) => Side::Verified,
        _ if seen.is_summed => Side::Verified,
        _ => Side::Unverified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Listed, Parts};
    use crate::go::predict::Assumptions;
    use crate::go::{GoVersion, Platform, Values};

    fn module(path: &str, values: Values, is_summed: bool) -> Module {
        let engine = Engine::new(values, Platform::host(GoVersion::NEWEST_KNOWN));
        let answers = Assumptions::default();
        let auditor = Auditor {
            engine: &engine,
            context: &Context::default(),
            answers: &answers,
            is_cached: &|_| false,
        };
        auditor.decide(Sighting {
            path: path.into(),
            version: "v1.0.0".into(),
            listed: Listed::Required,
            place: None,
            directory: None,
            is_summed,
            parts: Parts { go_mod: true, zip: true },
        })
    }

    fn values(goproxy: &str, private: &str) -> Values {
        Values {
            goproxy: goproxy.into(),
            gosumdb: "sum.golang.org".into(),
            goauth: "netrc".into(),
            goprivate: private.into(),
            gonoproxy: private.into(),
            gonosumdb: private.into(),
            ..Values::default()
        }
    }

    fn touched(module: &Module) -> Vec<String> {
        let line = |touch: &Touch| format!("{:?} {} {:?}", touch.contacted, touch.host, touch.role);
        module.touches.iter().map(line).collect()
    }

    #[test]
    fn public_module_without_hashes_asks_proxy_and_database() {
        let found = module("rsc.io/quote", values("https://goproxy.example.com,direct", ""), false);
        assert_eq!(found.side, Side::Verified, "{:?}", found.error);
        assert_eq!(
            touched(&found),
            [
                "Will goproxy.example.com:443 Proxy",
                "Behind sum.golang.org:443 ChecksumDatabase",
                "May rsc.io:443 Origin",
                "May sum.golang.org:443 ChecksumDatabase",
            ]
        );
    }

    #[test]
    fn public_module_in_go_sum_asks_the_proxy_alone() {
        let found = module("rsc.io/quote", values("https://goproxy.example.com", ""), true);
        assert_eq!(found.side, Side::Verified);
        assert_eq!(touched(&found), ["Will goproxy.example.com:443 Proxy"]);
    }

    #[test]
    fn private_module_asks_its_origin_alone() {
        let found =
            module("corp.example.com/lib", values("https://goproxy.example.com", "corp.example.com"), false);
        assert_eq!(found.side, Side::Private);
        assert_eq!(touched(&found), ["Will corp.example.com:443 Origin"]);
    }

    #[test]
    fn module_behind_off_is_blocked() {
        let found = module("rsc.io/quote", values("off", ""), true);
        assert_eq!(found.side, Side::Blocked);
        assert!(found.error.unwrap().contains("GOPROXY=off"));
        assert!(found.touches.is_empty());
    }

    #[test]
    fn module_that_nobody_vouches_for_is_unverified() {
        let off = |summed| {
            let values = Values { gosumdb: "off".into(), ..values("https://goproxy.example.com", "") };
            module("rsc.io/quote", values, summed).side
        };
        assert_eq!((off(false), off(true)), (Side::Unverified, Side::Verified));
    }
}
