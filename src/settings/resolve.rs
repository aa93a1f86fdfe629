//! Layers in, settings out: the go command's own precedence.
//!
//! Mirrors `cmd/go/internal/cfg.Getenv` and `EnvOrAndChanged` (Go 1.21 and later) or `envOr` (before).

use super::catalog::{CompiledDefault, NETWORK_VARIABLES, Settable, VARIABLES, Variable};
use super::layers::{Layers, Override};
use super::locations::{self, System, UserFile};
use super::setting::{Setting, Settings, ShadowReason, Shadowed};
use crate::go::{Behaviour, GoVersion};
use crate::source::goenv_file::GoEnvFile;
use crate::source::{Assignment, Layer, Origin, Value};

/// Resolves every variable of the catalog for this version and system.
pub fn resolve(layers: &Layers, version: GoVersion, system: System) -> Settings {
    let resolver = Resolver { layers, version, system };
    let mut settings = Settings::default();
    for variable in VARIABLES {
        settings.insert(resolver.setting(variable));
    }
    for variable in NETWORK_VARIABLES {
        let setting = resolver.setting(variable);
        if !setting.value.is_empty() || !setting.shadowed.is_empty() {
            settings.insert(setting);
        }
    }
    for name in ["GONOPROXY", "GONOSUMDB"] {
        derive_from_goprivate(&mut settings, name);
    }
    resolver.compute(&mut settings);
    settings
}

/// GONOPROXY and GONOSUMDB take GOPRIVATE's value whenever their own is empty, at whatever layer.
fn derive_from_goprivate(settings: &mut Settings, name: &str) {
    let goprivate = settings.value("GOPRIVATE").to_owned();
    let Some(setting) = settings.get(name) else { return };
    if setting.value.is_empty() && !goprivate.is_empty() {
        let mut setting = setting.clone();
        setting.value = Value::from(goprivate);
        setting.origin = Origin::derived("GOPRIVATE");
        settings.insert(setting);
    }
}

struct Resolver<'a> {
    layers: &'a Layers,
    version: GoVersion,
    system: System,
}

/// The assignments of one variable in the order in which go asks, each with the reason why it would
/// not count; `None` in the reason: the first such one is the effective one.
type Candidates = Vec<(Assignment, Option<ShadowReason>)>;

