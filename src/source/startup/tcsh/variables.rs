//! What the shell knows: the environment, its own variables, the aliases; each can be taken back.

use std::sync::Arc;

use crate::source::Value;
use crate::source::startup::store::{Changes, Store};
use crate::source::startup::{Alternative, Knowledge, MAX_ALTERNATIVES, Place, distinct};

/// A variable or an alias: that it has these words, or that it was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Binding {
    /// Its words; a variable of the environment has exactly one. Meaningless where they are unknown.
    pub(super) words: Vec<String>,
    /// Whether it is there at all.
    pub(super) is_set: bool,
    /// How sure that is. Unknown words with `is_set` are there for certain, whatever they are.
    pub(super) knowledge: Knowledge,
    /// What set it, or took it away; `None`: the shell did so itself, or inherited it.
    pub(super) place: Option<Place>,
    /// The other ways it could come out.
    pub(super) alternatives: Vec<Alternative>,
}

impl Binding {
    /// Words that are there for certain.
    pub(super) fn set(words: Vec<String>, place: Option<Place>) -> Self {
        Self { words, is_set: true, knowledge: Knowledge::Certain, place, alternatives: vec![] }
    }

    /// Taken away for certain.
    pub(super) fn gone(place: Option<Place>) -> Self {
        Self { is_set: false, ..Self::set(vec![], place) }
    }

    /// Something is there, but only running would tell what.
    pub(super) fn unknown(source: &str, place: Option<Place>) -> Self {
        Self { knowledge: Knowledge::Unknown(source.into()), ..Self::set(vec![], place) }
    }

    /// Only running would tell whether anything is there.
    pub(super) fn in_doubt(source: &str, place: Option<Place>) -> Self {
        Self { is_set: false, ..Self::unknown(source, place) }
    }

    /// Its words with blanks between them.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// Whether it is there: `None` if that depends.
    pub(super) fn presence(&self) -> Option<bool> {
        let depends = match &self.knowledge {
            Knowledge::Certain => false,
            Knowledge::Unknown(_) => !self.is_set,
            Knowledge::Conditional(_) => {
                // Where not all ways are kept, one of those left out may be another one.
                self.alternatives.len() >= MAX_ALTERNATIVES
                    || self.alternatives.iter().any(|other| other.value.is_some() != self.is_set)
            }
        };
        (!depends).then_some(self.is_set)
    }

    fn outcome(&self) -> Alternative {
        let value = self.is_set.then(|| Value::new(self.text()));
        Alternative { value, place: self.place.clone() }
    }

    fn same_outcome(&self, other: &Self) -> bool {
        (self.is_set, &self.words) == (other.is_set, &other.words)
            && !self.knowledge.is_unknown()
            && !other.knowledge.is_unknown()
    }
}

/// What a name is if a test decides between two walks: the first one if it holds.
pub(super) fn either(one: Option<&Binding>, other: Option<&Binding>, test: &Arc<str>) -> Option<Binding> {
    let absent = Binding::gone(None);
    let (first, second) = (one.unwrap_or(&absent), other.unwrap_or(&absent));
    if one.is_none() && other.is_none() {
        return None;
    }
    if let Knowledge::Unknown(source) = first.knowledge.and(&second.knowledge) {
        // There is no saying what one way comes to, and so none what it is altogether.
        let is_set = [first, second].iter().all(|binding| binding.presence() == Some(true));
        let place = first.place.clone().or(second.place.clone());
        return Some(Binding { is_set, ..Binding::unknown(&source, place) });
    }
    let mut merged = first.clone();
    if first.same_outcome(second) {
        merged.knowledge = first.knowledge.and(&second.knowledge);
    } else {
        merged.knowledge = first.knowledge.and(&Knowledge::Conditional(test.clone()));
        merged.alternatives.push(second.outcome());
    }
    merged.alternatives.extend(second.alternatives.iter().cloned());
    tidy(&mut merged);
    Some(merged)
}

/// Each alternative once, and none that says what the binding itself says.
fn tidy(binding: &mut Binding) {
    let known = std::mem::take(&mut binding.alternatives);
    binding.alternatives = distinct(&binding.outcome(), known, |one, two| one.value == two.value);
}

/// Everything that has a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Variables {
    /// What programs get to see.
    pub(super) environment: Store<String, Binding>,
    /// The shell's own (`set`).
    pub(super) shell: Store<String, Binding>,
    /// The aliases.
    pub(super) aliases: Store<String, Binding>,
}

/// What one walk changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Walk {
    environment: Changes<String, Binding>,
    shell: Changes<String, Binding>,
    aliases: Changes<String, Binding>,
}

impl Walk {
    /// The names that it left different from `earlier`, in the environment and in the shell.
    pub(super) fn differing<'a>(&'a self, earlier: &'a Variables) -> (Vec<String>, Vec<String>) {
        (differing(&self.environment, &earlier.environment), differing(&self.shell, &earlier.shell))
    }
}

fn differing(changes: &Changes<String, Binding>, earlier: &Store<String, Binding>) -> Vec<String> {
    let changed = changes.iter().filter(|(name, change)| match (&change.after, earlier.get(name.as_str())) {
        (Some(after), Some(before)) => !after.same_outcome(before),
        (after, before) => after.is_some() != before.is_some(),
    });
    changed.map(|(name, _)| name.clone()).collect()
}

impl Variables {
    /// Begins to remember changes.
    pub(super) fn mark(&mut self) {
        self.environment.mark();
        self.shell.mark();
        self.aliases.mark();
    }

    /// Takes back what changed since the last mark, and gives it.
    pub(super) fn lift(&mut self) -> Walk {
        Walk { environment: self.environment.lift(), shell: self.shell.lift(), aliases: self.aliases.lift() }
    }

    /// Lays two walks over each other: the first one is what happens if `test` holds.
    pub(super) fn lay(&mut self, one: &Walk, other: &Walk, test: &Arc<str>) {
        let merge = |one: Option<&Binding>, other: Option<&Binding>| either(one, other, test);
        self.environment.lay(&one.environment, &other.environment, merge);
        self.shell.lay(&one.shell, &other.shell, merge);
        self.aliases.lay(&one.aliases, &other.aliases, merge);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Binding> {
        Some(Binding::set(vec![text.to_owned()], None))
    }

    #[test]
    fn either_is_conditional_where_the_walks_differ() {
        let test = Arc::from("$?prompt");
        let merged = either(value("a").as_ref(), None, &test).unwrap();
        assert_eq!((merged.text().as_str(), merged.presence()), ("a", None));
        assert_eq!(merged.knowledge, Knowledge::Conditional(test.clone()));
        assert_eq!(merged.alternatives[0].value, None);
        let same = either(value("a").as_ref(), value("a").as_ref(), &test).unwrap();
        assert_eq!(same, value("a").unwrap());
    }
}
