//! Pasted `go env` output, from a file or standard input.

use std::path::Path;

use super::error::UsageError;
use crate::source::go_env_output::{self, GoEnvOutput};
use crate::source::read::{decode, read_bytes, read_limited};

/// Reads a paste from a file or from standard input.
///
/// # Errors
/// It cannot be read, or there is no `go env` output in it.
pub(super) fn read(file: &Path) -> Result<GoEnvOutput, UsageError> {
    let is_stdin = file == Path::new("-");
    let name = if is_stdin { Path::new("standard input") } else { file };
    let bytes = if is_stdin { read_limited(std::io::stdin().lock(), name)? } else { read_bytes(file)? };
    let output = go_env_output::parse(&decode(bytes, name)?, (!is_stdin).then_some(file));
    if output.assignments.is_empty() {
        return Err(UsageError::NoGoEnv(name.to_owned()));
    }
    Ok(output)
}
