//! What reading a shell's start-up files comes to.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Knowledge;
use crate::files::Place;
use crate::source::Value;

/// What a process started by the shell would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShellState {
    /// The variable with this value; it may be empty.
    Set(Value),
    /// No such variable.
    Unset,
    /// Something that only running the files would tell.
    Unknown,
}

/// What else a variable could be when a test comes out the other way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The value; none: the variable is not there.
    pub value: Option<Value>,
    /// The place that set it, where a file did.
    pub place: Option<Place>,
}

/// One variable after the start-up files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellVariable {
    /// What a child process would find.
    pub state: ShellState,
    /// How sure that is.
    pub knowledge: Knowledge,
    /// The assignment that took effect, or the line that took the variable away; none: inherited, or never set.
    pub place: Option<Place>,
    /// The other ways it could come out, when the knowledge is conditional.
    pub alternatives: Vec<Alternative>,
}

impl ShellVariable {
    /// A variable that the shell inherits and leaves alone.
    pub fn inherited(value: impl Into<Value>) -> Self {
        Self {
            state: ShellState::Set(value.into()),
            knowledge: Knowledge::Certain,
            place: None,
            alternatives: vec![],
        }
    }
}

/// A start-up file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// The file.
    pub path: Rc<str>,
    /// The file that sources it; none: the shell reads it by itself.
    pub sourced_at: Option<Place>,
    /// Why it was not read, in a few words; none: it was.
    pub not_read: Option<String>,
}

/// Something in a file that explains a surprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkKind {
    /// Assigned but not exported when the files end, so no program sees it.
    NotExported {
        /// The variable.
        variable: String,
    },
    /// A blank cut the value; this word was taken for something else.
    CutByBlank {
        /// The variable.
        variable: String,
        /// The word behind the blank.
        word: String,
    },
    /// Blanks around `=`: no assignment at all.
    BlankAroundEquals {
        /// The variable.
        variable: String,
    },
    /// Another shell's way to set a variable (`setenv` in bash): no effect here.
    ForeignSyntax {
        /// The variable.
        variable: String,
        /// The command word.
        command: String,
    },
    /// `go env -w` in a start-up file.
    GoEnvWrite {
        /// The variable.
        variable: String,
        /// The value it writes, as far as it can be read.
        value: Value,
    },
    /// Text that only running would tell about (`eval "$(…)"`, a generated file): it may set anything.
    Opaque {
        /// The text.
        source: String,
    },
    /// A file that is sourced and not there.
    MissingFile {
        /// Its path.
        path: String,
    },
    /// The shell stops reading the file here.
    Stops {
        /// Why, in a few words.
        reason: String,
    },
    /// The shell cannot parse the file from here on.
    SyntaxError {
        /// What is wrong.
        reason: String,
    },
    /// The variable is read-only: this assignment fails.
    ReadOnly {
        /// The variable.
        variable: String,
    },
    /// A limit of this reader was reached; what follows is not known.
    Limit {
        /// Which limit.
        reason: String,
    },
}

/// A remark with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub kind: RemarkKind,
    /// Where: the word that the remark is about.
    pub place: Place,
}

/// What reading a shell's start-up files comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Every variable that is set, was taken away or is in doubt, by name. A name that is not here is
    /// unset without a doubt.
    pub variables: BTreeMap<String, ShellVariable>,
    /// The files in the order they are read.
    pub files: Vec<ReadFile>,
    /// What explains surprises, in the order it was met.
    pub remarks: Vec<Remark>,
    /// Why the files were not followed to their end; none: they were. Nothing is certain then.
    pub incomplete: Option<Rc<str>>,
}

impl Outcome {
    /// A variable: what is known of it, or that it is unset.
    pub fn variable(&self, name: &str) -> ShellVariable {
        let absent = match &self.incomplete {
            None => (ShellState::Unset, Knowledge::Certain),
            Some(reason) => (ShellState::Unknown, Knowledge::Unknown(reason.clone())),
        };
        self.variables.get(name).cloned().unwrap_or(ShellVariable {
            state: absent.0,
            knowledge: absent.1,
            place: None,
            alternatives: vec![],
        })
    }
}
