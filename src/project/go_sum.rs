//! go.sum and go.work.sum.
//!
//! Mirrors `modfetch.readGoSum` and `modfetch.HaveSum`. A file of any size is read line by line; only
//! the modules asked for are kept.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, Read};

use crate::go::{Behaviour, GoVersion};

/// The hash of an empty go.mod, which an old bug wrote; go passes over such lines.
const EMPTY_GO_MOD: &str = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";

/// Longest line that is read, in bytes; a real line has about 150.
const LONGEST_LINE: u64 = 1 << 20;

/// Which lines a go.sum has for one version of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The module's zip and its go.mod.
    Both,
    /// Only its go.mod: enough for the module graph, not for its packages.
    ModOnly,
    /// Only its zip.
    ZipOnly,
    /// No line.
    None,
}

/// The hashes of one version of a module, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleSums {
    /// Hashes of the zip (`M V`).
    pub zip: Vec<String>,
    /// Hashes of go.mod (`M V/go.mod`).
    pub go_mod: Vec<String>,
}

impl ModuleSums {
    /// Which lines count for a build that may not write go.sum. From Go 1.16 a hash with another
    /// algorithm than `h1:` counts as missing (`modfetch.HaveSum`).
    pub fn presence(&self, version: GoVersion) -> Presence {
        let only_h1 = version.has(Behaviour::ReadonlyByDefault);
        let any = |hashes: &[String]| hashes.iter().any(|hash| !only_h1 || hash.starts_with("h1:"));
        match (any(&self.zip), any(&self.go_mod)) {
            (true, true) => Presence::Both,
            (true, false) => Presence::ZipOnly,
            (false, true) => Presence::ModOnly,
            (false, false) => Presence::None,
        }
    }

    fn add(&mut self, is_go_mod: bool, hash: &str) {
        let hashes = if is_go_mod { &mut self.go_mod } else { &mut self.zip };
        hashes.push(hash.to_owned());
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

/// One line with three fields.
#[derive(Debug, Clone, Copy)]
struct SumLine<'a> {
    path: &'a str,
    version: &'a str,
    is_go_mod: bool,
    hash: &'a str,
}

/// Splits a line; none for a blank one, the number of fields for a malformed one.
fn sum_line(line: &str) -> Option<Result<SumLine<'_>, usize>> {
    let mut fields = line.split_whitespace();
    let path = fields.next()?;
    let (Some(version), Some(hash), None) = (fields.next(), fields.next(), fields.next()) else {
        return Some(Err(line.split_whitespace().count()));
    };
    let (version, is_go_mod) = match version.strip_suffix("/go.mod") {
        Some(version) => (version, true),
        None => (version, false),
    };
    Some(Ok(SumLine { path, version, is_go_mod, hash }))
}

/// A go.sum with all its modules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoSum {
    modules: HashMap<String, HashMap<String, ModuleSums>>,
    /// The first malformed line; what the others say is kept all the same.
    pub malformed: Option<MalformedGoSum>,
}

impl GoSum {
    /// Reads a whole file. `path` is the file's name for messages.
    pub fn parse(text: &str, path: &str) -> Self {
        let mut sums = Self::default();
        for (line, number) in text.split('\n').zip(1_u64..) {
            match sum_line(line) {
                Some(Ok(found)) if found.hash != EMPTY_GO_MOD => sums.add(found),
                Some(Err(fields)) if sums.malformed.is_none() => {
                    sums.malformed = Some(MalformedGoSum { path: path.to_owned(), line: number, fields });
                }
                _ => {}
            }
        }
        sums
    }

    fn add(&mut self, line: SumLine<'_>) {
        let versions = self.modules.entry(line.path.to_owned()).or_default();
        versions.entry(line.version.to_owned()).or_default().add(line.is_go_mod, line.hash);
    }

    /// The hashes of one version of a module, if there are any.
    pub fn lookup(&self, path: &str, version: &str) -> Option<&ModuleSums> {
        self.modules.get(path)?.get(version)
    }

    /// How many versions of modules have a line.
    pub fn len(&self) -> usize {
        self.modules.values().map(HashMap::len).sum()
    }

    /// Whether no module has a line.
    pub fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }
}

/// What a scan for some modules found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SumScan {
    /// One entry for each module asked for, in the order of the question.
    pub modules: Vec<ModuleSums>,
    /// The first malformed line of the file.
    pub malformed: Option<MalformedGoSum>,
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
        "{path}:{line}: the line is longer than 1 MiB: this is no go.sum; restore it from version control"
    )]
    LongLine {
        /// The file, as the caller named it.
        path: String,
        /// The line, from 1.
        line: u64,
    },
}

/// Looks for the lines of some modules (path, version) in a go.sum of any size. Memory depends on the
/// question and the longest line only.
pub fn scan(mut reader: impl BufRead, path: &str, wanted: &[(&str, &str)]) -> Result<SumScan, ScanError> {
    let mut index: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, key) in wanted.iter().enumerate() {
        index.entry(*key).or_default().push(at);
    }
    let mut found = SumScan { modules: vec![ModuleSums::default(); wanted.len()], malformed: None };
    let mut buffer = Vec::new();
    for number in 1_u64.. {
        if read_line(&mut reader, &mut buffer, path, number)? == 0 {
            break;
        }
        match sum_line(&String::from_utf8_lossy(&buffer)) {
            Some(Ok(line)) if line.hash != EMPTY_GO_MOD => {
                for at in index.get(&(line.path, line.version)).into_iter().flatten() {
                    if let Some(sums) = found.modules.get_mut(*at) {
                        sums.add(line.is_go_mod, line.hash);
                    }
                }
            }
            Some(Err(fields)) if found.malformed.is_none() => {
                found.malformed = Some(MalformedGoSum { path: path.to_owned(), line: number, fields });
            }
            _ => {}
        }
    }
    Ok(found)
}

