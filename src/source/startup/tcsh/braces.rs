//! `{a,b}`: one word into several.

use super::glyph::Glyph;

/// Words that braces may come to.
const MAX_WORDS: usize = 20_000;

/// Characters that are copied before the braces of one command count as too many.
const MAX_WORK: usize = 20_000_000;

/// Expands the braces of words. `{}` and a lone `{` stay as they are.
///
/// # Errors
/// A brace or a bracket without its partner.
pub(super) fn expand_braces(words: Vec<Vec<Glyph>>) -> Result<Vec<Vec<Glyph>>, String> {
    let mut done = vec![];
    let mut left: Vec<Vec<Glyph>> = words.into_iter().rev().collect();
    let mut work = 0_usize;
    while let Some(word) = left.pop() {
        let Some(open) = word.iter().position(|glyph| glyph.is('{')).filter(|_| !is_left_alone(&word)) else {
            done.push(word);
            continue;
        };
        let parts = alternatives(&word, open)?;
        work += parts.iter().map(Vec::len).sum::<usize>() + word.len();
        if done.len() + left.len() + parts.len() > MAX_WORDS || work > MAX_WORK {
            return Err("too many words".into());
        }
        left.extend(parts.into_iter().rev());
    }
    Ok(done)
}

fn is_left_alone(word: &[Glyph]) -> bool {
    match word {
        [open] => open.is('{'),
        [open, close] => open.is('{') && close.is('}'),
        _ => false,
    }
}

/// The words that the first brace of a word comes to.
fn alternatives(word: &[Glyph], open: usize) -> Result<Vec<Vec<Glyph>>, String> {
    let (before, inside) = (word.get(..open).unwrap_or_default(), word.get(open + 1..).unwrap_or_default());
    let (mut depth, mut in_brackets, mut commas) = (0_u32, false, vec![]);
    let mut close = None;
    for (index, glyph) in inside.iter().enumerate() {
        if in_brackets {
            in_brackets = !glyph.is(']');
        } else if glyph.is('[') {
            in_brackets = true;
        } else if glyph.is('{') {
            depth += 1;
        } else if glyph.is('}') && depth == 0 {
            close = Some(index);
            break;
        } else if glyph.is('}') {
            depth -= 1;
        } else if glyph.is(',') && depth == 0 {
            commas.push(index);
        }
    }
    let close = close.ok_or(if in_brackets { "missing ]" } else { "missing }" })?;
    let after = inside.get(close + 1..).unwrap_or_default();
    let starts = std::iter::once(0).chain(commas.iter().map(|comma| comma + 1));
    let ends = commas.iter().copied().chain(std::iter::once(close));
    let part =
        |(start, end): (usize, usize)| [before, inside.get(start..end).unwrap_or_default(), after].concat();
    Ok(starts.zip(ends).map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::super::glyph::text;
    use super::*;

    fn expanded(word: &str) -> Result<Vec<String>, String> {
        let words = expand_braces(vec![word.chars().map(Glyph::plain).collect()])?;
        Ok(words.iter().map(|word| text(word)).collect())
    }

    #[test]
    fn braces_nest_and_multiply() {
        assert_eq!(expanded("x{a,{b,c}}").unwrap(), ["xa", "xb", "xc"]);
        assert_eq!(expanded("{a,b}{c,d}").unwrap(), ["ac", "ad", "bc", "bd"]);
        assert_eq!(expanded("x{}y").unwrap(), ["xy"]);
    }

    #[test]
    fn braces_alone_stay_and_open_ones_are_errors() {
        assert_eq!(expanded("{}").unwrap(), ["{}"]);
        assert_eq!(expanded("x{a").unwrap_err(), "missing }");
    }

    #[test]
    fn braces_that_would_fill_the_memory_are_refused() {
        assert!(expanded(&"{a,b}".repeat(40)).is_err());
    }
}
