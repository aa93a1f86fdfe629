//! Text that only running would tell about: never guessed, but looked at for the names in it.

use std::sync::Arc;

use super::super::syntax::Simple;
use super::super::text::Text;
use super::Evaluator;
use super::frame::Flow;
use crate::source::startup::opaque::Names;
use crate::source::startup::script::Script;
use crate::source::startup::{Place, Reading, RemarkKind};

/// Files that are looked for in one text at most.
const MAX_FILES: usize = 20;

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
        for (_, name) in Names::SET.in_text(text) {
            self.forget(&name, source, place.clone());
        }
        let files: Vec<String> = self.files_in(text).into_iter().chain(self.inputs.iter().cloned()).collect();
        for file in files {
            if let Reading::Text(text) = self.tree.read(&file) {
                let script = Script::new(&file, text.clone());
                for (at, name) in Names::SET.in_text(&text) {
                    let place = script.place_of(at, &name);
                    self.forget(&name, source, place);
                }
            }
        }
    }

    /// Forgets every name that the rest of a file assigns.
    pub(super) fn forget_names(&mut self, rest: &str, script: &Arc<Script>, from: u32) {
        for (at, name) in Names::SET.in_text(rest) {
            let place = script.place_of(from as usize + at, &name);
            self.forget(&name, "text that nests too deep", place);
        }
    }

    /// The files that a text names: words with a `/` or a dot before it, home and `$HOME` written out.
    pub(super) fn files_in(&self, text: &str) -> Vec<String> {
        let ends = |c: char| c.is_whitespace() || ";&|<>()`'\"{}".contains(c);
        let words = text.split(ends).map(|word| word.trim_start_matches('$'));
        let home = self.start.home();
        let mut files = vec![];
        // `"$HOME"/x` falls apart at the quote, `$HOME/x` does not.
        for word in words.filter(|word| word.contains(['/', '.'])).take(MAX_FILES) {
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
