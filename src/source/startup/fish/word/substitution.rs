//! Command substitutions: the few that need no running.

use super::drafts::Failure;
use super::unescape::Unescaped;
use super::unit::Unit;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::flow::Status;
use crate::source::startup::fish::script::{Script, excerpt};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::Word;

impl Shell<'_> {
    /// Puts the file's own name in place of `(status dirname)` and the like.
    ///
    /// # Errors
    /// Any other command substitution: the word is unknown. What the substitution's text assigns is
    /// unknown from then on, too.
    pub(super) fn substitute(
        &mut self,
        script: &Script,
        word: &Word,
        unescaped: Unescaped<'_>,
        knowledge: &mut Knowledge,
    ) -> Result<Vec<Unit>, Failure> {
        let mut why = None;
        let mut known = vec![];
        for inner in &unescaped.substitutions {
            let source = excerpt(&format!("({inner})"));
            match own_name(script, inner) {
                Some(text) => {
                    self.status = Status::Known(0);
                    *knowledge = knowledge.and(&Knowledge::Conditional(source));
                    known.push(text);
                }
                None => {
                    self.doubt_names(script, word, inner, &source);
                    self.status = Status::open(source.clone());
                    why = why.or(Some(source));
                }
            }
        }
        if let Some(why) = why {
            return Err(Failure::Unknown(why));
        }
        let mut units = Vec::with_capacity(unescaped.units.len());
        for unit in unescaped.units {
            match unit {
                Unit::Substitution(index) => {
                    units.push(Unit::Edge);
                    let text = known.get(index).map(String::as_str).unwrap_or_default();
                    units.extend(text.chars().map(Unit::Char));
                    units.push(Unit::Edge);
                }
                unit => units.push(unit),
            }
        }
        Ok(units)
    }
}

/// What a command prints that only names the file it stands in.
fn own_name(script: &Script, command: &str) -> Option<String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let path = &*script.path;
    let (directory, name) = path.rsplit_once('/').unwrap_or((".", path));
    let directory = if directory.is_empty() { "/" } else { directory };
    let text = match words.as_slice() {
        ["status", "dirname"] => directory,
        ["status", "basename"] => name,
        ["status", "filename" | "current-filename" | "-f" | "--current-filename"] => path,
        ["dirname", "(status", "filename)" | "current-filename)" | "-f)" | "--current-filename)"] => {
            directory
        }
        _ => return None,
    };
    Some(text.to_owned())
}
