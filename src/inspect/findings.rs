//! From settings, project and machine to findings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::InspectError;
use super::facts::facts;
use super::machine::Machine;
use super::project_config::ProjectConfig;
use super::project_view::ProjectView;
use crate::files::{TextFile, Tree};
use crate::project::Project;
use crate::rules::{Diagnostic, Facts, Levels, RuleInputs, Scope, Suppression, judge};
use crate::source::ignore_comment::ignore_comments;
use crate::source::{Assignment, Layer, Origin};

/// What the rules find, with these module paths in sight besides those of go.mod.
///
/// # Errors
/// A goenv-doctor.toml that cannot be used.
pub fn findings(
    machine: &Machine,
    around: &ProjectView,
    asked: &[String],
    levels: &Levels,
) -> Result<Vec<Diagnostic>, InspectError> {
    let project_config = if around.is_nowhere() {
        ProjectConfig::default()
    } else {
        ProjectConfig::nearest(&machine.directory, &machine.tree)?
    };
    let facts = Facts { policy: project_config.policy(), ..facts(machine, around) };
    let mut modules = asked.to_vec();
    modules.extend(around.required_paths());
    let suppressions = suppressions(machine, &project_config, &[around]);
    let environment = environment(machine);
    let sight = Sight { environment: &environment, suppressions: &suppressions };
    Ok(judge(&sight.context(machine, &modules, &facts), levels))
}

/// What contexts of one machine have in common.
pub struct Sight<'a> {
    /// The process environment with the what-ifs of the command line.
    pub environment: &'a [Assignment],
    /// Findings that somebody does not want to hear of.
    pub suppressions: &'a [Suppression],
}

impl<'a> Sight<'a> {
    /// What the rules may look at.
    pub fn context(&self, machine: &'a Machine, modules: &'a [String], facts: &'a Facts) -> RuleInputs<'a> {
        RuleInputs {
            settings: &machine.settings,
            engine: &machine.engine,
            environment: self.environment,
            user_file: machine.layers.user_file.as_ref(),
            goroot_file: machine.layers.goroot_file.as_ref(),
            modules,
            facts,
            suppressions: self.suppressions,
        }
    }
}

/// What goenv-doctor.toml and comments in go.mod, go.work and start-up files say is not wanted.
pub fn suppressions(
    machine: &Machine,
    project_config: &ProjectConfig,
    projects: &[&ProjectView],
) -> Vec<Suppression> {
    let mut all = project_config.suppressions();
    let files: BTreeSet<PathBuf> =
        projects.iter().flat_map(|around| project_files(around.project())).collect();
    for path in &files {
        all.extend(of_comments(path, "//", &machine.tree));
    }
    for path in start_files(machine) {
        all.extend(of_comments(Path::new(&path), "#", &machine.tree));
    }
    all
}

/// The process environment with the what-ifs of the command line, whose names may be misspelt too.
pub fn environment(machine: &Machine) -> Vec<Assignment> {
    let set = machine.layers.overrides.iter().filter_map(|what_if| {
        let value = what_if.value.clone()?;
        Some(Assignment::certain(what_if.name.clone(), value, Origin::of(Layer::Override)))
    });
    set.chain(machine.layers.environment.iter().cloned()).collect()
}

/// The start-up files that were looked at.
fn start_files(machine: &Machine) -> BTreeSet<String> {
    let contexts = machine.shells.iter().flat_map(|survey| &survey.contexts);
    contexts.flat_map(|context| &context.outcome.files).map(|file| file.path.to_string()).collect()
}

/// The files of the project that may hold comments for us.
fn project_files(project: &Project) -> Vec<PathBuf> {
    let work = project.workspace.iter().map(|workspace| workspace.path.clone());
    work.chain(project.modules.iter().map(|module| module.go_mod_path.clone())).collect()
}

fn of_comments(path: &Path, mark: &str, tree: &dyn Tree) -> Vec<Suppression> {
    let Ok(content) = tree.utf8(path) else { return vec![] };
    let mut all = vec![];
    for comment in ignore_comments(&TextFile::new(path, content), mark) {
        all.extend(comment.rules.into_iter().map(|rule| Suppression {
            rule: rule.name,
            reason: comment.reason.clone(),
            scope: Scope::Line(comment.applies_to),
            place: rule.place,
        }));
    }
    all
}
