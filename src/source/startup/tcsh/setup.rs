//! What a tcsh knows before it reads its first file.

use super::machine::Machine;
use super::run::own;
use super::variables::Binding;
use crate::source::startup::{Alternative, Knowledge, Mode};

/// Variables of the shell that are there from the start, whose values depend on the machine or do not matter.
const OWN: [&str; 24] = [
    "addsuffix",
    "anyerror",
    "autologout",
    "cdtohome",
    "csubstnonl",
    "dirstack",
    "dspmbyte",
    "echo_style",
    "edit",
    "euid",
    "euser",
    "gid",
    "history",
    "killring",
    "owd",
    "prompt2",
    "prompt3",
    "shell",
    "tcsh",
    "tty",
    "uid",
    "version",
    "loginsh",
    "prompt",
];

/// Those among them that are there only in some shells.
const DOUBTFUL: [&str; 4] = ["autologout", "dspmbyte", "edit", "owd"];

/// Variables of the environment that tcsh sets itself, to what only the machine tells.
const MACHINE: [&str; 5] = ["HOSTTYPE", "VENDOR", "OSTYPE", "MACHTYPE", "HOST"];

/// Those that it may set.
const MAYBE_MACHINE: [&str; 2] = ["NLSPATH", "REMOTEHOST"];

/// The reason why those are not known.
const SET_BY_TCSH: &str = "set by tcsh itself";

impl Machine<'_> {
    /// Takes over the environment, and sets what tcsh sets before it reads any file.
    pub(super) fn set_up(&mut self) {
        for (name, value) in &self.start.environment {
            self.variables.environment.put(name.clone(), Some(own(value)));
        }
        for name in MACHINE {
            self.variables.environment.put(name.into(), Some(Binding::unknown(SET_BY_TCSH, None)));
        }
        for name in MAYBE_MACHINE {
            self.variables.environment.put(name.into(), Some(Binding::in_doubt(SET_BY_TCSH, None)));
        }
        for name in OWN {
            let binding = match DOUBTFUL.contains(&name) {
                true => Binding::in_doubt(SET_BY_TCSH, None),
                false => Binding::unknown(SET_BY_TCSH, None),
            };
            self.variables.shell.put(name.into(), Some(binding));
        }
        for name in ["echo_style", "status"] {
            self.variables.shell.put(name.into(), Some(Binding::unknown(SET_BY_TCSH, None)));
        }
        self.set_up_kind();
        self.set_up_people();
        self.set_up_places();
    }

    /// What depends on how the shell is started.
    fn set_up_kind(&mut self) {
        let mode = self.start.mode;
        if !mode.is_login() {
            self.variables.shell.put("loginsh".into(), None);
        }
        let prompt = own("%# ");
        let prompt = match mode {
            Mode::Login | Mode::NonInteractive => None,
            Mode::LoginInteractive => Some(prompt),
            // `tcsh -i -c …` is interactive and has no prompt all the same.
            Mode::Interactive => Some(Binding {
                knowledge: Knowledge::Conditional("$?prompt".into()),
                alternatives: vec![Alternative { value: None, place: None }],
                ..prompt
            }),
        };
        for name in ["prompt", "prompt2", "prompt3"] {
            self.variables.shell.put(name.into(), prompt.clone());
        }
        let arguments = match mode {
            Mode::NonInteractive => Binding::unknown("$argv", None),
            _ => Binding::set(vec![], None),
        };
        self.variables.shell.put("argv".into(), Some(arguments));
        let level = self.start.given("SHLVL").and_then(|level| level.parse::<i64>().ok()).unwrap_or(0);
        let level = own(&(if mode.is_login() { 1 } else { level.saturating_add(1) }).to_string());
        self.variables.shell.put("shlvl".into(), Some(level.clone()));
        self.variables.environment.put("SHLVL".into(), Some(level));
    }

    /// The user's name and group.
    fn set_up_people(&mut self) {
        let user = self.start.given("USER").or(self.start.given("LOGNAME"));
        let user = user.map_or_else(|| Binding::unknown(SET_BY_TCSH, None), own);
        for name in ["USER", "LOGNAME"] {
            if self.start.given(name).is_none() {
                self.variables.environment.put(name.into(), Some(user.clone()));
            }
        }
        self.variables.shell.put("user".into(), Some(user));
        let group = self.start.given("GROUP").map_or_else(|| Binding::unknown(SET_BY_TCSH, None), own);
        self.variables.environment.put("GROUP".into(), Some(group.clone()));
        self.variables.shell.put("group".into(), Some(group));
    }

    /// Home, the current directory, the path, the terminal.
    fn set_up_places(&mut self) {
        if let Some(home) = self.start.given("HOME") {
            self.variables.shell.put("home".into(), Some(own(home)));
        }
        if let Some(term) = self.start.given("TERM") {
            self.variables.shell.put("term".into(), Some(own(term)));
        }
        let path = match self.start.given("PATH") {
            Some(path) => {
                let parts = path.split(':').map(|part| if part.is_empty() { "." } else { part }.to_owned());
                Binding::set(if path.is_empty() { vec![] } else { parts.collect() }, None)
            }
            None => Binding::unknown(SET_BY_TCSH, None),
        };
        self.variables.shell.put("path".into(), Some(path));
        let given = self.start.given("PWD").filter(|directory| directory.starts_with('/'));
        self.directory = given.or(self.start.given("HOME")).map(str::to_owned);
        let directory = match &self.directory {
            Some(directory) => own(directory),
            None => Binding::unknown(SET_BY_TCSH, None),
        };
        self.variables.environment.put("PWD".into(), Some(directory.clone()));
        self.variables.shell.put("cwd".into(), Some(directory));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::{MemoryTree, Shell, Start};

    #[test]
    fn set_up_ties_the_shell_to_the_environment() {
        let environment =
            [("HOME", "/home/gopher"), ("PATH", "/usr/bin::/bin"), ("LOGNAME", "gopher"), ("SHLVL", "2")];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let start = Start { shell: Shell::Tcsh, mode: Mode::Interactive, environment };
        let tree = MemoryTree::default();
        let mut machine = Machine::new(&start, &tree);
        machine.set_up();
        let shell = |name: &str| machine.variables.shell.get(name).map(|binding| binding.words.clone());
        assert_eq!(shell("path").unwrap(), ["/usr/bin", ".", "/bin"]);
        assert_eq!(shell("shlvl").unwrap(), ["3"]);
        assert_eq!(machine.variables.environment.get("USER").map(Binding::text).unwrap(), "gopher");
    }
}
