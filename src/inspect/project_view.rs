//! The project around the directory, as the prediction needs it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::files::{SharedTree, join_clean};
use crate::go::goflags::GoFlags;
use crate::go::predict::{Cached, Hashes, Request, assumed_version};
use crate::project::module_cache::ModuleCache;
use crate::project::providers::Known;
use crate::project::replace::Replace;
use crate::project::{Finding, GoMod, Presence, Project, Sums, Surroundings, discover};
use crate::rules::facts::CachedModules;
use crate::settings::{Scenario, locations};

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
    /// What is around a go command on another machine: of its directory nothing is known.
    pub fn nowhere(start: &Path, tree: &SharedTree) -> Self {
        Self {
            tree: tree.clone(),
            start: start.to_owned(),
            project: Project::default(),
            sums: OnceLock::new(),
            module_cache: ModuleCache::default(),
            is_nowhere: true,
            remarks: vec![],
        }
    }

    /// Reads what is around a directory.
    pub fn at(start: &Path, scenario: &Scenario, tree: &SharedTree) -> Self {
        let temp_directory =
            locations::temp_directory(scenario.system(), &|name| scenario.layers.process_value(name));
        let flags =
            GoFlags::parse(scenario.settings.value("GOFLAGS"), scenario.version()).unwrap_or_default();
        let gopath = scenario.settings.value("GOPATH").split(':').next().filter(|path| !path.is_empty());
        let goroot = scenario.go.goroot.as_deref().map(Path::new);
        let project = discover(&Surroundings {
            tree,
            start,
            version: scenario.version(),
            gowork: scenario.settings.value("GOWORK"),
            goroot: goroot.filter(|_| !scenario.is_foreign()),
            gopath: gopath.map(Path::new).filter(|_| !scenario.is_foreign()),
            temp_dir: &temp_directory,
            mod_file: flags.module_file.as_deref(),
            mod_flag: flags.module_mode.as_deref(),
        });
        // Whether a go line is too new depends on GOTOOLCHAIN; the prediction says what comes of it.
        let said = project.problems.iter().filter(|found| !matches!(found, Finding::TooNew { .. }));
        let mut remarks: Vec<String> = said.map(|found| format!("go says: {found}")).collect();
        remarks.extend(vendor_remark(&project));
        Self {
            tree: tree.clone(),
            start: start.to_owned(),
            project,
            sums: OnceLock::new(),
            module_cache: module_cache(scenario, tree),
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

    /// Paths of the main modules.
    pub fn main_paths(&self) -> Vec<String> {
        let names = self.go_mods().into_iter().filter_map(|file| file.module.as_ref());
        names.map(|name| name.text.clone()).collect()
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

    /// Module versions with what go.sum and the module cache hold of them; for a query, of the version
    /// that it is taken to find.
    pub fn requests(&self, wanted: Vec<(String, String)>, scenario: &Scenario) -> Vec<Request> {
        let request = |(path, version): (String, String)| {
            let found = assumed_version(&version);
            let (hashes, cached) = (self.hashes(&path, &found, scenario), self.cached(&path, &found));
            Request { path, version, hashes, cached }
        };
        wanted.into_iter().map(request).collect()
    }

    /// Which hashes of a version the checksum files hold.
    pub fn hashes(&self, path: &str, version: &str, scenario: &Scenario) -> Hashes {
        let presence = self.sums().hashes(path, version).presence(scenario.version());
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

/// The module cache of a scenario. Of another machine nothing counts.
pub(super) fn module_cache(scenario: &Scenario, tree: &SharedTree) -> ModuleCache {
    let folder = Path::new(scenario.settings.value("GOMODCACHE"));
    let counts = !scenario.is_foreign() && folder.is_absolute();
    ModuleCache { tree: tree.clone(), folder: counts.then(|| folder.to_owned()) }
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
