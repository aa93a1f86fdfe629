//! What `-f`, `-d` and the other questions about files come to.

use super::Presence;

/// Whether a test holds of what stands at a path; `None`: the tree does not tell.
pub(crate) fn holds(letter: char, presence: Presence) -> Option<bool> {
    Some(match (letter, presence) {
        (_, Presence::Untold) => return None,
        (_, Presence::Missing) => false,
        ('e' | 'r', _) => true,
        ('f', found) => matches!(found, Presence::File { .. }),
        ('d', found) => found == Presence::Directory,
        ('s', Presence::File { is_empty, .. }) => !is_empty,
        ('x', Presence::File { is_executable, .. }) => is_executable,
        ('s' | 'x', Presence::Directory) => true,
        ('b' | 'c' | 'p' | 'S', Presence::File { .. } | Presence::Directory) => false,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_go_by_what_stands_there() {
        let file = Presence::File { is_empty: false, is_executable: true };
        assert_eq!(
            "efdsxpL".chars().map(|letter| holds(letter, file)).collect::<Vec<_>>(),
            [Some(true), Some(true), Some(false), Some(true), Some(true), Some(false), None]
        );
        assert_eq!((holds('d', Presence::Missing), holds('d', Presence::Untold)), (Some(false), None));
        assert_eq!((holds('f', Presence::Other), holds('x', Presence::Other)), (Some(false), None));
    }
}
