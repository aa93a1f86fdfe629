//! What makes a finding go away: a setting to write, and the edits at places that come to the same.

use serde::Serialize;

use super::edits::Edits;
use super::trust::widens_trust;
use crate::settings::{Setting, Settings, ShadowReason};
use crate::source::{Layer, Value};

/// Whether a fix may be applied without a person's thought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps what the value was most likely meant to say and widens no trust.
    Safe,
    /// Needs somebody to confirm what was meant.
    Manual,
}

/// Why there is no fix: go would trust more than it does by default.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable} would make go trust more than its defaults do")]
pub struct WidensTrust {
    /// The variable.
    pub variable: String,
}

/// The smallest safe change that makes a finding go away.
///
/// It is a setting to write (`go env -w`, `go env -u`, or a variable of the environment). Where it is known which
/// bytes of which file gave the value, there are edits of them as well: whoever makes all of them need write nothing
/// else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    title: String,
    variable: String,
    value: Option<Value>,
    applicability: Applicability,
    edits: Edits,
}

impl Fix {
    /// Sets a variable to a value that says what the old one was meant to say.
    ///
    /// # Errors
    /// The value would widen trust.
    pub(super) fn set(
        variable: &str,
        value: impl Into<Value>,
        applicability: Applicability,
    ) -> Result<Self, WidensTrust> {
        Self::new(format!("set {variable}"), variable, Some(value.into()), applicability)
    }

    /// Removes a setting from where it stands.
    ///
    /// # Errors
    /// The value that would count in its place would widen trust.
    pub(super) fn unset(setting: &Setting, applicability: Applicability) -> Result<Self, WidensTrust> {
        let name = &setting.name;
        let title = match setting.origin.layer {
            Layer::Environment => format!("unset {name} in the environment"),
            Layer::GoEnvFile => format!("remove {name} from the go/env file"),
            _ => format!("unset {name}"),
        };
        refuse(name, uncovered(setting))?;
        Self::new(title, name, None, applicability)
    }

    /// Removes a variable that counts in the process environment alone.
    ///
    /// # Errors
    /// None for a variable without a default that trusts more.
    pub(super) fn unset_variable(variable: &str, applicability: Applicability) -> Result<Self, WidensTrust> {
        Self::new(format!("unset {variable}"), variable, None, applicability)
    }

    /// The only constructor: what widens trust is refused, so that no rule has to remember it.
    fn new(
        title: String,
        variable: &str,
        value: Option<Value>,
        applicability: Applicability,
    ) -> Result<Self, WidensTrust> {
        refuse(variable, value.as_ref())?;
        Ok(Self { title, variable: variable.to_owned(), value, applicability, edits: Edits::default() })
    }

    /// The same under another title.
    pub(super) fn titled(self, title: String) -> Self {
        Self { title, ..self }
    }

    /// The same with edits of files.
    pub(super) fn with_edits(self, edits: Edits) -> Self {
        Self { edits, ..self }
    }

    /// Whether its removal hands a list over to a GOPRIVATE that matches everything.
    pub(super) fn uncovers(&self, settings: &Settings) -> bool {
        let takes_over = matches!(self.variable.as_str(), "GONOPROXY" | "GONOSUMDB");
        self.value.is_none() && takes_over && widens_trust("GOPRIVATE", settings.value("GOPRIVATE"))
    }

    /// What to do, one short line.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The variable to change.
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// Its new value; `None`: remove the setting.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// Whether it may be applied as it is.
    pub fn applicability(&self) -> Applicability {
        self.applicability
    }

    /// The edits of files that come to the same; `None` where no file is known to have given the value.
    pub fn edits(&self) -> &Edits {
        &self.edits
    }
}

fn refuse(variable: &str, value: Option<&Value>) -> Result<(), WidensTrust> {
    match value {
        Some(value) if widens_trust(variable, value.expose()) => {
            Err(WidensTrust { variable: variable.to_owned() })
        }
        _ => Ok(()),
    }
}

/// What counts once a setting is removed from its layer: the value of the next lower one.
fn uncovered(setting: &Setting) -> Option<&Value> {
    let mut lower = setting.shadowed.iter().filter(|shadowed| shadowed.why == ShadowReason::LowerLayer);
    let found = lower.find(|shadowed| !shadowed.assignment.value.is_empty())?;
    Some(&found.assignment.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_widens_trust_is_refused_whoever_asks() {
        for (variable, value) in
            [("GOSUMDB", "off"), ("GOPRIVATE", "a.example,*"), ("GOINSECURE", "a.example")]
        {
            let refused = Fix::set(variable, value, Applicability::Manual).unwrap_err();
            assert_eq!(refused.variable, variable);
        }
        assert!(Fix::set("GOSUMDB", "sum.golang.org", Applicability::Safe).is_ok());
    }
}
