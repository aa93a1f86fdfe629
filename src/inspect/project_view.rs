//! The project around the directory, as the prediction needs it.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::machine::Machine;
use super::preconditions::{database_error, goauth_error, module_cache_error, start_error};
use crate::go::goflags::GoFlags;
use crate::go::predict::{
    Answer, Answers, Assumptions, Cached, Context, Hashes, Replacement, Request, assumed_version,
};
use crate::go::toolchain::{self, GoLines, Selection};
use crate::go::url::Url;
use crate::go::{Behaviour, GoVersion};
use crate::project::discover::look_up_lines;
use crate::project::files::join_clean;
use crate::project::go_mod::Require;
use crate::project::providers::Known;
use crate::project::replace::{Replace, Replacement as Target};
use crate::project::{Finding, GoMod, Presence, Project, Surroundings, discover, go_sum, module_cache};
use crate::source::goroot::toolchain_on_path;

/// The project, with what the machine holds of modules.
pub struct ProjectView {
    start: PathBuf,
    project: Project,
    module_cache: Option<PathBuf>,
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
                start: start.to_owned(),
                project: Project::default(),
                module_cache: None,
                is_nowhere: true,
                remarks: vec![],
            };
        }
        let flags = GoFlags::parse(machine.settings.value("GOFLAGS"), machine.version()).unwrap_or_default();
        let gopath = machine.settings.value("GOPATH").split(':').next().filter(|path| !path.is_empty());
        let goroot = machine.go.goroot.as_deref().map(Path::new);
        let project = discover(&Surroundings {
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
        let cache = machine.settings.value("GOMODCACHE");
        let module_cache =
            (!machine.is_foreign && Path::new(cache).is_absolute()).then(|| PathBuf::from(cache));
        Self { start: start.to_owned(), project, module_cache, is_nowhere: false, remarks }
    }

    /// The directory that go would run in.
    pub fn start(&self) -> &Path {
        &self.start
    }

    /// The project itself.
    pub fn project(&self) -> &Project {
        &self.project
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
    pub fn known<'a>(&'a self, go_mods: &'a [&'a GoMod]) -> Known<'a> {
        let vendor = self.project.vendor.as_ref().and_then(|vendor| vendor.list.as_ref());
        Known { main_modules: go_mods, work_replaces: self.work_replaces(), vendor }
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
        let toolchain_lines = if machine.is_foreign { None } else { self.project.toolchain_lines() };
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
            main_modules: self.known(&self.go_mods()).main_paths().map(str::to_owned).collect(),
            toolchain_lines,
            start_error: start_error(machine),
            module_cache_error: module_cache_error(machine),
            database_error: database_error(machine),
            goauth_error: goauth_error(machine),
            directory_error: None,
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
            toolchains_on_path: name.into_iter().filter(|name| toolchain_on_path(&path, name)).collect(),
            lines,
        }
    }

    /// The replacements in effect; go.work's come first.
    fn replacements(&self) -> Vec<Replacement> {
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

    fn excluded(&self) -> Vec<(String, String)> {
        let lines = self.go_mods().into_iter().flat_map(|file| &file.excludes);
        lines.map(|line| (line.path.clone(), line.version.text.clone())).collect()
    }

    /// What go says about a malformed line in one of its checksum files.
    fn sum_error(&self) -> Option<String> {
        let malformed = |path: &&Path| {
            let scan =
                go_sum::scan(BufReader::new(File::open(path).ok()?), &path.to_string_lossy(), &[]).ok()?;
            scan.malformed.map(|found| found.to_string())
        };
        self.project.sum_paths().iter().find_map(malformed)
    }

    /// What go says about a directory that takes the place of a module, where it holds none.
    pub fn directory_error(&self, path: &str, version: &str, directory: &str) -> Option<String> {
        let workspace = self.project.workspace.as_ref().and_then(|workspace| workspace.path.parent());
        let in_work = self.work_replaces().iter().any(|line| line.old_path == path);
        let root = workspace.filter(|_| in_work).or(self.project.root.as_deref())?;
        let file = join_clean(root, &Path::new(directory).join("go.mod"));
        if file.exists() {
            return None;
        }
        let go_mods = self.go_mods();
        let required = self.known(&go_mods).requirement(path).map(|require| require.version.text.as_str());
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
            let lines = look_up_lines(&module.go_mod_path);
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
        let found: Vec<String> = wanted.iter().map(|(_, version)| assumed_version(version)).collect();
        let pairs: Vec<(&str, &str)> =
            wanted.iter().zip(&found).map(|((path, _), found)| (path.as_str(), found.as_str())).collect();
        let hashes = self.hashes(&pairs, machine);
        let requests = wanted.iter().zip(&found).zip(hashes).map(|(((path, version), found), hashes)| {
            Request { path: path.clone(), version: version.clone(), hashes, cached: self.cached(path, found) }
        });
        requests.collect()
    }

    fn hashes(&self, wanted: &[(&str, &str)], machine: &Machine) -> Vec<Hashes> {
        let mut found = vec![Hashes::default(); wanted.len()];
        for path in self.project.sum_paths() {
            let Ok(file) = File::open(path) else { continue };
            let Ok(scan) = go_sum::scan(BufReader::new(file), &path.to_string_lossy(), wanted) else {
                continue;
            };
            for (known, sums) in found.iter_mut().zip(&scan.modules) {
                let presence = sums.presence(machine.version());
                known.go_mod |= matches!(presence, Presence::Both | Presence::ModOnly);
                known.zip |= matches!(presence, Presence::Both | Presence::ZipOnly);
            }
        }
        found
    }

    /// What the module cache holds of a version.
    pub fn cached(&self, path: &str, version: &str) -> Cached {
        let entry =
            self.module_cache.as_deref().and_then(|cache| module_cache::look_up(cache, path, version).ok());
        entry.map_or_else(Cached::default, |entry| Cached {
            info: entry.info.is_present(),
            go_mod: entry.go_mod.is_present(),
            zip: entry.has_zip(),
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
        "builds take everything from {directory} and ask nobody; this is what go get and go mod download do"
    ))
}

/// Assumed answers, with `file:` proxies looked up on this machine.
pub struct LocalAnswers {
    /// What servers are taken to answer.
    pub assumptions: Assumptions,
    /// Files of this machine say nothing about another one.
    pub is_foreign: bool,
}

impl Answers for LocalAnswers {
    fn answer(&self, url: &Url) -> Answer {
        if url.scheme != "file" || self.is_foreign {
            return self.assumptions.answer(url);
        }
        let path = url.path.to_text();
        if Path::new(path.as_ref()).is_file() { Answer::Ok } else { Answer::NoSuchFile }
    }
}
