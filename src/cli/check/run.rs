//! Reads everything, decides about everything, and makes the report.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::error::UsageError;
use super::super::options::{FailOn, Options};
use super::arguments::CheckArguments;
use super::baseline;
use super::located::Repository;
use super::progress::Progress;

use crate::audit::{Module, Tally};
use crate::config::FILE;
use crate::files::{TextFile, Tree, join_clean};
use crate::go::PatternList;
use crate::inspect::findings::{Sight, environment, suppressions};
use crate::inspect::graph::{Group, groups};
use crate::inspect::machine::Machine;
use crate::inspect::project_config::ProjectConfig;
use crate::inspect::project_view::{LocalAnswers, ProjectView};
use crate::inspect::walk::walk;
use crate::report::Secrets;
use crate::report::document::{
    CheckDocument, FindingCounts, FindingDocument, FindingState, GoDocument, ModuleFileDocument,
    SCHEMA_VERSION, egress, public_servers, settings_document,
};
use crate::rules::facts::Unreadable;
use crate::rules::{Diagnostic, Judgement, Severity, judge_all};
use clap::ValueEnum;

/// Everything that is known of a repository and of the go command that would build it.
pub(super) struct Check {
    /// The go command and its settings.
    pub(super) machine: Machine,
    /// What goenv-doctor.toml says.
    pub(super) project_config: ProjectConfig,
    /// Where the files are.
    pub(super) repository: Repository,
    /// The module files.
    pub(super) groups: Vec<Group>,
    /// What all modules come to.
    pub(super) tally: Rc<Tally>,
    /// What servers are taken to answer.
    pub(super) answers: LocalAnswers,
    /// Whether secrets are masked.
    pub(super) secrets: Secrets,
}

/// What was found.
pub(super) struct Report {
    /// All but the modules.
    pub(super) document: CheckDocument,
    /// The findings that count, as they are drawn.
    pub(super) counting: Vec<Diagnostic>,
}

impl Check {
    /// Reads settings, policy and module files, and decides about every module.
    ///
    /// # Errors
    /// Wrong usage, a policy that cannot be used.
    pub(super) fn read(arguments: &CheckArguments, options: &Options) -> Result<Self, UsageError> {
        let start = target(arguments, options)?;
        let options = Options { directory: Some(start.clone()), ..options.clone() };
        let mut machine = Machine::read(&options.request()?)?;
        machine.look_at_terminals();
        let project_config = match &arguments.policy {
            Some(path) => ProjectConfig::at(&join_clean(&here(), path), &machine.tree)?,
            None if arguments.init => ProjectConfig::default(),
            None => ProjectConfig::nearest(&start, &machine.tree)?,
        };
        let found = walk(&start, &project_config.config.exclude, &project_config.base(), &machine.tree);
        let mut groups = groups(&machine, &found, &start);
        let answers = LocalAnswers::of(&machine, options.assumptions()?);
        let mut tally = Tally::new(private_lists(&project_config, &machine));
        let mut progress = Progress::new(options.quiet);
        for group in &mut groups {
            group.decide(&machine, &answers, &mut tally, || progress.step());
        }
        drop(progress);
        let tally = Rc::new(tally);
        if let Some(first) = groups.first_mut() {
            first.facts.graph = Some(tally.clone());
            first.facts.idle_excludes = idle_excludes(&project_config, &found.used);
            first.facts.project.unreadable.extend(found.refused.iter().map(|(path, why)| Unreadable {
                place: TextFile::new(path.clone(), "").beginning(),
                message: format!("cannot look for module files here: {why}"),
            }));
        }
        groups.iter_mut().for_each(|group| group.facts.policy = project_config.policy());
        let repository = repository(&start, &machine.tree, &project_config, &groups);
        Ok(Self { machine, project_config, repository, groups, tally, answers, secrets: options.secrets() })
    }

    /// Runs the rules and makes the report.
    ///
    /// # Errors
    /// A rule on the command line that does not exist, a baseline that cannot be used.
    pub(super) fn report(
        &mut self,
        arguments: &CheckArguments,
        options: &Options,
    ) -> Result<Report, UsageError> {
        let known = arguments
            .baseline
            .as_deref()
            .map(|path| baseline::read(path, &self.machine.tree))
            .transpose()?
            .unwrap_or_default();
        let judgement = self.judge(options)?;
        let diagnostics = self.repository.locate(&judgement, &known, self.secrets);
        let counting = judgement.found.iter().zip(&diagnostics);
        let counting: Vec<Diagnostic> = counting
            .filter(|(_, document)| document.state == FindingState::New)
            .map(|(found, _)| found.clone())
            .collect();
        let fail_on = fail_on(options, &self.project_config);
        let document = CheckDocument {
            schema_version: SCHEMA_VERSION,
            go: GoDocument::of(&self.machine.go),
            settings: settings_document(&self.machine.settings, self.machine.shells.as_deref(), self.secrets),
            policy: self.project_config.path.as_deref().map(|path| self.repository.shown(path)),
            counts: self.tally.counts,
            files: self.groups.iter().filter_map(|group| self.file(group)).collect(),
            egress: egress(&self.tally),
            egress_left_out: self.tally.hosts_left_out,
            public_servers: public_servers(&self.tally),
            diff: None,
            findings: finding_counts(&diagnostics),
            fail_on: fail_on.word(),
            fails: counting.iter().any(|found| fail_on.is_reached_by(found.severity)),
            diagnostics,
        };
        Ok(Report { document, counting })
    }

