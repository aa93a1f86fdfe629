//! Random settings: the environment, the user's file, GOROOT's file.

use std::collections::BTreeMap;

use super::case::{GorootFile, Version};
use super::module;
use super::vocabulary::{FLAGS, PATTERNS, TOOLCHAINS};
use crate::random::Random;

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
        "$T/p1",
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
        list.push_str(random.pick::<&str>(&[",direct", "|direct", ",off", ", direct", ","]));
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
        format!("{key} $T/sum1"),
    ];
    random.pick(&choices).clone()
}

pub(crate) fn environment(random: &mut Random, asked: &Version) -> BTreeMap<String, String> {
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
    let auth = [
        "off",
        "netrc",
        "netrc;",
        "git",
        "git rel",
        "off;netrc",
        ";",
        "nohelper",
        "git $D/nothing",
        "git $D",
        "git a b",
        "netrc x",
        "nohelper;netrc",
    ];
    set("GOAUTH", maybe(random, 10, &auth));
    let toolchain = if random.chance(75) { Some("local".to_owned()) } else { maybe(random, 80, TOOLCHAINS) };
    set("GOTOOLCHAIN", toolchain);
    let config = maybe(random, 8, &["$D/config", "config", "$D/config/", ""]);
    set("XDG_CONFIG_HOME", config);
    set("GOENV", maybe(random, 12, &["off", "$D/named", "named", "", "OFF", "$D/home/.config/go/env"]));
    set("GOWORK", maybe(random, 4, &["off", ""]));
    set("GOPATH", maybe(random, 6, &["$D/gopath", "$D/one:$D/two", "", "rel", "~/go", ":", "$D/x:rel"]));
    set("GOMODCACHE", maybe(random, 5, &["$D/modcache", "", "rel", "./x/y"]));
    set("HOME", maybe(random, 2, &["", "/nonexistent", "rel"]));
    set("GOROOT", maybe(random, 2, &["$D/nothing", "nothing"]));
    set("GOBIN", maybe(random, 3, &["$D/gobin", ""]));
    set("XDG_CACHE_HOME", maybe(random, 3, &["$D/cachehome", ""]));
    all
}

/// Lines as people write them into the go/env file.
pub(crate) fn user_file(random: &mut Random, environment: &mut BTreeMap<String, String>) -> Option<String> {
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

pub(crate) fn goroot_file(random: &mut Random) -> GorootFile {
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
