//! `~` and, in zsh, `=`: home directories and where a command is.

use super::super::dialect::{Dialect, Ends};
use super::super::syntax::{Form, Parameter, Part};
use super::Evaluator;
use super::frame::Flow;
use crate::source::startup::RemarkKind;
use crate::source::startup::path::home_of_user;

/// Where a tilde stands for the home directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tilde {
    /// At the beginning of the word.
    Word,
    /// There, and after each `:`.
    Assignment,
}

/// What a `~NAME` stands for.
enum Home {
    /// A directory.
    Directory(Part),
    /// There is no such user.
    Nobody,
    /// It is written so that the shell leaves it alone.
    Plain,
    /// This reader cannot tell.
    Untold,
}

impl Evaluator<'_> {
    /// Replaces a tilde by the home directory, and in zsh `=NAME` by the path of a command.
    ///
    /// # Errors
    /// zsh fails where there is no such user and no such command.
    pub(super) fn with_tilde(&mut self, parts: &[Part], tilde: Tilde) -> Result<Vec<Part>, Flow> {
        let signs: &[char] = if self.dialect == Dialect::Zsh { &['~', '='] } else { &['~'] };
        let has_sign = parts.iter().any(|part| matches!(part, Part::Bare(text) if text.contains(signs)));
        if !has_sign {
            return Ok(parts.to_vec());
        }
        let mut all = vec![];
        for (index, part) in parts.iter().enumerate() {
            let Part::Bare(text) = part else {
                all.push(part.clone());
                continue;
            };
            let after = parts.get(index + 1..).unwrap_or_default();
            let segments: Vec<&str> = match tilde {
                Tilde::Word => vec![text],
                Tilde::Assignment => text.split_inclusive(':').collect(),
            };
            let count = segments.len();
            for (number, segment) in segments.into_iter().enumerate() {
                let begins =
                    number > 0 || index == 0 || self.is_nothing(parts.get(..index).unwrap_or_default())?;
                let next = if number + 1 < count { &[] } else { after };
                match segment.chars().next().filter(|_| begins) {
                    Some('~') => {
                        if self.home_of(segment, next, &mut all)? {
                            // busybox loses what follows an unknown name.
                            return Ok(all);
                        }
                    }
                    Some('=') if self.dialect == Dialect::Zsh => self.path_of(segment, next, &mut all)?,
                    _ => all.push(Part::Bare(segment.to_owned())),
                }
            }
        }
        Ok(all)
    }

    /// zsh: whether what stands before a sign expands to nothing, so that the sign begins the word.
    fn is_nothing(&mut self, parts: &[Part]) -> Result<bool, Flow> {
        let may_be = self.dialect == Dialect::Zsh
            && parts.iter().all(|part| matches!(part, Part::Parameter(parameter) if is_calm(parameter)));
        if !may_be {
            return Ok(false);
        }
        let text = self.one_text(parts, false)?;
        Ok(text.text.is_empty() && text.knowledge.is_certain())
    }

    /// The home directory that `~` and what follows it stand for; true: what follows is lost.
    fn home_of(&mut self, segment: &str, next: &[Part], all: &mut Vec<Part>) -> Result<bool, Flow> {
        let rest = segment.strip_prefix('~').unwrap_or(segment);
        if self.dialect == Dialect::Zsh && rest.starts_with('[') {
            return Err(self.no_such("no directory of that name", segment));
        }
        let length = rest.find(['/', ':']).unwrap_or(rest.len());
        let (user, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_open = after.is_empty() && !next.is_empty() && !segment.ends_with(':');
        let home = if is_open { self.open_home(user, next) } else { self.home(user) };
        let is_odd = !is_user_name(user);
        match home {
            // zsh looks for users by names that users may have.
            Home::Nobody if self.dialect == Dialect::Zsh && is_odd => {
                all.push(Part::Bare(segment.to_owned()))
            }
            Home::Directory(home) => {
                all.push(home);
                all.push(Part::Bare(after.to_owned()));
            }
            Home::Nobody if self.dialect == Dialect::Zsh => {
                return Err(self.no_such("no such user", &format!("~{user}")));
            }
            Home::Nobody if self.dialect == Dialect::Busybox && !(after.is_empty() && next.is_empty()) => {
                all.push(Part::Bare(format!("~{user}")));
                let is_plain = next.iter().all(|part| matches!(part, Part::Bare(_)));
                if !is_plain {
                    all.push(Part::Untold(segment.to_owned()));
                }
                return Ok(true);
            }
            Home::Nobody | Home::Plain => all.push(Part::Bare(segment.to_owned())),
            Home::Untold => all.push(Part::Untold(segment.to_owned())),
        }
        Ok(false)
    }

    /// What `~USER` stands for where more than bare text follows: zsh and ksh93 take it for a part of the name.
    fn open_home(&mut self, user: &str, next: &[Part]) -> Home {
        if !matches!(self.dialect, Dialect::Zsh | Dialect::Ksh) {
            return Home::Plain;
        }
        let mut name = user.to_owned();
        for part in next {
            let (Part::Bare(text) | Part::Quoted(text)) = part else {
                if self.dialect == Dialect::Zsh {
                    self.perhaps_ends(Ends::File, &format!("~{name}"));
                }
                return Home::Untold;
            };
            let length = text.find(['/', ':']).unwrap_or(text.len());
            name.push_str(text.get(..length).unwrap_or_default());
            if length < text.len() {
                break;
            }
        }
        match self.home(&name) {
            Home::Nobody if !is_user_name(&name) => Home::Plain,
            Home::Nobody => Home::Nobody,
            _ => Home::Untold,
        }
    }

    /// What `~USER` stands for.
    fn home(&self, user: &str) -> Home {
        let variable = |name: &str| {
            let parameter = Parameter { name: name.into(), subscript: None, form: Form::Value, span: 0..0 };
            Home::Directory(Part::Double(vec![Part::Parameter(Box::new(parameter))]))
        };
        let is_small = self.dialect.is_almquist();
        match user {
            "" => variable("HOME"),
            "+" if !is_small => variable("PWD"),
            "-" if !is_small => Home::Untold,
            user if user.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c)) && !is_small => {
                Home::Untold
            }
            user => match home_of_user(self.tree, user) {
                Some(home) => home.map_or(Home::Nobody, |home| Home::Directory(Part::Quoted(home))),
                None if self.scalar_of("USER").is_some_and(|name| name.text == user) => variable("HOME"),
                None if user == "root" => Home::Directory(Part::Quoted("/root".into())),
                None => Home::Nobody,
            },
        }
    }

    /// zsh: `=NAME` is where the command is.
    fn path_of(&mut self, segment: &str, next: &[Part], all: &mut Vec<Part>) -> Result<(), Flow> {
        let (segment, colon) = match segment.strip_suffix(':') {
            Some(before) => (before, ":"),
            None => (segment, ""),
        };
        let name = segment.strip_prefix('=').unwrap_or(segment);
        let is_alone = name.is_empty() && (next.is_empty() || !colon.is_empty());
        if is_alone || name.starts_with('(') {
            all.push(Part::Bare(format!("{segment}{colon}")));
            return Ok(());
        }
        // Where the directories of PATH are not known, a name is hardly ever meant for a command.
        let is_whole = next.is_empty() || !colon.is_empty();
        let is_there = if is_whole { self.on_path(name).unwrap_or(false) } else { !name.starts_with('=') };
        if !is_there {
            return Err(self.no_such("no such command", &format!("={name}")));
        }
        if !is_whole {
            self.perhaps_ends(Ends::File, &format!("={name}"));
        }
        all.push(Part::Untold(format!("={name}")));
        all.push(Part::Bare(colon.to_owned()));
        Ok(())
    }

    fn no_such(&mut self, what: &str, text: &str) -> Flow {
        let place = self.script.place(0, 0);
        self.remark(RemarkKind::Stops { reason: format!("{what}: {text}") }, place);
        self.fails(Ends::File)
    }
}

/// Whether zsh looks for a user of that name.
fn is_user_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
}

/// Whether expanding a parameter twice does no harm.
fn is_calm(parameter: &Parameter) -> bool {
    !matches!(parameter.form, Form::Otherwise(..) | Form::Opaque | Form::Bad)
}
