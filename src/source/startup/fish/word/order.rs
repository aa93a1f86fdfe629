//! The order in which wildcards give files: numbers by value, letters whatever their case.
//!
//! Mirrors `wcsfilecmp_glob` of fish 3.6.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares two paths as fish sorts them.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.chars().peekable(), other.chars().peekable());
    while let (Some(a), Some(b)) = (one.peek().copied(), other.peek().copied()) {
        if a.is_ascii_digit() && b.is_ascii_digit() {
            let order = compare_numbers(&mut one, &mut other);
            if order != Ordering::Equal {
                return order;
            }
            continue;
        }
        match lower(a).cmp(&lower(b)) {
            Ordering::Equal => {
                one.next();
                other.next();
            }
            order => return order,
        }
    }
    one.peek().is_some().cmp(&other.peek().is_some())
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn compare_numbers(one: &mut Peekable<Chars<'_>>, other: &mut Peekable<Chars<'_>>) -> Ordering {
    let take = |chars: &mut Peekable<Chars<'_>>| {
        let mut digits = String::new();
        while let Some(c) = chars.next_if(char::is_ascii_digit) {
            digits.push(c);
        }
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        digits.trim_start_matches('0').to_owned()
    };
    let (one, other) = (take(one), take(other));
    one.len().cmp(&other.len()).then(one.cmp(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_natural() {
        let mut names = ["b10.fish", "B8.fish", "a.fish", "b9.fish", "b.fish", "09.fish", "1.fish"];
        names.sort_by(|one, other| compare(one, other));
        assert_eq!(names, ["1.fish", "09.fish", "a.fish", "b.fish", "B8.fish", "b9.fish", "b10.fish"]);
    }
}
