//! `~` and `~user`.

use super::drafts::{Drafts, Failure};
use super::unit::Unit;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::joined;
use crate::source::startup::fish::variables::{Found, Seen};
use crate::source::startup::path::{cleaned, home_of_user};

/// What stands in place of a `~`.
enum Home {
    At(String),
    /// HOME is empty: fish drops the whole word.
    Nowhere,
    /// There is no such user: the `~` stays.
    Nobody,
}

impl Shell<'_> {
    /// Puts the home directory in place of a `~` at the start.
    ///
    /// # Errors
    /// A home that is not known; `%self`.
    pub(super) fn expand_home(&self, drafts: &mut Drafts) -> Result<(), Failure> {
        let mut knowledge = drafts.knowledge.clone();
        for (units, _) in &mut drafts.words {
            match units.first() {
                Some(Unit::Home) => {}
                Some(Unit::OwnProcess) => return Err(Failure::Unknown("%self".into())),
                _ => continue,
            }
            let name_end = units.iter().position(|unit| *unit == Unit::Char('/')).unwrap_or(units.len());
            let name = units.get(1..name_end).unwrap_or_default();
            let home = if name.is_empty() { self.own_home(&mut knowledge)? } else { self.home_of(name)? };
            let rest = units.get(name_end..).unwrap_or_default();
            *units = match home {
                Home::Nowhere => vec![],
                Home::At(home) => home.chars().map(Unit::Char).chain(rest.iter().copied()).collect(),
                Home::Nobody => [&[Unit::Char('~')], name, rest].concat(),
            };
        }
        drafts.knowledge = knowledge;
        Ok(())
    }

    fn own_home(&self, knowledge: &mut Knowledge) -> Result<Home, Failure> {
        let Seen { found, knowledge: known } = self.look_up("HOME");
        *knowledge = knowledge.and(&known);
        match found {
            Found::Unknown(why) => Err(Failure::Unknown(why)),
            Found::Missing => Ok(Home::Nowhere),
            Found::List { list, .. } => {
                let home = joined(&list, " ");
                Ok(if home.is_empty() { Home::Nowhere } else { Home::At(normal(&home)) })
            }
        }
    }

    /// The home of another user, from the machine's own list of users.
    fn home_of(&self, name: &[Unit]) -> Result<Home, Failure> {
        let unknown = || Failure::Unknown(format!("~{}", super::unit::characters(name)).into());
        let chars = name.iter().filter(|unit| **unit != Unit::Edge);
        let user: Option<String> =
            chars.map(|unit| if let Unit::Char(c) = unit { Some(*c) } else { None }).collect();
        let Some(user) = user else { return Ok(Home::Nobody) };
        let home = home_of_user(self.tree, &user).ok_or_else(unknown)?;
        Ok(home.map_or(Home::Nobody, |home| Home::At(normal(&home))))
    }
}

/// A path without what means nothing in it, if it is one from the root.
fn normal(path: &str) -> String {
    if path.starts_with('/') { cleaned(path) } else { path.to_owned() }
}
