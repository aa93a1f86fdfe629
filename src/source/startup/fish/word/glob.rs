//! Files that a wildcard matches.

use super::expand::{Drafts, Failure};
use super::order;
use super::unit::{Unit, characters};
use super::wildcard::{Pattern, matches};
use crate::source::startup::fish::script::excerpt;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::{FileTree, Knowledge, Presence};

/// How many directories below one another `**` goes, how many directories a pattern names, and how many
/// entries a wildcard looks at.
const DEEPEST: u32 = 16;
const MOST_PARTS: usize = 64;
const MOST_ENTRIES: usize = 50_000;

/// Puts the files that match in place of words with wildcards.
///
/// # Errors
/// No file matches, or a part of the disk is needed that the tree says nothing about.
pub(super) fn expand_wildcards(shell: &Shell<'_>, text: &str, drafts: &mut Drafts) -> Result<(), Failure> {
    let is_wildcard = |unit: &Unit| matches!(unit, Unit::AnyChar | Unit::AnyText | Unit::AnyPath);
    if !drafts.words.iter().any(|(units, _)| units.iter().any(is_wildcard)) {
        return Ok(());
    }
    let mut unmatched = false;
    for (mut units, spot) in std::mem::take(&mut drafts.words) {
        units.retain(|unit| *unit != Unit::Edge);
        if !units.iter().any(is_wildcard) {
            drafts.push(units, spot)?;
            continue;
        }
        if units.contains(&Unit::AnyChar) {
            let why = "before fish 4, where `?` is a wildcard".into();
            drafts.knowledge = drafts.knowledge.and(&Knowledge::Conditional(why));
        }
        let unknown = || Failure::Unknown(excerpt(text));
        let here = shell.working_directory().ok_or_else(unknown)?;
        let files = matching_files(shell.tree, &here, &units).map_err(|Untold| unknown())?;
        unmatched = files.is_empty();
        for file in files {
            drafts.push(file.chars().map(Unit::Char).collect(), None)?;
        }
    }
    if unmatched && drafts.words.is_empty() { Err(Failure::NoMatch) } else { Ok(()) }
}

/// The tree says nothing about a directory that matters, or there is more than this reader looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Untold;

/// The paths that match a pattern, in fish's order; `here` is the working directory.
///
/// # Errors
/// The tree says nothing about a directory that matters.
pub(crate) fn matching_files(
    tree: &dyn FileTree,
    here: &str,
    pattern: &[Unit],
) -> Result<Vec<String>, Untold> {
    let parts: Vec<&[Unit]> = pattern.split(|unit| *unit == Unit::Char('/')).collect();
    if parts.len() > MOST_PARTS {
        return Err(Untold);
    }
    let mut search = Search { tree, here, found: vec![], entries: 0 };
    match parts.split_first() {
        Some((first, rest)) if first.is_empty() && !rest.is_empty() => search.walk("/", rest, 0)?,
        _ => search.walk("", &parts, 0)?,
    }
    search.found.sort_by(|one, other| order::compare(one, other));
    search.found.dedup();
    Ok(search.found)
}

struct Search<'a> {
    tree: &'a dyn FileTree,
    here: &'a str,
    found: Vec<String>,
    entries: usize,
}

impl Search<'_> {
    fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{}/{path}", self.here.trim_end_matches('/'))
        }
    }

    /// Looks below `base`, which is empty or ends in `/`, for what the parts match.
    fn walk(&mut self, base: &str, parts: &[&[Unit]], depth: u32) -> Result<(), Untold> {
        let Some((part, rest)) = parts.split_first() else { return Ok(()) };
        if depth > DEEPEST {
            return Err(Untold);
        }
        if !part.iter().any(|unit| matches!(unit, Unit::AnyChar | Unit::AnyText | Unit::AnyPath)) {
            return self.literal(base, &characters(part), rest, depth);
        }
        let directory = self.absolute(base);
        match self.tree.presence(directory.trim_end_matches('/')) {
            Presence::Untold if directory != "/" => return Err(Untold),
            Presence::Directory | Presence::Untold => {}
            _ => return Ok(()),
        }
        let names = self.tree.list(&directory);
        self.entries = self.entries.saturating_add(names.len());
        if self.entries > MOST_ENTRIES {
            return Err(Untold);
        }
        for name in names {
            self.entry(base, part, rest, &name, depth)?;
        }
        Ok(())
    }

    /// A part without wildcards: something that is there, or a directory to look in.
    fn literal(&mut self, base: &str, name: &str, rest: &[&[Unit]], depth: u32) -> Result<(), Untold> {
        let path = format!("{base}{name}");
        if rest.is_empty() {
            let there = match self.tree.presence(self.absolute(&path).trim_end_matches('/')) {
                Presence::Untold => return Err(Untold),
                Presence::Missing => false,
                Presence::Directory => true,
                Presence::File { .. } | Presence::Other => !name.is_empty(),
            };
            self.found.extend(there.then_some(path));
            return Ok(());
        }
        self.walk(&format!("{path}/"), rest, depth)
    }

    fn entry(
        &mut self,
        base: &str,
        part: &[Unit],
        rest: &[&[Unit]],
        name: &str,
        depth: u32,
    ) -> Result<(), Untold> {
        let is_hidden = name.starts_with('.') && part.first() != Some(&Unit::Char('.'));
        if is_hidden {
            return Ok(());
        }
        let path = format!("{base}{name}");
        if matches(&Pattern::of_units(part), name) {
            if rest.is_empty() {
                self.found.push(path.clone());
            } else if self.is_directory(&path) {
                self.walk(&format!("{path}/"), rest, depth + 1)?;
            }
        }
        let Some(any) = part.iter().position(|unit| *unit == Unit::AnyPath) else { return Ok(()) };
        let head = part.get(..=any).unwrap_or_default();
        if matches(&Pattern::of_units(head), name) && self.is_directory(&path) {
            let tail = part.get(any..).unwrap_or_default();
            let parts: Vec<&[Unit]> = std::iter::once(tail).chain(rest.iter().copied()).collect();
            self.walk(&format!("{path}/"), &parts, depth + 1)?;
        }
        Ok(())
    }

    fn is_directory(&self, path: &str) -> bool {
        self.tree.presence(self.absolute(path)) == Presence::Directory
    }
}
