//! Finds and reads what belongs to the module or workspace around a directory.
//!
//! Mirrors `modload.Init`, `modload.findModuleRoot` and `modload.loadModFile`, as far as files go.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::findings::{Finding, reserved_path, too_new};
use super::go_mod::{self, GoMod, Reading};
use super::go_work::{self, GoWork};
use super::vendor::{VendorFacts, VendorList, VendorMode, vendor_mode};
use crate::files::{Presence, ReadError, Tree, join_clean, short_path};
use crate::go::toolchain::GoLines;
use crate::go::{Behaviour, GoVersion};

/// Everything outside the files that decides which ones count. All paths are absolute.
#[derive(Clone)]
pub struct Surroundings<'a> {
    /// The files.
    pub tree: &'a dyn Tree,
    /// The directory that go runs in.
    pub start: &'a Path,
    /// The version of go.
    pub version: GoVersion,
    /// The setting GOWORK; empty: unset.
    pub gowork: &'a str,
    /// GOROOT, where known.
    pub goroot: Option<&'a Path>,
    /// The first directory of GOPATH, where known.
    pub gopath: Option<&'a Path>,
    /// The system's directory for temporary files: a go.mod directly in it is ignored.
    pub temp_dir: &'a Path,
    /// The value of `-modfile`, from the command line or GOFLAGS.
    pub mod_file: Option<&'a str>,
    /// The value of `-mod`, from the command line or GOFLAGS.
    pub mod_flag: Option<&'a str>,
}

/// A main module: the one around the directory, or one that the workspace uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MainModule {
    /// Its root directory.
    pub root: PathBuf,
    /// Its go.mod, or the file that stands in for it.
    pub go_mod_path: PathBuf,
    /// What it says; `None` if go could not read it.
    pub go_mod: Option<GoMod>,
    /// Its checksum file, which need not exist.
    pub go_sum_path: PathBuf,
}

/// The workspace in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its go.work.
    pub path: PathBuf,
    /// What it says; `None` if go could not read it.
    pub go_work: Option<GoWork>,
    /// Its own checksum file, which need not exist.
    pub sum_path: PathBuf,
}

/// The vendor directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Where it is or would be.
    pub directory: PathBuf,
    /// Whether it is there.
    pub is_there: bool,
    /// Whether builds use it.
    pub mode: VendorMode,
    /// What is in it, where builds use it.
    pub list: Option<VendorList>,
}

/// What is there.
#[derive(Debug, Default)]
pub struct Project {
    /// The directory of the nearest go.mod, whether or not a workspace is in effect.
    pub root: Option<PathBuf>,
    /// The main modules: in a workspace all that it uses, otherwise one or none.
    pub modules: Vec<MainModule>,
    /// The workspace, where one is in effect.
    pub workspace: Option<Workspace>,
    /// The vendor directory, where there is a main module.
    pub vendor: Option<Vendor>,
    /// The lines that the toolchain is chosen by: those of go.work, else of the nearest go.mod, even where
    /// the file has errors or `-modfile` puts another one in its place.
    pub toolchain_lines: Option<GoLines>,
    /// What go would complain about, in the order it would come up.
    pub problems: Vec<Finding>,
}

impl Project {
    /// The checksum files whose lines go accepts: in a workspace go.work.sum comes first.
    pub fn sum_paths(&self) -> Vec<&Path> {
        let workspace = self.workspace.iter().map(|workspace| workspace.sum_path.as_path());
        workspace.chain(self.modules.iter().map(|module| module.go_sum_path.as_path())).collect()
    }

    /// The main module around the directory itself.
    pub fn current(&self) -> Option<&MainModule> {
        let root = self.root.as_ref()?;
        self.modules.iter().find(|module| module.root == *root)
    }

    /// All go.mod files that could be read.
    pub fn go_mods(&self) -> Vec<&GoMod> {
        self.modules.iter().filter_map(|module| module.go_mod.as_ref()).collect()
    }
}

/// The directory of the nearest go.mod that is no directory (`modload.findModuleRoot`).
pub fn find_module_root(start: &Path, tree: &dyn Tree) -> Option<PathBuf> {
    start.ancestors().find(|directory| is_file(tree, &directory.join("go.mod"))).map(Path::to_owned)
}

/// Whether go takes the path for a file: it exists and is no directory.
fn is_file(tree: &dyn Tree, path: &Path) -> bool {
    matches!(tree.presence(path), Presence::File { .. } | Presence::Other)
}

/// Finds and reads everything. Never fails: what is wrong is in the result.
pub fn discover(around: &Surroundings<'_>) -> Project {
    let tree = around.tree;
    let mut project = Project { root: find_module_root(around.start, tree), ..Project::default() };
    let found =
        go_work::find(around.start, around.gowork, around.goroot, around.version, |path| is_file(tree, path));
    match found {
        Ok(Some(path)) => project.load_workspace(path, around),
        Ok(None) => project.load_module(around),
        Err(error) => project.problems.push(Finding::Gowork(error)),
    }
    project.look_at_gopath(around);
    project.look_at_vendor(around);
    project.toolchain_lines = project.find_toolchain_lines(tree);
    project
}

