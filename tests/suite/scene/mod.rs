//! A machine in a few lines: environment, files and Go version in, settings, decisions and findings out. It is
//! laid out as files in memory and looked at through the library's door.

mod layout;

use goenv_doctor::files::SharedTree;
use goenv_doctor::go::predict::{Assumptions, Context as Surroundings, Hashes, Prediction, Request as Query};
use goenv_doctor::go::tables::defaults::go_env_file;
use goenv_doctor::go::{Engine, GoVersion};
use goenv_doctor::inspect::{Contexts, Inspection, Process, Repository, Request, Scenario, ScenarioRequest};
use goenv_doctor::rules::{Diagnostic, Example, Levels};
use goenv_doctor::settings::Settings;
use goenv_doctor::source::go_env_output::GoEnvOutput;
use goenv_doctor::source::{Assignment, Layer, Origin};

use crate::recorded::Row;

/// The home directory of every machine.
const HOME: &str = "/home/u";

/// The working directory of every machine.
const WORK: &str = "/home/u/work";

/// Where Go is, unless the environment leads elsewhere.
const GOROOT: &str = "/usr/local/go";

/// Which hashes go.sum holds of the modules that go.mod requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GoSum {
    /// There is no go.sum.
    Missing,
    /// None of them.
    Nothing,
    /// All.
    All,
}

/// A machine. What is not set is as on a fresh installation of the newest version.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) pasted: Vec<(String, String)>,
    pub(crate) user_file: Option<String>,
    pub(crate) goroot_file: Option<String>,
    pub(crate) version: GoVersion,
    pub(crate) goos: String,
    /// Modules that are asked about.
    pub(crate) modules: Vec<String>,
    /// go.mod in the working directory.
    pub(crate) go_mod: Option<String>,
    pub(crate) go_sum: GoSum,
    /// The module cache holds all that go.mod requires.
    pub(crate) is_cached: bool,
    /// A vendor directory holds all that go.mod requires.
    pub(crate) is_vendored: bool,
    /// goenv-doctor.toml in the working directory.
    pub(crate) config: String,
    /// ~/.netrc, or the file that NETRC names.
    pub(crate) netrc: Option<String>,
    pub(crate) without_git: bool,
    /// Toolchains on PATH besides go itself, as `go1.22.1`.
    pub(crate) toolchains: Vec<String>,
    /// Other files, by absolute path.
    pub(crate) files: Vec<(String, String)>,
    /// Start-up files in the home directory of somebody whose shell is bash.
    pub(crate) start_files: &'static [(&'static str, &'static str)],
    pub(crate) levels: Levels,
}

