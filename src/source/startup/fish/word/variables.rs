//! `$NAME`, `"$NAME"`, `$$NAME` and their index expressions.
//!
//! Mirrors `expand_variables` of fish 3.6, which works from the last `$` to the first, so that the value
//! of a variable can become the name of another.

use super::drafts::{Drafts, Failure};
use super::slice::slice;
use super::unit::Unit;
use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::is_name_char;
use crate::source::startup::fish::value::{Element, joined};
use crate::source::startup::fish::variables::{Found, Seen};

/// A word whose variables before `end` are still to be expanded.
struct Draft {
    units: Vec<Unit>,
    end: usize,
    spot: Option<Spot>,
}

/// Where a variable stands in a word.
struct Reference {
    /// The `$`.
    dollar: usize,
    /// After the name and its index expression.
    end: usize,
    quoted: bool,
}

/// Expands the variables of a word into `drafts`.
///
/// # Errors
/// An index expression that is none, a value that is unknown, more than this reader follows.
pub(super) fn expand_variables(
    shell: &Shell<'_>,
    units: Vec<Unit>,
    drafts: &mut Drafts,
) -> Result<(), Failure> {
    let end = units.len();
    let mut waiting = vec![Draft { units, end, spot: None }];
    while let Some(draft) = waiting.pop() {
        let is_dollar = |unit: &Unit| matches!(unit, Unit::Variable | Unit::QuotedVariable);
        let head = draft.units.get(..draft.end).unwrap_or_default();
        let Some(dollar) = head.iter().rposition(is_dollar) else {
            drafts.push(draft.units, draft.spot)?;
            continue;
        };
        let next = expand_one(shell, &draft.units, dollar, drafts)?;
        for draft in &next {
            drafts.charge(draft.units.len())?;
        }
        waiting.extend(next.into_iter().rev());
    }
    Ok(())
}

/// The words that come of a word when the variable at `dollar` is expanded.
fn expand_one(
    shell: &Shell<'_>,
    units: &[Unit],
    dollar: usize,
    drafts: &mut Drafts,
) -> Result<Vec<Draft>, Failure> {
    let (name, name_end) = name(units, dollar + 1)?;
    drafts.is_computed = true;
    let Seen { found, knowledge } = shell.look_up(&name);
    let quoted = units.get(dollar) == Some(&Unit::QuotedVariable);
    let mut reference = Reference { dollar, end: name_end, quoted };
    let (elements, is_path) = match found {
        Found::Unknown(why) => return Err(Failure::Unknown(why)),
        Found::Missing => (None, false),
        Found::List { list, is_path } => (Some(list), is_path),
    };
    drafts.knowledge = drafts.knowledge.and(&knowledge);
    let mut positions = None;
    if units.get(name_end) == Some(&Unit::Char('[')) {
        let size = elements.as_ref().map_or(1, |list| list.len());
        let (found, end) = slice(units, name_end, size)?;
        reference.end = end;
        positions = Some(found);
    }
    let Some(list) = elements else { return Ok(missing(units, &reference)) };
    let chosen: Vec<Element> = match positions {
        None => list.to_vec(),
        Some(positions) => positions.iter().filter_map(|position| list.get(*position).cloned()).collect(),
    };
    Ok(if reference.quoted {
        vec![quoted_value(units, &reference, &chosen, is_path)]
    } else {
        chosen.iter().map(|element| bare_value(units, &reference, element)).collect()
    })
}

/// The name that begins at a position, and the position after it.
fn name(units: &[Unit], start: usize) -> Result<(String, usize), Failure> {
    let mut name = String::new();
    let mut end = start;
    for unit in units.iter().skip(start) {
        match unit {
            Unit::Char(c) if is_name_char(*c) => name.push(*c),
            Unit::NoName => {
                end += 1;
                break;
            }
            _ => break,
        }
        end += 1;
    }
    if end == start { Err(Failure::BAD_WORD) } else { Ok((name, end)) }
}

/// What stands before a variable and what stands after it.
fn around<'a>(units: &'a [Unit], reference: &Reference) -> (&'a [Unit], &'a [Unit]) {
    let before = units.get(..reference.dollar).unwrap_or_default();
    (before, units.get(reference.end..).unwrap_or_default())
}

/// A variable that does not exist: outside quotes the whole word vanishes.
fn missing(units: &[Unit], reference: &Reference) -> Vec<Draft> {
    if !reference.quoted {
        return vec![];
    }
    let (before, after) = around(units, reference);
    let mut units = before.to_vec();
    if before.last() == Some(&Unit::QuotedVariable) {
        units.push(Unit::NoName);
    }
    units.extend(after);
    vec![Draft { units, end: reference.dollar, spot: None }]
}

fn quoted_value(units: &[Unit], reference: &Reference, chosen: &[Element], is_path: bool) -> Draft {
    let (before, after) = around(units, reference);
    let is_empty = chosen.first().is_none_or(|first| first.text.is_empty());
    let mut result = before.to_vec();
    match before.last() {
        None => {}
        Some(Unit::QuotedVariable) if is_empty => result.push(Unit::NoName),
        Some(Unit::QuotedVariable) => {}
        Some(_) => result.push(Unit::Edge),
    }
    let text = joined(chosen, if is_path { ":" } else { " " });
    result.extend(text.chars().map(Unit::Char));
    result.extend(after);
    // A word that is nothing but the quoted variable is written where its only element is.
    let alone = before == [Unit::Edge] && after == [Unit::Edge];
    let spot = if let ([only], true) = (chosen, alone) { only.spot } else { None };
    Draft { units: result, end: reference.dollar, spot }
}

fn bare_value(units: &[Unit], reference: &Reference, element: &Element) -> Draft {
    let (before, after) = around(units, reference);
    let mut result = before.to_vec();
    match before.last() {
        None => {}
        Some(Unit::Variable) if element.text.is_empty() => result.push(Unit::NoName),
        Some(Unit::Variable) => {}
        Some(_) => result.push(Unit::Edge),
    }
    result.extend(element.text.chars().map(Unit::Char));
    result.extend(after);
    let alone = before.is_empty() && after.is_empty();
    Draft { units: result, end: reference.dollar, spot: if alone { element.spot } else { None } }
}
