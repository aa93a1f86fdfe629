//! How much is read of what somebody else may have written.

/// Size of a file that is read whole, in bytes. Settings files have a few hundred; go refuses a larger
/// go.mod of a dependency (`golang.org/x/mod/zip.MaxGoMod`).
pub const MAX_FILE: u64 = 16 << 20;

/// Bytes of all files together that a run keeps; what comes later is read again where it is asked for
/// again.
pub const MAX_KEPT: u64 = 16 << 20;

/// Length of a line in a file that is read line by line, in bytes; a line of go.sum has about 150.
pub const MAX_LINE: u64 = 1 << 20;

/// Links in one path that are followed before it counts as a loop (Linux allows as many).
pub const MAX_LINKS: u32 = 40;

/// Size of a start-up file that the readers of fish and csh follow in bounded memory, in bytes. Those
/// that people write have a few thousand.
pub const MAX_STARTUP_FILE: usize = 1 << 20;

/// Opening brackets in one such file.
pub const MAX_BRACKETS: usize = 10_000;

/// Size of all values together that lines of an environment file come to, in bytes.
pub const MAX_VALUES: usize = 16 << 20;
