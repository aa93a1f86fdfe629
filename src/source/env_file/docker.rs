//! Files for `docker run --env-file`, as the docker command of 20.10 to 28 reads them (`opts.parseKeyValueFile`).
//!
//! `NAME=value` with everything behind the `=` as it stands; blanks in front of the name are dropped. `NAME`
//! alone takes the value of whoever calls docker. One line that it does not like makes docker refuse the file.

use super::{EnvFile, name_span};

/// Bytes that a line may have (`bufio.MaxScanTokenSize`).
const MAX_LINE_BYTES: usize = 64 * 1024 - 1;

/// Reads the file; `known` tells the variables of whoever calls docker.
pub fn read(text: &str, known: &dyn Fn(&str) -> Option<String>) -> EnvFile {
    let mut file = EnvFile::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, raw) in (1u32..).zip(text.split('\n')) {
        if raw.len() > MAX_LINE_BYTES || raw.contains(char::REPLACEMENT_CHARACTER) {
            return EnvFile::refused(number);
        }
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        let line = raw.trim_start();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = match line.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (line, known(line)),
        };
        if name.is_empty() || name.contains([' ', '\t']) {
            return EnvFile::refused(number);
        }
        let blanks = raw.strip_suffix(line).unwrap_or_default();
        if let Some(value) = value {
            file.set(name, Some(value), name_span(number, blanks, name));
        }
    }
    file
}
