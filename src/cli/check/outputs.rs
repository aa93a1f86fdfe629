//! Where results go, and in which format each.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::super::error::{CommandError, UsageError};
use super::super::options::Format;
use super::super::output::Output;
use super::Report;
use super::destination::write_whole;
use crate::inspect::Repository;
use crate::report::document::{EgressDocument, GraphModuleDocument, SCHEMA_VERSION, egress};
use crate::report::{formats, human, safe_json};

/// A result and where it goes; without a file, to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    format: Format,
    file: Option<PathBuf>,
}

/// All results of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outputs(Vec<Target>);

/// `check --egress --format json`.
#[derive(Serialize)]
struct EgressList {
    schema_version: u32,
    egress: Vec<EgressDocument>,
    egress_left_out: u64,
}

impl Outputs {
    /// Takes `-o [FORMAT=]FILE` apart. A file without a format takes the place of standard output.
    ///
    /// # Errors
    /// Two results for one place.
    pub(super) fn parse(texts: &[String], format: Format) -> Result<Self, UsageError> {
        let mut all: Vec<Target> = texts.iter().map(|text| target(text, format)).collect();
        let is_moved = texts.iter().any(|text| named_format(text).is_none());
        if !is_moved && !all.iter().any(|target| target.file.is_none()) {
            all.insert(0, Target { format, file: None });
        }
        for (index, target) in all.iter().enumerate() {
            if all.iter().skip(index + 1).any(|other| other.file == target.file) {
                let name = target.file.as_ref().map(|path| path.to_string_lossy().into_owned());
                return Err(UsageError::OutputTwice(name.unwrap_or_else(|| "standard output".to_owned())));
            }
        }
        Ok(Self(all))
    }

    /// Refuses to write over files that are there.
    ///
    /// # Errors
    /// One is there.
    pub(super) fn refuse_existing(&self) -> Result<(), UsageError> {
        let files = self.0.iter().filter_map(|target| target.file.as_ref());
        match files.into_iter().find(|path| path.exists()) {
            Some(path) => Err(UsageError::PolicyExists(path.clone())),
            None => Ok(()),
        }
    }

    /// Writes a text to every place.
    ///
    /// # Errors
    /// A place that cannot be written to.
    pub(super) fn write_text(&self, text: &str, output: &mut Output) -> Result<(), CommandError> {
        self.each(output, |_, _, out| out.write_all(text.as_bytes()))
    }

    /// Writes the hosts alone.
    ///
    /// # Errors
    /// A place that cannot be written to.
    pub(super) fn write_egress(
        &self,
        repository: &Repository,
        output: &mut Output,
    ) -> Result<(), CommandError> {
        let hosts = egress(&repository.tally);
        let left_out = repository.tally.hosts_left_out;
        self.each(output, |format, _, out| match format {
            Format::Json | Format::Jsonl => {
                let list = EgressList {
                    schema_version: SCHEMA_VERSION,
                    egress: hosts.clone(),
                    egress_left_out: left_out,
                };
                json_line(out, &serde_json::to_string_pretty(&list)?)
            }
            _ => out.write_all(human::egress(&hosts, left_out).as_bytes()),
        })
    }

    /// Writes every result, and the summary of a job where GitHub asks for one.
    ///
    /// # Errors
    /// A place that cannot be written to.
    pub(super) fn write(
        &self,
        repository: &Repository,
        report: &Report,
        output: &mut Output,
    ) -> Result<(), CommandError> {
        self.each(output, |format, human, out| match format {
            Format::Human => out.write_all(human(report).as_bytes()),
            Format::Json => json(repository, report, out),
            Format::Jsonl => jsonl(repository, report, out),
            Format::Short => out.write_all(formats::short(&report.document).as_bytes()),
            Format::Sarif => out.write_all(formats::sarif(&report.document).as_bytes()),
            Format::Github => out.write_all(formats::github(&report.document).as_bytes()),
            Format::Gitlab => out.write_all(formats::gitlab(&report.document).as_bytes()),
            Format::Junit => out.write_all(formats::junit(&report.document).as_bytes()),
        })?;
        let wants_summary = self.0.iter().any(|target| target.format == Format::Github);
        if let Some(path) =
            std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| wants_summary && !path.is_empty())
        {
            append(Path::new(&path), &formats::github_summary(&report.document))?;
        }
        Ok(())
    }

    fn each(
        &self,
        output: &mut Output,
        mut write: impl FnMut(Format, &dyn Fn(&Report) -> String, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        let mut ended = Ok(());
        for target in &self.0 {
            let written = match &target.file {
                None => {
                    let style = output.style().clone();
                    let human = |report: &Report| human::check(&report.document, &report.counting, &style);
                    let written = write(target.format, &human, output.stream());
                    written.and_then(|()| output.stream().flush()).map_err(CommandError::from)
                }
                Some(path) => {
                    let human = |report: &Report| {
                        output.plain(|style| human::check(&report.document, &report.counting, style))
                    };
                    let written = write_whole(path, |file| write(target.format, &human, file));
                    let refused = |source| UsageError::WriteFile { path: path.clone(), source };
                    written.map_err(|source| refused(source).into())
                }
            };
            // One place that refuses is no reason to leave out the others.
            ended = ended.and(written);
        }
        ended
    }
}