impl Resolver<'_> {
    fn setting(&self, variable: &'static Variable) -> Setting {
        let mut candidates = self.candidates(variable);
        if !variable.known_to(self.version) {
            candidates.iter_mut().for_each(|(_, why)| *why = Some(ShadowReason::UnknownToVersion));
        }
        let effective = candidates.iter().position(|(_, why)| why.is_none());
        let default = self.compiled_default(variable);
        let mut setting = Setting {
            name: variable.name.to_owned(),
            value: Value::from(default),
            origin: Origin::of(Layer::Default),
            shadowed: vec![],
        };
        for (index, (assignment, why)) in candidates.into_iter().enumerate() {
            if Some(index) == effective && !(assignment.value.is_empty() && has_default(variable, default)) {
                setting.value = assignment.value;
                setting.origin = assignment.origin;
            } else {
                let reason = if Some(index) == effective {
                    ShadowReason::EmptyMeansDefault
                } else {
                    ShadowReason::LowerLayer
                };
                setting.shadowed.push(Shadowed { assignment, why: why.unwrap_or(reason) });
            }
        }
        setting
    }

    fn candidates(&self, variable: &Variable) -> Candidates {
        let mut all = self.process_candidates(variable.name);
        let in_files =
            (variable.settable == Settable::EnvironmentOnly).then_some(ShadowReason::EnvironmentOnly);
        let pasted = self.layers.pasted.iter().filter(|a| a.name == variable.name);
        all.extend(pasted.map(|a| (a.clone(), None)));
        let reads_goroot = self.version.has(Behaviour::GorootGoEnv);
        let goroot_file = self.layers.goroot_file.as_ref().filter(|_| reads_goroot);
        for file in self.layers.user_file.iter().chain(goroot_file) {
            all.extend(self.file_candidates(file, variable.name, in_files));
        }
        all
    }

    fn process_candidates(&self, name: &str) -> Candidates {
        let empty = |a: &Assignment| a.value.is_empty().then_some(ShadowReason::EmptyMeansUnset);
        let mut all: Candidates = vec![];
        let overridden = self.layers.overrides.iter().rev().find(|o| o.name == name);
        if let Some(Override { value: Some(value), .. }) = overridden {
            let assignment = Assignment::certain(name, value.clone(), Origin::of(Layer::Override));
            let why = empty(&assignment);
            all.push((assignment, why));
        }
        for assignment in self.layers.environment.iter().filter(|a| a.name == name) {
            let why = match overridden {
                Some(Override { value: Some(_), .. }) => Some(ShadowReason::LowerLayer),
                Some(Override { value: None, .. }) => Some(ShadowReason::Unset),
                None => empty(assignment),
            };
            all.push((assignment.clone(), why));
        }
        all
    }

    /// In the user's file the last line counts, in `$GOROOT/go.env` the first. Before Go 1.21 an empty
    /// value was as good as none.
    fn file_candidates(&self, file: &GoEnvFile, name: &str, refused: Option<ShadowReason>) -> Candidates {
        let lines: Vec<&Assignment> = file.assignments.iter().filter(|a| a.name == name).collect();
        let first_wins = file.layer == Layer::GorootGoEnv;
        let winner = if first_wins { 0 } else { lines.len().saturating_sub(1) };
        let duplicate = if first_wins { ShadowReason::EarlierLineWins } else { ShadowReason::LaterLineWins };
        let empty_counts = self.version.has(Behaviour::GorootGoEnv);
        let reason = |index: usize, line: &Assignment| {
            let empty = line.value.is_empty() && !empty_counts;
            refused
                .or((index != winner).then_some(duplicate))
                .or(empty.then_some(ShadowReason::EmptyMeansDefault))
        };
        let all = lines.iter().enumerate().map(|(index, line)| ((*line).clone(), reason(index, line)));
        let (effective, rest): (Candidates, Candidates) = all.partition(|(_, why)| why.is_none());
        effective.into_iter().chain(rest).collect()
    }

    fn compiled_default(&self, variable: &Variable) -> &'static str {
        if !variable.known_to(self.version) {
            return "";
        }
        match variable.default {
            CompiledDefault::Text(text) => text,
            CompiledDefault::UntilGoEnv(text) if !self.version.has(Behaviour::GorootGoEnv) => text,
            _ => "",
        }
    }

    /// Fills in what go works out from the machine: GOENV, GOROOT, GOPATH, GOMODCACHE, GOCACHE.
    fn compute(&self, settings: &mut Settings) {
        if self.layers.pasted.is_empty() {
            self.compute_goenv(settings);
        }
        let environment = |name: &str| self.layers.process_value(name);
        let goroot = self.layers.goroot.clone().map(Into::into);
        set_default(settings, "GOROOT", goroot);
        let gopath = locations::default_gopath(self.system, settings.value("GOROOT"), &environment);
        set_default(settings, "GOPATH", gopath);
        let cache = locations::default_module_cache(self.system, settings.value("GOPATH"));
        set_default(settings, "GOMODCACHE", cache);
        // A relative one that was worked out from the home directory does not count.
        let is_unix = matches!(self.system, System::Unix | System::Darwin);
        let is_relative = |entry: &str| is_unix && !entry.is_empty() && !entry.starts_with('/');
        let inferred = settings.get("GOPATH").is_some_and(|setting| setting.origin.layer == Layer::Default);
        if inferred && is_relative(settings.value("GOPATH")) {
            self.forget_gopath(settings);
        }
        if self.version.has(Behaviour::GobinShown) {
            set_default(settings, "GOBIN", locations::default_bin(self.system, settings.value("GOPATH")));
        }
        set_default(settings, "GOCACHE", locations::default_build_cache(self.system, &environment));
    }

    fn forget_gopath(&self, settings: &mut Settings) {
        if let Some(setting) = settings.get("GOPATH") {
            let setting = Setting { value: Value::default(), ..setting.clone() };
            settings.insert(setting);
        }
    }

    fn compute_goenv(&self, settings: &mut Settings) {
        let environment = |name: &str| self.layers.process_value(name);
        let file = locations::user_file(self.system, self.version, &environment);
        if matches!(file, UserFile::Off) {
            return switch_goenv_off(settings);
        }
        set_default(settings, "GOENV", file.path().cloned());
    }
}

/// `GOENV=off`: go has no path then, and `go env` prints nothing.
fn switch_goenv_off(settings: &mut Settings) {
    let Some(setting) = settings.get("GOENV") else { return };
    let off = Assignment::certain("GOENV", setting.value.clone(), setting.origin.clone());
    let mut setting = Setting { value: Value::default(), ..setting.clone() };
    setting.shadowed.insert(0, Shadowed { assignment: off, why: ShadowReason::Off });
    settings.insert(setting);
}

/// Whether an empty value gives way to a default of this variable.
fn has_default(variable: &Variable, default: &str) -> bool {
    !default.is_empty() || matches!(variable.default, CompiledDefault::Computed | CompiledDefault::Goprivate)
}

