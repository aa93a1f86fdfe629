//! go.work, and which one is in effect.
//!
//! Mirrors `modfile.ParseWork`, `modload.LoadWorkFile` and `modload.FindGoWork` (Go 1.18 and later).

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::directives::{self, Versions, godebug_line};
use super::go_mod::{Godebug, Named};
use super::lexer::Token;
use super::problem::{GoModErrors, Problem};
use super::replace::{Replace, replace_line};
use super::syntax::{Statement, place_of, statements};
use super::version_line::{File, go_line, toolchain_line};
use crate::files::{Place, TextFile, join_clean};
use crate::go::{Behaviour, GoVersion};

/// What a go.work file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoWork {
    /// The go line.
    pub go: Option<Named>,
    /// The toolchain line (Go 1.21 and later).
    pub toolchain: Option<Named>,
    /// Directories of the modules, relative to go.work.
    pub uses: Vec<Named>,
    /// All replace lines; they win over those of the modules.
    pub replaces: Vec<Replace>,
    /// All godebug lines (Go 1.23 and later).
    pub godebugs: Vec<Godebug>,
}

/// Reads a go.work as the go command of that version does. `path` is the file's name for messages.
pub fn parse(text: &str, path: &str, version: GoVersion) -> Result<GoWork, GoModErrors> {
    let file = TextFile::new(path, text);
    let statements = statements(&file)?;
    let mut work = GoWork::default();
    let mut problems = Vec::new();
    for statement in &statements {
        work.statement(statement, &file, version, &mut problems);
    }
    if problems.is_empty() { Ok(work) } else { Err(GoModErrors::new(path, problems)) }
}

