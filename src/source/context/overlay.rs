//! Two outcomes of one context, laid over each other: one where something was so that no file tells, one
//! where it was not.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::source::startup::{Alternative, Knowledge, Outcome, ShellState, ShellVariable};

/// The ways a variable could come out that are kept.
const MAX_ALTERNATIVES: usize = 8;

/// What is known when `held` is what comes out under `condition`, and `other` what comes out without it.
pub(super) fn laid_over(held: Outcome, other: &Outcome, condition: &str) -> Outcome {
    let condition: Arc<str> = condition.into();
    let names: BTreeSet<&String> = held.variables.keys().chain(other.variables.keys()).collect();
    let merged = |name: &&String| {
        let (one, two) = (held.variable(name), other.variable(name));
        let is_same = one.state == two.state && one.knowledge == two.knowledge;
        ((*name).clone(), if is_same { two } else { under(one, two, &condition) })
    };
    let variables = names.iter().map(merged).collect();
    let incomplete = held.incomplete.clone().or_else(|| other.incomplete.clone());
    Outcome { variables, incomplete, ..held }
}

fn under(held: ShellVariable, other: ShellVariable, condition: &Arc<str>) -> ShellVariable {
    let knowledge = Knowledge::Conditional(condition.clone()).and(&held.knowledge);
    let mut alternatives = held.alternatives;
    let value = match other.state {
        ShellState::Set(value) => Some(value),
        ShellState::Unset | ShellState::Unknown => None,
    };
    alternatives.insert(0, Alternative { value, place: other.place });
    alternatives.extend(other.alternatives);
    alternatives.truncate(MAX_ALTERNATIVES);
    let state = if knowledge.is_unknown() { ShellState::Unknown } else { held.state };
    ShellVariable { state, knowledge, place: held.place, alternatives }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Value;

    fn outcome(pairs: &[(&str, &str)]) -> Outcome {
        let variable = |(name, value): &(&str, &str)| ((*name).to_owned(), ShellVariable::inherited(*value));
        Outcome { variables: pairs.iter().map(variable).collect(), ..Outcome::default() }
    }

    #[test]
    fn variables_that_come_out_alike_stay_certain_and_others_hang_on_the_condition() {
        let held = outcome(&[("GOPROXY", "off"), ("GOSUMDB", "off")]);
        let merged = laid_over(held, &outcome(&[("GOPROXY", "direct"), ("GOSUMDB", "off")]), "so");
        assert_eq!(merged.variable("GOSUMDB").knowledge, Knowledge::Certain);
        let proxy = merged.variable("GOPROXY");
        assert_eq!(proxy.state, ShellState::Set(Value::from("off")));
        assert_eq!(proxy.knowledge, Knowledge::Conditional("so".into()));
        assert_eq!(proxy.alternatives, [Alternative { value: Some(Value::from("direct")), place: None }]);
    }

    #[test]
    fn variable_that_only_one_of_them_has_may_be_missing() {
        let merged = laid_over(outcome(&[]), &outcome(&[("GOPROXY", "direct")]), "so");
        let proxy = merged.variable("GOPROXY");
        assert_eq!((proxy.state, proxy.alternatives.len()), (ShellState::Unset, 1));
        assert_eq!(proxy.knowledge, Knowledge::Conditional("so".into()));
    }
}
