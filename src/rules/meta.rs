//! What a rule says about itself: code, slug, severity, documentation, examples.

use super::severity::Severity;

/// An example configuration of a rule's documentation; tests prove that it fires or stays silent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// Process environment, as `NAME=value` lines.
    pub environment: &'static str,
    /// Content of the go/env file; empty: there is none.
    pub goenv_file: &'static str,
    /// Content of `$GOROOT/go.env`; empty: as released.
    pub goroot_file: &'static str,
    /// Content of go.mod in the working directory; empty: there is none.
    pub go_mod: &'static str,
    /// Content of goenv-doctor.toml; empty: there is none.
    pub config: &'static str,
    /// Content of the netrc file; empty: there is none.
    pub netrc: &'static str,
    /// Start-up files in the home directory of somebody whose shell is bash, each with its content.
    pub start_files: &'static [(&'static str, &'static str)],
    /// No `git` is on PATH.
    pub without_git: bool,
    /// There is no go.sum beside go.mod.
    pub without_go_sum: bool,
}

impl Example {
    /// A machine as fresh as it gets.
    pub(super) const NONE: Self = Self {
        environment: "",
        goenv_file: "",
        goroot_file: "",
        go_mod: "",
        config: "",
        netrc: "",
        start_files: &[],
        without_git: false,
        without_go_sum: false,
    };

    /// An example of `NAME=value` lines in the process environment.
    pub(super) const fn environment(lines: &'static str) -> Self {
        Self { environment: lines, ..Self::NONE }
    }

    /// An example of start-up files.
    pub(super) const fn start_files(files: &'static [(&'static str, &'static str)]) -> Self {
        Self { start_files: files, ..Self::NONE }
    }

    /// An example of a go/env file.
    pub(super) const fn file(content: &'static str) -> Self {
        Self { goenv_file: content, ..Self::NONE }
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

impl RuleMeta {
    /// Whether the text is its code or its slug; upper and lower case do not matter.
    pub(super) fn is_called(&self, code_or_slug: &str) -> bool {
        self.code.eq_ignore_ascii_case(code_or_slug) || self.slug.eq_ignore_ascii_case(code_or_slug)
    }

    /// The letters of its family, as `GP`.
    pub fn family(&self) -> &'static str {
        self.code.split_at_checked(2).map_or("", |(family, _)| family)
    }
}
