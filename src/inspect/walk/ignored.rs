//! What a repository's own ignore files leave out.
//!
//! Only `.gitignore` files from the top of the repository down and its `.git/info/exclude` count: files above
//! the repository, those of the user, and `.ignore`, which git does not know, say nothing about what belongs
//! to it. They are read with limits, links and devices refused, before a glob library sees a line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::files::{ReadError, Tree};

/// The largest ignore file that is heeded, in bytes. Those that people write have a few thousand.
const MAX_FILE: usize = 1 << 20;

/// The longest line that is heeded, in bytes.
const MAX_LINE: usize = 1 << 12;

/// The ignore files from the top of a repository to a directory.
#[derive(Debug, Clone, Default)]
pub(super) struct Ignored {
    /// The weakest first.
    files: Vec<Arc<Gitignore>>,
}

impl Ignored {
    /// Those of the directories from `top` to `start`.
    pub(super) fn around(
        start: &Path,
        top: &Path,
        tree: &dyn Tree,
        problems: &mut Vec<(PathBuf, String)>,
    ) -> Self {
        let mut ignored = Self::default();
        ignored.add(top, &top.join(".git/info/exclude"), tree, problems);
        let inside: Vec<_> = start.ancestors().take_while(|directory| directory.starts_with(top)).collect();
        for directory in inside.into_iter().skip(1).rev() {
            ignored.add(directory, &directory.join(".gitignore"), tree, problems);
        }
        ignored
    }

    /// The same one directory further down.
    pub(super) fn below(
        &self,
        directory: &Path,
        tree: &dyn Tree,
        problems: &mut Vec<(PathBuf, String)>,
    ) -> Self {
        let mut ignored = self.clone();
        ignored.add(directory, &directory.join(".gitignore"), tree, problems);
        ignored
    }

    fn add(&mut self, directory: &Path, file: &Path, tree: &dyn Tree, problems: &mut Vec<(PathBuf, String)>) {
        match tree.text(file) {
            Ok(text) if text.len() > MAX_FILE => {
                problems.push((file.to_owned(), "too large to be heeded: nothing is left out by it".into()));
            }
            Ok(text) => self.files.extend(rules(directory, &text).map(Arc::new)),
            Err(error) if error.is_missing() || matches!(error, ReadError::Directory(_)) => {}
            Err(error) => problems.push((file.to_owned(), reason(&error))),
        }
    }

    /// Whether a path is left out. The file nearest to it that names it decides.
    pub(super) fn leaves_out(&self, path: &Path, is_directory: bool) -> bool {
        let verdicts = self.files.iter().rev().map(|file| file.matched(path, is_directory));
        let first = verdicts.into_iter().find(|verdict| !verdict.is_none());
        matches!(first, Some(Match::Ignore(_)))
    }
}

/// The rules of one file; `None`: it has none. Lines that are no globs leave nothing out.
fn rules(directory: &Path, text: &str) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(directory);
    for line in text.lines().filter(|line| line.len() <= MAX_LINE) {
        // What is wrong with one line is no reason to pass over the others, nor to look at less.
        _ = builder.add_line(None, &without_alternatives(line));
    }
    builder.build().ok().filter(|file| !file.is_empty())
}

/// Braces are letters to git, and alternatives to the library.
fn without_alternatives(line: &str) -> String {
    let mut written = String::with_capacity(line.len());
    let mut is_escaped = false;
    for c in line.chars() {
        if matches!(c, '{' | '}') && !is_escaped {
            written.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        written.push(c);
    }
    written
}

fn reason(error: &ReadError) -> String {
    let text = error.to_string();
    // The path comes first, which is told already.
    let reason = text.split_once(": ").map_or(text.as_str(), |(_, reason)| reason);
    format!("{reason}: nothing is left out by it")
}
