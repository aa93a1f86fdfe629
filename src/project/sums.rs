//! What the checksum files of a module or workspace hold, each read once.
//!
//! Of each version a hash of its name is kept with the kinds of its lines, in 8 bytes; of each module its
//! path and last version. So a go.sum of a million lines takes a small part of its own size.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufRead;
use std::path::{Path, PathBuf};

use super::go_sum::{HashKinds, MalformedGoSum, ScanError, SumLine, for_each_line};
use crate::files::limits::MAX_KEPT;
use crate::files::{ReadError, Tree};

/// The checksum files of a module or workspace together.
#[derive(Debug, Default)]
pub struct Sums {
    /// The files, in the order in which go reads them.
    pub files: Vec<SumFile>,
    /// The versions in ascending order: the hash of path and version, with the kinds in the lowest bits.
    versions: Vec<u64>,
    modules: Modules,
}

/// One checksum file.
#[derive(Debug)]
pub struct SumFile {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it. `None`: nothing.
    pub problem: Option<SumProblem>,
}

/// What is wrong with a checksum file. What can be read of it counts all the same.
#[derive(Debug)]
pub enum SumProblem {
    /// It cannot be opened; most often it is not there.
    Unopened(ReadError),
    /// It cannot be read to its end.
    Broken(ScanError),
    /// A line is wrong.
    Malformed(MalformedGoSum),
}

/// A version of a module that a checksum file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumModule<'a> {
    /// The module's path.
    pub path: &'a str,
    /// The version.
    pub version: &'a str,
    /// The hashes of that version.
    pub hashes: HashKinds,
}

impl Sums {
    /// Reads checksum files. Never fails: what is wrong is in the result.
    pub fn read(paths: &[&Path], tree: &dyn Tree) -> Self {
        let mut sums = Self::default();
        for path in paths {
            let problem = match tree.open(path) {
                Ok(stream) => sums.add(stream, &path.to_string_lossy()),
                Err(error) => Some(SumProblem::Unopened(error)),
            };
            sums.files.push(SumFile { path: (*path).to_owned(), problem });
        }
        sums.versions.sort_unstable();
        sums.versions.dedup_by(|later, earlier| {
            let is_same = name_of(*later) == name_of(*earlier);
            if is_same {
                *earlier |= *later;
            }
            is_same
        });
        sums
    }

    fn add(&mut self, reader: impl BufRead, name: &str) -> Option<SumProblem> {
        let found = for_each_version(reader, name, |version, is_last| {
            self.versions.push(hash(version.path, version.version) | u64::from(version.hashes.bits()));
            if is_last {
                self.modules.add(version);
            }
        });
        match found {
            Ok(malformed) => malformed.map(SumProblem::Malformed),
            Err(error) => Some(SumProblem::Broken(error)),
        }
    }

    /// The hashes of one version of a module, of all files together.
    pub fn hashes(&self, path: &str, version: &str) -> HashKinds {
        let wanted = hash(path, version);
        let from = self.versions.partition_point(|known| *known < wanted);
        let found = self.versions.get(from).filter(|known| name_of(**known) == wanted);
        found.map_or_else(HashKinds::default, |known| HashKinds::from_bits(kinds_of(*known)))
    }

    /// Goes through all modules, file by file, each with the last of its versions in a row. A go.sum that go
    /// wrote is sorted, so that each path comes once for one file.
    pub fn for_each_module(&self, tree: &dyn Tree, mut each: impl FnMut(SumModule<'_>)) {
        if let Modules::Kept(kept) = &self.modules {
            kept.lines().filter_map(kept_module).for_each(each);
            return;
        }
        for file in &self.files {
            let Ok(stream) = tree.open(&file.path) else { continue };
            // What is wrong with the file is known already.
            _ = for_each_version(stream, "", |version, is_last| {
                if is_last {
                    each(version);
                }
            });
        }
    }

    /// The first malformed line, which ends every command that needs a hash.
    pub fn malformed(&self) -> Option<&MalformedGoSum> {
        self.files.iter().find_map(|file| match &file.problem {
            Some(SumProblem::Malformed(malformed)) => Some(malformed),
            _ => None,
        })
    }
}

/// The modules in file order.
#[derive(Debug)]
enum Modules {
    /// One a line: path, version, kinds of hashes.
    Kept(String),
    /// So many that the files are read again for them.
    TooMany,
}

impl Default for Modules {
    fn default() -> Self {
        Self::Kept(String::new())
    }
}

impl Modules {
    fn add(&mut self, module: SumModule<'_>) {
        let Self::Kept(kept) = self else { return };
        let SumModule { path, version, hashes } = module;
        if (kept.len() + path.len() + version.len()) as u64 > MAX_KEPT {
            *self = Self::TooMany;
            return;
        }
        for part in [path, " ", version, " "] {
            kept.push_str(part);
        }
        kept.push(char::from(b'a' + hashes.bits()));
        kept.push('\n');
    }
}

/// A line of [`Modules`]. Neither a path nor a version of go.sum holds a blank.
fn kept_module(line: &str) -> Option<SumModule<'_>> {
    let mut parts = line.split(' ');
    let (path, version, kinds) = (parts.next()?, parts.next()?, parts.next()?.bytes().next()?);
    Some(SumModule { path, version, hashes: HashKinds::from_bits(kinds.wrapping_sub(b'a')) })
}

