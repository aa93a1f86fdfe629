use crate::go::GoVersion;
use crate::go::tables::defaults::released;
use crate::go::tables::variables::{CompiledDefault, VARIABLES};
use crate::rules::wording::{enumerated, shown};
use crate::rules::{Diagnostic, Example, Related, Rule, RuleInputs, RuleMeta, Severity};
use crate::settings::Setting;
use crate::source::Layer;

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR012",
    slug: "goroot-go-env-edited",
    severity: Severity::Info,
    since: 21,
    until: None,
    summary: "$GOROOT/go.env sets other defaults than the released Go",
    what_go_does: "From Go 1.21 on the defaults of GOPROXY, GOSUMDB and GOTOOLCHAIN stand in `$GOROOT/go.env`, and \
        distributions change them: `GOPROXY=direct`, `GOSUMDB=off`, `GOTOOLCHAIN=local`. They count wherever \
        neither the environment nor the go/env file says otherwise.",
    why: "The same project behaves differently under a distribution's Go from how it behaves under the one \
        from go.dev: downloads from origins, no verification, no newer toolchain.",
    bad: Example {
        goroot_file: "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n",
        ..Example::NONE
    },
    good: Example {
        goroot_file: "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n",
        ..Example::NONE
    },
    prevents: &["distribution-defaults", "toolchain-local-too-old"],
    links: &["https://go.dev/doc/toolchain", "https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    let version = context.scenario.engine.version();
    let changed: Vec<&Setting> = VARIABLES
        .iter()
        .filter(|variable| variable.default == CompiledDefault::Released)
        .filter_map(|variable| context.scenario.settings.get(variable.name))
        .filter(|setting| is_changed(setting, version))
        .collect();
    let Some((first, others)) = changed.split_first() else { return };
    let names: Vec<&str> = changed.iter().map(|setting| setting.name.as_str()).collect();
    let related = others.iter().map(|setting| Related {
        variable: setting.name.clone(),
        value: setting.value.clone(),
        origin: setting.origin.clone(),
        range: 0..0,
        label: label(setting, version),
    });
    found.push(Diagnostic {
        message: format!("this Go has its own defaults for {}", enumerated(&names)),
        range: 0..first.value.expose().len(),
        label: label(first, version),
        related: related.collect(),
        help: format!("nothing to fix; go env -w {}=… sets another value for you", first.name),
        ..Diagnostic::about(&META, first)
    });
}

/// Whether `$GOROOT/go.env` decides and says something else than the released one. `GOSUMDB=off` is
/// reported as such.
fn is_changed(setting: &Setting, version: GoVersion) -> bool {
    let value = setting.value.expose();
    let from_here = setting.origin.layer == Layer::GorootGoEnv && !value.is_empty();
    from_here && of_release(setting, version) != value && (setting.name != "GOSUMDB" || value != "off")
}

fn of_release(setting: &Setting, version: GoVersion) -> &'static str {
    released(&setting.name, version).unwrap_or("")
}

fn label(setting: &Setting, version: GoVersion) -> String {
    format!("{} in the Go from go.dev", shown(of_release(setting, version)))
}
