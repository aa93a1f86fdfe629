//! What is known about one failure class.

use super::case::Case;
use super::fix::Fix;
use super::weigh::Weigh;
use super::wording::Wording;
use crate::go::tables::failures::FailureClass;

/// One way for go to fail because of how it is configured.
pub(super) struct Class {
    /// Which one: its name, and what happened.
    pub id: FailureClass,
    /// What brings the class into play.
    pub trigger: Trigger,
    /// Looks at everything that is known for what speaks for the class and against it.
    pub weigh: fn(&Case<'_>, &mut Weigh),
    /// What tells it from the classes that look the same.
    pub ask: Ask,
    /// The safest fix.
    pub fix: fn(&Case<'_>) -> Fix,
    /// What not to do, though articles say so.
    pub avoid: &'static [&'static str],
}

/// What brings a class into play.
#[derive(Clone, Copy)]
pub(super) enum Trigger {
    /// A statement with one of these wordings.
    Wordings(&'static [&'static [Wording]]),
    /// Any statement that another class knows: `weigh` decides by the settings.
    Settings,
    /// Either of them.
    Either(&'static [&'static [Wording]]),
}

/// One question, or one command whose answer tells lookalikes apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask {
    /// What to find out, and what the answers mean.
    pub question: &'static str,
    /// The command to run where go fails; empty: there is none.
    pub command: &'static str,
}

/// A question with a command.
pub(super) const fn ask(question: &'static str, command: &'static str) -> Ask {
    Ask { question, command }
}
