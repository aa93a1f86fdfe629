//! Layers in, settings out: the go command's own precedence.
//!
//! Mirrors `cmd/go/internal/cfg.Getenv` and `EnvOrAndChanged` (Go 1.21 and later) or `envOr` (before).

mod candidates;
mod computed;
mod resolver;

use computed::derive_from_goprivate;
use resolver::Resolver;

use super::layers::Layers;
use super::locations::System;
use super::setting::{Setting, Settings, ShadowReason, Shadowed};
use crate::go::tables::defaults::released;
use crate::go::tables::variables::{self, CompiledDefault, Role, VARIABLES, Variable};
use crate::go::{Behaviour, GoVersion};
use crate::source::{Layer, Origin, Value};

/// Resolves every variable of the catalog for this version and system.
pub fn resolve(layers: &Layers, version: GoVersion, system: System) -> Settings {
    let resolver = Resolver { layers, version, system };
    let mut settings = Settings::default();
    for variable in variables::of(Role::Modules) {
        settings.insert(resolver.setting(variable));
    }
    for variable in variables::of(Role::Network) {
        let setting = resolver.setting(variable);
        if !setting.value.is_empty() || !setting.shadowed.is_empty() {
            settings.insert(setting);
        }
    }
    for variable in VARIABLES.iter().filter(|variable| variable.default == CompiledDefault::Goprivate) {
        derive_from_goprivate(&mut settings, variable.name);
    }
    resolver.compute(&mut settings);
    settings
}

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

    fn compiled_default(&self, variable: &Variable) -> &'static str {
        if !variable.known_to(self.version) {
            return "";
        }
        match variable.default {
            CompiledDefault::Text(text) => text,
            CompiledDefault::Released if !self.version.has(Behaviour::GorootGoEnv) => {
                released(variable.name, self.version).unwrap_or("")
            }
            _ => "",
        }
    }
}

/// Whether an empty value gives way to a default of this variable.
fn has_default(variable: &Variable, default: &str) -> bool {
    !default.is_empty() || matches!(variable.default, CompiledDefault::Computed | CompiledDefault::Goprivate)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::go::tables::defaults::go_env_file;
    use crate::settings::Override;
    use crate::source::Assignment;
    use crate::source::goenv_file::GoEnvFile;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;
    const OLD: GoVersion = GoVersion::new(1, 20, 6);

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
        let all = layers(&[("GOPROXY", "https://process")], user, Some(&go_env_file(NEW)));
        assert_eq!(goproxy(&all, NEW), ("https://process".into(), Layer::Environment));
        let empty = layers(&[("GOPROXY", "")], user, Some(&go_env_file(NEW)));
        assert_eq!(goproxy(&empty, NEW), ("https://user".into(), Layer::GoEnvFile));
        let shipped = layers(&[], "", Some(&go_env_file(NEW)));
        assert_eq!(goproxy(&shipped, NEW), ("https://proxy.golang.org,direct".into(), Layer::GorootGoEnv));
        assert_eq!(goproxy(&layers(&[], "", None), NEW), (String::new(), Layer::Default));
        assert_eq!(
            goproxy(&layers(&[], "", None), OLD),
            ("https://proxy.golang.org,direct".into(), Layer::Default)
        );
    }

    #[test]
    fn empty_line_in_user_file_counts_from_1_21() {
        let written = layers(&[], "GOPROXY=\n", Some(&go_env_file(NEW)));
        assert_eq!(goproxy(&written, NEW), (String::new(), Layer::GoEnvFile));
        assert_eq!(goproxy(&written, OLD), ("https://proxy.golang.org,direct".into(), Layer::Default));
    }

    #[test]
    fn gonoproxy_cannot_be_emptied_while_goprivate_is_set() {
        let all = layers(
            &[("GOPRIVATE", "corp.example.com"), ("GONOPROXY", "")],
            "GONOSUMDB=\n",
            Some(&go_env_file(NEW)),
        );
        let settings = resolve(&all, NEW, System::Unix);
        for name in ["GONOPROXY", "GONOSUMDB"] {
            assert_eq!(settings.value(name), "corp.example.com", "{name}");
            assert_eq!(settings.get(name).unwrap().origin.from, Some("GOPRIVATE"));
        }
    }

    #[test]
    fn shadowed_assignments_keep_their_reasons() {
        let user = "GOPROXY=first\nGOPROXY=second\n";
        let settings = resolve(&layers(&[("GOPROXY", "")], user, Some(&go_env_file(NEW))), NEW, System::Unix);
        let setting = settings.get("GOPROXY").unwrap();
        assert_eq!(setting.value.expose(), "second");
        let reasons: Vec<_> = setting.shadowed.iter().map(|s| s.why).collect();
        use ShadowReason::*;
        assert_eq!(reasons, [EmptyMeansUnset, LaterLineWins, LowerLayer]);
    }

    #[test]
    fn unset_reveals_the_file() {
        let mut all =
            layers(&[("GOPROXY", "https://process")], "GOPROXY=https://user\n", Some(&go_env_file(NEW)));
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
