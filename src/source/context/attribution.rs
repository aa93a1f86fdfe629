//! Which start-up file most likely put a value into the environment of this process.

use super::{ContextKind, Survey};
use crate::source::shell::{Knowledge, Place, ShellState, ShellVariable};
use crate::source::{Certainty, Value};

/// The place that most likely set a value of the process environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The place.
    pub place: Place,
    /// How sure that is: *certain* where every kind of shell gets this value from there, *likely* where a
    /// login shell or a terminal does, *possible* where it hangs on a test.
    pub certainty: Certainty,
}

/// A start-up file that says something else than the process has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The place.
    pub place: Place,
    /// What a new shell would have.
    pub value: Value,
}

impl Survey {
    /// Where a value of the process environment most likely comes from.
    pub fn attribution(&self, name: &str, value: &Value) -> Option<Attribution> {
        let mut best: Option<Attribution> = None;
        let mut is_everywhere = true;
        for context in self.contexts.iter().filter(|context| context.shell.is_some()) {
            let variable = context.outcome.variable(name);
            let found = place_of(&variable, value);
            is_everywhere &= matches!(&found, Some(found) if found.certainty == Certainty::Likely);
            let Some(found) = found else { continue };
            // The better one wins; among equals the first, which is the login shell's.
            if best.as_ref().is_none_or(|best| found.certainty < best.certainty) {
                best = Some(found);
            }
        }
        let kinds = self.contexts.len();
        let mut best = best?;
        if is_everywhere && kinds > 2 {
            best.certainty = Certainty::Certain;
        }
        Some(best)
    }

    /// What new shells would have in place of a value, where login shells and terminals agree on it.
    pub fn disagreement(&self, name: &str, value: &Value) -> Option<Disagreement> {
        let [login, terminal] =
            [ContextKind::Login, ContextKind::Terminal].map(|kind| self.variable(kind, name));
        let (login, terminal) = (login?, terminal?);
        let mut others = self.contexts.iter().map(|context| context.outcome.variable(name));
        if login != terminal || others.any(|variable| place_of(&variable, value).is_some()) {
            return None;
        }
        match (login.state, login.knowledge, login.place) {
            (ShellState::Set(new), Knowledge::Certain, Some(place)) if new != *value => {
                Some(Disagreement { place, value: new })
            }
            _ => None,
        }
    }
}

/// The place that gives a variable this value in a context.
fn place_of(variable: &ShellVariable, value: &Value) -> Option<Attribution> {
    let is_value = matches!(&variable.state, ShellState::Set(found) if found == value);
    if is_value {
        let is_certain = variable.knowledge == Knowledge::Certain;
        let certainty = if is_certain { Certainty::Likely } else { Certainty::Possible };
        return variable.place.clone().map(|place| Attribution { place, certainty });
    }
    let other = variable.alternatives.iter().find(|other| other.value.as_ref() == Some(value))?;
    other.place.clone().map(|place| Attribution { place, certainty: Certainty::Possible })
}
