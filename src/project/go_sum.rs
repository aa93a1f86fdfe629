//! The lines of go.sum and go.work.sum.
//!
//! Mirrors `modfetch.readGoSum` and `modfetch.HaveSum`. A file of any size is read line by line.

use std::fmt;
use std::io::{self, BufRead, Read};

use crate::files::limits::MAX_LINE;
use crate::go::{Behaviour, GoVersion};

/// The hash of an empty go.mod, which an old bug wrote; go passes over such lines.
const EMPTY_GO_MOD: &str = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";

/// Which hashes count for a build that may not write go.sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Those of the module's zip and of its go.mod.
    Both,
    /// Only that of its go.mod: enough for the module graph, not for its packages.
    ModOnly,
    /// Only that of its zip.
    ZipOnly,
    /// None.
    None,
}

/// Which kinds of hashes there are of one version of a module.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HashKinds(u8);

impl HashKinds {
    const ZIP_H1: u8 = 1;
    const ZIP_OTHER: u8 = 2;
    const GO_MOD_H1: u8 = 4;
    const GO_MOD_OTHER: u8 = 8;

    /// How many bits they take.
    pub(super) const BITS: u32 = 4;

    /// Those of a line.
    pub(super) fn of(line: &SumLine<'_>) -> Self {
        Self(match (line.is_go_mod, line.hash.starts_with("h1:")) {
            (false, true) => Self::ZIP_H1,
            (false, false) => Self::ZIP_OTHER,
            (true, true) => Self::GO_MOD_H1,
            (true, false) => Self::GO_MOD_OTHER,
        })
    }

    /// Those that [`bits`](Self::bits) gave.
    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits & ((1 << Self::BITS) - 1))
    }

    /// The kinds as bits.
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    /// Both kinds together.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is any hash of the version's content.
    pub fn has_zip(self) -> bool {
        self.0 & (Self::ZIP_H1 | Self::ZIP_OTHER) != 0
    }

    /// Whether there is any hash of the version's go.mod.
    pub fn has_go_mod(self) -> bool {
        self.0 & (Self::GO_MOD_H1 | Self::GO_MOD_OTHER) != 0
    }

    /// Which of them count. From Go 1.16 a hash with another algorithm than `h1:` counts as missing
    /// (`modfetch.HaveSum`).
    pub fn presence(self, version: GoVersion) -> Presence {
        let only_h1 = version.has(Behaviour::ReadonlyByDefault);
        let counted = if only_h1 { Self(self.0 & (Self::ZIP_H1 | Self::GO_MOD_H1)) } else { self };
        match (counted.has_zip(), counted.has_go_mod()) {
            (true, true) => Presence::Both,
            (true, false) => Presence::ZipOnly,
            (false, true) => Presence::ModOnly,
            (false, false) => Presence::None,
        }
    }
}

/// A line without exactly three fields: fatal for go as soon as it reads the file, except in
/// `go mod tidy`. `Display` is go's message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("malformed go.sum:\n{path}:{line}: wrong number of fields {fields}")]
pub struct MalformedGoSum {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, from 1.
    pub line: u64,
    /// How many fields it has.
    pub fields: usize,
}

/// A go.sum that could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The file.
    #[error("reading {path}: {source}")]
    Read {
        /// The file, as the caller named it.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A line that no go.sum has.
    #[error(
        "{path}:{line}: the line is longer than 1 MiB: this is not a go.sum; restore it from version control"
    )]
    LongLine {
        /// The file, as the caller named it.
        path: String,
        /// The line, from 1.
        line: u64,
    },
}

/// One line with three fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct SumLine<'a> {
    pub(super) path: &'a str,
    pub(super) version: &'a str,
    is_go_mod: bool,
    hash: &'a str,
}

/// The fields of a line with one blank between each two and no other white space.
fn as_written(line: &str) -> Option<(&str, &str, &str)> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    if line.bytes().any(|byte| byte < b' ' || !byte.is_ascii()) {
        return None;
    }
    let (path, rest) = line.split_once(' ')?;
    let (version, hash) = rest.split_once(' ')?;
    let is_whole = !path.is_empty() && !version.is_empty() && !hash.is_empty() && !hash.contains(' ');
    is_whole.then_some((path, version, hash))
}

