//! Findings that somebody does not want to hear of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::project_config::ProjectConfig;
use super::project_view::ProjectView;
use crate::files::{TextFile, Tree};
use crate::project::Project;
use crate::rules::{Scope, Suppression};
use crate::source::context::Survey;
use crate::source::ignore_comment::ignore_comments;

/// What goenv-doctor.toml and comments in go.mod, go.work and start-up files say is not wanted.
pub(super) fn suppressions(
    config: &ProjectConfig,
    projects: &[&ProjectView],
    survey: Option<&Survey>,
    tree: &dyn Tree,
) -> Vec<Suppression> {
    let mut all = config.suppressions();
    let files: BTreeSet<PathBuf> =
        projects.iter().flat_map(|around| project_files(around.project())).collect();
    for path in &files {
        all.extend(of_comments(path, "//", tree));
    }
    for path in survey.map(start_files).unwrap_or_default() {
        all.extend(of_comments(Path::new(&path), "#", tree));
    }
    all
}

/// The start-up files that were looked at.
fn start_files(survey: &Survey) -> BTreeSet<String> {
    survey
        .contexts
        .iter()
        .flat_map(|context| &context.outcome.files)
        .map(|file| file.path.to_string())
        .collect()
}

/// The files of the project that may hold comments for us.
fn project_files(project: &Project) -> Vec<PathBuf> {
    let work = project.workspace.iter().map(|workspace| workspace.path.clone());
    work.chain(project.modules.iter().map(|module| module.go_mod_path.clone())).collect()
}

fn of_comments(path: &Path, mark: &str, tree: &dyn Tree) -> Vec<Suppression> {
    let Ok(content) = tree.utf8(path) else { return vec![] };
    let mut all = vec![];
    for comment in ignore_comments(&TextFile::new(path, content), mark) {
        all.extend(comment.rules.into_iter().map(|rule| Suppression {
            rule: rule.name,
            reason: comment.reason.clone(),
            scope: Scope::Line(comment.applies_to),
            place: rule.place,
        }));
    }
    all
}