fn set_default(settings: &mut Settings, name: &str, value: Option<std::path::PathBuf>) {
    let (Some(value), Some(setting)) = (value, settings.get(name)) else { return };
    if setting.value.is_empty() {
        let mut setting = setting.clone();
        setting.value = Value::from(value.to_string_lossy().into_owned());
        setting.origin = Origin::of(Layer::Default);
        settings.insert(setting);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;
    const OLD: GoVersion = GoVersion::new(1, 20, 6);
    const SHIPPED: &str =
        "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

    fn layers(environment: &[(&str, &str)], user: &str, goroot: Option<&str>) -> Layers {
        let process = Origin::of(Layer::Environment);
        Layers {
            environment: environment
                .iter()
                .map(|(n, v)| Assignment::certain(*n, *v, process.clone()))
                .collect(),
            user_file: Some(GoEnvFile::parse(user, Path::new("/home/u/.config/go/env"), Layer::GoEnvFile)),
            goroot_file: goroot
                .map(|text| GoEnvFile::parse(text, Path::new("/go/go.env"), Layer::GorootGoEnv)),
            ..Layers::default()
        }
    }

    fn goproxy(layers: &Layers, version: GoVersion) -> (String, Layer) {
        let settings = resolve(layers, version, System::Unix);
        let setting = settings.get("GOPROXY").unwrap();
        (setting.value.expose().to_owned(), setting.origin.layer)
    }

    #[test]
    fn environment_before_user_file_before_goroot_file_before_default() {
        let user = "GOPROXY=https://user\n";
        let all = layers(&[("GOPROXY", "https://process")], user, Some(SHIPPED));
        assert_eq!(goproxy(&all, NEW), ("https://process".into(), Layer::Environment));
        let empty = layers(&[("GOPROXY", "")], user, Some(SHIPPED));
        assert_eq!(goproxy(&empty, NEW), ("https://user".into(), Layer::GoEnvFile));
        let shipped = layers(&[], "", Some(SHIPPED));
        assert_eq!(goproxy(&shipped, NEW), ("https://proxy.golang.org,direct".into(), Layer::GorootGoEnv));
        assert_eq!(goproxy(&layers(&[], "", None), NEW), (String::new(), Layer::Default));
        assert_eq!(
            goproxy(&layers(&[], "", None), OLD),
            ("https://proxy.golang.org,direct".into(), Layer::Default)
        );
    }

    #[test]
    fn empty_line_in_user_file_counts_from_1_21() {
        let written = layers(&[], "GOPROXY=\n", Some(SHIPPED));
        assert_eq!(goproxy(&written, NEW), (String::new(), Layer::GoEnvFile));
        assert_eq!(goproxy(&written, OLD), ("https://proxy.golang.org,direct".into(), Layer::Default));
    }

    #[test]
    fn gonoproxy_cannot_be_emptied_while_goprivate_is_set() {
        let all =
            layers(&[("GOPRIVATE", "corp.example.com"), ("GONOPROXY", "")], "GONOSUMDB=\n", Some(SHIPPED));
        let settings = resolve(&all, NEW, System::Unix);
        for name in ["GONOPROXY", "GONOSUMDB"] {
            assert_eq!(settings.value(name), "corp.example.com", "{name}");
            assert_eq!(settings.get(name).unwrap().origin.from, Some("GOPRIVATE"));
        }
    }

    #[test]
    fn shadowed_assignments_keep_their_reasons() {
        let user = "GOPROXY=first\nGOPROXY=second\n";
        let settings = resolve(&layers(&[("GOPROXY", "")], user, Some(SHIPPED)), NEW, System::Unix);
        let setting = settings.get("GOPROXY").unwrap();
        assert_eq!(setting.value.expose(), "second");
        let reasons: Vec<_> = setting.shadowed.iter().map(|s| s.why).collect();
        use ShadowReason::*;
        assert_eq!(reasons, [EmptyMeansUnset, LaterLineWins, LowerLayer]);
    }

    #[test]
    fn unset_reveals_the_file() {
        let mut all = layers(&[("GOPROXY", "https://process")], "GOPROXY=https://user\n", Some(SHIPPED));
        all.overrides = vec![Override { name: "GOPROXY".into(), value: None }];
        assert_eq!(goproxy(&all, NEW), ("https://user".into(), Layer::GoEnvFile));
    }

    #[test]
    fn variable_unknown_to_the_version_is_empty() {
        let settings = resolve(&layers(&[("GOTOOLCHAIN", "local")], "", None), OLD, System::Unix);
        let setting = settings.get("GOTOOLCHAIN").unwrap();
        assert_eq!(setting.value.expose(), "");
        assert_eq!(setting.shadowed[0].why, ShadowReason::UnknownToVersion);
    }
}
