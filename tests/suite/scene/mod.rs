//! A machine in a few lines: environment, files and Go version in, settings, decisions and findings out.

use std::path::Path;
use std::rc::Rc;

use goenv_doctor::audit::{Auditor, Listed, Parts, Sighting, Tally};
use goenv_doctor::config;
use goenv_doctor::go::predict::{Assumptions, Context as Surroundings, Hashes, Prediction, Request};
use goenv_doctor::go::toolchain::GoLines;
use goenv_doctor::go::{Engine, GoVersion, PatternList, Platform, Values};
use goenv_doctor::project::go_mod::{self, GoMod};
use goenv_doctor::project::replace::Replacement;
use goenv_doctor::rules::facts::{
    MachineFacts, ModuleFacts, NetrcFacts, ProjectFacts, Unreadable, WorkspaceFacts,
};
use goenv_doctor::rules::{Diagnostic, Example, Facts, Levels, RuleInputs, Scope, Suppression, judge};
use goenv_doctor::settings::locations;
use goenv_doctor::settings::{Layers, Settings, System, resolve};
use goenv_doctor::source::context::{Survey, User};
use goenv_doctor::source::goenv_file::{GoEnvFile, SHIPPED};
use goenv_doctor::source::startup::{MemoryTree, Shell};
use goenv_doctor::source::{Assignment, FileLine, Layer, Origin};

use crate::recorded::Row;

/// A machine. What is not set is as on a fresh installation of the newest version.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) pasted: Vec<(String, String)>,
    pub(crate) user_file: Option<String>,
    pub(crate) goroot_file: Option<String>,
    pub(crate) version: GoVersion,
    pub(crate) goos: String,
    pub(crate) modules: Vec<String>,
    /// go.mod in the working directory.
    pub(crate) go_mod: Option<String>,
    /// goenv-doctor.toml in the working directory.
    pub(crate) config: String,
    /// ~/.netrc, or the file that NETRC names.
    pub(crate) netrc: Option<String>,
    /// What else is known of the project and the machine.
    pub(crate) facts: Facts,
    pub(crate) levels: Levels,
}

/// What the contexts of somebody with this login shell come to, whose home holds these files.
pub(crate) fn survey(shell: Shell, files: &[(&str, &str)]) -> Survey {
    let home = "/home/u";
    let files = files.iter().map(|(name, content)| (format!("{home}/{name}"), *content));
    let tree = files.fold(MemoryTree::default(), |tree, (path, content)| tree.with(&path, content));
    let environment = [("HOME", home), ("PATH", "/usr/bin:/bin"), ("USER", "u")];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Survey::of(&User { shell, home: home.to_owned(), environment }, &tree)
}

