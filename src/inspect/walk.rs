//! Finds the module files of a repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::config::Glob;
use crate::files::Tree;
use crate::project::discover::find_module_root;

/// What is below a directory.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Directories with a go.mod, the one that the directory itself belongs to first, then by name.
    pub roots: Vec<PathBuf>,
    /// What could not be looked at: the path and why.
    pub refused: Vec<(PathBuf, String)>,
    /// For each of the globs, whether it left something out.
    pub used: Vec<bool>,
}

/// Looks for go.mod files: in the directory and below it, and for the module that it is part of. Like
/// `./...`, this leaves out `testdata`, `vendor`, and names that begin with `.` or `_`; and what git ignores.
/// Globs are relative to `base`.
pub(super) fn walk(start: &Path, exclude: &[Glob], base: &Path, tree: &dyn Tree) -> Found {
    let mut found = Found { used: vec![false; exclude.len()], ..Found::default() };
    let used = std::sync::Arc::new(std::sync::Mutex::new(BTreeSet::new()));
    let globs = exclude.to_vec();
    let (base, noted) = (base.to_owned(), used.clone());
    let keeps = move |entry: &DirEntry| {
        let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
        if is_directory && entry.depth() > 0 && is_left_out(entry) {
            return false;
        }
        let matched = globs.iter().position(|glob| glob.covers(entry.path(), &base));
        if let (Some(index), Ok(mut noted)) = (matched, noted.lock()) {
            noted.insert(index);
        }
        matched.is_none()
    };
    let mut walker = WalkBuilder::new(start);
    walker.require_git(false).filter_entry(keeps).sort_by_file_path(Ord::cmp);
    found.roots.extend(find_module_root(start, tree));
    for entry in walker.build() {
        match entry {
            Ok(entry) if entry.file_name() == "go.mod" && tree.is_file(entry.path()) => {
                let root = entry.path().parent().map(Path::to_owned);
                // Each comes once; only the first may be there from above.
                found.roots.extend(root.filter(|root| found.roots.first() != Some(root)));
            }
            Ok(_) => {}
            Err(error) => found.refused.push(refusal(&error, start)),
        }
    }
    for index in used.lock().map(|used| used.clone()).unwrap_or_default() {
        if let Some(used) = found.used.get_mut(index) {
            *used = true;
        }
    }
    found
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name == "testdata" || name == "vendor" || name.starts_with('_')
}

/// The path and the reason of what could not be looked at.
fn refusal(error: &ignore::Error, start: &Path) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), reason(err)),
        ignore::Error::WithDepth { err, .. } => refusal(err, start),
        other => (start.to_owned(), reason(other)),
    }
}

fn reason(error: &ignore::Error) -> String {
    let text = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    // The walker puts the path in front, which is told already.
    text.rsplit_once(": ").map_or(text.as_str(), |(_, reason)| reason).to_owned()
}
