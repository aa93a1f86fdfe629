//! Text that fish cannot parse, or that this reader does not follow.

/// Blocks in blocks, and command substitutions in one another, that this reader follows. Nobody writes
/// that many; a generated file must not overflow the stack.
pub(super) const MAX_DEPTH: u32 = 64;

/// Text that fish cannot parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Why, in a few words.
    pub(crate) reason: String,
    /// Where: the offset in bytes of its first character.
    pub(crate) start: u32,
    /// The offset after its last character.
    pub(crate) end: u32,
}
