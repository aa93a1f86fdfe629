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
    /// Upper or lower case, a field of so many characters, fractions, numbers in another base.
    Other,
}

impl Shape {
    /// This attribute and another.
    pub(super) fn with(self, more: Self) -> Self {
        match (self, more) {
            (Self::Plain, shape) | (shape, Self::Plain) => shape,
            (Self::Integer, Self::Integer) => Self::Integer,
            _ => Self::Other,
        }
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
            Self::Other => false,
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
        assert!(Shape::Plain.keeps("x") && !Shape::Other.keeps("12"));
        assert_eq!(Shape::Integer.with(Shape::Other), Shape::Other);
    }
}