impl Project {
    fn load_workspace(&mut self, path: PathBuf, around: &Surroundings<'_>) {
        if around.mod_file.is_some_and(|file| !file.is_empty()) {
            self.problems.push(Finding::ModFileInWorkspace);
        }
        let go_work = self.read_go_work(&path, around);
        let directory = path.parent().unwrap_or(Path::new("/"));
        let roots = go_work.as_ref().map(|file| file.module_roots(directory));
        match roots {
            Some(Ok(roots)) => {
                roots.into_iter().for_each(|root| self.add_used_module(root, around));
            }
            Some(Err(error)) => {
                let path = shown_work(&path, around);
                let message = error.message(&path, around.version);
                self.problems.push(Finding::RepeatedUse { path, message, error });
            }
            None => {}
        }
        let sum_path = go_work::sum_path(&path);
        self.workspace = Some(Workspace { path, go_work, sum_path });
    }

    fn read_go_work(&mut self, path: &Path, around: &Surroundings<'_>) -> Option<GoWork> {
        if !around.tree.exists(path) {
            self.problems.push(Finding::WorkMissing(path.to_owned()));
            return None;
        }
        let text = self.read(path, around)?;
        let name = shown_work(path, around);
        match go_work::parse(&text, &name, around.version) {
            Ok(file) => {
                let line = file.go.as_ref().map(|line| line.text.as_str());
                self.problems.extend(too_new(&shown(path, around), line, around.version));
                Some(file)
            }
            Err(errors) => {
                self.problems.push(Finding::GoWork { message: errors.work_message(around.version), errors });
                None
            }
        }
    }

    fn load_module(&mut self, around: &Surroundings<'_>) {
        let mod_file = around.mod_file.filter(|file| !file.is_empty());
        let Some(root) = self.root.clone() else {
            self.problems.extend(mod_file.map(|_| Finding::ModFileWithoutModule));
            return;
        };
        if same_directory(&root, around.temp_dir, around.tree) {
            self.problems.push(Finding::TempRoot(around.temp_dir.to_owned()));
            return;
        }
        let path = match mod_file {
            None => root.join("go.mod"),
            Some(file) if file.ends_with(".mod") => join_clean(around.start, Path::new(file)),
            Some(file) => {
                self.problems.push(Finding::ModFileExtension(file.to_owned()));
                return;
            }
        };
        if let Some(file) = mod_file.filter(|_| !around.tree.exists(&path)) {
            // A file that stands in for go.mod is named as it was given, but for some versions.
            let version = around.version;
            let short = version.has(Behaviour::ShortModPathInErrors);
            let is_short = short && !version.has(Behaviour::TooNewBeforeSyntax);
            let name = if is_short { shown(&path, around) } else { file.to_owned() };
            self.problems.push(Finding::Missing(name));
            return;
        }
        self.add_module(root, path, around);
    }

    /// Adds a module that go.work uses; go says for each complaint which one it is about.
    fn add_used_module(&mut self, root: PathBuf, around: &Surroundings<'_>) {
        let before = self.problems.len();
        let (directory, path) = (shown(&root, around), root.join("go.mod"));
        self.add_module(root, path, around);
        if around.version.has(Behaviour::ShortModPathInErrors) {
            let inner = self.problems.split_off(before).into_iter().map(Box::new);
            let outer = inner.map(|error| Finding::UsedModule { directory: directory.clone(), error });
            self.problems.extend(outer);
        }
    }

    fn add_module(&mut self, root: PathBuf, go_mod_path: PathBuf, around: &Surroundings<'_>) {
        let go_mod = self.read_go_mod(&go_mod_path, around);
        let go_sum_path = go_mod_path.with_extension("sum");
        self.modules.push(MainModule { root, go_mod_path, go_mod, go_sum_path });
    }

    fn read_go_mod(&mut self, path: &Path, around: &Surroundings<'_>) -> Option<GoMod> {
        let text = self.read(path, around)?;
        let (name, version) = (shown(path, around), around.version);
        match go_mod::parse(&text, &name, version) {
            Ok(file) => {
                let line = file.go.as_ref().map(|line| line.text.as_str());
                let newer = too_new(&name, line, version);
                let complaint = newer.or_else(|| match &file.module {
                    None => Some(Finding::missing_module(&name, version)),
                    Some(module) => reserved_path(&name, &module.text, version),
                });
                self.problems.extend(complaint);
                Some(file)
            }
            Err(errors) => {
                let lax = version.has(Behaviour::TooNewBeforeSyntax);
                let readable = lax.then(|| go_mod::parse_as(&text, &name, version, Reading::Dependency).ok());
                let line = readable.flatten().and_then(|file| file.go);
                let newer = too_new(&name, line.as_ref().map(|line| line.text.as_str()), version);
                let message = errors.message(version);
                self.problems.push(newer.unwrap_or(Finding::GoMod { message, errors }));
                None
            }
        }
    }

