//! The answer of `go env NAME…`: values without names, one a line.

use super::entry::{ListedVariable, span};
use super::lines::Lines;
use super::note::{Form, NoteKind};
use super::{names, wrapper};

/// The lines after `$ go env NAME…`, one a name.
pub(super) fn answers(lines: &Lines<'_>, index: usize, arguments: &str) -> Vec<ListedVariable> {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    if words.is_empty() || !words.iter().all(|word| names::is_known(word)) {
        return Vec::new();
    }
    let command = lines.get(index).unwrap_or("");
    let prefix =
        command.get(..command.len() - command.trim_start_matches([' ', '\t', '>']).len()).unwrap_or("");
    let mut entries = Vec::new();
    for (offset, name) in words.iter().enumerate() {
        let at = index + 1 + offset;
        let Some(line) = lines.get(at).filter(|line| is_answer(line)) else { return Vec::new() };
        let value = line.strip_prefix(prefix).unwrap_or(line);
        let value = value.strip_suffix('\r').unwrap_or(value);
        let before = line.get(..line.find(value).unwrap_or(0)).unwrap_or("");
        entries.push(ListedVariable::new(name, value.to_owned(), Form::Values, span(at, before, value)));
    }
    let ends =
        lines.get(index + 1 + words.len()).is_none_or(|next| next.trim().is_empty() || !is_answer(next));
    if !ends {
        entries.iter_mut().for_each(|entry| entry.doubt(NoteKind::AmbiguousLineBreak));
    }
    entries
}

fn is_answer(line: &str) -> bool {
    let prompt = ["$ ", "# ", "% ", "PS "].iter().any(|mark| line.trim_start().starts_with(mark));
    !prompt && !line.starts_with("go: ") && wrapper::boundary(line).is_none()
}
