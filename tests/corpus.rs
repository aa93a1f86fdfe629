//! Every recorded run of a real go command against our settings and predictions.

mod recorded;

use std::path::Path;

use goenv_doctor::go::predict::{Assumptions, Context, Hashes, Outcome, Request};
use goenv_doctor::go::toolchain::GoLines;
use goenv_doctor::go::{Engine, GoVersion, Platform, Values};
use goenv_doctor::settings::{Layers, Settings, System, resolve};
use goenv_doctor::source::goenv_file::GoEnvFile;
use goenv_doctor::source::{Assignment, Layer, Origin};
use recorded::{Row, rows};

const SHIPPED: &str = "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

fn settings(row: &Row) -> Settings {
    let version = GoVersion::parse(&row.go).unwrap();
    let home = ("HOME".to_owned(), "$D/home".to_owned());
    let environment = row.env.clone().into_iter().chain([home]);
    let goroot = match row.goroot_env.as_deref() {
        Some("__missing__") => None,
        other => Some(other.unwrap_or(SHIPPED)),
    };
    let user = row.goenv.as_deref().filter(|_| row.env.get("GOENV").map(String::as_str) != Some("off"));
    let layers = Layers {
        environment: environment
            .map(|(n, v)| Assignment::certain(n, v, Origin::of(Layer::Environment)))
            .collect(),
        user_file: user.map(|text| GoEnvFile::parse(text, Path::new("env"), Layer::GoEnvFile)),
        goroot_file: goroot.map(|text| GoEnvFile::parse(text, Path::new("go.env"), Layer::GorootGoEnv)),
        ..Layers::default()
    };
    resolve(&layers, version, System::Unix)
}

fn engine(row: &Row) -> Engine {
    let s = settings(row);
    let v = |name: &str| s.value(name).to_owned();
    let values = Values {
        go111module: v("GO111MODULE"),
        goauth: v("GOAUTH"),
        goflags: v("GOFLAGS"),
        goinsecure: v("GOINSECURE"),
        gonoproxy: v("GONOPROXY"),
        gonosumdb: v("GONOSUMDB"),
        goprivate: v("GOPRIVATE"),
        goproxy: v("GOPROXY"),
        gosumdb: v("GOSUMDB"),
        gotoolchain: v("GOTOOLCHAIN"),
        govcs: v("GOVCS"),
        git_http_user_agent: String::new(),
    };
    let platform = Platform {
        version: GoVersion::parse(&row.go).unwrap(),
        goos: "linux".into(),
        goarch: "amd64".into(),
    };
    Engine::new(values, platform)
}

fn hashes(row: &Row, path: &str, version: &str) -> Hashes {
    let sum = row.files.get("go.sum").map_or("", String::as_str);
    Hashes {
        go_mod: sum.lines().any(|l| l.starts_with(&format!("{path} {version}/go.mod h1:"))),
        zip: sum.lines().any(|l| l.starts_with(&format!("{path} {version} h1:"))),
    }
}

fn main_module(row: &Row) -> Context {
    let Some(text) = row.files.get("go.mod") else { return Context::default() };
    let line = |word: &str| text.lines().find_map(|l| l.strip_prefix(&format!("{word} ")).map(str::to_owned));
    let mut context = Context {
        lines: Some(GoLines { file: "go.mod".into(), go: line("go"), toolchain: line("toolchain") }),
        ..Context::default()
    };
    if let Some(require) = line("require") {
        let (path, version) = require.split_once(' ').unwrap();
        context.requirements = vec![Request {
            path: path.into(),
            version: version.into(),
            hashes: hashes(row, path, version),
            ..Request::default()
        }];
    }
    if row.go.starts_with("1.1") || row.go.starts_with("1.20") {
        let minor: u32 = row.go.split('.').nth(1).unwrap().parse().unwrap();
        if minor >= 16
            && let Some(go) = line("go").filter(|go| go.matches('.').count() > 1)
        {
            context.file_error = Some(format!(
                "errors parsing go.mod:\n$D/work/go.mod:3: invalid go version '{go}': must match format 1.23"
            ));
        }
    }
    context
}

