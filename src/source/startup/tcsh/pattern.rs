//! The patterns of `=~`, `case`, `unsetenv` and file names: `*`, `?`, `[a-z]`, `[^a]`.

use super::glyph::Glyph;

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    /// Any characters.
    Any,
    /// One character, whichever.
    One,
    /// Exactly this one.
    Literal(char),
    /// One of these ranges; or, turned around, none of them.
    Range(Vec<(char, char)>, bool),
}

/// A pattern, ready to match.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Element>);

impl Pattern {
    /// A pattern in which quotes do not matter any more, as after `=~` and `case`.
    ///
    /// # Errors
    /// A `[` without its `]`.
    pub(super) fn of_text(text: &str) -> Result<Self, String> {
        let glyphs: Vec<Glyph> = text.chars().map(Glyph::plain).collect();
        Self::of_glyphs(&glyphs).ok_or_else(|| "missing ]".to_owned())
    }

    /// A pattern of a file name; `None`: a `[` without its `]`.
    pub(super) fn of_glyphs(glyphs: &[Glyph]) -> Option<Self> {
        let (mut elements, mut rest) = (vec![], glyphs);
        while let [first, tail @ ..] = rest {
            rest = tail;
            elements.push(if first.is('*') {
                Element::Any
            } else if first.is('?') {
                Element::One
            } else if first.is('[') {
                let close = tail.iter().position(|glyph| glyph.char == ']')?;
                let (inside, after) = tail.split_at_checked(close)?;
                rest = after.get(1..).unwrap_or_default();
                range(inside)
            } else {
                Element::Literal(first.char)
            });
        }
        Some(Self(elements))
    }

    /// Whether a whole text matches; in time proportional to the product of both lengths at worst.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut element, mut retry) = (0, 0, None);
        while at < text.len() {
            match (self.0.get(element), text.get(at)) {
                (Some(Element::Any), _) => {
                    element += 1;
                    retry = Some((element, at));
                    continue;
                }
                (Some(wanted), Some(char)) if wanted.matches(*char) => {
                    element += 1;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            let Some((after, from)) = retry else { return false };
            (element, at) = (after, from + 1);
            retry = Some((after, at));
        }
        self.0.iter().skip(element).all(|left| *left == Element::Any)
    }
}

impl Element {
    fn matches(&self, char: char) -> bool {
        match self {
            Self::Any | Self::One => true,
            Self::Literal(wanted) => *wanted == char,
            Self::Range(ranges, turned) => {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&char)) != *turned
            }
        }
    }
}

fn range(inside: &[Glyph]) -> Element {
    let (turned, mut rest) = match inside {
        [first, rest @ ..] if first.is('^') => (true, rest),
        _ => (false, inside),
    };
    let mut ranges = vec![];
    loop {
        rest = match rest {
            [from, dash, to, tail @ ..] if dash.char == '-' => {
                ranges.push((from.char, to.char));
                tail
            }
            [one, tail @ ..] => {
                ranges.push((one.char, one.char));
                tail
            }
            [] => return Element::Range(ranges, turned),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Pattern::of_text(pattern).unwrap().matches(text)
    }

    #[test]
    fn pattern_matches_whole_texts() {
        assert!(matches("*.go", "main.go") && !matches("*.go", "main.got"));
        assert!(matches("[a-c]?[^x]", "bzy") && !matches("[a-c]?[^x]", "bzx"));
        assert!(matches("a*b*c", "a-b-b-c") && !matches("a*b*c", "a-c-b"));
        assert!(matches("", "") && matches("*", ""));
    }

    #[test]
    fn pattern_without_closing_bracket_is_an_error() {
        assert!(Pattern::of_text("x[ab").is_err());
    }

    #[test]
    fn pattern_with_many_stars_is_quick() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(5000).replace("aa", "ab")[..2000]));
    }
}
