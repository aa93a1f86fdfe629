//! Another machine, known by its pasted `go env`.

use crate::go::{GoVersion, Platform};
use crate::inspect::{InspectError, Request};
use crate::settings::{Layers, VersionFrom};
use crate::source::go_env_output::GoEnvOutput;
use crate::source::goenv_file::GoEnvFile;

/// What a paste tells.
pub(super) struct Paste {
    pub(super) layers: Layers,
    pub(super) platform: Platform,
    pub(super) from: VersionFrom,
    /// What is unclear about it.
    pub(super) notes: Vec<String>,
}

impl Paste {
    /// Takes what was read from a paste, or found in a log.
    ///
    /// # Errors
    /// A GOROOT of this machine is named as well.
    pub(super) fn of(request: &Request, output: &GoEnvOutput) -> Result<Self, InspectError> {
        if request.goroot.is_some() {
            return Err(InspectError::GorootOfAnotherMachine);
        }
        let mut notes = vec![];
        let (version, from) = version(request, output, &mut notes);
        if output.partial {
            let text = "the paste is not a complete `go env` listing: defaults are assumed for what it lacks";
            notes.push(text.into());
        }
        notes.extend(output.notes.iter().map(ToString::to_string));
        let platform = platform(output, version);
        let goroot = output.value("GOROOT").filter(|goroot| !goroot.is_empty()).map(str::to_owned);
        let layers = Layers {
            overrides: request.overrides.clone(),
            goroot,
            goroot_file: Some(GoEnvFile::shipped(version)),
            pasted: output.assignments.clone(),
            ..Layers::default()
        };
        Ok(Self { layers, platform, from, notes })
    }
}

fn version(request: &Request, output: &GoEnvOutput, notes: &mut Vec<String>) -> (GoVersion, VersionFrom) {
    if let Some(version) = request.go_version {
        return (version, VersionFrom::Request);
    }
    if let Some(version) = output.version() {
        return (version, VersionFrom::GoEnv);
    }
    let newest = output.newest_possible();
    notes.push(format!(
        "the paste names no Go version; go{newest}, the newest that prints such a listing, is assumed \
         (--go-version names another)"
    ));
    (newest, VersionFrom::Assumed)
}

/// The platform of the go command itself; what it builds for stands in where the paste lacks that.
fn platform(output: &GoEnvOutput, version: GoVersion) -> Platform {
    let first = |names: [&str; 2], otherwise: &str| {
        let mut values = names.iter().filter_map(|name| output.value(name)).filter(|value| !value.is_empty());
        values.next().unwrap_or(otherwise).to_owned()
    };
    Platform {
        version,
        goos: first(["GOHOSTOS", "GOOS"], "linux"),
        goarch: first(["GOHOSTARCH", "GOARCH"], "amd64"),
    }
}
