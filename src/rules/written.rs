//! Which settings somebody wrote, and the beginnings of findings about them.

use std::collections::HashSet;

use crate::go::tables::variables::falls_back_on_goprivate;
use crate::settings::Setting;
use crate::source::Layer;

use super::facts::ModuleFacts;
use super::{Diagnostic, RuleInputs, RuleMeta};

/// How many findings of one rule about one value are shown at most; a list with more is broken as a
/// whole, and each finding carries a copy of it.
pub(super) const MAX_FINDINGS: usize = 10;

/// The setting, if somebody wrote it: a value that is not empty, not compiled in, and not taken over
/// from GOPRIVATE (which is judged on its own). `$GOROOT/go.env` counts as written.
pub(super) fn written<'a>(context: &RuleInputs<'a>, name: &str) -> Option<&'a Setting> {
    let setting = context.scenario.settings.get(name)?;
    let compiled = matches!(setting.origin.layer, Layer::Default | Layer::Derived);
    let empty = setting.value.is_empty();
    (!compiled && !empty && !repeats_goprivate(context, setting)).then_some(setting)
}

/// `go env` prints GOPRIVATE's value for GONOPROXY and GONOSUMDB when they have none of their own, so
/// in pasted output an equal value says nothing.
fn repeats_goprivate(context: &RuleInputs<'_>, setting: &Setting) -> bool {
    setting.origin.layer == Layer::GoEnvOutput
        && falls_back_on_goprivate(&setting.name)
        && setting.value.expose() == context.scenario.settings.value("GOPRIVATE")
}

/// The setting that gave a variable its value: GOPRIVATE, where GONOPROXY or GONOSUMDB took it over.
pub(super) fn source_of<'a>(context: &RuleInputs<'a>, name: &str) -> Option<&'a Setting> {
    let setting = context.scenario.settings.get(name)?;
    Some(setting.origin.from.and_then(|from| context.scenario.settings.get(from)).unwrap_or(setting))
}

/// The modules in sight, each once.
pub(super) fn modules<'a>(context: &RuleInputs<'a>) -> impl Iterator<Item = &'a str> {
    let mut seen = HashSet::new();
    context.modules.iter().map(String::as_str).filter(move |path| seen.insert(*path))
}

/// The first requirement in go.mod's order that is one of these modules.
pub(super) fn first_required<'a>(context: &RuleInputs<'a>, paths: &[&str]) -> Option<&'a ModuleFacts> {
    let wanted: HashSet<&str> = paths.iter().copied().collect();
    context.project.modules.iter().find(|module| wanted.contains(module.path.as_str()))
}

/// Whether the value stands in a go/env file or in `$GOROOT/go.env`.
pub(super) fn in_file(setting: &Setting) -> bool {
    matches!(setting.origin.layer, Layer::GoEnvFile | Layer::GorootGoEnv)
}

impl Diagnostic {
    /// A finding about a whole setting, its texts still to be filled in.
    pub(super) fn about(rule: &'static RuleMeta, setting: &Setting) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: String::new(),
            variable: setting.name.clone(),
            value: setting.value.clone(),
            origin: setting.origin.clone(),
            range: 0..0,
            at_name: false,
            label: String::new(),
            related: vec![],
            notes: vec![],
            help: String::new(),
            fix: None,
        }
    }
}
