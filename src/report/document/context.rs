//! What a context other than this process would see.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::Secrets;
use crate::source::Value;
use crate::source::startup::{Knowledge, Outcome, Place, ShellState, ShellVariable};

/// The document of `env --format json` for other contexts.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContextsDocument {
    /// 1.
    pub schema_version: u32,
    /// The contexts.
    pub contexts: Vec<ContextDocument>,
}

/// One context.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContextDocument {
    /// Which, as `shell:bash:login-interactive`.
    pub id: String,
    /// What a program started there would find, by name.
    pub variables: BTreeMap<String, ContextVariableDocument>,
    /// The files that were read, in order.
    pub files: Vec<ContextFileDocument>,
}

/// A start-up file of a context.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContextFileDocument {
    /// The file.
    pub path: String,
    /// Why it was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_read: Option<String>,
}

/// Whether a variable is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum StateDocument {
    /// It is, perhaps empty.
    Set,
    /// It is not.
    Unset,
    /// Only running the files would tell.
    Unknown,
}

/// How sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum CertaintyDocument {
    /// Without a doubt.
    Certain,
    /// If a test holds that the files do not decide.
    Conditional,
    /// Only running the files would tell.
    Unknown,
}

/// A variable in a context.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContextVariableDocument {
    /// Whether it is there.
    pub state: StateDocument,
    /// How sure that is.
    pub certainty: CertaintyDocument,
    /// Its value, when it is there.
    pub value: Option<String>,
    /// The text of the test it hangs on, or of what would have to run.
    pub condition: Option<String>,
    /// The assignment that took effect, or the line that took the variable away.
    pub origin: Option<PlaceDocument>,
    /// The other ways it could come out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<AlternativeDocument>,
}

/// Another way a variable could come out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AlternativeDocument {
    /// The value; null: the variable is not there.
    pub value: Option<String>,
    /// The place that set it.
    pub origin: Option<PlaceDocument>,
}

/// A place in a file: that of a variable's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlaceDocument {
    /// The file; relative to the root that was given.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// The column of the name, in characters from 1.
    pub column: u32,
    /// The column after it.
    pub end_column: u32,
}

/// How paths and values of a context are shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Whether credentials are.
    pub secrets: Secrets,
    /// Whether paths are relative to a root that was given.
    pub is_relative: bool,
}

impl Shown {
    /// A path as it is shown.
    pub fn path(self, path: &str) -> String {
        let path = if self.is_relative { path.trim_start_matches('/') } else { path };
        self.secrets.text(path)
    }

    fn place(self, place: &Place) -> PlaceDocument {
        PlaceDocument {
            path: self.path(&place.path_text()),
            line: place.line(),
            column: place.column(),
            end_column: place.end_column(),
        }
    }

    fn variable(self, variable: &ShellVariable) -> ContextVariableDocument {
        let value = |value: &Value| self.secrets.value(value);
        let (state, shown) = match &variable.state {
            ShellState::Set(text) => (StateDocument::Set, Some(value(text))),
            ShellState::Unset => (StateDocument::Unset, None),
            ShellState::Unknown => (StateDocument::Unknown, None),
        };
        let (certainty, condition) = match &variable.knowledge {
            Knowledge::Certain => (CertaintyDocument::Certain, None),
            Knowledge::Conditional(text) => (CertaintyDocument::Conditional, Some(self.secrets.text(text))),
            Knowledge::Unknown(text) => (CertaintyDocument::Unknown, Some(self.secrets.text(text))),
        };
        let alternatives = variable.alternatives.iter().map(|alternative| AlternativeDocument {
            value: alternative.value.as_ref().map(value),
            origin: alternative.place.as_ref().map(|place| self.place(place)),
        });
        ContextVariableDocument {
            state,
            certainty,
            value: shown,
            condition,
            origin: variable.place.as_ref().map(|place| self.place(place)),
            alternatives: alternatives.collect(),
        }
    }
}

impl ContextDocument {
    /// A context, with these variables of it.
    pub fn of(id: String, outcome: &Outcome, names: &[&str], shown: Shown) -> Self {
        let variable = |name: &&str| ((*name).to_owned(), shown.variable(&outcome.variable(name)));
        let file = |file: &crate::source::startup::ReadFile| ContextFileDocument {
            path: shown.path(&file.path),
            not_read: file.not_read.clone(),
        };
        Self {
            id,
            variables: names.iter().map(variable).collect(),
            files: outcome.files.iter().map(file).collect(),
        }
    }
}