#[test]
fn prediction_agrees() {
    let show: usize = std::env::var("SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let only = std::env::var("KIND").ok();
    for kind in ["go-named", "go-train", "go-old-train", "proxy-train", "sumdb-train", "goenv-train"] {
        if only.as_deref().is_some_and(|o| o != kind) {
            continue;
        }
        let (
            mut total,
            mut contacts_ok,
            mut outcome_ok,
            mut error_total,
            mut error_ok,
            mut set_ok,
            mut set_total,
            mut shown,
        ) = (0, 0, 0, 0, 0, 0, 0, 0);
        for row in rows(kind) {
            let s = settings(&row);
            for (name, value) in &row.settings {
                set_total += 1;
                let got = s.value(name);
                if got == value.as_deref().unwrap_or("") || value.is_none() {
                    set_ok += 1
                } else {
                    println!("SETTING {} {name} {got:?} {value:?}", row.id)
                }
            }
            if row.only_settings
                || row.error.as_deref().is_some_and(|e| e.contains("no verifiable signatures"))
            {
                continue;
            }
            let mismatch = row.error.as_deref().is_some_and(|e| e.contains("checksum mismatch"));
            let mut assumptions = Assumptions::default();
            for a in row.assumptions() {
                assumptions.add(&a).unwrap();
            }
            let request = Request {
                path: row.module.clone(),
                version: row.version.clone(),
                hashes: hashes(&row, &row.module, &row.version),
                ..Request::default()
            };
            let p = engine(&row).predict(&request, &main_module(&row), &assumptions);
            total += 1;
            let fold = |url: &str| {
                let url = url.replace("%21", "!");
                for (host, a) in row.server.iter().chain(&row.sumdb_server) {
                    if a == "refuse" && url.starts_with(&format!("https://{host}/")) {
                        return format!("refused https://{host}");
                    }
                }
                url
            };
            let mut mine: Vec<String> = p.contacts.iter().map(|c| fold(&c.url)).collect();
            mine.dedup();
            let unknown = p.outcome == Outcome::Unknown;
            let mut theirs: Vec<String> = row.contacts.iter().map(|u| fold(u)).collect();
            theirs.dedup();
            let last_is_vcs =
                p.contacts.last().is_some_and(|c| c.purpose == goenv_doctor::go::predict::Purpose::Vcs);
            if mismatch {
                mine.truncate(theirs.len());
            }
            if unknown {
                if last_is_vcs {
                    mine.pop();
                }
                theirs.truncate(mine.len());
            }
            let c = mine == theirs
                && (!last_is_vcs
                    || row.vcs
                    || row.contacts.len() > mine.len()
                    || row.error.as_deref().unwrap_or("").contains("protocol found"));
            let o = mismatch
                || match p.outcome {
                    Outcome::Success => row.exit == 0,
                    Outcome::Failure => row.exit != 0,
                    Outcome::Unknown => true,
                };
            contacts_ok += c as u32;
            outcome_ok += o as u32;
            let mut e = true;
            if let (Some(mine), Some(theirs)) = (&p.error, &row.error)
                && !mismatch
            {
                let clean: Vec<&str> = theirs
                    .lines()
                    .filter(|l| {
                        !l.starts_with("\tserver response")
                            && !l.starts_with("go: finding")
                            && !l.starts_with("go: downloading")
                    })
                    .collect();
                let theirs = clean.join("\n").trim_end().to_owned();
                let mine = mine.trim_end();
                let theirs = theirs.strip_prefix("go: ").unwrap_or(&theirs);
                if !theirs.ends_with("Bad Gateway")
                    && !theirs.ends_with("EOF")
                    && !theirs.contains("tls:")
                    && !theirs.contains("x509")
                {
                    error_total += 1;
                    e = mine == theirs;
                    error_ok += e as u32;
                }
            }
            if !(c && o && e) && shown < show {
                shown += 1;
                println!(
                    "---- {} {} {}@{} {:?} file {:?} goroot {:?} {:?}\n  server {:?} {:?}\n  mine   {:?} {:?} {:?}\n  theirs {:?} {:?} exit {}",
                    row.id,
                    row.go,
                    row.module,
                    row.version,
                    row.env,
                    row.goenv,
                    row.goroot_env,
                    row.files,
                    row.server,
                    row.sumdb_server,
                    p.contacts.iter().map(|c| c.url.as_str()).collect::<Vec<_>>(),
                    p.outcome,
                    p.error,
                    row.contacts,
                    row.error,
                    row.exit
                );
            }
        }
        println!(
            "{kind}: settings {set_ok}/{set_total} contacts {contacts_ok}/{total} outcomes {outcome_ok}/{total} errors {error_ok}/{error_total}"
        );
    }
}
