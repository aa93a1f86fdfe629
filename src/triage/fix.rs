//! What to do about a cause, as commands for the reporter's system.

use super::known::Known;
use crate::go::GoVersion;
use crate::go::tables::defaults::released;

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fix {
    /// What to do, in one or two sentences.
    pub summary: String,
    /// Commands for the system that go failed on, in order; the last ones may be alternatives, and say so.
    pub commands: Vec<String>,
}

impl Fix {
    /// Something to do without any command.
    pub(super) fn say(summary: impl Into<String>) -> Self {
        Self { summary: summary.into(), commands: vec![] }
    }

    /// The same with one more command.
    pub(super) fn run(mut self, command: impl Into<String>) -> Self {
        self.commands.push(command.into());
        self
    }

    /// The same with a command that differs on Windows.
    pub(super) fn run_on(self, known: &Known, posix: &str, windows: &str) -> Self {
        self.run(if known.is_windows() { windows } else { posix })
    }
}

/// First minor release with `go env -w`.
const ENV_WRITE: GoVersion = GoVersion::new(1, 13, 0);

impl Known {
    /// The command that sets a variable for good: `go env -w`, or the shell's where go has none.
    pub(super) fn set(&self, name: &str, value: &str) -> String {
        if self.version.is_some_and(|version| version < ENV_WRITE) {
            return self.export(name, value);
        }
        let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:,@+=".contains(c));
        match (plain, self.is_windows()) {
            (true, false) => format!("go env -w {name}={value}"),
            (_, true) => format!("go env -w \"{name}={value}\""),
            (false, false) => format!("go env -w {name}={}", shell_words::quote(value)),
        }
    }

    /// The command that sets a variable to what the release gives to it.
    pub(super) fn set_default(&self, name: &str) -> String {
        let version = self.version.unwrap_or(GoVersion::NEWEST_KNOWN);
        self.set(name, released(name, version).unwrap_or(""))
    }

    /// The command that takes away what `go env -w` wrote.
    pub(super) fn unset(&self, name: &str) -> String {
        format!("go env -u {name}")
    }

    /// The command that sets a variable in the environment of this shell.
    pub(super) fn export(&self, name: &str, value: &str) -> String {
        if self.is_windows() {
            format!("$env:{name} = \"{value}\"")
        } else {
            format!("export {name}={}", shell_words::quote(value))
        }
    }

    /// The command that takes a variable out of the environment of this shell.
    pub(super) fn unexport(&self, name: &str) -> String {
        if self.is_windows() { format!("Remove-Item Env:{name}") } else { format!("unset {name}") }
    }
}
