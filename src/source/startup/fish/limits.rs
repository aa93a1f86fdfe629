//! How much this reader follows before it says that it does not know.

/// What may still be done.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    commands: u32,
    characters: usize,
    files: u32,
    is_spent: Option<&'static str>,
}

/// Commands that are followed in all files together.
const MAX_COMMANDS: u32 = 2_000_000;
/// As many commands as a test counts for whose two ways are walked.
const COST_OF_SPLIT: u32 = 10;
/// Characters of all arguments together.
const MAX_CHARACTERS: usize = 200_000_000;
/// Files that are read, one that is sourced twice counted twice.
const MAX_FILES: u32 = 1000;
/// Files that source one another.
pub(super) const MAX_SOURCE_DEPTH: usize = 16;
/// Blocks, calls and files inside one another. fish itself stops at 128 calls.
pub(super) const MAX_DEPTH: usize = 72;
/// Remarks that are kept.
pub(super) const MAX_REMARKS: usize = 2000;

impl Default for Budget {
    fn default() -> Self {
        Self { commands: MAX_COMMANDS, characters: MAX_CHARACTERS, files: MAX_FILES, is_spent: None }
    }
}

impl Budget {
    /// Counts a command.
    pub(super) fn spend_command(&mut self) {
        match self.commands.checked_sub(1) {
            Some(rest) => self.commands = rest,
            None => self.is_spent = Some("more commands than this reader follows"),
        }
    }

    /// Counts a test whose two ways are walked.
    pub(super) fn spend_split(&mut self) {
        match self.commands.checked_sub(COST_OF_SPLIT) {
            Some(rest) => self.commands = rest,
            None => self.is_spent = Some("more undecided tests than this reader follows"),
        }
    }

    /// Counts characters that were written.
    pub(super) fn spend_characters(&mut self, characters: usize) {
        match self.characters.checked_sub(characters) {
            Some(rest) => self.characters = rest,
            None => self.is_spent = Some("more text than this reader follows"),
        }
    }

    /// Counts a file; says whether it may be read.
    pub(super) fn spend_file(&mut self) -> bool {
        let rest = self.files.checked_sub(1);
        self.files = rest.unwrap_or(0);
        rest.is_some()
    }

    /// Which limit was reached.
    pub(super) fn spent(&self) -> Option<&'static str> {
        self.is_spent
    }
}
