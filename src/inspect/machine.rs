//! The machine that is explained: this one, or the one whose `go env` was pasted.

mod go_command;
mod paste;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::contexts;
use super::{GoInUse, InspectError, Request, VersionFrom};
use crate::files::{SharedTree, Tree};
use crate::go::tables::variables::caseless;
use crate::go::{Engine, GoVersion, Platform, Values};
use crate::project::module_cache::ModuleCache;
use crate::rules;
use crate::settings::locations::{self, UserFile};
use crate::settings::{Layers, Settings, System, resolve};
use crate::source::context::Survey;
use crate::source::go_env_output::GoEnvOutput;
use crate::source::goenv_file::GoEnvFile;
use crate::source::{Assignment, Layer, process};
use go_command::GoCommand;
use paste::Paste;

/// Everything known about the go command in question and its settings.
pub struct Machine {
    /// Its files.
    pub tree: SharedTree,
    /// The go command.
    pub go: GoInUse,
    /// All that sets variables.
    pub layers: Layers,
    /// The effective settings.
    pub settings: Settings,
    /// The settings as the go command parses them.
    pub engine: Engine,
    /// Nothing of this machine may enter the answer.
    pub is_foreign: bool,
    /// The directory that the command acts in.
    pub directory: PathBuf,
    /// What the user's shells come to, where that is looked at.
    pub shells: Option<Rc<Survey>>,
}

impl Machine {
    /// The Go version that is reproduced.
    pub fn version(&self) -> GoVersion {
        self.go.version
    }

    /// Reads this machine, or takes the paste that stands in for it.
    ///
    /// # Errors
    /// A directory that is none, a GOROOT that is none or of another machine.
    pub fn read(request: &Request) -> Result<Self, InspectError> {
        let directory = directory(request)?;
        match &request.go_env {
            Some(output) => Self::pasted(request, output.clone(), directory),
            None => Self::own(request, directory),
        }
    }

    /// Its module cache. Of another machine nothing counts.
    pub fn module_cache(&self) -> ModuleCache {
        let folder = Path::new(self.settings.value("GOMODCACHE"));
        let counts = !self.is_foreign && folder.is_absolute();
        ModuleCache { tree: self.tree.clone(), folder: counts.then(|| folder.to_owned()) }
    }

    /// Looks at every context of the user.
    pub fn look_at_shells(&mut self) {
        let user = contexts::user().filter(|_| !self.is_foreign);
        let tree = &*self.tree;
        let here = contexts::directory(&self.directory);
        self.shells = user.map(|user| Rc::new(Survey::of(&user, tree).in_directory(&here, tree)));
    }

    /// Looks at login shells and terminals, where the environment sets something that they may have set.
    pub fn look_at_terminals(&mut self) {
        // Certificates are set by whole systems, and no decision hangs on them.
        let is_worth_it = |name: &str| !name.starts_with("SSL_");
        let is_set = self
            .settings
            .iter()
            .any(|setting| setting.origin.layer == Layer::Environment && is_worth_it(&setting.name));
        let Some(user) = contexts::user().filter(|_| is_set && !self.is_foreign) else { return };
        let tree = &*self.tree;
        let here = contexts::directory(&self.directory);
        self.shells = Some(Rc::new(Survey::of_terminals(&user, tree).in_directory(&here, tree)));
    }

    fn own(request: &Request, directory: PathBuf) -> Result<Self, InspectError> {
        let system = System::host();
        let overrides = request.overrides.clone();
        let mut layers = Layers { overrides, environment: environment(system), ..Layers::default() };
        let mut notes = vec![];
        let found = GoCommand::find(request, &layers, &mut notes)?;
        let user = locations::user_file(system, found.version, &|name| layers.process_value(name));
        layers.user_file = read_user_file(&user, &directory, &request.tree, &mut notes);
        layers.goroot = found.goroot.as_ref().map(|goroot| goroot.path.to_string_lossy().into_owned());
        layers.goroot_file = found.go_env(&layers, &request.tree, &mut notes);
        let platform = Platform::host(found.version);
        Ok(Self::assemble(
            Basis {
                tree: request.tree.clone(),
                platform,
                from: found.from,
                notes,
                directory,
                is_foreign: false,
            },
            layers,
        ))
    }

    fn pasted(request: &Request, output: GoEnvOutput, directory: PathBuf) -> Result<Self, InspectError> {
        let Paste { layers, platform, from, notes } = Paste::of(request, output)?;
        Ok(Self::assemble(
            Basis { tree: request.tree.clone(), platform, from, notes, directory, is_foreign: true },
            layers,
        ))
    }

    /// What the rules find in the settings alone.
    pub fn diagnostics(&self) -> Vec<rules::Diagnostic> {
        rules::check_all(&rules::RuleInputs {
            settings: &self.settings,
            engine: &self.engine,
            environment: &self.layers.environment,
            user_file: self.layers.user_file.as_ref(),
            goroot_file: self.layers.goroot_file.as_ref(),
            modules: &[],
            facts: &rules::Facts::default(),
            suppressions: &[],
        })
    }

    fn assemble(basis: Basis, layers: Layers) -> Self {
        let Basis { tree, platform, from, mut notes, directory, is_foreign } = basis;
        let (version, system) = (platform.version, System::from_goos(&platform.goos));
        notes.extend(version_note(version));
        let settings = resolve(&layers, version, system);
        let git_http_user_agent = layers.process_value("GIT_HTTP_USER_AGENT");
        let engine = Engine::new(Values { git_http_user_agent, ..Values::from(&settings) }, platform);
        let goroot = Some(settings.value("GOROOT").to_owned()).filter(|goroot| !goroot.is_empty());
        let go = GoInUse { version, goroot, version_from: from, notes };
        Self { tree, go, layers, settings, engine, is_foreign, directory, shells: None }
    }
}

/// What is known before the settings are resolved.
struct Basis {
    tree: SharedTree,
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

fn directory(request: &Request) -> Result<PathBuf, InspectError> {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let Some(directory) = &request.directory else { return Ok(here) };
    let directory = here.join(directory);
    if request.tree.is_directory(&directory) {
        Ok(directory)
    } else {
        Err(InspectError::NotADirectory(directory))
    }
}

fn read_user_file(
    user: &UserFile,
    directory: &Path,
    tree: &dyn Tree,
    notes: &mut Vec<String>,
) -> Option<GoEnvFile> {
    if let UserFile::RelativeConfigHome(config) = user {
        notes.push(format!("XDG_CONFIG_HOME={config} is relative: this Go reads no user file at all"));
    }
    let path = directory.join(user.path()?);
    match tree.text(&path) {
        Ok(text) => Some(GoEnvFile::parse(&text, &path, Layer::GoEnvFile)),
        Err(error) if error.is_missing() => None,
        Err(error) => {
            notes.push(format!("{error}; go silently ignores it"));
            None
        }
    }
}

fn version_note(version: GoVersion) -> Option<String> {
    let (oldest, newest) = (GoVersion::OLDEST_KNOWN, GoVersion::NEWEST_KNOWN);
    if version.is_unknown_newer() {
        return Some(format!(
            "go{version} is newer than every version checked; the rules of go{newest} are used"
        ));
    }
    let text = format!("go{version} is older than every version checked; the rules of go{oldest} are used");
    version.is_unknown_older().then_some(text)
}
