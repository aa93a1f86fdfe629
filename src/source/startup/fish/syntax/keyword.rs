//! Which words are keywords.

use crate::source::startup::fish::word::unquoted;

/// A word that means something to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// Any other word.
    None,
    /// `and`
    And,
    /// `begin`
    Begin,
    /// `builtin`
    Builtin,
    /// `case`
    Case,
    /// `command`
    Command,
    /// `else`
    Else,
    /// `end`
    End,
    /// `exec`
    Exec,
    /// `for`
    For,
    /// `function`
    Function,
    /// `if`
    If,
    /// `in`
    In,
    /// `not`, `!`
    Not,
    /// `or`
    Or,
    /// `switch`
    Switch,
    /// `time`
    Time,
    /// `while`
    While,
}

impl Keyword {
    /// Whether it opens something that `end` closes.
    pub(super) fn opens_block(self) -> bool {
        matches!(self, Self::Begin | Self::For | Self::Function | Self::If | Self::Switch | Self::While)
    }
}

/// The longest keyword has 8 characters; with quotes around each of them it has 24.
const MAX_LENGTH: usize = 24;

/// Which keyword a word is. Quotes around it make no difference.
pub(super) fn keyword(word: &str) -> Keyword {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\'' | '"' | '\\' | '\n' | '!');
    if word.len() > MAX_LENGTH || !word.chars().all(fits) {
        return Keyword::None;
    }
    if word.contains(['\'', '"', '\\']) {
        return unquoted(word).map_or(Keyword::None, |word| by_name(&word));
    }
    by_name(word)
}

fn by_name(word: &str) -> Keyword {
    match word {
        "and" => Keyword::And,
        "begin" => Keyword::Begin,
        "builtin" => Keyword::Builtin,
        "case" => Keyword::Case,
        "command" => Keyword::Command,
        "else" => Keyword::Else,
        "end" => Keyword::End,
        "exec" => Keyword::Exec,
        "for" => Keyword::For,
        "function" => Keyword::Function,
        "if" => Keyword::If,
        "in" => Keyword::In,
        "not" | "!" => Keyword::Not,
        "or" => Keyword::Or,
        "switch" => Keyword::Switch,
        "time" => Keyword::Time,
        "while" => Keyword::While,
        _ => Keyword::None,
    }
}

/// Whether a character may stand in a variable's name.
pub(crate) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a text is a variable's name.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_char)
}

/// Whether a word begins with `NAME=`.
pub(super) fn begins_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyword_quoted_is_still_one() {
        assert_eq!(keyword("if"), Keyword::If);
        assert_eq!(keyword("'i'\"f\""), Keyword::If);
        assert_eq!(keyword("\\end"), Keyword::None, "\\e is the escape character");
        assert_eq!(keyword("iff"), Keyword::None);
    }

    #[test]
    fn assignment_needs_a_name() {
        assert!(begins_assignment("GOPROXY=off") && begins_assignment("1=") && begins_assignment("é=x"));
        assert!(!begins_assignment("=x") && !begins_assignment("-a=b") && !begins_assignment("a-b=c"));
    }
}
