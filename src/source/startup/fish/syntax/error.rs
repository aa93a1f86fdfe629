//! What fish refuses, and how deep this reader goes.

/// Blocks in blocks, and command substitutions in one another, that this reader follows. Nobody writes
/// that many; a generated file must not overflow the stack.
pub(super) const MAX_DEPTH: u32 = 64;

/// Text that fish cannot parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct SyntaxError {
    /// Why, in a few words.
    pub(in super::super) reason: String,
    /// Where: the offset in bytes of its first character.
    pub(in super::super) start: u32,
    /// The offset after its last character.
    pub(in super::super) end: u32,
}
