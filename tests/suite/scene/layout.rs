//! A scene as files.

use std::path::PathBuf;

use goenv_doctor::files::MemoryTree;
use goenv_doctor::go::GoVersion;
use goenv_doctor::project::go_mod::{self, Require};
use goenv_doctor::project::replace::Replacement;
use goenv_doctor::settings::{System, locations};

use super::{GOROOT, GoSum, HOME, Scene, WORK};

/// A hash of the right length.
const HASH: &str = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

impl Scene {
    /// What is set in the environment: that of the scene, and what every session has.
    pub(super) fn process_environment(&self) -> Vec<(String, String)> {
        let path = format!("{GOROOT}/bin:/usr/bin:/bin");
        let session =
            [("HOME", HOME), ("AppData", HOME), ("PATH", &path), ("SHELL", "/bin/bash"), ("USER", "u")];
        let mut all = self.environment.clone();
        for (name, value) in session {
            if !all.iter().any(|(set, _)| set == name) {
                all.push((name.to_owned(), value.to_owned()));
            }
        }
        all
    }

    fn value(&self, name: &str) -> String {
        let all = self.process_environment();
        all.into_iter().find(|(set, _)| set == name).map_or_else(String::new, |(_, value)| value)
    }

    /// The files of the machine.
    pub(super) fn tree(&self) -> MemoryTree {
        let mut tree = self.installation(MemoryTree::default(), GOROOT, self.version);
        // Other installations stand in directories that are called by their version.
        for directory in self.other_installations() {
            let version = GoVersion::parse(directory.strip_prefix("/opt/go").unwrap()).unwrap();
            tree = self.installation(tree, &directory, version);
        }
        if !self.without_git {
            tree = tree.with_program("/usr/bin/git", "\x7fELF");
        }
        for name in &self.toolchains {
            tree = tree.with_program(format!("/usr/bin/{name}"), "\x7fELF");
        }
        let environment = |name: &str| self.value(name);
        let user = locations::user_file(System::from_goos(&self.goos), self.version, &environment);
        if let (Some(text), Some(path)) = (&self.user_file, user.path()) {
            tree = tree.with(path, text);
        }
        if let Some(text) = &self.netrc {
            let named = Some(self.value("NETRC")).filter(|path| !path.is_empty());
            tree = tree.with(named.unwrap_or_else(|| format!("{HOME}/.netrc")), text);
        }
        if !self.config.is_empty() {
            tree = tree.with(format!("{WORK}/goenv-doctor.toml"), &self.config);
        }
        for (name, text) in self.start_files {
            tree = tree.with(format!("{HOME}/{name}"), text);
        }
        for (path, text) in &self.files {
            tree = tree.with(path, text);
        }
        self.project(self.workspace(tree))
    }

    /// The go.work that GOWORK names, with the module where that is below it.
    fn workspace(&self, tree: MemoryTree) -> MemoryTree {
        match self.value("GOWORK") {
            path if path == format!("{WORK}/go.work") => tree.with(path, "go 1.18\n\nuse .\n"),
            path if path.ends_with("/go.work") => tree.with(path, "go 1.18\n"),
            _ => tree,
        }
    }

    fn installation(&self, tree: MemoryTree, goroot: &str, version: GoVersion) -> MemoryTree {
        let tree = tree.with_program(format!("{goroot}/bin/go"), "\x7fELF");
        let tree = tree.with(format!("{goroot}/VERSION"), &format!("go{version}\n"));
        match &self.goroot_file {
            Some(text) => tree.with(format!("{goroot}/go.env"), text),
            None => tree,
        }
    }

    fn other_installations(&self) -> Vec<String> {
        let values = [self.value("GOROOT"), self.value("PATH")];
        let words = values.iter().flat_map(|value| value.split([':', ';']));
        let directory = |word: &str| {
            let name = word.strip_prefix("/opt/")?.split('/').next()?;
            GoVersion::parse(name).map(|_| format!("/opt/{name}"))
        };
        words.filter_map(directory).collect()
    }

    /// go.mod with go.sum, the vendor directory and what the module cache holds.
    fn project(&self, tree: MemoryTree) -> MemoryTree {
        let Some(text) = &self.go_mod else { return tree };
        let mut tree = tree.with(format!("{WORK}/go.mod"), text);
        let modules = self.downloads(text);
        let lines = |line: &dyn Fn(&(String, String)) -> String| modules.iter().map(line).collect::<String>();
        let hashes = |(path, version): &(String, String)| {
            format!("{path} {version} {HASH}\n{path} {version}/go.mod {HASH}\n")
        };
        tree = match self.go_sum {
            GoSum::Missing => tree,
            GoSum::Nothing => tree.with(format!("{WORK}/go.sum"), ""),
            GoSum::All => tree.with(format!("{WORK}/go.sum"), &lines(&hashes)),
        };
        if self.is_vendored {
            let vendored = |(path, version): &(String, String)| format!("# {path} {version}\n## explicit\n");
            tree = tree.with(format!("{WORK}/vendor/modules.txt"), &lines(&vendored));
        }
        if self.is_cached {
            for (path, version) in &modules {
                let place = PathBuf::from(format!("{HOME}/go/pkg/mod/cache/download/{path}/@v"));
                for (suffix, content) in
                    [("info", "{}"), ("mod", "module m\n"), ("zip", "PK"), ("ziphash", HASH)]
                {
                    tree = tree.with(place.join(format!("{version}.{suffix}")), content);
                }
            }
        }
        tree
    }

    /// The modules that go would download for go.mod.
    fn downloads(&self, text: &str) -> Vec<(String, String)> {
        let Ok(file) = go_mod::parse(text, "go.mod", self.version) else { return vec![] };
        let download = |require: &Require| {
            let replace = file.replaces.iter().find(|replace| replace.old_path == require.path);
            match replace.map(|replace| &replace.new) {
                Some(Replacement::Module { path, version }) => Some((path.clone(), version.text.clone())),
                Some(Replacement::Directory(_)) => None,
                None => Some((require.path.clone(), require.version.text.clone())),
            }
        };
        file.requires.iter().filter_map(download).collect()
    }
}
