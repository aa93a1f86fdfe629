//! What one file declares, imports and names.

use std::collections::BTreeSet;

use super::tokens::{Token, tokens};

/// A name that a `use` line brings into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    /// As written: `["super", "quote", "Quoted"]`.
    pub(super) path: Vec<String>,
    /// What it is called here; `*` for everything.
    pub(super) name: String,
    /// Whether others may find it here: a re-export.
    pub(super) public: bool,
}

/// A file, without its tests.
#[derive(Debug, Default)]
pub(super) struct File {
    /// The modules that it declares in files of their own.
    pub(super) children: BTreeSet<String>,
    /// Modules that only tests see.
    pub(super) test_children: BTreeSet<String>,
    pub(super) imports: Vec<Import>,
    /// Paths in the code, of two names at least.
    pub(super) paths: Vec<Vec<String>>,
    /// The names in the code, methods and fields apart.
    pub(super) names: BTreeSet<String>,
}

impl File {
    /// Reads a source.
    pub(super) fn read(source: &str) -> Self {
        let mut reader = Reader { tokens: tokens(source), at: 0, file: Self::default() };
        while reader.at < reader.tokens.len() {
            reader.step();
        }
        reader.file
    }

    /// What a name means here, where a `use` line brings it in.
    pub(super) fn import(&self, name: &str) -> Option<&Import> {
        self.imports.iter().find(|import| import.name == name)
    }
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    file: File,
}

impl Reader {
    fn step(&mut self) {
        match self.tokens[self.at].clone() {
            Token::Sign('#') => self.attribute(),
            Token::Name(word) if word == "use" => self.import_line(),
            Token::Name(word) if word == "mod" && self.is_sign(2, ';') => {
                self.file.children.insert(self.name(1));
                self.at += 3;
            }
            Token::Name(_) => self.path(),
            _ => self.at += 1,
        }
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        self.tokens.get(self.at + ahead) == Some(&Token::Sign(sign))
    }

    fn name(&self, ahead: usize) -> String {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Name(name)) => name.clone(),
            _ => String::new(),
        }
    }

    /// Passes over an attribute, and with `#[cfg(test)]` over the item that it stands before.
    fn attribute(&mut self) {
        self.at += 1;
        let start = self.at;
        self.pass_group();
        let words = self.tokens[start..self.at].iter();
        let words: Vec<_> =
            words.filter_map(|t| if let Token::Name(n) = t { Some(n) } else { None }).collect();
        if words == ["cfg", "test"] {
            self.pass_item();
        }
    }

    /// Passes over one token, or all to the bracket that closes it.
    fn pass_group(&mut self) {
        let mut depth = 0;
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Sign('(' | '[' | '{') => depth += 1,
                Token::Sign(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth <= 0 {
                return;
            }
        }
    }

    fn pass_item(&mut self) {
        while self.is_sign(0, '#') {
            self.at += 1;
            self.pass_group();
        }
        if self.name(0) == "mod" && self.is_sign(2, ';') {
            self.file.test_children.insert(self.name(1));
        }
        let is_import = self.name(0) == "use";
        while self.at < self.tokens.len() {
            let (ends, block) = (self.is_sign(0, ';'), self.is_sign(0, '{'));
            self.pass_group();
            if ends || (block && !is_import) {
                return;
            }
        }
    }

    fn import_line(&mut self) {
        // `pub use`, `pub(super) use`.
        let before = self.at.checked_sub(1).map(|at| &self.tokens[at]);
        let public = before.is_some_and(|token| token.is_name("pub") || *token == Token::Sign(')'));
        self.at += 1;
        self.import_tree(&[], public);
    }

    /// One branch of a `use` line, to the sign after it.
    fn import_tree(&mut self, start: &[String], public: bool) {
        let mut path = start.to_vec();
        let mut renamed = None;
        while let Some(token) = self.tokens.get(self.at).cloned() {
            match token {
                Token::Name(word) if word == "as" => {
                    renamed = Some(self.name(1));
                    self.at += 1;
                }
                Token::Name(word) => path.push(word),
                Token::Sign('*') => path.push("*".to_owned()),
                Token::Sign('{') => return self.import_branches(&path, public),
                Token::Sign(_) => break,
                Token::Into => {}
            }
            self.at += 1;
        }
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = renamed.or_else(|| path.last().cloned()).unwrap_or_default();
        if path.len() > start.len() || !name.is_empty() {
            self.file.imports.push(Import { path, name, public });
        }
    }

    fn import_branches(&mut self, path: &[String], public: bool) {
        while !self.is_sign(0, '}') && self.at < self.tokens.len() {
            self.at += 1;
            if !self.is_sign(0, '}') {
                self.import_tree(path, public);
            }
        }
        self.at += 1;
    }

    fn path(&mut self) {
        let before = self.at.checked_sub(1).map(|at| self.tokens[at].clone());
        let mut path = vec![self.name(0)];
        self.at += 1;
        while self.tokens.get(self.at) == Some(&Token::Into) && !self.name(1).is_empty() {
            path.push(self.name(1));
            self.at += 2;
        }
        let is_member = before.is_some_and(|token| token == Token::Sign('.') || token.is_name("fn"));
        if !is_member {
            self.file.names.insert(path[0].clone());
            if path.len() > 1 {
                self.file.paths.push(path);
            }
        }
    }
}
