//! What rules need to know of the module or workspace around the working directory.

use std::path::Path;
use std::sync::Arc;

use super::project_view::ProjectView;
use super::unreadable::unreadable;
use crate::files::{Place, TextFile, Tree};
use crate::go::predict::assumed_version;
use crate::go::toolchain::{self, GoLines, Selection};
use crate::project::Project;
use crate::project::go_mod::{Named, Require};
use crate::project::providers::{Known, download_name};
use crate::project::replace::Replacement;
use crate::rules::facts::{ModuleFacts, ProjectFacts, VendorFacts, WorkspaceFacts};
use crate::settings::Scenario;
use crate::source::goroot::program_on_path;

/// Gathers the facts.
pub(super) fn project_facts(scenario: &Scenario, around: &ProjectView) -> ProjectFacts {
    let project = around.project();
    let tree = &**around.tree();
    let known = around.known();
    let (go_line, toolchain_line) = toolchain_places(project, tree);
    let lines = project.toolchain_lines.clone().unwrap_or_default();
    ProjectFacts {
        main_modules: around.main_paths(),
        go_line,
        toolchain_line,
        has_toolchain: has_toolchain(scenario, &lines, tree),
        lines,
        modules: modules(scenario, around, &known),
        cached: around.cached_modules(),
        lacks_go_sum: lacks_go_sum(project, tree),
        unreadable: unreadable(project, around.sums(), around.start(), tree),
        vendor: match &project.vendor {
            // GOFLAGS may ask for one that is not there.
            Some(vendor) if vendor.is_there && vendor.mode.is_used() => VendorFacts::Used,
            Some(vendor) if vendor.is_there => VendorFacts::Unused,
            _ => VendorFacts::Missing,
        },
        workspace: project.workspace.as_ref().map(|workspace| WorkspaceFacts {
            path: workspace.path.clone(),
            has_current: project.root.as_ref().map(|_| project.current().is_some()),
        }),
    }
}

/// Whether the toolchain that is wanted need not be downloaded. Mirrors the order in
/// `cmd/go/internal/toolchain.Exec`.
fn has_toolchain(scenario: &Scenario, lines: &GoLines, tree: &dyn Tree) -> Option<bool> {
    if scenario.is_foreign() {
        return None;
    }
    let value = scenario.settings.value("GOTOOLCHAIN");
    let Ok(Selection::Switch { name, .. }) = toolchain::select(value, Some(lines), scenario.version()) else {
        return None;
    };
    let version = toolchain::module_version(&name, scenario.platform());
    let cache = Path::new(scenario.settings.value("GOMODCACHE"));
    let unpacked = cache.join(format!("{}@{version}", toolchain::TOOLCHAIN_MODULE));
    let path = scenario.layers.process_value("PATH");
    Some(program_on_path(&path, &name, tree) || tree.is_directory(unpacked))
}

fn lacks_go_sum(project: &Project, tree: &dyn Tree) -> bool {
    !project.modules.is_empty() && !project.sum_paths().iter().any(|path| tree.is_file(path))
}

/// Where the go and the toolchain line say what they say.
fn toolchain_places(project: &Project, tree: &dyn Tree) -> (Option<Place>, Option<Place>) {
    let found = match &project.workspace {
        Some(workspace) => {
            workspace.go_work.as_ref().map(|file| (&workspace.path, &file.go, &file.toolchain))
        }
        None => project.current().and_then(|module| {
            let file = module.go_mod.as_ref()?;
            Some((&module.go_mod_path, &file.go, &file.toolchain))
        }),
    };
    if let Some((path, go, toolchain)) = found {
        let place = |line: &Option<Named>| {
            let place = &line.as_ref()?.place;
            Some(place.in_renamed(&place.file().renamed(path)))
        };
        return (place(go), place(toolchain));
    }
    // A go line that this Go cannot read keeps the whole file from being read.
    let Some(path) = project.root.as_ref().map(|root| root.join("go.mod")) else { return (None, None) };
    let file = TextFile::new(&*path, tree.text(&path).unwrap_or_default());
    (argument(&file, "go"), argument(&file, "toolchain"))
}

/// What the first line says that begins with a word.
fn argument(file: &Arc<TextFile>, word: &str) -> Option<Place> {
    let line = (1u32..).map_while(|number| file.line(number)).find(|line| {
        let rest = line.text().strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
    })?;
    let words = line.text().split("//").next().unwrap_or_default().trim_end();
    let rest = words.get(word.len()..).unwrap_or_default();
    Some(line.part(words.len() - rest.trim_start().len()..words.len()))
}

fn modules(scenario: &Scenario, around: &ProjectView, known: &Known<'_>) -> Vec<ModuleFacts> {
    let mut all = vec![];
    for module in &around.project().modules {
        let requires = module.go_mod.as_ref().map_or(&[][..], |file| &file.requires);
        // Messages name the file as go does; places have its whole path.
        let Some(first) = requires.first() else { continue };
        let file = first.place.file().renamed(&module.go_mod_path);
        for require in requires {
            let module = required(known, require, &file);
            let hashes = around.hashes(&module.path, &assumed_version(&module.version), scenario);
            let is_summed = hashes.go_mod && hashes.zip;
            all.push(ModuleFacts { is_summed, has_go_mod_hash: hashes.go_mod, ..module });
        }
    }
    all
}

fn required(known: &Known<'_>, require: &Require, file: &Arc<TextFile>) -> ModuleFacts {
    let replace = known.replacement(&require.path, &require.version.text);
    let (path, version) = download_name(require, replace).unwrap_or((&require.path, &require.version.text));
    ModuleFacts {
        path: path.to_owned(),
        version: version.to_owned(),
        place: Some(require.place.in_renamed(file)),
        directory: replace.and_then(|replace| match &replace.new {
            Replacement::Directory(directory) => Some(directory.clone()),
            Replacement::Module { .. } => None,
        }),
        is_summed: false,
        has_go_mod_hash: false,
        is_indirect: require.indirect,
    }
}
