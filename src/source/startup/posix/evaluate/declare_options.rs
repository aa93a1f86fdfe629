//! The options of `export`, `readonly`, `typeset` and their like.

use super::super::dialect::Dialect;
use super::super::shape::Shape;
use super::super::syntax::Word;
use super::simple::literal;

/// What the options of a declaration ask for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DeclareOptions {
    /// Whether programs see it.
    pub(super) exports: Option<bool>,
    /// `-r`
    pub(super) is_read_only: bool,
    /// `-g`
    pub(super) is_global: bool,
    /// `-a`, `-A`
    pub(super) is_array: bool,
    /// zsh's `-T`
    pub(super) is_tied: bool,
    /// `-p`
    pub(super) prints: bool,
    /// `-n`: it stands for another variable.
    pub(super) is_reference: bool,
    /// `-f`
    pub(super) is_function: bool,
    /// Attributes that are given.
    pub(super) shape: Shape,
    /// Attributes are given, or taken away.
    pub(super) has_shape: bool,
    /// Attributes are taken away: `+i`, `+u`.
    pub(super) is_unshaped: bool,
    /// The command is one of those whose failing is an error of the shell.
    pub(super) is_special: bool,
    /// The command is `typeset`.
    pub(super) is_typeset: bool,
    /// An option that the shell does not know.
    pub(super) is_refused: bool,
}

impl DeclareOptions {
    /// What the command itself asks for.
    pub(super) fn of(command: &str) -> Self {
        let is_number = matches!(command, "integer" | "float");
        Self {
            exports: (command == "export").then_some(true),
            is_read_only: command == "readonly",
            is_typeset: command == "typeset",
            is_special: matches!(command, "export" | "readonly"),
            has_shape: is_number,
            shape: match command {
                "integer" => Shape::Integer,
                "float" => Shape::Number,
                _ => Shape::Plain,
            },
            ..Self::default()
        }
    }

    /// Reads the options that the words begin with; gives the words after them.
    pub(super) fn read<'w>(&mut self, dialect: Dialect, command: &str, words: &'w [Word]) -> &'w [Word] {
        let mut rest = words;
        while let Some((first, after)) = rest.split_first() {
            let Some(text) = literal(first) else { break };
            let mut letters = text.chars();
            let on = match letters.next() {
                Some('-') => true,
                Some('+') => false,
                _ => break,
            };
            if text.len() < 2 {
                break;
            }
            rest = after;
            if text == "--" {
                break;
            }
            let letters: String = letters.collect();
            let (letters, digits) = cut_digits(&letters);
            for letter in letters.chars() {
                if knows(dialect, command, letter) {
                    self.option(dialect, command, letter, on);
                } else {
                    self.is_refused = true;
                }
            }
            if !digits.is_empty() && dialect == Dialect::Bash {
                self.is_refused = true;
            }
            let takes_number = letters.ends_with(['L', 'R', 'Z', 'i']) && on && dialect != Dialect::Bash;
            let mut number = digits.parse().ok();
            if let Some((next, after)) = rest.split_first().filter(|_| takes_number && digits.is_empty())
                && let Some(found) = next.bare().and_then(|text| text.parse().ok())
            {
                number = Some(found);
                rest = after;
            }
            if number.is_some_and(|number: u32| number != 10) {
                self.shape = Shape::Number;
            }
        }
        rest
    }

    fn option(&mut self, dialect: Dialect, command: &str, letter: char, on: bool) {
        match letter {
            'n' if command == "export" => self.exports = Some(false),
            'n' => self.is_reference = true,
            'x' => self.exports = Some(on),
            'r' => self.is_read_only = on,
            'g' => self.is_global = true,
            'a' | 'A' => self.is_array = true,
            'f' => self.is_function = true,
            'F' if dialect == Dialect::Bash => self.is_function = true,
            'T' if dialect == Dialect::Zsh => self.is_tied = true,
            'p' => self.prints = true,
            'i' | 'E' | 'F' | 'u' | 'l' | 'L' | 'R' | 'Z' => self.attribute(letter, on),
            _ => {}
        }
    }

    fn attribute(&mut self, letter: char, on: bool) {
        self.has_shape = true;
        self.is_unshaped |= !on;
        if !on {
            return;
        }
        self.shape = self.shape.with(match letter {
            'i' => Shape::Integer,
            'E' | 'F' => Shape::Number,
            _ => Shape::Text,
        });
    }
}

fn cut_digits(letters: &str) -> (&str, &str) {
    let length = letters.find(|c: char| c.is_ascii_digit()).unwrap_or(letters.len());
    letters.split_at_checked(length).unwrap_or((letters, ""))
}

/// Whether a command that declares knows an option of that letter.
fn knows(dialect: Dialect, command: &str, letter: char) -> bool {
    let letters = match (dialect, command) {
        (Dialect::Bash, "export") => "fnp",
        (Dialect::Bash, "readonly") => "aAfp",
        (Dialect::Bash, "local") => "aAilnrtux",
        (Dialect::Bash, _) => "aAfFgiIlnrtuxp",
        (Dialect::Zsh, "export") => "AaEFfghHiLlpRrTtUuZz",
        (Dialect::Zsh, _) => "AaEFfghHikLlmpRrTtUuXxZz",
        (Dialect::Dash, "export" | "readonly") => "p",
        (Dialect::Busybox, "export" | "readonly") => "np",
        (Dialect::Ksh | Dialect::Mksh, "export" | "readonly") => "p",
        (Dialect::Ksh, _) => "bflmnprstuxACSXhTHEFLRZMiag",
        (Dialect::Mksh, _) => "LRZUilprtuxgfan",
        (Dialect::Dash | Dialect::Busybox, _) => "",
    };
    letters.contains(letter)
}
