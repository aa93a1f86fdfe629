//! Random cases: mostly sensible surroundings with a few oddities each.

use std::collections::BTreeMap;

use super::case::{CacheFiles, Case, GorootFile, Version};
use super::module;
use super::project;
use super::random::Random;
use super::server::{Kind, Reply, Table};

/// Module paths that are asked for; none of their hosts exists.
pub(crate) const PATHS: &[&str] = &[
    "mods.invalid/lib",
    "corp.invalid/team/App",
    "github.com/Acme/Tool",
    "mods.invalid/lib/v2",
    "gopkg.in/thing.v3",
];

const ODD: &[(&str, &str)] = &[
    ("mods.invalid/lib/v2", "v1.0.0"),
    ("mods.invalid/lib", "v2.0.0"),
    ("gopkg.in/thing", "@v3"),
    ("gopkg.in/thing", "v3.0.0"),
    ("x/y", "v1.0.0"),
    ("mods.invalid/a b", "v1.0.0"),
    ("mods.invalid/lib", "v1.2.3+incompatible"),
    ("mods.invalid/lib", "v1.2.3+meta"),
    ("mods.invalid/lib", "v1.2.3-rc.1"),
    ("mods.invalid/lib", "v1.2.3-RC.1"),
    ("mods.invalid/lib/", "v1.0.0"),
    ("/mods.invalid/lib", "v1.0.0"),
    ("mods.invalid//lib", "v1.0.0"),
    (".mods.invalid/lib", "v1.0.0"),
    ("mods.invalid/lib", "v0.0.0-20230102030405-abcdef123456"),
    ("example.net/x", "v1.0.0"),
    ("mods.invalid/x.git", "v1.0.0"),
    ("mods.invalid/x.svn/y", "v1.0.0"),
    ("bitbucket.org/a/b", "v1.0.0"),
    ("mods.invalid", "v1.0.0"),
    ("std", "v1.0.0"),
    ("mods.invalid/con", "v1.0.0"),
    ("mods.invalid/lib/v1", "v1.0.0"),
    ("mods.invalid/lib.git/v2", "v2.0.0"),
    ("mods.invalid/~user/lib", "v1.0.0"),
    ("golang.org/toolchain", "v0.0.1-go1.99.0.linux-amd64"),
];

const QUERIES: &[&str] =
    &["latest", "v1.2", "v1", "master", "<v1.5.0", ">=v1.0.0", "v1.2.3-pre", "abcdef1", "<=v1", "none"];

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
    let version = match random.below(20) {
        0..14 => super::server::suitable_version(&path),
        14..17 => "latest".to_owned(),
        _ => (*random.pick(QUERIES)).to_owned(),
    };
    Version { path, version }
}

fn maybe(random: &mut Random, percent: usize, choices: &[&str]) -> Option<String> {
    random.chance(percent).then(|| (*random.pick(choices)).to_owned())
}

fn entry(random: &mut Random) -> String {
    let usual = ["http://$H/p1", "http://$H/p2", "http://$H/p3", "http://$H/p2/"];
    let odd = [
        "off",
        "direct",
        "",
        " ",
        "http://$H/p1//",
        "http://user:secret@$H/p1",
        "https://proxy.invalid",
        "proxy.invalid/go",
        "file://$D/files",
        "file://$D/nothing",
        "ftp://proxy.invalid",
        "http://[::1",
        "/srv/proxy",
        "DIRECT",
        "none",
        "http://$H/p1?token=x",
        "http://$H/p%31",
        "http://u@proxy.invalid",
        "https://u:p@proxy.invalid/a",
        "http://plain.invalid/x",
        "http://$H/p1#frag",
        "$H/p1",
        "https://",
        "file:///",
        "http://$H/p1/../p2",
    ];
    let text = if random.chance(72) { *random.pick(&usual) } else { *random.pick(&odd) };
    if random.chance(6) { format!(" {text} ") } else { text.to_owned() }
}

fn goproxy(random: &mut Random) -> String {
    let mut list = entry(random);
    for _ in 0..random.below(4) {
        list.push(if random.chance(30) { '|' } else { ',' });
        list.push_str(&entry(random));
    }
    if random.chance(25) {
        list.push_str(*random.pick(&[",direct", "|direct", ",off", ", direct", ","]));
    }
    list
}

