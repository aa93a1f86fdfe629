//! `explain`: one screen for one module.

use super::super::document::{ExplainDocument, ModuleDocument, StepDocument};
use super::super::safe;
use super::style::{Style, bad, careful, faint, good, pad, shorten, strong, width};
use super::{frame, route};
use crate::go::decision::{ChecksumVerdict, DownloadVerdict};
use crate::go::predict::{ASSUMED_VERSION, Outcome, Purpose};
use crate::rules::Diagnostic;

/// Requests shown without `-v`.
const MAX_REQUESTS: usize = 6;
/// The longest value shown in a step, in characters.
const MAX_VALUE_CHARS: usize = 48;

/// Renders the modules, then the findings.
pub fn explain(document: &ExplainDocument, found: &[Diagnostic], style: &Style) -> String {
    let mut out = String::new();
    let go = style.go(&document.go);
    for group in groups(&document.modules) {
        let Some((first, parents)) = group.split_first() else { continue };
        out.push_str(&module(first, &go, style));
        out.push_str(&parents_line(parents));
        out.push('\n');
    }
    for note in &document.go.notes {
        out.push_str(&format!("{} {}\n", strong("note:"), safe(note)));
    }
    if !document.go.notes.is_empty() {
        out.push('\n');
    }
    let frames = frame::draw(found, style);
    if !frames.is_empty() {
        out.push_str(&format!("{frames}\n"));
    }
    out
}

/// Modules with the parent paths that are candidates for the same path after them.
fn groups(modules: &[ModuleDocument]) -> Vec<&[ModuleDocument]> {
    modules
        .chunk_by(|one, next| one.candidate_of.is_some() && one.candidate_of == next.candidate_of)
        .collect()
}

fn module(module: &ModuleDocument, go: &str, style: &Style) -> String {
    let heading = safe(&format!("{}@{}", module.path, module.version));
    let mut out = format!("{}  {}\n", strong(&pad(&heading, 56)), faint(go));
    for line in circumstances(module) {
        out.push_str(&format!("  {}\n", faint(&safe(&line))));
    }
    out.push('\n');
    let mut number = 0;
    out.push_str(&steps("checksum", &module.trace.checksum, &mut number, style));
    let verdict = route::checksum(&module.checksum);
    let verdict = match module.checksum.verdict {
        ChecksumVerdict::Verify => good(&verdict),
        ChecksumVerdict::Skip => careful(&verdict),
        ChecksumVerdict::Error => bad(&verdict),
    };
    out.push_str(&format!("{INDENT}→ {verdict}\n"));
    out.push_str(&steps("download", &module.trace.download, &mut number, style));
    let verdict = route::download(&module.download);
    let verdict = match module.download.verdict {
        DownloadVerdict::Proxy | DownloadVerdict::Direct => good(&verdict),
        DownloadVerdict::Blocked | DownloadVerdict::Error => bad(&verdict),
    };
    out.push_str(&format!("{INDENT}→ {verdict}\n\n"));
    out.push_str(&learners(module));
    out.push_str(&prediction(module, style));
    out
}

const INDENT: &str = "            ";

/// What is special about this module here.
fn circumstances(module: &ModuleDocument) -> Vec<String> {
    let provides = module.provides.as_ref().map(|package| format!("go.mod has this module for {package}"));
    let replaces =
        module.replaces.as_ref().map(|replaced| format!("takes the place of {replaced} (replace)"));
    let directory =
        module.directory.as_ref().map(|directory| format!("replaced by the directory {directory}"));
    let listed = module.prediction.contacts.iter().any(|contact| contact.purpose == Purpose::List);
    let assumed = listed
        .then(|| format!("the newest version is assumed to be {ASSUMED_VERSION}; only a server knows it"));
    let cached = module.cached.then(|| "already in the module cache".to_owned());
    [provides, replaces, directory, cached, assumed].into_iter().flatten().collect()
}

fn steps(title: &str, steps: &[StepDocument], number: &mut usize, style: &Style) -> String {
    let mut out = String::new();
    for (index, step) in steps.iter().enumerate() {
        *number += 1;
        let title = if index == 0 { title } else { "" };
        let result = shorten(&safe(&step.result), MAX_VALUE_CHARS);
        let place = step.origin.as_ref().map(|origin| source(step, origin, style)).unwrap_or_default();
        let line = format!(
            "  {}{number} {} {}  {}",
            pad(title, 10),
            pad(&step.variable, 11),
            pad(&result, 26),
            faint(&place)
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The value and the place of a step's variable: `GOPRIVATE="*.corp.example.com"  ~/.zshrc:12`.
fn source(step: &StepDocument, origin: &super::super::document::OriginDocument, style: &Style) -> String {
    let place = match origin.from {
        Some(from) => format!("{from}, {}", style.place(origin)),
        None => style.place(origin),
    };
    let value = shorten(&safe(&step.value), MAX_VALUE_CHARS);
    match value.as_str() {
        "" => String::new(),
        value if step.result == value || step.result == format!("{value} matches") => place,
        value => format!("{value}  {place}"),
    }
}

fn learners(module: &ModuleDocument) -> String {
    let names = |hosts: &[String]| safe(&hosts.join(", "));
    let mut out = format!("  {}", pad("learns the name:", 18));
    if module.learns_name.is_empty() {
        out.push_str("nobody");
    } else {
        out.push_str(&names(&module.learns_name));
    }
    if !module.may_learn_name.is_empty() {
        out.push_str(&format!("; if that fails also {}", names(&module.may_learn_name)));
    }
    out.push('\n');
    out
}

fn prediction(module: &ModuleDocument, style: &Style) -> String {
    let prediction = &module.prediction;
    let mut out = String::new();
    let shown = if style.verbose { prediction.contacts.len() } else { MAX_REQUESTS };
    for (index, contact) in prediction.contacts.iter().take(shown).enumerate() {
        let title = if index == 0 { "go would ask:" } else { "" };
        out.push_str(&format!("  {}{}\n", pad(title, 18), safe(&contact.url)));
    }
    if let Some(more) = prediction.contacts.len().checked_sub(shown).filter(|more| *more > 0) {
        out.push_str(&format!("  {}… and {more} more (-v)\n", pad("", 18)));
    }
    let end = match (prediction.outcome, &prediction.error) {
        (Outcome::Success, _) => good("success, if they answer").to_string(),
        (Outcome::Unknown, _) => careful("the origin's answer decides").to_string(),
        (Outcome::Failure, error) => bad(&safe_lines(error.as_deref().unwrap_or_default(), 20)).to_string(),
    };
    out.push_str(&format!("  {}{end}\n", pad("it ends in:", 18)));
    out
}

/// A text of several lines, each safe and indented.
fn safe_lines(text: &str, indent: usize) -> String {
    let lines: Vec<String> = text.lines().map(|line| safe(&line.replace('\t', "    "))).collect();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// The parent paths that `go get` would ask for as well, in one line each.
fn parents_line(parents: &[ModuleDocument]) -> String {
    if parents.is_empty() {
        return String::new();
    }
    let longest = parents.iter().map(|parent| width(&parent.path)).max().unwrap_or(0);
    let mut out =
        format!("\n  {}\n", faint("`go get` of a path that go.mod does not have asks for its parents too:"));
    for parent in parents {
        let first = parent.prediction.contacts.first().map_or("nobody", |contact| contact.url.as_str());
        out.push_str(&format!("    {}  {}\n", pad(&safe(&parent.path), longest), faint(&safe(first))));
    }
    out
}
