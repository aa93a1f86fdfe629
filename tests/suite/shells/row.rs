//! A recorded run of a shell, and our answer for the same files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::support::context::{Answer, Origin, Question, numbered};
use crate::support::fixture;

/// What can be told of a variable without running anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Everything.
    #[default]
    Exact,
    /// It hangs on a test that only running would decide, or that the row's own files, mode and variables do.
    Conditional,
    /// Nothing: the output of a command, text that is built and run.
    Unknown,
}

/// What a child process of the shell saw.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Seen {
    /// `None`: no such variable.
    pub(crate) value: Option<String>,
    /// The lines that are right for what set it or took it away: `~/.bashrc:3`.
    #[serde(default)]
    pub(crate) at: Vec<String>,
    #[serde(default)]
    pub(crate) kind: Kind,
    /// What the row itself decides the test by: `mode`, `file`, `var`, `const`.
    #[serde(default)]
    pub(crate) by: Vec<String>,
}

/// One run.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) shell: String,
    pub(crate) mode: String,
    #[serde(default)]
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) variables: BTreeMap<String, Seen>,
}

#[derive(Deserialize)]
struct Usual {
    environment: BTreeMap<String, String>,
}

/// Where home is in every row.
const HOME: &str = "/home/gopher";

/// All rows, each with its whole environment.
pub(crate) fn recorded() -> Vec<Row> {
    let text = fs::read_to_string(fixture("shells/recorded.jsonl")).unwrap();
    let mut lines = text.lines();
    let usual: Usual = serde_json::from_str(lines.next().unwrap()).unwrap();
    let read = |line| {
        let row: Row = serde_json::from_str(line).unwrap();
        let mut environment = usual.environment.clone();
        environment.extend(row.environment);
        Row { environment, ..row }
    };
    lines.map(read).collect()
}

impl Row {
    /// Our answer for each variable, on the row's files laid out below `scratch`.
    pub(crate) fn ask(&self, scratch: &Path) -> BTreeMap<String, Answer> {
        fs::create_dir_all(inside(scratch, HOME)).unwrap();
        for (name, text) in &self.files {
            let path = inside(scratch, &name.replacen('~', HOME, 1));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let Self { shell, mode, environment, .. } = self;
        let answer = Question { shell, mode, root: scratch, environment }.ask();
        answer.unwrap_or_else(|refusal| panic!("{}: {refusal}", self.id))
    }

    /// The files and what the environment has beyond the usual, for messages.
    pub(crate) fn describe(&self) -> String {
        let mut text = format!("{} {} {}\n", self.id, self.shell, self.mode);
        let ordinary = ["HOME", "LANG", "LOGNAME", "PATH", "PWD", "TERM", "USER"];
        for (name, value) in self.environment.iter().filter(|(name, _)| !ordinary.contains(&name.as_str())) {
            text.push_str(&format!("  {name}={value:?} from the start\n"));
        }
        for (name, content) in &self.files {
            text.push_str(&format!("  -- {name}\n"));
            text.push_str(&numbered(content));
        }
        text
    }
}

fn inside(root: &Path, absolute: &str) -> std::path::PathBuf {
    root.join(absolute.trim_start_matches('/'))
}

/// A place as the rows write it: `~/.bashrc:3`, `/etc/profile:1`.
pub(crate) fn written(origin: &Origin) -> String {
    let Origin { path, line } = origin;
    let home = HOME.trim_start_matches('/');
    let at_home = path.strip_prefix(home).filter(|rest| rest.starts_with('/'));
    at_home.map_or_else(|| format!("/{path}:{line}"), |rest| format!("~{rest}:{line}"))
}
