//! The project around the directory, as the prediction needs it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::machine::Machine;
use super::preconditions::{database_error, goauth_error, module_cache_error, start_error};
use crate::files::{SharedTree, join_clean};
use crate::go::goflags::GoFlags;
use crate::go::predict::{
    Answer, Answers, Assumptions, Cached, Context, Exclusions, Hashes, Replacement, Replacements, Request,
    assumed_version,
};
use crate::go::toolchain::{self, GoLines, Selection};
use crate::go::url::Url;
use crate::go::{Behaviour, GoVersion};
use crate::project::discover::look_up_lines;
use crate::project::go_mod::Require;
use crate::project::module_cache::ModuleCache;
use crate::project::providers::Known;
use crate::project::replace::{Replace, Replacement as Target};
use crate::project::{Finding, GoMod, Presence, Project, Sums, Surroundings, discover};
use crate::rules::facts::CachedModules;
use crate::source::goroot::toolchain_on_path;

/// The project, with what the machine holds of modules.
pub struct ProjectView {
    tree: SharedTree,
    start: PathBuf,
    project: Project,
    sums: OnceLock<Sums>,
    module_cache: ModuleCache,
    /// Nothing of this machine counts, not even the directory.
    is_nowhere: bool,
    /// What go would say about the files here, and what they change for all modules.
    pub remarks: Vec<String>,
}

impl ProjectView {
    /// Reads what is around the machine's directory. For a pasted `go env` nothing of this machine
    /// counts, unless `-C` names a directory.
    pub fn read(machine: &Machine, is_named: bool) -> Self {
        Self::at(&machine.directory, machine, is_named)
    }

    /// Reads what is around a directory.
    pub fn at(start: &Path, machine: &Machine, is_named: bool) -> Self {
        if machine.is_foreign && !is_named {
            return Self {
                tree: machine.tree.clone(),
                start: start.to_owned(),
                project: Project::default(),
                sums: OnceLock::new(),
                module_cache: ModuleCache::default(),
                is_nowhere: true,
                remarks: vec![],
            };
        }
        let flags = GoFlags::parse(machine.settings.value("GOFLAGS"), machine.version()).unwrap_or_default();
        let gopath = machine.settings.value("GOPATH").split(':').next().filter(|path| !path.is_empty());
        let goroot = machine.go.goroot.as_deref().map(Path::new);
        let project = discover(&Surroundings {
            tree: &machine.tree,
            start,
            version: machine.version(),
            gowork: machine.settings.value("GOWORK"),
            goroot: goroot.filter(|_| !machine.is_foreign),
            gopath: gopath.map(Path::new).filter(|_| !machine.is_foreign),
            temp_dir: &std::env::temp_dir(),
            mod_file: flags.module_file.as_deref(),
            mod_flag: flags.module_mode.as_deref(),
        });
        // Whether a go line is too new depends on GOTOOLCHAIN; the prediction says what comes of it.
        let said = project.problems.iter().filter(|found| !matches!(found, Finding::TooNew { .. }));
        let mut remarks: Vec<String> = said.map(|found| format!("go says: {found}")).collect();
        remarks.extend(vendor_remark(&project));
        Self {
            tree: machine.tree.clone(),
            start: start.to_owned(),
            project,
            sums: OnceLock::new(),
            module_cache: machine.module_cache(),
            is_nowhere: false,
            remarks,
        }
    }

    /// The directory that go would run in.
    pub fn start(&self) -> &Path {
        &self.start
    }

    /// The project itself.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The files of the machine.
    pub fn tree(&self) -> &SharedTree {
        &self.tree
    }