fn gosumdb(random: &mut Random) -> String {
    let key = module::verifier_key("sums.invalid/db");
    let bad = format!("{}x", module::verifier_key("sums.invalid"));
    let choices = [
        "off".to_owned(),
        "off".to_owned(),
        "off".to_owned(),
        key.clone(),
        format!("{key} http://$H/sum1"),
        format!("{key} https://sums.invalid"),
        format!("{key} sums.invalid"),
        format!("{key}  file://$D/files "),
        "sum.golang.org".to_owned(),
        "sum.golang.org http://$H/sum2/".to_owned(),
        "sum.golang.google.cn".to_owned(),
        "OFF".to_owned(),
        " off".to_owned(),
        "sums.invalid".to_owned(),
        "a b c".to_owned(),
        " ".to_owned(),
        bad,
        format!("{key} :bad"),
        format!("{key} $H/sum1"),
    ];
    random.pick(&choices).clone()
}

const PATTERNS: &[&str] = &[
    "mods.invalid",
    "*.invalid",
    "corp.invalid/team",
    "github.com/Acme",
    "github.com/acme",
    "*",
    "corp.invalid/",
    "none",
    "",
    "mods.invalid/lib,x",
    " corp.invalid",
    "*.invalid/lib",
    "[a-z]*.invalid",
    "[",
    "golang.org",
    "gopkg.in/thing.v3",
    "mods.invalid/lib/v2,[x",
    "\"mods.invalid\"",
    "https://mods.invalid",
];

fn environment(random: &mut Random, asked: &Version) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            all.insert(name.to_owned(), value);
        }
    };
    let proxy = random.chance(94).then(|| goproxy(random));
    set("GOPROXY", proxy);
    let database = random.chance(85).then(|| gosumdb(random));
    set("GOSUMDB", database);
    for name in ["GONOPROXY", "GONOSUMDB", "GOPRIVATE", "GOINSECURE"] {
        set(name, maybe(random, 14, PATTERNS));
    }
    let own = [asked.path.as_str(), "*"];
    set("GOPRIVATE", maybe(random, 4, &own));
    let vcs = [
        "*:off",
        "public:git|hg,private:all",
        "*:git,",
        "github.com:hg",
        "*:all",
        "mods.invalid:svn, *:off",
        "bad",
    ];
    set("GOVCS", maybe(random, 10, &vcs));
    set("GOFLAGS", maybe(random, 14, FLAGS));
    set("GO111MODULE", maybe(random, 10, &["on", "auto", "off", "ON", "yes", ""]));
    let auth = ["off", "netrc", "netrc;", "git", "git rel", "off;netrc", ";", "nohelper"];
    set("GOAUTH", maybe(random, 10, &auth));
    let toolchain = if random.chance(75) { Some("local".to_owned()) } else { maybe(random, 80, TOOLCHAINS) };
    set("GOTOOLCHAIN", toolchain);
    let config = maybe(random, 8, &["$D/config", "config", "$D/config/", ""]);
    set("XDG_CONFIG_HOME", config);
    set("GOENV", maybe(random, 12, &["off", "$D/named", "named", "", "OFF", "$D/home/.config/go/env"]));
    set("GOWORK", maybe(random, 4, &["off", ""]));
    set("GOPATH", maybe(random, 4, &["$D/gopath", "$D/one:$D/two", ""]));
    set("GOMODCACHE", maybe(random, 4, &["$D/modcache", ""]));
    set("GOBIN", maybe(random, 3, &["$D/gobin", ""]));
    set("XDG_CACHE_HOME", maybe(random, 3, &["$D/cachehome", ""]));
    all
}

const FLAGS: &[&str] = &[
    "-mod=mod",
    "-mod=readonly",
    "-mod=vendor",
    "-mod=bad",
    "-mod",
    "-modfile=",
    "-modfile=alt",
    "-nosuch",
    "-modcacherw",
    "x",
    "-insecure",
    "-v",
    "'-tags=a b'",
    "\"-v",
    " -x  -mod=mod ",
    "--mod=mod",
    "-mod=",
    "-x=maybe",
    "-json=false",
    "-mod=mod -mod=vendor",
    "-modcacherw=perhaps",
    "-C=sub",
    "-",
];

