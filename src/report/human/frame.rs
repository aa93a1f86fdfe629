//! Findings drawn as source frames: the place that set the value, carets under the offending part.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::document::{DiagnosticDocument, OriginDocument};
use super::super::{Secrets, safe};
use super::style::Style;
use crate::rules::{Applicability, Diagnostic, Severity};

/// Characters shown on either side of the offending part of a long value.
const AROUND: usize = 60;

/// Draws the findings, the worst first, with a blank line between them.
pub(super) fn draw(found: &[Diagnostic], style: &Style) -> String {
    let mut shown: Vec<&Diagnostic> =
        found.iter().filter(|found| style.verbose || found.severity != Severity::Info).collect();
    shown.sort_by_key(|found| std::cmp::Reverse(found.severity));
    let frames: Vec<String> = shown.into_iter().map(|found| frame(found, style)).collect();
    frames.join("\n\n")
}

fn frame(found: &Diagnostic, style: &Style) -> String {
    let line = Line::of(found, style);
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = safe(&style.secrets.text(&found.message));
    let label = safe(&style.secrets.text(&found.label));
    let place = style.place(&OriginDocument { line: None, ..OriginDocument::of(&found.origin) });
    let number = found.origin.span.map_or(1, |span| span.line as usize);
    let in_file = found.origin.span.is_some();
    let snippet = Snippet::source(line.text)
        .line_start(number)
        .line_numbering(in_file)
        .path(place.clone())
        .annotation(AnnotationKind::Primary.span(line.range).label(label));
    let mut group = Group::with_title(level.primary_title(title).id(found.rule.slug));
    group = group.element(snippet);
    for note in &found.notes {
        group = group.element(Level::NOTE.message(safe(&style.secrets.text(note))));
    }
    group = group.element(Level::HELP.message(help(found, style)));
    let renderer = if style.colored { Renderer::styled() } else { Renderer::plain() };
    placed(&renderer.render(&[group]), &place, number, found)
}

/// Puts the true position behind the place: the line is drawn without what stands around the value in
/// a paste, and a value that stands in no file has no position at all.
fn placed(drawn: &str, place: &str, number: usize, found: &Diagnostic) -> String {
    let start = drawn.find("-->").unwrap_or(drawn.len());
    let (title, frame) = drawn.split_at(start);
    let Some((before, after)) = frame.split_once(&format!("{place}:{number}:")) else {
        return drawn.to_owned();
    };
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    match DiagnosticDocument::of(found, Secrets::Masked).origin.column {
        Some(column) => format!("{title}{before}{place}:{number}:{column}{rest}"),
        None => format!("{title}{before}{place}{rest}"),
    }
}

fn help(found: &Diagnostic, style: &Style) -> String {
    let mut text = style.secrets.text(&found.help);
    if let Some(fix) = &found.fix {
        let value = fix.value.as_ref().map(|value| style.secrets.value(value));
        let change = match value {
            Some(value) => format!("{}={}", fix.variable, shell_words::quote(&value)),
            None => format!("unset {}", fix.variable),
        };
        if !text.contains(&change) {
            let word = if fix.applicability == Applicability::Safe { "fix" } else { "perhaps" };
            text = format!("{text}\n{word}: {change}");
        }
    }
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// The line that is shown, with the offending part.
struct Line {
    text: String,
    range: Range<usize>,
}

impl Line {
    fn of(found: &Diagnostic, style: &Style) -> Self {
        let raw = found.value.expose();
        let value = style.secrets.value(&found.value);
        let range = if found.range.is_empty() { 0..raw.len() } else { found.range.clone() };
        let range = if value == raw { range } else { moved(raw, &value, range) };
        if found.at_name {
            let name = safe(&found.variable);
            let text = format!("{name}={}", shortened_end(&safe(&value)));
            return Self { range: 0..name.len(), text };
        }
        let prefix = if found.variable.is_empty() { String::new() } else { format!("{}=", found.variable) };
        let [before, within, after] = cut(&value, range);
        let (before, after) = (shortened_start(&safe(before)), shortened_end(&safe(after)));
        let within = shortened_middle(&safe(within));
        let start = prefix.len() + before.len();
        let end = start + within.len();
        // A caret needs something to stand under.
        let text = format!("{}{before}{within}{after}", safe(&prefix));
        Self { range: start..end.max(start + usize::from(end < text.len())), text }
    }
}

/// Where a part of a value stands once credentials are masked: the same words at the same turn, else
/// the whole value.
fn moved(raw: &str, masked: &str, range: Range<usize>) -> Range<usize> {
    let part = raw.get(range.clone()).unwrap_or_default();
    let turn = raw.get(..range.start).unwrap_or_default().matches(part).count();
    let same = masked.match_indices(part).nth(turn).filter(|_| !part.is_empty());
    same.map_or(0..masked.len(), |(start, _)| start..start + part.len())
}

fn cut(value: &str, range: Range<usize>) -> [&str; 3] {
    match (value.get(..range.start), value.get(range.clone()), value.get(range.end..)) {
        (Some(before), Some(within), Some(after)) => [before, within, after],
        _ => ["", value, ""],
    }
}

fn shortened_start(text: &str) -> String {
    let count = text.chars().count();
    if count <= AROUND {
        text.to_owned()
    } else {
        format!("…{}", text.chars().skip(count - AROUND).collect::<String>())
    }
}

fn shortened_end(text: &str) -> String {
    if text.chars().count() <= AROUND {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(AROUND).collect::<String>())
    }
}

fn shortened_middle(text: &str) -> String {
    let count = text.chars().count();
    if count <= 2 * AROUND {
        return text.to_owned();
    }
    let (start, end): (String, String) =
        (text.chars().take(AROUND).collect(), text.chars().skip(count - AROUND).collect());
    format!("{start}…{end}")
}
