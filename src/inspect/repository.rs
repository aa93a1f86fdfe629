//! A repository: all its module files, what go does with each of their modules, and what the rules say.

use std::path::PathBuf;
use std::sync::Arc;

use super::answers::LocalAnswers;
use super::error::InspectError;
use super::inspection::Inspection;
use super::module_file::{ModuleFile, module_files};
use super::project_config::ProjectConfig;
use super::project_view::ProjectView;
use super::repository_root::RepositoryRoot;
use super::suppressions::suppressions;
use super::walk::{Found, walk};
use crate::audit::{Module, Tally};
use crate::config::{Entry, FILE};
use crate::files::TextFile;
use crate::go::PatternList;
use crate::rules::facts::{RepositoryFacts, Unreadable};
use crate::rules::{Judgement, RuleInputs, judge_all};
use crate::settings::Scenario;

/// Everything that is known of a repository under one scenario.
pub struct Repository {
    /// The run.
    pub inspection: Inspection,
    /// What goenv-doctor.toml says.
    pub config: ProjectConfig,
    /// Where its files are.
    pub root: RepositoryRoot,
    /// The module files.
    pub module_files: Vec<ModuleFile>,
    /// What all modules come to.
    pub tally: Arc<Tally>,
    /// What rules need to know of the repository as a whole.
    pub facts: RepositoryFacts,
    /// What servers are taken to answer.
    pub answers: LocalAnswers,
    /// Directories and module files that ignore files leave out.
    pub ignored: Vec<PathBuf>,
}

impl Repository {
    /// Looks for module files in the directory and below it, reads them, and decides about every module.
    /// `progress` is told of each of them.
    ///
    /// # Errors
    /// A policy that cannot be used.
    pub fn read(inspection: Inspection, progress: impl FnMut()) -> Result<Self, InspectError> {
        let config = inspection.config()?;
        let Inspection { directory, tree, .. } = &inspection;
        let top = RepositoryRoot::of(directory, tree).path;
        let found = walk(directory, &top, &config.config.exclude, &config.base(), tree);
        let ignored = found.ignored.clone();
        Ok(Self { ignored, ..Self::of(inspection, config, &found, progress) })
    }

    /// The same where it is known in which directories the go.mod files are.
    ///
    /// # Errors
    /// A policy that cannot be used.
    pub fn with_modules_in(inspection: Inspection, roots: Vec<PathBuf>) -> Result<Self, InspectError> {
        let config = inspection.config()?;
        Ok(Self::of(inspection, config, &Found { roots, ..Found::default() }, || {}))
    }

    fn of(inspection: Inspection, config: ProjectConfig, found: &Found, mut progress: impl FnMut()) -> Self {
        let Inspection { directory, tree, scenario, .. } = &inspection;
        let mut module_files = module_files(scenario, found, directory, tree);
        let answers = inspection.answers();
        let mut tally = Tally::new(private_lists(&config, scenario));
        for file in &mut module_files {
            file.decide(scenario, &answers, &mut tally, &mut progress);
        }
        let tally = Arc::new(tally);
        let facts = RepositoryFacts {
            policy: config.policy().cloned(),
            graph: Some(tally.clone()),
            idle_excludes: idle_excludes(&config, found),
            unreadable: refused(found),
        };
        let root = root(&inspection, &config, &module_files);
        Self { inspection, config, root, module_files, tally, facts, answers, ignored: vec![] }
    }

    /// Runs the rules on each module file, and once on the repository as a whole.
    pub fn judge(&self) -> Judgement {
        let Inspection { scenario, survey, tree, .. } = &self.inspection;
        let machine = self.inspection.machine_facts();
        let projects: Vec<&ProjectView> = self.module_files.iter().map(|file| &file.around).collect();
        let suppressions = suppressions(&self.config, &projects, survey.as_deref(), tree);
        let modules: Vec<Vec<String>> = projects.iter().map(|around| around.required_paths()).collect();
        let files = self.module_files.iter().zip(&modules).enumerate();
        let inputs = files.map(|(index, (file, modules))| RuleInputs {
            scenario,
            machine: &machine,
            repository: (index == 0).then_some(&self.facts),
            project: &file.facts,
            modules,
            suppressions: &suppressions,
        });
        judge_all(&inputs.collect::<Vec<_>>(), self.inspection.levels())
    }

    /// The name of a module file. `None`: it stands for no file.
    pub fn name(&self, file: &ModuleFile) -> Option<String> {
        file.file.as_deref().map(|path| self.root.shown(path))
    }

    /// Goes through all modules, each with the name of its file: those of go.mod first, then those that only
    /// go.sum names, file by file. Each is decided about anew.
    pub fn for_each_module(&self, mut each: impl FnMut(&str, &Module)) {
        for file in &self.module_files {
            let Some(name) = self.name(file) else { continue };
            file.for_each_module(&self.inspection.scenario, &self.answers, |module| each(&name, &module));
        }
    }
}

fn private_lists(config: &ProjectConfig, scenario: &Scenario) -> Option<Vec<PatternList>> {
    let private = &config.config.policy.private;
    let lists = private.iter().map(|entry| PatternList::parse(&entry.text, scenario.version()));
    (!private.is_empty()).then(|| lists.collect())
}

fn idle_excludes(config: &ProjectConfig, found: &Found) -> Vec<Entry> {
    let idle = config.config.exclude.iter().zip(&found.used).filter(|(_, used)| !**used);
    idle.map(|(glob, _)| glob.entry.clone()).collect()
}

/// Directories in which nobody could look for module files.
fn refused(found: &Found) -> Vec<Unreadable> {
    let unreadable = |(path, why): &(PathBuf, String)| Unreadable {
        place: TextFile::new(path.clone(), "").beginning(),
        message: format!("cannot look for module files here: {why}"),
    };
    found.refused.iter().map(unreadable).collect()
}

/// The policy stands in for places outside the repository, else the first module file.
fn root(inspection: &Inspection, config: &ProjectConfig, module_files: &[ModuleFile]) -> RepositoryRoot {
    let mut root = RepositoryRoot::of(&inspection.directory, &inspection.tree);
    let files = config.path.iter().chain(module_files.iter().filter_map(|file| file.file.as_ref()));
    let inside = files.filter_map(|path| root.inside(path)).next();
    root.stand_in = inside.unwrap_or_else(|| FILE.to_owned());
    root
}
