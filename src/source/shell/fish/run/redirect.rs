//! Redirections: whether they can work.

use super::command::Call;
use crate::source::shell::Presence;
use crate::source::shell::fish::script::Script;
use crate::source::shell::fish::shell::Shell;
use crate::source::shell::fish::syntax::{Direction, Redirection};

impl Shell<'_> {
    /// Whether all redirections of a command work, so that it runs; none if the tree does not tell.
    pub(super) fn redirections_work(&mut self, call: &Call<'_>) -> Option<bool> {
        self.targets_work(call.script, &call.command.redirections)
    }

    /// Whether all redirections work; none if the tree does not tell.
    pub(super) fn targets_work(&mut self, script: &Script, redirections: &[Redirection]) -> Option<bool> {
        let mut all = Some(true);
        for redirection in redirections {
            match self.target_works(script, redirection) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    fn target_works(&mut self, script: &Script, redirection: &Redirection) -> Option<bool> {
        let targets = match self.expand(script, &redirection.target) {
            Ok(targets) => targets,
            Err(_) => return Some(false),
        };
        let [target] = targets.as_slice() else { return Some(false) };
        if !target.knowledge.is_certain() {
            return None;
        }
        let text = &*target.text;
        match redirection.direction {
            Direction::Descriptor => Some(text == "-" || text.parse::<u32>().is_ok()),
            _ if matches!(text, "/dev/null" | "/dev/stdout" | "/dev/stderr" | "/dev/tty") => Some(true),
            Direction::Input => self.is_there(text, |presence| presence != Presence::Directory),
            Direction::Output => {
                let path = self.absolute(text)?;
                if self.tree.presence(&path) == Presence::Directory {
                    return Some(false);
                }
                let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder).to_owned();
                self.is_there(if folder.is_empty() { "/" } else { &folder }, |presence| {
                    presence == Presence::Directory
                })
            }
        }
    }

    fn is_there(&self, path: &str, fits: impl Fn(Presence) -> bool) -> Option<bool> {
        match self.tree.presence(&self.absolute(path)?) {
            Presence::Untold => None,
            Presence::Missing => Some(false),
            presence => Some(fits(presence)),
        }
    }
}
