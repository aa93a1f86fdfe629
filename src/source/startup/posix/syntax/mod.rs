//! The grammar of the POSIX shells and their dialects: text in, commands out, a complete line at a time,
//! since a shell runs each line before it parses the next.

mod ansi;
mod case;
mod command;
mod compound;
mod cursor;
mod dollar;
mod function;
mod here;
mod list;
mod loops;
mod parameter;
mod parser;
mod pieces;
mod quotes;
mod simple;
mod test;
mod word;

pub(super) use command::{
    AndOr, Arm, Case, Command, For, Function, If, Link, Loop, Pipeline, Redirect, Simple, Test, Then,
};
pub(super) use cursor::{is_name, is_name_char};
pub(super) use parser::Parser;
pub(super) use word::{Form, Parameter, Part, Word};

/// Why a text cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Where, as an offset in bytes.
    pub(super) at: u32,
    /// What is wrong, in a few words.
    pub(super) reason: String,
    /// It is no error of the text: it nests deeper than this reader follows.
    pub(super) is_limit: bool,
    /// bash goes on after it, and nobody knows where.
    pub(super) is_doubtful: bool,
}

/// How deep commands and expansions may nest. Files that people write nest less than twenty deep.
const MAX_DEPTH: u32 = 100;