const KINDS: u64 = (1 << HashKinds::BITS) - 1;

fn hash(path: &str, version: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (path, version).hash(&mut hasher);
    name_of(hasher.finish())
}

fn name_of(known: u64) -> u64 {
    known & !KINDS
}

fn kinds_of(known: u64) -> u8 {
    u8::try_from(known & KINDS).unwrap_or(0)
}

/// Goes through the versions of a checksum file: lines in a row about one version come as one. `each` is
/// told whether the next line is about another module.
fn for_each_version(
    reader: impl BufRead,
    name: &str,
    mut each: impl FnMut(SumModule<'_>, bool),
) -> Result<Option<MalformedGoSum>, ScanError> {
    let mut row = Row::default();
    let found = for_each_line(reader, name, |line| {
        if !row.is_about(line) {
            row.end(line.path != row.path, &mut each);
            row.start(line);
        }
        row.hashes = row.hashes.and(HashKinds::of(line));
    });
    row.end(true, &mut each);
    found
}

/// Lines in a row about one version; without a path before the first one.
#[derive(Default)]
struct Row {
    path: String,
    version: String,
    hashes: HashKinds,
}

impl Row {
    fn is_about(&self, line: &SumLine<'_>) -> bool {
        self.version == line.version && self.path == line.path
    }

    fn start(&mut self, line: &SumLine<'_>) {
        line.path.clone_into(&mut self.path);
        line.version.clone_into(&mut self.version);
        self.hashes = HashKinds::default();
    }

    fn end(&self, is_last: bool, each: &mut impl FnMut(SumModule<'_>, bool)) {
        if !self.path.is_empty() {
            let Self { path, version, hashes } = self;
            each(SumModule { path, version, hashes: *hashes }, is_last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryTree;
    use crate::go::GoVersion;
    use crate::project::Presence;

    const TEXT: &str = "\
example.com/a v1.0.0 h1:zip=
example.com/a v1.0.0/go.mod h1:mod=

example.com/b v1.0.0/go.mod h1:mod=
example.com/c v1.0.0 h2:new=
example.com/c v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=
one two
";

    fn sums(texts: &[&str]) -> (Sums, MemoryTree) {
        let names: Vec<PathBuf> = (0..texts.len()).map(|at| PathBuf::from(format!("/w/{at}.sum"))).collect();
        let files = names.iter().zip(texts);
        let tree = files.fold(MemoryTree::default(), |tree, (name, text)| tree.with(name, text));
        let names: Vec<&Path> = names.iter().map(PathBuf::as_path).collect();
        (Sums::read(&names, &tree), tree)
    }

    fn modules(sums: &Sums, tree: &MemoryTree) -> Vec<String> {
        let mut all = vec![];
        sums.for_each_module(tree, |module| {
            let (zip, go_mod) = (module.hashes.has_zip(), module.hashes.has_go_mod());
            all.push(format!("{} {} {zip} {go_mod}", module.path, module.version));
        });
        all
    }

    #[test]
    fn presence_by_line() {
        let (sums, _) = sums(&[TEXT]);
        let presence = |path, go| sums.hashes(path, "v1.0.0").presence(go);
        let new = GoVersion::NEWEST_KNOWN;
        assert_eq!(presence("example.com/a", new), Presence::Both);
        assert_eq!(presence("example.com/b", new), Presence::ModOnly);
        assert_eq!(presence("example.com/c", new), Presence::None);
        assert_eq!(presence("example.com/c", GoVersion::new(1, 15, 11)), Presence::ZipOnly);
        assert_eq!(presence("example.com/d", new), Presence::None);
        assert_eq!(sums.malformed().map(|found| found.line), Some(7));
    }

    #[test]
    fn files_count_together() {
        let (sums, _) = sums(&["a v1.0.0 h1:x=\n", "a v1.0.0/go.mod h1:x=\n"]);
        assert_eq!(sums.hashes("a", "v1.0.0").presence(GoVersion::NEWEST_KNOWN), Presence::Both);
    }

    #[test]
    fn modules_come_once_a_file_with_their_last_version() {
        let text = "a v1.0.0 h1:x=\na v1.0.0/go.mod h1:x=\na v1.1.0/go.mod h1:x=\n\nbad\nb v1.0.0 h1:x=\n";
        let (mut sums, tree) = sums(&[text, "b v1.0.0 h1:x=\n"]);
        let expected = ["a v1.1.0 false true", "b v1.0.0 true false", "b v1.0.0 true false"];
        assert_eq!(modules(&sums, &tree), expected);
        sums.modules = Modules::TooMany;
        assert_eq!(modules(&sums, &tree), expected);
    }
}
