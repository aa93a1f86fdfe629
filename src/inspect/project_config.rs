//! goenv-doctor.toml as it is found on the disk.

use std::path::{Path, PathBuf};

use super::error::InspectError;
use crate::config::{self, Config, Policy};
use crate::files::Tree;
use crate::rules::{Scope, Suppression};

/// What the goenv-doctor.toml of a project says; empty where there is none.
#[derive(Debug, Clone, Default)]
pub struct ProjectConfig {
    /// The file.
    pub path: Option<PathBuf>,
    /// What it says.
    pub config: Config,
}

impl ProjectConfig {
    /// Reads the nearest file, up to the top of the repository.
    ///
    /// # Errors
    /// A file that cannot be read or used.
    pub fn nearest(start: &Path, tree: &dyn Tree) -> Result<Self, InspectError> {
        nearest(start, tree).map_or_else(|| Ok(Self::default()), |path| Self::at(&path, tree))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read or used.
    pub fn at(path: &Path, tree: &dyn Tree) -> Result<Self, InspectError> {
        let content = tree.content(path)?.pasted(path)?;
        Ok(Self { path: Some(path.to_owned()), config: config::parse(&content, path)? })
    }

    /// What is demanded; `None`: nothing is.
    pub fn policy(&self) -> Option<&Policy> {
        (!self.config.policy.is_empty()).then_some(&self.config.policy)
    }

    /// The directory that paths in the file are relative to.
    pub fn base(&self) -> PathBuf {
        self.path.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
    }

    /// The `[[ignore]]` entries.
    pub fn suppressions(&self) -> Vec<Suppression> {
        let suppression = |entry: &config::Ignore| Suppression {
            rule: entry.rule.clone(),
            reason: entry.reason.clone(),
            scope: Scope::Entry {
                variable: entry.variable.clone(),
                path: entry.path.clone().map(Box::new),
                base: self.base(),
            },
            place: entry.place.clone(),
        };
        self.config.ignore.iter().map(suppression).collect()
    }
}

/// The nearest goenv-doctor.toml, up to the top of the repository.
fn nearest(start: &Path, tree: &dyn Tree) -> Option<PathBuf> {
    for directory in start.ancestors() {
        let path = directory.join(config::FILE);
        if tree.is_file(&path) {
            return Some(path);
        }
        if tree.exists(directory.join(".git")) {
            break;
        }
    }
    None
}
