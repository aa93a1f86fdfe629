//! Index expressions: `$A[1]`, `$A[2..-1]`, `set A[1 3] x y`.
//!
//! Mirrors `parse_slice` and `split_var_and_indexes` of fish 3.6.

use super::drafts::Failure;
use super::unit::Unit;

/// The positions, from 0, that the index expression in brackets names in a list of `size` elements,
/// in order; those outside of the list are left out. With it the position after `]`.
///
/// # Errors
/// Something that is no index.
pub(super) fn slice(units: &[Unit], open: usize, size: usize) -> Result<(Vec<usize>, usize), Failure> {
    let mut scan = Scan { units, at: open + 1 };
    let mut found = vec![];
    let mut is_first = true;
    loop {
        scan.skip(true);
        if scan.take(']') {
            return Ok((found, scan.at));
        }
        let from = if is_first && scan.sees_dots() { 1 } else { scan.index()? };
        is_first = false;
        scan.skip(false);
        if !scan.sees_dots() {
            found.extend(position(from, size));
            continue;
        }
        scan.at += 2;
        scan.skip(true);
        let to = if scan.sees(']') { -1 } else { scan.index()? };
        found.extend(range(from, to, size));
    }
}

struct Scan<'a> {
    units: &'a [Unit],
    at: usize,
}

impl Scan<'_> {
    fn char(&self, ahead: usize) -> Option<char> {
        match self.units.get(self.at + ahead) {
            Some(Unit::Char(c)) => Some(*c),
            _ => None,
        }
    }

    fn sees(&self, c: char) -> bool {
        self.char(0) == Some(c)
    }

    fn sees_dots(&self) -> bool {
        self.sees('.') && self.char(1) == Some('.')
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.sees(c);
        self.at += usize::from(found);
        found
    }

    fn skip(&mut self, blanks: bool) {
        while self.units.get(self.at) == Some(&Unit::Edge)
            || (blanks && self.char(0).is_some_and(char::is_whitespace))
        {
            self.at += 1;
        }
    }

    /// A number that is not 0.
    fn index(&mut self) -> Result<i64, Failure> {
        let mut text = String::new();
        while self.char(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        while let Some(c) =
            self.char(0).filter(|c| c.is_ascii_digit() || (text.is_empty() && "+-".contains(*c)))
        {
            text.push(c);
            self.at += 1;
        }
        text.parse().ok().filter(|index| *index != 0).ok_or(Failure::BAD_WORD)
    }
}

fn absolute(index: i64, size: usize) -> i64 {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    if index > -1 { index } else { size.saturating_add(index).saturating_add(1) }
}

fn position(index: i64, size: usize) -> Option<usize> {
    let index = usize::try_from(absolute(index, size)).ok()?;
    index.checked_sub(1).filter(|position| *position < size)
}

/// From one index to another, in the direction that fish takes.
fn range(from: i64, to: i64, size: usize) -> Vec<usize> {
    let (first, last) = (absolute(from, size), absolute(to, size));
    let length = i64::try_from(size).unwrap_or(i64::MAX);
    if first > length && last > length {
        return vec![];
    }
    let mixed = (from > -1) != (to > -1);
    let (first, last) = if mixed { (first, last) } else { (first.min(length), last.min(length)) };
    let backwards = if mixed { to > -1 } else { last < first };
    let (low, high) = if backwards { (last, first) } else { (first, last) };
    let inside = (low.max(1)..=high.min(length)).filter_map(|index| usize::try_from(index - 1).ok());
    if backwards { inside.rev().collect() } else { inside.collect() }
}

/// The indexes after a variable's name, as `set` takes them: outside of the list they stay.
pub(crate) type Indexes = Vec<i64>;

/// The most indexes that are followed, and the largest of them.
const MAX_INDEXES: i64 = 20_000;

/// Cuts `NAME[1 2..3]` into name and indexes; `size` says how many elements the variable has.
///
/// # Errors
/// Something that is no index, or more than this reader follows.
pub(crate) fn indexes_of_name(text: &str, size: impl Fn(&str) -> usize) -> Result<(&str, Indexes), Failure> {
    let Some((name, rest)) = text.split_once('[') else { return Ok((text, vec![])) };
    let size = size(name);
    let mut rest = rest;
    let mut indexes: Indexes = vec![];
    loop {
        if rest.starts_with(']') {
            return Ok((name, indexes));
        }
        let from = if indexes.is_empty() && rest.starts_with("..") { 1 } else { number(&mut rest)? };
        let from = if from < 0 { absolute(from, size) } else { from };
        let Some(after) = rest.strip_prefix("..") else {
            indexes.push(from);
            continue;
        };
        rest = after;
        let to = if indexes.is_empty() && rest.starts_with(']') { -1 } else { number(&mut rest)? };
        let to = if to < 0 { absolute(to, size) } else { to };
        if from.abs().max(to.abs()) > MAX_INDEXES || indexes.len() as i64 > MAX_INDEXES {
            return Err(Failure::TooLarge);
        }
        if to < from {
            indexes.extend((to..=from).rev());
        } else {
            indexes.extend(from..=to);
        }
    }
}

/// Takes a number with the blanks around it.
fn number(rest: &mut &str) -> Result<i64, Failure> {
    let text = rest.trim_start();
    let signed = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
    let length = text.len() - signed.len() + digits;
    let (number, after) = text.split_at_checked(length).ok_or(Failure::BAD_WORD)?;
    *rest = after.trim_start();
    match number.parse() {
        Ok(number) if number > MAX_INDEXES => Err(Failure::TooLarge),
        Ok(number) => Ok(number),
        Err(_) => Err(Failure::BAD_WORD),
    }
}
