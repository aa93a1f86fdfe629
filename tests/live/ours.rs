//! What the library says about a case. go.mod and go.sum are not read here: the case knows what it put there.

use std::path::Path;

use goenv_doctor::go::predict::{Answer, Answers, Cached, Context, Hashes, Prediction, Request};
use goenv_doctor::go::toolchain::GoLines;
use goenv_doctor::go::url::Url;
use goenv_doctor::go::{Engine, GoVersion, Platform, Values};
use goenv_doctor::settings::locations::user_file;
use goenv_doctor::settings::{Layers, Settings, System, resolve};
use goenv_doctor::source::goenv_file::GoEnvFile;
use goenv_doctor::source::{Assignment, Layer, Origin};

use super::case::{Case, GorootFile, MainModule, Version};
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
    let cached = if of.path == case.asked.path && of.version == case.asked.version {
        Cached {
            info: case.cached.info,
            go_mod: case.cached.go_mod,
            zip: case.cached.zip && case.cached.zip_hash,
        }
    } else {
        Cached::default()
    };
    Request { path: of.path.clone(), version: of.version.clone(), hashes: hashes(case, of), cached }
}

fn context(case: &Case) -> Context {
    let Some(main) = &case.main else { return Context::default() };
    let MainModule { go, toolchain, require, .. } = main;
    Context {
        lines: Some(GoLines { file: "go.mod".into(), go: go.clone(), toolchain: toolchain.clone() }),
        requirements: require.iter().map(|version| request(case, version)).collect(),
        ..Context::default()
    }
}

/// What go would do.
pub(crate) fn prediction(case: &Case, laid: &Laid<'_>, engine: &Engine) -> Prediction {
    let asked = request(case, &case.asked);
    let address = laid.fill("$H");
    engine.predict(&asked, &context(case), &Loopback { case, address })
}
