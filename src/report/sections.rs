//! The sections of `report`: go and its settings, where they come from, the project around them.

use super::document::OriginDocument;
use super::human::Style;
use super::{Privacy, Secrets, listing_line, safe};
use crate::files::Tree;
use crate::go::tables::variables::{self, read_by_go};
use crate::inspect::{Inspection, ProjectView, Scenario};
use crate::project::Project;
use crate::project::go_mod::Named;
use crate::source::Layer;
use crate::source::context::Survey;
use crate::source::startup::ShellState;

/// Everything but modules, each section with its title.
pub fn sections(inspection: &Inspection, around: &ProjectView) -> Vec<(&'static str, String)> {
    let scenario = &inspection.scenario;
    let mut sections = vec![
        ("go", go(scenario)),
        ("settings", settings(scenario)),
        ("origins", origins(scenario)),
        ("go.mod", project(around.project(), &inspection.tree)),
    ];
    sections.extend(inspection.survey.as_deref().and_then(shell_files));
    sections
}

/// Whom a bundle about this scenario must not show.
pub fn privacy(scenario: &Scenario) -> Privacy {
    if scenario.is_foreign() {
        return Privacy::default();
    }
    let values =
        |names: &[&str]| names.iter().map(|name| scenario.layers.process_value(name)).collect::<Vec<_>>();
    let mut homes = values(&["HOME", "USERPROFILE"]);
    homes.extend(dirs::home_dir().map(|home| home.to_string_lossy().into_owned()));
    Privacy::of(&homes, &values(&["USER", "LOGNAME", "USERNAME", "SUDO_USER"]))
}

/// What start-up files set of what go reads. The sentences hold no `NAME=value`, so that nobody who reads
/// the bundle back takes them for settings of the process.
fn shell_files(survey: &Survey) -> Option<(&'static str, String)> {
    let mut lines: Vec<String> = vec![];
    for name in read_by_go() {
        for context in &survey.contexts {
            let variable = context.outcome.variable(name);
            let (ShellState::Set(value), Some(place)) = (&variable.state, &variable.place) else { continue };
            let (path, line) = (place.path_text(), place.line());
            let doubt = if variable.knowledge.is_certain() { "" } else { ", under a test" };
            let about = context.kind.phrase();
            lines.push(format!("{about}: {path}:{line} sets {name} to {}{doubt}\n", value.masked()));
        }
    }
    (!lines.is_empty()).then(|| ("shell files", lines.concat()))
}

fn go(scenario: &Scenario) -> String {
    let platform = scenario.engine.platform();
    let mut out = format!("go version go{} {}/{}\n", scenario.go.version, platform.goos, platform.goarch);
    for note in &scenario.go.notes {
        out.push_str(&format!("note: {}\n", safe(note)));
    }
    out
}

/// The settings as `go env` prints them, so that they can be read back.
fn settings(scenario: &Scenario) -> String {
    let platform = scenario.engine.platform();
    let (version, goos) = (format!("go{}", scenario.go.version), platform.goos.as_str());
    let mut values: Vec<(&str, &str)> =
        scenario.settings.iter().map(|setting| (setting.name.as_str(), setting.value.expose())).collect();
    let known = [
        ("GOARCH", platform.goarch.as_str()),
        ("GOHOSTARCH", platform.goarch.as_str()),
        ("GOHOSTOS", goos),
        ("GOOS", goos),
        ("GOVERSION", version.as_str()),
    ];
    values.extend(known);
    let is_known =
        |name: &str| variables::find(name).is_none_or(|variable| variable.known_to(scenario.version()));
    values.retain(|(name, _)| is_known(name));
    values.sort_unstable();
    let mut out = String::from("$ go env\n");
    for (name, value) in values {
        out.push_str(&listing_line(name, &Secrets::Masked.text(value), goos));
    }
    out
}

/// Where each setting comes from, and what it hides. No line begins as an assignment does, so that readers
/// of the listing above do not take it for one.
fn origins(scenario: &Scenario) -> String {
    let style = Style::default();
    let mut out = String::new();
    for setting in scenario.settings.iter() {
        if setting.origin.layer == Layer::Default && setting.shadowed.is_empty() {
            continue;
        }
        out.push_str(&format!("{}: {}\n", setting.name, style.place(&OriginDocument::of(&setting.origin))));
        for shadowed in &setting.shadowed {
            let place = style.place(&OriginDocument::of(&shadowed.assignment.origin));
            let value = safe(&shadowed.assignment.value.masked());
            out.push_str(&format!("  no effect: {value:?} from {place}, {}\n", shadowed.why));
        }
    }
    if out.is_empty() { "all at their defaults\n".to_owned() } else { out }
}

/// What go.mod, go.sum, go.work and vendor tell.
fn project(project: &Project, tree: &dyn Tree) -> String {
    if project.modules.is_empty() && project.workspace.is_none() {
        return "no go.mod here\n".to_owned();
    }
    let mut out = String::new();
    if let Some(workspace) = &project.workspace {
        out.push_str(&format!("go.work: {}\n", safe(&workspace.path.to_string_lossy())));
    }
    for module in &project.modules {
        let Some(file) = &module.go_mod else {
            out.push_str(&format!("{}: cannot be read\n", safe(&module.go_mod_path.to_string_lossy())));
            continue;
        };
        let named = |name: &Option<Named>| name.as_ref().map_or("none", |name| name.text.as_str()).to_owned();
        let indirect = file.requires.iter().filter(|require| require.indirect).count();
        let sum = if tree.is_file(&module.go_sum_path) { "there" } else { "missing" };
        out.push_str(&safe_lines(&[
            format!("{}: module {}", module.go_mod_path.display(), named(&file.module)),
            format!("  go line {}, toolchain line {}", named(&file.go), named(&file.toolchain)),
            format!(
                "  requirements: {}, of them indirect: {indirect}; replace lines: {}; go.sum is {sum}",
                file.requires.len(),
                file.replaces.len()
            ),
        ]));
    }
    if let Some(vendor) = project.vendor.as_ref().filter(|vendor| vendor.is_there) {
        out.push_str(&format!("vendor: {}\n", safe(&vendor.directory.to_string_lossy())));
    }
    for problem in &project.problems {
        out.push_str(&format!("go says: {}\n", safe(&problem.to_string())));
    }
    out
}

fn safe_lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{}\n", safe(line))).collect()
}
