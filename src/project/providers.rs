//! From a package path to the module that provides it, as far as that can be told offline.
//!
//! Mirrors `modload.importFromFiles`, `modload.queryImport` and
//! `modload.modulePrefixesExcludingTarget`. Whether a module really contains a package is known only
//! from its source; so the longest matching path stands for the answer.

use super::go_mod::{GoMod, Require};
use super::replace::{Replace, Replacement};
use super::vendor::{VendorList, VendoredModule};
use crate::go::module_path::{check_path, contains_package, is_standard_import_path, prefixes};
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

/// What is known to answer with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The go.mod files of all main modules.
    pub main_modules: &'a [&'a GoMod],
    /// Replace lines of go.work; they win.
    pub work_replaces: &'a [Replace],
    /// The vendor list, where the vendor directory is in use.
    pub vendor: Option<&'a VendorList>,
}

impl<'a> Known<'a> {
    /// Paths of the main modules.
    pub fn main_paths(self) -> impl Iterator<Item = &'a str> {
        self.main_modules.iter().filter_map(|file| Some(file.module.as_ref()?.text.as_str()))
    }

    /// Whether a main module, a requirement or a replace line has exactly this path.
    pub fn names(self, path: &str) -> bool {
        let mut replaces = self.work_replaces.iter().chain(self.module_replaces());
        self.main_paths().any(|main| main == path)
            || self.requires().any(|require| require.path == path)
            || replaces.any(|line| line.old_path == path)
    }

    /// The required version of exactly this module: the highest one that is not excluded.
    pub fn requirement(self, module: &str) -> Option<&'a Require> {
        let matching = |require: &&Require| require.path == module;
        self.requires().filter(matching).max_by(|a, b| semver::compare(&a.version.text, &b.version.text))
    }

    /// The replace line for a version of a module (`modload.replacementFrom`): go.work is asked first,
    /// then every go.mod, of which the last one wins; go refuses those that contradict each other.
    pub fn replacement(self, module: &str, version: &str) -> Option<&'a Replace> {
        let from_work = replacement_in(self.work_replaces, module, version);
        let mut files = self.main_modules.iter().rev();
        from_work.or_else(|| files.find_map(|file| replacement_in(&file.replaces, module, version)))
    }

    /// The module that provides a package; none where go would have to look for one.
    pub fn provider(self, package: &str) -> Option<Provider<'a>> {
        let main =
            self.main_paths().filter(|path| contains_package(path, package)).max_by_key(|path| path.len());
        let vendored = self.vendor.map(|list| list.provider(package).map(Provider::Vendored));
        if let Some(vendored) = vendored {
            return vendored.or(main.map(Provider::Main)).or_else(|| standard(package));
        }
        let required = self
            .requires()
            .filter(|require| contains_package(&require.path, package))
            .max_by_key(|require| require.path.len())
            .and_then(|require| self.requirement(&require.path));
        let main_length = main.map_or(0, str::len);
        if let Some(require) = required.filter(|require| require.path.len() > main_length) {
            return Some(Provider::Required(require, self.replacement(&require.path, &require.version.text)));
        }
        main.map(Provider::Main).or_else(|| self.replaced_only(package)).or_else(|| standard(package))
    }

    fn replaced_only(self, package: &str) -> Option<Provider<'a>> {
        let matching = |line: &&Replace| contains_package(&line.old_path, package);
        let lines = self.work_replaces.iter().chain(self.module_replaces());
        lines.filter(matching).max_by_key(|line| line.old_path.len()).map(Provider::ReplacedOnly)
    }

    fn requires(self) -> impl Iterator<Item = &'a Require> {
        self.main_modules.iter().flat_map(|file| {
            let excluded = |require: &Require| {
                file.excludes.iter().any(|line| line.path == require.path && line.version == require.version)
            };
            file.requires.iter().filter(move |require| !excluded(require))
        })
    }

    fn module_replaces(self) -> Lines<'a> {
        Box::new(self.main_modules.iter().flat_map(|file| file.replaces.iter()))
    }

    /// The module paths that go asks servers for to find a package, longest first: every prefix that can
    /// be a module path and is no main module.
    pub fn candidates(self, package: &str) -> Vec<&str> {
        prefixes(package)
            .filter(|prefix| check_path(prefix).is_ok() && !self.main_paths().any(|main| main == *prefix))
            .collect()
    }
}

type Lines<'a> = Box<dyn Iterator<Item = &'a Replace> + 'a>;

/// The line of one file: one for that version before one for all versions.
fn replacement_in<'a>(lines: &'a [Replace], module: &str, version: &str) -> Option<&'a Replace> {
    let mut of_module = lines.iter().filter(|line| line.old_path == module);
    let is_exact = |line: &&Replace| line.old_version.as_ref().is_some_and(|old| old.text == version);
    let all = of_module.clone().find(|line| line.old_version.is_none());
    of_module.find(is_exact).or(all)
}

fn standard<'a>(package: &str) -> Option<Provider<'a>> {
    is_standard_import_path(package).then_some(Provider::Standard)
}

/// The module and version that go really downloads for a requirement; none for a directory.
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

    fn describe(known: Known<'_>, package: &str) -> String {
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
        let known = Known { main_modules: &[&file], ..Known::default() };
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
            assert_eq!(describe(known, package), expected, "{package}");
        }
    }

    #[test]
    fn provider_in_the_vendor_directory_is_exact() {
        let (file, list) = (go_mod(TEXT), VendorList::parse("# example.com/lib v1.0.0\nexample.com/lib/a\n"));
        let known = Known { main_modules: &[&file], vendor: Some(&list), ..Known::default() };
        assert_eq!(describe(known, "example.com/lib/a"), "vendored example.com/lib");
        assert_eq!(describe(known, "example.com/lib/b"), "unknown");
        assert_eq!(describe(known, "example.com/m/b"), "main example.com/m");
    }

    #[test]
    fn replacement_in_go_work_wins_where_it_applies() {
        let file = go_mod(TEXT);
        let directory = |work: &str, version: &str| {
            let work = go_mod(&format!("module x\nreplace {work}\n"));
            let known = Known { main_modules: &[&file], work_replaces: &work.replaces, vendor: None };
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
        let known = Known { main_modules: &[&file], ..Known::default() };
        assert_eq!(
            known.candidates("example.com/a/b/v1/C"),
            ["example.com/a/b/v1/C", "example.com/a", "example.com"]
        );
        assert_eq!(known.candidates("fmt"), [""; 0]);
    }
}