/// Splits a line. `None`: a blank one; the number of fields of a malformed one.
fn sum_line(line: &str) -> Option<Result<SumLine<'_>, usize>> {
    // Lines that go wrote are taken apart at once; any other line as `strings.Fields` does.
    let (path, version, hash) = match as_written(line) {
        Some(fields) => fields,
        None => {
            let mut fields = line.split_whitespace();
            let path = fields.next()?;
            let (Some(version), Some(hash), None) = (fields.next(), fields.next(), fields.next()) else {
                return Some(Err(line.split_whitespace().count()));
            };
            (path, version, hash)
        }
    };
    let (version, is_go_mod) = match version.strip_suffix("/go.mod") {
        Some(version) => (version, true),
        None => (version, false),
    };
    Some(Ok(SumLine { path, version, is_go_mod, hash }))
}

/// Goes through all lines that count, in a file of any size; memory depends on the longest line only.
/// `path` is the file's name for messages. Returns the first malformed line; the others count all the same.
///
/// # Errors
/// A file that cannot be read to its end.
pub(super) fn for_each_line(
    mut reader: impl BufRead,
    path: &str,
    mut each: impl FnMut(&SumLine<'_>),
) -> Result<Option<MalformedGoSum>, ScanError> {
    let mut malformed = None;
    let mut buffer = Vec::new();
    for number in 1_u64.. {
        if read_line(&mut reader, &mut buffer, path, number)? == 0 {
            break;
        }
        match sum_line(&String::from_utf8_lossy(&buffer)) {
            Some(Ok(line)) if line.hash != EMPTY_GO_MOD => each(&line),
            Some(Err(fields)) if malformed.is_none() => {
                malformed = Some(MalformedGoSum { path: path.to_owned(), line: number, fields });
            }
            _ => {}
        }
    }
    Ok(malformed)
}

/// Reads one line, and says how long it is with its end; 0 after the last.
fn read_line(
    reader: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    path: &str,
    line: u64,
) -> Result<usize, ScanError> {
    buffer.clear();
    let limited = reader.by_ref().take(MAX_LINE).read_until(b'\n', buffer);
    let length = limited.map_err(|source| ScanError::Read { path: path.to_owned(), source })?;
    if length as u64 == MAX_LINE && buffer.last() != Some(&b'\n') {
        return Err(ScanError::LongLine { path: path.to_owned(), line });
    }
    Ok(length)
}

impl fmt::Display for Presence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Both => "zip and go.mod",
            Self::ModOnly => "go.mod only",
            Self::ZipOnly => "zip only",
            Self::None => "no line",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_another_number_of_fields_are_reported_in_words_of_go() {
        let text = "example.com/a v1.0.0 h1:zip=\n\none two\nthree fields here too\n";
        let mut paths = vec![];
        let each = |line: &SumLine<'_>| paths.push(line.path.to_owned());
        let malformed = for_each_line(text.as_bytes(), "/m/go.sum", each).unwrap();
        assert_eq!(
            malformed.map(|found| found.to_string()).as_deref(),
            Some("malformed go.sum:\n/m/go.sum:3: wrong number of fields 2")
        );
        assert_eq!(paths, ["example.com/a"]);
    }

    #[test]
    fn lines_that_go_did_not_write_have_the_same_fields() {
        let fields =
            |line| sum_line(line).map(|found| found.map(|line| (line.path, line.version, line.hash)));
        let written = Some(Ok(("example.com/a", "v1.0.0", "h1:zip=")));
        for line in [
            "example.com/a v1.0.0 h1:zip=\n",
            "example.com/a v1.0.0 h1:zip=",
            "  example.com/a v1.0.0 h1:zip=\r\n",
            "example.com/a\tv1.0.0  h1:zip= \n",
            "example.com/a\u{b}v1.0.0\u{2003}h1:zip=\n",
        ] {
            assert_eq!(fields(line), written, "{line:?}");
        }
        assert_eq!(fields("example.com/a v1.0.0 \n"), Some(Err(2)));
        assert_eq!(fields(" \n"), None);
    }

    #[test]
    fn an_endless_line_is_refused() {
        let endless = io::BufReader::new(io::repeat(b'x'));
        let error = for_each_line(endless, "go.sum", |_| {}).unwrap_err();
        assert!(matches!(error, ScanError::LongLine { line: 1, .. }), "{error}");
    }
}