/// A module of a go.sum: what the lines in a row say that begin with its path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SumModule {
    /// Its path.
    pub path: String,
    /// The version on the last of them.
    pub version: String,
    /// Whether there is a hash of that version's content.
    pub has_zip: bool,
    /// Whether there is a hash of that version's go.mod.
    pub has_go_mod: bool,
}

/// Goes through all modules of a go.sum of any size. A go.sum that go wrote is sorted, so that each path
/// comes once for one file.
///
/// # Errors
/// A file that cannot be read to its end.
pub fn for_each_module(
    mut reader: impl BufRead,
    path: &str,
    mut each: impl FnMut(&SumModule),
) -> Result<(), ScanError> {
    let mut current = SumModule::default();
    let mut buffer = Vec::new();
    for number in 1_u64.. {
        if read_line(&mut reader, &mut buffer, path, number)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&buffer);
        let Some(Ok(line)) = sum_line(&text) else { continue };
        if line.hash == EMPTY_GO_MOD {
            continue;
        }
        if line.path != current.path {
            if !current.path.is_empty() {
                each(&current);
            }
            current = SumModule { path: line.path.to_owned(), ..SumModule::default() };
        }
        if line.version != current.version {
            current.version = line.version.to_owned();
            (current.has_zip, current.has_go_mod) = (false, false);
        }
        current.has_go_mod |= line.is_go_mod;
        current.has_zip |= !line.is_go_mod;
    }
    if !current.path.is_empty() {
        each(&current);
    }
    Ok(())
}

/// Reads one line, and says how long it is with its end; 0 behind the last.
fn read_line(
    reader: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    path: &str,
    line: u64,
) -> Result<usize, ScanError> {
    buffer.clear();
    let limited = reader.by_ref().take(LONGEST_LINE).read_until(b'\n', buffer);
    let length = limited.map_err(|source| ScanError::Read { path: path.to_owned(), source })?;
    if length as u64 == LONGEST_LINE && buffer.last() != Some(&b'\n') {
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

    const TEXT: &str = "\
example.com/a v1.0.0 h1:zip=
example.com/a v1.0.0/go.mod h1:mod=

example.com/b v1.0.0/go.mod h1:mod=
example.com/c v1.0.0 h2:new=
example.com/c v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=
one two
three fields here too
";

    #[test]
    fn presence_by_line() {
        let sums = GoSum::parse(TEXT, "go.sum");
        let new = GoVersion::NEWEST_KNOWN;
        let presence = |path, go| sums.lookup(path, "v1.0.0").map_or(Presence::None, |m| m.presence(go));
        assert_eq!(presence("example.com/a", new), Presence::Both);
        assert_eq!(presence("example.com/b", new), Presence::ModOnly);
        assert_eq!(presence("example.com/c", new), Presence::None);
        assert_eq!(presence("example.com/c", GoVersion::new(1, 15, 11)), Presence::ZipOnly);
        assert_eq!(presence("example.com/d", new), Presence::None);
    }

    #[test]
    fn malformed_line_is_reported_in_words_of_go() {
        let malformed = GoSum::parse(TEXT, "/m/go.sum").malformed.map(|m| m.to_string());
        assert_eq!(malformed.as_deref(), Some("malformed go.sum:\n/m/go.sum:7: wrong number of fields 2"));
    }

    #[test]
    fn scan_agrees_with_the_whole_file() {
        let whole = GoSum::parse(TEXT, "go.sum");
        let wanted = [("example.com/c", "v1.0.0"), ("example.com/a", "v1.0.0"), ("example.com/a", "v9.0.0")];
        let found = scan(TEXT.as_bytes(), "go.sum", &wanted).unwrap();
        let expected = wanted.map(|(path, version)| whole.lookup(path, version).cloned().unwrap_or_default());
        assert_eq!(found.modules, expected);
        assert_eq!(found.malformed, whole.malformed);
    }

    #[test]
    fn modules_come_once_with_their_last_version() {
        let text = "a v1.0.0 h1:x=\na v1.0.0/go.mod h1:x=\na v1.1.0/go.mod h1:x=\n\nbad\nb v1.0.0 h1:x=\n";
        let mut found = vec![];
        let each = |module: &SumModule| {
            let SumModule { path, version, has_zip, has_go_mod } = module.clone();
            found.push((path, version, has_zip, has_go_mod));
        };
        for_each_module(text.as_bytes(), "go.sum", each).unwrap();
        let module = |path: &str, version: &str, zip, go_mod| (path.into(), version.into(), zip, go_mod);
        assert_eq!(found, [module("a", "v1.1.0", false, true), module("b", "v1.0.0", true, false)]);
    }

    #[test]
    fn scan_refuses_an_endless_line() {
        let endless = io::repeat(b'x');
        let error = scan(io::BufReader::new(endless), "go.sum", &[]).unwrap_err();
        assert!(matches!(error, ScanError::LongLine { line: 1, .. }), "{error}");
    }
}
