//! Functions: defining, loading and calling them.

use std::rc::Rc;

use super::blocks::stretch_of_list;
use super::command::is_reserved;
use super::undecided::Sequence;
use crate::source::startup::fish::builtin::{Order, is_builtin, read_options};
use crate::source::startup::fish::flow::{Exit, Flow, Status};
use crate::source::startup::fish::function::{Body, Event, Function};
use crate::source::startup::fish::limits::DEEPEST;
use crate::source::startup::fish::script::{Script, Spot};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{self, Decoration, Statement, parse};
use crate::source::startup::fish::value::{Argument, Element, knowledge_of, unsettled};
use crate::source::startup::fish::variables::{Scope, Slot, State, Variable};
use crate::source::startup::fish::word::unquoted;
use crate::source::startup::{Knowledge, Presence};

/// The options of `function`.
const SHORT_OPTIONS: &str = "a:d:e:hj:p:s:v:w:SV:";
const LONG_OPTIONS: &[(&str, char)] = &[
    ("description", 'd'),
    ("on-signal", 's'),
    ("on-job-exit", 'j'),
    ("on-process-exit", 'p'),
    ("on-variable", 'v'),
    ("on-event", 'e'),
    ("wraps", 'w'),
    ("help", 'h'),
    ("argument-names", 'a'),
    ("no-scope-shadowing", 'S'),
    ("inherit-variable", 'V'),
];

