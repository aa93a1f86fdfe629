//! What the library says about a case. go.mod and go.sum are not read here: the case knows what it put there.

use std::path::Path;

use goenv_doctor::go::predict::{Answer, Answers, Cached, Context, Hashes, Prediction, Replacement, Request};
use goenv_doctor::go::toolchain::GoLines;
use goenv_doctor::go::url::Url;
use goenv_doctor::go::{Behaviour, Engine, GoVersion, Platform, Values};
use goenv_doctor::settings::locations::user_file;
use goenv_doctor::settings::{Layers, Settings, System, resolve};
use goenv_doctor::source::goenv_file::GoEnvFile;
use goenv_doctor::source::{Assignment, Layer, Origin};

use super::case::{Case, GorootFile, MainModule, Replace, Target, Version};
use super::server::{Reply, reply};
use super::theirs::Laid;

const SHIPPED: &str = "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

/// Where the user's file is, on disk.
pub(crate) fn user_file_path(laid: &Laid<'_>, version: GoVersion) -> Option<std::path::PathBuf> {
    let environment = |name: &str| laid.environment().get(name).cloned().unwrap_or_default();
    let path = user_file(System::Unix, version, &environment).path()?.clone();
    Some(laid.root.join("work").join(path))
}

/// The settings of a case.
pub(crate) fn settings(case: &Case, laid: &Laid<'_>, version: GoVersion) -> Settings {
    let process = laid.environment().iter();
    let goroot = match &case.goroot_file {
        GorootFile::Shipped => Some(SHIPPED.to_owned()),
        GorootFile::Missing => None,
        GorootFile::Text(text) => Some(laid.fill(text)),
    };
    let user = case.user_file.as_ref().filter(|_| user_file_path(laid, version).is_some());
    let layers = Layers {
        environment: process
            .map(|(name, value)| Assignment::certain(name, value.as_str(), Origin::of(Layer::Environment)))
            .collect(),
        user_file: user.map(|text| GoEnvFile::parse(&laid.fill(text), Path::new("env"), Layer::GoEnvFile)),
        goroot_file: goroot.map(|text| GoEnvFile::parse(&text, Path::new("go.env"), Layer::GorootGoEnv)),
        goroot: Some(laid.goroot.clone()),
        ..Layers::default()
    };
    resolve(&layers, version, System::Unix)
}

/// The rules under those settings.
pub(crate) fn engine(settings: &Settings, version: GoVersion) -> Engine {
    let value = |name: &str| settings.value(name).to_owned();
    let values = Values {
        go111module: value("GO111MODULE"),
        goauth: value("GOAUTH"),
        goflags: value("GOFLAGS"),
        goinsecure: value("GOINSECURE"),
        gonoproxy: value("GONOPROXY"),
        gonosumdb: value("GONOSUMDB"),
        goprivate: value("GOPRIVATE"),
        goproxy: value("GOPROXY"),
        gosumdb: value("GOSUMDB"),
        gotoolchain: value("GOTOOLCHAIN"),
        govcs: value("GOVCS"),
        git_http_user_agent: String::new(),
    };
    Engine::new(values, Platform::host(version))
}

/// The loopback server as a predictor of answers.
struct Loopback<'a> {
    case: &'a Case,
    address: String,
}

impl Answers for Loopback<'_> {
    fn answer(&self, url: &Url) -> Answer {
        if url.scheme == "file" {
            let there = Path::new(url.path.to_text().as_ref()).exists();
            return if there { Answer::Ok } else { Answer::NoSuchFile };
        }
        if url.host.to_text() != self.address || url.scheme == "https" {
            // The proxy for https refuses; plain http gets its 502.
            return if url.scheme == "https" { Answer::Unreachable } else { Answer::Status(502) };
        }
        match reply(&self.case.table, &url.escaped_path()) {
            Reply::Ok => Answer::Ok,
            Reply::Status(code) => Answer::Status(code),
            Reply::Close => Answer::Unreachable,
        }
    }
}

fn hashes(case: &Case, of: &Version) -> Hashes {
    let sums = case.go_sum.iter().flat_map(|sum| &sum.sums).filter(|sums| sums.of == *of);
    sums.fold(Hashes::default(), |had, sums| Hashes {
        go_mod: had.go_mod || sums.go_mod,
        zip: had.zip || sums.zip,
    })
}

