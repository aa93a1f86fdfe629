//! What else something could be after a test that the files do not decide.

use std::sync::Arc;

/// The ways that something could come out which are kept beside the one that is taken for known. More help
/// nobody.
pub(crate) const MAX_ALTERNATIVES: usize = 8;

/// An undecided test.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// Its text.
    pub(crate) text: Arc<str>,
    /// How it most likely comes out.
    pub(crate) likely: Option<bool>,
}

/// Of some ways that something could come out, each once and none like its `own`, and no more than are kept.
pub(crate) fn distinct<T>(
    own: &T,
    ways: impl IntoIterator<Item = T>,
    is_like: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut kept: Vec<T> = vec![];
    for way in ways {
        let is_new = !is_like(own, &way) && !kept.iter().any(|known| is_like(known, &way));
        if is_new && kept.len() < MAX_ALTERNATIVES {
            kept.push(way);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_kept_once_and_not_without_end() {
        assert_eq!(distinct(&1, [2, 1, 3, 2], |one, two| one == two), [2, 3]);
        assert_eq!(distinct(&0, 1..100, |one, two| one == two).len(), MAX_ALTERNATIVES);
    }
}
