//! `{a,b}`.
//!
//! Mirrors `expand_braces` of fish 3.6, which expands the last pair of braces first.

use super::drafts::{Drafts, Failure};
use super::unit::Unit;

/// Expands the braces of some words.
///
/// # Errors
/// More than this reader follows.
pub(super) fn expand_braces(drafts: &mut Drafts) -> Result<(), Failure> {
    if !drafts.words.iter().any(|(units, _)| units.contains(&Unit::BraceOpen)) {
        return Ok(());
    }
    for (units, spot) in std::mem::take(&mut drafts.words) {
        let mut waiting = vec![units];
        while let Some(units) = waiting.pop() {
            let Some((open, close)) = last_pair(&units) else {
                drafts.push(units, spot)?;
                continue;
            };
            let mut next = vec![];
            for item in items(units.get(open + 1..close).unwrap_or_default()) {
                let before = units.get(..open).unwrap_or_default();
                let after = units.get(close + 1..).unwrap_or_default();
                drafts.charge(before.len() + item.len() + after.len())?;
                next.push([before, &item, after].concat());
            }
            waiting.extend(next.into_iter().rev());
        }
    }
    Ok(())
}

/// The last pair of braces that stands in no other.
fn last_pair(units: &[Unit]) -> Option<(usize, usize)> {
    let (mut depth, mut open, mut close) = (0usize, None, None);
    for (index, unit) in units.iter().enumerate() {
        match unit {
            Unit::BraceOpen => {
                if depth == 0 {
                    open = Some(index);
                }
                depth += 1;
            }
            Unit::BraceClose => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    close = Some(index);
                }
            }
            _ => {}
        }
    }
    open.zip(close).filter(|_| depth == 0)
}

/// The items between commas, blanks around them left out.
fn items(inside: &[Unit]) -> Vec<Vec<Unit>> {
    let mut items = vec![vec![]];
    let mut depth = 0usize;
    for unit in inside {
        match unit {
            Unit::BraceComma if depth == 0 => {
                items.push(vec![]);
                continue;
            }
            Unit::BraceOpen => depth += 1,
            Unit::BraceClose => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(item) = items.last_mut() {
            item.push(*unit);
        }
    }
    items.iter().map(|item| trimmed(item)).collect()
}

fn trimmed(item: &[Unit]) -> Vec<Unit> {
    let is_text = |unit: &Unit| *unit != Unit::BraceSpace;
    let Some(first) = item.iter().position(is_text) else { return vec![] };
    let last = item.iter().rposition(is_text).unwrap_or(first);
    let inside = item.get(first..=last).unwrap_or_default().iter();
    inside.map(|unit| if *unit == Unit::BraceSpace { Unit::Char(' ') } else { *unit }).collect()
}
