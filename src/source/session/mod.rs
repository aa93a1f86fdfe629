//! Files that give variables to a whole session, before any shell starts: `/etc/environment`,
//! `pam_env.conf` and `~/.pam_environment` (PAM), `environment.d` (systemd), crontabs.
//!
//! Each reader is a function of the text alone and mirrors the program that reads the file: pam_env of
//! Linux-PAM 1.5, systemd 252. What they refuse is kept with the reason, because "I set it there and it is
//! not there" is the question.

pub mod crontab;
pub mod environment_d;
pub mod environment_file;
mod expansion;
pub mod pam_env_conf;
mod text;

use std::ops::Range;

use crate::files::limits::MAX_VALUES;
use crate::source::Value;

/// What a line of a session file does to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionAssignment {
    /// The variable.
    pub name: String,
    /// Its value; `None`: the line takes the variable away.
    pub value: Option<Value>,
    /// The bytes of the file that hold its name.
    pub at: Range<usize>,
}

/// Why something that looks meant sets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Starts with `export `, which this format does not know.
    Export,
    /// What stands before the `=` is no name of a variable.
    BadName,
    /// No value after the `=`, where this format demands one.
    NoValue,
    /// Holds something that the format does not know.
    BadSyntax,
    /// The program gives up here: neither this nor what follows is read.
    Stops,
    /// Hangs on something that only the session itself would tell.
    Unknown,
    /// Too large or too deeply nested to be worked out.
    Limit,
}

impl Refusal {
    /// The reason in a few words.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Export => "`export` is not known in this file",
            Self::BadName => "no valid name before the `=`",
            Self::NoValue => "an empty value is ignored in this file",
            Self::BadSyntax => "not in this file's syntax",
            Self::Stops => "the file is not read any further",
            Self::Unknown => "depends on what only the session itself knows",
            Self::Limit => "too large or too deeply nested",
        }
    }
}

/// A line that sets nothing although somebody seems to have meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedLine {
    /// Why.
    pub why: Refusal,
    /// The bytes of the file that hold its first word.
    pub at: Range<usize>,
}

/// A session file, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionFile {
    /// What takes effect, in order; duplicates included.
    pub assignments: Vec<SessionAssignment>,
    /// What does not, in order. Comments and blank lines are not among them.
    pub refused: Vec<RefusedLine>,
    size: usize,
}

impl SessionFile {
    fn set(&mut self, name: &str, value: Option<String>, at: Range<usize>) {
        self.size = self.size.saturating_add(value.as_ref().map_or(0, String::len));
        let value = value.map(Value::new);
        self.assignments.push(SessionAssignment { name: name.to_owned(), value, at });
    }

    fn refuse(&mut self, why: Refusal, at: Range<usize>) {
        // Finding out that a value is too large costs as much as having it.
        self.size =
            self.size.saturating_add(if why == Refusal::Limit { expansion::MAX_VALUE_BYTES } else { 0 });
        self.refused.push(RefusedLine { why, at });
    }

    /// Whether the program gave up on the file, and reads nothing more.
    pub fn gives_up(&self) -> bool {
        self.refused.iter().any(|line| line.why == Refusal::Stops)
    }

    /// Whether the values have come to so much that the rest is left unread. Expansion could make far more of
    /// a file than it has bytes.
    fn is_full(&self) -> bool {
        self.size > MAX_VALUES
    }
}

#[cfg(test)]
mod tests;
