//! Text that only running would tell about: which names it may set, and the one kind of command whose
//! answer the tree itself gives.

use std::collections::BTreeSet;

use super::glyph::Word;
use super::machine::Machine;
use super::pattern::pattern_of_text;
use super::variables::Binding;
use crate::source::startup::opaque::Names;
use crate::source::startup::{Presence, RemarkKind};

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
        let names = Names { with_local: true, known: &known }.in_text(text);
        let names: BTreeSet<String> = names.into_iter().map(|(_, name)| name).collect();
        for name in names {
            let place = self.variables.environment.get(&name).and_then(|binding| binding.place.clone());
            let unknown = Binding::in_doubt(text, place);
            if let Some(tied) = super::environment::tied(&name) {
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
        let wanted = pattern_of_text(pattern).ok()?;
        let mut paths = vec![];
        for name in self.shown(directory) {
            if wanted.matches(&name)? {
                paths.push(format!("{directory}/{name}"));
            }
        }
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
