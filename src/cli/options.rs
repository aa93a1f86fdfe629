//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::error::UsageError;
use super::paste;
use crate::files::SharedTree;
use crate::go::GoVersion;
use crate::go::predict::Assumptions;
use crate::inspect::{Request, ScenarioRequest};
use crate::report::Secrets;
use crate::rules::{Level, Levels, Severity};
use crate::settings::Override;
use crate::source::Value;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// For programs: documented, with a schema version.
    Json,
    /// check: one line for each finding.
    Short,
    /// check: JSON lines, one record for each finding and each module.
    Jsonl,
    /// check: SARIF 2.1.0, for code scanning.
    Sarif,
    /// check: annotations of GitHub Actions, and a job summary.
    Github,
    /// check: Code Quality of GitLab.
    Gitlab,
    /// check: JUnit XML.
    Junit,
}

impl Format {
    /// The word for it on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Short => "short",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
        }
    }

    /// Whether only `check` has it.
    pub(super) fn is_of_check(self) -> bool {
        !matches!(self, Self::Human | Self::Json)
    }
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The severity from which findings make a command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Any finding.
    Info,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }

    /// Whether a finding of that severity makes the command fail.
    pub(super) fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Options {
    /// The files of this machine, each opened once a run.
    #[arg(skip)]
    pub(super) tree: SharedTree,

    /// Output format
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,

    /// When to use colours (NO_COLOR and CLICOLOR_FORCE are honoured)
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,

    /// Print nothing on standard error
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Show more: defaults, findings of severity info, every predicted request
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,

    /// Act as if started in this directory
    #[arg(
        short = 'C',
        long = "directory",
        global = true,
        value_name = "DIR",
        help_heading = "Where to look"
    )]
    pub(super) directory: Option<PathBuf>,

    /// Reproduce this version of Go, for example 1.21.13
    #[arg(long, global = true, value_name = "VERSION", help_heading = "Where to look")]
    pub(super) go_version: Option<String>,

    /// Use the Go installation in this directory
    #[arg(long, global = true, value_name = "DIR", help_heading = "Where to look")]
    pub(super) goroot: Option<PathBuf>,

    /// Take the settings from pasted `go env` output (`-`: standard input) instead of this machine
    #[arg(long, global = true, value_name = "FILE", help_heading = "Where to look")]
    pub(super) go_env: Option<PathBuf>,

    /// What if the environment had this variable?
    #[arg(long = "set", global = true, value_name = "VAR=VALUE", help_heading = "What if")]
    pub(super) set: Vec<String>,

    /// What if the environment did not have this variable?
    #[arg(long = "unset", global = true, value_name = "VAR", help_heading = "What if")]
    pub(super) unset: Vec<String>,

    /// What if servers answered like this? STATUS: ok, unreachable or an HTTP status; `*` is every other server
    #[arg(long, global = true, value_name = "URLPREFIX=STATUS", help_heading = "What if")]
    pub(super) assume: Vec<String>,

    /// Exit with status 1 if there is a finding of this severity or a worse one [default: never; for check:
    /// that of goenv-doctor.toml, else warning]
    #[arg(long, global = true, value_enum, value_name = "SEVERITY", help_heading = "Findings")]
    pub(super) fail_on: Option<FailOn>,

    /// Leave out the findings of a rule: code, name or a pattern such as 'goproxy-*'
    #[arg(short = 'A', long, global = true, value_name = "RULE", help_heading = "Findings")]
    pub(super) allow: Vec<String>,

    /// Make the findings of a rule warnings. The choice that names the fewest rules counts, then the strictest
    #[arg(short = 'W', long, global = true, value_name = "RULE", help_heading = "Findings")]
    pub(super) warn: Vec<String>,

    /// Make the findings of a rule errors
    #[arg(short = 'D', long, global = true, value_name = "RULE", help_heading = "Findings")]
    pub(super) deny: Vec<String>,

    /// Show passwords and tokens instead of xxxxx
    #[arg(long, global = true)]
    pub(super) show_secrets: bool,
}

impl Options {
    /// What is asked for.
    ///
    /// # Errors
    /// Arguments of another form, a paste that cannot be read.
    pub(super) fn request(&self) -> Result<Request, UsageError> {
        let paste = self.go_env.as_deref().map(|file| paste::read(file, &self.tree)).transpose()?;
        Ok(Request {
            tree: self.tree.clone(),
            directory: self.directory.clone(),
            scenario: paste.map_or(ScenarioRequest::Process, ScenarioRequest::Paste),
            go_version: self.version()?,
            goroot: self.goroot.clone(),
            overrides: self.overrides()?,
            assumptions: self.assumptions()?,
            levels: self.levels()?,
            ..Request::default()
        })
    }

    /// Whether secrets are masked.
    pub(super) fn secrets(&self) -> Secrets {
        if self.show_secrets { Secrets::Shown } else { Secrets::Masked }
    }

    /// What was chosen for rules.
    ///
    /// # Errors
    /// A name that is no rule's.
    fn levels(&self) -> Result<Levels, UsageError> {
        let mut levels = Levels::default();
        for (level, patterns) in
            [(Level::Allow, &self.allow), (Level::Warn, &self.warn), (Level::Deny, &self.deny)]
        {
            for pattern in patterns {
                levels.add(level, pattern).map_err(|error| UsageError::Unknown(error.to_string()))?;
            }
        }
        Ok(levels)
    }

    /// The version asked for.
    ///
    /// # Errors
    /// A text that is no version of Go.
    fn version(&self) -> Result<Option<GoVersion>, UsageError> {
        let Some(text) = &self.go_version else { return Ok(None) };
        GoVersion::parse(text).map(Some).ok_or_else(|| UsageError::GoVersion(text.clone()))
    }

    /// The what-ifs about variables.
    ///
    /// # Errors
    /// A `--set` without `=`, a name that is none, or a variable both set and unset.
    fn overrides(&self) -> Result<Vec<Override>, UsageError> {
        let mut all = vec![];
        for text in &self.set {
            let (name, value) = text.split_once('=').ok_or_else(|| UsageError::Set(text.clone()))?;
            all.push(Override { name: checked_name(name, text)?, value: Some(Value::from(value)) });
        }
        for name in &self.unset {
            if all.iter().any(|set| set.name == *name) {
                return Err(UsageError::SetAndUnset(name.clone()));
            }
            all.push(Override { name: checked_name(name, name)?, value: None });
        }
        Ok(all)
    }

    /// The what-ifs about servers.
    ///
    /// # Errors
    /// An argument of another form.
    fn assumptions(&self) -> Result<Assumptions, UsageError> {
        let mut assumptions = Assumptions::default();
        for text in &self.assume {
            assumptions.add(text)?;
        }
        Ok(assumptions)
    }
}

fn checked_name(name: &str, text: &str) -> Result<String, UsageError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(fits) {
        return Err(UsageError::Set(text.to_owned()));
    }
    Ok(name.to_owned())
}
