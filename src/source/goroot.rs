//! Finding the Go installation and its version without running anything.
//!
//! Mirrors the order of `cmd/go/internal/cfg.findGOROOT`; the version is read from the VERSION file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{ReadError, Tree};
use crate::go::GoVersion;

/// A Go installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Goroot {
    /// Its directory.
    pub path: PathBuf,
    /// The version in its VERSION file; `None`: there is no such file, or it names no version.
    pub version: Option<GoVersion>,
}

/// What the first `go` on PATH is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GoOnPath {
    /// The command of this installation.
    Command(Goroot),
    /// A script that stands before the real command, as version managers install it.
    Script(PathBuf),
    /// A program whose installation cannot be made out.
    Unknown(PathBuf),
    /// There is none.
    None,
}

impl Goroot {
    /// The installation in a directory.
    pub(crate) fn at(path: &Path, tree: &dyn Tree) -> Self {
        let version = tree.text(path.join("VERSION")).ok().and_then(|text| GoVersion::parse(&text));
        Self { path: path.to_owned(), version }
    }

    /// The content of its go.env. None: no such file, which from Go 1.21 on leaves GOPROXY, GOSUMDB
    /// and GOTOOLCHAIN without their defaults.
    ///
    /// # Errors
    /// A file that cannot be read, which the go command would pass over in silence.
    pub(crate) fn go_env(&self, tree: &dyn Tree) -> Result<Option<Arc<str>>, ReadError> {
        match tree.text(self.go_env_path()) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where its go.env is or would be.
    pub(crate) fn go_env_path(&self) -> PathBuf {
        self.path.join("go.env")
    }

    /// Whether this can be an installation: go wants to find `pkg/tool` in it.
    fn is_installation(path: &Path, tree: &dyn Tree) -> bool {
        tree.is_directory(path.join("pkg").join("tool")) || tree.is_file(path.join("VERSION"))
    }
}

/// The first `go` on a PATH value, followed through links.
pub(crate) fn on_path(path: &str, tree: &dyn Tree) -> GoOnPath {
    let name = if cfg!(windows) { "go.exe" } else { "go" };
    let directories = std::env::split_paths(path).filter(|directory| directory.is_absolute());
    match directories.map(|directory| directory.join(name)).find(|file| tree.is_program(file)) {
        Some(command) => installation_of(&command, tree),
        None => GoOnPath::None,
    }
}

/// Toolchains on a PATH value that GOTOOLCHAIN may name, as `go1.99.0`: only the names asked for.
pub(crate) fn toolchain_on_path(path: &str, name: &str, tree: &dyn Tree) -> bool {
    program_on_path(path, name, tree)
}

/// Whether a directory of a PATH value holds a program of that name.
pub(crate) fn program_on_path(path: &str, name: &str, tree: &dyn Tree) -> bool {
    let file = if cfg!(windows) { format!("{name}.exe") } else { name.to_owned() };
    std::env::split_paths(path)
        .any(|directory| directory.is_absolute() && tree.is_program(directory.join(&file)))
}

/// Two levels above the command, as it is named and with its links resolved.
fn installation_of(command: &Path, tree: &dyn Tree) -> GoOnPath {
    let resolved = tree.canonical(command).unwrap_or_else(|| command.to_owned());
    for file in [&resolved, command] {
        let above = file.parent().and_then(Path::parent);
        if let Some(directory) = above.filter(|directory| Goroot::is_installation(directory, tree)) {
            return GoOnPath::Command(Goroot::at(directory, tree));
        }
    }
    if is_script(&resolved, tree) {
        GoOnPath::Script(command.to_owned())
    } else {
        GoOnPath::Unknown(command.to_owned())
    }
}

fn is_script(file: &Path, tree: &dyn Tree) -> bool {
    let mut start = [0; 2];
    let is_read = tree.open(file).is_ok_and(|mut stream| stream.read_exact(&mut start).is_ok());
    is_read && start == *b"#!"
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::files::DiskTree;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn program(path: &Path, content: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn go_on_path_is_followed_through_links() {
        let scratch = tempfile::tempdir().unwrap();
        let root = scratch.path().join("lib/go");
        program(&root.join("bin/go"), "\x7fELF");
        fs::write(root.join("VERSION"), "go1.22.10\ntime 2024-12-03\n").unwrap();
        fs::create_dir(scratch.path().join("bin")).unwrap();
        symlink(root.join("bin/go"), scratch.path().join("bin/go")).unwrap();
        let found = on_path(scratch.path().join("bin").to_str().unwrap(), &DiskTree);
        let GoOnPath::Command(goroot) = found else { panic!("{found:?}") };
        assert_eq!(goroot.version, Some(GoVersion::new(1, 22, 10)));
        assert_eq!(goroot.path, fs::canonicalize(&root).unwrap());
    }

    #[test]
    fn go_on_path_script_of_a_version_manager() {
        let scratch = tempfile::tempdir().unwrap();
        program(&scratch.path().join("shims/go"), "#!/bin/sh\nexec asdf exec go \"$@\"\n");
        let shims = scratch.path().join("shims");
        assert_eq!(on_path(shims.to_str().unwrap(), &DiskTree), GoOnPath::Script(shims.join("go")));
        assert_eq!(on_path("/nonexistent", &DiskTree), GoOnPath::None);
    }
}
