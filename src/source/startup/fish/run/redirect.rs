//! Redirections: whether they can work.

use crate::source::startup::Presence;
use crate::source::startup::fish::script::Script;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Direction, Redirection};

/// What redirections come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Works {
    /// They work.
    Yes,
    /// One of them does not; fish's status then.
    No(i32),
    /// The tree does not tell.
    Open,
}

/// fish's status when a file cannot be opened, and when a word is no descriptor.
const NO_FILE: Works = Works::No(1);
const NO_DESCRIPTOR: Works = Works::No(2);

impl Shell<'_> {
    /// Whether all redirections work, so that what they belong to runs.
    pub(super) fn redirections_work(&mut self, script: &Script, redirections: &[Redirection]) -> Works {
        let mut all = Works::Yes;
        for redirection in redirections {
            match self.target_works(script, redirection) {
                Works::Yes => {}
                Works::Open => all = Works::Open,
                refused => return refused,
            }
        }
        all
    }

    fn target_works(&mut self, script: &Script, redirection: &Redirection) -> Works {
        let Ok(targets) = self.expand(script, &redirection.target) else { return NO_DESCRIPTOR };
        let [target] = targets.as_slice() else { return NO_DESCRIPTOR };
        if !target.knowledge.is_certain() {
            return Works::Open;
        }
        let text = &*target.text;
        match redirection.direction {
            Direction::Descriptor if text == "-" || text.parse::<u32>().is_ok() => Works::Yes,
            Direction::Descriptor => NO_DESCRIPTOR,
            _ if text.is_empty() => NO_DESCRIPTOR,
            _ if matches!(text, "/dev/null" | "/dev/stdout" | "/dev/stderr" | "/dev/tty") => Works::Yes,
            Direction::Input => self.is_there(text, |presence| presence != Presence::Directory),
            Direction::Output => {
                let Some(path) = self.absolute(text) else { return Works::Open };
                if self.tree.presence(&path) == Presence::Directory {
                    return NO_FILE;
                }
                let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder);
                let folder = if folder.is_empty() { "/" } else { folder };
                self.is_there(folder, |presence| presence == Presence::Directory)
            }
        }
    }

    fn is_there(&self, path: &str, fits: impl Fn(Presence) -> bool) -> Works {
        let Some(path) = self.absolute(path) else { return Works::Open };
        match self.tree.presence(&path) {
            Presence::Untold => Works::Open,
            Presence::Missing => NO_FILE,
            presence if fits(presence) => Works::Yes,
            _ => NO_FILE,
        }
    }
}
