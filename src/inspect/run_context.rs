//! What surrounds a predicted run: the project around it, and what go checks on the machine.

use super::preconditions::{database_error, goauth_error, module_cache_error, start_error};
use super::project_view::ProjectView;
use crate::go::predict::{Context, Exclusions, Replacement, Replacements, Request};
use crate::go::toolchain::{self, GoLines, Selection};
use crate::go::{Behaviour, GoVersion};
use crate::project::Finding;
use crate::project::discover::look_up_lines;
use crate::project::go_mod::Require;
use crate::project::replace::{Replace, Replacement as Target};
use crate::settings::Scenario;
use crate::source::goroot::toolchain_on_path;

impl ProjectView {
    /// What surrounds predicted runs that are about these versions and queries.
    pub fn context_for<'q>(&self, queries: impl Iterator<Item = &'q str>, scenario: &Scenario) -> Context {
        let context = self.context(scenario);
        let switched_to = switches_to(context.selection_lines(), scenario);
        let switched_to = switched_to.as_deref().and_then(toolchain::version_of);
        let oldest = switched_to.map_or(scenario.version(), |version| version.min(scenario.version()));
        if !context.reads_requirements(queries, oldest) {
            return context;
        }
        let requirements = context.requirements.into_iter();
        let wanted = requirements.map(|requirement| (requirement.path, requirement.version)).collect();
        Context { requirements: self.requests(wanted, scenario), ..context }
    }

    /// What surrounds a predicted run that reads no go.mod file of a requirement.
    pub fn context(&self, scenario: &Scenario) -> Context {
        let lines = self.lines(scenario.version());
        let toolchain_lines =
            if scenario.is_foreign() { None } else { self.project().toolchain_lines.clone() };
        let name = switches_to(toolchain_lines.as_ref().or(lines.as_ref()), scenario);
        let path = scenario.layers.process_value("PATH");
        let spared = |finding: &Finding| matches!(finding, Finding::TooNew { .. } | Finding::Gowork(_));
        let fatal = |finding: &&Finding| !finding.is_warning() && !spared(finding);
        let mut problems = self.project().problems.iter();
        let requires = self.go_mods().into_iter().flat_map(|file| &file.requires);
        let requirement = |require: &Require| Request {
            path: require.path.clone(),
            version: require.version.text.clone(),
            ..Request::default()
        };
        Context {
            main_modules: self.main_paths(),
            toolchain_lines,
            start_error: start_error(scenario, self.tree()),
            module_cache_error: module_cache_error(scenario),
            database_error: database_error(scenario),
            goauth_error: goauth_error(scenario, self.tree()),
            workspace_error: problems
                .clone()
                .find(|found| matches!(found, Finding::Gowork(_)))
                .map(ToString::to_string),
            file_error: problems.find(fatal).map(ToString::to_string),
            requirements: requires.map(requirement).collect(),
            replace: self.replacements(),
            excluded: self.excluded(),
            sum_error: self.sum_error(),
            module_cache: scenario.settings.value("GOMODCACHE").to_owned(),
            toolchains_on_path: name
                .into_iter()
                .filter(|name| toolchain_on_path(&path, name, self.tree()))
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

    fn lines(&self, version: GoVersion) -> Option<GoLines> {
        if let Some(work) = self.project().workspace.as_ref().and_then(|workspace| workspace.go_work.as_ref())
        {
            let text = |line: &crate::project::go_mod::Named| line.text.clone();
            return Some(GoLines {
                file: "go.work".into(),
                go: work.go.as_ref().map(text),
                toolchain: work.toolchain.as_ref().map(text),
            });
        }
        let module = self.project().current()?;
        let Some(go_mod) = module.go_mod.as_ref() else {
            // Before Go 1.24 what is wrong with the file comes first, whatever its go line says.
            let lines = look_up_lines(&module.go_mod_path, self.tree());
            let empty = || GoLines { file: "go.mod".into(), ..GoLines::default() };
            return Some(lines.filter(|_| version.has(Behaviour::TooNewBeforeSyntax)).unwrap_or_else(empty));
        };
        Some(GoLines {
            file: "go.mod".into(),
            go: go_mod.go.as_ref().map(|line| line.text.clone()),
            toolchain: go_mod.toolchain.as_ref().map(|line| line.text.clone()),
        })
    }
}

/// The toolchain that goes on in place of this machine's own.
fn switches_to(lines: Option<&GoLines>, scenario: &Scenario) -> Option<String> {
    match toolchain::select(scenario.settings.value("GOTOOLCHAIN"), lines, scenario.version()) {
        Ok(Selection::Switch { name, .. }) if !scenario.is_foreign() => Some(name),
        _ => None,
    }
}
