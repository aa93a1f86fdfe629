//! Random cases: mostly sensible surroundings with a few oddities each.

use std::collections::BTreeMap;

use super::case::{CacheFiles, Case, GorootFile, LISTED, Version};
use super::project;
use super::server::{Kind, Reply, Table};
use super::settings::{environment, goroot_file, user_file};
use super::vocabulary::{ODD, PATHS, QUERIES};
use crate::random::Random;

/// The case of a seed and number.
pub(crate) fn case(seed: u64, number: u64, minor: u32) -> Case {
    let random = &mut Random::new(seed, number);
    let asked = asked(random);
    let mut environment = environment(random, &asked);
    let user_file = user_file(random, &mut environment);
    let goroot_file = if minor >= 21 { goroot_file(random) } else { GorootFile::Shipped };
    let mut case = Case {
        number,
        environment,
        user_file,
        goroot_file,
        main: None,
        damaged_go_mod: None,
        go_sum: None,
        files: BTreeMap::new(),
        cached: cached(random),
        table: table(random),
        asked,
    };
    project::add(random, &mut case, minor);
    case
}

fn asked(random: &mut Random) -> Version {
    if random.chance(8) {
        let (path, version) = *random.pick(ODD);
        return Version { path: path.into(), version: version.into() };
    }
    let path = (*random.pick(PATHS)).to_owned();
    let suitable = super::server::suitable_version(&path);
    let version = match random.below(20) {
        // What the server lists suits paths without a major version only.
        _ if suitable != LISTED => suitable,
        0..12 => suitable,
        12..16 => "latest".to_owned(),
        _ => (*random.pick(QUERIES)).to_owned(),
    };
    Version { path, version }
}

fn cached(random: &mut Random) -> CacheFiles {
    match random.below(12) {
        0 => {
            let mut some = || random.chance(50);
            CacheFiles { info: some(), go_mod: some(), zip: some(), zip_hash: some() }
        }
        1 => CacheFiles { info: true, go_mod: true, zip: true, zip_hash: true },
        _ => CacheFiles::default(),
    }
}

fn table(random: &mut Random) -> Table {
    use Kind::{Info, Latest, List, Lookup, Mod, Supported, Zip};
    use Reply::{Close, Ok, Status};
    let replies =
        [Status(404), Status(404), Status(410), Status(401), Status(403), Status(500), Status(503), Close];
    let mut table = Table::new();
    for prefix in ["p1", "p2", "p3", "sum1", "sum2"] {
        let usual = if random.chance(55) { Ok } else { *random.pick(&replies) };
        let mut kinds = BTreeMap::new();
        for kind in [List, Latest, Info, Mod, Zip] {
            kinds.insert(kind, if random.chance(10) { *random.pick(&replies) } else { usual });
        }
        for kind in [Supported, Lookup] {
            kinds.insert(kind, if random.chance(30) { Ok } else { *random.pick(&replies) });
        }
        table.insert(prefix.to_owned(), kinds);
    }
    table
}
