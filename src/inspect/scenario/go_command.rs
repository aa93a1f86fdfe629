//! Which go command this machine has: its version and its GOROOT, found without running anything.

use std::path::Path;

use crate::files::Tree;
use crate::go::{Behaviour, GoVersion};
use crate::inspect::{InspectError, Request};
use crate::settings::{Layers, VersionFrom};
use crate::source::Layer;
use crate::source::goenv_file::GoEnvFile;
use crate::source::goroot::{GoOnPath, Goroot, on_path};

/// The go command on this machine.
pub(super) struct GoCommand {
    pub(super) goroot: Option<Goroot>,
    pub(super) version: GoVersion,
    pub(super) from: VersionFrom,
}

impl GoCommand {
    /// Finds it: `--goroot`, GOROOT, the first `go` on PATH; `--go-version` decides about the version.
    pub(super) fn find(
        request: &Request,
        layers: &Layers,
        notes: &mut Vec<String>,
    ) -> Result<Self, InspectError> {
        let wanted = request.go_version;
        let (goroot, is_explicit) = find_goroot(request, layers, notes)?;
        let found = goroot.as_ref().and_then(|goroot| goroot.version);
        let (version, from) = match (wanted, found, &request.goroot) {
            (Some(version), _, _) => (version, VersionFrom::Request),
            (None, Some(version), _) => (version, VersionFrom::Goroot),
            (None, None, Some(named)) => return Err(InspectError::NotAGoroot(named.clone())),
            (None, None, None) => {
                let newest = GoVersion::NEWEST_KNOWN;
                notes.push(format!(
                    "no Go version was found; go{newest} is assumed (--go-version names another)"
                ));
                (newest, VersionFrom::Assumed)
            }
        };
        // Another version than the installed one has go.env as released, not that of the installed one.
        let is_other = !is_explicit && found != Some(version);
        Ok(Self { goroot: goroot.filter(|_| !is_other), version, from })
    }

    /// The go.env that counts. Go looks for it in the GOROOT of the user's file before any other.
    pub(super) fn go_env(
        &self,
        layers: &Layers,
        tree: &dyn Tree,
        notes: &mut Vec<String>,
    ) -> Option<GoEnvFile> {
        if !self.version.has(Behaviour::GorootGoEnv) {
            return None;
        }
        let in_file = layers.user_file.as_ref().and_then(|file| file.effective("GOROOT"));
        let in_file = in_file.map(|line| line.value.expose()).filter(|named| !named.is_empty());
        let in_file = in_file.map(|named| Goroot::at(Path::new(named), tree));
        // Where GOROOT is no directory every go command fails, and no setting is missing besides.
        let is_there = |goroot: &Goroot| tree.is_directory(&goroot.path);
        let Some(goroot) = in_file.into_iter().chain(self.goroot.clone()).find(is_there) else {
            return Some(GoEnvFile::shipped(self.version));
        };
        match goroot.go_env(tree) {
            Ok(text) => text.map(|text| GoEnvFile::parse(&text, &goroot.go_env_path(), Layer::GorootGoEnv)),
            Err(error) => {
                notes.push(format!("{error}; go silently ignores it"));
                None
            }
        }
    }
}

/// The installation, and whether the user named it, on our command line or in the environment.
fn find_goroot(
    request: &Request,
    layers: &Layers,
    notes: &mut Vec<String>,
) -> Result<(Option<Goroot>, bool), InspectError> {
    let tree = &*request.tree;
    if let Some(path) = &request.goroot {
        if !tree.is_directory(path) {
            return Err(InspectError::NotADirectory(path.clone()));
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        return Ok((Some(Goroot::at(&path, tree)), true));
    }
    let named = layers.process_value("GOROOT");
    if named.is_empty() {
        return Ok((goroot_on_path(layers, tree, notes), false));
    }
    if !tree.is_directory(&named) {
        notes.push(format!("every go command fails here: go: cannot find GOROOT directory: {named}"));
    }
    // The version is that of the command that is started; GOROOT only gives it other files.
    let mut goroot = Goroot::at(Path::new(&named), tree);
    if let GoOnPath::Command(Goroot { version: Some(version), .. }) =
        on_path(&layers.process_value("PATH"), tree)
    {
        goroot.version = Some(version);
    }
    Ok((Some(goroot), true))
}

fn goroot_on_path(layers: &Layers, tree: &dyn Tree, notes: &mut Vec<String>) -> Option<Goroot> {
    match on_path(&layers.process_value("PATH"), tree) {
        GoOnPath::Command(goroot) => return Some(goroot),
        GoOnPath::Script(file) => notes.push(format!(
            "{} is a script, perhaps of a version manager: name the Go that it starts with --goroot",
            file.display()
        )),
        GoOnPath::Unknown(file) => {
            notes.push(format!("{} belongs to no recognisable Go installation", file.display()));
        }
        GoOnPath::None => {}
    }
    None
}