/// The working directory of every machine.
const WORK: &str = "/home/u/work";

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
            goroot_file: Some(SHIPPED.into()),
            version: GoVersion::NEWEST_KNOWN,
            goos: "linux".into(),
            modules: vec![],
            go_mod: None,
            config: String::new(),
            netrc: None,
            facts: Facts::default(),
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
        scene.facts.machine.has_git = Some(!example.without_git);
        scene.facts.project.lacks_go_sum = example.without_go_sum;
        if !example.start_files.is_empty() {
            scene.facts.shells = Some(Rc::new(survey(Shell::Bash, example.start_files)));
        }
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
        .with_goroot(row.go_env())
        .with_modules(&[&row.module])
    }

    /// The same with `NAME=value` lines of pasted `go env` output in place of everything below the
    /// process environment.
    pub(crate) fn pasted(lines: &str) -> Self {
        Self { pasted: pairs(lines), goroot_file: None, ..Self::new() }
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

    /// The same under Go 1.`minor`.
    pub(crate) fn under(self, minor: u32) -> Self {
        Self { version: GoVersion::new(1, minor, 3), ..self }
    }

    fn files(&self) -> (Option<GoEnvFile>, Option<GoEnvFile>) {
        let off = self.environment.iter().any(|(name, value)| name == "GOENV" && value == "off");
        let user = self.user_file.as_deref().filter(|_| !off);
        let read = |text: &str, path: &str, layer| GoEnvFile::parse(text, Path::new(path), layer);
        (
            user.map(|text| read(text, "/home/u/.config/go/env", Layer::GoEnvFile)),
            self.goroot_file.as_deref().map(|text| read(text, "/usr/local/go/go.env", Layer::GorootGoEnv)),
        )
    }

    pub(crate) fn layers(&self) -> Layers {
        let assigned = |pairs: &[(String, String)], layer| {
            let one = |(name, value): &(String, String)| {
                Assignment::certain(name.clone(), value.clone(), Origin::of(layer))
            };
            pairs.iter().map(one).collect()
        };
        let (user_file, goroot_file) = self.files();
        Layers {
            environment: assigned(&self.environment, Layer::Environment),
            pasted: assigned(&self.pasted, Layer::GoEnvOutput),
            user_file,
            goroot_file,
            ..Layers::default()
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        resolve(&self.layers(), self.version, System::from_goos(&self.goos))
    }

    pub(crate) fn engine(&self) -> Engine {
        let platform = Platform { version: self.version, goos: self.goos.clone(), goarch: "amd64".into() };
        Engine::new(Values::from(&self.settings()), platform)
    }

    /// The same with this go.mod.
    pub(crate) fn with_go_mod(self, content: &str) -> Self {
        Self { go_mod: Some(content.into()), ..self }
    }

    fn value(&self, name: &str) -> String {
        self.layers().process_value(name)
    }

    /// What is known of the project: that of `facts`, and what go.mod says.
    fn project(&self) -> ProjectFacts {
        let mut project = self.facts.project.clone();
        let gowork = self.value("GOWORK");
        if !matches!(gowork.as_str(), "" | "off") && project.workspace.is_none() {
            let path = Path::new(&gowork).to_owned();
            let has_current = self.go_mod.as_ref().map(|_| path.parent() == Some(Path::new(WORK)));
            project.workspace = Some(WorkspaceFacts { path, has_current });
        }
        let Some(text) = &self.go_mod else { return project };
        let path = Path::new(WORK).join("go.mod");
        let line = |number| FileLine::of(&path, text, number);
        let word = |word: &str| {
            let begins = |line: &str| line.starts_with(&format!("{word} "));
            let index = text.lines().position(begins)?;
            let value = text.lines().nth(index)?.split_whitespace().nth(1)?.to_owned();
            Some((value, line(u32::try_from(index).unwrap() + 1)))
        };
        let (go, toolchain) = (word("go"), word("toolchain"));
        project.lines = GoLines {
            file: "go.mod".into(),
            go: go.clone().map(|(text, _)| text),
            toolchain: toolchain.clone().map(|(text, _)| text),
        };
        project.go_line = go.and_then(|(_, line)| line);
        project.toolchain_line = toolchain.and_then(|(_, line)| line);
        let file = go_mod::parse(text, "go.mod", self.version).unwrap_or_else(|errors| {
            let number = errors.errors[0].span.line;
            let message = errors.message(self.version).replace('\n', " ");
            project.unreadable.push(Unreadable { line: line(number).unwrap(), message });
            GoMod::default()
        });
        project.main_modules.extend(file.module.iter().map(|module| module.text.clone()));
        for module in required(&file, &line) {
            if !project.modules.iter().any(|known| known.path == module.path) {
                project.modules.push(module);
            }
        }
        project
    }

    /// The modules that go.mod requires.
    pub(crate) fn required(&self) -> Vec<ModuleFacts> {
        self.project().modules
    }

    fn machine(&self) -> MachineFacts {
        let system = System::from_goos(&self.goos);
        let environment = |name: &str| match (name, self.value(name)) {
            ("HOME" | "AppData", value) if !self.environment.iter().any(|(name, _)| name == "HOME") => {
                value + "/home/u"
            }
            (_, value) => value,
        };
        let mut machine = self.facts.machine.clone();
        if self.pasted.is_empty() {
            machine.user_file = Some(locations::user_file(system, self.version, &environment));
            machine.has_user_file = self.user_file.is_some();
            // Installations stand in directories that are called by their version.
            let version = |path: &str| GoVersion::parse(path.strip_prefix("/opt/go")?.split('/').next()?);
            let goroot = self.settings().value("GOROOT").to_owned();
            machine.has_goroot = (!goroot.is_empty()).then(|| version(&goroot).is_some());
            machine.goroot_version = version(&goroot);
            machine.path_version = version(&self.value("PATH"));
        }
        if let Some(text) = &self.netrc {
            machine.netrc = Some(NetrcFacts {
                path: "/home/u/.netrc".into(),
                machines: goenv_doctor::source::netrc::machines(text),
                is_found: true,
                ..NetrcFacts::default()
            });
        }
        machine
    }

    fn suppressions(&self) -> Vec<Suppression> {
        let path = Path::new(WORK).join("goenv-doctor.toml");
        let config = config::parse(&self.config, &path).unwrap();
        let suppression = |entry: config::Ignore| Suppression {
            rule: entry.rule,
            reason: entry.reason,
            scope: Scope::Entry {
                variable: entry.variable,
                path: entry.path.map(Box::new),
                base: WORK.into(),
            },
            text: entry.line.text,
            origin: entry.line.origin,
        };
        config.ignore.into_iter().map(suppression).collect()
    }

    /// What the rules find here.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let layers = self.layers();
        let shells = self.facts.shells.clone();
        let mut facts =
            Facts { project: self.project(), machine: self.machine(), shells, ..Facts::default() };
        let path = Path::new(WORK).join("goenv-doctor.toml");
        let policy = config::parse(&self.config, &path).unwrap().policy;
        facts.graph = Some(Rc::new(self.tally(&policy, &facts.project.modules)));
        facts.policy = Some(Rc::new(policy));
        let mut modules = self.modules.clone();
        modules.extend(facts.project.modules.iter().map(|module| module.path.clone()));
        let context = RuleInputs {
            settings: &self.settings(),
            engine: &self.engine(),
            environment: &layers.environment,
            user_file: layers.user_file.as_ref(),
            goroot_file: layers.goroot_file.as_ref(),
            modules: &modules,
            facts: &facts,
            suppressions: &self.suppressions(),
        };
        judge(&context, &self.levels)
    }

    /// What the modules of go.mod come to.
    fn tally(&self, policy: &config::Policy, modules: &[ModuleFacts]) -> Tally {
        let lists = policy.private.iter().map(|entry| PatternList::parse(&entry.text, self.version));
        let private = (!policy.private.is_empty()).then(|| lists.collect());
        let (mut tally, engine, answers) = (Tally::new(private), self.engine(), Assumptions::default());
        let is_cached =
            |seen: &Sighting| modules.iter().any(|module| module.path == seen.path && module.is_cached);
        let context = Surroundings::default();
        let auditor =
            Auditor { engine: &engine, context: &context, answers: &answers, is_cached: &is_cached };
        for module in modules {
            tally.add(&auditor.decide(Sighting {
                path: module.path.clone(),
                version: module.version.clone(),
                listed: Listed::Required,
                line: module.line.clone(),
                directory: module.directory.clone(),
                is_summed: module.is_summed,
                parts: Parts { go_mod: true, zip: true },
            }));
        }
        tally
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
        let request = Request { path: path.into(), version: version.into(), hashes, ..Request::default() };
        self.engine().predict(&request, surroundings, &assumptions)
    }
}

