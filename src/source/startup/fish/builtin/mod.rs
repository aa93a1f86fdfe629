//! fish's builtins, and the functions that come with it, as far as a variable can depend on them.

mod compat;
mod go_env;
mod lookup;
mod names;
mod options;
mod path;
mod read;
mod set;
mod status;
mod string;
mod test;

pub(super) use names::{is_builtin, is_provided};
pub(super) use options::{Order, read_options};

use super::call::Call;
use super::flow::{Exit, Flow, Status};
use super::function::Event;
use super::shell::Shell;
use super::value::{Argument, Element, knowledge_of};
use crate::source::startup::Knowledge;

impl Shell<'_> {
    /// Runs a builtin, or a function that comes with fish.
    pub(super) fn run_builtin(&mut self, call: &Call<'_>, name: &str, arguments: &[Argument]) -> Flow {
        match name {
            "set" => self.set(call, arguments),
            "test" | "[" => self.test(call, name, arguments),
            "status" => self.ask_status(call, arguments),
            "string" => self.string(call, arguments),
            "contains" => self.contains(call, arguments),
            "source" | "." => self.source(call, arguments),
            "eval" => self.eval(call, arguments),
            "read" => self.read(call, arguments),
            "argparse" => self.argparse(call, arguments),
            "export" => self.export(call, arguments),
            "setenv" => self.setenv(call, arguments),
            "fish_add_path" => self.add_path(call, arguments),
            "alias" => self.alias(arguments),
            "cd" => self.cd(call, arguments),
            "type" | "command" | "builtin" | "functions" => self.look_for(call, name, arguments),
            "emit" => self.emit(arguments),
            "return" => self.leave(arguments, Exit::Function),
            "exit" => self.leave(arguments, Exit::File),
            "break" => self.leave_loop(Exit::Loop),
            "continue" => self.leave_loop(Exit::Turn),
            "count" if knowledge_of(arguments).is_unknown() => self.end(Status::open(call.text())),
            "count" => self.end(Status::of(!arguments.is_empty())),
            "true" | ":" | "echo" | "complete" | "pwd" => self.end(Status::Known(0)),
            "false" => self.end(Status::Known(1)),
            _ => self.end(Status::open(call.text())),
        }
    }

    /// Ends a command with a status.
    fn end(&mut self, status: Status) -> Flow {
        self.status = status;
        Flow::ON
    }

    fn leave_loop(&mut self, exit: Exit) -> Flow {
        self.status = Status::Known(0);
        Flow::leave(exit)
    }

    fn leave(&mut self, arguments: &[Argument], exit: Exit) -> Flow {
        match arguments.first() {
            None => {}
            Some(first) if first.knowledge.is_unknown() => self.status = Status::open("return".into()),
            Some(first) => match first.text.parse::<i32>() {
                Ok(code) => self.status = Status::Known(code & 0xff),
                Err(_) => self.status = Status::Known(2),
            },
        }
        Flow::leave(exit)
    }

    /// `source FILE`: follows it; anything else that is sourced is not known.
    fn source(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let files = match arguments.split_first() {
            Some((dashes, files)) if &*dashes.text == "--" => files,
            _ => arguments,
        };
        let Some((file, rest)) = files.split_first().filter(|(file, _)| &*file.text != "-") else {
            if call.has_input() {
                self.doubt_pipeline(call);
                return Flow::ON;
            }
            return self.end(Status::Known(1));
        };
        let path = self.absolute(&file.text);
        let (false, Some(path)) = (file.knowledge.is_unknown(), path) else {
            self.doubt_call(call);
            return Flow::ON;
        };
        let arguments: Vec<Element> = rest.iter().map(Argument::element).collect();
        let spot = file.spot;
        let run = |shell: &mut Self| shell.run_file(&path, Some(spot), arguments.clone().into());
        match &file.knowledge {
            Knowledge::Conditional(test) => self.undecided(test, run, |_| Flow::ON),
            _ => run(self),
        }
    }

    fn eval(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        if arguments.is_empty() {
            return self.end(Status::Known(0));
        }
        self.doubt_call(call);
        self.doubt_arguments(arguments, &call.pipeline());
        Flow::ON
    }

    fn alias(&mut self, arguments: &[Argument]) -> Flow {
        let is_option = |argument: &&Argument| argument.text.starts_with('-') && argument.text.len() > 1;
        let words: Vec<&Argument> = arguments.iter().skip_while(is_option).collect();
        let known = words.iter().all(|word| !word.knowledge.is_unknown());
        match words.as_slice() {
            [only] if known => {
                if let Some((name, body)) = only.text.split_once('=') {
                    self.define_alias(name, body, only.spot);
                }
            }
            [name, body @ ..] if known => {
                let body: Vec<&str> = body.iter().map(|word| &*word.text).collect();
                self.define_alias(&name.text, &body.join(" "), name.spot);
            }
            _ => {}
        }
        self.end(Status::Known(0))
    }

    fn emit(&mut self, arguments: &[Argument]) -> Flow {
        let Some(name) = arguments.first() else { return self.end(Status::Known(1)) };
        self.status = Status::Known(0);
        self.fire(&Event::Named(&name.text))
    }
}
