//! Files for `docker run --env-file`, as the docker command of 20.10 to 28 reads them (`opts.parseKeyValueFile`).
//!
//! `NAME=value` with everything after the `=` as it stands; blanks before the name are dropped. `NAME`
//! alone takes the value of whoever calls docker. One line that it does not like makes docker refuse the file.

use super::EnvFile;
use crate::files::bytes_of;

/// Bytes that a line may have (`bufio.MaxScanTokenSize`).
const MAX_LINE_BYTES: usize = 64 * 1024 - 1;

/// Reads the file; `known` tells the variables of whoever calls docker.
pub fn read(text: &str, known: &dyn Fn(&str) -> Option<String>) -> EnvFile {
    let mut file = EnvFile::default();
    let after_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, raw) in (1u32..).zip(after_mark.split('\n')) {
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
        if let Some(value) = value {
            file.set(name, Some(value), bytes_of(name, text));
        }
    }
    file
}
