//! `triage`: what support needs first is the answer, then why, then what to do, then what not to do.

use super::super::document::{CauseDocument, EvidenceDocument, TriageDocument};
use super::super::safe;
use super::style::{Style, bad, careful, faint, good, pad, strong, width};
use crate::triage::Source;

/// Columns of running text.
const COLUMNS: usize = 100;

/// Columns of the labels at the left.
const LABEL: usize = 8;

/// Renders the causes, or what was recognised. Of the less likely ones only what differs, unless more was
/// asked for.
pub fn triage(document: &TriageDocument, style: &Style) -> String {
    let mut out = String::new();
    match document.causes.split_first() {
        Some((first, others)) => {
            out.push_str(&cause(first, None));
            if !others.is_empty() {
                out.push_str(&format!("\n{}\n", faint("less likely:")));
            }
            for other in others {
                out.push('\n');
                out.push_str(&cause(other, Some(first).filter(|_| !style.verbose)));
            }
        }
        None => out.push_str(&unknown(document)),
    }
    out.push_str(&recognised(document));
    out
}

/// One cause; for a less likely one without what the `first` has said already.
fn cause(cause: &CauseDocument, first: Option<&CauseDocument>) -> String {
    let percent = format!("{:.0} %", cause.confidence * 100.0);
    let percent = match cause.confidence {
        0.8.. => good(&percent),
        0.5.. => careful(&percent),
        _ => faint(&percent),
    };
    let mut out = format!("{}  {percent}\n", strong(cause.class));
    out.push_str(&block("", &safe(&cause.title)));
    if first.is_none() {
        out.push('\n');
    }
    let is_said = |piece: &&EvidenceDocument| {
        let said = |other: &EvidenceDocument| other.line.is_some() && other.text == piece.text;
        first.is_some_and(|first| first.evidence.iter().any(said))
    };
    for (index, piece) in cause.evidence.iter().filter(|piece| !is_said(piece)).enumerate() {
        out.push_str(&block(if index == 0 { "why" } else { "" }, &evidence(piece)));
    }
    if first.is_none() {
        out.push('\n');
    }
    out.push_str(&block("fix", &safe(&cause.fix.summary)));
    for command in &cause.fix.commands {
        out.push_str(&format!("{}    {}\n", " ".repeat(LABEL), strong(&safe(command))));
    }
    if first.is_some() {
        return out;
    }
    out.push('\n');
    for (index, text) in cause.fix.avoid.iter().enumerate() {
        out.push_str(&block(if index == 0 { "not" } else { "" }, &safe(text)));
    }
    out.push_str(&block("ask", &safe(&cause.tell_apart.question)));
    if let Some(command) = &cause.tell_apart.command {
        out.push_str(&format!("{}    {}\n", " ".repeat(LABEL), safe(command)));
    }
    out
}

fn evidence(piece: &EvidenceDocument) -> String {
    let text = safe(&piece.text);
    let place = match (piece.source, piece.line) {
        (Source::Log, Some(line)) => return format!("line {line}: {text}"),
        (Source::Log, None) => "log",
        (Source::Settings, _) => "settings",
        (Source::Both, _) => "log and settings",
    };
    let against = if piece.supports == Some(false) { ", against it" } else { "" };
    format!("{place}{against}: {text}")
}

/// A label with a text beside it, broken into lines.
fn block(label: &str, text: &str) -> String {
    let mut out = String::new();
    for (index, line) in wrap(text, COLUMNS - LABEL).into_iter().enumerate() {
        let label = if index == 0 { label } else { "" };
        out.push_str(&format!("  {}{line}\n", pad(label, LABEL - 2)));
    }
    out
}

/// A text in lines of at most so many columns; a word that is longer stays whole.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| width(line) + 1 + width(word) <= columns) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What to say when no class fits.
fn unknown(document: &TriageDocument) -> String {
    let mut out = format!("{}\n\n", bad("no known configuration cause"));
    if document.unrecognised.is_empty() {
        out.push_str(&block(
            "",
            "No error of go in this log is known to be caused by settings. Errors of the compiler, of tests \
             and of other programs are not considered.",
        ));
        return out;
    }
    for (index, text) in document.unrecognised.iter().enumerate() {
        out.push_str(&block(if index == 0 { "said" } else { "" }, &safe(&text.replace('\n', " "))));
    }
    out.push('\n');
    let wanted = [
        "the whole error, from the command to the last line, as text",
        "`go version` and `go env`, run in the context that failed (IDE, container, service, other user)",
        "or, better, what `goenv-doctor report MODULE` writes there",
    ];
    for (index, text) in wanted.iter().enumerate() {
        out.push_str(&block(if index == 0 { "collect" } else { "" }, text));
    }
    out
}

/// One line of what was recognised.
fn recognised(document: &TriageDocument) -> String {
    let mut parts = vec![];
    if let Some(module) = &document.module {
        let version = document.version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
        parts.push(format!("module {module}{version}"));
    }
    if !document.hosts.is_empty() {
        parts.push(format!("hosts {}", document.hosts.join(", ")));
    }
    if !document.phases.is_empty() {
        parts.push(document.phases.join(", "));
    }
    match (&document.go_version, document.go_env.len()) {
        (Some(version), 0) => parts.push(format!("go{version}, no settings")),
        (Some(version), count) => parts.push(format!("go{version}, {count} settings")),
        (None, 0) => parts.push("no settings: --go-env adds what `go env` printed there".to_owned()),
        (None, count) => parts.push(format!("{count} settings")),
    }
    format!("\n{}\n", faint(&safe(&format!("recognised: {}", parts.join(" · ")))))
}