    /// What the checksum files hold, read when first asked for.
    pub fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| Sums::read(&self.project.sum_paths(), &self.tree))
    }

    /// The go.mod files of the main modules.
    pub fn go_mods(&self) -> Vec<&GoMod> {
        self.project.go_mods()
    }

    /// Replace lines of go.work.
    pub fn work_replaces(&self) -> &[Replace] {
        let work = self.project.workspace.as_ref().and_then(|workspace| workspace.go_work.as_ref());
        work.map_or(&[], |work| work.replaces.as_slice())
    }

    /// What answers questions about requirements and providers.
    pub fn known(&self) -> Known<'_> {
        let vendor = self.project.vendor.as_ref().and_then(|vendor| vendor.list.as_ref());
        Known::new(&self.go_mods(), self.work_replaces(), vendor)
    }

    /// Module paths that go.mod files require.
    pub fn required_paths(&self) -> Vec<String> {
        self.go_mods()
            .iter()
            .flat_map(|file| file.requires.iter().map(|require| require.path.clone()))
            .collect()
    }

    /// Whether there is no module and no workspace, and nothing of this machine counts.
    pub fn is_nowhere(&self) -> bool {
        self.is_nowhere
    }

    /// What surrounds predicted runs that are about these versions and queries.
    pub fn context_for<'q>(&self, queries: impl Iterator<Item = &'q str>, machine: &Machine) -> Context {
        let context = self.context(machine);
        let switched_to = switches_to(context.selection_lines(), machine);
        let switched_to = switched_to.as_deref().and_then(toolchain::version_of);
        let oldest = switched_to.map_or(machine.version(), |version| version.min(machine.version()));
        if !context.reads_requirements(queries, oldest) {
            return context;
        }
        let requirements = context.requirements.into_iter();
        let wanted = requirements.map(|requirement| (requirement.path, requirement.version)).collect();
        Context { requirements: self.requests(wanted, machine), ..context }
    }

    /// What surrounds a predicted run that reads no go.mod file of a requirement.
    pub fn context(&self, machine: &Machine) -> Context {
        let lines = self.lines(machine.version());
        let toolchain_lines = if machine.is_foreign { None } else { self.project.toolchain_lines.clone() };
        let name = switches_to(toolchain_lines.as_ref().or(lines.as_ref()), machine);
        let path = machine.layers.process_value("PATH");
        let spared = |finding: &Finding| matches!(finding, Finding::TooNew { .. } | Finding::Gowork(_));
        let fatal = |finding: &&Finding| !finding.is_warning() && !spared(finding);
        let mut problems = self.project.problems.iter();
        let requires = self.go_mods().into_iter().flat_map(|file| &file.requires);
        let requirement = |require: &Require| Request {
            path: require.path.clone(),
            version: require.version.text.clone(),
            ..Request::default()
        };
        Context {
            main_modules: self.known().main_paths().iter().map(|path| (*path).to_owned()).collect(),
            toolchain_lines,
            start_error: start_error(machine),
            module_cache_error: module_cache_error(machine),
            database_error: database_error(machine),
            goauth_error: goauth_error(machine),
            workspace_error: problems
                .clone()
                .find(|found| matches!(found, Finding::Gowork(_)))
                .map(ToString::to_string),
            file_error: problems.find(fatal).map(ToString::to_string),
            requirements: requires.map(requirement).collect(),
            replace: self.replacements(),
            excluded: self.excluded(),
            sum_error: self.sum_error(),
            module_cache: machine.settings.value("GOMODCACHE").to_owned(),
            toolchains_on_path: name
                .into_iter()
                .filter(|name| toolchain_on_path(&path, name, &self.tree))
                .collect(),
            lines,
        }
    }

    /// The replacements in effect; go.work's come first.
    fn replacements(&self) -> Replacements {
        let of_modules = self.go_mods().into_iter().flat_map(|file| &file.replaces);
        let lines = self.work_replaces().iter().chain(of_modules);
        let replacement = |line: &Replace| Replacement {
            path: line.old_path.clone(),
            version: line.old_version.as_ref().map(|version| version.text.clone()),
            target: match &line.new {
                Target::Directory(_) => None,
                Target::Module { path, version } => Some((path.clone(), version.text.clone())),
            },
        };
        lines.map(replacement).collect()
    }

    fn excluded(&self) -> Exclusions {
        let lines = self.go_mods().into_iter().flat_map(|file| &file.excludes);
        lines.map(|line| (line.path.clone(), line.version.text.clone())).collect()
    }

    /// What go says about a malformed line in one of its checksum files.
    fn sum_error(&self) -> Option<String> {
        self.sums().malformed().map(ToString::to_string)
    }

    /// What go says about a directory that takes the place of a module, where it holds none.
    pub fn directory_error(&self, path: &str, version: &str, directory: &str) -> Option<String> {
        let workspace = self.project.workspace.as_ref().and_then(|workspace| workspace.path.parent());
        let in_work = self.work_replaces().iter().any(|line| line.old_path == path);
        let root = workspace.filter(|_| in_work).or(self.project.root.as_deref())?;
        let file = join_clean(root, &Path::new(directory).join("go.mod"));
        if self.tree.exists(&file) {
            return None;
        }
        let known = self.known();
        let required = known.requirement(path).map(|require| require.version.text.as_str());
        let version = required.unwrap_or(version);
        let shown = Path::new(directory).join("go.mod");
        Some(format!(
            "{path}@{version} (replaced by {directory}): reading {}: open {}: no such file or directory",
            shown.display(),
            file.display()
        ))
    }

    fn lines(&self, version: GoVersion) -> Option<GoLines> {
        if let Some(work) = self.project.workspace.as_ref().and_then(|workspace| workspace.go_work.as_ref()) {
            let text = |line: &crate::project::go_mod::Named| line.text.clone();
            return Some(GoLines {
                file: "go.work".into(),
                go: work.go.as_ref().map(text),
                toolchain: work.toolchain.as_ref().map(text),
            });
        }
        let module = self.project.current()?;
        let Some(go_mod) = module.go_mod.as_ref() else {
            // Before Go 1.24 what is wrong with the file comes first, whatever its go line says.
            let lines = look_up_lines(&module.go_mod_path, &self.tree);
            let empty = || GoLines { file: "go.mod".into(), ..GoLines::default() };
            return Some(lines.filter(|_| version.has(Behaviour::TooNewBeforeSyntax)).unwrap_or_else(empty));
        };
        Some(GoLines {
            file: "go.mod".into(),
            go: go_mod.go.as_ref().map(|line| line.text.clone()),
            toolchain: go_mod.toolchain.as_ref().map(|line| line.text.clone()),
        })
    }

    /// Module versions with what go.sum and the module cache hold of them; for a query, of the version
    /// that it is taken to find.
    pub fn requests(&self, wanted: Vec<(String, String)>, machine: &Machine) -> Vec<Request> {
        let request = |(path, version): (String, String)| {
            let found = assumed_version(&version);
            let (hashes, cached) = (self.hashes(&path, &found, machine), self.cached(&path, &found));
            Request { path, version, hashes, cached }
        };
        wanted.into_iter().map(request).collect()
    }

    /// Which hashes of a version the checksum files hold.
    pub fn hashes(&self, path: &str, version: &str, machine: &Machine) -> Hashes {
        let presence = self.sums().hashes(path, version).presence(machine.version());
        Hashes {
            go_mod: matches!(presence, Presence::Both | Presence::ModOnly),
            zip: matches!(presence, Presence::Both | Presence::ZipOnly),
        }
    }

    /// What the module cache holds of a version.
    pub fn cached(&self, path: &str, version: &str) -> Cached {
        let place = self.module_cache.place(path, version);
        place.map_or_else(Cached::default, |place| Cached {
            info: place.has_info(&self.tree),
            go_mod: place.has_go_mod(&self.tree),
            zip: place.has_zip(&self.tree),
        })
    }

    /// The modules of which the module cache holds all; of a query, the version that it is taken to find.
    pub fn cached_modules(&self) -> CachedModules {
        let cache = self.module_cache.clone();
        CachedModules::of(move |module| {
            cache.holds(&module.path, &assumed_version(&module.version), true, true)
        })
    }
}