impl GoWork {
    fn statement(
        &mut self,
        statement: &Statement<'_>,
        file: &Arc<TextFile>,
        version: GoVersion,
        problems: &mut Vec<(Place, Problem)>,
    ) {
        let mut read = |verb: &str, arguments: &[Token<'_>], line: &[Token<'_>]| {
            let place = |tokens: &[Token<'_>]| place_of(file, tokens);
            if let Err(problem) = self.directive(verb, arguments, &place, place(line), version) {
                problems.push((place(line), problem));
            }
        };
        match statement {
            Statement::Line(line) => {
                if let Some((verb, arguments)) = line.tokens.split_first() {
                    read(verb.text, arguments, &line.tokens);
                }
            }
            Statement::Block { head, lines } => match head.as_slice() {
                [verb] if may_be_block(verb.text, version) => {
                    lines.iter().for_each(|line| read(verb.text, &line.tokens, &line.tokens));
                }
                _ => {
                    let words: Vec<_> = head.iter().map(|token| token.text).collect();
                    problems.push((place_of(file, head), Problem::UnknownBlock(words.join(" "))));
                }
            },
        }
    }

    fn directive(
        &mut self,
        verb: &str,
        arguments: &[Token<'_>],
        place_of: &dyn Fn(&[Token<'_>]) -> Place,
        place: Place,
        version: GoVersion,
    ) -> Result<(), Problem> {
        let named = |text| Named { text, place: place_of(arguments.get(..1).unwrap_or_default()) };
        match verb {
            "go" if self.go.is_some() => return Err(Problem::Repeated("go")),
            "go" => {
                let text = go_line(arguments, File::Work, false, version)?;
                self.go = Some(named(text));
            }
            "toolchain" if version.has(Behaviour::ToolchainSwitching) => {
                if self.toolchain.is_some() {
                    return Err(Problem::Repeated("toolchain"));
                }
                let text = toolchain_line(arguments, File::Work, version)?;
                self.toolchain = Some(named(text));
            }
            "godebug" if version.has(Behaviour::GodebugDirective) => {
                let (key, value) = godebug_line(arguments)?;
                self.godebugs.push(Godebug { key, value, place });
            }
            "use" => {
                let [token] = arguments else {
                    return Err(Problem::Usage("use local/dir".to_owned()));
                };
                self.uses.push(named(directives::path(token)?));
            }
            "replace" => self.replaces.push(replace_line(arguments, Versions::Canonical, version, place)?),
            _ => return Err(Problem::UnknownDirective(verb.to_owned())),
        }
        Ok(())
    }

    /// The modules' directories, from the directory that holds go.work.
    pub fn module_roots(&self, work_directory: &Path) -> Result<Vec<PathBuf>, RepeatedUse> {
        let mut seen = HashSet::new();
        let mut roots = Vec::new();
        for entry in &self.uses {
            let root = join_clean(work_directory, Path::new(&entry.text));
            if !seen.insert(root.clone()) {
                return Err(RepeatedUse { root, line: entry.place.line() });
            }
            roots.push(root);
        }
        Ok(roots)
    }
}

fn may_be_block(verb: &str, version: GoVersion) -> bool {
    matches!(verb, "use" | "replace") || (verb == "godebug" && version.has(Behaviour::GodebugDirective))
}

/// A directory that go.work uses twice; go refuses the workspace.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("path {} appears multiple times in workspace", root.display())]
pub struct RepeatedUse {
    /// The directory.
    pub root: PathBuf,
    /// The second line that uses it.
    pub line: u32,
}

impl RepeatedUse {
    /// go's message without its leading `go: ` (`modload.LoadWorkFile`).
    pub fn message(&self, path: &str, version: GoVersion) -> String {
        if version.has(Behaviour::WorkErrorsHeader) {
            format!("error loading go.work:\n{path}:{}: {self}", self.line)
        } else {
            format!("reading go.work: {self}")
        }
    }
}

/// A GOWORK that go refuses. `Display` is go's message without its leading `go: `.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoworkError {
    /// Up to Go 1.20.
    #[error("the path provided to GOWORK must be an absolute path")]
    RelativeOld,
    /// Go 1.21 and later.
    #[error("invalid GOWORK: not an absolute path")]
    Relative,
}

/// The go.work in effect for a command run in `start` (an absolute path), if any.
///
/// GOWORK unset or `auto`: the nearest one above; `off`: none; otherwise that file, whether it exists or
/// not. The search does not enter a parent that is GOROOT. Before Go 1.18 there are no workspaces.
pub fn find(
    start: &Path,
    gowork: &str,
    goroot: Option<&Path>,
    version: GoVersion,
    is_file: impl Fn(&Path) -> bool,
) -> Result<Option<PathBuf>, GoworkError> {
    if !version.has(Behaviour::Workspaces) {
        return Ok(None);
    }
    match gowork {
        "off" => Ok(None),
        "" | "auto" => Ok(nearest(start, goroot, is_file)),
        path if Path::new(path).is_absolute() => Ok(Some(PathBuf::from(path))),
        _ if version.has(Behaviour::ShortModPathInErrors) => Err(GoworkError::Relative),
        _ => Err(GoworkError::RelativeOld),
    }
}

fn nearest(start: &Path, goroot: Option<&Path>, is_file: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let outside_goroot = |directory: &&Path| *directory == start || Some(*directory) != goroot;
    start
        .ancestors()
        .take_while(outside_goroot)
        .map(|directory| directory.join("go.work"))
        .find(|path| is_file(path))
}

/// The checksum file of a workspace: `go.work.sum` beside go.work, whatever go.work is called.
pub fn sum_path(go_work: &Path) -> PathBuf {
    let mut name = go_work.as_os_str().to_owned();
    name.push(".sum");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in(start: &str, gowork: &str, goroot: Option<&str>, files: &[&str]) -> Option<PathBuf> {
        let is_file = |path: &Path| files.iter().any(|file| Path::new(file) == path);
        let goroot = goroot.map(Path::new);
        find(Path::new(start), gowork, goroot, GoVersion::NEWEST_KNOWN, is_file).unwrap()
    }

    #[test]
    fn gowork_decides_which_file() {
        let files = ["/w/go.work", "/go.work"];
        assert_eq!(find_in("/w/a/b", "", None, &files), Some("/w/go.work".into()));
        assert_eq!(find_in("/w/a/b", "auto", None, &files), Some("/w/go.work".into()));
        assert_eq!(find_in("/x", "", None, &files), Some("/go.work".into()));
        assert_eq!(find_in("/w/a", "off", None, &files), None);
        assert_eq!(find_in("/w/a", "/other/work", None, &files), Some("/other/work".into()));
    }

    #[test]
    fn search_stops_below_goroot_unless_it_starts_there() {
        assert_eq!(find_in("/go/src", "", Some("/go"), &["/go/go.work", "/go.work"]), None);
        assert_eq!(find_in("/go", "", Some("/go"), &["/go/go.work"]), Some("/go/go.work".into()));
    }

    #[test]
    fn relative_gowork_is_refused_in_words_of_the_version() {
        let refused = |minor| find(Path::new("/w"), "w/go.work", None, GoVersion::new(1, minor, 0), |_| true);
        assert_eq!(refused(19), Err(GoworkError::RelativeOld));
        assert_eq!(refused(21), Err(GoworkError::Relative));
        assert_eq!(refused(17), Ok(None));
    }
}