    /// Reads a file or notes why not.
    fn read(&mut self, path: &Path, around: &Surroundings<'_>) -> Option<Arc<str>> {
        let finding = |error: ReadError| {
            if error.is_missing() { Finding::Missing(shown(path, around)) } else { Finding::File(error) }
        };
        around.tree.text(path).map_err(|error| self.problems.push(finding(error))).ok()
    }

    /// Mirrors `toolchain.modGoToolchain`.
    fn find_toolchain_lines(&self, tree: &dyn Tree) -> Option<GoLines> {
        let of_module = || Some(self.root.as_ref()?.join("go.mod"));
        let (file, path) = match &self.workspace {
            Some(workspace) if tree.exists(&workspace.path) => ("go.work", workspace.path.clone()),
            _ => ("go.mod", of_module()?),
        };
        look_up_lines(&path, tree).map(|lines| GoLines { file: file.into(), ..lines })
    }

    fn look_at_gopath(&mut self, around: &Surroundings<'_>) {
        let Some(gopath) = around.gopath.filter(|gopath| around.tree.exists(gopath.join("go.mod"))) else {
            return;
        };
        let tolerated = around.version.has(Behaviour::GopathModuleTolerated);
        self.problems.push(Finding::GopathModule { gopath: gopath.to_owned(), tolerated });
    }

    fn look_at_vendor(&mut self, around: &Surroundings<'_>) {
        let (owner, go_line) = match (&self.workspace, self.modules.first()) {
            (Some(workspace), _) => {
                (workspace.path.parent(), workspace.go_work.as_ref().and_then(|file| file.go.clone()))
            }
            (None, Some(module)) => {
                (Some(module.root.as_path()), module.go_mod.as_ref().and_then(|file| file.go.clone()))
            }
            (None, None) => return,
        };
        let Some(directory) = owner.map(|owner| owner.join("vendor")) else { return };
        let directory_exists = around.tree.is_directory(&directory);
        let modules_txt = directory_exists.then(|| around.tree.utf8(directory.join("modules.txt")));
        let modules_txt = modules_txt.and_then(|read| self.keep_unless_missing(read));
        let facts = VendorFacts {
            mod_flag: around.mod_flag,
            directory_exists,
            workspace: self.workspace.is_some(),
            go_line: go_line.as_ref().map(|line| line.text.as_str()),
            modules_txt: modules_txt.as_deref(),
        };
        let mode = vendor_mode(facts, around.version);
        let list = mode.is_used().then(|| VendorList::parse(modules_txt.as_deref().unwrap_or("")));
        self.vendor = Some(Vendor { directory, is_there: directory_exists, mode, list });
    }

    fn keep_unless_missing(&mut self, read: Result<Arc<str>, ReadError>) -> Option<Arc<str>> {
        match read {
            Ok(text) => Some(text),
            Err(error) => {
                self.problems.extend((!error.is_missing()).then_some(Finding::File(error)));
                None
            }
        }
    }
}

/// The go and toolchain lines of a file, whatever is wrong with the rest of it.
pub fn look_up_lines(path: &Path, tree: &dyn Tree) -> Option<GoLines> {
    let text = tree.text(path).ok()?;
    let file = "go.mod".to_owned();
    Some(GoLines { file, go: look_up(&text, "go"), toolchain: look_up(&text, "toolchain") })
}

/// The first line that begins with a word, as `gover.GoModLookup` finds it.
fn look_up(text: &str, word: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.trim().strip_prefix(word).filter(|rest| rest.starts_with([' ', '\t']))?;
        Some(rest.split("//").next().unwrap_or(rest).trim().to_owned())
    })
}

/// The name that go prints for a file.
fn shown(path: &Path, around: &Surroundings<'_>) -> String {
    let short = around.version.has(Behaviour::ShortModPathInErrors);
    let path = if short { short_path(path, around.start) } else { path.to_owned() };
    path.to_string_lossy().into_owned()
}

/// The name that go prints for go.work itself.
fn shown_work(path: &Path, around: &Surroundings<'_>) -> String {
    if around.version.has(Behaviour::WorkErrorsHeader) {
        shown(path, around)
    } else {
        path.to_string_lossy().into_owned()
    }
}

fn same_directory(left: &Path, right: &Path, tree: &dyn Tree) -> bool {
    join_clean(left, Path::new("")) == join_clean(right, Path::new(""))
        || tree.canonical(left).is_some_and(|left| tree.canonical(right) == Some(left))
}
