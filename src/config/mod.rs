//! goenv-doctor.toml: what a project wants of its settings, and which findings it does not want. Only
//! this room knows the file's keys.

mod entry;
mod glob;
mod ignore;
mod policy;
mod reader;

use std::path::{Path, PathBuf};

use crate::files::{Place, TextFile};

pub use entry::Entry;
pub use glob::{Glob, is_beyond_use, name_below};
pub use ignore::Ignore;
pub use policy::{Demand, DemandKind, Egress, Policy, Verification};
use reader::{Defect, Reader};

/// The file's name.
pub const FILE: &str = "goenv-doctor.toml";

/// The keys at the top of the file.
const TOP: &[&str] =
    &["private", "fail-on", "exclude", "require", "forbid", "egress", "verification", "ignore"];

/// The words that `fail-on` takes.
const FAIL_ON: &[&str] = &["error", "warning", "info", "never"];

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// From which severity on findings make `check` fail: error, warning, info or never.
    pub fail_on: Option<String>,
    /// Directories in which go.mod files are not looked for, relative to the file's own directory.
    pub exclude: Vec<Glob>,
    /// What the settings and the module graph are held to.
    pub policy: Policy,
    /// The `[[ignore]]` entries, in order.
    pub ignore: Vec<Ignore>,
}

/// Why the file cannot be used. `Display` is one line: file, line, column, what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: {message}", path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
    /// What is wrong, and what to write instead.
    pub message: String,
}

/// Reads the file's content.
///
/// # Errors
/// No TOML, an unknown key, a value of another type or outside the known words, an entry without `rule`.
pub fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
    let file = TextFile::new(path, text);
    let reader = Reader { file: &file };
    read(&reader).map_err(|Defect { at, message }| {
        let place = Place::new(&file, at);
        let (line, column) = (place.line(), place.column());
        ConfigError { path: path.to_owned(), line, column, message }
    })
}

fn read(reader: &Reader<'_>) -> Result<Config, Defect> {
    let table = reader.document()?;
    let mut config = Config::default();
    for (key, _, value) in reader.known_keys(table.get_ref(), TOP)? {
        match key {
            "fail-on" => config.fail_on = Some(reader.word(key, value, FAIL_ON)?.to_owned()),
            "exclude" => {
                for entry in reader.texts(key, value)? {
                    config.exclude.push(Glob::of(entry)?);
                }
            }
            "ignore" => config.ignore = ignore::read(reader, value)?,
            _ => config.policy.read(reader, key, value)?,
        }
    }
    Ok(config)
}

#[cfg(test)]
mod tests;
