//! The machine that is explained: this one, or the one whose `go env` was pasted.

use std::path::{Path, PathBuf};

use super::error::UsageError;
use super::options::Options;
use crate::go::{Behaviour, Engine, GoVersion, Platform, Values};
use crate::report::document::{GoDocument, VersionFrom};
use crate::rules::{self, Diagnostic};
use crate::settings::catalog::caseless;
use crate::settings::locations::{self, UserFile};
use crate::settings::{Layers, Settings, System, resolve};
use crate::source::go_env_output::{self, Form, GoEnvOutput};
use crate::source::goenv_file::GoEnvFile;
use crate::source::goroot::{GoOnPath, Goroot, on_path};
use crate::source::read::{decode, read_bytes, read_limited};
use crate::source::{Assignment, Layer, process};

/// What every release since Go 1.21 has in its go.env.
const SHIPPED_GO_ENV: &str =
    "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

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
        let found = FoundGo::find(options, &layers, &mut notes)?;
        let user = locations::user_file(system, found.version, &|name| layers.process_value(name));
        layers.user_file = read_user_file(&user, &directory, &mut notes);
        layers.goroot = found.goroot.as_ref().map(|goroot| goroot.path.to_string_lossy().into_owned());
        layers.goroot_file = found.go_env(&layers, &mut notes);
        let platform = Platform::host(found.version);
        Ok(Self::assemble(Basis { platform, from: found.from, notes, directory, is_foreign: false }, layers))
    }

    fn pasted(options: &Options, file: &Path, directory: PathBuf) -> Result<Self, UsageError> {
        if options.goroot.is_some() {
            let text =
                "--goroot is a directory of this machine, --go-env another machine's settings; choose one";
            return Err(UsageError::Contradiction(text.into()));
        }
        let output = read_paste(file)?;
        let mut notes = vec![];
        let (version, from) = pasted_version(options, &output, &mut notes)?;
        if output.partial {
            notes.push(
                "the paste is not a whole `go env` listing: what it lacks is taken at its default".into(),
            );
        }
        notes.extend(output.notes.iter().map(ToString::to_string));
        let shipped = GoEnvFile::parse(SHIPPED_GO_ENV, Path::new("$GOROOT/go.env"), Layer::GorootGoEnv);
        let value = |name: &str| output.value(name).filter(|value| !value.is_empty()).map(str::to_owned);
        let goos = value("GOHOSTOS").or_else(|| value("GOOS")).unwrap_or_else(|| "linux".into());
        let goarch = value("GOHOSTARCH").or_else(|| value("GOARCH")).unwrap_or_else(|| "amd64".into());
        let layers = Layers {
            overrides: options.overrides()?,
            goroot: value("GOROOT"),
            goroot_file: Some(shipped),
            pasted: output.assignments,
            ..Layers::default()
        };
        let platform = Platform { version, goos, goarch };
        Ok(Self::assemble(Basis { platform, from, notes, directory, is_foreign: true }, layers))
    }

    /// What the rules find, with these module paths in sight.
    pub(super) fn diagnostics(&self, modules: &[String]) -> Vec<Diagnostic> {
        rules::check_all(&rules::Context {
            settings: &self.settings,
            engine: &self.engine,
            environment: &self.layers.environment,
            user_file: self.layers.user_file.as_ref(),
            goroot_file: self.layers.goroot_file.as_ref(),
            modules,
        })
    }

    fn assemble(basis: Basis, layers: Layers) -> Self {
        let Basis { platform, from, mut notes, directory, is_foreign } = basis;
        let (version, system) = (platform.version, System::from_goos(&platform.goos));
        notes.extend(version_note(version));
        let settings = resolve(&layers, version, system);
        let engine = Engine::new(values(&settings, &layers), platform);
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

/// The values that decide about modules, as the engine takes them.
fn values(settings: &Settings, layers: &Layers) -> Values {
    let value = |name: &str| settings.value(name).to_owned();
    Values {
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
        git_http_user_agent: layers.process_value("GIT_HTTP_USER_AGENT"),
    }
}

/// The go command on this machine.
struct FoundGo {
    goroot: Option<Goroot>,
    /// Whether the user named GOROOT, on our command line or in the environment.
    is_explicit: bool,
    version: GoVersion,
    from: VersionFrom,
}

impl FoundGo {
    fn find(options: &Options, layers: &Layers, notes: &mut Vec<String>) -> Result<Self, UsageError> {
        let wanted = options.version()?;
        let (goroot, is_explicit) = Self::goroot(options, layers, notes)?;
        let found = goroot.as_ref().and_then(|goroot| goroot.version);
        let (version, from) = match (wanted, found) {
            (Some(version), _) => (version, VersionFrom::Flag),
            (None, Some(version)) => (version, VersionFrom::Goroot),
            (None, None) if options.goroot.is_some() => {
                return Err(UsageError::NotAGoroot(options.goroot.clone().unwrap_or_default()));
            }
            (None, None) => {
                let newest = GoVersion::NEWEST_KNOWN;
                notes.push(format!(
                    "no Go version was found; go{newest} is assumed (--go-version says otherwise)"
                ));
                (newest, VersionFrom::Assumed)
            }
        };
        // Another version than the installed one has go.env as released, not that of the installed one.
        let other = !is_explicit && found != Some(version);
        Ok(Self { goroot: goroot.filter(|_| !other), is_explicit, version, from })
    }

    fn goroot(
        options: &Options,
        layers: &Layers,
        notes: &mut Vec<String>,
    ) -> Result<(Option<Goroot>, bool), UsageError> {
        if let Some(path) = &options.goroot {
            if !path.is_dir() {
                return Err(UsageError::NotADirectory(path.clone()));
            }
            return Ok((Some(Goroot::at(&std::path::absolute(path).unwrap_or_else(|_| path.clone()))), true));
        }
        let named = layers.process_value("GOROOT");
        if !named.is_empty() {
            if !Path::new(&named).is_dir() {
                notes.push(format!("every go command fails here: go: cannot find GOROOT directory: {named}"));
            }
            // The version is that of the command that is started; GOROOT only gives it other files.
            let mut goroot = Goroot::at(Path::new(&named));
            if let GoOnPath::Command(Goroot { version: Some(version), .. }) =
                on_path(&layers.process_value("PATH"))
            {
                goroot.version = Some(version);
            }
            return Ok((Some(goroot), true));
        }
        Ok((Self::on_path(layers, notes), false))
    }

    fn on_path(layers: &Layers, notes: &mut Vec<String>) -> Option<Goroot> {
        match on_path(&layers.process_value("PATH")) {
            GoOnPath::Command(goroot) => return Some(goroot),
            GoOnPath::Script(file) => notes.push(format!(
                "{} is a script, perhaps of a version manager: --goroot tells which Go it starts",
                file.display()
            )),
            GoOnPath::Unknown(file) => {
                notes.push(format!("{} belongs to no Go installation that can be made out", file.display()));
            }
            GoOnPath::None => {}
        }
        None
    }

    /// The go.env that counts. Go looks for it in the GOROOT of the user's file before any other.
    fn go_env(&self, layers: &Layers, notes: &mut Vec<String>) -> Option<GoEnvFile> {
        if !self.version.has(Behaviour::GorootGoEnv) {
            return None;
        }
        let in_file = layers.user_file.as_ref().and_then(|file| file.effective("GOROOT"));
        let in_file = in_file.map(|line| Goroot::at(Path::new(line.value.expose())));
        let goroot = in_file.filter(|goroot| goroot.path.is_dir()).or_else(|| self.goroot.clone());
        let Some(goroot) = goroot else {
            return Some(GoEnvFile::parse(SHIPPED_GO_ENV, Path::new("$GOROOT/go.env"), Layer::GorootGoEnv));
        };
        match goroot.go_env() {
            Ok(text) => text.map(|text| GoEnvFile::parse(&text, &goroot.go_env_path(), Layer::GorootGoEnv)),
            Err(error) => {
                notes.push(format!("{error}; go passes over it in silence"));
                None
            }
        }
        .or_else(|| {
            (!self.is_explicit && self.goroot.is_none())
                .then(|| GoEnvFile::parse(SHIPPED_GO_ENV, Path::new("$GOROOT/go.env"), Layer::GorootGoEnv))
        })
    }
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

fn read_paste(file: &Path) -> Result<GoEnvOutput, UsageError> {
    let is_stdin = file == Path::new("-");
    let name = if is_stdin { Path::new("standard input") } else { file };
    let bytes = if is_stdin { read_limited(std::io::stdin().lock(), name)? } else { read_bytes(file)? };
    let output = go_env_output::parse(&decode(bytes, name)?, (!is_stdin).then_some(file));
    if output.assignments.is_empty() {
        return Err(UsageError::NoGoEnv(name.to_owned()));
    }
    Ok(output)
}

fn pasted_version(
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
    let newest = match output.form {
        Some(Form::UnixDouble) => GoVersion::new(1, 20, 14),
        _ => GoVersion::NEWEST_KNOWN,
    };
    notes.push(format!("the paste names no Go version; go{newest} is assumed (--go-version says otherwise)"));
    Ok((newest, VersionFrom::Assumed))
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
