//! What each context of one user would find.

use std::collections::BTreeMap;

use super::ContextKind;
use super::session::{self, SessionVariables};
use crate::source::shell::{self, FileTree, Mode, Outcome, Shell, ShellState, ShellVariable, Start};

/// Whose contexts they are.
#[derive(Debug, Clone)]
pub struct User {
    /// The login shell.
    pub shell: Shell,
    /// The home directory.
    pub home: String,
    /// What every session of the user has: HOME, USER, PATH and their like.
    pub environment: BTreeMap<String, String>,
}

/// One context.
#[derive(Debug, Clone)]
pub struct UserContext {
    /// Which.
    pub kind: ContextKind,
    /// The shell that starts there, and how; none: no shell, or one that reads no file.
    pub shell: Option<(Shell, Mode)>,
    /// What a program started there would find.
    pub outcome: Outcome,
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
}

impl Survey {
    /// Looks at every context.
    pub fn of(user: &User, tree: &dyn FileTree) -> Self {
        let context = |kind| context(user, kind, tree);
        let others = [Shell::Bash, Shell::Zsh, Shell::Fish];
        let foreign = |shell: &Shell| {
            let environment = user.environment.clone();
            let start = Start { shell: *shell, mode: Mode::LoginInteractive, environment };
            let outcome = shell::read(&start, tree);
            (!outcome.files.is_empty()).then_some(ForeignShell { shell: *shell, outcome })
        };
        Self {
            shell: user.shell,
            home: user.home.clone(),
            contexts: ContextKind::ALL.into_iter().map(context).collect(),
            others: others.iter().filter(|shell| **shell != user.shell).filter_map(foreign).collect(),
        }
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
    let session = session::variables(kind, &user.home, tree);
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
        Some(mode) => shell::read(&Start { shell: user.shell, mode, environment }, tree),
        None => inherited(&environment),
    };
    place(&mut outcome, &session);
    UserContext { kind, shell: mode.map(|mode| (user.shell, mode)), outcome }
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
