//! The places that set a variable, in the order in which go asks them.

use super::resolver::Resolver;
use crate::go::Behaviour;
use crate::go::tables::variables::{Settable, Variable};
use crate::settings::ShadowReason;
use crate::settings::layers::Override;
use crate::source::goenv_file::GoEnvFile;
use crate::source::{Assignment, Layer, Origin};

/// The assignments of one variable in the order in which go asks, each with the reason why it would
/// not count; `None` in the reason: the first such one is the effective one.
pub(super) type Candidates = Vec<(Assignment, Option<ShadowReason>)>;

impl Resolver<'_> {
    pub(super) fn candidates(&self, variable: &Variable) -> Candidates {
        let mut all = self.process_candidates(variable.name);
        let in_files = (variable.settable != Settable::Everywhere).then_some(ShadowReason::EnvironmentOnly);
        let unset = self.overridden(variable.name).is_some_and(|found| found.value.is_none());
        let pasted = self.layers.pasted.iter().filter(|a| a.name == variable.name);
        all.extend(pasted.map(|a| (a.clone(), unset.then_some(ShadowReason::Unset))));
        let reads_goroot = self.version.has(Behaviour::GorootGoEnv);
        let goroot_file = self.layers.goroot_file.as_ref().filter(|_| reads_goroot);
        for file in self.layers.user_file.iter().chain(goroot_file) {
            all.extend(self.file_candidates(file, variable.name, in_files));
        }
        all
    }

    fn overridden(&self, name: &str) -> Option<&Override> {
        self.layers.overrides.iter().rev().find(|o| o.name == name)
    }

    fn process_candidates(&self, name: &str) -> Candidates {
        let empty = |a: &Assignment| a.value.is_empty().then_some(ShadowReason::EmptyMeansUnset);
        let mut all: Candidates = vec![];
        let overridden = self.overridden(name);
        if let Some(Override { value: Some(value), .. }) = overridden {
            let assignment = Assignment::certain(name, value.clone(), Origin::of(Layer::Override));
            let why = empty(&assignment);
            all.push((assignment, why));
        }
        for assignment in self.layers.environment.iter().filter(|a| a.name == name) {
            let why = match overridden {
                Some(Override { value: Some(_), .. }) => Some(ShadowReason::LowerLayer),
                Some(Override { value: None, .. }) => Some(ShadowReason::Unset),
                None => empty(assignment),
            };
            all.push((assignment.clone(), why));
        }
        all
    }

    /// In the user's file the last line counts, in `$GOROOT/go.env` the first. Before Go 1.21 an empty
    /// value was as good as none.
    fn file_candidates(&self, file: &GoEnvFile, name: &str, refused: Option<ShadowReason>) -> Candidates {
        let lines: Vec<&Assignment> = file.assignments.iter().filter(|a| a.name == name).collect();
        let first_wins = file.layer == Layer::GorootGoEnv;
        let winner = if first_wins { 0 } else { lines.len().saturating_sub(1) };
        let duplicate = if first_wins { ShadowReason::EarlierLineWins } else { ShadowReason::LaterLineWins };
        let empty_counts = self.version.has(Behaviour::GorootGoEnv);
        let reason = |index: usize, line: &Assignment| {
            let empty = line.value.is_empty() && !empty_counts;
            refused
                .or((index != winner).then_some(duplicate))
                .or(empty.then_some(ShadowReason::EmptyMeansDefault))
        };
        let all = lines.iter().enumerate().map(|(index, line)| ((*line).clone(), reason(index, line)));
        let (effective, rest): (Candidates, Candidates) = all.partition(|(_, why)| why.is_none());
        effective.into_iter().chain(rest).collect()
    }
}
