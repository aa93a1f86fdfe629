//! Running a real go command in a scratch folder.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::case::{CacheFiles, Case, GorootFile, LISTED, Version};
use super::module;
use super::server::{Server, suitable_version};

/// A go binary under test.
pub(crate) struct Toolchain {
    pub(crate) binary: PathBuf,
    pub(crate) goroot: String,
    /// `go1.27.3`.
    pub(crate) version: String,
}

impl Toolchain {
    /// Asks the binary who it is.
    pub(crate) fn of(binary: &Path, scratch: &Path) -> Self {
        let ask = |name: &str| {
            let mut command = Command::new(binary);
            command.env_clear().env("HOME", scratch).env("GOENV", "off").env("GOTOOLCHAIN", "local");
            let output = command.args(["env", name]).current_dir(scratch).output().unwrap();
            String::from_utf8(output.stdout).unwrap().trim().to_owned()
        };
        Self { binary: binary.to_owned(), goroot: ask("GOROOT"), version: ask("GOVERSION") }
    }

    /// The second number of its version.
    pub(crate) fn minor(&self) -> u32 {
        self.version.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap()
    }
}

/// A scratch folder laid out for one case.
pub(crate) struct Laid<'a> {
    pub(crate) root: PathBuf,
    pub(crate) goroot: String,
    toolchain: &'a Toolchain,
    server: &'a Server,
    environment: BTreeMap<String, String>,
}

/// What a run showed.
pub(crate) struct Seen {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) contacts: Vec<String>,
    /// A version control command was started.
    pub(crate) vcs: bool,
}

impl<'a> Laid<'a> {
    /// Fills in the placeholders of a text.
    pub(crate) fn fill(&self, text: &str) -> String {
        let text = text.replace("$H", &self.server.address).replace("$T", &self.server.tls_address);
        text.replace("$D", &self.root.to_string_lossy())
    }

    /// Puts the placeholders back.
    pub(crate) fn unfill(&self, text: &str) -> String {
        let text = text.replace(&self.server.address, "$H").replace(&self.server.tls_address, "$T");
        text.replace(&*self.root.to_string_lossy(), "$D")
    }

