//! Runs the built binary in surroundings that hold nothing of this machine.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use goenv_doctor::go::GoVersion;
use goenv_doctor::go::tables::defaults::go_env_file;

/// A scratch machine: a home, a working directory, and an environment.
pub(crate) struct Doctor {
    scratch: tempfile::TempDir,
    environment: Vec<(String, String)>,
    input: Vec<u8>,
}

/// What a run printed, with the scratch directory's name replaced by `$D`.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Doctor {
    /// A machine with an empty home and no Go.
    pub(crate) fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        fs::create_dir_all(scratch.path().join("home")).unwrap();
        fs::create_dir_all(scratch.path().join("work")).unwrap();
        Self { scratch, environment: vec![], input: vec![] }
    }

    /// The same with a variable in the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with a file below the scratch directory: `home/…`, `work/…`, `goroot/…`.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The same with a Go installation of that version, its go.env as released.
    pub(crate) fn go(self, version: &str) -> Self {
        let path = self.path("goroot").to_str().unwrap().to_owned();
        let with_version = self.file("goroot/VERSION", format!("go{version}\n")).with("GOROOT", &path);
        with_version.file("goroot/go.env", go_env_file(GoVersion::NEWEST_KNOWN))
    }

    /// The same with something on standard input.
    pub(crate) fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// What a file of the scratch directory holds.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A path below the scratch directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Runs the binary in the working directory.
    pub(crate) fn run(&self, arguments: &[&str]) -> Printed {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenv-doctor"));
        command.args(arguments).current_dir(self.path("work")).env_clear().env("HOME", self.path("home"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input.clone();
        // A program that does not read its input to the end closes it: no failure.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(self.scratch_name(), "$D");
        Printed {
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn scratch_name(&self) -> &str {
        Path::to_str(self.scratch.path()).unwrap()
    }
}
