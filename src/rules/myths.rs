//! Claims about Go's settings that many articles repeat, each with a verdict and the test that proves it.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};

/// The table itself; a data file, so that a claim can be added without touching code.
const TABLE: &str = include_str!("myths.toml");

/// How true a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// One part of it is so.
    Half,
    /// It depends on a server, not on go.
    Depends,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::True => "true",
            Self::False => "false",
            Self::Half => "half",
            Self::Depends => "depends",
        })
    }
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Myth {
    /// What articles say.
    pub claim: String,
    /// How true it is.
    pub verdict: Verdict,
    /// What is really so.
    pub really: String,
    /// The Go versions that it was checked with.
    pub evidence: String,
    /// The test that proves it, a function of `tests/suite/myths.rs`.
    pub test: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    myth: Vec<Myth>,
}

/// The built-in table cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the built-in table of myths cannot be read: {0}")]
pub struct MythsError(#[from] toml::de::Error);

/// All claims, in the order of the table.
///
/// # Errors
/// A defect of the built-in table; a test keeps it from being released.
pub fn all() -> Result<Vec<Myth>, MythsError> {
    Ok(toml::from_str::<Table>(TABLE)?.myth)
}

/// The claims as a Markdown table, ending in a line break.
pub fn markdown(myths: &[Myth]) -> String {
    let mut text =
        String::from("| claim | verdict | what is true | checked with | test |\n|---|---|---|---|---|\n");
    for myth in myths {
        let cell = |text: &str| text.replace('|', "\\|");
        let (claim, really) = (cell(&myth.claim), cell(&myth.really));
        let _ = writeln!(
            text,
            "| {claim} | **{}** | {really} | {} | `{}` |",
            myth.verdict, myth.evidence, myth.test
        );
    }
    text
}

/// The claims for a terminal, one paragraph each, ending in a line break.
pub fn plain(myths: &[Myth]) -> String {
    let mut text = String::new();
    for myth in myths {
        let bare = |text: &str| text.replace('`', "");
        let _ = writeln!(text, "{:7}  {}", myth.verdict, bare(&myth.claim));
        for line in super::doc::wrapped(&bare(&myth.really), 71) {
            let _ = writeln!(text, "         {line}");
        }
        let _ = writeln!(text, "         ({})\n", myth.evidence);
    }
    text
}
