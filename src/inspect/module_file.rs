//! The module graph: module files, their modules, and what go does with each.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::answers::LocalAnswers;
use super::project_facts::project_facts;
use super::project_view::{ProjectView, module_cache};
use super::walk::Found;
use crate::audit::{Auditor, Counts, Listed, Module, Parts, SeenPaths, Sighting, Tally};
use crate::files::SharedTree;
use crate::go::predict::Context;
use crate::project::SumModule;
use crate::rules::facts::{ModuleFacts, ProjectFacts, VendorFacts};
use crate::settings::Scenario;

/// A module file: a go.work with all that it uses, or a go.mod by itself.
pub struct ModuleFile {
    /// The file; `None` where there is no module at all.
    pub file: Option<PathBuf>,
    /// What is around it.
    pub around: ProjectView,
    /// What rules need to know.
    pub facts: ProjectFacts,
    /// How many modules are on which side, those of go.sum included.
    pub counts: Counts,
    context: Context,
}

/// Reads the module files. A workspace comes once, whichever of its modules is found first.
pub(super) fn module_files(
    scenario: &Scenario,
    found: &Found,
    start: &Path,
    tree: &SharedTree,
) -> Vec<ModuleFile> {
    let mut all: Vec<ModuleFile> = vec![];
    let mut members: HashSet<PathBuf> = HashSet::new();
    let mut workspaces: HashSet<PathBuf> = HashSet::new();
    for root in &found.roots {
        if members.contains(root) {
            continue;
        }
        let around = ProjectView::at(root, scenario, tree);
        let workspace = around.project().workspace.as_ref().map(|workspace| workspace.path.clone());
        let is_new = workspace.as_ref().is_none_or(|path| workspaces.insert(path.clone()));
        members.extend(around.project().modules.iter().map(|module| module.root.clone()));
        let go_mod = root.join("go.mod");
        all.push(match workspace {
            Some(path) if is_new => ModuleFile::read(scenario, around, Some(path)),
            // A module that the workspace around it does not use.
            Some(_) => ModuleFile::empty(scenario, around, Some(go_mod)),
            None => ModuleFile::read(scenario, around, Some(go_mod)),
        });
    }
    if all.is_empty() {
        all.push(ModuleFile::empty(scenario, ProjectView::at(start, scenario, tree), None));
    }
    all
}

/// Whether a scenario's module cache holds what a build takes of a module.
pub fn is_cached(scenario: &Scenario, tree: &SharedTree) -> impl Fn(&Sighting) -> bool + use<> {
    let cache = module_cache(scenario, tree);
    move |seen| cache.holds(&seen.path, &seen.version, seen.parts.go_mod, seen.parts.zip)
}

impl ModuleFile {
    fn empty(scenario: &Scenario, around: ProjectView, file: Option<PathBuf>) -> Self {
        let mut facts = project_facts(scenario, &around);
        facts.modules.clear();
        Self { file, facts, counts: Counts::default(), context: Context::default(), around }
    }

    fn read(scenario: &Scenario, around: ProjectView, file: Option<PathBuf>) -> Self {
        // Each module is looked at by itself: what the others need is theirs to say.
        let context = Context { requirements: vec![], ..around.context(scenario) };
        let facts = project_facts(scenario, &around);
        Self { file, facts, counts: Counts::default(), context, around }
    }

    /// Decides about all modules and counts them.
    pub fn decide(
        &mut self,
        scenario: &Scenario,
        answers: &LocalAnswers,
        tally: &mut Tally,
        mut progress: impl FnMut(),
    ) {
        let mut counts = Counts::default();
        self.for_each_module(scenario, answers, |module| {
            counts.add(&module);
            tally.add(&module);
            progress();
        });
        self.counts = counts;
    }

    /// Goes through all modules, those of go.mod first, then those that only go.sum files name. Each is decided
    /// about anew: kept with all that is decided they would take many times the room of the files.
    pub fn for_each_module(&self, scenario: &Scenario, answers: &LocalAnswers, mut each: impl FnMut(Module)) {
        let is_cached = is_cached(scenario, self.around.tree());
        let auditor = self.auditor(scenario, answers, &is_cached);
        let project = &self.facts;
        let mut seen = HashSet::new();
        for facts in &project.modules {
            if seen.insert((facts.path.as_str(), facts.version.as_str())) {
                each(auditor.decide(self.sighting(facts)));
            }
        }
        if self.file.is_none() {
            return;
        }
        let required = project.modules.iter().map(|module| module.path.as_str());
        let mut known =
            SeenPaths::starting_with(required.chain(project.main_modules.iter().map(String::as_str)));
        self.around.sums().for_each_module(self.around.tree(), |found| {
            if known.insert(found.path) {
                each(auditor.decide(self.in_sum(found)));
            }
        });
    }

    /// What is to be known of the file, except for what is a finding already.
    pub fn notes(&self) -> Vec<String> {
        let is_found = |note: &str| self.facts.unreadable.iter().any(|found| note.ends_with(&found.message));
        self.around.remarks.iter().filter(|note| !is_found(note)).cloned().collect()
    }

    fn sighting(&self, facts: &ModuleFacts) -> Sighting {
        Sighting {
            path: facts.path.clone(),
            version: facts.version.clone(),
            listed: if facts.is_indirect { Listed::Indirect } else { Listed::Required },
            place: facts.place.clone(),
            directory: facts.directory.clone().or_else(|| self.vendor()),
            // A build never looks up the hash of a content that go.sum lacks; it fails where it needs it.
            is_summed: facts.is_summed || facts.has_go_mod_hash,
            parts: Parts { go_mod: true, zip: true },
        }
    }

    /// The directory that builds take all modules from, where they do.
    fn vendor(&self) -> Option<String> {
        (self.facts.vendor == VendorFacts::Used).then(|| "vendor".to_owned())
    }

    fn auditor<'a>(
        &'a self,
        scenario: &'a Scenario,
        answers: &'a LocalAnswers,
        is_cached: &'a dyn Fn(&Sighting) -> bool,
    ) -> Auditor<'a> {
        Auditor { engine: &scenario.engine, context: &self.context, answers, is_cached }
    }

    /// A module of go.sum. Builds need no more hashes of it than are there.
    fn in_sum(&self, found: SumModule<'_>) -> Sighting {
        Sighting {
            path: found.path.to_owned(),
            version: found.version.to_owned(),
            listed: Listed::GoSum,
            place: None,
            directory: self.vendor(),
            is_summed: true,
            parts: Parts { go_mod: found.hashes.has_go_mod(), zip: found.hashes.has_zip() },
        }
    }
}
