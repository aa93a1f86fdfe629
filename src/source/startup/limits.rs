//! How much the readers follow before they say that they do not know: a file that no person wrote must not
//! take the machine's time or memory.

/// Steps that all files of a start may take together.
const MAX_STEPS: u64 = 2_000_000;

/// Bytes of text that are put together in one step.
const BYTES_OF_A_STEP: usize = 64;

/// Files that are read, and listed.
pub(crate) const MAX_FILES: usize = 1_000;

/// Files that source one another.
pub(crate) const MAX_SOURCE_DEPTH: usize = 16;

/// Remarks that are kept.
pub(crate) const MAX_REMARKS: usize = 1_000;

/// The longest text that is worked out, in bytes.
pub(crate) const MAX_TEXT: usize = 1 << 20;

/// What may still be done.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    steps: u64,
    files: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: MAX_STEPS, files: MAX_FILES }
    }
}

impl Budget {
    /// What a reader says that has spent all of it.
    pub(crate) const SPENT: &'static str = "more commands and text than this reader follows";

    /// Takes steps off.
    pub(crate) fn spend(&mut self, steps: usize) {
        self.steps = self.steps.saturating_sub(steps as u64);
    }

    /// Takes off what putting together a text takes.
    pub(crate) fn spend_text(&mut self, bytes: usize) {
        self.spend(bytes / BYTES_OF_A_STEP);
    }

    /// Allows more steps.
    pub(crate) fn allow(&mut self, steps: usize) {
        self.steps = self.steps.saturating_add(steps as u64);
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.steps == 0
    }

    /// Counts a file; says whether it may be read.
    pub(crate) fn spend_file(&mut self) -> bool {
        let rest = self.files.checked_sub(1);
        self.files = rest.unwrap_or(0);
        rest.is_some()
    }
}
