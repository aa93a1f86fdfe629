//! `/etc/environment`, as pam_env of Linux-PAM 1.5 reads it (`_parse_env_file`).
//!
//! `KEY=VALUE`, nothing is expanded. One `export ` before the name is passed over. A value that begins with
//! a quote loses it, and loses its last character if that is a quote too, of whichever kind. `#` begins a
//! comment even inside a word or inside quotes, so a value may keep the blanks before it. A name without `=`
//! takes the variable away.

use super::text::{LogicalLine, assemble};
use super::{Refusal, SessionFile};

/// Reads an environment file.
pub fn read(text: &str) -> SessionFile {
    let mut file = SessionFile::default();
    let found = assemble(text);
    for line in &found.lines {
        take(line, &mut file);
    }
    if let Some(start) = found.stops {
        file.refuse(Refusal::Stops, start..start);
    }
    file
}

fn take(line: &LogicalLine, file: &mut SessionFile) {
    let trimmed = line.text.trim_start_matches([' ', '\t']);
    let entry = trimmed.strip_prefix("export ").unwrap_or(trimmed);
    let (name, value) = match entry.split_once('=') {
        Some((name, value)) => (name, Some(unquoted(value).to_owned())),
        None => (entry, None),
    };
    let at = line.bytes_of(name);
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_name { file.set(name, value, at) } else { file.refuse(Refusal::BadName, at) }
}

/// The value without its first quote and without a quote at its end.
fn unquoted(value: &str) -> &str {
    let Some(rest) = value.strip_prefix(['"', '\'']) else { return value };
    rest.strip_suffix(['"', '\'']).unwrap_or(rest)
}
