//! go.mod.
//!
//! Mirrors `modfile.Parse` and `ParseLax` of `golang.org/x/mod` as the go command of a given version
//! uses them. Deprecation and retraction comments are not kept.

use super::directives::{
    self, File, Versions, WrittenVersion, check_major, go_line, godebug_line, single_path, toolchain_line,
};
use super::lexer::Token;
use super::problem::{GoModError, GoModErrors, Problem};
use super::replace::{Replace, replace_line};
use super::retract::{Retract, check_retracts, retract_line};
use super::syntax::{Line, Statement, span_of, start_of, statements};
use crate::go::module_path::split_path_version;
use crate::go::{Behaviour, GoVersion};
use crate::source::Span;

/// Who reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Every command that works in the module (`modload.ReadModFile`): versions may be queries.
    MainModule,
    /// `go mod edit`: versions must be semantic versions; retracted ones are taken as they are.
    Edit,
    /// The go.mod of a dependency: only its module, go, require, retract (and ignore) lines count.
    Dependency,
}

/// A word with the line it stands on: module path, go version, toolchain name, tool, ignored path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The word without quotes.
    pub text: String,
    /// The line.
    pub span: Span,
}

/// One require line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Require {
    /// The module path.
    pub path: String,
    /// The version.
    pub version: WrittenVersion,
    /// Whether the line carries the comment `// indirect`.
    pub indirect: bool,
    /// The line.
    pub span: Span,
}

/// One exclude line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclude {
    /// The module path.
    pub path: String,
    /// The version that must not be used.
    pub version: WrittenVersion,
    /// The line.
    pub span: Span,
}

/// One godebug line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Godebug {
    /// The setting.
    pub key: String,
    /// Its value.
    pub value: String,
    /// The line.
    pub span: Span,
}

/// What a go.mod file says, in the order it says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoMod {
    /// The module's own path. A file without one is read, but no main module can be made of it.
    pub module: Option<Named>,
    /// The go line.
    pub go: Option<Named>,
    /// The toolchain line (Go 1.21 and later).
    pub toolchain: Option<Named>,
    /// All require lines; a module may occur more than once.
    pub requires: Vec<Require>,
    /// All exclude lines.
    pub excludes: Vec<Exclude>,
    /// All replace lines.
    pub replaces: Vec<Replace>,
    /// All retract lines (Go 1.16 and later).
    pub retracts: Vec<Retract>,
    /// All tool lines (Go 1.24 and later).
    pub tools: Vec<Named>,
    /// All godebug lines (Go 1.23 and later).
    pub godebugs: Vec<Godebug>,
    /// All ignore lines (Go 1.25 and later).
    pub ignores: Vec<Named>,
}

/// Reads the go.mod of a main module as the go command of that version does. `path` is the file's name
/// for messages.
pub fn parse(text: &str, path: &str, version: GoVersion) -> Result<GoMod, GoModErrors> {
    parse_as(text, path, version, Reading::MainModule)
}

/// Reads a go.mod for one of its readers.
pub fn parse_as(text: &str, path: &str, version: GoVersion, reading: Reading) -> Result<GoMod, GoModErrors> {
    let failed = |errors| GoModErrors { path: path.to_owned(), errors };
    let statements = statements(text, path).map_err(|error| {
        let span = Span { line: error.at.line, column: error.at.column, end_column: error.at.column };
        failed(vec![GoModError { path: path.to_owned(), span, problem: error.problem }])
    })?;
    let mut reader = Reader { file: GoMod::default(), problems: Vec::new(), version, reading };
    statements.iter().for_each(|statement| reader.statement(statement));
    if reading == Reading::MainModule {
        check_retracts(&mut reader.file, &mut reader.problems);
    }
    if reader.problems.is_empty() {
        return Ok(reader.file);
    }
    let located = |(span, problem)| GoModError { path: path.to_owned(), span, problem };
    Err(failed(reader.problems.into_iter().map(located).collect()))
}

struct Reader {
    file: GoMod,
    problems: Vec<(Span, Problem)>,
    version: GoVersion,
    reading: Reading,
}

impl Reader {
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
                let start = start_of(head);
                let span =
                    Span { end_column: span_of(head).end_column, line: start.line, column: start.column };
                self.problems.push((span, Problem::UnknownBlock(words.join(" "))));
            }
        }
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
        let span = span_of(&line.tokens);
        let counts = matches!(verb, "go" | "module" | "require" | "retract" | "ignore");
        if self.is_lax() && !(counts && (self.may_be_block(verb) || verb == "go")) {
            return;
        }
        if let Err(problem) = self.read(verb, arguments, line, span) {
            self.problems.push((span, problem));
        }
    }

    fn read(
        &mut self,
        verb: &str,
        arguments: &[Token<'_>],
        line: &Line<'_>,
        span: Span,
    ) -> Result<(), Problem> {
        match verb {
            "module" => return self.module(arguments, span),
            "go" => return self.go(arguments, span),
            "toolchain" if self.version.has(Behaviour::ToolchainSwitching) => {
                return self.toolchain(arguments, span);
            }
            "require" => {
                let (path, version) = module_version("require", arguments, self.versions())?;
                let indirect = line.comment.is_some_and(is_indirect);
                self.file.requires.push(Require { path, version, indirect, span });
            }
            "exclude" => {
                let (path, version) = module_version("exclude", arguments, self.versions())?;
                self.file.excludes.push(Exclude { path, version, span });
            }
            "replace" => {
                self.file.replaces.push(replace_line(arguments, self.versions(), self.version, span)?);
            }
            _ if self.knows_dated(verb) => return self.dated(verb, arguments, span),
            _ => return Err(Problem::UnknownDirective(verb.to_owned())),
        }
        Ok(())
    }

    fn dated(&mut self, verb: &str, arguments: &[Token<'_>], span: Span) -> Result<(), Problem> {
        match verb {
            "retract" => match retract_line(arguments, span) {
                // Newer forms of the interval must not break old readers of dependencies.
                Err(_) if self.is_lax() => {}
                found => self.file.retracts.push(found?),
            },
            "godebug" => {
                let (key, value) = godebug_line(arguments)?;
                self.file.godebugs.push(Godebug { key, value, span });
            }
            "tool" => self.file.tools.push(Named { text: single_path("tool", arguments)?, span }),
            _ => self.file.ignores.push(Named { text: single_path("ignore", arguments)?, span }),
        }
        Ok(())
    }

    fn module(&mut self, arguments: &[Token<'_>], span: Span) -> Result<(), Problem> {
        if self.file.module.is_some() {
            return Err(Problem::Repeated("module"));
        }
        // A line that cannot be read still counts as the module line.
        self.file.module = Some(Named { text: String::new(), span });
        let [token] = arguments else {
            return Err(Problem::Usage("module module/path".to_owned()));
        };
        self.file.module = Some(Named { text: directives::path(token)?, span });
        Ok(())
    }

    fn go(&mut self, arguments: &[Token<'_>], span: Span) -> Result<(), Problem> {
        if self.file.go.is_some() {
            return Err(Problem::Repeated("go"));
        }
        let text = go_line(arguments, File::Module, self.is_lax(), self.version)?;
        self.file.go = Some(Named { text, span });
        Ok(())
    }

    fn toolchain(&mut self, arguments: &[Token<'_>], span: Span) -> Result<(), Problem> {
        if self.file.toolchain.is_some() {
            return Err(Problem::Repeated("toolchain"));
        }
        let text = toolchain_line(arguments, File::Module, self.version)?;
        self.file.toolchain = Some(Named { text, span });
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
