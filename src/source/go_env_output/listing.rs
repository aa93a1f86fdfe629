//! From runs of variables to the one listing that counts.

use std::collections::{HashMap, HashSet};

use super::entry::{ListedVariable, Run};
use super::note::{Form, Note, NoteKind};
use super::{escape, names};
use crate::go::{Behaviour, GoVersion};
use crate::source::Certainty;

/// One answer of `go env`.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) entries: Vec<ListedVariable>,
    pub(super) form: Form,
    pub(super) version: Option<GoVersion>,
    pub(super) partial: bool,
}

/// Puts runs together: those of one form that share no variable and have no command between
/// them are one listing with something in the middle.
pub(super) fn listings(runs: Vec<Run>, hint: Option<GoVersion>) -> Vec<Listing> {
    let mut groups: Vec<(HashSet<String>, Vec<ListedVariable>)> = Vec::new();
    for run in runs.into_iter().flat_map(split_concatenated) {
        let entries = settle_duplicates(run.entries);
        let form = entries.first().map(|entry| entry.form);
        let joins = groups.last().is_some_and(|(names, group)| {
            !run.asked
                && group.first().map(|entry| entry.form) == form
                && entries.iter().all(|entry| !names.contains(&entry.name))
        });
        if !joins {
            groups.push((HashSet::new(), Vec::new()));
        }
        if let Some((names, group)) = groups.last_mut() {
            names.extend(entries.iter().map(|entry| entry.name.clone()));
            group.extend(entries);
        }
    }
    groups.into_iter().filter_map(|(_, entries)| listing(entries, hint)).collect()
}

/// Two listings without anything between them: the second begins as the first did.
fn split_concatenated(run: Run) -> Vec<Run> {
    let is_listing = matches!(run.entries.as_slice(), [first, second, ..] if first.name != second.name);
    let begins = |at: usize| {
        (0..2).all(|i| match (run.entries.get(i), run.entries.get(at + i)) {
            (Some(first), Some(again)) => first.name == again.name,
            _ => false,
        })
    };
    let starts: Vec<usize> = (2..run.entries.len()).filter(|at| is_listing && begins(*at)).collect();
    let mut rest = run.entries;
    let mut tail = Vec::new();
    for start in starts.into_iter().rev() {
        tail.push(Run { entries: rest.split_off(start), asked: true });
    }
    tail.push(Run { entries: rest, asked: run.asked });
    tail.reverse();
    tail
}

/// Within one listing go prints a variable once. Where values have no escaping, the other one is
/// the rest of the value before it, and the order of go tells which; elsewhere the last one counts.
fn settle_duplicates(entries: Vec<ListedVariable>) -> Vec<ListedVariable> {
    let (ids, mut copies) = number_names(&entries);
    let order = order_marks(&entries);
    let total = copies.clone();
    let mut places: Vec<Option<usize>> = vec![None; copies.len()];
    let mut settled: Vec<ListedVariable> = Vec::new();
    for ((mut entry, id), in_order) in entries.into_iter().zip(ids).zip(order) {
        let (Some(left), Some(place)) = (copies.get_mut(id), places.get_mut(id)) else { continue };
        *left = left.saturating_sub(1);
        let is_repeated = total.get(id).is_some_and(|total| *total > 1);
        if entry.form == Form::UnixDouble {
            let is_last_chance = *left == 0 && place.is_none();
            match settled.last_mut() {
                Some(before) if is_repeated && !in_order && !is_last_chance => {
                    swallow(before, &entry);
                    continue;
                }
                Some(before) if !names::is_known(&entry.name) => {
                    before.doubt(NoteKind::AmbiguousLineBreak);
                    entry.doubt(NoteKind::AmbiguousLineBreak);
                }
                _ => {}
            }
        }
        if is_repeated {
            entry.doubt(NoteKind::Duplicate);
        }
        match place.and_then(|place| settled.get_mut(place)) {
            Some(earlier) => *earlier = entry,
            None => {
                *place = Some(settled.len());
                settled.push(entry);
            }
        }
    }
    settled
}

/// Takes a line that looks like a variable for the rest of the value before it.
fn swallow(before: &mut ListedVariable, line: &ListedVariable) {
    for part in ["\"\n", &line.name, "=\"", &line.value] {
        before.value.push_str(part);
    }
    before.doubt(NoteKind::AmbiguousLineBreak);
}

/// A number for each entry's name, and how often each name stands there.
fn number_names(entries: &[ListedVariable]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut copies: Vec<usize> = Vec::new();
    let mut ids = Vec::with_capacity(entries.len());
    for entry in entries {
        let id = *numbers.entry(&entry.name).or_insert(copies.len());
        match copies.get_mut(id) {
            Some(count) => *count += 1,
            None => copies.push(1),
        }
        ids.push(id);
    }
    (ids, copies)
}

