//! Walks over the lines of a paste and collects the runs of variables.

use super::entry::{ListedVariable, Run, span};
use super::lines::{Lines, Mode, Opening};
use super::note::{Form, NoteKind};
use super::quoted::{self, Quoting};
use super::wrapper::{self, Boundary};
use super::{answers::answers, escape, json, names};
use crate::go::GoVersion;
use crate::source::Certainty;

/// The runs of a text, in order, and the Go version that lines around them name.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) runs: Vec<Run>,
    pub(super) version: Option<GoVersion>,
}

/// Reads a text, as go's own output if it is nothing else.
pub(super) fn scan(text: &str) -> Scan {
    let lines = Lines::new(text);
    let quoting = quoting_of(text);
    strict(&lines, quoting).unwrap_or_else(|| lenient(&lines.into_lenient(), quoting))
}

/// Reads a text that is go's own output and nothing else; `None`: it is not.
fn strict(lines: &Lines<'_>, quoting: Quoting) -> Option<Scan> {
    let mut run = Run::default();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let open = Opening::at(line, index, Mode::Strict).filter(|open| !open.is_set)?;
        let (entry, taken) = quoted_value(lines, &open, quoting)?;
        let same_form = run.entries.first().is_none_or(|first| first.form == entry.form);
        if !entry.is_whole() || !same_form {
            return None;
        }
        run.entries.push(entry);
        index += taken;
    }
    is_listing(&run).then(|| Scan { runs: vec![run], version: None })
}

/// Reads a text with anything around and between its listings.
fn lenient(lines: &Lines<'_>, quoting: Quoting) -> Scan {
    let mut walk = Walk { quoting, ..Walk::default() };
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if line.is_empty() {
            index += 1;
            continue;
        }
        index += walk.step(lines, line, index);
    }
    walk.end_run();
    Scan { runs: walk.runs, version: walk.version }
}

fn quoting_of(text: &str) -> Quoting {
    let system = ["GOHOSTOS='plan9'", "GOHOSTOS=‘plan9’"].iter().any(|line| text.contains(line));
    if system { Quoting::Plan9 } else { Quoting::Posix }
}

fn quoted_value(lines: &Lines<'_>, open: &Opening<'_>, quoting: Quoting) -> Option<(ListedVariable, usize)> {
    match open.value.chars().next()? {
        '"' => quoted::double(lines, open),
        '\'' => quoted::single(lines, open, quoting).or_else(|| plan9_line(lines, open, quoting)),
        '(' => quoted::list(open).map(|entry| (entry, 1)),
        _ => None,
    }
}

/// A line that only Plan 9 writes so, in an excerpt that does not name the system.
fn plan9_line(lines: &Lines<'_>, open: &Opening<'_>, quoting: Quoting) -> Option<(ListedVariable, usize)> {
    if quoting == Quoting::Plan9 {
        return None;
    }
    quoted::single(lines, open, Quoting::Plan9).filter(|(entry, taken)| *taken == 1 && entry.is_whole())
}

#[derive(Debug)]
struct Walk {
    runs: Vec<Run>,
    current: Run,
    version: Option<GoVersion>,
    quoting: Quoting,
}

impl Default for Walk {
    fn default() -> Self {
        Self { runs: Vec::new(), current: Run::default(), version: None, quoting: Quoting::Posix }
    }
}

impl Walk {
    /// Takes at least one line and says how many.
    fn step(&mut self, lines: &Lines<'_>, line: &str, index: usize) -> usize {
        if let Some((entries, taken)) = self.variables(lines, line, index) {
            for entry in entries {
                self.push(entry);
            }
            return taken;
        }
        match lines.boundary(index) {
            Some(boundary) => self.boundary(lines, index, &boundary),
            None => {
                if !line.trim().trim_start_matches('>').is_empty() && !line.contains("stripping unprintable")
                {
                    self.stray(lines, index);
                }
                1
            }
        }
    }

