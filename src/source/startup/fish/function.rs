//! Functions: what `function` defines, and what calls them.

use std::sync::Arc;

use super::script::{Script, Spot};
use super::syntax;
use super::variables::Slot;
use crate::source::startup::store::{Changes, Store};

/// What a call runs.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// The statements of a `function`.
    Block(Arc<Script>, Arc<syntax::Function>),
    /// The text that `alias` was given, and where.
    Alias(Arc<str>, Spot),
}

/// A function.
#[derive(Debug, Clone)]
pub(super) struct Function {
    /// What a call runs.
    pub(super) body: Body,
    /// Whether it has variables of its own; not with `--no-scope-shadowing`.
    pub(super) has_scope: bool,
    /// The variables that its first arguments go to.
    pub(super) arguments: Vec<Arc<str>>,
    /// Variables with the value they had when the function was defined.
    pub(super) captured: Vec<(Arc<str>, Slot)>,
    /// The variables whose change calls it.
    pub(super) on_variable: Vec<Arc<str>>,
    /// The events that call it.
    pub(super) on_event: Vec<Arc<str>>,
    /// The test that has to hold for the function to exist; `None`: it does.
    pub(super) doubt: Option<Arc<str>>,
}

/// What a walk changed.
pub(super) type Walk = Changes<Arc<str>, Arc<Function>>;

/// All functions, by name.
#[derive(Debug, Default)]
pub(super) struct Functions {
    store: Store<Arc<str>, Arc<Function>>,
    /// Whether a function was ever defined that an event calls.
    has_handlers: bool,
}

impl Functions {
    /// A function by its name.
    pub(super) fn get(&self, name: &str) -> Option<Arc<Function>> {
        self.store.get(name).cloned()
    }

    /// Defines a function, or takes it away.
    pub(super) fn put(&mut self, name: &str, function: Option<Function>) {
        let is_handler =
            |function: &Function| !function.on_variable.is_empty() || !function.on_event.is_empty();
        self.has_handlers |= function.as_ref().is_some_and(is_handler);
        self.store.put(name.into(), function.map(Arc::new));
    }

    /// The functions that an event calls, by name.
    pub(super) fn handlers(&self, event: &Event<'_>) -> Vec<Arc<str>> {
        if !self.has_handlers {
            return vec![];
        }
        let listens = |function: &Function| match event {
            Event::Variable(name) | Event::Erased(name) => {
                function.on_variable.iter().any(|own| &**own == *name)
            }
            Event::Named(name) => function.on_event.iter().any(|own| &**own == *name),
        };
        self.store.iter().filter(|(_, function)| listens(function)).map(|(name, _)| name.clone()).collect()
    }

    /// Begins to remember changes.
    pub(super) fn mark(&mut self) {
        self.store.mark();
    }

    /// Takes the changes since the last mark back.
    pub(super) fn lift(&mut self) -> Walk {
        self.store.lift()
    }

    /// Lays two walks over each other: the first one is what happens if the test holds.
    pub(super) fn lay(&mut self, one: &Walk, other: &Walk, test: &Arc<str>) {
        self.store.lay(one, other, |one, other| {
            let ((Some(first), None) | (None, Some(first))) = (one, other) else {
                let same = one.zip(other).is_some_and(|(one, other)| Arc::ptr_eq(one, other));
                let doubt = if same { None } else { Some(test) };
                return one.map(|function| doubtful(function, doubt));
            };
            Some(doubtful(first, Some(test)))
        });
    }
}

fn doubtful(function: &Arc<Function>, test: Option<&Arc<str>>) -> Arc<Function> {
    match test {
        Some(test) if function.doubt.is_none() => {
            Arc::new(Function { doubt: Some(test.clone()), ..Function::clone(function) })
        }
        _ => function.clone(),
    }
}

/// Something that calls functions.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'n> {
    /// A variable was set.
    Variable(&'n str),
    /// A variable was taken away.
    Erased(&'n str),
    /// `emit NAME`
    Named(&'n str),
}