const TOOLCHAINS: &[&str] = &[
    "auto",
    "path",
    "go1.98.0",
    "go1.98",
    "local+auto",
    "go1.21.0+auto",
    "go1.98.1+path",
    "foo",
    "go1.21.0+foo",
    "",
    "auto+auto",
    "LOCAL",
    "go1.20",
    "go1.98rc1",
    "1.98.0",
    "go1.98.0-custom",
    "local+path",
    "go2.0.0",
];

/// Lines as people write them into the go/env file.
fn user_file(random: &mut Random, environment: &mut BTreeMap<String, String>) -> Option<String> {
    if !random.chance(45) {
        return None;
    }
    let mut text = if random.chance(6) { "\u{feff}".to_owned() } else { String::new() };
    let end = if random.chance(12) { "\r\n" } else { "\n" };
    for _ in 0..=random.below(4) {
        let name = *random.pick(&[
            "GOPROXY",
            "GOSUMDB",
            "GOPRIVATE",
            "GONOSUMDB",
            "GONOPROXY",
            "GOFLAGS",
            "GOVCS",
            "GO111MODULE",
            "GOBIN",
            "GOAUTH",
            "GOENV",
            "GOWORK",
            "CC",
            "GOINSECURE",
            "GOTMPDIR",
        ]);
        let value = match name {
            "GOPROXY" => goproxy(random),
            "GOSUMDB" => gosumdb(random),
            "GOFLAGS" => (*random.pick(FLAGS)).to_owned(),
            "GO111MODULE" => (*random.pick(&["on", "auto", ""])).to_owned(),
            "GOVCS" => (*random.pick(&["*:all", "", "*:off"])).to_owned(),
            "GOAUTH" => (*random.pick(&["netrc", "off", ""])).to_owned(),
            "GOBIN" | "GOMODCACHE" | "GOTMPDIR" => (*random.pick(&["$D/elsewhere", ""])).to_owned(),
            "GOENV" => "$D/other".to_owned(),
            "GOWORK" => "off".to_owned(),
            "CC" => "cc".to_owned(),
            _ => (*random.pick(PATTERNS)).to_owned(),
        };
        let value = if random.chance(8) { String::new() } else { value };
        let line = match random.below(24) {
            0 => format!("export {name}={value}"),
            1 => format!("{name}=\"{value}\""),
            2 => format!("{name} = {value}"),
            3 => format!(" {name}={value}"),
            4 => format!("# {name}={value}"),
            5 => format!("{name}: {value}"),
            6 => format!("{name}={value} "),
            7 => format!("set {name}={value}"),
            8 => format!("{}={value}", name.to_lowercase()),
            _ => format!("{name}={value}"),
        };
        text.push_str(&line);
        text.push_str(end);
        // Otherwise the environment would hide most lines.
        if random.chance(70) {
            environment.remove(name);
        }
    }
    if random.chance(10) {
        text.truncate(text.trim_end().len());
    }
    Some(text)
}

fn goroot_file(random: &mut Random) -> GorootFile {
    let texts = [
        "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n",
        "GOPROXY=direct\nGOSUMDB=off\nGOTOOLCHAIN=local\n",
        "GOPROXY=http://$H/p1\nGOPROXY=http://$H/p2\nGOSUMDB=\nGOTOOLCHAIN=local\n",
        "GOPROXY=\nGOTOOLCHAIN=\nGOFLAGS=-modcacherw\n",
        "GOPROXY=http://$H/p3,direct\r\nGOSUMDB=off\r\nGOTOOLCHAIN=local\r\n",
        "GOPRIVATE=corp.invalid\nGONOSUMDB=\nGOENV=/nowhere\nGOTOOLCHAIN=local\nGOSUMDB=off",
        "",
    ];
    match random.below(12) {
        0 => GorootFile::Missing,
        1..3 => GorootFile::Text((*random.pick(&texts)).to_owned()),
        _ => GorootFile::Shipped,
    }
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