/// The toolchain that goes on in place of this machine's own.
fn switches_to(lines: Option<&GoLines>, machine: &Machine) -> Option<String> {
    match toolchain::select(machine.settings.value("GOTOOLCHAIN"), lines, machine.version()) {
        Ok(Selection::Switch { name, .. }) if !machine.is_foreign => Some(name),
        _ => None,
    }
}

/// Builds that use the vendor directory ask nobody; what is explained here is `go mod download`.
fn vendor_remark(project: &Project) -> Option<String> {
    let vendor = project.vendor.as_ref().filter(|vendor| vendor.mode.is_used())?;
    let directory = vendor.directory.display();
    Some(format!(
        "builds take everything from {directory} and contact no server; this is what go get and go mod \
         download do"
    ))
}

/// Assumed answers, with `file:` proxies looked up on this machine.
pub struct LocalAnswers {
    tree: SharedTree,
    assumptions: Assumptions,
    /// Files of this machine say nothing about another one.
    is_foreign: bool,
}

impl LocalAnswers {
    /// What servers are taken to answer to this machine.
    pub fn of(machine: &Machine, assumptions: Assumptions) -> Self {
        Self { tree: machine.tree.clone(), assumptions, is_foreign: machine.is_foreign }
    }
}

impl Answers for LocalAnswers {
    fn answer(&self, url: &Url) -> Answer {
        if url.scheme != "file" || self.is_foreign {
            return self.assumptions.answer(url);
        }
        let path = url.path.to_text();
        if self.tree.is_file(path.as_ref()) { Answer::Ok } else { Answer::NoSuchFile }
    }
}
