//! What is kept of a log while it streams by: a few statements of each class, and what else go said.

use std::collections::BTreeSet;

use super::families::CLASSES;
use super::index::{Index, Match};
use super::wording::squash;
use crate::source::error_log::{Facts, Statement};

/// A statement that some class knows.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    pub(super) statement: Statement,
    pub(super) facts: Facts,
    /// What the program said, squashed.
    pub(super) said: String,
    /// What a server answered, squashed.
    pub(super) answered: String,
    pub(super) matches: Vec<Match>,
}

/// Sightings of one class that are kept.
const FEW: usize = 3;

/// Statements that no class knows and that are kept.
const UNKNOWN: usize = 3;

/// Words that tell where a log comes from.
const WORDS: &[&str] = &[
    "docker",
    "dockerfile",
    "buildx",
    "podman",
    "kaniko",
    "container",
    "runner",
    "actions",
    "workflow",
    "jenkins",
    "builds",
    "pipeline",
    "gopls",
    "vscode",
    "goland",
    "insteadof",
    "bazel",
    "fetch_repo",
    "sudo",
    "systemd",
    "cron",
    "artifactory",
    "nexus",
    "athens",
    "ci_job_token",
    "connectex",
    "wsarecv",
    "localappdata",
    "powershell",
    "github_token",
    "fedora",
    "subgroup",
    "subgroups",
    "netrc",
    "mirror",
    "zscaler",
    "gazelle",
    "gateway",
    "firewall",
];

/// What a log says, in bounded memory.
pub(crate) struct Observed {
    index: Index,
    pub(super) sightings: Vec<Sighting>,
    counts: Vec<usize>,
    words: BTreeSet<&'static str>,
    /// The letters that those words begin with, by byte.
    initials: [bool; 256],
    /// What go said and no class knows, the last ones.
    pub(super) unknown: Vec<Statement>,
    /// Whether people or programs speak of trouble at all.
    pub(super) has_trouble: bool,
    /// Whether a compiler, linker or test speaks, whose errors have nothing to do with settings.
    pub(super) has_code_errors: bool,
}

impl Observed {
    /// Nothing seen yet.
    pub(crate) fn new() -> Self {
        Self {
            index: Index::new(),
            sightings: vec![],
            counts: vec![0; CLASSES.len()],
            words: BTreeSet::new(),
            initials: std::array::from_fn(begins_word),
            unknown: vec![],
            has_trouble: false,
            has_code_errors: false,
        }
    }

    /// Looks at a statement.
    pub(crate) fn take(&mut self, statement: Statement) {
        self.note_words(&statement.text);
        if !self.has_trouble {
            self.has_trouble = is_trouble(&statement.text);
        }
        let matches = self.index.matches(&statement.text);
        if matches.is_empty() {
            self.unmatched(statement);
            return;
        }
        let is_wanted =
            matches.iter().any(|found| self.counts.get(found.class).is_some_and(|count| *count < FEW));
        if !is_wanted {
            return;
        }
        let said = squash(&statement.text);
        if self.sightings.iter().any(|other| other.said == said) {
            return;
        }
        for found in &matches {
            if let Some(count) = self.counts.get_mut(found.class) {
                *count += 1;
            }
        }
        let answered = squash(&statement.server);
        self.sightings.push(Sighting { facts: Facts::of(&statement), said, answered, matches, statement });
    }

    fn unmatched(&mut self, statement: Statement) {
        let text = statement.text.as_str();
        self.has_code_errors |= is_code_error(text);
        if !is_go_error(text) {
            return;
        }
        self.unknown.push(statement);
        if self.unknown.len() > UNKNOWN {
            self.unknown.remove(0);
        }
    }

    fn note_words(&mut self, text: &str) {
        if self.words.len() == WORDS.len() {
            return;
        }
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')) {
            let initial = word.bytes().next().map_or(0, usize::from);
            if !self.initials.get(initial).is_some_and(|begins| *begins) {
                continue;
            }
            let known =
                WORDS.iter().find(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word));
            if let Some(known) = known {
                self.words.insert(known);
            }
        }
    }

    /// Whether one of the words that tell where a log comes from was seen.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|seen| seen.eq_ignore_ascii_case(word))
    }

    /// Whether the log comes from Windows, by words that only Windows has.
    pub(crate) fn is_windows(&self) -> bool {
        ["connectex", "wsarecv", "localappdata", "powershell"].iter().any(|word| self.has_word(word))
    }

    /// Whether the errors that were kept are about checksums.
    pub(super) fn speaks_of_checksums(&self) -> bool {
        let known = self.sightings.iter().map(|sighting| &sighting.statement);
        known
            .chain(&self.unknown)
            .any(|statement| ["verif", "checksum", "sumdb"].iter().any(|word| statement.text.contains(word)))
    }

    /// Whether anything in the log is worth a look at the settings, though no class knows it.
    pub(super) fn is_worth_suspecting(&self) -> bool {
        (self.has_trouble || !self.unknown.is_empty()) && !self.has_code_errors
    }
}

/// Whether one of the words begins with that byte, as a capital or not.
fn begins_word(byte: usize) -> bool {
    let first = |word: &&str| word.bytes().next().is_some_and(|first| usize::from(first) == (byte | 0x20));
    WORDS.iter().any(first)
}

/// What go says while all is well, behind `go: `.
const PROGRESS: &[&str] = &[
    "downloading ",
    "finding ",
    "extracting ",
    "found ",
    "added ",
    "upgraded ",
    "downgraded ",
    "removed ",
    "creating new go.mod",
    "to add module requirements",
    "copying requirements",
    "warning: ",
    "writing ",
    "trying ",
    "switching to ",
    "cleaned ",
];

/// Whether go says something that is no progress.
fn is_go_error(text: &str) -> bool {
    let rest = text
        .strip_prefix("go: ")
        .or_else(|| text.strip_prefix("go get "))
        .or_else(|| text.strip_prefix("verifying "));
    rest.is_some_and(|rest| !PROGRESS.iter().any(|word| rest.starts_with(word)) && text.contains(": "))
}

const TROUBLE: &[&str] = &[
    "fail",
    "error",
    "cannot",
    "can't",
    "unable",
    "not work",
    "doesn't",
    "does not",
    "refuse",
    "denied",
    "bypass",
    "wrong",
    "ignor",
    "different",
    "not using",
    "support ",
    "missing",
    "invalid",
    "timeout",
    "timed out",
    "not found",
    "unrecognized",
    "unknown",
    "verifying ",
];

/// Whether people or programs speak of trouble.
pub(super) fn is_trouble(text: &str) -> bool {
    let lower = text.get(..text.len().min(2000)).unwrap_or("").to_ascii_lowercase();
    !lower.contains("0 errors") && TROUBLE.iter().any(|word| lower.contains(word))
}

/// Whether a text is of a compiler, a linker or a test.
fn is_code_error(text: &str) -> bool {
    let place = text.split_once(".go:").is_some_and(|(file, rest)| {
        !file.trim_start_matches("vet: ").contains(char::is_whitespace)
            && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    place
        || ["--- FAIL", "FAIL\t", "panic: ", "# command-line-arguments"]
            .iter()
            .any(|start| text.starts_with(start))
}
