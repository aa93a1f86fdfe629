//! Which module paths came up before, in little room.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many paths are remembered besides those known from the start; more of them are new each time.
const MAX_PATHS: usize = 1 << 16;

/// Remembered module paths.
#[derive(Debug, Clone)]
pub struct SeenPaths {
    hashes: HashSet<u64>,
    most: usize,
}

impl Default for SeenPaths {
    fn default() -> Self {
        Self::starting_with([])
    }
}

impl SeenPaths {
    /// With some paths known from the start.
    pub fn starting_with<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        let hashes: HashSet<u64> = paths.into_iter().map(hash).collect();
        let most = hashes.len() + MAX_PATHS;
        Self { hashes, most }
    }

    /// Remembers a path, and says whether it is new.
    pub fn insert(&mut self, path: &str) -> bool {
        let hash = hash(path);
        if self.hashes.len() < self.most { self.hashes.insert(hash) } else { !self.hashes.contains(&hash) }
    }
}

fn hash(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}
