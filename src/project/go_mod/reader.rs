//! From the statements of go.mod to what they say.
//!
//! Mirrors `File.add` of `golang.org/x/mod/modfile`.

use std::sync::Arc;

use super::super::directives::{self, Versions, WrittenVersion, check_major, godebug_line, single_path};
use super::super::lexer::Token;
use super::super::problem::{GoModErrors, Problem};
use super::super::replace::replace_line;
use super::super::retract::{check_retracts, retract_line};
use super::super::syntax::{Line, Statement, place_of, statements};
use super::super::version_line::{File, go_line, toolchain_line};
use super::{Exclude, GoMod, Godebug, Named, Reading, Require};
use crate::files::{Place, TextFile};
use crate::go::module_path::split_path_version;
use crate::go::{Behaviour, GoVersion};

/// Reads the go.mod of a main module as the go command of that version does. `path` is the file's name
/// for messages.
pub fn parse(text: &str, path: &str, version: GoVersion) -> Result<GoMod, GoModErrors> {
    parse_as(text, path, version, Reading::MainModule)
}

/// Reads a go.mod for one of its readers.
pub fn parse_as(text: &str, path: &str, version: GoVersion, reading: Reading) -> Result<GoMod, GoModErrors> {
    let file = TextFile::new(path, text);
    let statements = statements(&file)?;
    let mut reader = Reader::new(&file, version, reading);
    statements.iter().for_each(|statement| reader.statement(statement));
    reader.finish().map_err(|problems| GoModErrors::new(path, problems))
}

/// Reads statement by statement; problems do not stop it.
#[derive(Debug)]
struct Reader<'t> {
    text: &'t Arc<TextFile>,
    file: GoMod,
    problems: Vec<(Place, Problem)>,
    version: GoVersion,
    reading: Reading,
}

impl<'t> Reader<'t> {
    /// Starts on an empty file.
    fn new(text: &'t Arc<TextFile>, version: GoVersion, reading: Reading) -> Self {
        Self { text, file: GoMod::default(), problems: Vec::new(), version, reading }
    }

    /// What the statements say, or all that is wrong with them.
    fn finish(mut self) -> Result<GoMod, Vec<(Place, Problem)>> {
        if self.reading == Reading::MainModule {
            check_retracts(
                self.file.module.as_ref().map_or("", |module| &module.text),
                &self.file.retracts,
                &mut self.problems,
            );
        }
        if self.problems.is_empty() { Ok(self.file) } else { Err(self.problems) }
    }

    /// Takes one statement.
    fn statement(&mut self, statement: &Statement<'_>) {
        match statement {
            Statement::Line(line) => {
                let Some((verb, arguments)) = line.tokens.split_first() else { return };
                self.directive(verb.text, arguments, line);
            }
            Statement::Block { head, lines } => self.block(head, lines),
        }
    }

    fn block(&mut self, head: &[Token<'_>], lines: &[Line<'_>]) {
        match head {
            [verb] if self.may_be_block(verb.text) => {
                lines.iter().for_each(|line| self.directive(verb.text, &line.tokens, line));
            }
            _ if self.is_lax() => {}
            _ => {
                let words: Vec<_> = head.iter().map(|token| token.text).collect();
                let place = place_of(self.text, head);
                self.problems.push((place, Problem::UnknownBlock(words.join(" "))));
            }
        }
    }

