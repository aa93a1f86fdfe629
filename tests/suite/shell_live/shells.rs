//! The shells of this machine, and how each is started in each mode without a terminal.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which language a shell reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Bourne,
    Fish,
    Csh,
}

/// A shell that the comparison knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shell {
    /// Its name on our command line.
    pub(crate) name: &'static str,
    /// Its program.
    pub(crate) program: &'static str,
    /// The Debian package that holds it.
    pub(crate) package: &'static str,
    pub(crate) family: Family,
}

const fn bourne(name: &'static str, package: &'static str) -> Shell {
    Shell { name, program: name, package, family: Family::Bourne }
}

/// All of them.
pub(crate) const SHELLS: [Shell; 8] = [
    bourne("bash", "bash"),
    bourne("zsh", "zsh"),
    bourne("dash", "dash"),
    bourne("ksh", "ksh"),
    bourne("mksh", "mksh"),
    bourne("busybox", "busybox"),
    Shell { name: "fish", program: "fish", package: "fish", family: Family::Fish },
    Shell { name: "tcsh", program: "tcsh", package: "tcsh", family: Family::Csh },
];

/// All modes, by their names on our command line.
pub(crate) const MODES: [&str; 4] = ["login", "interactive", "login-interactive", "non-interactive"];

/// The program's path, where it is installed.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// A shell that is installed.
#[derive(Debug, Clone)]
pub(crate) struct Installed {
    pub(crate) shell: Shell,
    path: PathBuf,
    /// Leaves the terminal, so that an interactive shell cannot wait for it.
    setsid: Option<PathBuf>,
}

impl Installed {
    /// The shell on this machine, if it is there.
    pub(crate) fn of(shell: Shell) -> Option<Self> {
        Some(Self { shell, path: find(shell.program)?, setsid: find("setsid") })
    }

    /// The command that starts it in the mode and has it run `report`; what it is to read from its standard
    /// input, where that is how it runs something.
    pub(crate) fn start(&self, mode: &str, report: &Path) -> (Command, Option<Vec<u8>>) {
        let (login, interactive) =
            (mode.starts_with("login"), mode.ends_with("interactive") && mode != "non-interactive");
        if self.shell.family == Family::Csh {
            return self.start_csh(login, interactive, report);
        }
        let mut command = self.program(interactive);
        if self.shell.name == "busybox" {
            command.arg("ash");
        }
        command.args(login.then_some("-l")).args(interactive.then_some("-i")).arg("-c").arg(report);
        (command, None)
    }

    /// With `-c` this family never prompts, whatever else it is told, and then `$?prompt` is 0: an interactive
    /// one reads its commands. `-l` must stand alone; a first letter `-` of the name works with everything.
    fn start_csh(&self, login: bool, interactive: bool, report: &Path) -> (Command, Option<Vec<u8>>) {
        let mut command = self.program(interactive);
        let typed = interactive.then(|| format!("{}\n", report.display()).into_bytes());
        match (login, interactive) {
            (true, true) => _ = command.arg("-l"),
            (false, true) => _ = command.arg("-i"),
            (true, false) => _ = command.arg0("-tcsh").arg("-c").arg(report),
            (false, false) => _ = command.arg("-c").arg(report),
        }
        (command, typed)
    }

    fn program(&self, interactive: bool) -> Command {
        match self.setsid.as_ref().filter(|_| interactive) {
            Some(setsid) => {
                let mut command = Command::new(setsid);
                command.arg::<&OsStr>(self.path.as_ref());
                command
            }
            None => Command::new(&self.path),
        }
    }
}
