//! The files that a `.envrc` is read with: the user's own, the functions of direnv, and `.env` files as bash
//! would read them.

use std::rc::Rc;

use crate::source::env_file::direnv::{Line, Piece, lines};
use crate::source::startup::{FileTree, Presence, Reading};

/// Where the functions of direnv stand, in the tree that a `.envrc` is read with.
pub(super) const STDLIB: &str = "/.direnv-stdlib";

/// In front of the path of a `.env` file that is to be read as direnv reads it.
pub(super) const DOTENV: &str = "/.direnv-dotenv";

/// A tree with direnv's own files in it.
pub(super) struct EnvrcTree<'a> {
    /// The user's files.
    pub(super) tree: &'a dyn FileTree,
    /// The text that runs first.
    pub(super) first: Rc<str>,
}

impl FileTree for EnvrcTree<'_> {
    fn read(&self, path: &str) -> Reading {
        if path == STDLIB {
            return Reading::Text(self.first.clone());
        }
        let Some(path) = path.strip_prefix(DOTENV) else { return self.tree.read(path) };
        match self.tree.read(path) {
            Reading::Text(text) => Reading::Text(as_bash(&text).into()),
            other => other,
        }
    }

    fn presence(&self, path: &str) -> Presence {
        if path == STDLIB {
            return Presence::File { is_empty: false, is_executable: false };
        }
        self.tree.presence(path.strip_prefix(DOTENV).unwrap_or(path))
    }

    fn list(&self, directory: &str) -> Vec<String> {
        self.tree.list(directory)
    }
}

/// A `.env` file as assignments of bash, each name where it stood. A file that direnv refuses sets nothing.
fn as_bash(text: &str) -> String {
    let mut bash = String::new();
    let mut number = 1u32;
    for Line { name, span, value } in lines(text).unwrap_or_default() {
        // bash knows no such names, and go reads none.
        if name.starts_with(|c: char| c.is_ascii_digit()) || name.contains('.') {
            continue;
        }
        let parted_by = if number == span.line && !bash.is_empty() { ";" } else { "" };
        bash.push_str(parted_by);
        while number < span.line {
            bash.push('\n');
            number = number.saturating_add(1);
        }
        let blanks = usize::try_from(span.column).unwrap_or(1).saturating_sub(1);
        bash.extend(std::iter::repeat_n(' ', blanks));
        bash.push_str(&name);
        bash.push('=');
        match value {
            Some(pieces) => pieces.iter().for_each(|piece| bash.push_str(&word(piece))),
            None => bash.push_str("$(direnv dotenv)"),
        }
    }
    bash.push('\n');
    bash
}

/// A part of a value as a part of a word of bash that stays on its line.
fn word(piece: &Piece) -> String {
    let quoted = |text: &str| {
        let quoted = text.replace('\'', "'\\''").replace('\n', "'$'\\n''").replace('\r', "'$'\\r''");
        format!("'{quoted}'")
    };
    match piece {
        Piece::Text(text) => quoted(text),
        Piece::Variable { name, default, is_own } => {
            let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && name.starts_with(|c: char| !c.is_ascii_digit());
            match (is_name, is_own) {
                (false, _) => quoted(default),
                (true, true) => format!("\"${{{name}-}}\""),
                (true, false) => format!("${{{name}:-{}}}", quoted(default)),
            }
        }
    }
}
