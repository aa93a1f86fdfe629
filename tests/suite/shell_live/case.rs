//! One generated case: a shell, a mode, an environment and start-up files.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use super::shells::Shell;
use crate::support::context::numbered;

/// A file as a list of statements, so that a case can be made smaller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// A byte order mark stands in front.
    pub(crate) mark: bool,
    /// Lines end as on Windows.
    pub(crate) carriage_returns: bool,
    /// Complete commands, or parts of one, each of one or several lines.
    pub(crate) statements: Vec<String>,
}

impl Text {
    /// What stands in the file.
    pub(crate) fn content(&self) -> String {
        let mut text = self.statements.iter().fold(String::new(), |text, one| text + one + "\n");
        if self.carriage_returns {
            text = text.replace('\n', "\r\n");
        }
        if self.mark { format!("\u{feff}{text}") } else { text }
    }
}

/// One case.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) number: u64,
    pub(crate) shell: Shell,
    pub(crate) mode: &'static str,
    /// What the shell is given; `~` at the start of a value is home.
    pub(crate) environment: BTreeMap<String, String>,
    /// By path: `~/.bashrc`, `/etc/profile`.
    pub(crate) files: BTreeMap<String, Text>,
    /// Whether it holds something that only running the files decides.
    pub(crate) open: bool,
}

impl Case {
    /// The environment, with home filled in.
    pub(crate) fn environment(&self, home: &Path) -> BTreeMap<String, String> {
        let fill =
            |value: &String| value.replacen('~', home.to_str().unwrap(), usize::from(value.starts_with('~')));
        self.environment.iter().map(|(name, value)| (name.clone(), fill(value))).collect()
    }

    /// Writes the files: those of home below `home`, those of `/etc` below `etc`.
    pub(crate) fn lay_out(&self, home: &Path, etc: Option<&Path>) {
        fs::create_dir_all(home).unwrap();
        for (name, text) in &self.files {
            let path = match (name.strip_prefix("~/"), name.strip_prefix("/etc/"), etc) {
                (Some(at_home), _, _) => home.join(at_home),
                (_, Some(system), Some(etc)) => etc.join(system),
                _ => continue,
            };
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text.content()).unwrap();
        }
    }

    /// Whether any text of the case has the name in it.
    pub(crate) fn names(&self, name: &str) -> bool {
        let holds = |text: &Text| text.statements.iter().any(|statement| statement.contains(name));
        self.environment.contains_key(name) || self.files.values().any(holds)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "case {}: {} {}", self.number, self.shell.name, self.mode)?;
        let usual = ["HOME", "LANG", "LOGNAME", "PATH", "PWD", "TERM", "USER"];
        for (name, value) in self.environment.iter().filter(|(name, _)| !usual.contains(&name.as_str())) {
            writeln!(f, "  {name}={value:?} from the start")?;
        }
        self.files.iter().try_for_each(|(name, text)| write!(f, "  -- {name}\n{}", numbered(&text.content())))
    }
}
