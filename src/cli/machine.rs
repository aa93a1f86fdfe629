//! The machine that is explained: this one, or the one whose `go env` was pasted.

mod go_command;
mod paste;

use std::path::{Path, PathBuf};

use super::error::UsageError;
use super::options::Options;
use crate::go::{Engine, GoVersion, Platform, Values};
use crate::report::document::{GoDocument, VersionFrom};
use crate::settings::catalog::caseless;
use crate::settings::locations::{self, UserFile};
use crate::settings::{Layers, Settings, System, resolve};
use crate::source::goenv_file::GoEnvFile;
use crate::source::read::read_bytes;
use crate::source::{Assignment, Layer, process};
use go_command::GoCommand;
use paste::Paste;

/// Everything known about the go command in question and its settings.
pub(super) struct Machine {
    pub(super) go: GoDocument,
    pub(super) version: GoVersion,
    pub(super) layers: Layers,
    pub(super) settings: Settings,
    pub(super) engine: Engine,
    /// Nothing of this machine may enter the answer.
    pub(super) is_foreign: bool,
    /// The directory that the command acts in.
    pub(super) directory: PathBuf,
}

impl Machine {
    /// Reads this machine, or the paste that `--go-env` names.
    pub(super) fn read(options: &Options) -> Result<Self, UsageError> {
        let directory = directory(options)?;
        match &options.go_env {
            Some(file) => Self::pasted(options, file, directory),
            None => Self::own(options, directory),
        }
    }

    fn own(options: &Options, directory: PathBuf) -> Result<Self, UsageError> {
        let system = System::host();
        let overrides = options.overrides()?;
        let mut layers = Layers { overrides, environment: environment(system), ..Layers::default() };
        let mut notes = vec![];
        let found = GoCommand::find(options, &layers, &mut notes)?;
        let user = locations::user_file(system, found.version, &|name| layers.process_value(name));
        layers.user_file = read_user_file(&user, &directory, &mut notes);
        layers.goroot = found.goroot.as_ref().map(|goroot| goroot.path.to_string_lossy().into_owned());
        layers.goroot_file = found.go_env(&layers, &mut notes);
        let platform = Platform::host(found.version);
        Ok(Self::assemble(Basis { platform, from: found.from, notes, directory, is_foreign: false }, layers))
    }

    fn pasted(options: &Options, file: &Path, directory: PathBuf) -> Result<Self, UsageError> {
        let Paste { layers, platform, from, notes } = Paste::read(options, file)?;
        Ok(Self::assemble(Basis { platform, from, notes, directory, is_foreign: true }, layers))
    }

    fn assemble(basis: Basis, layers: Layers) -> Self {
        let Basis { platform, from, mut notes, directory, is_foreign } = basis;
        let (version, system) = (platform.version, System::from_goos(&platform.goos));
        notes.extend(version_note(version));
        let settings = resolve(&layers, version, system);
        let git_http_user_agent = layers.process_value("GIT_HTTP_USER_AGENT");
        let engine = Engine::new(Values { git_http_user_agent, ..Values::from(&settings) }, platform);
        let goroot = Some(settings.value("GOROOT").to_owned()).filter(|goroot| !goroot.is_empty());
        let go = GoDocument { version: version.to_string(), goroot, version_from: from, notes };
        Self { go, version, layers, settings, engine, is_foreign, directory }
    }
}

/// What is known before the settings are resolved.
struct Basis {
    platform: Platform,
    from: VersionFrom,
    notes: Vec<String>,
    directory: PathBuf,
    is_foreign: bool,
}

/// The environment of this process. Where upper and lower case are the same, names are spelt as go does.
fn environment(system: System) -> Vec<Assignment> {
    let mut all = process::environment();
    if system == System::Windows {
        for assignment in &mut all {
            if let Some(name) = caseless(&assignment.name) {
                name.clone_into(&mut assignment.name);
            }
        }
    }
    all
}

fn directory(options: &Options) -> Result<PathBuf, UsageError> {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let Some(directory) = &options.directory else { return Ok(here) };
    let directory = here.join(directory);
    if directory.is_dir() { Ok(directory) } else { Err(UsageError::NotADirectory(directory)) }
}

fn read_user_file(user: &UserFile, directory: &Path, notes: &mut Vec<String>) -> Option<GoEnvFile> {
    if let UserFile::RelativeConfigHome(config) = user {
        notes.push(format!("XDG_CONFIG_HOME={config} is relative: this Go reads no user file at all"));
    }
    let path = directory.join(user.path()?);
    match read_bytes(&path) {
        Ok(bytes) => Some(GoEnvFile::parse(&String::from_utf8_lossy(&bytes), &path, Layer::GoEnvFile)),
        Err(error) if error.is_missing() => None,
        Err(error) => {
            notes.push(format!("{error}; go passes over it in silence"));
            None
        }
    }
}

fn version_note(version: GoVersion) -> Option<String> {
    let (oldest, newest) = (GoVersion::OLDEST_KNOWN, GoVersion::NEWEST_KNOWN);
    if version.is_unknown_newer() {
        return Some(format!(
            "go{version} is newer than all that were checked; the rules of go{newest} are used"
        ));
    }
    let text = format!("go{version} is older than all that were checked; the rules of go{oldest} are used");
    version.is_unknown_older().then_some(text)
}
