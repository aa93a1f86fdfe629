//! Commands: who takes one.

use std::rc::Rc;

use super::pipeline::Surroundings;
use super::redirect::Works;
use crate::source::startup::fish::builtin::{is_builtin, is_provided};
use crate::source::startup::fish::flow::{Exit, Flow, Status};
use crate::source::startup::fish::script::{Script, Spot, excerpt};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Command, Decoration, Direction, Statement, Stretch};
use crate::source::startup::fish::value::{Argument, settled, unsettled};
use crate::source::startup::fish::word::{Failure, spot_of, unquoted};
use crate::source::startup::{Presence, RemarkKind};

/// A command with what stands around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'c> {
    /// The file it stands in.
    pub(crate) script: &'c Rc<Script>,
    /// The command.
    pub(super) command: &'c Command,
    /// What stands around it.
    pub(super) around: &'c Surroundings,
}

impl Call<'_> {
    /// The command's text, as a condition or an unknown value is named.
    pub(crate) fn text(&self) -> Rc<str> {
        self.stretch().map_or_else(|| "".into(), |all| excerpt(self.script.slice(all.start, all.end)))
    }

    /// The text of the whole pipeline.
    pub(crate) fn pipeline(&self) -> Rc<str> {
        let Stretch { start, end, .. } = self.around.stretch;
        excerpt(self.script.slice(start, end))
    }

    /// The whole pipeline.
    pub(super) fn pipeline_stretch(&self) -> Stretch {
        self.around.stretch
    }

    /// The command's words.
    pub(super) fn stretch(&self) -> Option<Stretch> {
        let words = &self.command.words;
        Some(words.first()?.to(*words.last()?))
    }

    /// Whether something is piped into the command, or redirected.
    pub(crate) fn has_input(&self) -> bool {
        let redirections = &self.command.redirections;
        self.around.is_piped || redirections.iter().any(|next| next.direction == Direction::Input)
    }

    /// Where the command's name stands.
    pub(crate) fn spot(&self) -> Spot {
        let Some(word) = self.command.words.first() else {
            return Spot::beginning(self.script.index);
        };
        spot_of(self.script, word)
    }
}

