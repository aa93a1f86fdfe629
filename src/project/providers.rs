//! From a package path to the module that provides it, as far as that can be told offline.
//!
//! Mirrors `modload.importFromFiles`, `modload.queryImport` and
//! `modload.modulePrefixesExcludingTarget`. Whether a module really contains a package is known only
//! from its source; so the longest matching path stands for the answer.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::go_mod::{GoMod, Require};
use super::replace::{Replace, Replacement};
use super::vendor::{VendorList, VendoredModule};
use crate::go::module_path::{check_path, is_standard_import_path, prefixes};
use crate::go::semver;

/// What provides a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider<'a> {
    /// The standard library, by its path.
    Standard,
    /// A main module: its path. Nothing is downloaded.
    Main(&'a str),
    /// A required module, with the replace line that applies to it.
    Required(&'a Require, Option<&'a Replace>),
    /// A module that is replaced but not required; go asks to require it first.
    ReplacedOnly(&'a Replace),
    /// A module in the vendor directory.
    Vendored(&'a VendoredModule),
}

/// What is known to answer with, by path: no answer goes through all lines.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    main_paths: HashSet<&'a str>,
    /// The requirement of each path with the highest version that is not excluded.
    requires: HashMap<&'a str, &'a Require>,
    replaces: Replaces<'a>,
    vendor: Option<&'a VendorList>,
}

impl<'a> Known<'a> {
    /// Takes the go.mod files of all main modules, the replace lines of go.work, and the vendor list where
    /// the vendor directory is in use.
    pub fn new(
        main_modules: &[&'a GoMod],
        work_replaces: &'a [Replace],
        vendor: Option<&'a VendorList>,
    ) -> Self {
        let mut known = Self { vendor, ..Self::default() };
        let names = main_modules.iter().filter_map(|file| Some(file.module.as_ref()?.text.as_str()));
        known.main_paths = names.collect();
        main_modules.iter().for_each(|file| known.require(file));
        // go.work is asked first, then every go.mod, of which the last one wins; go refuses those that
        // contradict each other.
        known.replaces.add(work_replaces);
        main_modules.iter().rev().for_each(|file| known.replaces.add(&file.replaces));
        known
    }

    fn require(&mut self, file: &'a GoMod) {
        let excluded: HashSet<_> =
            file.excludes.iter().map(|line| (line.path.as_str(), &line.version)).collect();
        let requires = file.requires.iter();
        for require in requires.filter(|found| !excluded.contains(&(found.path.as_str(), &found.version))) {
            match self.requires.entry(&require.path) {
                Entry::Vacant(free) => {
                    free.insert(require);
                }
                Entry::Occupied(mut known) => {
                    if semver::compare(&known.get().version.text, &require.version.text).is_le() {
                        known.insert(require);
                    }
                }
            }
        }
    }

    /// Whether a main module has exactly this path.
    pub fn is_main(&self, path: &str) -> bool {
        self.main_paths.contains(path)
    }

    /// Whether a main module, a requirement or a replace line has exactly this path.
    pub fn names(&self, path: &str) -> bool {
        self.is_main(path) || self.requires.contains_key(path) || self.replaces.first(path).is_some()
    }

    /// The required version of exactly this module: the highest one that is not excluded.
    pub fn requirement(&self, module: &str) -> Option<&'a Require> {
        self.requires.get(module).copied()
    }

    /// The replace line for a version of a module (`modload.replacementFrom`).
    pub fn replacement(&self, module: &str, version: &str) -> Option<&'a Replace> {
        self.replaces.of(module, version)
    }

    /// The module that provides a package. `None`: go would have to look for one.
    pub fn provider(&self, package: &str) -> Option<Provider<'a>> {
        let main = parents(package).find_map(|path| self.main_paths.get(path).copied());
        if let Some(list) = self.vendor {
            let vendored = list.provider(package).map(Provider::Vendored);
            return vendored.or(main.map(Provider::Main)).or_else(|| standard(package));
        }
        let main_length = main.map_or(0, str::len);
        let required = parents(package).find_map(|path| self.requirement(path));
        if let Some(require) = required.filter(|require| require.path.len() > main_length) {
            return Some(Provider::Required(require, self.replacement(&require.path, &require.version.text)));
        }
        let replaced = || parents(package).find_map(|path| self.replaces.first(path));
        main.map(Provider::Main)
            .or_else(|| replaced().map(Provider::ReplacedOnly))
            .or_else(|| standard(package))
    }

    /// The module paths that go asks servers for to find a package, longest first: every prefix that can
    /// be a module path and is no main module.
    pub fn candidates<'p>(&self, package: &'p str) -> Vec<&'p str> {
        prefixes(package).filter(|prefix| check_path(prefix).is_ok() && !self.is_main(prefix)).collect()
    }
}

/// Replace lines by the path that they replace: those of one file together, the file first that wins.
#[derive(Debug, Clone, Default)]
struct Replaces<'a> {
    by_path: HashMap<&'a str, Vec<Vec<&'a Replace>>>,
}

