//! Which wordings a statement may have: each is filed under its longest word, so that a line of a build
//! log costs a look at its words and no more.

use std::collections::HashMap;

use super::class::Trigger;
use super::families::CLASSES;
use super::observed::Match;
use super::wording::{Matcher, squash};

struct FiledWording {
    matcher: Matcher,
    found: Match,
}

/// All wordings, by word.
pub(super) struct Index {
    entries: Vec<FiledWording>,
    by_word: HashMap<String, Vec<usize>>,
    /// For each first letter the lengths of words that are filed, as bits.
    lengths: [u64; 256],
}

impl Index {
    /// Files all wordings.
    pub(super) fn new() -> Self {
        let mut index = Self { entries: vec![], by_word: HashMap::new(), lengths: [0; 256] };
        for (class, described) in CLASSES.iter().enumerate() {
            let (Trigger::Wordings(lists) | Trigger::Either(lists)) = described.trigger else { continue };
            for wording in lists.iter().copied().flatten() {
                let found = Match {
                    class,
                    share: wording.share,
                    since: wording.since,
                    until: wording.until,
                    word_at: 0,
                };
                index.file(wording.text, found);
            }
        }
        index
    }

    fn file(&mut self, text: &'static str, found: Match) {
        let Some(word) = words(text).max_by_key(|word| word.len()) else { return };
        let first = word.bytes().next().unwrap_or(0);
        for letter in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
            if let Some(lengths) = self.lengths.get_mut(usize::from(letter)) {
                *lengths |= bit(word.len());
            }
        }
        self.by_word.entry(word.to_ascii_lowercase()).or_default().push(self.entries.len());
        self.entries.push(FiledWording { matcher: Matcher::new(text), found });
    }

    /// The classes whose wordings a text has, each once with the wording that says most.
    pub(super) fn matches(&self, text: &str) -> Vec<Match> {
        let mut candidates: Vec<(usize, usize)> = vec![];
        for word in words(text).filter(|word| self.may_be_filed(word)) {
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            candidates.extend(self.filed(word).iter().map(|entry| (*entry, at)));
        }
        if candidates.is_empty() {
            return vec![];
        }
        candidates.sort_unstable();
        candidates.dedup_by_key(|(entry, _)| *entry);
        let squashed = squash(text);
        let mut found: Vec<Match> = vec![];
        for (entry, word_at) in
            candidates.into_iter().filter_map(|(at, place)| Some((self.entries.get(at)?, place)))
        {
            if !entry.matcher.is_in(&squashed) {
                continue;
            }
            let new = Match { word_at, ..entry.found };
            match found.iter_mut().find(|other| other.class == new.class) {
                Some(other) if other.share >= new.share => {}
                Some(other) => *other = new,
                None => found.push(new),
            }
        }
        found.sort_by_key(|found| found.class);
        found
    }

    fn may_be_filed(&self, word: &str) -> bool {
        let first = word.bytes().next().unwrap_or(0);
        self.lengths.get(usize::from(first)).is_some_and(|lengths| lengths & bit(word.len()) != 0)
    }

    fn filed(&self, word: &str) -> &[usize] {
        self.by_word.get(&word.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }
}

const fn bit(length: usize) -> u64 {
    1 << if length > 63 { 63 } else { length }
}

/// The words of a text: runs of ASCII letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}
