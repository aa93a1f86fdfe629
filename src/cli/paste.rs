//! Pasted `go env` output, from a file or standard input.

use std::path::Path;

use super::error::UsageError;
use crate::files::{Tree, is_stdin, read_input};
use crate::source::go_env_output::{self, GoEnvOutput};

/// Reads a paste from a file or from standard input.
///
/// # Errors
/// It cannot be read, or there is no `go env` output in it.
pub(super) fn read(file: &Path, tree: &dyn Tree) -> Result<GoEnvOutput, UsageError> {
    let name = if is_stdin(file) { Path::new("standard input") } else { file };
    let text = read_input(file, tree)?.pasted(name)?;
    let output = go_env_output::parse(&text, (!is_stdin(file)).then_some(file));
    if output.assignments.is_empty() {
        return Err(UsageError::NoGoEnv(name.to_owned()));
    }
    Ok(output)
}
