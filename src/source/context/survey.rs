//! What each context of one user would find.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::directory::{self, Directory, DirectoryContext};
use super::kind::ContextKind;
use super::login_files::{HiddenFile, hidden_files};
use super::overlay::laid_over;
use super::pam_service::{self, ReadsUserFile};
use super::session::{self, IgnoredLine, Session, SessionVariables};
use super::user::User;
use crate::source::startup::{
    self, FileTree, Mode, Outcome, Reading, Shell, ShellState, ShellVariable, Start,
};

/// One context.
#[derive(Debug, Clone)]
pub struct UserContext {
    /// Which.
    pub kind: ContextKind,
    /// The shell that starts there, and how; `None`: no shell, or one that reads no file.
    pub shell: Option<(Shell, Mode)>,
    /// What a program started there would find.
    pub outcome: Outcome,
    /// The files that were read for the session, before any shell started.
    pub session_files: BTreeSet<Arc<str>>,
    /// Lines of such files that set nothing, although somebody seems to have meant them.
    pub ignored: Vec<IgnoredLine>,
}

/// A shell that is not the user's login shell, but has start-up files.
#[derive(Debug, Clone)]
pub struct ForeignShell {
    /// Which.
    pub shell: Shell,
    /// What a terminal with that shell would export.
    pub outcome: Outcome,
}

/// All contexts of one user.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The login shell.
    pub shell: Shell,
    /// The home directory.
    pub home: String,
    /// The contexts, in the order they are shown.
    pub contexts: Vec<UserContext>,
    /// Other shells with start-up files of their own.
    pub others: Vec<ForeignShell>,
    /// Start-up files that another one hides.
    pub hidden: Vec<HiddenFile>,
    /// What the working directory adds.
    pub directory: Vec<DirectoryContext>,
}

impl Survey {
    /// Looks at every context.
    pub fn of(user: &User, tree: &dyn FileTree) -> Self {
        let context = |kind| context(user, kind, tree);
        let others = [Shell::Bash, Shell::Zsh, Shell::Fish];
        let foreign = |shell: &Shell| {
            let environment = user.environment.clone();
            let start = Start { shell: *shell, mode: Mode::LoginInteractive, environment };
            let outcome = startup::read(&start, tree);
            (!outcome.files.is_empty()).then_some(ForeignShell { shell: *shell, outcome })
        };
        let mut survey = Self {
            shell: user.shell,
            home: user.home.clone(),
            contexts: ContextKind::ALL.into_iter().map(context).collect(),
            others: others.iter().filter(|shell| **shell != user.shell).filter_map(foreign).collect(),
            hidden: vec![],
            directory: vec![],
        };
        survey.hidden = hidden_files(user, |path| survey.reads(path), tree);
        survey
    }

    /// Whether any context's shell reads a file.
    fn reads(&self, path: &str) -> bool {
        let mut contexts = self.contexts.iter().filter(|context| context.shell.is_some());
        contexts.any(|context| context.outcome.files.iter().any(|file| &*file.path == path))
    }

    /// What login shells and terminals come to; nothing else is looked at.
    pub fn of_terminals(user: &User, tree: &dyn FileTree) -> Self {
        let kinds = [ContextKind::Login, ContextKind::Terminal];
        let contexts = kinds.into_iter().map(|kind| context(user, kind, tree)).collect();
        let (shell, home) = (user.shell, user.home.clone());
        Self { shell, home, contexts, others: vec![], hidden: vec![], directory: vec![] }
    }

    /// The same, with what a directory's `.envrc` and `.env` add.
    #[must_use]
    pub fn in_directory(mut self, directory: &Directory, tree: &dyn FileTree) -> Self {
        let terminal = self.contexts.iter().find(|context| context.kind == ContextKind::Terminal);
        if let Some(terminal) = terminal {
            self.directory = directory::contexts(directory, &terminal.outcome, tree);
        }
        self
    }

    /// Lines that set nothing although they name one of these variables, each once.
    pub fn ignored(&self, names: &[&str]) -> Vec<(&IgnoredLine, String)> {
        let mut found: Vec<(&IgnoredLine, String)> = vec![];
        for line in self.contexts.iter().flat_map(|context| &context.ignored) {
            let line_of_file = line.place.whole_line();
            let text = line_of_file.text();
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let name = text.split(|c| !is_name(c)).find(|word| names.contains(word));
            let is_new = found.iter().all(|(known, _)| *known != line);
            if let Some(name) = name.filter(|_| is_new) {
                found.push((line, name.to_owned()));
            }
        }
        found
    }

    /// What a context of that kind would find of a variable.
    pub fn variable(&self, kind: ContextKind, name: &str) -> Option<ShellVariable> {
        let context = self.contexts.iter().find(|context| context.kind == kind)?;
        Some(context.outcome.variable(name))
    }
}

/// Variables of a terminal, which cron and desktop programs do not have.
const TERMINAL: &[&str] = &["TERM"];

fn context(user: &User, kind: ContextKind, tree: &dyn FileTree) -> UserContext {
    let is_there = matches!(tree.read(&session::user_file(user)), Reading::Text(_));
    let reads = if is_there { pam_service::reads_user_file(kind, tree) } else { ReadsUserFile::No };
    let mut context = started(user, kind, tree, reads != ReadsUserFile::No);
    if reads == ReadsUserFile::Perhaps {
        let other = started(user, kind, tree, false);
        // Why a line of a file has no effect is of interest only where the file counts.
        context.ignored = other.ignored;
        context.outcome = laid_over(context.outcome, &other.outcome, pam_service::CONDITION);
    }
    context
}

/// A context in a session that reads the user's own file for PAM, or in one that does not.
fn started(user: &User, kind: ContextKind, tree: &dyn FileTree, reads_user_file: bool) -> UserContext {
    let session = session::read(kind, user, tree, reads_user_file);
    let Session { variables: session, files: session_files, ignored } = session;
    let mut environment = user.environment.clone();
    if !kind.is_interactive() {
        TERMINAL.iter().for_each(|name| _ = environment.remove(*name));
    }
    environment.extend(session.iter().map(|(name, (value, _))| (name.clone(), value.clone())));
    let mode = match kind {
        ContextKind::Login => Some(Mode::LoginInteractive),
        ContextKind::Terminal => Some(Mode::Interactive),
        ContextKind::Script | ContextKind::SshCommand => Some(Mode::NonInteractive),
        ContextKind::Cron | ContextKind::Desktop | ContextKind::Sudo => None,
    };
    if kind == ContextKind::SshCommand {
        environment.insert("SSH_CLIENT".into(), "192.0.2.1 50022 22".into());
    }
    let mut outcome = match mode {
        Some(mode) => startup::read(&Start { shell: user.shell, mode, environment }, tree),
        None => inherited(&environment),
    };
    place(&mut outcome, &session);
    UserContext { kind, shell: mode.map(|mode| (user.shell, mode)), outcome, session_files, ignored }
}

fn inherited(environment: &BTreeMap<String, String>) -> Outcome {
    let variable =
        |(name, value): (&String, &String)| (name.clone(), ShellVariable::inherited(value.as_str()));
    Outcome { variables: environment.iter().map(variable).collect(), ..Outcome::default() }
}

/// Names the files that gave a session what its shells only inherit.
fn place(outcome: &mut Outcome, session: &SessionVariables) {
    for (name, (value, place)) in session {
        let Some(variable) = outcome.variables.get_mut(name) else { continue };
        let is_same = matches!(&variable.state, ShellState::Set(found) if found.expose() == value);
        if is_same && variable.place.is_none() {
            variable.place.clone_from(place);
        }
    }
}
