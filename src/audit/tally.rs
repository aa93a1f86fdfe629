//! What all modules come to, counted as they come.

use std::collections::BTreeMap;

use super::host::{Contacted, Host, Role, Touch};
use super::module::{Listed, Module, Side};
use super::names::Names;
use super::seen::SeenPaths;
use crate::go::PatternList;
use crate::go::decision::ChecksumVerdict;

/// How many hosts are listed one by one.
const MAX_HOSTS: usize = 1 << 12;

/// How many modules are on which side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counts {
    /// All of them.
    pub modules: u64,
    /// Those that only go.sum names.
    pub only_in_go_sum: u64,
    /// Compared with go.sum or a checksum database.
    pub verified: u64,
    /// Of those, how many are in go.sum already.
    pub verified_by_go_sum: u64,
    /// Taken as they come by a pattern.
    pub private: u64,
    /// Taken as they come though no pattern says so.
    pub unverified: u64,
    /// go would not get them.
    pub blocked: u64,
    /// Directories take their place.
    pub local: u64,
}

impl Counts {
    /// Counts a module.
    pub fn add(&mut self, module: &Module) {
        self.modules += 1;
        self.only_in_go_sum += u64::from(module.seen.listed == Listed::GoSum);
        let of_side = match module.side {
            Side::Verified => &mut self.verified,
            Side::Private => &mut self.private,
            Side::Unverified => &mut self.unverified,
            Side::Blocked => &mut self.blocked,
            Side::Local => &mut self.local,
        };
        *of_side += 1;
        self.verified_by_go_sum += u64::from(module.side == Side::Verified && module.seen.is_summed);
    }
}

/// One host and what it is contacted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostUse {
    /// Whether it is contacted.
    pub contacted: Contacted,
    /// The modules.
    pub names: Names,
    /// Whether the Go toolchain is fetched there.
    pub serves_toolchain: bool,
}

/// A server that anyone may ask, and the names that it learns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Learned {
    /// Names that it learns when all goes well.
    pub names: Names,
    /// Names that it learns when others fail.
    pub possibly: Names,
}

/// Names that a pattern calls private and that a public server learns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The pattern's place in the list of private ones.
    pub pattern: usize,
    /// The server.
    pub server: String,
    /// Whether it learns them when all goes well, or only when others fail.
    pub contacted: Contacted,
    /// The names.
    pub names: Names,
}

/// What all modules come to.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many modules are on which side, each path once.
    pub counts: Counts,
    /// The hosts that are or may be contacted.
    pub hosts: BTreeMap<(Host, Role), HostUse>,
    /// Hosts that there was no more room for.
    pub hosts_left_out: u64,
    /// Public servers and what they learn, by name.
    pub public: BTreeMap<String, Learned>,
    /// Private names that public servers learn.
    pub exposures: Vec<Exposure>,
    /// Public modules that nobody vouches for.
    pub unverified: Names,
    /// Public modules that no checksum database would be asked about.
    pub without_database: Names,
    /// For each private pattern, whether it matched a module.
    pub private_used: Vec<bool>,
    private: Option<Vec<PatternList>>,
    known: SeenPaths,
}

impl Tally {
    /// Nothing counted yet. The lists say which modules are private; `None`: what go keeps from the
    /// checksum database is.
    pub fn new(private: Option<Vec<PatternList>>) -> Self {
        let private_used = vec![false; private.as_ref().map_or(0, Vec::len)];
        Self { private, private_used, ..Self::default() }
    }

    /// Counts a module. A path that was counted before adds nothing to the counts.
    pub fn add(&mut self, module: &Module) {
        if !self.known.insert(&module.seen.path) {
            return;
        }
        self.counts.add(module);
        for touch in &module.touches {
            self.add_host(module, touch);
        }
        let path = &module.seen.path;
        let lists = self.private.as_deref().unwrap_or_default();
        let mut pattern = None;
        for (index, (used, list)) in self.private_used.iter_mut().zip(lists).enumerate() {
            // Once a pattern is found the others need only tell whether they match anything at all.
            if (pattern.is_none() || !*used) && list.matches(path) {
                *used = true;
                pattern = pattern.or(Some(index));
            }
        }
        for touch in module.touches.iter().filter(|touch| touch.is_public && touch.learns_name) {
            self.add_learned(module, touch, pattern);
        }
        let is_private =
            if self.private.is_some() { pattern.is_some() } else { module.side == Side::Private };
        if !is_private && module.side != Side::Local {
            self.add_public(module);
        }
    }

    fn add_host(&mut self, module: &Module, touch: &Touch) {
        if touch.contacted == Contacted::Behind {
            return;
        }
        let key = (touch.host.clone(), touch.role);
        if !self.hosts.contains_key(&key) && self.hosts.len() >= MAX_HOSTS {
            self.hosts_left_out += 1;
            return;
        }
        let fresh = HostUse { contacted: touch.contacted, names: Names::default(), serves_toolchain: false };
        let known = self.hosts.entry(key).or_insert(fresh);
        if touch.contacted < known.contacted {
            // What is certain counts; who merely may contact it is no longer of interest.
            known.contacted = touch.contacted;
            known.names = Names::default();
        }
        if touch.is_toolchain {
            known.serves_toolchain = true;
        } else if touch.contacted == known.contacted {
            known.names.add(&module.seen);
        }
    }

    fn add_learned(&mut self, module: &Module, touch: &Touch, pattern: Option<usize>) {
        let server = self.public.entry(touch.host.name.clone()).or_default();
        let is_possible = touch.contacted == Contacted::May;
        let names = if is_possible { &mut server.possibly } else { &mut server.names };
        names.add(&module.seen);
        let Some(pattern) = pattern else { return };
        let contacted = if is_possible { Contacted::May } else { Contacted::Will };
        let same = |known: &&mut Exposure| {
            known.pattern == pattern && known.server == touch.host.name && known.contacted == contacted
        };
        match self.exposures.iter_mut().find(same) {
            Some(known) => known.names.add(&module.seen),
            None => {
                let mut names = Names::default();
                names.add(&module.seen);
                let server = touch.host.name.clone();
                self.exposures.push(Exposure { pattern, server, contacted, names });
            }
        }
    }

    fn add_public(&mut self, module: &Module) {
        let verifies = module.checksum.verdict == ChecksumVerdict::Verify;
        if !verifies {
            self.without_database.add(&module.seen);
            if !module.seen.is_summed {
                self.unverified.add(&module.seen);
            }
        }
    }
}
