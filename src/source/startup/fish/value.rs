//! What variables hold and what commands are given.

use std::sync::Arc;

use super::script::Spot;
use crate::source::startup::Knowledge;

/// One element of a variable.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its text.
    pub(super) text: Arc<str>,
    /// Where it is written, if a file holds it as it is.
    pub(super) spot: Option<Spot>,
}

/// Two elements are the same when they read the same, wherever they were written.
impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Element {
    /// An element that no file holds.
    pub(super) fn of(text: &str) -> Self {
        Self { text: text.into(), spot: None }
    }
}

/// The elements of a variable.
pub(super) type List = Arc<[Element]>;

/// The elements of a variable that is not a list: one.
pub(super) fn single(text: &str) -> List {
    Arc::new([Element::of(text)])
}

/// Elements with something between them.
pub(super) fn joined(list: &[Element], between: &str) -> String {
    let mut text = String::new();
    for (index, element) in list.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(&element.text);
    }
    text
}

/// One argument of a command; an unknown one stands for any number of arguments.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    /// Its text; empty if it is unknown.
    pub(super) text: Arc<str>,
    /// Where it is written.
    pub(super) spot: Spot,
    /// How sure it is.
    pub(super) knowledge: Knowledge,
    /// A variable's value is part of it.
    pub(super) is_computed: bool,
    /// It is no argument at all if the test holds that its knowledge names: a word that vanishes then.
    pub(super) is_missing: bool,
}

impl Argument {
    /// As an element of a variable.
    pub(super) fn element(&self) -> Element {
        Element { text: self.text.clone(), spot: Some(self.spot) }
    }
}

/// How sure it is what some arguments are.
pub(super) fn knowledge_of(arguments: &[Argument]) -> Knowledge {
    arguments.iter().fold(Knowledge::Certain, |all, argument| all.and(&argument.knowledge))
}

/// Leaves out arguments that vanish if a test holds; what is left depends on that test.
pub(super) fn settled(arguments: Vec<Argument>) -> Vec<Argument> {
    let missing: Vec<Argument> = arguments.iter().filter(|argument| argument.is_missing).cloned().collect();
    if missing.is_empty() {
        return arguments;
    }
    let knowledge = knowledge_of(&missing);
    let mut rest: Vec<Argument> = arguments.into_iter().filter(|argument| !argument.is_missing).collect();
    for argument in &mut rest {
        argument.knowledge = argument.knowledge.and(&knowledge);
    }
    if rest.is_empty() { unsettled(missing) } else { rest }
}

/// Takes arguments that vanish if a test holds for unknown ones.
pub(super) fn unsettled(mut arguments: Vec<Argument>) -> Vec<Argument> {
    for argument in arguments.iter_mut().filter(|argument| argument.is_missing) {
        if let Knowledge::Conditional(test) = &argument.knowledge {
            argument.knowledge = Knowledge::Unknown(test.clone());
        }
        argument.is_missing = false;
    }
    arguments
}

/// The texts of some arguments.
pub(super) fn texts(arguments: &[Argument]) -> Vec<&str> {
    arguments.iter().map(|argument| &*argument.text).collect()
}
