//! The files that a `.envrc` is read with: the user's own, the functions of direnv, and `.env` files as bash
//! would read them.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{Content, Presence, ReadError, Stream, Tree};
use crate::source::env_file::direnv::{Line, Piece, lines};

/// Where the functions of direnv stand, in the tree that a `.envrc` is read with.
pub(super) const STDLIB: &str = "/.direnv-stdlib";

/// In front of the path of a `.env` file that is to be read as direnv reads it.
pub(super) const DOTENV: &str = "/.direnv-dotenv";

/// A tree with direnv's own files in it.
pub(super) struct EnvrcTree<'a> {
    /// The user's files.
    pub(super) tree: &'a dyn Tree,
    /// The text that runs first.
    pub(super) first: Arc<str>,
}

impl EnvrcTree<'_> {
    /// The `.env` file that a path of the reader's stands for. `None`: it is a file like any other.
    fn dotenv(path: &Path) -> Option<&Path> {
        path.to_str()?.strip_prefix(DOTENV).map(Path::new)
    }
}

impl Tree for EnvrcTree<'_> {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        if path == Path::new(STDLIB) {
            return Ok(Content::Text(self.first.clone()));
        }
        let Some(path) = Self::dotenv(path) else { return self.tree.content(path) };
        let text = self.tree.text(path)?;
        Ok(Content::Text(as_bash(&text).into()))
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        Ok(Box::new(Cursor::new(self.content(path)?)))
    }

    fn stat(&self, path: &Path) -> Presence {
        if path == Path::new(STDLIB) {
            return Presence::File { is_empty: false, is_executable: false };
        }
        self.tree.stat(Self::dotenv(path).unwrap_or(path))
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.tree.names(directory)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        self.tree.canonical(path)
    }
}

/// A `.env` file as assignments of bash, each name where it stood. A file that direnv refuses sets nothing.
fn as_bash(text: &str) -> String {
    let mut bash = String::new();
    let mut number = 1u32;
    for Line { name, number: line, indent, value, .. } in lines(text).unwrap_or_default() {
        // bash knows no such names, and go reads none.
        if name.starts_with(|c: char| c.is_ascii_digit()) || name.contains('.') {
            continue;
        }
        let parted_by = if number == line && !bash.is_empty() { ";" } else { "" };
        bash.push_str(parted_by);
        while number < line {
            bash.push('\n');
            number = number.saturating_add(1);
        }
        bash.extend(std::iter::repeat_n(' ', indent));
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
