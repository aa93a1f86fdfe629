//! Builtins, as far as a variable can depend on them.

use super::super::dialect::{Dialect, Ends};
use super::super::state::ShellOption;
use super::super::syntax::{Simple, is_name};
use super::super::text::Text;
use super::builtin_names::{QUIET, is_builtin, is_quiet};
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::startup::{Knowledge, Presence, RemarkKind};

impl Evaluator<'_> {
    /// Runs a builtin; `None`: there is none of that name.
    pub(super) fn builtin(
        &mut self,
        simple: &Simple,
        name: &str,
        arguments: &[Text],
    ) -> Result<Option<Flow>, Flow> {
        let count = || arguments.first().and_then(|text| text.text.parse().ok()).unwrap_or(1);
        self.budget.spend(arguments.len() / 16);
        let flow = match name {
            ":" | "true" => self.ends(0),
            "false" => self.ends(1),
            "[" => {
                let inner = arguments.split_last().map_or(arguments, |(_, inner)| inner);
                let is_closed = arguments.last().is_some_and(|text| text.text == "]");
                let status = if is_closed { self.test_command(inner) } else { Status::known(2) };
                self.tested(simple, status)
            }
            "test" => {
                let status = self.test_command(arguments);
                self.tested(simple, status)
            }
            "[[" if self.dialect == Dialect::Busybox => {
                let inner = arguments.split_last().map_or(arguments, |(_, inner)| inner);
                let is_closed = arguments.last().is_some_and(|text| text.text == "]]");
                let status = if is_closed { self.double_test_command(inner) } else { Status::known(2) };
                self.tested(simple, status)
            }
            "unset" => return self.unset_command(simple, arguments).map(Some),
            "set" => return self.set_command(simple, arguments).map(Some),
            "shift" => {
                let count: usize = arguments.first().and_then(|text| text.text.parse().ok()).unwrap_or(1);
                self.positional.drain(..count.min(self.positional.len()));
                self.ends(0)
            }
            "return" => self.leaves(arguments, Flow::Return),
            "exit" | "logout" => {
                self.note_stop(simple, "exit ends the shell");
                self.leaves(arguments, Flow::EndShell)
            }
            "break" => Flow::Break(count()),
            "continue" => Flow::Continue(count()),
            "." => return self.source(simple, name, arguments).map(Some),
            "source" if self.dialect != Dialect::Dash => {
                return self.source(simple, name, arguments).map(Some);
            }
            "eval" => self.eval(simple, arguments),
            "exec" => self.exec(simple, arguments),
            "alias" => self.alias(simple, arguments),
            "unalias" => self.unalias(arguments),
            "cd" | "chdir" => self.change_directory(simple, arguments),
            "read" => return self.reads(simple, arguments).map(Some),
            "mapfile" | "readarray" if self.dialect == Dialect::Bash => {
                return self.reads(simple, arguments).map(Some);
            }
            "getopts" | "vared" => return self.reads(simple, arguments).map(Some),
            "printf" => self.printf(simple, arguments),
            "let" if self.dialect != Dialect::Dash => return self.let_command(simple, arguments).map(Some),
            "command" | "type" | "which" | "whence" | "where" => self.asks_for_command(simple, arguments),
            "shopt"
                if self.dialect == Dialect::Bash && arguments.iter().any(|text| text.text.contains('q')) =>
            {
                self.asks_option(arguments)
            }
            "setopt" | "unsetopt" if self.dialect == Dialect::Zsh => {
                self.set_options(name == "setopt", arguments)
            }
            "emulate" if self.dialect == Dialect::Zsh => self.emulate(simple, arguments),
            name if QUIET.contains(&name) || is_quiet(self.dialect, name) => self.ends(0),
            _ => return Ok(None),
        };
        Ok(Some(flow))
    }

    /// Ends a builtin with a status that is without a doubt.
    pub(super) fn ends(&mut self, code: i32) -> Flow {
        self.status = Status::known(code);
        Flow::Next
    }

    fn tested(&mut self, simple: &Simple, status: Status) -> Flow {
        let text = self.text_of(&simple.span).into();
        self.status = match status.decided() {
            Some(_) => status,
            None => Status { text: Some(text), ..status },
        };
        Flow::Next
    }

    pub(super) fn unsure(&mut self, simple: &Simple) -> Flow {
        self.status = self.unknown_status(simple);
        Flow::Next
    }

    fn leaves(&mut self, arguments: &[Text], flow: Flow) -> Flow {
        if let Some(first) = arguments.first() {
            let code = first.text.parse().ok().filter(|_| first.is_usable());
            self.status = Status { code, knowledge: first.knowledge.clone(), text: None };
        }
        flow
    }

    /// Notes that the shell stops reading here, and why.
    pub(super) fn note_stop(&mut self, simple: &Simple, reason: &str) {
        let place = self.line_place(&simple.span);
        self.remark(RemarkKind::Stops { reason: reason.to_owned() }, place);
    }

    fn unset_command(&mut self, simple: &Simple, arguments: &[Text]) -> Result<Flow, Flow> {
        self.status = Status::known(0);
        let mut functions_only = false;
        // zsh takes the others away before a read-only one ends the file.
        let mut refused = Ok(());
        for argument in arguments {
            match argument.text.as_str() {
                "-f" => functions_only = true,
                "-v" => functions_only = false,
                name if functions_only => self.state.functions.put(name.into(), None),
                name if is_name(name) => {
                    let place = argument.from.clone().unwrap_or_else(|| self.line_place(&simple.span));
                    let unset = self.unset(name, place);
                    if self.dialect != Dialect::Zsh {
                        unset?;
                    } else if refused.is_ok() {
                        refused = unset;
                    }
                }
                name if argument.knowledge.is_certain()
                    && !name.contains('[')
                    && self.refuses_bad_names() =>
                {
                    self.note_stop(simple, "a name that no variable can have");
                    let ends = self.special_error();
                    return Ok(self.fails(ends));
                }
                _ => {}
            }
        }
        refused.map(|()| Flow::Next)
    }

    /// Whether `unset` fails for good at what is no name.
    fn refuses_bad_names(&self) -> bool {
        matches!(self.dialect, Dialect::Zsh | Dialect::Dash | Dialect::Busybox)
    }

    fn exec(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        if arguments.is_empty() {
            return self.ends(0);
        }
        self.note_stop(simple, "exec puts another program in the shell's place");
        Flow::EndShell
    }

    /// Builtins that put what they read into variables.
    fn reads(&mut self, simple: &Simple, arguments: &[Text]) -> Result<Flow, Flow> {
        let source = self.text_of(&simple.span).to_owned();
        let place = self.line_place(&simple.span);
        for argument in arguments {
            if is_name(&argument.text) {
                let assigned = self.assign(&argument.text, Text::unknown(&source), place.clone());
                if matches!(self.dialect, Dialect::Zsh | Dialect::Dash | Dialect::Busybox) {
                    assigned?;
                }
                self.export_plain(&argument.text);
            }
        }
        Ok(self.unsure(simple))
    }

    fn printf(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        if let [flag, name, ..] = arguments
            && flag.text == "-v"
        {
            let source = self.text_of(&simple.span).to_owned();
            let place = self.line_place(&simple.span);
            let _ = self.assign(&name.text, Text::unknown(&source), place);
        }
        self.ends(0)
    }

    /// `command -v X`, `type X`, `which X`.
    fn asks_for_command(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        let Some(wanted) = arguments.iter().rev().find(|text| !text.text.starts_with('-')) else {
            return self.unsure(simple);
        };
        if !wanted.is_usable() {
            return self.unsure(simple);
        }
        let name = wanted.text.as_str();
        let is_own = self.state.functions.get(name).is_some()
            || QUIET.contains(&name)
            || is_quiet(self.dialect, name)
            || is_builtin(name);
        if is_own {
            return self.ends(0);
        }
        let text = self.text_of(&simple.span).into();
        self.status = match self.on_path(name) {
            Some(found) => {
                Status { code: Some(i32::from(!found)), knowledge: Knowledge::Conditional(text), text: None }
            }
            None => Status { text: Some(text), ..Status::unknown() },
        };
        Flow::Next
    }

    /// Whether a program is in one of PATH's directories; `None`: not all of them are known.
    pub(super) fn on_path(&self, name: &str) -> Option<bool> {
        let here = |presence| matches!(presence, Presence::File { .. });
        if name.contains('/') {
            return Some(here(self.tree.presence(&self.resolve(name)?)));
        }
        let path = self.scalar_of("PATH")?;
        if path.knowledge.is_unknown() {
            return None;
        }
        let mut all_known = true;
        for directory in path.text.split(':').filter(|directory| directory.starts_with('/')) {
            match self.tree.presence(format!("{directory}/{name}")) {
                presence if here(presence) => return Some(true),
                Presence::Untold => all_known = false,
                _ => {}
            }
        }
        all_known.then_some(false)
    }

    /// `shopt -q login_shell`, `shopt -oq posix`.
    fn asks_option(&mut self, arguments: &[Text]) -> Flow {
        let mode = self.mode();
        let option = arguments.iter().find(|text| !text.text.starts_with('-'));
        self.status = match option.map(|text| text.text.as_str()) {
            Some("login_shell") => Status::of(mode.is_login()),
            Some("posix" | "restricted_shell") => Status::of(false),
            _ => Status::unknown(),
        };
        Flow::Next
    }

    /// zsh's `emulate sh -c '…'` runs a text.
    fn emulate(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        if arguments.iter().any(|text| text.text == "-c") {
            return self.eval(simple, arguments.get(2..).unwrap_or_default());
        }
        if arguments.first().is_some_and(|text| matches!(text.text.as_str(), "sh" | "ksh" | "bash")) {
            self.state.options.put(ShellOption::ShWordSplit, Some(true));
            self.state.options.put(ShellOption::NoMatch, Some(false));
        }
        self.ends(0)
    }

    /// What a file that is missing ends.
    pub(super) fn missing_file_ends(&self, command: &str) -> Ends {
        match (self.dialect, command) {
            (Dialect::Zsh, _) => Ends::Nothing,
            (Dialect::Ksh | Dialect::Mksh, "source") => Ends::Nothing,
            _ => self.special_error(),
        }
    }
}