/// For each entry whether it stands between its neighbours as go before 1.21 orders them.
fn order_marks(entries: &[ListedVariable]) -> Vec<bool> {
    if entries.first().is_none_or(|entry| entry.form != Form::UnixDouble) {
        return vec![true; entries.len()];
    }
    let ranks: Vec<Option<usize>> = entries.iter().map(|entry| names::rank(&entry.name)).collect();
    let rank = |at: Option<usize>| at.and_then(|at| ranks.get(at)).copied().flatten();
    (0..ranks.len())
        .map(|at| {
            let own = rank(Some(at));
            let next = rank(Some(at + 1));
            rank(at.checked_sub(1)) < own && (next.is_none() || own < next)
        })
        .collect()
}

fn listing(mut entries: Vec<ListedVariable>, hint: Option<GoVersion>) -> Option<Listing> {
    let form = entries.first()?.form;
    let version = value_of(&entries, "GOVERSION").and_then(GoVersion::parse).or(hint);
    if form == Form::Windows {
        let escaped = escapes(&entries, version);
        entries.iter_mut().for_each(|entry| undo_escapes(entry, escaped));
    }
    let partial = is_partial(&entries, form, version);
    Some(Listing { entries, form, version, partial })
}

fn value_of<'a>(entries: &'a [ListedVariable], name: &str) -> Option<&'a str> {
    entries.iter().find(|entry| entry.name == name).map(|entry| entry.value.as_str())
}

/// Whether the go command that wrote a Windows listing escapes values; `None`: no telling.
fn escapes(entries: &[ListedVariable], version: Option<GoVersion>) -> Option<bool> {
    let has = |name| value_of(entries, name).is_some();
    match version {
        Some(version) => Some(version.has(Behaviour::QuotedEnvOutput)),
        None if has("GOTOOLCHAIN") => Some(true),
        // GOVERSION is printed since 1.16, so a listing without it is older.
        None if names::always_printed().all(has) => Some(false),
        None => None,
    }
}

fn undo_escapes(entry: &mut ListedVariable, escaped: Option<bool>) {
    if escaped == Some(false) {
        return;
    }
    let Some(plain) = escape::unescape_batch(&entry.value).map(std::borrow::Cow::into_owned) else {
        if escaped == Some(true) {
            entry.doubt(NoteKind::EscapingUnknown);
        }
        return;
    };
    if plain != entry.value {
        entry.value = plain;
        if escaped.is_none() {
            entry.doubt(NoteKind::EscapingUnknown);
        }
    }
}

/// Whether variables that this version prints are missing.
fn is_partial(entries: &[ListedVariable], form: Form, version: Option<GoVersion>) -> bool {
    if entries.len() < names::always_printed().count() || matches!(form, Form::Bare | Form::Values) {
        return true;
    }
    let present: HashSet<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let mut expected: Vec<&str> = names::always_printed().collect();
    if let Some(version) = version {
        expected.extend(names::printed_since(version));
    }
    !expected.iter().all(|name| present.contains(name))
}

/// The last whole listing with the excerpts after it; without a whole one, all excerpts.
pub(super) fn decide(mut listings: Vec<Listing>) -> Option<(Listing, Vec<Note>)> {
    let base = listings.iter().rposition(|listing| !listing.partial).unwrap_or(0);
    let several = listings.len() > 1;
    let later = listings.split_off((base + 1).min(listings.len()));
    let mut chosen = listings.pop()?;
    let mut last_line = chosen.entries.first().map_or(1, |entry| entry.span.line);
    let mut places: HashMap<String, usize> =
        chosen.entries.iter().enumerate().map(|(place, entry)| (entry.name.clone(), place)).collect();
    for listing in later {
        last_line = listing.entries.first().map_or(last_line, |entry| entry.span.line);
        chosen.form = listing.form;
        chosen.version = value_of(&listing.entries, "GOVERSION").map_or(chosen.version, GoVersion::parse);
        for entry in listing.entries {
            overlay(&mut chosen.entries, &mut places, entry);
        }
    }
    let notes = several.then_some(Note { kind: NoteKind::SeveralListings, variable: None, line: last_line });
    Some((chosen, notes.into_iter().collect()))
}

/// Lets a later value win; one that differs from the earlier one is no longer certain.
fn overlay(
    entries: &mut Vec<ListedVariable>,
    places: &mut HashMap<String, usize>,
    mut entry: ListedVariable,
) {
    match places.get(&entry.name).and_then(|place| entries.get_mut(*place)) {
        Some(earlier) => {
            if earlier.value != entry.value {
                entry.certainty = entry.certainty.max(Certainty::Likely);
            }
            *earlier = entry;
        }
        None => {
            places.insert(entry.name.clone(), entries.len());
            entries.push(entry);
        }
    }
}
