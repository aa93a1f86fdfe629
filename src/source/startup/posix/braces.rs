//! Brace expansion: `{a,b}` and `{1..3}`.

use super::dialect::Dialect;
use super::syntax::{Part, is_name_char};

/// A word as a line of characters and opaque pieces.
#[derive(Debug, Clone)]
enum Atom {
    Char(char),
    Piece(Part),
}

/// Digits of a padded number.
const MAX_WIDTH: usize = 100;

/// Opening braces in one word that are followed.
const MAX_BRACES: usize = 64;

/// The words that braces make of a word; `None`: more than `most`.
pub(super) fn expand(parts: &[Part], most: usize, dialect: Dialect) -> Option<Vec<Vec<Part>>> {
    let mut atoms = vec![];
    for part in parts {
        match part {
            Part::Bare(text) => atoms.extend(text.chars().map(Atom::Char)),
            other => atoms.push(Atom::Piece(other.clone())),
        }
    }
    let opening = atoms.iter().filter(|atom| matches!(atom, Atom::Char('{'))).count();
    if opening > MAX_BRACES {
        return None;
    }
    let mut budget = most;
    let words = words(&atoms, &mut budget, dialect)?;
    Some(words.into_iter().map(|word| joined(word, dialect == Dialect::Bash)).collect())
}

fn words(atoms: &[Atom], budget: &mut usize, dialect: Dialect) -> Option<Vec<Vec<Atom>>> {
    let Some((open, close, commas)) = group(atoms, dialect) else {
        *budget = budget.checked_sub(1)?;
        return Some(vec![atoms.to_vec()]);
    };
    let before = atoms.get(..open).unwrap_or_default();
    let after = atoms.get(close + 1..).unwrap_or_default();
    let inside = atoms.get(open + 1..close).unwrap_or_default();
    let mut choices = vec![];
    if commas.is_empty() {
        choices.extend(
            range(inside, *budget, dialect)?.into_iter().map(|text| text.chars().map(Atom::Char).collect()),
        );
    } else {
        let mut start = open + 1;
        for comma in commas.into_iter().chain([close]) {
            choices.extend(words(atoms.get(start..comma).unwrap_or_default(), budget, dialect)?);
            start = comma + 1;
        }
    }
    let tails = words(after, budget, dialect)?;
    let count = choices.len().checked_mul(tails.len())?;
    *budget = budget.checked_sub(count)?;
    let whole = |choice: &Vec<Atom>, tail: &Vec<Atom>| [before, choice, tail].concat();
    Some(choices.iter().flat_map(|choice| tails.iter().map(move |tail| whole(choice, tail))).collect())
}

/// The first group that expands: where it opens, where it closes, its commas.
fn group(atoms: &[Atom], dialect: Dialect) -> Option<(usize, usize, Vec<usize>)> {
    let mut opens: Vec<(usize, Vec<usize>)> = vec![];
    let mut found: Option<(usize, usize, Vec<usize>)> = None;
    for (index, atom) in atoms.iter().enumerate() {
        match atom {
            Atom::Char('{') => opens.push((index, vec![])),
            Atom::Char(',') => {
                if let Some((_, commas)) = opens.last_mut() {
                    commas.push(index);
                }
            }
            Atom::Char('}') => {
                let Some((open, commas)) = opens.pop() else { continue };
                let inside = atoms.get(open + 1..index).unwrap_or_default();
                let expands = !commas.is_empty() || range(inside, usize::MAX, dialect).is_some();
                if expands && found.as_ref().is_none_or(|(first, _, _)| open < *first) {
                    found = Some((open, index, commas));
                }
                if opens.is_empty() && found.is_some() {
                    return found;
                }
            }
            _ => {}
        }
    }
    found
}

