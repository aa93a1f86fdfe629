//! What rules need to know of the module or workspace around the working directory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::machine::Machine;
use super::project_view::ProjectView;
use super::unreadable::unreadable;
use crate::project::files::read_text_lossy;
use crate::project::go_mod::{Named, Require};
use crate::project::providers::download_name;
use crate::project::replace::Replacement;
use crate::project::{MainModule, Project};
use crate::rules::facts::{ModuleFacts, ProjectFacts, VendorFacts, WorkspaceFacts};
use crate::source::FileLine;

/// Gathers the facts.
pub(super) fn project_facts(machine: &Machine, around: &ProjectView) -> ProjectFacts {
    let project = around.project();
    let mut texts = Texts::default();
    let go_mods = around.go_mods();
    let main_paths = around.known(&go_mods).main_paths().map(str::to_owned).collect();
    let (go_line, toolchain_line) = toolchain_places(project, &mut texts);
    ProjectFacts {
        main_modules: main_paths,
        lines: project.toolchain_lines().unwrap_or_default(),
        go_line,
        toolchain_line,
        has_toolchain: None,
        modules: modules(machine, around, &mut texts),
        lacks_go_sum: lacks_go_sum(project),
        unreadable: unreadable(project, around.start()),
        vendor: match &project.vendor {
            Some(vendor) if vendor.mode.is_used() => VendorFacts::Used,
            Some(vendor) if vendor.directory.is_dir() => VendorFacts::Unused,
            _ => VendorFacts::Missing,
        },
        workspace: project.workspace.as_ref().map(|workspace| WorkspaceFacts {
            path: workspace.path.clone(),
            has_current: project.root.as_ref().map(|_| project.current().is_some()),
        }),
    }
}

fn lacks_go_sum(project: &Project) -> bool {
    !project.modules.is_empty() && !project.sum_paths().iter().any(|path| path.is_file())
}

/// Lines of files, each file read once.
#[derive(Default)]
struct Texts {
    by_path: BTreeMap<PathBuf, Vec<String>>,
}

impl Texts {
    fn line(&mut self, path: &Path, number: u32) -> Option<FileLine> {
        let read = || read_text_lossy(path).unwrap_or_default().lines().map(str::to_owned).collect();
        let lines = self.by_path.entry(path.to_owned()).or_insert_with(read);
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        lines.get(index).map(|line| FileLine::new(path, line, number))
    }
}

fn toolchain_places(project: &Project, texts: &mut Texts) -> (Option<FileLine>, Option<FileLine>) {
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
    let text = read_text_lossy(&path).unwrap_or_default();
    let first = |word: &str| {
        let begins =
            |line: &&str| line.trim().strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t']));
        let index = text.lines().position(|line| begins(&line))?;
        FileLine::of(&path, &text, u32::try_from(index + 1).ok()?)
    };
    (first("go"), first("toolchain"))
}

fn modules(machine: &Machine, around: &ProjectView, texts: &mut Texts) -> Vec<ModuleFacts> {
    let mut all = vec![];
    for module in &around.project().modules {
        let requires = module.go_mod.iter().flat_map(|file| &file.requires);
        all.extend(requires.map(|require| required(around, module, require, texts)));
    }
    let wanted = all.iter().map(|module| (module.path.clone(), module.version.clone())).collect();
    for (module, request) in all.iter_mut().zip(around.requests(wanted, machine)) {
        module.is_summed = request.hashes.go_mod && request.hashes.zip;
        module.has_go_mod_hash = request.hashes.go_mod;
        module.is_cached = request.cached.go_mod && request.cached.zip;
    }
    all
}

fn required(around: &ProjectView, module: &MainModule, require: &Require, texts: &mut Texts) -> ModuleFacts {
    let go_mods = around.go_mods();
    let replace = around.known(&go_mods).replacement(&require.path, &require.version.text);
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
