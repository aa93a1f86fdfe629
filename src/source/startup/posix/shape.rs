//! What `typeset` makes of every text that a variable is given.

/// An attribute that changes what a variable is given. No variable that Go reads needs one, so values are not
/// worked out: all but plain whole numbers are unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// None.
    #[default]
    Plain,
    /// `-i`: it holds whole numbers; anything else that is no expression is an error.
    Integer,
    /// Numbers that are perhaps written in another way than they are given: fractions, another base.
    Number,
    /// Upper or lower case, a field of so many characters: it takes every text.
    Text,
}

impl Shape {
    /// This attribute and another.
    pub(super) fn with(self, more: Self) -> Self {
        match (self, more) {
            (Self::Plain, shape) | (shape, Self::Plain) => shape,
            (Self::Integer, Self::Integer) => Self::Integer,
            (Self::Text, Self::Text) => Self::Text,
            _ => Self::Number,
        }
    }

    /// Whether a text that is no expression is an error.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }

    /// This attribute after a value that was perhaps rewritten.
    pub(super) fn rewritten(self) -> Self {
        if self == Self::Integer { Self::Number } else { self }
    }

    /// Whether a text stays what it is.
    pub(super) fn keeps(self, text: &str) -> bool {
        match self {
            Self::Plain => true,
            Self::Integer => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let is_short = text == "0" || !digits.starts_with('0') && digits.len() < 10;
                is_short && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
            }
            Self::Number | Self::Text => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_keeps_plain_numbers() {
        for (text, keeps) in
            [("12", true), ("-3", true), ("0", true), ("010", false), ("a", false), ("", false)]
        {
            assert_eq!(Shape::Integer.keeps(text), keeps, "{text}");
        }
        assert!(Shape::Plain.keeps("x") && !Shape::Text.keeps("12"));
    }

    #[test]
    fn shape_that_takes_numbers_goes_on_refusing_texts() {
        assert_eq!(Shape::Integer.with(Shape::Text), Shape::Number);
        assert!(Shape::Integer.rewritten().is_number() && !Shape::Text.rewritten().is_number());
    }
}
