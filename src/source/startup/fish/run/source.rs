//! Files: read, checked as a whole, and then followed.

use std::rc::Rc;

use crate::source::startup::fish::flow::{Exit, Flow, Status};
use crate::source::startup::fish::limits::DEEPEST_SOURCE;
use crate::source::startup::fish::script::{Script, Spot};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Parser, SyntaxError};
use crate::source::startup::fish::value::List;
use crate::source::startup::fish::variables::{Scope, Slot, State, Variable};
use crate::source::startup::{Knowledge, ReadFile, Reading, RemarkKind};

impl Shell<'_> {
    /// Reads a file and follows it; `from` is the place that sources it, none for a start-up file.
    pub(crate) fn run_file(&mut self, path: &str, from: Option<Spot>, arguments: List) -> Flow {
        let path: Rc<str> = path.into();
        let text = match self.text_of(&path) {
            Ok(text) => text,
            Err(status) => {
                self.note_missing(&path, from, &status);
                return Flow::ON;
            }
        };
        let number = self.paths.number(&path, &text);
        let script = Rc::new(Script { index: number, path: path.clone(), text, stands_at: None });
        if let Err(error) = check(&script) {
            self.note_broken(&script, from, error);
            return Flow::ON;
        }
        self.note_read(&path, from, None);
        let here = from.unwrap_or(Spot::beginning(number));
        let too_deep = self.sources.len() >= DEEPEST_SOURCE;
        if too_deep || !self.budget.spend_file() {
            let why = if too_deep { "files source one another too deep" } else { "too many files" };
            self.doubt_file(&script, &format!("source {path}").into());
            self.remark_limit(here, why);
            return Flow::ON;
        }
        self.sources.push(path);
        self.variables.enter(false);
        let argv = Variable { state: State::List(arguments), ..Variable::GONE };
        self.variables.put("argv", Some(Scope::Local), Slot::new(argv, Knowledge::Certain));
        let flow = self.run_text(&script);
        self.variables.leave();
        self.sources.pop();
        flow.within(Exit::File)
    }

    /// The text of a file, without a byte order mark, up to a NUL: fish does not read beyond one.
    fn text_of(&mut self, path: &Rc<str>) -> Result<Rc<str>, Reading> {
        if let Some(text) = self.texts.get(path) {
            return Ok(text.clone());
        }
        let text = match self.tree.read(path) {
            Reading::Text(text) => text,
            other => return Err(other),
        };
        let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let plain = plain.split('\0').next().unwrap_or_default();
        let text = if plain.len() == text.len() { text.clone() } else { Rc::from(plain) };
        self.texts.insert(path.clone(), text.clone());
        Ok(text)
    }

    fn note_read(&mut self, path: &Rc<str>, from: Option<Spot>, not_read: Option<String>) {
        if !self.files.iter().any(|file| file.path == *path) {
            let sourced_at = from.map(|spot| self.paths.place(spot));
            self.files.push(ReadFile { path: path.clone(), sourced_at, not_read });
        }
    }

    fn note_missing(&mut self, path: &Rc<str>, from: Option<Spot>, reading: &Reading) {
        let (why, status) = match reading {
            Reading::Refused(why) => (why.clone(), Status::Known(1)),
            Reading::Untold => {
                let test = format!("source {path}").into();
                ("nothing is known of that part of the disk".to_owned(), Status::open(test))
            }
            _ => ("no such file".to_owned(), Status::Known(1)),
        };
        self.status = status;
        if let Some(spot) = from {
            let kind = match reading {
                Reading::Untold => RemarkKind::Opaque { source: format!("source {path}") },
                _ => RemarkKind::MissingFile { path: path.to_string() },
            };
            self.remark(spot, kind);
        }
        self.note_read(path, from, Some(why));
    }

    fn note_broken(&mut self, script: &Script, from: Option<Spot>, error: SyntaxError) {
        let SyntaxError { reason, line, start, end } = error;
        self.note_read(&script.path, from, Some(format!("fish cannot parse line {line}: {reason}")));
        let spot = Spot { script: script.index, start, end }.first_line(script);
        self.remark(spot, RemarkKind::SyntaxError { reason });
        self.status = Status::Known(1);
    }
}

/// Whether fish can parse a file.
fn check(script: &Script) -> Result<(), SyntaxError> {
    let mut parser = Parser::new(&script.text);
    while parser.statement()?.is_some() {}
    Ok(())
}
