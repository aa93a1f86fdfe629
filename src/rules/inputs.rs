//! What a rule may look at.

use super::facts::Facts;
use super::suppression::Suppression;
use crate::go::Engine;
use crate::settings::Settings;
use crate::source::Assignment;
use crate::source::goenv_file::GoEnvFile;

/// Everything a rule sees: settings, decisions, and what was written but not used. Rules read no files
/// and no process state of their own.
#[derive(Clone, Copy)]
pub struct RuleInputs<'a> {
    /// The effective settings.
    pub settings: &'a Settings,
    /// The same settings as the go command parses them; decides about any module path.
    pub engine: &'a Engine,
    /// The process environment as it is, unknown names included.
    pub environment: &'a [Assignment],
    /// The user's go/env file, if there is one.
    pub user_file: Option<&'a GoEnvFile>,
    /// `$GOROOT/go.env`, if there is one.
    pub goroot_file: Option<&'a GoEnvFile>,
    /// Module paths in sight: those asked about and those that go.mod requires.
    pub modules: &'a [String],
    /// What the working directory and the machine hold.
    pub facts: &'a Facts,
    /// Findings that somebody does not want to hear of.
    pub suppressions: &'a [Suppression],
}
