//! `source`, `cd`, and the files that a new shell reads by itself.

use std::sync::Arc;

use super::glyph::Word;
use super::machine::{Machine, Status};
use super::run::{MAX_DEPTH, MAX_OPEN, own};
use super::variables::Binding;
use crate::source::startup::limits::MAX_FILES;
use crate::source::startup::path::cleaned;
use crate::source::startup::{Knowledge, Presence, ReadFile, Reading, RemarkKind};

impl Machine<'_> {
    /// `source [-h|-m] file [words]`.
    pub(super) fn source_command(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        let history = rest.first().is_some_and(|word| word.is("-h") || word.is("-m"));
        let rest = rest.get(usize::from(history)..).unwrap_or_default();
        let Some(file) = rest.first() else { return Err("source: no operand for -h flag".into()) };
        let (path, knowledge) = self.glob_single(file)?;
        let arguments = rest.get(1..).unwrap_or_default();
        let arguments = if arguments.is_empty() { vec![] } else { self.glob_list(arguments)? };
        if history {
            return Ok(());
        }
        let path = match knowledge {
            Knowledge::Unknown(_) => None,
            _ => self.absolute(&path).map(|path| cleaned(&path)),
        };
        let Some(path) = path else {
            let source = self.source_of(words);
            self.opaque(&source, words);
            return Ok(());
        };
        if let Knowledge::Conditional(test) = knowledge {
            let mut result = Ok(());
            self.fork_once(&test, |this| result = this.source_file(&path, words, file, arguments));
            return result;
        }
        self.source_file(&path, words, file, arguments)
    }

    fn source_file(
        &mut self,
        path: &str,
        words: &[Word],
        file: &Word,
        arguments: Vec<(String, Knowledge)>,
    ) -> Result<(), String> {
        let sourced_at = self.place_of(file);
        let open = self.frames.iter().filter(|frame| &*frame.path == path).count();
        let is_too_deep = self.depth >= MAX_DEPTH || open >= MAX_OPEN;
        let (text, not_read) = match self.tree.read(path) {
            Reading::Text(text) if !is_too_deep => (Some(text), None),
            Reading::Text(_) => (None, Some("sourced too deep within each other".to_owned())),
            Reading::Missing => (None, Some("no such file".into())),
            Reading::Refused(why) => (None, Some(why)),
            Reading::Untold => (None, Some("not among the files at hand".into())),
        };
        if self.files.len() < MAX_FILES {
            let not_read = not_read.clone();
            self.files.push(ReadFile { path: path.into(), sourced_at: sourced_at.clone(), not_read });
        }
        if let Some(text) = text {
            let before = self.variables.shell.get("argv").cloned();
            if !arguments.is_empty() {
                self.put_shell("argv", arguments.clone(), None)?;
            }
            self.read_file(path, text);
            if !arguments.is_empty() {
                self.variables.shell.put("argv".into(), before);
            }
            return Ok(());
        }
        let why = not_read.unwrap_or_default();
        match self.tree.presence(path) {
            Presence::Untold => {
                let source = self.source_of(words);
                self.remark(RemarkKind::Opaque { source: source.to_string() }, sourced_at);
                self.status = Status::Unknown(source.clone());
                self.doubt_from_here(&Knowledge::Unknown(source));
                Ok(())
            }
            Presence::File { .. } if is_too_deep => {
                self.remark(RemarkKind::Limit { reason: why.clone() }, sourced_at);
                self.doubt_from_here(&Knowledge::Unknown(why.into()));
                Ok(())
            }
            Presence::Missing => {
                self.remark(RemarkKind::MissingFile { path: path.to_owned() }, sourced_at);
                Err(format!("{path}: {why}"))
            }
            _ => Err(format!("{path}: {why}")),
        }
    }

    /// `cd [directory]`.
    pub(super) fn change_directory(&mut self, rest: &[Word]) -> Result<(), String> {
        let rest: Vec<&Word> =
            rest.iter().skip_while(|word| word.starts('-') && word.glyphs.len() > 1).collect();
        let (path, knowledge) = match rest.as_slice() {
            [] => match self.variables.shell.get("home").filter(|home| home.is_set) {
                Some(home) => (home.text(), home.knowledge.clone()),
                None => return Err("cd: no home directory".into()),
            },
            [path] => self.glob_single(path)?,
            _ => return Err("cd: too many arguments".into()),
        };
        let target = if knowledge.is_certain() && path != "-" {
            self.absolute(&path).map(|path| cleaned(&path))
        } else {
            None
        };
        let Some(target) = target else {
            self.arrive(None);
            return Ok(());
        };
        match self.tree.presence(&target) {
            Presence::Directory => self.arrive(Some(target)),
            Presence::Untold => {
                let source = format!("cd {path}").into();
                self.status = Status::Unknown(Arc::clone(&source));
                self.doubt_from_here(&Knowledge::Unknown(source));
                self.arrive(Some(target));
            }
            Presence::File { .. } | Presence::Other => return Err(format!("{path}: not a directory")),
            Presence::Missing if self.leads_elsewhere(&path) => self.arrive(None),
            Presence::Missing => return Err(format!("{path}: no such file or directory")),
        }
        Ok(())
    }

    /// Whether `cd` looks in other places for a path that is not there: `$cdpath`, a variable of that name.
    fn leads_elsewhere(&self, path: &str) -> bool {
        !path.starts_with(['/', '.']) && (self.switch("cdpath") || self.switch(path))
    }

    fn arrive(&mut self, directory: Option<String>) {
        let binding = match &directory {
            Some(directory) => own(directory),
            None => Binding::unknown("cd", None),
        };
        if let Some(before) = self.variables.shell.get("cwd").cloned() {
            self.bind_shell("owd", before);
        }
        self.bind_shell("cwd", binding.clone());
        self.bind_environment("PWD", binding);
        self.directory = directory;
    }

    /// Reads a file that the shell reads by itself; whether it is there.
    pub(super) fn start_up_file(&mut self, path: &str) -> bool {
        let text: Arc<str> = match self.tree.read(path) {
            Reading::Text(text) => text,
            Reading::Missing => return false,
            Reading::Untold => {
                self.note_file(path, Some("not among the files at hand".into()));
                return false;
            }
            Reading::Refused(why) => {
                self.note_file(path, Some(why));
                return true;
            }
        };
        if self.is_over() {
            self.note_file(path, Some("an earlier file ends the reading".into()));
            return true;
        }
        self.note_file(path, None);
        self.read_file(path, text);
        true
    }

    fn note_file(&mut self, path: &str, not_read: Option<String>) {
        self.files.push(ReadFile { path: path.into(), sourced_at: None, not_read });
    }
}