fn request(case: &Case, of: &Version) -> Request {
    let cached = if *of == case.pinned() {
        Cached { info: case.cached.info, go_mod: case.cached.go_mod, zip: case.cached.zip }
    } else {
        Cached::default()
    };
    Request { path: of.path.clone(), version: of.version.clone(), hashes: hashes(case, of), cached }
}

/// What go says about a line in go.sum that is none.
fn sum_error(case: &Case) -> Option<String> {
    let sum = case.go_sum.as_ref().filter(|sum| sum.malformed.is_some())?;
    let text = sum.text();
    let bad = |line: &&str| !matches!(line.split_whitespace().count(), 0 | 3);
    let (index, line) = text.lines().enumerate().find(|(_, line)| bad(line))?;
    let fields = line.split_whitespace().count();
    Some(format!("malformed go.sum:\n$D/work/go.sum:{}: wrong number of fields {fields}", index + 1))
}

/// The file whose lines count: go.work in workspace mode.
fn lines_file(case: &Case, gowork: &str, version: GoVersion) -> &'static str {
    let workspace = case.files.contains_key("go.work") && gowork != "off";
    if workspace && version.has(Behaviour::Workspaces) { "go.work" } else { "go.mod" }
}

/// What go says about the one damaged go.mod file of these cases.
fn file_error(case: &Case, file: &str, version: GoVersion) -> Option<String> {
    case.damaged_go_mod.as_ref()?;
    let short = version.has(Behaviour::ToolchainSwitching);
    let path = if short { "go.mod" } else { "$D/work/go.mod" };
    let plain = format!("errors parsing go.mod:\n{path}:3: unknown directive: requires");
    Some(if file == "go.work" && short {
        format!("cannot load module . listed in go.work file: {plain}")
    } else {
        plain
    })
}

fn context(case: &Case, gowork: &str, version: GoVersion) -> Context {
    if !matches!(gowork, "" | "off") && !gowork.starts_with('/') && version.has(Behaviour::Workspaces) {
        let workspace_error = Some("invalid GOWORK: not an absolute path".to_owned());
        return Context { workspace_error, ..Context::default() };
    }
    let Some(main) = &case.main else { return Context::default() };
    let file = lines_file(case, gowork, version);
    let MainModule { go, toolchain, require, replace, exclude } = main;
    let replacement = |line: &Replace| Replacement {
        path: line.path.clone(),
        version: line.version.clone(),
        target: match &line.target {
            Target::Directory(_) => None,
            Target::Module(Version { path, version }) => Some((path.clone(), version.clone())),
        },
    };
    Context {
        lines: Some(match file {
            _ if case.damaged_go_mod.is_some() && file == "go.mod" => {
                GoLines { file: file.into(), ..GoLines::default() }
            }
            "go.work" => {
                let go = go.clone().unwrap_or_else(|| "1.18".into());
                GoLines { file: file.into(), go: Some(go), toolchain: None }
            }
            _ => GoLines { file: file.into(), go: go.clone(), toolchain: toolchain.clone() },
        }),
        file_error: file_error(case, file, version),
        requirements: require.iter().map(|version| request(case, version)).collect(),
        replace: replace.iter().map(replacement).collect(),
        sum_error: sum_error(case),
        excluded: exclude.iter().map(|of| (of.path.clone(), of.version.clone())).collect(),
        ..Context::default()
    }
}

/// What go would do.
pub(crate) fn prediction(case: &Case, laid: &Laid<'_>, engine: &Engine, settings: &Settings) -> Prediction {
    let asked = Request { version: case.asked.version.clone(), ..request(case, &case.pinned()) };
    let address = laid.fill("$H");
    let mut context = context(case, settings.value("GOWORK"), engine.version());
    context.module_cache = settings.value("GOMODCACHE").to_owned();
    context.file_error = context.file_error.map(|text| laid.fill(&text));
    context.sum_error = context.sum_error.map(|text| laid.fill(&text));
    engine.predict(&asked, &context, &Loopback { case, address })
}
