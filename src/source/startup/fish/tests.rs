//! Recorded runs of fish 3.6, and what its users write.

mod given;
mod limits;
mod recorded;

use crate::source::startup::{Knowledge, MemoryTree, Mode, Outcome, Shell, ShellState, ShellVariable, Start};

/// The user's own start-up file.
pub(super) const CONFIG: &str = "/home/gopher/.config/fish/config.fish";

/// A login shell in a terminal with little in its environment.
pub(super) fn start() -> Start {
    let environment =
        [("HOME", "/home/gopher"), ("PWD", "/home/gopher"), ("PATH", "/usr/local/bin:/usr/bin")];
    let environment =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Start { shell: Shell::Fish, mode: Mode::LoginInteractive, environment }
}

/// What a shell with this config.fish exports.
pub(super) fn config(text: &str) -> Outcome {
    super::read(&start(), &MemoryTree::default().with(CONFIG, text))
}

/// A variable of an outcome in a few words: its value, a `?` in front if it is conditional, `-` if it is
/// not set, `unknown`; and the line that set it.
pub(super) fn shown(outcome: &Outcome, name: &str) -> String {
    let Some(variable) = outcome.variables.get(name) else { return "-".to_owned() };
    let ShellVariable { state, knowledge, place, .. } = variable;
    let text = match state {
        ShellState::Set(value) => value.expose().to_owned(),
        ShellState::Unset => "-".to_owned(),
        ShellState::Unknown => "unknown".to_owned(),
    };
    let mark = if matches!(knowledge, Knowledge::Conditional(_)) { "?" } else { "" };
    let line = place.as_ref().map_or(String::new(), |place| format!(" @{}", place.line()));
    format!("{mark}{text}{line}")
}
