//! `.env` files. Nothing says what such a file means but the program that reads it, and these programs differ:
//!
//! - [`docker`]: `docker run --env-file` takes everything after the `=` as it stands, quotes and all;
//! - [`loader`]: the libraries called dotenv (python-dotenv 1, dotenv 18 for Node) drop quotes and comments.
//!   What they do not agree on is not known;
//! - [`direnv`]: direnv's `dotenv`, which puts variables in, and refuses the file for one bad line.
//!
//! Each was compared with the program itself. Docker Compose is not modelled.

pub mod direnv;
pub mod docker;
pub mod loader;

use std::ops::Range;

use crate::source::Value;

/// What a line gives to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The variable.
    pub name: String,
    /// Its value; `None`: the programs do not agree on it.
    pub value: Option<Value>,
    /// The bytes of the file that hold its name.
    pub at: Range<usize>,
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
    fn set(&mut self, name: &str, value: Option<String>, at: Range<usize>) {
        self.entries.push(Entry { name: name.to_owned(), value: value.map(Value::new), at });
    }

    fn refused(line: u32) -> Self {
        Self { entries: vec![], refused_at: Some(line) }
    }

    /// What the file comes to for a variable: the last of its entries.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.name == name)
    }
}

#[cfg(test)]
mod tests;