    fn push(&mut self, entry: ListedVariable) {
        if self.current.entries.last().is_some_and(|last| last.form != entry.form) {
            self.end_run();
        }
        self.current.entries.push(entry);
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.current);
        if is_listing(&run) {
            self.runs.push(run);
        }
    }

    /// A line that is none of ours. Between two `set` lines it may be the rest of a value.
    fn stray(&mut self, lines: &Lines<'_>, index: usize) {
        let next_is_set = (index + 1..lines.len().min(index + 3))
            .filter_map(|next| lines.get(next))
            .any(|next| Opening::at(next, 0, Mode::Lenient).is_some_and(|open| open.is_set));
        match self.current.entries.last_mut().filter(|last| last.form == Form::Windows) {
            Some(last) if next_is_set => last.doubt(NoteKind::AmbiguousLineBreak),
            _ => self.end_run(),
        }
    }

    fn boundary(&mut self, lines: &Lines<'_>, index: usize, boundary: &Boundary<'_>) -> usize {
        self.end_run();
        match boundary {
            Boundary::Markup => 1,
            Boundary::Version(version) => {
                self.version = Some(*version);
                1
            }
            Boundary::Command { arguments, prompt, version } => {
                self.version = version.or(self.version);
                let values = if *prompt { answers(lines, index, arguments) } else { Vec::new() };
                let taken = values.len() + 1;
                if !values.is_empty() {
                    self.runs.push(Run { entries: values, asked: true });
                }
                self.current.asked = true;
                taken
            }
        }
    }

    /// The variables that begin at a line, and how many lines they take.
    fn variables(&self, lines: &Lines<'_>, line: &str, index: usize) -> Option<(Vec<ListedVariable>, usize)> {
        let start = wrapper::prefix_length(line);
        let straight = typographic(line, start);
        let text = straight.as_deref().unwrap_or(line);
        if text.get(start..)?.starts_with(['"', '{']) {
            let mut entries = json::pairs(text, start, index)?;
            entries.iter_mut().for_each(|entry| mark(entry, lines, straight.is_some()));
            return Some((entries, 1));
        }
        let mut open = Opening::at(text, index, Mode::Lenient)?;
        open.can_continue = straight.is_none();
        let (mut entry, taken) = if open.is_set {
            (set_line(&open), 1)
        } else {
            quoted_value(lines, &open, self.quoting).or_else(|| bare_line(&open).map(|entry| (entry, 1)))?
        };
        mark(&mut entry, lines, straight.is_some());
        Some((vec![entry], taken))
    }
}

/// The line with plain quotes, where the quotes around its value or name are typographic.
fn typographic(line: &str, start: usize) -> Option<String> {
    let body = line.get(start..)?;
    let quote = names::split_assignment(body).map_or(body, |(_, value)| value);
    let turned = quote.starts_with(escape::is_typographic) || quote.starts_with("{“");
    turned.then(|| escape::straighten(line))
}

/// Notes what was done to a line. Decoding moves columns, so the span becomes the rest of the line.
fn mark(entry: &mut ListedVariable, lines: &Lines<'_>, straightened: bool) {
    let index = (entry.span.line as usize).saturating_sub(1);
    if let Some(encoded) = lines.encoded(index) {
        let start = encoded.find('=').map_or(0, |at| at + 1);
        let (before, after) = encoded.split_at_checked(start).unwrap_or((encoded, ""));
        entry.span = span(index, before, after);
        entry.doubt(NoteKind::HtmlEntities);
    }
    if straightened {
        entry.doubt(NoteKind::TypographicQuotes);
    }
}

/// `set NAME=value`: the whole rest of the line, spaces included. Escapes are undone once the version is known.
fn set_line(open: &Opening<'_>) -> ListedVariable {
    let line = open.value.strip_suffix('\r').unwrap_or(open.value);
    let value = match line.find("</") {
        Some(at) if wrapper::is_trailer(line.get(at..).unwrap_or("")) => line.get(..at).unwrap_or(line),
        _ => line,
    };
    ListedVariable::new(
        open.name,
        value.to_owned(),
        Form::Windows,
        span(open.index, open.before_value(0), value),
    )
}

/// `NAME=value` as editors log it. `NAME=value command` of a shell is none.
fn bare_line(open: &Opening<'_>) -> Option<ListedVariable> {
    let value = open.value.trim_end();
    if !names::is_known(open.name) || value.starts_with(['"', '\'', '(']) {
        return None;
    }
    let mut entry = ListedVariable::new(
        open.name,
        value.to_owned(),
        Form::Bare,
        span(open.index, open.before_value(0), value),
    );
    entry.certainty = Certainty::Likely;
    Some(entry)
}

/// The fewest lines without any quotes that are taken for a listing.
const LEAST_BARE: usize = 3;

/// Whether neighbouring lines are `go env` output and not a shell's or a file's assignments.
fn is_listing(run: &Run) -> bool {
    let is_bare = run.entries.first().is_some_and(|entry| entry.form == Form::Bare);
    if is_bare {
        return run.entries.len() >= LEAST_BARE;
    }
    run.entries.iter().any(|entry| names::is_known(&entry.name) && (run.asked || entry.is_whole()))
}
