//! A command that runs, with what stands around it.

use std::sync::Arc;

use super::script::{Script, Spot, excerpt};
use super::syntax::{Command, Direction, Stretch};
use super::word::spot_of;

/// What stands around a statement of a pipeline.
#[derive(Debug, Clone)]
pub(super) struct Surroundings {
    /// The pipeline.
    pub(super) stretch: Stretch,
    /// Whether something is piped into the statement.
    pub(super) is_piped: bool,
}

/// A command with what stands around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'c> {
    /// The file it stands in.
    pub(super) script: &'c Arc<Script>,
    /// The command.
    pub(super) command: &'c Command,
    /// What stands around it.
    pub(super) around: &'c Surroundings,
}

impl Call<'_> {
    /// The command's text, as a condition or an unknown value is named.
    pub(super) fn text(&self) -> Arc<str> {
        self.stretch().map_or_else(|| "".into(), |all| excerpt(self.script.slice(all.start, all.end)))
    }

    /// The text of the whole pipeline.
    pub(super) fn pipeline(&self) -> Arc<str> {
        let Stretch { start, end, .. } = self.around.stretch;
        excerpt(self.script.slice(start, end))
    }

    /// The whole pipeline.
    pub(super) fn pipeline_stretch(&self) -> Stretch {
        self.around.stretch
    }

    /// The command's words.
    pub(super) fn stretch(&self) -> Option<Stretch> {
        let words = &self.command.words;
        Some(words.first()?.to(*words.last()?))
    }

    /// Whether something is piped into the command, or redirected.
    pub(super) fn has_input(&self) -> bool {
        let redirections = &self.command.redirections;
        self.around.is_piped || redirections.iter().any(|next| next.direction == Direction::Input)
    }

    /// Where the command's name stands.
    pub(super) fn spot(&self) -> Spot {
        let Some(word) = self.command.words.first() else {
            return Spot::beginning_of(self.script.index);
        };
        spot_of(self.script, word)
    }
}
