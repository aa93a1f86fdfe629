//! What rules need to know of the module or workspace around the working directory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::project_view::ProjectView;
use super::unreadable::unreadable;
use crate::files::Tree;
use crate::go::predict::assumed_version;
use crate::go::toolchain::{self, GoLines, Selection};
use crate::project::go_mod::{Named, Require};
use crate::project::providers::{Known, download_name};
use crate::project::replace::Replacement;
use crate::project::{MainModule, Project};
use crate::rules::facts::{ModuleFacts, ProjectFacts, VendorFacts, WorkspaceFacts};
use crate::settings::Scenario;
use crate::source::FileLine;
use crate::source::goroot::program_on_path;

/// Gathers the facts.
pub(super) fn project_facts(scenario: &Scenario, around: &ProjectView) -> ProjectFacts {
    let project = around.project();
    let tree = &**around.tree();
    let known = around.known();
    let mut texts = Texts { tree, by_path: BTreeMap::new() };
    let (go_line, toolchain_line) = toolchain_places(project, &mut texts);
    let lines = project.toolchain_lines.clone().unwrap_or_default();
    ProjectFacts {
        main_modules: known.main_paths().iter().map(|path| (*path).to_owned()).collect(),
        go_line,
        toolchain_line,
        has_toolchain: has_toolchain(scenario, &lines, tree),
        lines,
        modules: modules(scenario, around, &known, &mut texts),
        lacks_go_sum: lacks_go_sum(project, tree),
        unreadable: unreadable(project, around.sums(), around.start(), tree),
        vendor: match &project.vendor {
            Some(vendor) if vendor.mode.is_used() => VendorFacts::Used,
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

/// Lines of files, each file split once.
struct Texts<'a> {
    tree: &'a dyn Tree,
    by_path: BTreeMap<PathBuf, Vec<String>>,
}

impl Texts<'_> {
    fn line(&mut self, path: &Path, number: u32) -> Option<FileLine> {
        let read = || self.tree.text(path).unwrap_or_default().lines().map(str::to_owned).collect();
        let lines = self.by_path.entry(path.to_owned()).or_insert_with(read);
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        lines.get(index).map(|line| FileLine::new(path, line, number))
    }
}

fn toolchain_places(project: &Project, texts: &mut Texts<'_>) -> (Option<FileLine>, Option<FileLine>) {
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
        let mut place = |line: &Option<Named>| texts.line(path, line.as_ref()?.span.line);
        return (place(go), place(toolchain));
    }
    // A go line that this Go cannot read keeps the whole file from being read.
    let Some(path) = project.root.as_ref().map(|root| root.join("go.mod")) else { return (None, None) };
    let text = texts.tree.text(&path).unwrap_or_default();
    let first = |word: &str| {
        let begins =
            |line: &&str| line.trim().strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t']));
        let index = text.lines().position(|line| begins(&line))?;
        FileLine::of(&path, &text, u32::try_from(index + 1).ok()?)
    };
    (first("go"), first("toolchain"))
}

fn modules(
    scenario: &Scenario,
    around: &ProjectView,
    known: &Known<'_>,
    texts: &mut Texts<'_>,
) -> Vec<ModuleFacts> {
    let modules = around.project().modules.iter();
    let requires = modules.flat_map(|module| {
        let requires = module.go_mod.iter().flat_map(|file| &file.requires);
        requires.map(move |require| (module, require))
    });
    let facts = |(module, require)| {
        let module = required(known, module, require, texts);
        let hashes = around.hashes(&module.path, &assumed_version(&module.version), scenario);
        let is_summed = hashes.go_mod && hashes.zip;
        let is_cached = around.is_cached(&module.path, &module.version);
        ModuleFacts { is_summed, has_go_mod_hash: hashes.go_mod, is_cached, ..module }
    };
    requires.map(facts).collect()
}

fn required(known: &Known<'_>, module: &MainModule, require: &Require, texts: &mut Texts<'_>) -> ModuleFacts {
    let replace = known.replacement(&require.path, &require.version.text);
    let (path, version) = download_name(require, replace).unwrap_or((&require.path, &require.version.text));
    ModuleFacts {
        path: path.to_owned(),
        version: version.to_owned(),
        line: texts.line(&module.go_mod_path, require.span.line),
        directory: replace.and_then(|replace| match &replace.new {
            Replacement::Directory(directory) => Some(directory.clone()),
            Replacement::Module { .. } => None,
        }),
        is_summed: false,
        has_go_mod_hash: false,
        is_cached: false,
        is_indirect: require.indirect,
    }
}
