//! `report [MODULE…]`: a text to hand to support, without secrets and without names.

use clap::Args;

use super::error::CommandError;
use super::explain;
use super::options::{Format, Options};
use super::output::Output;
use crate::files::Tree;
use crate::go::tables::variables::read_by_go;
use crate::inspect::{Contexts, Inspection, Request, Scenario};
use crate::project::Project;
use crate::report::document::{BundleDocument, OriginDocument, SCHEMA_VERSION, SectionDocument};
use crate::report::human::{self, Style};
use crate::report::{Privacy, Secrets, bundle, listing_line, safe};
use crate::source::Layer;
use crate::source::context::Survey;
use crate::source::startup::ShellState;

/// Arguments of `report`.
#[derive(Debug, Clone, Args)]
pub(super) struct ReportArguments {
    /// The modules or packages that fail, with versions where known
    #[arg(value_name = "MODULE[@VERSION]")]
    modules: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &ReportArguments,
    options: &Options,
    output: &mut Output,
) -> Result<(), CommandError> {
    let inspection = Inspection::new(Request { contexts: Contexts::All, ..options.request()? })?;
    let (scenario, around) = (&inspection.scenario, inspection.project());
    let privacy = privacy(scenario);
    // A bundle is a text file wherever it goes.
    colored::control::set_override(false);
    let mut sections = vec![
        ("go", go(scenario)),
        ("settings", settings(scenario)),
        ("origins", origins(scenario)),
        ("go.mod", project(around.project(), &inspection.tree)),
    ];
    sections.extend(inspection.survey.as_deref().and_then(shell_files));
    if !arguments.modules.is_empty() {
        let (document, found) =
            explain::document(&arguments.modules, false, &inspection, &around, options.secrets())?;
        sections.push(("explain", human::explain(&document, &found, &Style::default())));
    }
    let sections = sections.into_iter().map(|(title, text)| SectionDocument {
        title: title.to_owned(),
        text: privacy.apply(&Secrets::Masked.text(&text)),
    });
    let document = BundleDocument {
        schema_version: SCHEMA_VERSION,
        made_by: env!("CARGO_PKG_VERSION"),
        sections: sections.collect(),
    };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|_| bundle(&document))?,
    }
    Ok(())
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

/// Whom the bundle must not show.
fn privacy(scenario: &Scenario) -> Privacy {
    if scenario.is_foreign() {
        return Privacy::default();
    }
    let values =
        |names: &[&str]| names.iter().map(|name| scenario.layers.process_value(name)).collect::<Vec<_>>();
    let mut homes = values(&["HOME", "USERPROFILE"]);
    homes.extend(dirs::home_dir().map(|home| home.to_string_lossy().into_owned()));
    Privacy::of(&homes, &values(&["USER", "LOGNAME", "USERNAME", "SUDO_USER"]))
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
    let is_known = |name: &str| {
        crate::go::tables::variables::find(name).is_none_or(|variable| variable.known_to(scenario.version()))
    };
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
        let named = |name: &Option<crate::project::go_mod::Named>| {
            name.as_ref().map_or("none", |name| name.text.as_str()).to_owned()
        };
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
