//! What a rule may look at.

use super::facts::{MachineFacts, ProjectFacts, RepositoryFacts};
use super::suppression::Suppression;
use crate::settings::Scenario;

/// Everything a rule sees: settings, decisions, and what was written but not used. Rules read no files
/// and no process state of their own.
#[derive(Clone, Copy)]
pub struct RuleInputs<'a> {
    /// The go command with its settings.
    pub scenario: &'a Scenario,
    /// What is known of the machine.
    pub machine: &'a MachineFacts,
    /// What is known of the repository as a whole. `None`: that is looked at with another of its modules.
    pub repository: Option<&'a RepositoryFacts>,
    /// What is known of the module or workspace.
    pub project: &'a ProjectFacts,
    /// Module paths in sight: those asked about and those that go.mod requires.
    pub modules: &'a [String],
    /// Findings that somebody does not want to hear of.
    pub suppressions: &'a [Suppression],
}
