//! What `rule` prints: pages, tables and JSON, all from the rules' own texts.

use std::fmt::Write;

use serde::Serialize;

use super::{Example, RuleMeta, Severity};

/// Text is broken before this column, where a blank allows it.
const WIDTH: usize = 80;

/// A rule's documentation as a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RuleDoc {
    /// Stable code, as `GP001`.
    pub code: &'static str,
    /// The name that people type, as `goproxy-space`.
    pub name: &'static str,
    /// The severity where nothing makes it milder.
    pub severity: Severity,
    /// The first Go version it holds for, as `1.13`.
    pub since: String,
    /// The first Go version it no longer holds for; `None`: it holds for all later ones.
    pub until: Option<String>,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// What the go command really does.
    pub what_go_does: &'static str,
    /// Why that hurts.
    pub why: &'static str,
    /// A configuration that draws it.
    pub bad: ExampleDoc,
    /// The same, put right.
    pub good: ExampleDoc,
    /// Failure classes that it prevents.
    pub prevents: &'static [&'static str],
    /// References.
    pub links: &'static [&'static str],
}

/// An example configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExampleDoc {
    /// Process environment, as `NAME=value` lines.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub environment: &'static str,
    /// Content of the go/env file.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub goenv_file: &'static str,
    /// Content of `$GOROOT/go.env`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub goroot_file: &'static str,
    /// Content of go.mod.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub go_mod: &'static str,
    /// Content of goenv-doctor.toml.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub config: &'static str,
    /// Content of the netrc file.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub netrc: &'static str,
    /// Start-up files in the home directory of somebody whose shell is bash: name and content.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub start_files: &'static [(&'static str, &'static str)],
    /// No `git` is on PATH.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_git: bool,
    /// There is no go.sum beside go.mod.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_go_sum: bool,
}

impl From<&Example> for ExampleDoc {
    fn from(example: &Example) -> Self {
        let Example {
            environment,
            goenv_file,
            goroot_file,
            go_mod,
            config,
            netrc,
            start_files,
            without_git,
            without_go_sum,
        } = *example;
        Self {
            environment,
            goenv_file,
            goroot_file,
            go_mod,
            config,
            netrc,
            start_files,
            without_git,
            without_go_sum,
        }
    }
}

impl From<&RuleMeta> for RuleDoc {
    fn from(meta: &RuleMeta) -> Self {
        Self {
            code: meta.code,
            name: meta.slug,
            severity: meta.severity,
            since: format!("1.{}", meta.since),
            until: meta.until.map(|until| format!("1.{until}")),
            summary: meta.summary,
            what_go_does: meta.what_go_does,
            why: meta.why,
            bad: (&meta.bad).into(),
            good: (&meta.good).into(),
            prevents: meta.prevents,
            links: meta.links,
        }
    }
}

/// The page of one rule, in plain text of at most 80 columns, ending in a line break.
pub fn page(meta: &RuleMeta) -> String {
    let mut page = format!("{} {} ({})\n", meta.code, meta.slug, severity_name(meta.severity));
    paragraph(&mut page, "", meta.summary);
    paragraph(&mut page, "What go does", meta.what_go_does);
    paragraph(&mut page, "Why it hurts", meta.why);
    example(&mut page, "Example", &meta.bad);
    example(&mut page, "Better", &meta.good);
    paragraph(&mut page, "Go versions", &versions(meta));
    paragraph(&mut page, "Prevents", &meta.prevents.join(", "));
    page.push_str("\nSee\n");
    for link in meta.links {
        let _ = writeln!(page, "  {link}");
    }
    page
}

/// One line a rule: code, name, severity, summary, in columns.
pub fn table<'a>(metas: impl IntoIterator<Item = &'a RuleMeta>) -> String {
    let metas: Vec<&RuleMeta> = metas.into_iter().collect();
    let width = metas.iter().map(|meta| meta.slug.len()).max().unwrap_or(0);
    let line = |meta: &&RuleMeta| {
        let severity = severity_name(meta.severity);
        format!("{}  {:width$}  {severity:7}  {}\n", meta.code, meta.slug, meta.summary)
    };
    metas.iter().map(line).collect()
}

/// The severity's word in output.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn versions(meta: &RuleMeta) -> String {
    match meta.until {
        Some(until) => format!("1.{} to 1.{}", meta.since, until.saturating_sub(1)),
        None => format!("1.{} and later", meta.since),
    }
}

/// A heading and a paragraph below it, indented; without a heading, the paragraph stands alone.
fn paragraph(page: &mut String, heading: &str, text: &str) {
    page.push('\n');
    let indent = if heading.is_empty() { "" } else { "  " };
    if !heading.is_empty() {
        let _ = writeln!(page, "{heading}");
    }
    for line in wrapped(text, WIDTH - indent.len()) {
        let _ = writeln!(page, "{indent}{line}");
    }
}

fn example(page: &mut String, heading: &str, example: &Example) {
    let _ = write!(page, "\n{heading}\n{}", example_text(example));
}

/// An example as people read it: each place with its lines, indented.
pub(crate) fn example_text(example: &Example) -> String {
    let mut page = String::new();
    for line in example.environment.lines() {
        let _ = writeln!(page, "  {line}");
    }
    let files = [
        ("the go/env file", example.goenv_file),
        ("$GOROOT/go.env", example.goroot_file),
        ("go.mod", example.go_mod),
        ("goenv-doctor.toml", example.config),
        ("the netrc file", example.netrc),
    ];
    for (name, content) in files.into_iter().filter(|(_, content)| !content.is_empty()) {
        let _ = writeln!(page, "  in {name}:");
        for line in content.lines() {
            let _ = writeln!(page, "    {line}");
        }
    }
    for (name, content) in example.start_files {
        let _ = writeln!(page, "  in ~/{name}:");
        for line in content.lines() {
            let _ = writeln!(page, "    {line}");
        }
    }
    if example.without_git {
        let _ = writeln!(page, "  and no git on PATH");
    }
    if example.without_go_sum {
        let _ = writeln!(page, "  and no go.sum");
    }
    page
}

/// The text in lines of at most `width` characters; a longer word has a line of its own.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
