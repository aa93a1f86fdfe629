//! What PowerShell and nushell share here: statements, blocks, and plain assignments. Nothing else of these
//! languages is followed; every assignment in a block (a branch, a loop, a function) is conditional.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::{
    Alternative, FileTree, Knowledge, Outcome, Place, ReadFile, Reading, ShellState, ShellVariable, Start,
};
use crate::files::TextFile;
use crate::source::Value;

/// The deepest nesting of blocks; what is deeper counts as standing there.
const DEEPEST: usize = 64;

/// One statement of a file.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its text, without comment and blanks around it.
    pub(super) text: String,
    /// The byte of the file at which it begins.
    pub(super) start: usize,
    /// The head of the outermost block that it stands in; none: it stands in no block.
    pub(super) block: Option<Rc<str>>,
}

/// Parts a file into statements. `holds` says of the text before a `{` that the brace belongs to the
/// statement; `escape` is the character that takes the meaning of a quote inside double quotes.
pub(super) fn statements(text: &str, escape: char, holds: fn(&str) -> bool) -> Vec<Statement> {
    let mut found = vec![];
    let mut blocks: Vec<Rc<str>> = vec![];
    let mut open = Statement { text: String::new(), start: 0, block: None };
    let (mut quote, mut is_escaped, mut is_comment, mut nested) = (None, false, false, 0u32);
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= marks) {
        let mut ends = false;
        match (quote, c) {
            _ if is_comment => {
                is_comment = c != '\n';
                ends = c == '\n' && nested == 0;
            }
            (Some('"'), _) if is_escaped => is_escaped = false,
            (Some('"'), _) if c == escape => is_escaped = true,
            (Some(open), _) => quote = (open != c).then_some(open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') if open.text.is_empty() || open.text.ends_with(char::is_whitespace) => {
                is_comment = true
            }
            (None, '{') if nested == 0 && !holds(&open.text) => {
                if blocks.len() < DEEPEST {
                    blocks.push(open.text.trim().into());
                }
                open.text.clear();
                continue;
            }
            (None, '(' | '[' | '{') => nested = nested.saturating_add(1),
            (None, ')' | ']' | '}') if nested > 0 => nested -= 1,
            (None, '}' | '\n' | ';') => ends = nested == 0 || c == '}',
            _ => {}
        }
        if ends {
            let statement =
                std::mem::replace(&mut open, Statement { text: String::new(), start: at, block: None });
            push(&mut found, statement, &blocks);
            if c == '}' {
                _ = blocks.pop();
            }
        } else if !is_comment {
            if open.text.is_empty() {
                if c.is_whitespace() {
                    continue;
                }
                open.start = at;
            }
            open.text.push(c);
        }
    }
    push(&mut found, open, &blocks);
    found
}

fn push(found: &mut Vec<Statement>, mut statement: Statement, blocks: &[Rc<str>]) {
    statement.text.truncate(statement.text.trim_end().len());
    statement.block = blocks.first().cloned();
    if !statement.text.is_empty() {
        found.push(statement);
    }
}

/// A value that a statement gives to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// This text.
    Text(String),
    /// The variable is taken away.
    Nothing,
    /// Something that only running it would tell: its text.
    Unknown(String),
}

/// The environment as the files change it.
pub(super) struct Environment {
    outcome: Outcome,
}

impl Environment {
    /// What the shell is given.
    pub(super) fn new(start: &Start) -> Self {
        let variable =
            |(name, value): (&String, &String)| (name.clone(), ShellVariable::inherited(value.as_str()));
        let variables: BTreeMap<_, _> = start.environment.iter().map(variable).collect();
        Self { outcome: Outcome { variables, ..Outcome::default() } }
    }

    /// Reads a start-up file, if it is there.
    pub(super) fn open(&mut self, path: &str, tree: &dyn FileTree) -> Option<Arc<TextFile>> {
        let (text, not_read) = match tree.read(path) {
            Reading::Text(text) => (Some(text), None),
            Reading::Refused(why) => (None, Some(why)),
            Reading::Missing | Reading::Untold => return None,
        };
        let path: Rc<str> = path.into();
        self.outcome.files.push(ReadFile { path: path.clone(), sourced_at: None, not_read });
        Some(TextFile::new(&*path, &*text?))
    }

    /// A variable's value, where it is certain.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        match self.outcome.variable(name) {
            ShellVariable { state: ShellState::Set(value), knowledge: Knowledge::Certain, .. } => {
                Some(value.expose().to_owned())
            }
            _ => None,
        }
    }

    /// Gives a variable a value, in a block only perhaps.
    pub(super) fn give(&mut self, name: &str, given: Given, statement: &Statement, place: Place) {
        let (state, mut knowledge) = match given {
            Given::Text(text) => (ShellState::Set(Value::new(text)), Knowledge::Certain),
            Given::Nothing => (ShellState::Unset, Knowledge::Certain),
            Given::Unknown(text) => (ShellState::Unknown, Knowledge::Unknown(text.into())),
        };
        let mut alternatives = vec![];
        if let Some(block) = &statement.block {
            knowledge = knowledge.and(&Knowledge::Conditional(block.clone()));
            let before = self.outcome.variable(name);
            let value = match before.state {
                ShellState::Set(value) => Some(value),
                ShellState::Unset | ShellState::Unknown => None,
            };
            if before.knowledge.is_unknown() {
                knowledge = before.knowledge;
            }
            alternatives = before.alternatives;
            alternatives.insert(0, Alternative { value, place: before.place });
            alternatives.truncate(8);
        }
        let state = if knowledge.is_unknown() { ShellState::Unknown } else { state };
        let variable = ShellVariable { state, knowledge, place: Some(place), alternatives };
        self.outcome.variables.insert(name.to_owned(), variable);
    }

    /// Makes what the files give hang on a condition.
    pub(super) fn doubt(&mut self, condition: &str) {
        let condition: Rc<str> = condition.into();
        let given = self.outcome.variables.values_mut().filter(|variable| variable.place.is_some());
        for variable in given.filter(|variable| variable.knowledge.is_certain()) {
            variable.knowledge = Knowledge::Conditional(condition.clone());
        }
    }

    /// What the files come to.
    pub(super) fn outcome(self) -> Outcome {
        self.outcome
    }
}

/// The place of a name that stands after `skipped` characters of a statement.
pub(super) fn place(file: &Arc<TextFile>, statement: &Statement, skipped: usize, name: &str) -> Place {
    let before: usize = statement.text.chars().take(skipped).map(char::len_utf8).sum();
    let start = statement.start + before;
    Place::new(file, start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_keep_place_and_block_and_hostile_texts_end() {
        let found = statements("a = 1 # b\n if x {\n  c; d\n}\ne", '\\', |_| false);
        let found: Vec<_> = found.iter().map(|s| (s.text.as_str(), s.start, s.block.as_deref())).collect();
        let expected = [("a = 1", 0, None), ("c", 20, Some("if x")), ("d", 23, Some("if x"))];
        assert_eq!(found.get(..3), Some(expected.as_slice()));
        assert_eq!(found.last(), Some(&("e", 27, None)));
        for part in ["{", "}", "(", "\"", "#", "a{\n", "'\\"] {
            assert!(statements(&part.repeat(200_000), '\\', |_| false).len() <= 200_000);
        }
    }
}
