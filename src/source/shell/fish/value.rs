//! What variables hold and what commands are given.

use std::rc::Rc;

use super::script::Spot;
use crate::source::shell::Knowledge;

/// One element of a variable.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its text.
    pub(super) text: Rc<str>,
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
pub(super) type List = Rc<[Element]>;

/// The elements of a variable that is not a list: one.
pub(super) fn single(text: &str) -> List {
    Rc::new([Element::of(text)])
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
    pub(super) text: Rc<str>,
    /// Where it is written.
    pub(super) spot: Spot,
    /// How sure it is.
    pub(super) knowledge: Knowledge,
    /// A variable's value is part of it.
    pub(super) is_computed: bool,
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

/// The texts of some arguments.
pub(super) fn texts(arguments: &[Argument]) -> Vec<&str> {
    arguments.iter().map(|argument| &*argument.text).collect()
}
