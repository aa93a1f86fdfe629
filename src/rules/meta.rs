//! What a rule says about itself: code, slug, severity, documentation, examples.

use super::diagnostic::Severity;

/// An example configuration of a rule's documentation; tests prove that it fires or stays silent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// Process environment, as `NAME=value` lines.
    pub environment: &'static str,
    /// Content of the go/env file.
    pub goenv_file: &'static str,
}

impl Example {
    /// An example of `NAME=value` lines in the process environment.
    pub(super) const fn environment(lines: &'static str) -> Self {
        Self { environment: lines, goenv_file: "" }
    }

    /// An example of a go/env file.
    pub(super) const fn file(content: &'static str) -> Self {
        Self { environment: "", goenv_file: content }
    }
}

/// A rule's identity and documentation; `goenv-doctor rule` prints it and the README links to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleMeta {
    /// Stable code: family and number, as `GP001`. Never used again for another rule.
    pub code: &'static str,
    /// What people type, as `goproxy-space`.
    pub slug: &'static str,
    /// The severity where nothing makes it milder.
    pub severity: Severity,
    /// First minor release of Go 1 that it holds for.
    pub since: u32,
    /// First minor release that it no longer holds for.
    pub until: Option<u32>,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// What the go command really does.
    pub what_go_does: &'static str,
    /// Why that hurts.
    pub why: &'static str,
    /// A configuration that fires it.
    pub bad: Example,
    /// The same, put right.
    pub good: Example,
    /// Failure classes that it prevents.
    pub prevents: &'static [&'static str],
    /// References.
    pub links: &'static [&'static str],
}
