use crate::files::Place;
use crate::rules::wording::shown;
use crate::rules::{
    Applicability, Diagnostic, Edit, Edits, Example, Fix, Related, Rule, RuleInputs, RuleMeta, Severity,
};
use crate::settings::{Setting, ShadowReason};
use crate::source::{Layer, Value};

pub(in crate::rules) const RULE: Rule = Rule { meta: &META, check };

static META: RuleMeta = RuleMeta {
    code: "SR006",
    slug: "goenv-duplicate",
    severity: Severity::Warning,
    since: 13,
    until: None,
    summary: "the go/env file sets a variable twice, to two values",
    what_go_does: "The last line of a name counts, also when it is empty. `go env -w` keeps the last line \
        and removes the others.",
    why: "Anyone who reads or edits the first line gets a wrong idea of what go does.",
    bad: Example::file("GOPROXY=https://goproxy.cn,direct\nGOPROXY=direct\n"),
    good: Example::file("GOPROXY=direct\n"),
    prevents: &["env-not-propagated"],
    links: &["https://go.dev/ref/mod#environment-variables"],
};

fn check(context: &RuleInputs<'_>, found: &mut Vec<Diagnostic>) {
    for setting in context.scenario.settings.iter().filter(|setting| setting.origin.layer == Layer::GoEnvFile)
    {
        let earlier = setting.shadowed.iter().find(|shadowed| {
            shadowed.why == ShadowReason::LaterLineWins && shadowed.assignment.value != setting.value
        });
        let Some(earlier) = earlier.map(|shadowed| &shadowed.assignment) else { continue };
        let name = &setting.name;
        found.push(Diagnostic {
            message: format!("the last of two lines for {name} counts"),
            range: 0..setting.value.expose().len(),
            label: "go uses this value".into(),
            related: vec![Related {
                variable: name.clone(),
                value: earlier.value.clone(),
                origin: earlier.origin.clone(),
                range: 0..0,
                label: "without effect".into(),
            }],
            help: format!("keep one line; go env -w {name}=… removes the others"),
            fix: kept(setting).filter(|_| !setting.value.is_empty()),
            ..Diagnostic::about(&META, setting)
        });
    }
}

/// Writing the value that counts already, so that the other lines go.
fn kept(setting: &Setting) -> Option<Fix> {
    let (name, value) = (&setting.name, &setting.value);
    let fix = Fix::set(name, value.clone(), Applicability::Safe).ok()?;
    let others = setting.shadowed.iter().filter(|shadowed| shadowed.why == ShadowReason::LaterLineWins);
    let lines = others.filter_map(|shadowed| shadowed.assignment.origin.place.as_ref());
    let gone = |place: &Place| Edit { place: place.line_with_its_end(), new_text: Value::default() };
    let edits = Edits::new(lines.map(gone).collect()).unwrap_or_default();
    Some(fix.titled(format!("keep {name}={}", shown(value.expose()))).with_edits(edits))
}
