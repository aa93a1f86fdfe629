//! Text that only running would tell about: which names it may set, and the one kind of command whose
//! answer the tree itself gives.

use std::collections::BTreeSet;

use super::glyph::Word;
use super::machine::Machine;
use super::pattern::Pattern;
use super::variables::Binding;
use crate::source::startup::{Presence, RemarkKind};

/// Words after which a variable's name stands.
const SETTERS: [&str; 8] = ["setenv", "unsetenv", "set", "unset", "export", "declare", "typeset", "@"];

/// Names that are taken out of one text.
const MAX_NAMES: usize = 50_000;

impl Machine<'_> {
    /// Notes text that only running would tell about; what it names is not known from here on.
    pub(super) fn opaque(&mut self, source: &str, words: &[Word]) {
        let place = words.first().and_then(|word| self.place_of(word));
        self.remark(RemarkKind::Opaque { source: source.to_owned() }, place);
        self.forget_names_in(source);
    }

    /// Whatever the text may set is not known from here on.
    pub(super) fn forget_names_in(&mut self, text: &str) {
        let known = |name: &str| self.variables.environment.get(name).is_some();
        for name in names_in(text, known) {
            let place = self.variables.environment.get(&name).and_then(|binding| binding.place.clone());
            let unknown = Binding::in_doubt(text, place);
            if let Some(tied) = super::assign::tied(&name) {
                self.bind_environment(tied, unknown.clone());
                self.bind_shell(tied, unknown.clone());
            }
            self.bind_environment(&name, unknown.clone());
            self.bind_shell(&name, unknown);
        }
    }

    /// What `ls DIRECTORY` or `ls DIRECTORY/*` prints, if the command is nothing but that. Debian's own
    /// start-up files go through such a list.
    pub(super) fn listing(&mut self, command: &str) -> Option<Vec<String>> {
        let mut words = command.split_whitespace();
        if !matches!(words.next()?, "ls" | "/bin/ls" | "/usr/bin/ls") {
            return None;
        }
        let path = words.next()?;
        if words.next().is_some()
            || path.starts_with(['-', '~'])
            || path.contains(['\'', '"', '\\', '{', ';', '|'])
        {
            return None;
        }
        let path = self.absolute(&self.plain_path(path)?)?;
        let (directory, pattern) = path.rsplit_once('/')?;
        if directory.contains(['*', '?', '[']) {
            return None;
        }
        if !pattern.contains(['*', '?', '[']) {
            let is_directory = self.tree.presence(&path) == Presence::Directory;
            return is_directory.then(|| self.shown(&path));
        }
        if self.tree.presence(directory) != Presence::Directory {
            return (self.tree.presence(directory) == Presence::Missing).then(Vec::new);
        }
        let wanted = Pattern::of_text(pattern).ok()?;
        let names = self.shown(directory).into_iter().filter(|name| wanted.matches(name));
        let paths: Vec<String> = names.map(|name| format!("{directory}/{name}")).collect();
        let all_files = paths.iter().all(|path| matches!(self.tree.presence(path), Presence::File { .. }));
        all_files.then_some(paths)
    }

    /// A path with a variable at its start, if it has one that is known.
    fn plain_path(&self, path: &str) -> Option<String> {
        let Some(named) = path.strip_prefix('$') else {
            return (!path.contains('$')).then(|| path.to_owned());
        };
        let (name, rest) =
            named.split_once('/').map_or((named, String::new()), |(name, rest)| (name, format!("/{rest}")));
        let binding = self.variables.shell.get(name).or_else(|| self.variables.environment.get(name))?;
        let is_plain = binding.is_set && binding.knowledge.is_certain() && !rest.contains('$');
        is_plain.then(|| format!("{}{rest}", binding.text()))
    }

    fn shown(&self, directory: &str) -> Vec<String> {
        self.tree.list(directory).into_iter().filter(|name| !name.starts_with('.')).collect()
    }
}

/// The names that a text may set: those after a command that sets, those before `=`, and those that
/// are `known` already. Names of values (`$NAME`) are not among them.
fn names_in(text: &str, known: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut before, mut is_set) = ('\0', false);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let is_name = |char: char| char == '_' || char.is_ascii_alphanumeric();
        let length = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        if length == 0 {
            is_set &= char.is_whitespace() || matches!(char, '-' | '"' | '\'');
            before = char;
            rest = rest.get(char.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_value = matches!(before, '$' | '{' | '?' | '#' | '-')
            || word.starts_with(|char: char| char.is_ascii_digit());
        if !is_value && (is_set || after.starts_with('=') || known(word)) && names.len() < MAX_NAMES {
            names.insert(word.to_owned());
        }
        is_set = SETTERS.contains(&word) || (is_set && before == '-');
        before = word.chars().next_back().unwrap_or(char);
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_finds_what_a_text_may_set() {
        let text =
            r#"setenv GOPROXY `cat $HOME/x`; set goflags=1; export -x Gobin=$GOPATH; unset "q" GOSUMDB GOX"#;
        let names: Vec<String> = names_in(text, |name| name == "GOSUMDB").into_iter().collect();
        assert_eq!(names, ["GOPROXY", "GOSUMDB", "Gobin", "goflags", "q"]);
    }
}
