//! `cd`: the working directory, and PWD and OLDPWD with it.

use super::super::syntax::Simple;
use super::super::text::Text;
use super::Evaluator;
use super::frame::Flow;
use crate::source::startup::Presence;
use crate::source::startup::path::cleaned;

impl Evaluator<'_> {
    /// Mirrors `cd -L`, the default of all these shells: `..` takes a name away, whatever links there are.
    pub(super) fn change_directory(&mut self, simple: &Simple, arguments: &[Text]) -> Flow {
        let path = self.destination(arguments);
        let presence = path.as_deref().map(|path| self.tree.presence(path));
        let place = self.line_place(&simple.span);
        let text = self.text_of(&simple.span).to_owned();
        let before = self.scalar_of("PWD").unwrap_or_else(|| Text::certain(self.start.home()));
        match (path, presence) {
            (Some(path), Some(Presence::Directory)) => {
                // Neither of the two can be read-only here, so nothing is lost.
                let _ = self.assign("OLDPWD", before, place.clone());
                let _ = self.assign("PWD", Text::certain(cleaned(&path)), place);
                self.ends(0)
            }
            (_, Some(Presence::Missing | Presence::File { .. })) => self.ends(1),
            _ => {
                let _ = self.assign("OLDPWD", Text::unknown(&text), place.clone());
                let _ = self.assign("PWD", Text::unknown(&text), place);
                self.unsure(simple)
            }
        }
    }

    /// Where it goes; `None` where only running it tells.
    fn destination(&self, arguments: &[Text]) -> Option<String> {
        let mut words = vec![];
        for argument in arguments {
            match argument.text.as_str() {
                "--" | "-L" if words.is_empty() => {}
                text if text.starts_with('-') && text != "-" => return None,
                _ => words.push(argument),
            }
        }
        match words.as_slice() {
            [] => Some(self.start.home().to_owned()),
            [word] if word.knowledge.is_unknown() => None,
            [word] if word.text == "-" => {
                let old = self.scalar_of("OLDPWD")?;
                (!old.knowledge.is_unknown() && old.text.starts_with('/')).then_some(old.text)
            }
            [word] if self.searches_elsewhere(&word.text) => None,
            [word] => self.resolve(&word.text),
            _ => None,
        }
    }

    /// Whether CDPATH may lead a path to another directory.
    fn searches_elsewhere(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or(path);
        let has_list =
            self.scalar_of("CDPATH").is_some_and(|list| list.knowledge.is_unknown() || !list.text.is_empty());
        has_list && !matches!(first, "" | "." | "..")
    }
}
