//! Values that go takes from another variable or works out from the machine.

use std::path::PathBuf;

use super::resolver::Resolver;
use crate::go::Behaviour;
use crate::settings::locations::{self, System, UserFile};
use crate::settings::{Setting, Settings, ShadowReason, Shadowed};
use crate::source::{Assignment, Layer, Origin, Value};

/// GONOPROXY and GONOSUMDB take GOPRIVATE's value whenever their own is empty, at whatever layer.
pub(super) fn derive_from_goprivate(settings: &mut Settings, name: &str) {
    let goprivate = settings.value("GOPRIVATE").to_owned();
    let Some(setting) = settings.get(name) else { return };
    if setting.value.is_empty() && !goprivate.is_empty() {
        let mut setting = setting.clone();
        setting.value = Value::from(goprivate);
        setting.origin = Origin::derived("GOPRIVATE");
        settings.insert(setting);
    }
}

impl Resolver<'_> {
    /// Fills in what go works out from the machine: GOENV, GOROOT, GOPATH,
    /// GOMODCACHE, GOBIN, GOCACHE.
    pub(super) fn compute(&self, settings: &mut Settings) {
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
        self.forget_relative_gopath(settings);
        if self.version.has(Behaviour::GobinShown) {
            set_default(settings, "GOBIN", locations::default_bin(self.system, settings.value("GOPATH")));
        }
        set_default(settings, "GOCACHE", locations::default_build_cache(self.system, &environment));
    }

    /// A relative GOPATH that go worked out from the home directory does not count, but the module
    /// cache below it stays (`cmd/go.main`).
    fn forget_relative_gopath(&self, settings: &mut Settings) {
        let is_unix = matches!(self.system, System::Unix | System::Darwin);
        let Some(setting) = settings.get("GOPATH") else { return };
        let gopath = setting.value.expose();
        let inferred = setting.origin.layer == Layer::Default;
        if is_unix && inferred && !gopath.is_empty() && !gopath.starts_with('/') {
            settings.insert(Setting { value: Value::default(), ..setting.clone() });
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

/// Puts a value in the place of an empty one.
fn set_default(settings: &mut Settings, name: &str, value: Option<PathBuf>) {
    let (Some(value), Some(setting)) = (value, settings.get(name)) else { return };
    if setting.value.is_empty() {
        let mut setting = setting.clone();
        setting.value = Value::from(value.to_string_lossy().into_owned());
        setting.origin = Origin::of(Layer::Default);
        settings.insert(setting);
    }
}