/// What `{1..3}`, `{1..9..2}` and `{a..c}` stand for; `None`: it is no range, or one of more than `most`.
fn range(inside: &[Atom], most: usize, dialect: Dialect) -> Option<Vec<String>> {
    // mksh has lists only.
    if dialect == Dialect::Mksh {
        return None;
    }
    let text: String = inside
        .iter()
        .map(|atom| match atom {
            Atom::Char(c) => Some(*c),
            Atom::Piece(_) => None,
        })
        .collect::<Option<_>>()?;
    let (from, rest) = text.split_once("..")?;
    let (to, step) = rest.split_once("..").map_or((rest, None), |(to, step)| (to, Some(step)));
    if let (Ok(first), Ok(last)) = (from.parse::<i64>(), to.parse::<i64>()) {
        let step = match step {
            Some(step) => usize::try_from(step.parse::<i64>().ok()?.unsigned_abs()).ok()?.max(1),
            None => 1,
        };
        let count = usize::try_from(first.abs_diff(last)).ok()?;
        if most == usize::MAX {
            return Some(vec![]);
        }
        if count / step > most {
            return None;
        }
        let is_padded = |text: &str| {
            text.trim_start_matches('-').len() > 1 && text.trim_start_matches('-').starts_with('0')
        };
        let pads = dialect != Dialect::Ksh && (is_padded(from) || is_padded(to));
        let width = if pads { from.len().max(to.len()) } else { 0 };
        if width > MAX_WIDTH {
            return None;
        }
        let written = |n: i64| format!("{n:0width$}");
        return Some(if first <= last {
            (first..=last).step_by(step).map(written).collect()
        } else {
            (last..=first).rev().step_by(step).map(written).collect()
        });
    }
    let letter = |text: &str| {
        let mut chars = text.chars();
        chars.next().filter(|c| c.is_ascii_alphabetic() && chars.next().is_none())
    };
    let (first, last) = (letter(from)?, letter(to)?);
    if step.is_some() {
        return None;
    }
    Some(if first <= last {
        (first..=last).map(String::from).collect()
    } else {
        (last..=first).rev().map(String::from).collect()
    })
}

fn joined(atoms: Vec<Atom>, is_bash: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    for atom in atoms {
        match (atom, parts.last_mut()) {
            // bash expands braces before it knows of variables: `$A{b,c}` is `$Ab $Ac`.
            (Atom::Char(c), Some(Part::Parameter(parameter)))
                if is_bash && parameter.is_bare() && is_name_char(c) =>
            {
                parameter.name.push(c);
                parameter.span.end = parameter.span.end.saturating_add(1);
            }
            (Atom::Char(c), Some(Part::Bare(text))) => text.push(c),
            (Atom::Char(c), _) => parts.push(Part::Bare(c.to_string())),
            (Atom::Piece(part), _) => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> Vec<String> {
        let words = expand(&[Part::Bare(text.to_owned())], 100, Dialect::Zsh).unwrap();
        let text = |parts: Vec<Part>| match parts.as_slice() {
            [Part::Bare(text)] => text.clone(),
            _ => String::new(),
        };
        words.into_iter().map(text).collect()
    }

    #[test]
    fn braces_make_words() {
        assert_eq!(expanded("x/{a,b{1,2}}.c"), ["x/a.c", "x/b1.c", "x/b2.c"]);
        assert_eq!(expanded("{1..3}{b..a}"), ["1b", "1a", "2b", "2a", "3b", "3a"]);
    }

    #[test]
    fn braces_without_a_choice_stay() {
        assert_eq!(expanded("{a}"), ["{a}"]);
        assert_eq!(expanded("a{"), ["a{"]);
        assert_eq!(expanded("{}"), ["{}"]);
    }

    #[test]
    fn braces_that_explode_are_given_up() {
        assert!(expand(&[Part::Bare("{1..1000000000}".into())], 100, Dialect::Zsh).is_none());
        assert!(expand(&[Part::Bare("{a,b}".repeat(40))], 100, Dialect::Zsh).is_none());
    }
}
