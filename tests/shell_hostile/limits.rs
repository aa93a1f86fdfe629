//! Runs the built binary with bounds on time and memory, on files that mean harm.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::support::context::{Answer, Certainty, Question};

/// Processor seconds for one run; the unoptimised build gets more.
const SECONDS: u32 = if cfg!(debug_assertions) { 12 } else { 4 };

/// Memory for one run, in KiB of address space. Only Linux holds to it.
const KIBIBYTES: u32 = 1024 * 1024;

/// After this a run hangs: it waits for something, or for a processor on a machine that is very busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where home is below the root.
const HOME: &str = "/home/gopher";

/// A machine's files, laid out below a scratch directory.
pub(crate) struct Machine {
    scratch: tempfile::TempDir,
    environment: BTreeMap<String, String>,
}

impl Machine {
    /// A machine with an empty home.
    pub(crate) fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        fs::create_dir_all(scratch.path().join(&HOME[1..])).unwrap();
        let environment = BTreeMap::from([("HOME".to_owned(), HOME.to_owned())]);
        Self { scratch, environment }
    }

    /// The same with a file in home.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.at_home(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The same with a variable in the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.into(), value.into());
        self
    }

    /// The path of something in home, on this machine's disk.
    pub(crate) fn at_home(&self, name: &str) -> PathBuf {
        self.root().join(&HOME[1..]).join(name)
    }

    fn root(&self) -> &Path {
        self.scratch.path()
    }

    /// What the binary says of GOPROXY. Panics where it fails, hangs or wants too much.
    pub(crate) fn goproxy(&self, about: &str, shell: &str, mode: &str) -> Answer {
        let question = Question { shell, mode, root: self.root(), environment: &self.environment };
        let printed = self.bounded(about, &question.command());
        let mut answers = question.read(&printed).unwrap_or_else(|error| panic!("{about}: {error}"));
        answers.remove("GOPROXY").unwrap_or_else(|| panic!("{about}: GOPROXY is not listed"))
    }

    /// Everything that the binary prints for people.
    pub(crate) fn human(&self, about: &str, shell: &str, mode: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenv-doctor"));
        command.args(["env", "--shell", shell, "--mode", mode, "--root"]).arg(self.root());
        command.arg("--initial").arg(format!("HOME={HOME}")).env_clear();
        String::from_utf8(self.bounded(about, &command)).unwrap()
    }

    fn bounded(&self, about: &str, command: &Command) -> Vec<u8> {
        let (out, err) = (self.root().join("stdout"), self.root().join("stderr"));
        let memory =
            if cfg!(target_os = "linux") { format!("ulimit -v {KIBIBYTES};") } else { String::new() };
        let mut bounded = Command::new("/bin/sh");
        bounded.arg("-c").arg(format!("ulimit -t {SECONDS} && {memory} exec \"$0\" \"$@\""));
        bounded.arg(command.get_program()).args(command.get_args()).env_clear().stdin(Stdio::null());
        bounded.stdout(fs::File::create(&out).unwrap()).stderr(fs::File::create(&err).unwrap());
        let started = Instant::now();
        let mut child = bounded.spawn().unwrap();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{about}: hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let said = fs::read(err).unwrap();
        let said = String::from_utf8_lossy(&said);
        assert!(status.success(), "{about}: {status} {}", said.chars().take(300).collect::<String>());
        fs::read(out).unwrap()
    }
}

/// What may be said of GOPROXY: with certainty nothing but this; `None`: nothing with certainty.
pub(crate) fn assert_careful(about: &str, answer: &Answer, only: Option<&str>) {
    let certain = answer.certainty == Certainty::Certain;
    assert!(!certain || only.is_some_and(|value| answer.is_certainly(Some(value))), "{about}: {answer}");
}
