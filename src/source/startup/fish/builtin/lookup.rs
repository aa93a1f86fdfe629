//! `type`, `command`, `builtin` and `functions`: whether there is a command.

use super::options::{Order, read_options};
use super::{is_builtin, is_provided};
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::{Argument, knowledge_of};

/// fish's status when there is no such command.
const NO_COMMAND: i32 = 127;

/// What is looked for.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    functions: bool,
    builtins: bool,
    programs: bool,
}

impl Shell<'_> {
    /// Says whether one of the named commands is there.
    pub(super) fn look_for(&mut self, call: &Call<'_>, name: &str, arguments: &[Argument]) -> Flow {
        if knowledge_of(arguments).is_unknown() {
            self.status = Status::open(call.text());
            return Flow::ON;
        }
        let (shorts, longs): (&str, &[(&str, char)]) = match name {
            "type" => (
                "aftpPqhs",
                &[
                    ("all", 'a'),
                    ("no-functions", 'f'),
                    ("type", 't'),
                    ("path", 'p'),
                    ("force-path", 'P'),
                    ("query", 'q'),
                    ("quiet", 'q'),
                    ("short", 's'),
                ],
            ),
            "command" => ("aqsvh", &[("all", 'a'), ("query", 'q'), ("quiet", 'q'), ("search", 's')]),
            "builtin" => ("hnq", &[("names", 'n'), ("query", 'q')]),
            _ => (
                "acd:DehHnqtvs",
                &[
                    ("erase", 'e'),
                    ("copy", 'c'),
                    ("query", 'q'),
                    ("names", 'n'),
                    ("details", 'D'),
                    ("description", 'd'),
                    ("all", 'a'),
                    ("verbose", 'v'),
                ],
            ),
        };
        let Ok(found) = read_options(arguments, shorts, longs, Order::Anywhere) else {
            self.status = Status::Known(2);
            return Flow::ON;
        };
        let wanted = match name {
            "type" if found.has('P') => Wanted { functions: false, builtins: false, programs: true },
            "type" => Wanted { functions: !found.has('f'), builtins: !found.has('f'), programs: true },
            "command" => Wanted { functions: false, builtins: false, programs: true },
            "builtin" => Wanted { functions: false, builtins: true, programs: false },
            _ => Wanted { functions: true, builtins: false, programs: false },
        };
        let names: Vec<Argument> = found.rest.iter().map(|argument| (*argument).clone()).collect();
        match (name, found.has('e'), found.has('c')) {
            ("functions", true, _) => {
                for name in &names {
                    self.functions.put(&name.text, None);
                }
                self.status = Status::Known(0);
            }
            ("functions", _, true) => self.copy_function(&names),
            ("functions" | "builtin", ..) if !found.has('q') => self.status = Status::Known(0),
            _ => self.status = self.presence(call, &names, wanted, name),
        }
        Flow::ON
    }

    fn copy_function(&mut self, names: &[Argument]) {
        let [from, to] = names else {
            self.status = Status::Known(2);
            return;
        };
        self.load_function(&from.text);
        let function = self.functions.get(&from.text);
        self.status = Status::of(function.is_some());
        if let Some(function) = function {
            self.functions.put(&to.text, Some((*function).clone()));
        }
    }

    /// Whether one of the names is there (for `functions`: all of them).
    fn presence(&mut self, call: &Call<'_>, names: &[Argument], wanted: Wanted, asked: &str) -> Status {
        let all = asked == "functions";
        let mut open = false;
        let mut missing = 0;
        for name in names {
            match self.finds(&name.text, wanted) {
                Some(true) if !all => return self.as_sure_as(call, names, Status::Known(0)),
                Some(true) => {}
                Some(false) => missing += 1,
                None => open = true,
            }
        }
        if open {
            return Status::open(call.text());
        }
        let status = match asked {
            "functions" => Status::Known(missing),
            "command" => Status::Known(NO_COMMAND),
            _ => Status::of(false),
        };
        self.as_sure_as(call, names, status)
    }

    fn as_sure_as(&self, call: &Call<'_>, names: &[Argument], status: Status) -> Status {
        if knowledge_of(names).is_certain() {
            return status;
        }
        Status::Doubtful { likely: status.likely(), test: call.text() }
    }

    fn finds(&mut self, name: &str, wanted: Wanted) -> Option<bool> {
        if wanted.functions {
            self.load_function(name);
            match self.functions.get(name) {
                Some(function) if function.doubt.is_some() => return None,
                Some(_) => return Some(true),
                None if is_provided(name) => return Some(true),
                None => {}
            }
        }
        if wanted.builtins && is_builtin(name) {
            return Some(true);
        }
        if wanted.programs { self.finds_program(name) } else { Some(false) }
    }
}