    /// A program of the user's, in the same surroundings.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(&self.environment).current_dir(self.root.join("work"));
        command
    }

    /// The addresses of the loopback server, for http and for https.
    pub(crate) fn addresses(&self) -> (&str, &str) {
        (&self.server.address, &self.server.tls_address)
    }

    /// Lays out everything but what depends on resolved settings.
    pub(crate) fn new(case: &Case, toolchain: &'a Toolchain, server: &'a Server, root: &Path) -> Self {
        let root = root.to_owned();
        let mut laid =
            Self { root, goroot: toolchain.goroot.clone(), toolchain, server, environment: BTreeMap::new() };
        for directory in ["home", "work", "bin"] {
            fs::create_dir_all(laid.root.join(directory)).unwrap();
        }
        laid.stand_ins();
        symlink(&toolchain.binary, laid.root.join("bin/go")).unwrap();
        laid.goroot(&case.goroot_file);
        laid.process(case);
        if let Some(text) = case.go_mod_text() {
            laid.write("work/go.mod", laid.fill(&text));
        }
        if let Some(sum) = &case.go_sum {
            laid.write("work/go.sum", sum.text());
        }
        for (name, text) in &case.files {
            laid.write(&format!("work/{name}"), text);
        }
        laid.file_proxy(&case.asked.path);
        server.set(&case.table);
        laid
    }

    /// Writes a file below the scratch folder, with its directories.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Version control commands that note that they were started and fail.
    fn stand_ins(&self) {
        for name in ["git", "hg", "svn", "bzr", "fossil"] {
            let log = self.root.join("vcs.log");
            self.write(
                &format!("bin/{name}"),
                format!("#!/bin/sh\necho {name} \"$@\" >>'{}'\nexit 1\n", log.display()),
            );
            let path = self.root.join("bin").join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    /// A GOROOT of links to the real one, with its own go.env.
    fn goroot(&mut self, file: &GorootFile) {
        if *file == GorootFile::Shipped {
            return;
        }
        let own = self.root.join("goroot");
        fs::create_dir_all(&own).unwrap();
        for entry in fs::read_dir(&self.toolchain.goroot).unwrap().flatten() {
            if entry.file_name() != "go.env" {
                symlink(entry.path(), own.join(entry.file_name())).unwrap();
            }
        }
        if let GorootFile::Text(text) = file {
            fs::write(own.join("go.env"), self.fill(text)).unwrap();
        }
        self.goroot = own.to_string_lossy().into_owned();
    }

    fn process(&mut self, case: &Case) {
        let root = self.root.to_string_lossy().into_owned();
        let blocked = format!("http://{}", self.server.address);
        let mut set = |name: &str, value: String| self.environment.insert(name.to_owned(), value);
        set("HOME", format!("{root}/home"));
        set("PATH", format!("{root}/bin:/usr/bin:/bin"));
        set("HTTPS_PROXY", blocked.clone());
        set("HTTP_PROXY", blocked);
        if case.goroot_file != GorootFile::Shipped {
            set("GOROOT", format!("{root}/goroot"));
        }
        for (name, value) in &case.environment {
            let value = self.fill(value);
            self.environment.insert(name.clone(), value);
        }
    }

    /// The directory after `file://$D/files`.
    fn file_proxy(&self, path: &str) {
        if path.contains([' ', '@']) || path.starts_with(['/', '.']) {
            return;
        }
        let below = format!("files/{}/@v", module::escaped(path).trim_end_matches('/'));
        self.write(&format!("{below}/list"), format!("{LISTED}\n"));
        for version in [LISTED, &suitable_version(path)] {
            self.write(&format!("{below}/{version}.info"), module::info(version));
            self.write(&format!("{below}/{version}.mod"), module::go_mod(path));
            self.write(&format!("{below}/{version}.zip"), module::zip(path, version));
        }
    }

    /// Puts files of a version into the module cache.
    pub(crate) fn cache(&self, module_cache: &str, of: &Version, files: CacheFiles) {
        let Version { path, version } = of;
        let below = format!("cache/download/{}/@v/{}", module::escaped(path), module::escaped(version));
        let below = self.root.join("work").join(module_cache).join(below);
        let write = |wanted: bool, extension: &str, content: &[u8]| {
            if wanted {
                fs::create_dir_all(below.parent().unwrap()).unwrap();
                fs::write(format!("{}.{extension}", below.display()), content).unwrap();
            }
        };
        write(files.info, "info", module::info(version).as_bytes());
        write(files.go_mod, "mod", module::go_mod(path).as_bytes());
        write(files.zip, "zip", &module::zip(path, version));
        write(files.zip_hash, "ziphash", module::zip_hash(path, version).as_bytes());
    }

    /// A setting as go has it, unless something is wrong with the toolchain or the mode.
    pub(crate) fn asked_setting(&self, name: &str) -> Option<String> {
        let mut command = self.command(self.root.join("bin/go"));
        let output = command.env("GOTOOLCHAIN", "local").args(["env", name]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned();
        output.status.success().then_some(text).filter(|text| !text.is_empty())
    }

    /// Runs the go command in the working directory.
    pub(crate) fn run(&self, arguments: &[&str]) -> Seen {
        self.server.take_log();
        let _ = fs::remove_file(self.root.join("vcs.log"));
        let mut command = self.command(self.root.join("bin/go"));
        let Output { status, stdout, stderr } = command.args(arguments).output().unwrap();
        Seen {
            success: status.success(),
            stdout: String::from_utf8_lossy(&stdout).into_owned(),
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
            contacts: self.server.take_log(),
            vcs: self.root.join("vcs.log").exists(),
        }
    }
}

/// Removes a scratch folder; the module cache is read-only.
pub(crate) fn remove(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let _ = fs::set_permissions(directory, fs::Permissions::from_mode(0o755));
    for entry in entries.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove(&entry.path());
        }
    }
    let _ = fs::remove_dir_all(directory);
}