    /// Where the first of some words stands.
    fn word(&self, words: &[Token<'_>]) -> Place {
        place_of(self.text, words.get(..1).unwrap_or_default())
    }

    fn named(&self, text: String, words: &[Token<'_>]) -> Named {
        Named { text, place: self.word(words) }
    }

    fn may_be_block(&self, verb: &str) -> bool {
        matches!(verb, "module" | "require" | "exclude" | "replace") || self.knows_dated(verb)
    }

    /// Whether this version of go knows one of the later directives that may be blocks.
    fn knows_dated(&self, verb: &str) -> bool {
        let since = match verb {
            "retract" => Behaviour::RetractDirective,
            "godebug" => Behaviour::GodebugDirective,
            "tool" => Behaviour::ToolDirective,
            "ignore" => Behaviour::IgnoreDirective,
            _ => return false,
        };
        self.version.has(since)
    }

    fn is_lax(&self) -> bool {
        self.reading == Reading::Dependency
    }

    fn versions(&self) -> Versions {
        match self.reading {
            Reading::MainModule => Versions::Queries,
            Reading::Edit | Reading::Dependency => Versions::Canonical,
        }
    }

    fn directive(&mut self, verb: &str, arguments: &[Token<'_>], line: &Line<'_>) {
        let place = place_of(self.text, &line.tokens);
        let counts = matches!(verb, "go" | "module" | "require" | "retract" | "ignore");
        if self.is_lax() && !(counts && (self.may_be_block(verb) || verb == "go")) {
            return;
        }
        if let Err(problem) = self.read(verb, arguments, line, place.clone()) {
            self.problems.push((place, problem));
        }
    }

    fn read(
        &mut self,
        verb: &str,
        arguments: &[Token<'_>],
        line: &Line<'_>,
        place: Place,
    ) -> Result<(), Problem> {
        match verb {
            "module" => return self.module(arguments, place),
            "go" => return self.go(arguments),
            "toolchain" if self.version.has(Behaviour::ToolchainSwitching) => {
                return self.toolchain(arguments);
            }
            "require" => {
                let (path, version) = module_version("require", arguments, self.versions())?;
                let indirect = line.comment.is_some_and(is_indirect);
                let place = self.word(arguments);
                self.file.requires.push(Require { path, version, indirect, place });
            }
            "exclude" => {
                let (path, version) = module_version("exclude", arguments, self.versions())?;
                self.file.excludes.push(Exclude { path, version, place });
            }
            "replace" => {
                self.file.replaces.push(replace_line(arguments, self.versions(), self.version, place)?);
            }
            _ if self.knows_dated(verb) => return self.dated(verb, arguments, place),
            _ => return Err(Problem::UnknownDirective(verb.to_owned())),
        }
        Ok(())
    }

    fn dated(&mut self, verb: &str, arguments: &[Token<'_>], place: Place) -> Result<(), Problem> {
        match verb {
            "retract" => match retract_line(arguments, place) {
                // Newer forms of the interval must not break old readers of dependencies.
                Err(_) if self.is_lax() => {}
                found => self.file.retracts.push(found?),
            },
            "godebug" => {
                let (key, value) = godebug_line(arguments)?;
                self.file.godebugs.push(Godebug { key, value, place });
            }
            "tool" => {
                let tool = self.named(single_path("tool", arguments)?, arguments);
                self.file.tools.push(tool);
            }
            _ => {
                let ignored = self.named(single_path("ignore", arguments)?, arguments);
                self.file.ignores.push(ignored);
            }
        }
        Ok(())
    }

    fn module(&mut self, arguments: &[Token<'_>], place: Place) -> Result<(), Problem> {
        if self.file.module.is_some() {
            return Err(Problem::Repeated("module"));
        }
        // A line that cannot be read still counts as the module line.
        self.file.module = Some(Named { text: String::new(), place });
        let [token] = arguments else {
            return Err(Problem::Usage("module module/path".to_owned()));
        };
        self.file.module = Some(self.named(directives::path(token)?, arguments));
        Ok(())
    }

    fn go(&mut self, arguments: &[Token<'_>]) -> Result<(), Problem> {
        if self.file.go.is_some() {
            return Err(Problem::Repeated("go"));
        }
        let text = go_line(arguments, File::Module, self.is_lax(), self.version)?;
        self.file.go = Some(self.named(text, arguments));
        Ok(())
    }

    fn toolchain(&mut self, arguments: &[Token<'_>]) -> Result<(), Problem> {
        if self.file.toolchain.is_some() {
            return Err(Problem::Repeated("toolchain"));
        }
        let text = toolchain_line(arguments, File::Module, self.version)?;
        self.file.toolchain = Some(self.named(text, arguments));
        Ok(())
    }
}

fn module_version(
    verb: &'static str,
    arguments: &[Token<'_>],
    versions: Versions,
) -> Result<(String, WrittenVersion), Problem> {
    let [path, version] = arguments else {
        return Err(Problem::Usage(format!("{verb} module/path v1.2.3")));
    };
    let path = directives::path(path)?;
    let version = directives::version(verb, &path, version, versions)?;
    let (_, major) = split_path_version(&path).ok_or(Problem::ModulePath)?;
    check_major(verb, &path, &version, major)?;
    Ok((path, version))
}

/// `// indirect`, alone or with more behind a semicolon (`modfile.isIndirect`).
fn is_indirect(comment: &str) -> bool {
    let mut words = comment.strip_prefix("//").unwrap_or(comment).split_whitespace();
    match (words.next(), words.next()) {
        (Some("indirect"), None) => true,
        (Some("indirect;"), more) => more.is_some(),
        _ => false,
    }
}
