//! Words that tell where a log comes from.

use std::collections::BTreeSet;

/// The words, in lower case.
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

/// Which of the words were seen.
pub(super) struct SeenWords {
    seen: BTreeSet<&'static str>,
    /// The letters that the words begin with, by byte.
    initials: [bool; 256],
}

impl SeenWords {
    /// None seen yet.
    pub(super) fn new() -> Self {
        Self { seen: BTreeSet::new(), initials: std::array::from_fn(begins_word) }
    }

    /// Notes the words of a text.
    pub(super) fn note(&mut self, text: &str) {
        if self.seen.len() == WORDS.len() {
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
                self.seen.insert(known);
            }
        }
    }

    /// Whether a word was seen.
    pub(super) fn has(&self, word: &str) -> bool {
        self.seen.iter().any(|seen| seen.eq_ignore_ascii_case(word))
    }
}

/// Whether one of the words begins with that byte, as a capital or not.
fn begins_word(byte: usize) -> bool {
    let first = |word: &&str| word.bytes().next().is_some_and(|first| usize::from(first) == (byte | 0x20));
    WORDS.iter().any(first)
}
