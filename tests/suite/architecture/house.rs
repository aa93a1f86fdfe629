//! All files of a source tree, and which of them knows which.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{File, Import};

/// A module: the names that lead to it from the root of the crate.
type Module = Vec<String>;

/// How many re-exports a name is followed through.
const MAX_REEXPORTS: usize = 16;

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// To a module as a whole.
    Module(Module),
    /// To something that the file of this module defines.
    Item(Module),
}

/// The files of a source tree.
pub(super) struct House {
    files: BTreeMap<Module, (String, File)>,
}

impl House {
    /// Reads sources, each with its path below `src`.
    pub(super) fn read<'s>(sources: impl IntoIterator<Item = (&'s str, &'s str)>) -> Self {
        let files = sources
            .into_iter()
            .map(|(path, text)| (module_of(path), (path.to_owned(), File::read(text))))
            .collect();
        let mut house = Self { files };
        house.leave_tests_out();
        house
    }

    /// Files that are declared for tests alone may know anything, as may those below them.
    fn leave_tests_out(&mut self) {
        let declared = self.files.iter().flat_map(|(module, (_, file))| {
            file.test_children
                .iter()
                .map(move |child| [module.as_slice(), std::slice::from_ref(child)].concat())
        });
        let tests: Vec<Module> = declared.collect();
        self.files.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
    }

    /// Which file knows which: what a `use` line or a path in the code names, by the file that defines it.
    pub(super) fn knows(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let known = self.files.iter().map(|(module, (path, file))| {
            let defined = self.targets(module, file).into_iter().filter_map(|target| match target {
                Target::Item(other) if other != *module => Some(self.files[&other].0.as_str()),
                _ => None,
            });
            (path.as_str(), defined.collect())
        });
        known.collect()
    }

    /// The lines that import all of a module, from which nobody can tell what a file knows.
    pub(super) fn imports_of_everything(&self) -> Vec<String> {
        let all = self.files.iter().flat_map(|(module, (path, file))| {
            let imports = file.imports.iter().filter(|import| import.name == "*");
            let imports = imports.filter(|import| {
                let start = &import.path[..import.path.len() - 1];
                matches!(self.resolve(module, start, 0), Some(Target::Module(_)))
            });
            imports.map(move |import| format!("{path} imports {}", import.path.join("::")))
        });
        all.collect()
    }

    fn targets(&self, module: &Module, file: &File) -> Vec<Target> {
        // A re-export alone needs nothing: who uses it knows the file that defines it.
        let needed = |import: &&Import| !import.public || file.names.contains(&import.name);
        let imported = file.imports.iter().filter(needed).map(|import| &import.path);
        imported.chain(&file.paths).filter_map(|path| self.resolve(module, path, 0)).collect()
    }

    /// Where a path that stands in a module's file leads; `None`: out of the crate, or to a local name.
    fn resolve(&self, module: &Module, path: &[String], followed: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let (_, file) = self.files.get(module)?;
        match first.as_str() {
            "crate" => self.walk(&vec![], rest, followed),
            "self" => self.walk(module, rest, followed),
            "super" => {
                let (_, parent) = module.split_last()?;
                let upwards = rest.first().is_some_and(|next| next == "super");
                let next = if upwards { Self::resolve } else { Self::walk };
                next(self, &parent.to_vec(), rest, followed)
            }
            _ if file.children.contains(first) => self.walk(module, path, followed),
            _ => {
                let import = file.import(first).filter(|import| import.path != path)?;
                self.follow(module, import, rest, followed)
            }
        }
    }

    /// Goes on from a module, down to a child or to where a re-export leads.
    fn walk(&self, module: &Module, path: &[String], followed: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first() else { return Some(Target::Module(module.clone())) };
        let (_, file) = self.files.get(module)?;
        let child = [module.as_slice(), std::slice::from_ref(first)].concat();
        let child = Some(child).filter(|child| self.files.contains_key(child));
        match (child, file.import(first)) {
            (_, Some(import)) if rest.is_empty() => self.follow(module, import, rest, followed),
            (Some(child), _) => self.walk(&child, rest, followed),
            (None, Some(import)) => self.follow(module, import, rest, followed),
            (None, None) => Some(Target::Item(module.clone())),
        }
    }

    fn follow(&self, module: &Module, import: &Import, rest: &[String], followed: usize) -> Option<Target> {
        if followed > MAX_REEXPORTS {
            return None;
        }
        match self.resolve(module, &import.path, followed + 1)? {
            Target::Module(found) => self.walk(&found, rest, followed + 1),
            item @ Target::Item(_) => Some(item),
        }
    }
}

/// The module of a file: `go/url/mod.rs` is `go::url`.
fn module_of(path: &str) -> Module {
    let mut names: Module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib")) {
        names.pop();
    }
    names
}