impl Shell<'_> {
    /// `function`: defines one.
    pub(super) fn define(&mut self, script: &Rc<Script>, function: &Rc<syntax::Function>) {
        let mut words = vec![];
        for word in &function.words {
            match self.expand(script, word) {
                Ok(found) => words.extend(unsettled(found)),
                Err(_) => {
                    self.status = Status::Known(121);
                    return;
                }
            }
        }
        let Some((name, options)) = words.split_first() else { return };
        let usable = name.knowledge.is_certain() && !name.text.starts_with('-') && !name.text.contains('/');
        let Ok(found) = read_options(options, SHORT_OPTIONS, LONG_OPTIONS, Order::Anywhere) else {
            self.status = Status::Known(2);
            return;
        };
        if !usable || name.text.is_empty() || is_reserved(&name.text) {
            self.status = Status::Known(2);
            return;
        }
        let all =
            |letter: char| -> Vec<Rc<str>> { found.values(letter).map(|value| value.text.clone()).collect() };
        let mut arguments = all('a');
        if !arguments.is_empty() {
            arguments.extend(found.rest.iter().map(|argument| argument.text.clone()));
        }
        let captured = all('V').into_iter().filter_map(|name| {
            let slot = self.variables.slot(&name, None).cloned()?;
            Some((name, slot))
        });
        let function = Function {
            body: Body::Block(script.clone(), function.clone()),
            has_scope: !found.has('S'),
            arguments,
            captured: captured.collect(),
            on_variable: all('v'),
            on_event: all('e'),
            doubt: None,
        };
        self.functions.put(&name.text, Some(function));
        self.status = Status::Known(0);
    }

    /// `alias NAME BODY`: defines a function that runs the body with the arguments behind it.
    pub(crate) fn define_alias(&mut self, name: &str, body: &str, spot: Spot) {
        let first = body.split_whitespace().next().unwrap_or_default();
        let prefix = match first == name {
            true if is_builtin(name) => "builtin ",
            true => "command ",
            false => "",
        };
        let body = Body::Alias(format!("{prefix}{body} $argv").into(), spot);
        let (arguments, captured, on_variable, on_event) = (vec![], vec![], vec![], vec![]);
        let function =
            Function { body, has_scope: true, arguments, captured, on_variable, on_event, doubt: None };
        self.functions.put(name, Some(function));
    }

    /// Whether a file of a function's name would be loaded on its call.
    pub(super) fn autoloads(&self, name: &str) -> bool {
        self.function_file(name).is_some()
    }

    fn function_file(&self, name: &str) -> Option<String> {
        if name.contains('/') || name.is_empty() {
            return None;
        }
        let folder = self.folders.functions.iter().find(|(_, names)| names.contains(name));
        folder.map(|(folder, _)| format!("{folder}/{name}.fish"))
    }

    /// Loads the file that defines a function, as fish does when it looks for one that it does not know.
    pub(crate) fn load_function(&mut self, name: &str) {
        if self.functions.get(name).is_some() || self.loaded.contains(name) {
            return;
        }
        let Some(path) = self.function_file(name) else { return };
        self.loaded.insert(name.into());
        if matches!(self.tree.presence(&path), Presence::File { .. }) {
            let status = self.status.clone();
            self.run_file(&path, None, Rc::new([]));
            self.status = status;
        }
    }

    /// Calls a function, if it is there: `text` is what its call is named.
    pub(super) fn call(
        &mut self,
        text: &Rc<str>,
        name: &str,
        function: &Rc<Function>,
        arguments: &[Argument],
    ) -> Flow {
        let run = |shell: &mut Self| shell.invoke(name, function, arguments);
        let Some(test) = &function.doubt else { return run(self) };
        self.undecided(test, run, |shell| {
            shell.status = Status::open(text.clone());
            Flow::ON
        })
    }

    /// Runs a function's body.
    fn invoke(&mut self, name: &str, function: &Rc<Function>, arguments: &[Argument]) -> Flow {
        if calls_itself_at_once(name, function) {
            self.status = Status::Known(1);
            return Flow::ON;
        }
        if self.depth >= DEEPEST {
            self.refuse_call(name, function);
            return Flow::ON;
        }
        self.depth += 1;
        self.variables.enter(function.has_scope);
        for (name, slot) in &function.captured {
            self.variables.put(name, Some(Scope::Local), slot.clone());
        }
        self.put_local("argv", arguments);
        for (index, name) in function.arguments.iter().enumerate() {
            self.put_local(name, arguments.get(index..=index).unwrap_or_default());
        }
        let flow = match &function.body {
            Body::Block(_, body) if body.block.body.is_empty() => {
                self.status = Status::Known(0);
                Flow::ON
            }
            Body::Block(script, body) => self.run_list(script, &body.block.body),
            Body::Alias(text, spot) => self.run_alias(text, *spot),
        };
        self.variables.leave();
        self.depth -= 1;
        flow.within(Exit::Function)
    }

    fn run_alias(&mut self, text: &Rc<str>, spot: Spot) -> Flow {
        let path = self.sources.last().cloned().unwrap_or_else(|| Rc::from(""));
        let script = Rc::new(Script { index: spot.script, path, text: text.clone(), stands_at: Some(spot) });
        match parse(text) {
            Ok(list) => self.run_list(&script, &list),
            Err(_) => Flow::ON,
        }
    }

    fn refuse_call(&mut self, name: &str, function: &Rc<Function>) {
        self.status = Status::open(name.into());
        match &function.body {
            Body::Block(script, body) => {
                if let Some(stretch) = stretch_of_list(&body.block.body) {
                    self.doubt_stretch(script, stretch, "calls nest too deep");
                }
            }
            Body::Alias(_, spot) => self.remark_limit(*spot, "calls nest too deep"),
        }
    }

    fn put_local(&mut self, name: &str, values: &[Argument]) {
        let knowledge = knowledge_of(values);
        let state = match knowledge {
            Knowledge::Unknown(_) => State::Unknown,
            _ => State::List(values.iter().map(Argument::element).collect()),
        };
        self.variables.put(
            name,
            Some(Scope::Local),
            Slot::new(Variable { state, ..Variable::GONE }, knowledge),
        );
    }

    /// Calls the functions that wait for an event.
    pub(crate) fn fire(&mut self, event: &Event<'_>) -> Flow {
        let names = self.functions.handlers(event);
        if names.is_empty() {
            return Flow::ON;
        }
        let status = self.status.clone();
        let words: Vec<&str> = match event {
            Event::Variable(name) => vec!["VARIABLE", "SET", name],
            Event::Erased(name) => vec!["VARIABLE", "ERASE", name],
            Event::Named(_) => vec![],
        };
        let nowhere = Spot::beginning(u32::MAX);
        let argument = |text: &&str| Argument {
            text: Element::of(text).text,
            spot: nowhere,
            knowledge: Knowledge::Certain,
            is_computed: false,
            is_missing: false,
        };
        let arguments: Vec<Argument> = words.iter().map(argument).collect();
        let mut sequence = Sequence::default();
        for name in names {
            let Some(function) = self.functions.get(&name) else { continue };
            if !self.step(&mut sequence, |shell| shell.call(&name, &name, &function, &arguments)) {
                break;
            }
        }
        self.status = status;
        self.finish(sequence)
    }
}

/// Whether the first statement of a function calls it: fish does not run such a function at all.
fn calls_itself_at_once(name: &str, function: &Function) -> bool {
    let Body::Block(script, body) = &function.body else { return false };
    let Some(first) = body.block.body.first() else { return false };
    first.first.stages.iter().any(|stage| match &stage.statement {
        Statement::Command(command) if command.decoration == Decoration::None => {
            let word = command.words.first().map(|word| script.slice(word.start, word.end));
            word.and_then(unquoted).as_deref() == Some(name)
        }
        _ => false,
    })
}
