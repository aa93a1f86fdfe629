//! Items that cannot be taken apart at their slashes.

use super::edge::Rank;
use crate::go::glob::Glob;

/// An item that is matched against the path as a whole, once its literal beginning is found there.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    /// Its place in the list.
    pub(super) rank: Rank,
    slashes: usize,
    /// Literal text that the path must go on with after the node that the item belongs to.
    head: Vec<u8>,
    /// One bit for each byte that may come next.
    follows: [u64; 4],
    glob: Glob,
}

impl Whole {
    /// `known` bytes of the pattern's literal beginning are proven by the way to the node.
    pub(super) fn new(rank: Rank, pattern: &str, glob: Glob, known: usize) -> Self {
        let slashes = pattern.bytes().filter(|&byte| byte == b'/').count();
        let head = glob.head().get(known..).unwrap_or_default().to_vec();
        let mut follows = [0; 4];
        for byte in (0..=u8::MAX).filter(|&byte| glob.may_follow_head(byte)) {
            if let Some(word) = follows.get_mut(usize::from(byte >> 6)) {
                *word |= 1 << (byte & 63);
            }
        }
        Self { rank, slashes, head, follows, glob }
    }

    /// Matches the first elements of the path, as many as the pattern has by its slashes. `rest` is
    /// the path from the node on. The byte after the head is looked at first: it costs least.
    pub(super) fn matches(&self, path: &[u8], rest: &[u8]) -> bool {
        rest.get(self.head.len()).is_none_or(|&byte| self.may_follow(byte))
            && rest.len() >= self.head.len()
            && self.head.iter().zip(rest).all(|(wanted, found)| wanted == found)
            && first_elements(path, self.slashes).is_some_and(|prefix| self.glob.matches_bytes(prefix))
    }

    fn may_follow(&self, byte: u8) -> bool {
        self.follows.get(usize::from(byte >> 6)).is_some_and(|word| word >> (byte & 63) & 1 == 1)
    }
}

/// The path up to its slash number `slashes` + 1, or all of it if that many elements are just there.
fn first_elements(path: &[u8], slashes: usize) -> Option<&[u8]> {
    let mut ends = path.iter().enumerate().filter(|&(_, &byte)| byte == b'/').map(|(place, _)| place);
    for _ in 0..slashes {
        ends.next()?;
    }
    path.get(..ends.next().unwrap_or(path.len()))
}