    fn judge(&self, options: &Options) -> Result<Judgement, UsageError> {
        let levels = options.levels()?;
        let environment = environment(&self.machine);
        let projects: Vec<&ProjectView> = self.groups.iter().map(|group| &group.around).collect();
        let suppressions = suppressions(&self.machine, &self.project_config, &projects);
        let sight = Sight { environment: &environment, suppressions: &suppressions };
        let modules: Vec<Vec<String>> =
            self.groups.iter().map(|group| group.around.required_paths()).collect();
        let contexts = self.groups.iter().zip(&modules);
        let contexts: Vec<_> =
            contexts.map(|(group, modules)| sight.context(&self.machine, modules, &group.facts)).collect();
        Ok(judge_all(&contexts, &levels))
    }

    fn file(&self, group: &Group) -> Option<ModuleFileDocument> {
        Some(ModuleFileDocument { path: self.name(group)?, counts: group.counts, notes: notes(group) })
    }

    /// The name of a module file.
    fn name(&self, group: &Group) -> Option<String> {
        group.file.as_deref().map(|path| self.repository.shown(path))
    }

    /// Goes through all modules: those of go.mod first, then those that only go.sum names, file by file.
    pub(super) fn for_each_module(&self, mut each: impl FnMut(&str, &Module)) {
        for group in &self.groups {
            let Some(name) = self.name(group) else { continue };
            group.for_each_module(&self.machine, &self.answers, |module| each(&name, &module));
        }
    }
}

/// What is to be known of a module file, but for what is a finding already.
fn notes(group: &Group) -> Vec<String> {
    let found = &group.facts.project.unreadable;
    let is_found = |note: &str| found.iter().any(|found| note.ends_with(&found.message));
    group.around.remarks.iter().filter(|note| !is_found(note)).cloned().collect()
}

fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
}

/// The directory to look at; of a module file, the one that it is in.
fn target(arguments: &CheckArguments, options: &Options) -> Result<PathBuf, UsageError> {
    let from = options.directory.as_deref().map_or_else(here, |directory| join_clean(&here(), directory));
    let path = join_clean(&from, &arguments.path);
    let is_module_file = path.file_name().is_some_and(|name| name == "go.mod" || name == "go.work");
    let directory =
        if is_module_file && options.tree.is_file(&path) { path.parent() } else { Some(path.as_path()) };
    match directory {
        Some(directory) if options.tree.is_directory(directory) => Ok(directory.to_owned()),
        _ => Err(UsageError::NotADirectory(arguments.path.clone())),
    }
}

fn private_lists(project_config: &ProjectConfig, machine: &Machine) -> Option<Vec<PatternList>> {
    let private = &project_config.config.policy.private;
    let lists = private.iter().map(|entry| PatternList::parse(&entry.text, machine.version()));
    (!private.is_empty()).then(|| lists.collect())
}

fn idle_excludes(project_config: &ProjectConfig, used: &[bool]) -> Vec<crate::config::Entry> {
    let idle = project_config.config.exclude.iter().zip(used).filter(|(_, used)| !**used);
    idle.map(|(glob, _)| glob.entry.clone()).collect()
}

/// The policy stands in for places outside the repository, else the first module file.
fn repository(start: &Path, tree: &dyn Tree, project_config: &ProjectConfig, groups: &[Group]) -> Repository {
    let mut repository = Repository { root: Repository::top(start, tree), stand_in: String::new() };
    let files = project_config.path.iter().chain(groups.iter().filter_map(|group| group.file.as_ref()));
    let inside = files.filter_map(|path| repository.inside(path)).next();
    repository.stand_in = inside.unwrap_or_else(|| FILE.to_owned());
    repository
}

/// The command line decides, else the policy; warnings count where neither says anything.
fn fail_on(options: &Options, project_config: &ProjectConfig) -> FailOn {
    let of_policy =
        project_config.config.fail_on.as_deref().and_then(|word| FailOn::from_str(word, false).ok());
    options.fail_on.or(of_policy).unwrap_or(FailOn::Warning)
}

fn finding_counts(diagnostics: &[FindingDocument]) -> FindingCounts {
    let mut counts = FindingCounts::default();
    for found in diagnostics {
        let count = match (found.state, found.diagnostic.severity) {
            (FindingState::Known, _) => &mut counts.known,
            (FindingState::Suppressed, _) => &mut counts.suppressed,
            (FindingState::New, Severity::Error) => &mut counts.error,
            (FindingState::New, Severity::Warning) => &mut counts.warning,
            (FindingState::New, Severity::Info) => &mut counts.info,
        };
        *count += 1;
    }
    counts
}
