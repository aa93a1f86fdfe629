//! `env --contexts` and `env --shell`: which context sees which value.

use super::super::document::{
    CertaintyDocument, ContextDocument, ContextVariableDocument, ContextsDocument, PlaceDocument,
    StateDocument,
};
use super::super::safe;
use super::style::{Style, careful, faint, pad, shorten, strong, width};
use crate::source::context::{ContextKind, HiddenFile, Reason, Survey};
use crate::source::startup::Place;

/// The longest value that is shown in full, in characters.
const MAX_VALUE_CHARS: usize = 60;

/// Renders the matrix: a line a variable, a column a context, a letter a value.
pub fn contexts(
    document: &ContextsDocument,
    survey: Option<&Survey>,
    reasons: &[Reason],
    style: &Style,
) -> String {
    let Some(survey) = survey else {
        return "HOME or SHELL is not set here, so it is unknown which start-up files other contexts read; \
            ask for one with --shell and --mode\n"
            .to_owned();
    };
    let style = &Style { home: Some(survey.home.clone()), ..style.clone() };
    let mut out = format!(
        "{}\n\n",
        faint(&format!("what a program finds, by how it is started; login shell {}", survey.shell.name()))
    );
    let names = interesting(document);
    if names.is_empty() {
        return out + "no context sets a variable that Go reads\n";
    }
    let is_own = document.contexts.first().is_some_and(|first| first.id == "process");
    let titles: Vec<&str> = is_own
        .then_some("process")
        .into_iter()
        .chain(survey.contexts.iter().map(|context| context.kind.title()))
        .chain(survey.directory.iter().map(|context| context.kind.title()))
        .collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    out.push_str(&format!("{}  {}\n", " ".repeat(widest), titles.join("  ")));
    let mut legend = Legend::default();
    for name in &names {
        let mut line = pad(name, widest);
        for (context, title) in document.contexts.iter().zip(&titles) {
            let cell =
                context.variables.get(*name).map(|variable| legend.cell(name, variable)).unwrap_or_default();
            let differs = context.variables.get(*name).map(of)
                != document.contexts.first().and_then(|first| first.variables.get(*name)).map(of);
            let text = pad(&cell, width(title));
            let text = if differs { careful(&text).to_string() } else { text };
            line.push_str(&format!("  {text}"));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
    out.push_str(&legend.render(style));
    out.push_str(&why(reasons, &survey.hidden, style));
    let all: Vec<&str> = first_names(document);
    for (line, name) in survey.ignored(&all) {
        let place = format!("{}:{}", style.path(&line.place.path_text()), line.place.line());
        out.push_str(&format!("\n{} at {place} is not set\n  {}\n", strong(&name), line.why.phrase()));
    }
    out
}

/// Every variable that is reported.
fn first_names(document: &ContextsDocument) -> Vec<&str> {
    let first = document.contexts.first();
    first.into_iter().flat_map(|first| first.variables.keys().map(String::as_str)).collect()
}

/// What makes two cells the same.
fn of(variable: &ContextVariableDocument) -> (StateDocument, Option<&str>) {
    (variable.state, variable.value.as_deref())
}

fn interesting(document: &ContextsDocument) -> Vec<&str> {
    let Some(first) = document.contexts.first() else { return vec![] };
    let is_there = |name: &&String| {
        let mut all = document.contexts.iter().filter_map(|context| context.variables.get(*name));
        all.any(is_worth_a_line)
    };
    first.variables.keys().filter(is_there).map(String::as_str).collect()
}

/// Whether there is anything to say of a variable.
fn is_worth_a_line(variable: &ContextVariableDocument) -> bool {
    variable.state != StateDocument::Unset
        || variable.origin.is_some()
        || variable.certainty != CertaintyDocument::Certain
}

/// Values and the letters that stand for them.
#[derive(Debug, Default)]
struct Legend<'a> {
    entries: Vec<(&'a str, &'a ContextVariableDocument)>,
}

impl<'a> Legend<'a> {
    fn cell(&mut self, name: &'a str, variable: &'a ContextVariableDocument) -> String {
        let doubt = match variable.certainty {
            CertaintyDocument::Certain => "",
            CertaintyDocument::Conditional | CertaintyDocument::Unknown => "?",
        };
        if variable.state == StateDocument::Unset {
            return format!("-{doubt}");
        }
        let same = |(known, entry): &(&str, &ContextVariableDocument)| {
            let differ = |one: bool, two: bool, differ: bool| one && two && differ;
            let (origin, condition) = (&entry.origin, &entry.condition);
            let apart = differ(origin.is_some(), variable.origin.is_some(), *origin != variable.origin)
                || differ(
                    condition.is_some(),
                    variable.condition.is_some(),
                    *condition != variable.condition,
                );
            *known == name && of(entry) == of(variable) && !apart
        };
        let index = self.entries.iter().position(same).unwrap_or_else(|| {
            self.entries.push((name, variable));
            self.entries.len() - 1
        });
        // What one context only inherits, another may show the place of, or the test it hangs on.
        if let Some((_, entry)) = self.entries.get_mut(index)
            && (entry.origin.is_none() || entry.condition.is_none() && variable.condition.is_some())
        {
            *entry = variable;
        }
        format!("{}{doubt}", letter(index))
    }

    fn render(&self, style: &Style) -> String {
        let mut out = String::new();
        let values: Vec<String> = self.entries.iter().map(|(_, variable)| shown(variable)).collect();
        let widest = values.iter().map(|value| width(value)).max().unwrap_or(0);
        for (index, ((_, variable), value)) in self.entries.iter().zip(&values).enumerate() {
            let place = variable.origin.as_ref().map_or(String::new(), |place| place_text(place, style));
            let line = format!("  {}  {}  {place}", strong(&letter(index)), pad(value, widest));
            out.push_str(line.trim_end());
            out.push('\n');
            out.push_str(&doubts(variable, 5, style));
        }
        out.push_str(&format!(
            "  {}\n",
            faint("-  not set     ?  depends on something that the files do not decide")
        ));
        out
    }
}

/// What a variable hangs on, and what else it could be, a line each.
fn doubts(variable: &ContextVariableDocument, indent: usize, style: &Style) -> String {
    let indent = " ".repeat(indent);
    let mut out = String::new();
    if let Some(condition) = condition(variable) {
        out.push_str(&format!("{indent}{}\n", faint(&condition)));
    }
    for other in &variable.alternatives {
        let value = other
            .value
            .as_deref()
            .map_or("not set".to_owned(), |value| shorten(&safe(value), MAX_VALUE_CHARS));
        let place =
            other.origin.as_ref().map_or(String::new(), |place| format!("  {}", place_text(place, style)));
        out.push_str(&format!("{indent}{}\n", faint(&format!("else {value}{place}"))));
    }
    out
}

/// `A` to `Z`, then `A1` …
fn letter(index: usize) -> String {
    let offset = u8::try_from(index % 26).unwrap_or(0);
    let letter = char::from(b'A' + offset);
    if index < 26 { letter.to_string() } else { format!("{letter}{}", index / 26) }
}

fn shown(variable: &ContextVariableDocument) -> String {
    match (&variable.state, variable.value.as_deref()) {
        (StateDocument::Unknown, _) => "(unknown)".to_owned(),
        (StateDocument::Unset, _) => "-".to_owned(),
        (StateDocument::Set, Some("") | None) => "(empty)".to_owned(),
        (StateDocument::Set, Some(value)) => shorten(&safe(value), MAX_VALUE_CHARS),
    }
}

fn condition(variable: &ContextVariableDocument) -> Option<String> {
    let text = variable.condition.as_deref()?.lines().next().unwrap_or_default();
    let text = shorten(&safe(text), 2 * MAX_VALUE_CHARS);
    Some(match variable.certainty {
        CertaintyDocument::Certain => return None,
        CertaintyDocument::Conditional => format!("if {text}"),
        CertaintyDocument::Unknown => format!("not known: {text}"),
    })
}

/// A place; below a root that was given, its path is as that machine has it.
fn place_text(place: &PlaceDocument, style: &Style) -> String {
    let root = if place.path.starts_with('/') { "" } else { "/" };
    format!("{}:{}", style.path(&format!("{root}{}", place.path)), place.line)
}

fn why(reasons: &[Reason], hidden: &[HiddenFile], style: &Style) -> String {
    let mut out = String::new();
    for reason in reasons {
        out.push_str(&because(reason, style));
    }
    for file in hidden.iter().filter(|file| !file.names.is_empty()) {
        let names: Vec<String> = file
            .names
            .iter()
            .map(|(name, place)| format!("{} (line {})", safe(name), place.line()))
            .collect();
        out.push_str(&format!(
            "\n{} is never read\n  bash reads only the first of ~/.bash_profile, ~/.bash_login and ~/.profile, and there is {}\n  \
             it would set {}\n",
            strong(&style.path(&file.path)),
            style.path(&file.behind),
            shorten(&names.join(", "), 2 * MAX_VALUE_CHARS)
        ));
    }
    out
}

/// Who has a variable from a place, and who has not, and why.
fn because(reason: &Reason, style: &Style) -> String {
    let place = |place: &Place| format!("{}:{}", style.path(&place.path_text()), place.line());
    let mut out = format!("\n{} at {}\n", strong(&reason.variable), place(&reason.place));
    let mut line = |head: &str, kinds: &[ContextKind], why: &str| {
        if !kinds.is_empty() {
            out.push_str(&format!("  {head} {}{why}\n", phrases(kinds)));
        }
    };
    line("counts for", &reason.has, "");
    line("not for", &reason.misses, ": the file is not read there");
    line("not for", &reason.passes, ": reading ends before that line, or a test there says no");
    for (other, kinds) in &reason.replaced {
        line("not for", kinds, &format!(": {} comes later", place(other)));
    }
    if let Some(obstacle) = &reason.obstacle {
        out.push_str(&format!("  {}\n", style.paths_in(&safe(obstacle))));
    }
    out
}

fn phrases(kinds: &[ContextKind]) -> String {
    let phrases: Vec<&str> = kinds.iter().map(|kind| kind.phrase()).collect();
    match phrases.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Renders one context of somebody with this home: every variable that it has, or that its files touch.
pub fn context(document: &ContextDocument, home: &str, style: &Style) -> String {
    let style = &Style { home: Some(home.to_owned()), ..style.clone() };
    let mut out = format!("{}\n\n", faint(&safe(&document.id)));
    let there: Vec<(&String, &ContextVariableDocument)> =
        document.variables.iter().filter(|(_, variable)| is_worth_a_line(variable)).collect();
    let names = there.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let values = there.iter().map(|(_, variable)| width(&shown(variable))).max().unwrap_or(0);
    for (name, variable) in &there {
        let place = match &variable.origin {
            Some(place) if variable.state == StateDocument::Unset => {
                format!("taken away at {}", place_text(place, style))
            }
            Some(place) => place_text(place, style),
            None => "as it was given to the shell".to_owned(),
        };
        let value = pad(&shown(variable), values);
        out.push_str(&format!("{}  {value}  {place}\n", strong(&pad(name, names))));
        out.push_str(&doubts(variable, names + 2, style));
    }
    if there.is_empty() {
        out.push_str("sets no variable that Go reads\n");
    }
    let root = |path: &str| if path.starts_with('/') { "" } else { "/" };
    let file = |path: &str| style.path(&format!("{}{path}", root(path)));
    let files: Vec<String> = document.files.iter().map(|read| file(&read.path)).collect();
    let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
    out.push_str(&format!("\n{} {}\n", faint("files read:"), files));
    out
}
