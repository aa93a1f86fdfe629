//! Findings drawn as source frames: the place that set the value, carets under the offending part.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::super::document::{DiagnosticDocument, OriginDocument};
use super::super::{Secrets, safe};
use super::style::Style;
use crate::rules::{Applicability, Diagnostic, Related, Severity};
use crate::source::{Origin, Value};

/// Characters shown on either side of the offending part of a long value.
const AROUND: usize = 60;

/// Characters of a change that is shown in full; longer ones are for programs.
const MAX_CHANGE_CHARS: usize = 1000;

/// Draws the findings, the worst first, with a blank line between them.
pub(super) fn draw(found: &[Diagnostic], style: &Style) -> String {
    let mut shown: Vec<&Diagnostic> =
        found.iter().filter(|found| style.verbose || found.severity != Severity::Info).collect();
    shown.sort_by_key(|found| std::cmp::Reverse(found.severity));
    let frames: Vec<String> = shown.into_iter().map(|found| frame(found, style)).collect();
    frames.join("\n\n")
}

fn frame(found: &Diagnostic, style: &Style) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = safe(&style.secrets.text(&found.message));
    let mut group = Group::with_title(level.primary_title(title).id(found.rule.slug));
    let document = DiagnosticDocument::of(found, Secrets::Masked);
    let mut places = vec![Place::of(&found.origin, document.origin.column, style)];
    group = group.element(snippet(
        Line::of(&Shown::primary(found), style),
        &found.origin,
        AnnotationKind::Primary,
        (&found.label, style),
    ));
    for (related, document) in found.related.iter().zip(&document.related) {
        places.push(Place::of(&related.origin, document.origin.column, style));
        group = group.element(snippet(
            Line::of(&Shown::related(related), style),
            &related.origin,
            AnnotationKind::Context,
            (&related.label, style),
        ));
    }
    for note in &found.notes {
        group = group.element(Level::NOTE.message(safe(&style.secrets.text(note))));
    }
    group = group.element(Level::HELP.message(help(found, style)));
    let renderer = if style.colored { Renderer::styled() } else { Renderer::plain() };
    placed(&renderer.render(&[group]), &places)
}

/// One line with one annotation.
fn snippet<'a>(
    line: Line,
    origin: &Origin,
    kind: AnnotationKind,
    (label, style): (&str, &Style),
) -> Snippet<'a, Annotation<'a>> {
    let place = Place::of(origin, None, style);
    Snippet::source(line.text)
        .line_start(place.number)
        .line_numbering(origin.place.is_some())
        .path(place.path)
        .annotation(kind.span(line.range).label(safe(&style.secrets.text(label))))
}

/// Where a line stands, and the true column of the part that matters.
struct Place {
    path: String,
    number: usize,
    column: Option<u32>,
}

impl Place {
    fn of(origin: &Origin, column: Option<u32>, style: &Style) -> Self {
        let path = style.place(&OriginDocument { line: None, ..OriginDocument::of(origin) });
        Self { path, number: origin.line().map_or(1, |line| line as usize), column }
    }
}

/// Puts the true positions after the places: lines are drawn without what stands around the value in
/// a paste, and a value that stands in no file has no position at all.
fn placed(drawn: &str, places: &[Place]) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut rest = drawn;
    for (Place { path, number, column }, arrow) in
        places.iter().zip(["-->"].into_iter().chain(std::iter::repeat(":::")))
    {
        let (before, frame) = rest.split_at(rest.find(arrow).unwrap_or(rest.len()));
        out.push_str(before);
        rest = frame;
        let Some((start, after)) = frame.split_once(&format!("{path}:{number}:")) else { continue };
        out.push_str(start);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        match column {
            Some(column) => out.push_str(&format!("{path}:{number}:{column}")),
            None => out.push_str(path),
        }
    }
    out + rest
}

fn help(found: &Diagnostic, style: &Style) -> String {
    let mut text = style.secrets.text(&found.help);
    if let Some(fix) = &found.fix {
        let value = fix.value().map(|value| style.secrets.value(value));
        let change = match value {
            Some(value) => format!("{}={}", fix.variable(), shell_words::quote(&value)),
            None => format!("unset {}", fix.variable()),
        };
        if !text.contains(&change) {
            let word = if fix.applicability() == Applicability::Safe { "fix" } else { "perhaps" };
            let length = change.chars().count();
            text = if length > MAX_CHANGE_CHARS {
                format!(
                    "{text}\n{word}: {} with a new value ({length} characters; --format json has them)",
                    fix.title()
                )
            } else {
                format!("{text}\n{word}: {change}")
            };
        }
    }
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// What is shown of a place: a variable's value, or a line of a file.
struct Shown<'a> {
    variable: &'a str,
    value: &'a Value,
    range: Range<usize>,
    at_name: bool,
}

impl<'a> Shown<'a> {
    fn primary(found: &'a Diagnostic) -> Self {
        let Diagnostic { variable, value, range, at_name, .. } = found;
        Self { variable, value, range: range.clone(), at_name: *at_name }
    }

    fn related(related: &'a Related) -> Self {
        let Related { variable, value, range, .. } = related;
        Self { variable, value, range: range.clone(), at_name: false }
    }
}

/// The line that is shown, with the part that matters.
struct Line {
    text: String,
    range: Range<usize>,
}

impl Line {
    fn of(shown: &Shown<'_>, style: &Style) -> Self {
        let raw = shown.value.expose();
        let value = style.secrets.value(shown.value);
        let range = if shown.range.is_empty() { 0..raw.len() } else { shown.range.clone() };
        let range = if value == raw { range } else { moved(raw, &value, range) };
        if shown.at_name {
            let name = safe(shown.variable);
            let text = format!("{name}={}", shortened_end(&safe(&value)));
            return Self { range: 0..name.len(), text };
        }
        let is_line = shown.variable.is_empty();
        let prefix = if is_line { String::new() } else { format!("{}=", shown.variable) };
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

/// Where a part of a value stands once credentials are masked: the same words at the same occurrence, else
/// the whole value.
fn moved(raw: &str, masked: &str, range: Range<usize>) -> Range<usize> {
    let part = raw.get(range.clone()).unwrap_or_default();
    let occurrence = raw.get(..range.start).unwrap_or_default().matches(part).count();
    let same = masked.match_indices(part).nth(occurrence).filter(|_| !part.is_empty());
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
