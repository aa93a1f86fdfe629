//! `-f`, `-d`, `-e` and the other questions about files.

use super::expression::{Expression, is_operator};
use super::glyph::Word;
use super::machine::Machine;
use crate::source::startup::{Presence, file_test};

/// The letters that ask yes or no.
const TESTS: &str = "erwxfdzoplstSXLbcugkmK";

impl Expression<'_, '_> {
    /// A file test whose letters have been read: `1`, `0`, or `None` where the tree does not tell.
    ///
    /// # Errors
    /// Letters that are no test, or no file after them.
    pub(super) fn file_test(
        &mut self,
        letters: &Word,
        skips: bool,
        is_pattern: bool,
    ) -> Result<Option<String>, String> {
        let letters = letters.text();
        let letters = letters.strip_prefix('-').unwrap_or(&letters);
        let asks_value = letters.contains(|letter| !TESTS.contains(letter));
        let file = self.next_word().filter(|file| !is_operator(file));
        let Some(file) = file else { return Err("missing file name".into()) };
        if skips {
            return Ok(Some(String::new()));
        }
        let Some(path) = self.text(&file, is_pattern)? else { return Ok(None) };
        if path.is_empty() && !letters.contains(['r', 'w', 'x', 'X', 't']) {
            return Err("missing file name".into());
        }
        if asks_value {
            let is_missing = self.machine.at(&path) == Presence::Missing;
            return Ok((is_missing && !letters.ends_with('F')).then(|| "-1".to_owned()));
        }
        let mut answer = Some(true);
        for letter in letters.chars() {
            match self.machine.asks(letter, &path) {
                Some(true) => {}
                Some(false) => return Ok(Some("0".into())),
                None => answer = None,
            }
        }
        Ok(answer.map(|_| "1".to_owned()))
    }
}

impl Machine<'_> {
    /// What stands at a path.
    pub(super) fn at(&self, path: &str) -> Presence {
        match self.absolute(path) {
            Some(path) if !path.is_empty() => self.tree.presence(&path),
            _ => Presence::Untold,
        }
    }

    /// Whether a test holds of a path; `None`: the tree does not tell.
    fn asks(&self, letter: char, path: &str) -> Option<bool> {
        if letter == 'X' {
            return self.is_command(path);
        }
        if letter == 't' {
            return None;
        }
        if path.is_empty() {
            return Some(false);
        }
        let found = self.at(path);
        match letter {
            'z' => file_test::holds('s', found).map(|holds| !holds && found != Presence::Missing),
            letter => file_test::holds(letter, found),
        }
    }

    /// Whether a name is a command: built in, or a program on the path.
    fn is_command(&self, name: &str) -> Option<bool> {
        if super::builtin::is_builtin(name) {
            return Some(true);
        }
        let path = self.variables.shell.get("path").filter(|path| path.knowledge.is_certain())?;
        let mut answer = Some(false);
        for directory in &path.words {
            match self.at(&format!("{directory}/{name}")) {
                Presence::File { is_executable: true, .. } => return Some(true),
                Presence::Untold => answer = None,
                _ => {}
            }
        }
        answer
    }
}
