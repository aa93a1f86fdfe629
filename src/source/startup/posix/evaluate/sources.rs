//! Files that are read: by the shell itself, and by `.` and `source`.

use std::sync::Arc;

use super::super::dialect::{Dialect, Ends};
use super::super::state::ShellOption;
use super::super::syntax::{Parser, Simple, SyntaxError};
use super::super::text::Text;
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::limits::{MAX_FILES, MAX_SOURCE_DEPTH};
use crate::source::startup::script::Script;
use crate::source::startup::{Condition, Place, Presence, ReadFile, Reading, RemarkKind};

impl Evaluator<'_> {
    /// Reads a file as the shell does by itself; a missing one is passed over.
    pub(in super::super) fn start_file(&mut self, path: &str) -> Flow {
        match self.tree.read(path) {
            Reading::Text(text) => {
                let script = self.script_of(path, text);
                self.listed(path, None, None);
                self.read_through(script, FrameKind::StartFile, false)
            }
            Reading::Missing | Reading::Untold => Flow::Next,
            Reading::Refused(why) => {
                self.outcome.incomplete = Some(why.as_str().into());
                self.listed(path, None, Some(why));
                Flow::Next
            }
        }
    }

    /// Reads a file as the shell does by itself, under a condition that nothing here decides.
    pub(in super::super) fn start_file_if(&mut self, path: &str, text: &str) -> Flow {
        let condition = Condition { text: text.into(), likely: Some(true) };
        self.both(&condition, |shell| shell.start_file(path), |_| Flow::Next)
    }

    fn listed(&mut self, path: &str, sourced_at: Option<Place>, not_read: Option<String>) {
        if self.outcome.files.len() < MAX_FILES {
            self.outcome.files.push(ReadFile { path: path.into(), sourced_at, not_read });
        }
    }

    fn script_of(&mut self, path: &str, text: Arc<str>) -> Arc<Script> {
        if let Some(known) = self.texts.get(path) {
            return known.clone();
        }
        let script = Arc::new(Script::new(path, text));
        self.texts.insert(path.to_owned(), script.clone());
        script
    }

    fn read_through(&mut self, script: Arc<Script>, kind: FrameKind, catches: bool) -> Flow {
        if script.text.contains('\0') {
            // What a shell makes of NUL bytes differs from shell to shell.
            self.outcome.incomplete = Some("a file with NUL bytes in it".into());
        }
        let before = std::mem::replace(&mut self.script, script.clone());
        let was_forgiving = std::mem::take(&mut self.is_forgiving);
        let flow = self.framed(kind, |shell| {
            if let Some(frame) = shell.frames.last_mut() {
                frame.catches = catches;
            }
            shell.lines(&script)
        });
        self.is_forgiving = was_forgiving;
        self.script = before;
        flow
    }

    fn lines(&mut self, script: &Arc<Script>) -> Flow {
        let mut parser = Parser::new(&script.text, self.dialect);
        loop {
            let from = parser.at();
            match parser.line() {
                Ok(None) => return Flow::Next,
                Ok(Some(list)) => {
                    self.lines = self.lines.saturating_add(1);
                    let before = std::mem::replace(&mut self.line, self.lines);
                    let flow = self.list(&list);
                    self.line = before;
                    if flow != Flow::Next && flow != Flow::DropLine {
                        return flow;
                    }
                }
                Err(error) => return self.cannot_parse(script, &error, from),
            }
        }
    }

    /// The shell gives up on a text that it cannot parse; this reader on one that nests too deep.
    fn cannot_parse(&mut self, script: &Arc<Script>, error: &SyntaxError, from: u32) -> Flow {
        let end = script.text.get(error.at as usize..).and_then(|rest| rest.find('\n'));
        let end = u32::try_from(end.unwrap_or(0)).unwrap_or(0).min(80);
        let place = script.place(error.at, error.at.saturating_add(end));
        if error.is_limit {
            self.remark(RemarkKind::Limit { reason: error.reason.clone() }, place);
            let rest = script.text.get(from as usize..).unwrap_or_default();
            self.forget_names(rest, script, from);
            return Flow::EndFile;
        }
        if error.is_doubtful {
            let rest = script.text.get(from as usize..).unwrap_or_default();
            self.forget_names(rest, script, from);
            self.outcome.incomplete = Some("an error inside `$(…)`".into());
        }
        self.remark(RemarkKind::SyntaxError { reason: error.reason.clone() }, place);
        let ends = self.dialect.syntax_error(self.is_interactive());
        match self.fails(ends) {
            Flow::DropLine | Flow::EndSourced => Flow::EndFile,
            flow => flow,
        }
    }

    /// `. FILE`, `source FILE`.
    pub(super) fn source(
        &mut self,
        simple: &Simple,
        command: &str,
        arguments: &[Text],
    ) -> Result<Flow, Flow> {
        let place = self.line_place(&simple.span);
        let Some((file, positional)) = arguments.split_first() else {
            return Ok(match self.dialect {
                Dialect::Ksh | Dialect::Mksh => {
                    let ends = self.special_error();
                    self.fails(ends)
                }
                dialect => {
                    self.status = Status::known(if dialect == Dialect::Dash { 0 } else { 2 });
                    Flow::Next
                }
            });
        };
        let path = if file.knowledge.is_unknown() { None } else { self.sourced_path(&file.text, command) };
        let Some(path) = path else {
            self.opaque(simple);
            return Ok(Flow::Next);
        };
        match self.tree.read(&path) {
            Reading::Text(text) => {
                if self.sourcing() >= MAX_SOURCE_DEPTH || self.outcome.files.len() >= MAX_FILES {
                    return Ok(self.give_up("files that source each other too deep"));
                }
                let script = self.script_of(&path, text);
                self.listed(&path, Some(place), None);
                let old = std::mem::take(&mut self.positional);
                self.positional = if positional.is_empty() { old.clone() } else { positional.to_vec() };
                self.status = Status::known(0);
                // ksh93's `source` is `command .`, which survives every error.
                let catches = self.dialect == Dialect::Ksh && (command == "source" || self.is_forgiving);
                let flow = self.read_through(script, FrameKind::File, catches);
                self.positional = old;
                Ok(flow)
            }
            Reading::Untold => {
                self.opaque(simple);
                Ok(Flow::Next)
            }
            Reading::Missing | Reading::Refused(_) => {
                self.remark(RemarkKind::MissingFile { path }, place.clone());
                let ends = self.missing_file_ends(command);
                if ends != Ends::Nothing {
                    self.remark(
                        RemarkKind::Stops { reason: "the file to source is not there".into() },
                        place,
                    );
                }
                Ok(self.fails(ends))
            }
        }
    }

    /// Whether the text that is read was sourced by another.
    pub(super) fn is_sourcing(&self) -> bool {
        self.sourcing() > 0
    }

    fn sourcing(&self) -> usize {
        self.frames.iter().filter(|frame| frame.kind() == FrameKind::File).count()
    }

    /// The file that `. NAME` reads; `None`: nobody knows.
    fn sourced_path(&self, name: &str, command: &str) -> Option<String> {
        if name.contains('/') {
            return self.resolve(name);
        }
        let in_path = self.scalar_of("PATH").and_then(|path| {
            let directories: Vec<&str> = path.text.split(':').collect();
            let found = |directory: &&str| {
                matches!(self.tree.presence(format!("{directory}/{name}")), Presence::File { .. })
            };
            directories.into_iter().find(found).map(|directory| format!("{directory}/{name}"))
        });
        let here = self.resolve(name);
        match self.dialect {
            // zsh's `source` looks here first, its `.` only along PATH; bash looks here last.
            Dialect::Zsh if command == "source" => {
                here.filter(|path| matches!(self.tree.presence(path), Presence::File { .. })).or(in_path)
            }
            Dialect::Bash => in_path.or(here),
            _ => in_path.or_else(|| Some(format!("/nonexistent/{name}"))),
        }
    }

    /// Whether a file is there that the shell can read.
    pub(in super::super) fn is_file(&self, path: &str) -> bool {
        matches!(self.tree.presence(path), Presence::File { .. })
    }

    /// Whether a directory is there.
    pub(in super::super) fn has_directory(&self, path: &str) -> bool {
        self.tree.presence(path) == Presence::Directory
    }

    /// The file that a variable names, `$HOME` in it expanded: BASH_ENV, ENV.
    pub(in super::super) fn named_file(&mut self, variable: &str) -> Option<String> {
        let text =
            self.scalar_of(variable).filter(|text| !text.text.is_empty() && !text.knowledge.is_unknown())?;
        let quoted = format!("\"{}\"", text.text);
        let mut parser = Parser::new(&quoted, self.dialect);
        let word = parser.single_word()?;
        let before = std::mem::replace(&mut self.script, Arc::new(Script::new("", quoted.as_str().into())));
        let path = self.scalar(&word).ok();
        self.script = before;
        self.resolve(&path?.text)
    }

    /// The directory that a variable names, when it holds something.
    pub(in super::super) fn named_directory(&self, variable: &str) -> Option<String> {
        self.scalar_of(variable).map(|text| text.text).filter(|text| !text.is_empty())
    }

    /// All variables, by name.
    pub(in super::super) fn all_variables(&self) -> Vec<(String, Arc<super::super::variable::Variable>)> {
        self.state.variables.iter().map(|(name, variable)| (name.to_string(), variable.clone())).collect()
    }

    /// Whether the first element of an exported array reaches programs (the Korn shells).
    pub(in super::super) fn exports_arrays(&self) -> bool {
        matches!(self.dialect, Dialect::Ksh | Dialect::Mksh)
    }

    /// Whether zsh still reads start-up files.
    pub(in super::super) fn reads_start_files(&self) -> bool {
        self.is_on(ShellOption::Rcs)
    }
}