impl<'a> Replaces<'a> {
    /// Adds the lines of a file that counts where those before it say nothing.
    fn add(&mut self, lines: &'a [Replace]) {
        let mut of_file: HashMap<&str, Vec<&Replace>> = HashMap::new();
        for line in lines {
            of_file.entry(&line.old_path).or_default().push(line);
        }
        for (path, lines) in of_file {
            self.by_path.entry(path).or_default().push(lines);
        }
    }

    fn first(&self, path: &str) -> Option<&'a Replace> {
        self.by_path.get(path)?.first()?.first().copied()
    }

    /// In one file the line for that version comes before the one for all versions.
    fn of(&self, path: &str, version: &str) -> Option<&'a Replace> {
        let is_exact = |line: &Replace| line.old_version.as_ref().is_some_and(|old| old.text == version);
        self.by_path.get(path)?.iter().find_map(|lines| {
            let exact = lines.iter().find(|line| is_exact(line));
            exact.or_else(|| lines.iter().find(|line| line.old_version.is_none())).copied()
        })
    }
}

/// A path and all that lie above it, longest first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(parent, _)| parent))
}

fn standard<'a>(package: &str) -> Option<Provider<'a>> {
    is_standard_import_path(package).then_some(Provider::Standard)
}

/// The module and version that go really downloads for a requirement; `None` for a directory.
pub fn download_name<'a>(require: &'a Require, replace: Option<&'a Replace>) -> Option<(&'a str, &'a str)> {
    match replace.map(|line| &line.new) {
        None => Some((&require.path, &require.version.text)),
        Some(Replacement::Module { path, version }) => Some((path, &version.text)),
        Some(Replacement::Directory(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::GoVersion;
    use crate::project::go_mod::parse;

    fn go_mod(text: &str) -> GoMod {
        parse(text, "go.mod", GoVersion::NEWEST_KNOWN).unwrap()
    }

    const TEXT: &str = "module example.com/m
require (
	example.com/lib v1.0.0
	example.com/lib/deep v1.1.0
	example.com/lib/deep v1.2.0
	example.com/m/plugin v1.0.0
	example.com/gone v1.0.0
)
exclude example.com/gone v1.0.0
replace example.com/lib v1.0.0 => ../lib
replace example.com/lib => example.com/fork v1.5.0
replace example.com/only => ../only
";

    fn describe(known: &Known<'_>, package: &str) -> String {
        match known.provider(package) {
            None => "unknown".to_owned(),
            Some(Provider::Standard) => "standard".to_owned(),
            Some(Provider::Main(path)) => format!("main {path}"),
            Some(Provider::Required(require, replace)) => format!("{:?}", download_name(require, replace)),
            Some(Provider::ReplacedOnly(line)) => format!("replaced {}", line.old_path),
            Some(Provider::Vendored(module)) => format!("vendored {}", module.path),
        }
    }

    #[test]
    fn provider_is_the_longest_required_prefix() {
        let file = go_mod(TEXT);
        let known = Known::new(&[&file], &[], None);
        for (package, expected) in [
            ("example.com/lib", "None"),
            ("example.com/library", "unknown"),
            ("example.com/lib/deep/x", "Some((\"example.com/lib/deep\", \"v1.2.0\"))"),
            ("example.com/m/sub", "main example.com/m"),
            ("example.com/m/plugin/x", "Some((\"example.com/m/plugin\", \"v1.0.0\"))"),
            ("example.com/only/x", "replaced example.com/only"),
            ("example.com/gone", "unknown"),
            ("net/http", "standard"),
        ] {
            assert_eq!(describe(&known, package), expected, "{package}");
        }
    }

    #[test]
    fn provider_in_the_vendor_directory_is_exact() {
        let (file, list) = (go_mod(TEXT), VendorList::parse("# example.com/lib v1.0.0\nexample.com/lib/a\n"));
        let known = Known::new(&[&file], &[], Some(&list));
        assert_eq!(describe(&known, "example.com/lib/a"), "vendored example.com/lib");
        assert_eq!(describe(&known, "example.com/lib/b"), "unknown");
        assert_eq!(describe(&known, "example.com/m/b"), "main example.com/m");
    }

    #[test]
    fn replacement_in_go_work_wins_where_it_applies() {
        let file = go_mod(TEXT);
        let directory = |work: &str, version: &str| {
            let work = go_mod(&format!("module x\nreplace {work}\n"));
            let known = Known::new(&[&file], &work.replaces, None);
            known.replacement("example.com/lib", version).map(|line| format!("{:?}", line.new))
        };
        let local = Some(r#"Directory("../lib")"#.to_owned());
        assert_eq!(
            directory("example.com/lib => ../two", "v1.0.0"),
            Some(r#"Directory("../two")"#.to_owned())
        );
        assert_eq!(directory("example.com/lib v1.9.0 => ../two", "v1.0.0"), local);
    }

    #[test]
    fn candidates_are_all_possible_prefixes_but_the_main_module() {
        let file = go_mod("module example.com/a/b\n");
        let known = Known::new(&[&file], &[], None);
        assert_eq!(
            known.candidates("example.com/a/b/v1/C"),
            ["example.com/a/b/v1/C", "example.com/a", "example.com"]
        );
        assert_eq!(known.candidates("fmt"), [""; 0]);
    }
}
