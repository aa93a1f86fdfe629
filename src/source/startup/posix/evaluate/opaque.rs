//! Text that only running would tell about: never guessed, but looked at for the names in it.

use std::rc::Rc;

use super::super::script::Script;
use super::super::state::Text;
use super::super::syntax::{Simple, is_name};
use super::Evaluator;
use super::flow::Flow;
use crate::source::startup::{Place, Reading, RemarkKind};

/// Names that are forgotten for one text at most.
const MOST_NAMES: usize = 10_000;

/// Files that are looked for in one text at most.
const MOST_FILES: usize = 20;

impl Evaluator<'_> {
    /// `eval …`: whatever it names is no longer known.
    pub(super) fn eval(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        let text: Vec<&str> = arguments.iter().map(|text| text.text.as_str()).collect();
        let text = text.join(" ");
        let place = self.line_place(&simple.span);
        let source = self.text_of(&simple.span).to_owned();
        let is_known = arguments.iter().all(|text| !text.knowledge.is_unknown());
        self.forget_named(if is_known { &text } else { &source }, &source, &place);
        self.status = self.unknown_status(simple);
        self.remark(RemarkKind::Opaque { source }, place);
        Flow::Next
    }

    /// A command that could set anything: the names in its text, and those in the files it names, are no
    /// longer known.
    pub(super) fn opaque(&mut self, simple: &Simple) {
        let source = self.text_of(&simple.span).to_owned();
        let place = self.line_place(&simple.span);
        self.opaque_names(&source, &place);
        self.status = self.unknown_status(simple);
    }

    /// Forgets the names in a text and in the files that it names.
    pub(super) fn opaque_names(&mut self, source: &str, place: &Place) {
        self.forget_named(source, source, place);
        self.remark(RemarkKind::Opaque { source: source.to_owned() }, place.clone());
    }

    fn forget_named(&mut self, text: &str, source: &str, place: &Place) {
        for (name, _) in assigned_names(text) {
            self.forget(&name, source, place.clone());
        }
        let files: Vec<String> = self.files_in(text).into_iter().chain(self.inputs.iter().cloned()).collect();
        for file in files {
            if let Reading::Text(text) = self.tree.read(&file) {
                let script = Script::new(&file, text.clone());
                for (name, at) in assigned_names(&text) {
                    let end = at.saturating_add(u32::try_from(name.len()).unwrap_or(0));
                    self.forget(&name, source, script.place(at, end));
                }
            }
        }
    }

    /// Forgets every name that the rest of a file assigns.
    pub(super) fn forget_names(&mut self, rest: &str, script: &Rc<Script>, from: u32) {
        for (name, at) in assigned_names(rest) {
            let start = from.saturating_add(at);
            let end = start.saturating_add(u32::try_from(name.len()).unwrap_or(0));
            self.forget(&name, "text that nests too deep", script.place(start, end));
        }
    }

    /// The files that a text names: words with a `/` or a dot in front, home and `$HOME` written out.
    pub(super) fn files_in(&self, text: &str) -> Vec<String> {
        let ends = |c: char| c.is_whitespace() || ";&|<>()`'\"{}".contains(c);
        let words = text.split(ends).map(|word| word.trim_start_matches('$'));
        let home = self.start.home();
        let mut files = vec![];
        // `"$HOME"/x` falls apart at the quote, `$HOME/x` does not.
        for word in words.filter(|word| word.contains(['/', '.'])).take(MOST_FILES) {
            let path = match word {
                word if word.starts_with("~/") => word.replacen('~', home, 1),
                word if word.starts_with("HOME/") => word.replacen("HOME", home, 1),
                word => word.to_owned(),
            };
            if let Some(path) = self.resolve(&path)
                && matches!(self.tree.read(&path), Reading::Text(_))
            {
                files.push(path);
            }
        }
        files
    }
}

/// The names in front of `=` in a text.
pub(super) fn names_assigned(text: &str) -> Vec<String> {
    assigned_names(text).into_iter().map(|(name, _)| name).collect()
}

/// The names in front of `=` in a text, with their offsets in bytes.
fn assigned_names(text: &str) -> Vec<(String, u32)> {
    let mut found = vec![];
    let mut at = 0usize;
    for piece in text.split_inclusive('=') {
        let before = piece.strip_suffix('=').unwrap_or_default();
        let before = before.strip_suffix('+').unwrap_or(before);
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |index| {
            index + before.get(index..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let name = before.get(start..).unwrap_or_default();
        if is_name(name) && found.len() < MOST_NAMES {
            found.push((name.to_owned(), u32::try_from(at + start).unwrap_or(u32::MAX)));
        }
        at += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assigned_names_stand_before_equals_signs() {
        let names = assigned_names("export A=1 'B+=x' --c=d\n1=2 é=3 E=");
        let names: Vec<_> = names.iter().map(|(name, at)| (name.as_str(), *at)).collect();
        assert_eq!(names, [("A", 7), ("B", 12), ("c", 20), ("E", 33)]);
    }
}