/// `NAME=value` lines.
pub(crate) fn pairs(lines: &str) -> Vec<(String, String)> {
    let pair = |line: &str| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    lines.lines().filter_map(pair).collect()
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self {
            environment: vec![],
            pasted: vec![],
            user_file: None,
            goroot_file: Some(go_env_file(GoVersion::NEWEST_KNOWN)),
            version: GoVersion::NEWEST_KNOWN,
            goos: "linux".into(),
            modules: vec![],
            go_mod: None,
            go_sum: GoSum::Nothing,
            is_cached: false,
            is_vendored: false,
            config: String::new(),
            netrc: None,
            without_git: false,
            toolchains: vec![],
            files: vec![],
            start_files: &[],
            levels: Levels::default(),
        }
    }

    /// A machine with these `NAME=value` lines in the process environment.
    pub(crate) fn environment(lines: &str) -> Self {
        Self { environment: pairs(lines), ..Self::new() }
    }

    /// A machine with one variable in the process environment, line breaks and all.
    pub(crate) fn variable(name: &str, value: &str) -> Self {
        Self { environment: vec![(name.into(), value.into())], ..Self::new() }
    }

    /// A machine with this go/env file.
    pub(crate) fn file(content: &str) -> Self {
        Self { user_file: Some(content.into()), ..Self::new() }
    }

    /// A machine set up as in a rule's documentation.
    pub(crate) fn example(example: &Example) -> Self {
        let mut scene = Self::environment(example.environment);
        let content = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        scene.user_file = content(example.goenv_file);
        scene.goroot_file = content(example.goroot_file).or(scene.goroot_file);
        scene.go_mod = content(example.go_mod);
        scene.config = example.config.to_owned();
        scene.netrc = content(example.netrc);
        scene.without_git = example.without_git;
        scene.go_sum = if example.without_go_sum { GoSum::Missing } else { GoSum::Nothing };
        scene.start_files = example.start_files;
        scene
    }

    /// The machine of a recorded run, the module asked for in sight.
    pub(crate) fn recorded(row: &Row) -> Self {
        Self {
            environment: row.env.clone().into_iter().collect(),
            user_file: row.goenv.clone(),
            version: GoVersion::parse(&row.go).unwrap(),
            ..Self::new()
        }
        .with_goroot(row.go_env().as_deref())
        .with_modules(&[&row.module])
    }

    /// The same with `NAME=value` lines of pasted `go env` output in place of everything below the
    /// process environment.
    pub(crate) fn pasted(lines: &str) -> Self {
        Self { pasted: pairs(lines), ..Self::new() }
    }

    pub(crate) fn with_file(self, content: &str) -> Self {
        Self { user_file: Some(content.into()), ..self }
    }

    pub(crate) fn with_goroot(self, content: Option<&str>) -> Self {
        Self { goroot_file: content.map(str::to_owned), ..self }
    }

    pub(crate) fn with_modules(self, modules: &[&str]) -> Self {
        Self { modules: modules.iter().map(|module| (*module).to_owned()).collect(), ..self }
    }

    /// The same with this go.mod.
    pub(crate) fn with_go_mod(self, content: &str) -> Self {
        Self { go_mod: Some(content.into()), ..self }
    }

    /// The same under Go 1.`minor`.
    pub(crate) fn under(self, minor: u32) -> Self {
        Self { version: GoVersion::new(1, minor, 3), ..self }
    }

    /// What is asked for.
    fn request(&self) -> Request {
        let environment = self.process_environment();
        let environment: Vec<_> =
            environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let scenario = if self.pasted.is_empty() {
            ScenarioRequest::Process
        } else {
            let assignment = |(name, value): &(String, String)| {
                Assignment::certain(name.clone(), value.as_str(), Origin::of(Layer::GoEnvOutput))
            };
            let mut output = GoEnvOutput::default();
            output.assignments = self.pasted.iter().map(assignment).collect();
            ScenarioRequest::Paste(output)
        };
        Request {
            tree: SharedTree::new(self.tree()),
            process: Process { goos: self.goos.clone(), ..Process::with(&environment, WORK) },
            go_version: Some(self.version),
            scenario,
            contexts: if self.start_files.is_empty() { Contexts::None } else { Contexts::All },
            levels: self.levels.clone(),
            ..Request::default()
        }
    }

    /// The run that looks at the machine.
    pub(crate) fn inspection(&self) -> Inspection {
        Inspection::new(self.request()).unwrap()
    }

    pub(crate) fn scenario(&self) -> Scenario {
        self.inspection().scenario
    }

    pub(crate) fn settings(&self) -> Settings {
        self.scenario().settings
    }

    pub(crate) fn engine(&self) -> Engine {
        self.scenario().engine
    }

    /// What the rules find here: with a goenv-doctor.toml in the whole repository, as `check` does, else
    /// around the working directory, as `explain` does.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let inspection = self.inspection();
        if self.config.is_empty() {
            return inspection.findings(&inspection.project(), &self.modules).unwrap();
        }
        assert!(self.modules.is_empty(), "a whole repository is asked about no module");
        let roots = self.go_mod.iter().map(|_| WORK.into()).collect();
        Repository::with_modules_in(inspection, roots).unwrap().judge().found
    }

    /// The slugs of what the rules find here.
    pub(crate) fn slugs(&self) -> Vec<&'static str> {
        self.findings().iter().map(|found| found.rule.slug).collect()
    }

    /// The only finding.
    pub(crate) fn finding(&self) -> Diagnostic {
        let mut found = self.findings();
        assert_eq!(found.len(), 1, "{:?}", self.slugs());
        found.remove(0)
    }

    /// The first finding of a rule.
    pub(crate) fn finding_of(&self, slug: &str) -> Diagnostic {
        let found = self.findings().into_iter().find(|found| found.rule.slug == slug);
        found.unwrap_or_else(|| panic!("no {slug}, but {:?}", self.slugs()))
    }

    /// What go would do with `path@version`, nothing being known yet; `assumed` as for `--assume`.
    pub(crate) fn predict(&self, module: &str, assumed: &[impl AsRef<str>]) -> Prediction {
        self.predict_with(module, assumed, Hashes::default(), &Surroundings::default())
    }

    /// The same with hashes in go.sum and inside a module.
    pub(crate) fn predict_with(
        &self,
        module: &str,
        assumed: &[impl AsRef<str>],
        hashes: Hashes,
        surroundings: &Surroundings,
    ) -> Prediction {
        let (path, version) = module.split_once('@').unwrap();
        let mut assumptions = Assumptions::default();
        assumed.iter().for_each(|text| assumptions.add(text.as_ref()).unwrap());
        let query = Query { path: path.into(), version: version.into(), hashes, ..Query::default() };
        self.engine().predict(&query, surroundings, &assumptions)
    }
}

/// The part of the value that the carets stand below.
pub(crate) fn marked(found: &Diagnostic) -> &str {
    &found.value.expose()[found.range.clone()]
}

/// The value of the fix; `-` for removing the setting.
pub(crate) fn fixed(found: &Diagnostic) -> &str {
    let fix = found.fix.as_ref().unwrap_or_else(|| panic!("{} has no fix", found.rule.slug));
    fix.value().map_or("-", |value| value.expose())
}
