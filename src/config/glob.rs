//! Globs for our own file: names of files, values, hosts. Never for Go's patterns, whose dialect differs.

use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};

use super::entry::Entry;
use super::reader::Defect;

/// A glob with the place that it was written at.
#[derive(Debug, Clone)]
pub struct Glob {
    /// The text and its place.
    pub entry: Entry,
    matcher: GlobMatcher,
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.entry == other.entry
    }
}

impl Glob {
    /// A glob over paths: `*` stays inside one name, `**` goes over many. A directory covers all below it.
    pub(super) fn of(entry: Entry) -> Result<Self, Defect> {
        let text = entry.text.trim_start_matches("./").trim_end_matches('/');
        let both = format!("{{{text},{text}/**}}");
        Self::build(&both, true, entry)
    }

    /// A glob over values: `*` stands for any text.
    pub(super) fn of_value(entry: Entry) -> Result<Self, Defect> {
        let text = entry.text.clone();
        Self::build(&text, false, entry)
    }

    /// The same where the glob is another one than what is written.
    pub(super) fn of_pattern(pattern: &str, entry: Entry) -> Result<Self, Defect> {
        Self::build(pattern, false, entry)
    }

    fn build(pattern: &str, keeps_separators: bool, entry: Entry) -> Result<Self, Defect> {
        if is_beyond_use(pattern) {
            let message = format!(
                "a glob of more than {MAX_LENGTH} bytes or {MAX_BRACES} braces; write several shorter ones"
            );
            return Err(Defect { at: entry.place.range(), message });
        }
        let built = GlobBuilder::new(pattern).literal_separator(keeps_separators).build();
        match built {
            Ok(glob) => Ok(Self { matcher: glob.compile_matcher(), entry }),
            Err(error) => {
                let message = format!("{:?} is not a glob: {}", entry.text, error.kind());
                Err(Defect { at: entry.place.range(), message })
            }
        }
    }

    /// Whether a file or a directory below `base` matches.
    pub fn covers(&self, path: &Path, base: &Path) -> bool {
        name_below(path, base).is_some_and(|name| self.matches(&name))
    }

    /// Whether a text or a path (with `/` between its names) matches.
    pub fn matches(&self, text: &str) -> bool {
        self.entry.text == text || self.matcher.is_match(text)
    }
}

/// Bytes of a glob. Those that people write have a few dozen.
const MAX_LENGTH: usize = 1 << 12;

/// Opening braces in a glob: the library follows them by recursion, and each multiplies its work.
const MAX_BRACES: usize = 32;

/// Whether a glob is longer or more nested than anyone needs; the glob library is not for it.
pub fn is_beyond_use(pattern: &str) -> bool {
    pattern.len() > MAX_LENGTH || pattern.bytes().filter(|byte| *byte == b'{').count() > MAX_BRACES
}

/// The name of a file or a directory below another one, with `/` between its parts; `None` for one that is not
/// below it.
pub fn name_below(path: &Path, base: &Path) -> Option<String> {
    let names: Vec<_> = path.strip_prefix(base).ok()?.iter().map(|name| name.to_string_lossy()).collect();
    (!names.is_empty()).then(|| names.join("/"))
}
