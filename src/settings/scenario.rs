//! One go command with its settings, wherever it would run.

use super::{GoInUse, Layers, Settings, System, VersionFrom, resolve};
use crate::go::{Engine, GoVersion, Platform, Values};
use crate::source::startup::{Mode, Shell};
use crate::source::{Assignment, Layer, Origin};

/// What a scenario's settings are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ScenarioOrigin {
    /// The process that asks.
    Process,
    /// A shell that its user starts.
    ShellStart(Shell, Mode),
    /// Pasted `go env` output: another machine, of which nothing else is known.
    Paste,
}

impl ScenarioOrigin {
    /// Whether nothing of this machine may enter the answer.
    pub fn is_foreign(self) -> bool {
        self == Self::Paste
    }
}

/// One go command with its settings. A run may look at any number of them; rules and predictions borrow one.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What its settings are taken from.
    pub origin: ScenarioOrigin,
    /// The go command.
    pub go: GoInUse,
    /// All that sets variables.
    pub layers: Layers,
    /// The environment that the go command is given, what-ifs first; unknown names included.
    pub environment: Vec<Assignment>,
    /// The effective settings.
    pub settings: Settings,
    /// The settings as the go command parses them; decides about any module path.
    pub engine: Engine,
}

impl Scenario {
    /// Works out the settings from all that sets variables. `notes` limit the answer.
    pub fn new(
        origin: ScenarioOrigin,
        (platform, version_from): (Platform, VersionFrom),
        layers: Layers,
        mut notes: Vec<String>,
    ) -> Self {
        let version = platform.version;
        notes.extend(version_note(version));
        let settings = resolve(&layers, version, System::from_goos(&platform.goos));
        let git_http_user_agent = layers.process_value("GIT_HTTP_USER_AGENT");
        let engine = Engine::new(Values { git_http_user_agent, ..Values::from(&settings) }, platform);
        let goroot = Some(settings.value("GOROOT").to_owned()).filter(|goroot| !goroot.is_empty());
        let go = GoInUse { version, goroot, version_from, notes };
        let environment = environment(&layers);
        Self { origin, go, layers, environment, settings, engine }
    }

    /// The Go version that is reproduced.
    pub fn version(&self) -> GoVersion {
        self.go.version
    }

    /// The platform that the go command runs on.
    pub fn platform(&self) -> &Platform {
        self.engine.platform()
    }

    /// The family of operating systems that the go command runs on.
    pub fn system(&self) -> System {
        System::from_goos(&self.platform().goos)
    }

    /// Whether nothing of this machine may enter the answer.
    pub fn is_foreign(&self) -> bool {
        self.origin.is_foreign()
    }
}

/// The process environment with the what-ifs, whose names may be misspelt too.
fn environment(layers: &Layers) -> Vec<Assignment> {
    let set = layers.overrides.iter().filter_map(|what_if| {
        let value = what_if.value.clone()?;
        Some(Assignment::certain(what_if.name.clone(), value, Origin::of(Layer::Override)))
    });
    set.chain(layers.environment.iter().cloned()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is_send<T: Send + Sync>() {}

    #[test]
    fn scenarios_may_be_looked_at_by_several_threads() {
        is_send::<Scenario>();
    }
}
