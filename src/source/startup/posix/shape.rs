//! What `typeset` makes of every text that a variable is given: `-u`, `-l`, `-i`, `-L`, `-R`, `-Z`.

use super::dialect::Dialect;

/// To which side a text is moved in its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Justify {
    /// `-L`: to the left.
    Left,
    /// `-R`: to the right.
    Right,
    /// `-Z`: to the right, with zeros before a number.
    Zero,
}

/// The attributes of a variable that change what it is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// `-i`: it holds whole numbers.
    pub(super) is_integer: bool,
    /// `-F`, `-E`: it holds fractions.
    pub(super) is_fraction: bool,
    /// The base in which a whole number is written; `None`: ten, or the base of the first number it is given.
    pub(super) base: Option<u32>,
    /// `-u` (true), `-l` (false).
    pub(super) upper: Option<bool>,
    /// A field of so many characters; 0: as many as the first text has.
    pub(super) justify: Option<(Justify, usize)>,
}

/// The widest field that is filled.
const MAX_WIDTH: usize = 1000;

impl Shape {
    /// Whether it changes nothing.
    pub(super) fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// These attributes and more.
    pub(super) fn with(self, more: Self) -> Self {
        Self {
            is_integer: self.is_integer || more.is_integer,
            is_fraction: self.is_fraction || more.is_fraction,
            base: more.base.or(self.base),
            upper: more.upper.or(self.upper),
            justify: more.justify.or(self.justify),
        }
    }

    /// The text in upper or lower case.
    pub(super) fn cased(&self, text: &str, dialect: Dialect) -> String {
        match (self.upper, dialect) {
            // Only bash knows the letters beyond ASCII.
            (Some(true), Dialect::Bash) => text.chars().map(|c| single(c, c.to_uppercase())).collect(),
            (Some(false), Dialect::Bash) => text.chars().map(|c| single(c, c.to_lowercase())).collect(),
            (Some(true), _) => text.to_ascii_uppercase(),
            (Some(false), _) => text.to_ascii_lowercase(),
            (None, _) => text.to_owned(),
        }
    }

    /// The text in its field; `None`: it is not worked out.
    pub(super) fn justified(&self, text: &str, dialect: Dialect) -> Option<String> {
        let Some((side, width)) = self.justify else { return Some(text.to_owned()) };
        if width == 0 || width > MAX_WIDTH || !text.chars().all(|c| matches!(c, ' '..='~')) {
            return None;
        }
        let trims = dialect != Dialect::Zsh;
        let fill = |c: char, text: &str| c.to_string().repeat(width.saturating_sub(text.len()));
        let last = |text: &str| text.chars().skip(text.len().saturating_sub(width)).collect::<String>();
        Some(match side {
            Justify::Left => {
                let text: String = text.trim_start_matches(' ').chars().take(width).collect();
                fill(' ', &text).chars().fold(text, |text, c| text + &c.to_string())
            }
            Justify::Right => {
                let text = if trims { text.trim_end_matches(' ') } else { text };
                format!("{}{}", fill(' ', text), last(text))
            }
            Justify::Zero => {
                let bare = text.trim_start_matches(' ');
                let text = if dialect == Dialect::Ksh { bare } else { text };
                let is_number = bare.starts_with(|c: char| c.is_ascii_digit());
                if dialect == Dialect::Zsh && bare.len() < text.len() {
                    return None;
                }
                let filler = if is_number || dialect == Dialect::Mksh { '0' } else { ' ' };
                format!("{}{}", fill(filler, text), last(text))
            }
        })
    }

    /// A whole number as the shell writes it.
    pub(super) fn number(&self, value: i64, dialect: Dialect) -> Option<String> {
        let Some(base) = self.base.filter(|base| *base != 10) else { return Some(value.to_string()) };
        if dialect == Dialect::Bash {
            return Some(value.to_string());
        }
        if value < 0 || !(2..=36).contains(&base) {
            return None;
        }
        let mut digits = vec![];
        let mut rest = u64::try_from(value).ok()?;
        while rest > 0 || digits.is_empty() {
            let digit = char::from_digit(u32::try_from(rest % u64::from(base)).ok()?, base)?;
            digits.push(if dialect == Dialect::Zsh { digit.to_ascii_uppercase() } else { digit });
            rest /= u64::from(base);
        }
        Some(format!("{base}#{}", digits.iter().rev().collect::<String>()))
    }
}

/// One character for one character: what the C library's `towupper` gives.
pub(super) fn single(c: char, mut made: impl Iterator<Item = char>) -> char {
    match (made.next(), made.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn justified(side: Justify, width: usize, text: &str, dialect: Dialect) -> Option<String> {
        Shape { justify: Some((side, width)), ..Shape::default() }.justified(text, dialect)
    }

    #[test]
    fn justified_texts_fill_their_fields() {
        assert_eq!(justified(Justify::Left, 3, "  abcdef", Dialect::Ksh).as_deref(), Some("abc"));
        assert_eq!(justified(Justify::Left, 3, "a", Dialect::Mksh).as_deref(), Some("a  "));
        assert_eq!(justified(Justify::Right, 4, "abc  ", Dialect::Ksh).as_deref(), Some(" abc"));
        assert_eq!(justified(Justify::Right, 4, "abc  ", Dialect::Zsh).as_deref(), Some("bc  "));
        assert_eq!(justified(Justify::Zero, 4, "x7", Dialect::Ksh).as_deref(), Some("  x7"));
        assert_eq!(justified(Justify::Zero, 4, "x7", Dialect::Mksh).as_deref(), Some("00x7"));
        assert_eq!(justified(Justify::Zero, 4, "123456", Dialect::Zsh).as_deref(), Some("3456"));
    }

    #[test]
    fn numbers_keep_the_base_they_were_written_in() {
        let shape = Shape { base: Some(16), ..Shape::default() };
        assert_eq!(shape.number(255, Dialect::Zsh).as_deref(), Some("16#FF"));
        assert_eq!(shape.number(255, Dialect::Mksh).as_deref(), Some("16#ff"));
        assert_eq!(shape.number(255, Dialect::Bash).as_deref(), Some("255"));
    }
}
