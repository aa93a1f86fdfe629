//! Another machine, known by its pasted `go env`.

use std::path::Path;

use super::super::error::UsageError;
use super::super::options::Options;
use crate::go::{GoVersion, Platform};
use crate::report::document::VersionFrom;
use crate::settings::Layers;
use crate::source::go_env_output::{self, GoEnvOutput};
use crate::source::goenv_file::GoEnvFile;
use crate::source::read::{decode, read_bytes, read_limited};

/// What a paste tells.
pub(super) struct Paste {
    pub(super) layers: Layers,
    pub(super) platform: Platform,
    pub(super) from: VersionFrom,
    /// What is unclear about it.
    pub(super) notes: Vec<String>,
}

impl Paste {
    /// Reads the file that `--go-env` names.
    pub(super) fn read(options: &Options, file: &Path) -> Result<Self, UsageError> {
        Self::of(options, read(file)?)
    }

    /// Takes what was read from a paste, or found in a log.
    pub(super) fn of(options: &Options, output: GoEnvOutput) -> Result<Self, UsageError> {
        if options.goroot.is_some() {
            return Err(UsageError::GorootOfAnotherMachine);
        }
        let mut notes = vec![];
        let (version, from) = version(options, &output, &mut notes)?;
        if output.partial {
            let text = "the paste is not a whole `go env` listing: what it lacks is taken at its default";
            notes.push(text.into());
        }
        notes.extend(output.notes.iter().map(ToString::to_string));
        let platform = platform(&output, version);
        let goroot = output.value("GOROOT").filter(|goroot| !goroot.is_empty()).map(str::to_owned);
        let layers = Layers {
            overrides: options.overrides()?,
            goroot,
            goroot_file: Some(GoEnvFile::shipped()),
            pasted: output.assignments,
            ..Layers::default()
        };
        Ok(Self { layers, platform, from, notes })
    }
}

/// Reads a paste from a file or from standard input.
///
/// # Errors
/// It cannot be read, or there is no `go env` output in it.
pub(in crate::cli) fn read(file: &Path) -> Result<GoEnvOutput, UsageError> {
    let is_stdin = file == Path::new("-");
    let name = if is_stdin { Path::new("standard input") } else { file };
    let bytes = if is_stdin { read_limited(std::io::stdin().lock(), name)? } else { read_bytes(file)? };
    let output = go_env_output::parse(&decode(bytes, name)?, (!is_stdin).then_some(file));
    if output.assignments.is_empty() {
        return Err(UsageError::NoGoEnv(name.to_owned()));
    }
    Ok(output)
}

fn version(
    options: &Options,
    output: &GoEnvOutput,
    notes: &mut Vec<String>,
) -> Result<(GoVersion, VersionFrom), UsageError> {
    if let Some(version) = options.version()? {
        return Ok((version, VersionFrom::Flag));
    }
    if let Some(version) = output.version() {
        return Ok((version, VersionFrom::GoEnv));
    }
    let newest = output.newest_possible();
    notes.push(format!(
        "the paste names no Go version; go{newest}, the newest that prints such a listing, is assumed \
         (--go-version says otherwise)"
    ));
    Ok((newest, VersionFrom::Assumed))
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
