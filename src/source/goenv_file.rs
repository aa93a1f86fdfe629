//! The go/env file and `$GOROOT/go.env`, read byte for byte as the go command reads them.
//!
//! Mirrors `cmd/go/internal/cfg.initEnvCache` (`readEnvFile` from Go 1.21 on): lines end at LF only, a
//! line counts if its first byte is `A` to `Z` and it holds a `=`; the name is everything before the
//! first `=`, the value everything after it. Nothing is trimmed, unquoted or expanded.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Assignment, Layer, Origin, Value};
use crate::files::{Place, TextFile};
use crate::go::GoVersion;
use crate::go::tables::defaults::go_env_file;

/// Why a line that has something on it sets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ignored {
    /// The file starts with a byte order mark, which hides its first line.
    ByteOrderMark,
    /// Starts with `export `, as in a shell.
    Export,
    /// Starts with white space.
    LeadingSpace,
    /// Starts with a lower-case letter.
    LowerCase,
    /// Holds no `=`.
    NoEquals,
    /// Starts with any other byte.
    OtherStart,
}

/// A line that go passes over although somebody seems to have meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredLine {
    /// Why go passes over it.
    pub why: Ignored,
    /// The variable it seems to set, when one can be made out.
    pub variable: Option<String>,
    /// The line as it stands.
    pub text: Value,
    /// Where it stands.
    pub origin: Origin,
}

/// A go/env file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoEnvFile {
    /// The file.
    pub path: PathBuf,
    /// Which of the two it is.
    pub layer: Layer,
    /// Every line that sets something, in order; names as written, duplicates included.
    pub assignments: Vec<Assignment>,
    /// Lines that look meant but set nothing. Comments and blank lines are not among them.
    pub ignored: Vec<IgnoredLine>,
}

impl GoEnvFile {
    /// `$GOROOT/go.env` as that version ships it, for a GOROOT that is not at hand.
    pub fn shipped(version: GoVersion) -> Self {
        Self::parse(&go_env_file(version), Path::new("$GOROOT/go.env"), Layer::GorootGoEnv)
    }

    /// Reads the file's content. `layer` says which file it is; places are those of the values.
    pub fn parse(content: &str, path: &Path, layer: Layer) -> Self {
        let mut file = Self { path: path.to_owned(), layer, assignments: vec![], ignored: vec![] };
        let text = TextFile::new(path, content);
        let mut start = 0;
        for line in content.split('\n') {
            file.read_line(line, start, &text);
            start += line.len() + 1;
        }
        file
    }

    /// Reads the line that begins at the byte `start` of the file.
    fn read_line(&mut self, line: &str, start: usize, text: &Arc<TextFile>) {
        let starts_upper = line.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        match line.split_once('=') {
            Some((name, value)) if starts_upper => {
                let begin = start + name.len() + 1;
                let place = Place::new(text, begin..begin + value.len());
                let origin = Origin::in_file(self.layer, place);
                self.assignments.push(Assignment::certain(name, value, origin));
            }
            _ => self.pass_over(line, start, text),
        }
    }

    fn pass_over(&mut self, line: &str, start: usize, text: &Arc<TextFile>) {
        let meant = line.trim_start_matches('\u{feff}').trim();
        if meant.is_empty() || meant.starts_with('#') {
            return;
        }
        let line = line.trim_end_matches('\r');
        self.ignored.push(IgnoredLine {
            why: reason(line, meant),
            variable: meant_variable(meant),
            text: Value::from(line),
            origin: Origin::in_file(self.layer, Place::new(text, start..start + line.len())),
        });
    }

    /// The assignment that counts for `name`: the last one in the user's file, the first one in
    /// `$GOROOT/go.env` (where later duplicates find the name taken).
    pub fn effective(&self, name: &str) -> Option<&Assignment> {
        let mut all = self.assignments.iter().filter(|a| a.name == name);
        if self.layer == Layer::GorootGoEnv { all.next() } else { all.next_back() }
    }
}

fn reason(line: &str, meant: &str) -> Ignored {
    if line.starts_with('\u{feff}') {
        Ignored::ByteOrderMark
    } else if meant.starts_with("export ") || meant.starts_with("export\t") {
        Ignored::Export
    } else if !meant.contains('=') {
        Ignored::NoEquals
    } else if line.starts_with(char::is_whitespace) {
        Ignored::LeadingSpace
    } else if line.starts_with(|c: char| c.is_ascii_lowercase()) {
        Ignored::LowerCase
    } else {
        Ignored::OtherStart
    }
}

/// The name before `=` (or the last word before it), when it looks like a variable.
fn meant_variable(meant: &str) -> Option<String> {
    let name = meant.split(['=', ':']).next()?.split_whitespace().next_back()?;
    let plausible = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (plausible && !name.is_empty()).then(|| name.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user_file(content: &str) -> GoEnvFile {
        GoEnvFile::parse(content, Path::new("env"), Layer::GoEnvFile)
    }

    #[test]
    fn value_is_everything_after_the_first_equals_sign() {
        let file = user_file("GOPROXY= a=b # c \r\nGOSUMDB=\"off\"");
        let values: Vec<_> = file.assignments.iter().map(|a| a.value.expose()).collect();
        assert_eq!(values, [" a=b # c \r", "\"off\""]);
        let place = file.assignments[0].origin.place.clone().unwrap();
        assert_eq!((place.line(), place.column(), place.end_column()), (1, 9, 19));
    }

    #[test]
    fn ignored_lines_keep_their_reason() {
        let file = user_file(
            "\u{feff}GOPROXY=off\nexport GOSUMDB=off\n GOPRIVATE=x\ngoproxy=y\nGOFLAGS\n_X=1\n# c\n\n",
        );
        let reasons: Vec<_> = file.ignored.iter().map(|line| line.why).collect();
        use Ignored::*;
        assert_eq!(reasons, [ByteOrderMark, Export, LeadingSpace, LowerCase, NoEquals, OtherStart]);
        assert_eq!(file.ignored[1].variable.as_deref(), Some("GOSUMDB"));
        assert!(file.assignments.is_empty());
    }

    #[test]
    fn duplicates_last_wins_in_user_file_first_in_goroot_file() {
        let text = "GOPROXY=a\nGOPROXY=b\n";
        assert_eq!(user_file(text).effective("GOPROXY").unwrap().value.expose(), "b");
        let goroot = GoEnvFile::parse(text, Path::new("go.env"), Layer::GorootGoEnv);
        assert_eq!(goroot.effective("GOPROXY").unwrap().value.expose(), "a");
    }
}
