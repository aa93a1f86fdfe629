//! Asks the built binary what a new shell would export, and reads its answer.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

/// How a shell is started, and on which files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    /// `bash`, `zsh` and so on.
    pub(crate) shell: &'a str,
    /// `login`, `interactive`, `login-interactive`, `non-interactive`.
    pub(crate) mode: &'a str,
    /// The directory that stands for `/`.
    pub(crate) root: &'a Path,
    /// The whole environment that the shell is given.
    pub(crate) environment: &'a BTreeMap<String, String>,
}

/// A place in a file below the root.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Origin {
    pub(crate) path: String,
    pub(crate) line: u32,
}

/// What else a variable could be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Alternative {
    /// `None`: not there.
    pub(crate) value: Option<String>,
    pub(crate) origin: Option<Origin>,
}

/// Whether there is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Set,
    Unset,
    Unknown,
}

/// How sure the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Certainty {
    Certain,
    Conditional,
    Unknown,
}

/// What the binary says of one variable.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Answer {
    pub(crate) state: State,
    pub(crate) certainty: Certainty,
    pub(crate) value: Option<String>,
    pub(crate) condition: Option<String>,
    pub(crate) origin: Option<Origin>,
    #[serde(default)]
    pub(crate) alternatives: Vec<Alternative>,
}

impl Answer {
    /// Every value that the answer holds for possible, with its place; `None`: not there.
    pub(crate) fn candidates(&self) -> Vec<(Option<&str>, Option<&Origin>)> {
        let own = match self.state {
            State::Set => Some((self.value.as_deref(), self.origin.as_ref())),
            State::Unset => Some((None, self.origin.as_ref())),
            State::Unknown => None,
        };
        let others = self.alternatives.iter().map(|other| (other.value.as_deref(), other.origin.as_ref()));
        own.into_iter().chain(others).collect()
    }

    /// Whether it says without a doubt that the variable has this value; `None`: is not there.
    pub(crate) fn is_certainly(&self, value: Option<&str>) -> bool {
        self.certainty == Certainty::Certain && self.candidates().first().is_some_and(|own| own.0 == value)
    }

    /// Whether it holds the value for possible.
    pub(crate) fn allows(&self, value: Option<&str>) -> bool {
        self.candidates().iter().any(|candidate| candidate.0 == value)
    }
}

/// A value as messages show it.
pub(crate) fn shown(value: Option<&str>) -> String {
    value.map_or("(unset)".into(), |value| format!("{value:?}"))
}

/// A file's lines with their numbers, as messages show them; what nobody would see is escaped.
pub(crate) fn numbered(content: &str) -> String {
    let visible = |one: char| match one {
        '\t' => one.to_string(),
        '\u{feff}' => one.escape_unicode().to_string(),
        _ if one.is_control() => one.escape_default().to_string(),
        _ => one.to_string(),
    };
    let lines = content.strip_suffix('\n').unwrap_or(content).split('\n').enumerate();
    lines
        .map(|(index, line)| {
            format!("  {:>4} {}\n", index + 1, line.chars().map(visible).collect::<String>())
        })
        .collect()
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.certainty {
            Certainty::Certain => f.write_str("certain")?,
            Certainty::Conditional => {
                write!(f, "conditional on {:?}:", self.condition.as_deref().unwrap_or(""))?;
            }
            Certainty::Unknown => write!(f, "unknown {:?}", self.condition.as_deref().unwrap_or(""))?,
        }
        for (value, origin) in self.candidates() {
            write!(f, " {}", shown(value))?;
            if let Some(Origin { path, line }) = origin {
                write!(f, " ({path}:{line})")?;
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Context {
    id: String,
    variables: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
struct Document {
    schema_version: u32,
    contexts: Vec<Context>,
}

/// The variables of the first context whose name begins so, in what the binary printed.
pub(crate) fn variables_of(printed: &[u8], id: &str) -> Option<BTreeMap<String, Answer>> {
    let document: Document = serde_json::from_slice(printed).unwrap();
    document.contexts.into_iter().find(|context| context.id.starts_with(id)).map(|context| context.variables)
}

impl Question<'_> {
    /// The command that asks the binary.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenv-doctor"));
        command.args([
            "env",
            "--format",
            "json",
            "--show-secrets",
            "--shell",
            self.shell,
            "--mode",
            self.mode,
        ]);
        command.arg("--root").arg(self.root);
        for (name, value) in self.environment {
            command.arg("--initial").arg(format!("{name}={value}"));
        }
        command.env_clear().stdin(Stdio::null());
        command
    }

    /// The answer for each variable. Fails with what the binary says where it refuses.
    pub(crate) fn ask(&self) -> Result<BTreeMap<String, Answer>, String> {
        let output = self.command().output().unwrap();
        if !output.status.success() {
            return Err(format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim()));
        }
        self.read(&output.stdout)
    }

    /// The answer in what the binary printed. Fails where that is not one context of this shell.
    pub(crate) fn read(&self, printed: &[u8]) -> Result<BTreeMap<String, Answer>, String> {
        let document: Document = serde_json::from_slice(printed).map_err(|error| error.to_string())?;
        let expected = format!("shell:{}:{}", self.shell, self.mode);
        match <[Context; 1]>::try_from(document.contexts) {
            Ok([context]) if document.schema_version == 1 && context.id == expected => Ok(context.variables),
            _ => Err(format!("not version 1 of one context {expected:?}")),
        }
    }
}