/// The format that stands before a file's name.
fn named_format(text: &str) -> Option<(Format, &str)> {
    let (word, file) = text.split_once('=')?;
    Format::from_str(word, false).ok().map(|format| (format, file))
}

fn target(text: &str, format: Format) -> Target {
    let (format, file) = named_format(text).unwrap_or((format, text));
    Target { format, file: (file != "-").then(|| PathBuf::from(file)) }
}

/// Appends to a file that others write to as well.
fn append(path: &Path, text: &str) -> Result<(), CommandError> {
    let refused = |source| UsageError::WriteFile { path: path.to_owned(), source };
    let mut file = File::options().append(true).create(true).open(path).map_err(refused)?;
    Ok(file.write_all(text.as_bytes()).map_err(refused)?)
}

fn json_line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(safe_json(text).as_bytes())?;
    out.write_all(b"\n")
}

/// The document with the modules at its end, written one by one.
fn json(repository: &Repository, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let head = serde_json::to_string_pretty(&report.document)?;
    let head = head.strip_suffix("\n}").unwrap_or(&head);
    out.write_all(safe_json(head).as_bytes())?;
    out.write_all(b",\n  \"modules\": [")?;
    let mut separator = "\n";
    let mut result = Ok(());
    repository.for_each_module(|file, module| {
        let document = GraphModuleDocument::of(file, module, report.secrets);
        let mut write = || {
            let text = serde_json::to_string_pretty(&document)?;
            let text = safe_json(&text).replace('\n', "\n    ");
            write!(out, "{separator}    {text}")
        };
        if result.is_ok() {
            result = write();
        }
        separator = ",\n";
    });
    result?;
    let end: &[u8] = if separator == "\n" { b"]\n}\n" } else { b"\n  ]\n}\n" };
    out.write_all(end)
}

/// A record of `check --format jsonl`.
#[derive(Serialize)]
struct Record<'a, T: Serialize> {
    kind: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

/// One record a line: the summary, each finding, each module.
fn jsonl(repository: &Repository, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let document = &report.document;
    let summary = serde_json::json!({
        "kind": "summary",
        "schema_version": document.schema_version,
        "go": document.go,
        "counts": document.counts,
        "findings": document.findings,
        "fail_on": document.fail_on,
        "fails": document.fails,
    });
    json_line(out, &summary.to_string())?;
    for found in &document.diagnostics {
        json_line(out, &serde_json::to_string(&Record { kind: "finding", content: found })?)?;
    }
    let mut result = Ok(());
    repository.for_each_module(|file, module| {
        let content = GraphModuleDocument::of(file, module, report.secrets);
        if result.is_ok() {
            let text = serde_json::to_string(&Record { kind: "module", content: &content });
            result = text.map_err(io::Error::from).and_then(|text| json_line(out, &text));
        }
    });
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(texts: &[&str], format: Format) -> Result<Vec<String>, String> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let shown = |target: &Target| {
            let file = target.file.as_ref().map_or("-".into(), |path| path.display().to_string());
            format!("{} {file}", target.format.word())
        };
        let outputs = Outputs::parse(&texts, format).map_err(|error| error.to_string())?;
        Ok(outputs.0.iter().map(shown).collect())
    }

    #[test]
    fn results_go_where_they_are_sent() {
        assert_eq!(parsed(&[], Format::Sarif).unwrap(), ["sarif -"]);
        assert_eq!(parsed(&["out.sarif"], Format::Sarif).unwrap(), ["sarif out.sarif"]);
        assert_eq!(
            parsed(&["sarif=a", "junit=b.xml"], Format::Human).unwrap(),
            ["human -", "sarif a", "junit b.xml"]
        );
        assert_eq!(parsed(&["json=-", "a=b"], Format::Human).unwrap(), ["json -", "human a=b"]);
        assert!(parsed(&["sarif=x", "junit=x"], Format::Human).unwrap_err().contains("two results"));
        assert!(parsed(&["a", "b", "json=-"], Format::Human).is_ok());
        assert!(parsed(&["json=-", "sarif=-"], Format::Human).unwrap_err().contains("standard output"));
    }
}
