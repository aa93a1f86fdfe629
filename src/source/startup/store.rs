//! Variables that can be taken back: an undecided branch is walked, its changes are lifted off, the
//! other branch is walked, and both are laid over each other.

use std::collections::BTreeMap;

/// The names that a walk changed, with what they were before and are after it; `None`: not there.
pub(crate) type Changes<K, V> = BTreeMap<K, Change<V>>;

/// One changed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change<V> {
    /// Before the walk.
    pub(crate) before: Option<V>,
    /// After it.
    pub(crate) after: Option<V>,
}

/// A map whose changes since a mark can be lifted off. Marks nest. The cost of a mark is the
/// number of names that change under it, not the number of names there are.
#[derive(Debug, Clone)]
pub(crate) struct Store<K, V> {
    now: BTreeMap<K, V>,
    marks: Vec<BTreeMap<K, Option<V>>>,
}

impl<K: Ord + Clone, V: Clone> Default for Store<K, V> {
    fn default() -> Self {
        Self { now: BTreeMap::new(), marks: vec![] }
    }
}

impl<K: Ord + Clone, V: Clone> Store<K, V> {
    /// The value of a name.
    pub(crate) fn get<Q>(&self, name: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.now.get(name)
    }

    /// Sets a name, or takes it away.
    pub(crate) fn put(&mut self, name: K, value: Option<V>) {
        let before = match value {
            Some(value) => self.now.insert(name.clone(), value),
            None => self.now.remove(&name),
        };
        if let Some(mark) = self.marks.last_mut() {
            mark.entry(name).or_insert(before);
        }
    }

    /// All names with their values, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.now.iter()
    }

    /// Begins to remember changes.
    pub(crate) fn mark(&mut self) {
        self.marks.push(BTreeMap::new());
    }

    /// Takes back what changed since the last mark, forgets the mark, and gives the changes.
    pub(crate) fn lift(&mut self) -> Changes<K, V> {
        let mut changes = Changes::new();
        for (name, before) in self.marks.pop().unwrap_or_default() {
            let after = match before.clone() {
                Some(value) => self.now.insert(name.clone(), value),
                None => self.now.remove(&name),
            };
            changes.insert(name, Change { before, after });
        }
        changes
    }

    /// Keeps what changed since the last mark and forgets the mark.
    pub(crate) fn keep(&mut self) {
        let Some(mark) = self.marks.pop() else { return };
        if let Some(outer) = self.marks.last_mut() {
            for (name, before) in mark {
                outer.entry(name).or_insert(before);
            }
        }
    }

    /// How many marks are open.
    pub(crate) fn level(&self) -> usize {
        self.marks.len()
    }

    /// The changes since the mark of a level, which stays.
    pub(crate) fn changes_since(&self, level: usize) -> Changes<K, V> {
        let mut changes = Changes::new();
        for (name, before) in self.marks.iter().skip(level).flatten() {
            changes
                .entry(name.clone())
                .or_insert_with(|| Change { before: before.clone(), after: self.now.get(name).cloned() });
        }
        changes
    }

    /// Makes lifted changes again.
    pub(crate) fn apply(&mut self, changes: &Changes<K, V>) {
        for (name, change) in changes {
            self.put(name.clone(), change.after.clone());
        }
    }

    /// Lays two lifted walks over each other: `merge` says what a name is that either of them changed.
    pub(crate) fn lay(
        &mut self,
        one: &Changes<K, V>,
        other: &Changes<K, V>,
        merge: impl Fn(Option<&V>, Option<&V>) -> Option<V>,
    ) {
        self.overlay(one, other, |_, one, other| merge(one, other));
    }

    /// The same, where `merge` is also given what the name was before both walks.
    pub(crate) fn overlay(
        &mut self,
        one: &Changes<K, V>,
        other: &Changes<K, V>,
        merge: impl Fn(Option<&V>, Option<&V>, Option<&V>) -> Option<V>,
    ) {
        let untouched = other.iter().filter(|(name, _)| !one.contains_key(*name));
        let names: Vec<K> = one.keys().chain(untouched.map(|(name, _)| name)).cloned().collect();
        for name in names {
            let now = self.now.get(&name).cloned();
            let side = |changes: &Changes<K, V>| match changes.get(&name) {
                Some(change) => change.after.clone(),
                None => now.clone(),
            };
            let merged = merge(now.as_ref(), side(one).as_ref(), side(other).as_ref());
            self.put(name, merged);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> Store<String, u32> {
        let mut store = Store::default();
        store.put("a".to_owned(), Some(1));
        store
    }

    #[test]
    fn lift_takes_back_and_gives_the_changes() {
        let mut store = store();
        store.mark();
        store.put("a".to_owned(), None);
        store.put("b".to_owned(), Some(2));
        let changes = store.lift();
        assert_eq!(store.iter().collect::<Vec<_>>(), [(&"a".to_owned(), &1)]);
        assert_eq!(changes["a"], Change { before: Some(1), after: None });
        assert_eq!(changes["b"], Change { before: None, after: Some(2) });
    }

    #[test]
    fn keep_hands_the_first_value_to_the_outer_mark() {
        let mut store = store();
        store.mark();
        store.mark();
        store.put("a".to_owned(), Some(2));
        store.keep();
        store.put("a".to_owned(), Some(3));
        assert_eq!(store.lift()["a"], Change { before: Some(1), after: Some(3) });
        assert_eq!(store.get("a"), Some(&1));
    }

    #[test]
    fn lay_asks_for_every_name_that_either_side_changed() {
        let mut store = store();
        store.mark();
        store.put("b".to_owned(), Some(2));
        let one = store.lift();
        store.mark();
        store.put("a".to_owned(), Some(5));
        let other = store.lift();
        store.lay(&one, &other, |one, other| one.or(other).copied());
        assert_eq!((store.get("a"), store.get("b")), (Some(&1), Some(&2)));
    }
}
