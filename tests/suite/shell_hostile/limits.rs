//! Runs the built binary with bounds on time and memory, on files that mean harm.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::context::{Answer, Certainty, Question};

/// Processor seconds for one run; the unoptimised build gets more.
const SECONDS: u32 = if cfg!(debug_assertions) { 30 } else { 4 };

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

    /// What the binary says of GOPROXY. Fails where it fails, hangs or wants too much.
    pub(crate) fn goproxy(&self, shell: &str, mode: &str) -> Result<Answer, String> {
        let question = Question { shell, mode, root: self.root(), environment: &self.environment };
        let mut answers = question.read(&self.bounded(&question.command())?)?;
        answers.remove("GOPROXY").ok_or("GOPROXY is not listed".into())
    }

    /// Everything that the binary prints for people.
    pub(crate) fn human(&self, shell: &str, mode: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenv-doctor"));
        command.args(["env", "--shell", shell, "--mode", mode, "--root"]).arg(self.root());
        command.arg("--initial").arg(format!("HOME={HOME}")).env_clear();
        String::from_utf8(self.bounded(&command).unwrap()).unwrap()
    }

    fn bounded(&self, command: &Command) -> Result<Vec<u8>, String> {
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
                return Err("hangs".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        if status.success() {
            return Ok(fs::read(out).unwrap());
        }
        let said = fs::read(err).unwrap();
        Err(format!("{status} {}", String::from_utf8_lossy(&said).chars().take(300).collect::<String>()))
    }
}

/// What is wrong with the answers of one test, all of it.
#[derive(Default)]
pub(crate) struct Complaints(Vec<String>);

impl Complaints {
    /// Takes down an answer that is none.
    pub(crate) fn ends(&mut self, about: &str, answer: Result<Answer, String>) -> Option<Answer> {
        answer.map_err(|error| self.0.push(format!("{about}: {error}"))).ok()
    }

    /// Takes down an answer that is none, or that is certain of anything but `only`; `None`: of anything.
    pub(crate) fn careful(&mut self, about: &str, answer: Result<Answer, String>, only: Option<&str>) {
        let Some(answer) = self.ends(about, answer) else { return };
        let right = only.is_some_and(|value| answer.is_certainly(Some(value)));
        if answer.certainty == Certainty::Certain && !right {
            let text: String = answer.to_string().chars().take(300).collect();
            self.0.push(format!("{about}: {text}"));
        }
    }

    /// Panics where there is one.
    pub(crate) fn finish(self) {
        assert!(self.0.is_empty(), "\n{}", self.0.join("\n"));
    }
}