impl Shell<'_> {
    /// Runs a command.
    pub(super) fn run_command(&mut self, call: &Call<'_>) -> Flow {
        let Some((name, arguments)) = self.expand_command(call) else { return Flow::ON };
        if name.knowledge.is_unknown() {
            self.doubt_call(call);
            return Flow::ON;
        }
        match self.redirections_work(call.script, &call.command.redirections) {
            Works::Yes => self.dispatch(call, &name, &arguments),
            Works::No(code) => {
                self.status = Status::Known(code);
                Flow::ON
            }
            Works::Open => {
                let test = call.pipeline();
                let run = |shell: &mut Self| shell.dispatch(call, &name, &arguments);
                self.undecided(&test, run, |shell| {
                    shell.status = Status::Known(1);
                    Flow::ON
                })
            }
        }
    }

    /// The command's name and arguments; none if fish refuses one of them.
    fn expand_command(&mut self, call: &Call<'_>) -> Option<(Argument, Vec<Argument>)> {
        let (first, rest) = call.command.words.split_first()?;
        let mut words = match self.expand(call.script, first) {
            Ok(words) => unsettled(words).into_iter(),
            Err(failure) => return self.refuse(&failure),
        };
        let Some(name) = words.next().filter(|name| !name.text.is_empty() || name.knowledge.is_unknown())
        else {
            self.status = Status::Known(123);
            return None;
        };
        let mut arguments: Vec<Argument> = words.collect();
        let may_be_empty = matches!(&*name.text, "set" | "count");
        for word in rest {
            match self.expand(call.script, word) {
                Ok(found) => arguments.extend(found),
                Err(Failure::NoMatch) if may_be_empty => {}
                Err(failure) => return self.refuse(&failure),
            }
        }
        Some((name, settled(arguments)))
    }

    fn refuse<T>(&mut self, failure: &Failure) -> Option<T> {
        self.status = Status::Known(if let Failure::Refused(code) = failure { *code } else { 124 });
        None
    }

    fn dispatch(&mut self, call: &Call<'_>, name: &Argument, arguments: &[Argument]) -> Flow {
        match call.command.decoration {
            Decoration::Exec => self.replace(call, name, arguments),
            Decoration::Command => self.run_program(call, name, arguments),
            Decoration::Builtin => self.run_builtin(call, &name.text, arguments),
            Decoration::None => {
                if !is_reserved(&name.text) {
                    self.load_function(&name.text);
                    if let Some(function) = self.functions.get(&name.text) {
                        return self.call(&call.text(), &name.text, &function, arguments);
                    }
                }
                if is_builtin(&name.text) || is_provided(&name.text) {
                    return self.run_builtin(call, &name.text, arguments);
                }
                self.run_program(call, name, arguments)
            }
        }
    }

    /// A program: it cannot set anything in the shell.
    fn run_program(&mut self, call: &Call<'_>, name: &Argument, arguments: &[Argument]) -> Flow {
        self.notice_go_env(name, arguments);
        self.status = match self.finds_program(&name.text) {
            Some(false) => match self.absolute(&name.text).map(|path| self.tree.presence(&path)) {
                Some(Presence::Directory) if arguments.is_empty() => {
                    return self.change_directory(&name.text);
                }
                _ => Status::Known(127),
            },
            _ => Status::open(call.text()),
        };
        Flow::ON
    }

    /// `exec`: the program takes the shell's place, if there is such a program.
    fn replace(&mut self, call: &Call<'_>, name: &Argument, arguments: &[Argument]) -> Flow {
        self.notice_go_env(name, arguments);
        let found = self.finds_program(&name.text);
        if found != Some(false) {
            let reason = format!("`exec {}` takes the shell's place", name.text);
            self.remark(call.spot(), RemarkKind::Stops { reason });
        }
        match found {
            Some(true) => Flow::leave(Exit::Shell),
            Some(false) => {
                self.status = Status::Known(127);
                Flow::ON
            }
            None => {
                let test: Rc<str> = format!("command -q {}", name.text).into();
                self.undecided(
                    &test,
                    |_| Flow::leave(Exit::Shell),
                    |shell| {
                        shell.status = Status::Known(127);
                        Flow::ON
                    },
                )
            }
        }
    }

    /// Whether there is a program of that name; none if the tree does not tell.
    pub(crate) fn finds_program(&self, name: &str) -> Option<bool> {
        let is_program = |path: &str| match self.tree.presence(path) {
            Presence::File { is_executable, .. } => {
                Some(is_executable).filter(|is_executable| *is_executable)
            }
            Presence::Untold => None,
            Presence::Directory | Presence::Other | Presence::Missing => Some(false),
        };
        if name.contains('/') {
            return self.absolute(name).and_then(|path| is_program(&path));
        }
        let path = self.certain("PATH")?;
        for directory in path.iter() {
            match is_program(&format!("{}/{name}", directory.text.trim_end_matches('/'))) {
                Some(false) => {}
                found => return found,
            }
        }
        Some(false)
    }

    /// The name of the program that a statement runs, if it is one and the name is written plainly.
    pub(super) fn external_name(&self, script: &Script, statement: &Statement) -> Option<String> {
        let Statement::Command(command) = statement else { return None };
        let word = command.words.first()?;
        let text = script.slice(word.start, word.end);
        let name = unquoted(text).filter(|_| !text.contains(['$', '(', '~', '*', '{']))?;
        let inside = || {
            is_builtin(&name)
                || is_provided(&name)
                || self.functions.get(&name).is_some()
                || self.autoloads(&name)
        };
        (command.decoration == Decoration::Command || !inside()).then_some(name)
    }
}

/// Names that no function can have.
pub(super) fn is_reserved(name: &str) -> bool {
    let reserved = [
        "!", "[", "_", "and", "argparse", "begin", "break", "builtin", "case", "command", "continue", "else",
        "end", "eval", "exec", "for", "function", "if", "not", "or", "read", "return", "set", "status",
        "string", "switch", "test", "time", "while",
    ];
    reserved.contains(&name)
}
