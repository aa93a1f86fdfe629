//! `.env` files. Nothing says what such a file means but the program that reads it, and these programs differ:
//!
//! - [`docker`]: `docker run --env-file` takes everything behind the `=` as it stands, quotes and all;
//! - [`loader`]: the libraries called dotenv (python-dotenv 1, dotenv 18 for Node) drop quotes and comments.
//!   What they do not agree on is not known;
//! - [`direnv`]: direnv's `dotenv`, which puts variables in, and refuses the file for one bad line.
//!
//! Each was compared with the program itself. Docker Compose is not modelled.

pub mod direnv;
pub mod docker;
pub mod loader;

use crate::source::{Span, Value};

/// What a line gives to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The variable.
    pub name: String,
    /// Its value; none: the programs do not agree on it.
    pub value: Option<Value>,
    /// Where its name stands.
    pub span: Span,
}

/// A `.env` file as one of the programs reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnvFile {
    /// What takes effect, in order; duplicates included.
    pub entries: Vec<Entry>,
    /// The line for which the program refuses the whole file, from 1. Nothing takes effect then.
    pub refused_at: Option<u32>,
}

impl EnvFile {
    fn set(&mut self, name: &str, value: Option<String>, span: Span) {
        self.entries.push(Entry { name: name.to_owned(), value: value.map(Value::new), span });
    }

    fn refused(line: u32) -> Self {
        Self { entries: vec![], refused_at: Some(line) }
    }

    /// What the file comes to for a variable: the last of its entries.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.name == name)
    }
}

/// The span of a name that stands behind `before` on its line.
fn name_span(line: u32, before: &str, name: &str) -> Span {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let column = count(before).saturating_add(1);
    Span { line, column, end_column: column.saturating_add(count(name)) }
}

#[cfg(test)]
mod tests;
