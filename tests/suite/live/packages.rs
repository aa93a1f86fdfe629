//! Package paths: for which module paths `go get` asks servers, and which ones we name.

use std::collections::{BTreeMap, BTreeSet};

use super::case::{CacheFiles, Case, GorootFile, MainModule, Version};
use super::module;
use super::ours::{self, Told};
use super::server::{Kind, Reply, Server, Table};
use super::theirs::{self, Laid, Toolchain};
use crate::random::Random;

const HOSTS: &[&str] = &[
    "mods.invalid",
    "github.com",
    "gopkg.in",
    "corp.invalid",
    "a.b.invalid",
    "main.invalid",
    "bitbucket.org",
];

const ELEMENTS: &[&str] = &[
    "lib", "v2", "v3", "v1", "v0", "Acme", "x.v2", "x.v1", "thing.v3", "internal", "cmd", "m", "v2.1", "v02",
    "a-b", "_x", "x~y", "pkg", "tool.git", "testdata", "go", "sub", "vendor",
];

const VERSIONS: &[&str] = &["latest", "latest", "v1.2.3", "v2.0.0", "v3.1.0", "master", "v1", "<v2.0.0"];

/// How many of the candidate sets agree.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) agreed: usize,
    pub(crate) refused: usize,
    pub(crate) total: usize,
}

fn case(random: &mut Random, number: u64) -> Case {
    let mut path = (*random.pick(HOSTS)).to_owned();
    for _ in 0..random.below(6) {
        path = format!("{path}/{}", random.pick(ELEMENTS));
    }
    let list = ["http://$H/p1", "http://$H/p1,http://$H/p2", "http://$H/p1|http://$H/p2", "http://$H/p2/"];
    let set = [
        ("GOPROXY", *random.pick(&list)),
        ("GOFLAGS", "-mod=mod"),
        ("GOSUMDB", "off"),
        ("GOTOOLCHAIN", "local"),
    ];
    let main = MainModule { go: Some("1.17".into()), ..MainModule::default() };
    Case {
        number,
        environment: set.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        user_file: None,
        goroot_file: GorootFile::Shipped,
        main: Some(main),
        damaged_go_mod: None,
        go_sum: None,
        files: BTreeMap::new(),
        cached: CacheFiles::default(),
        table: table(random),
        asked: Version { path, version: (*random.pick(VERSIONS)).to_owned() },
    }
}

/// Every prefix answers alike for every path.
fn table(random: &mut Random) -> Table {
    let mut all = |prefix: &str| {
        let reply =
            *random.pick(&[Reply::Status(404), Reply::Status(410), Reply::Status(404), Reply::Status(500)]);
        let kinds = [Kind::List, Kind::Latest, Kind::Info, Kind::Mod, Kind::Zip].map(|kind| (kind, reply));
        (prefix.to_owned(), BTreeMap::from(kinds))
    };
    Table::from([all("p1"), all("p2")])
}

/// The module path of a request to the proxies.
fn asked_path(url: &str) -> Option<String> {
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let (_, path) = path.split_once('/')?;
    let path = path.split_once("/@v/").map(|(path, _)| path).or_else(|| path.strip_suffix("/@latest"))?;
    Some(module::unescaped(&path.replace("%21", "!")))
}

/// Runs the cases of a seed.
pub(crate) fn run(toolchain: &Toolchain, server: &Server, seed: u64, count: u64) -> Agreement {
    let scratch = tempfile::tempdir().unwrap();
    let mut score = Agreement::default();
    for number in 0..count {
        let case = case(&mut Random::new(seed ^ 0x5eed, number), number);
        let root = scratch.path().join(number.to_string());
        let laid = Laid::new(&case, toolchain, server, &root);
        compare(&case, &laid, &mut score);
        theirs::remove(&root);
    }
    score
}

fn compare(case: &Case, laid: &Laid<'_>, score: &mut Agreement) {
    let argument = format!("{}@{}", case.asked.path, case.asked.version);
    let told = ours::ask_about(case, laid, &argument, &[]);
    let seen = laid.run(&["get", &argument]);
    let theirs: BTreeSet<String> = seen.contacts.iter().filter_map(|url| asked_path(url)).collect();
    let ours: BTreeSet<String> = match &told {
        Told::Explained(document) => {
            let asks = |module: &&ours::Module| !module.prediction.contacts.is_empty();
            document.modules.iter().filter(asks).map(|module| module.path.clone()).collect()
        }
        Told::Refused(_) => {
            score.refused += 1;
            BTreeSet::new()
        }
    };
    score.total += 1;
    score.agreed += usize::from(ours == theirs);
    if ours != theirs {
        eprintln!(
            "PACKAGE {argument} {:?}\n  ours {ours:?} {told:.200?}\n  go   {theirs:?} {:?}",
            case.environment, seen.stderr
        );
    }
}
