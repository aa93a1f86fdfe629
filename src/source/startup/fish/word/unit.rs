//! What a word is made of once its quotes and escapes are gone.

/// One character of a word, or a mark that means something to an expansion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A character that stands for itself.
    Char(char),
    /// `$` outside quotes: every element of the variable makes a word of its own.
    Variable,
    /// `$` inside double quotes: the elements are joined.
    QuotedVariable,
    /// The name of a variable that does not exist, in `$$NAME`.
    NoName,
    /// `{`
    BraceOpen,
    /// `}`
    BraceClose,
    /// `,` inside braces
    BraceComma,
    /// A space inside braces.
    BraceSpace,
    /// `?`
    AnyChar,
    /// `*`
    AnyText,
    /// `**`
    AnyPath,
    /// `~` at the start.
    Home,
    /// `%self`
    OwnProcess,
    /// Nothing; where quotes begin or end. A variable's name does not reach beyond it.
    Edge,
    /// A command substitution, by its number.
    Substitution(usize),
}

/// The characters among some units, marks left out.
pub(crate) fn characters(units: &[Unit]) -> String {
    let chars = units.iter().filter_map(|unit| if let Unit::Char(c) = unit { Some(*c) } else { None });
    chars.collect()
}
