//! One run: the scenarios that were asked for, and what can be found out under the first of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::answers::LocalAnswers;
use super::contexts;
use super::decisions::{ModuleDecisions, decide};
use super::error::InspectError;
use super::machine_facts::machine_facts;
use super::process::Process;
use super::project_config::ProjectConfig;
use super::project_facts::project_facts;
use super::project_view::ProjectView;
use super::request::{PolicyFile, Request, ScenarioRequest};
use super::scenario;
use super::subjects::{Subject, subjects};
use super::suppressions::suppressions;
use crate::files::{SharedTree, join_clean};
use crate::rules::facts::{MachineFacts, ProjectFacts, RepositoryFacts};
use crate::rules::{self, Diagnostic, Levels, RuleInputs, judge};
use crate::settings::Scenario;
use crate::source::context::Survey;

/// One run: scenarios on the same files, and what can be found out under them.
pub struct Inspection {
    /// The files, each opened once.
    pub tree: SharedTree,
    /// The process that asks.
    pub process: Process,
    /// The directory that the go command would run in.
    pub directory: PathBuf,
    /// The scenario that questions are about.
    pub scenario: Scenario,
    /// Further scenarios, in the order in which they were asked for.
    pub others: Vec<Scenario>,
    /// What the user's shells and other contexts come to. `None`: nobody looked.
    pub survey: Option<Arc<Survey>>,
    request: Request,
}

impl Inspection {
    /// Reads the scenarios.
    ///
    /// # Errors
    /// A directory that is none, a GOROOT that is none, or one of this machine with pasted settings.
    pub fn new(request: Request) -> Result<Self, InspectError> {
        let directory = directory(&request)?;
        let scenario = scenario::read(&request.scenario, &request, &directory)?;
        let others = request.others.iter().map(|other| scenario::read(other, &request, &directory));
        let others = others.collect::<Result<_, _>>()?;
        let (tree, process) = (request.tree.clone(), request.process.clone());
        let survey = contexts::survey(request.contexts, &scenario, &process, &directory, &tree);
        let survey = survey.map(Arc::new);
        Ok(Self { tree, process, directory, scenario, others, survey, request })
    }

    /// One more scenario, read from the same files.
    ///
    /// # Errors
    /// Those of [`Inspection::new`].
    pub fn scenario_of(&self, asked: &ScenarioRequest) -> Result<Scenario, InspectError> {
        scenario::read(asked, &self.request, &self.directory)
    }

    /// All scenarios, that which questions are about first.
    pub fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        std::iter::once(&self.scenario).chain(&self.others)
    }

    /// What is around the directory. For pasted settings nothing of this machine counts, unless a directory
    /// is named.
    pub fn project(&self) -> ProjectView {
        if self.scenario.is_foreign() && self.request.directory.is_none() {
            return ProjectView::nowhere(&self.directory, &self.tree);
        }
        ProjectView::at(&self.directory, &self.scenario, &self.tree)
    }

    /// What servers are taken to answer.
    pub fn answers(&self) -> LocalAnswers {
        LocalAnswers::of(&self.scenario, &self.tree, self.request.assumptions.clone())
    }

    /// Turns `PATH[@VERSION]` texts into modules. With `only_modules` every path is taken as a module's.
    ///
    /// # Errors
    /// A path or version that go would refuse.
    pub fn subjects(
        &self,
        texts: &[String],
        only_modules: bool,
        around: &ProjectView,
    ) -> Result<Vec<Subject>, InspectError> {
        subjects(texts, only_modules, around, &self.scenario)
    }

    /// What go decides about modules, with the steps that lead there.
    pub fn decisions(&self, subjects: &[Subject], around: &ProjectView) -> Vec<ModuleDecisions> {
        decide(subjects, &self.scenario, around, &self.answers())
    }

    /// What is known of the machine.
    pub fn machine_facts(&self) -> MachineFacts {
        machine_facts(&self.scenario, &self.tree, self.survey.clone())
    }

    /// What goenv-doctor.toml says.
    ///
    /// # Errors
    /// A file that cannot be read or used.
    pub fn config(&self) -> Result<ProjectConfig, InspectError> {
        match &self.request.policy {
            PolicyFile::None => Ok(ProjectConfig::default()),
            PolicyFile::At(path) => ProjectConfig::at(&join_clean(&self.process.directory, path), &self.tree),
            PolicyFile::Nearest => ProjectConfig::nearest(&self.directory, &self.tree),
        }
    }

    /// What was chosen for rules.
    pub fn levels(&self) -> &Levels {
        &self.request.levels
    }

    /// What the rules find around the directory, with these module paths in sight besides those of go.mod.
    ///
    /// # Errors
    /// A goenv-doctor.toml that cannot be used.
    pub fn findings(&self, around: &ProjectView, asked: &[String]) -> Result<Vec<Diagnostic>, InspectError> {
        let config = if around.is_nowhere() { ProjectConfig::default() } else { self.config()? };
        let mut modules = asked.to_vec();
        modules.extend(around.required_paths());
        let inputs = RuleInputs {
            scenario: &self.scenario,
            machine: &self.machine_facts(),
            repository: Some(&RepositoryFacts {
                policy: config.policy().cloned(),
                ..RepositoryFacts::default()
            }),
            project: &project_facts(&self.scenario, around),
            modules: &modules,
            suppressions: &suppressions(&config, &[around], self.survey.as_deref(), &self.tree),
        };
        Ok(judge(&inputs, self.levels()))
    }

    /// What the rules find in the settings alone.
    pub fn findings_in_settings(&self) -> Vec<Diagnostic> {
        rules::check_all(&RuleInputs {
            scenario: &self.scenario,
            machine: &MachineFacts::default(),
            repository: None,
            project: &ProjectFacts::default(),
            modules: &[],
            suppressions: &[],
        })
    }
}

fn directory(request: &Request) -> Result<PathBuf, InspectError> {
    let here = &request.process.directory;
    let is_needed = !matches!(request.scenario, ScenarioRequest::Paste(_));
    if here.as_os_str().is_empty() && request.directory.is_none() && is_needed {
        return Err(InspectError::NoDirectory);
    }
    let Some(directory) = &request.directory else { return Ok(here.clone()) };
    let directory = here.join(directory);
    if request.tree.is_directory(&directory) {
        Ok(directory)
    } else {
        Err(InspectError::NotADirectory(directory))
    }
}