/// The modules that go.mod requires, nothing of them being there yet.
fn required(file: &GoMod, line: &dyn Fn(u32) -> Option<FileLine>) -> Vec<ModuleFacts> {
    let module = |require: &go_mod::Require| {
        let replace = file.replaces.iter().find(|replace| replace.old_path == require.path);
        let (path, version, directory) = match replace.map(|replace| &replace.new) {
            Some(Replacement::Module { path, version }) => (path, &version.text, None),
            Some(Replacement::Directory(directory)) => {
                (&require.path, &require.version.text, Some(directory.clone()))
            }
            None => (&require.path, &require.version.text, None),
        };
        ModuleFacts {
            path: path.clone(),
            version: version.clone(),
            line: line(require.span.line),
            directory,
            is_summed: false,
            has_go_mod_hash: true,
            is_cached: false,
            is_indirect: require.indirect,
        }
    };
    file.requires.iter().map(module).collect()
}

/// The part of the value that the carets stand below.
pub(crate) fn marked(found: &Diagnostic) -> &str {
    &found.value.expose()[found.range.clone()]
}

/// The value of the fix; `-` for removing the setting.
pub(crate) fn fixed(found: &Diagnostic) -> &str {
    let fix = found.fix.as_ref().unwrap_or_else(|| panic!("{} has no fix", found.rule.slug));
    fix.value.as_ref().map_or("-", |value| value.expose())
}
