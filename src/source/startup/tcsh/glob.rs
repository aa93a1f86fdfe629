//! From a command's words to the texts it gets: backquotes, braces, `~`, `=`, file names.

use super::braces::expand_braces;
use super::glyph::{Glyph, Word, text};
use super::machine::Machine;
use super::pattern::pattern_of_glyphs;
use crate::source::startup::{Knowledge, Presence};

/// A text with how sure it is.
pub(super) type Told = (String, Knowledge);

/// What a pattern of file names comes to.
enum Found {
    /// These names.
    Names(Vec<String>),
    /// The tree does not tell.
    Untold,
}

/// Names that patterns of one command may come to.
const MAX_NAMES: usize = 20_000;

impl Machine<'_> {
    /// What one word comes to; several words are joined with blanks.
    ///
    /// # Errors
    /// In tcsh's words: no match, an unknown user, a brace without its partner.
    pub(super) fn glob_joined(&mut self, word: &Word) -> Result<Told, String> {
        let told = self.glob(std::slice::from_ref(word), |word| format!("{}: no match", word.text()))?;
        let knowledge = told.iter().fold(word.knowledge.clone(), |all, (_, one)| all.and(one));
        let texts: Vec<String> = told.into_iter().map(|(text, _)| text).collect();
        Ok((texts.join(" "), knowledge))
    }

    /// What one word comes to, which has to be one word.
    ///
    /// # Errors
    /// As [`Machine::glob_joined`], and that it comes to several words.
    pub(super) fn glob_single(&mut self, word: &Word) -> Result<Told, String> {
        let mut told = self.glob(std::slice::from_ref(word), |word| format!("{}: no match", word.text()))?;
        match told.len() {
            0 => Ok((String::new(), word.knowledge.clone())),
            1 => Ok(told.remove(0)),
            _ => Err(format!("{}: ambiguous", word.text())),
        }
    }

    /// What the words of a list come to.
    ///
    /// # Errors
    /// As [`Machine::glob_joined`].
    pub(super) fn glob_list(&mut self, words: &[Word]) -> Result<Vec<Told>, String> {
        self.glob(words, |_| "no match".to_owned())
    }

    fn glob(&mut self, words: &[Word], no_match: impl Fn(&Word) -> String) -> Result<Vec<Told>, String> {
        let is_off = self.switch("noglob");
        let switch = self.switch_knowledge("noglob").and(&self.switch_knowledge("nonomatch"));
        if !switch.is_certain() && words.iter().any(is_special) {
            // Whether a word without a match is an error depends on the same as the switch does.
            self.doubt_from_here(&switch);
        }
        let has_magic = words.iter().any(|word| word.glyphs.iter().any(|glyph| glyph.is_magic()));
        let has_braces = words.iter().any(|word| word.glyphs.iter().any(|glyph| glyph.is('{')));
        let mut expanded = vec![];
        for word in words {
            for (glyphs, knowledge) in self.backquotes(word)? {
                let mut parts = vec![glyphs];
                if !is_off && has_braces {
                    parts = expand_braces(parts)?;
                }
                for part in parts {
                    expanded.push(if is_off {
                        (part, knowledge.clone())
                    } else {
                        self.tilde(part, &knowledge)?
                    });
                }
            }
        }
        if is_off || !has_magic {
            return Ok(expanded.into_iter().map(|(glyphs, knowledge)| (text(&glyphs), knowledge)).collect());
        }
        let place = words.iter().find(|word| word.glyphs.iter().any(|glyph| glyph.is_magic()));
        self.file_names(expanded)?.ok_or_else(|| place.map_or_else(String::new, no_match))
    }

    /// Backquotes: what they come to, if the tree tells; unknown otherwise.
    fn backquotes(&mut self, word: &Word) -> Result<Vec<(Vec<Glyph>, Knowledge)>, String> {
        let Some(open) = word.glyphs.iter().position(|glyph| glyph.is('`')) else {
            return Ok(vec![(word.glyphs.clone(), word.knowledge.clone())]);
        };
        let commands = commands(&word.glyphs).ok_or("unmatched `")?;
        let is_alone = open == 0 && word.glyphs.last().is_some_and(|glyph| glyph.is('`'));
        if let ([command], true, false) = (commands.as_slice(), is_alone, word.is_unknown())
            && let Some(names) = self.listing(command)
        {
            let known = |name: String| (name.chars().map(Glyph::quoted).collect(), word.knowledge.clone());
            return Ok(names.into_iter().map(known).collect());
        }
        let source = self.source(word.at.offset, word.end);
        let source =
            if source.contains('`') { source.to_owned() } else { format!("`{}`", commands.join("` `")) };
        self.status = super::machine::Status::Unknown(source.as_str().into());
        let knowledge = word.knowledge.and(&Knowledge::Unknown(source.into()));
        Ok(vec![(vec![Glyph::unknown()], knowledge)])
    }

    /// `~`, `~user`, `=1` at the start of a word.
    fn tilde(
        &mut self,
        glyphs: Vec<Glyph>,
        knowledge: &Knowledge,
    ) -> Result<(Vec<Glyph>, Knowledge), String> {
        let kept = (glyphs.clone(), knowledge.clone());
        match glyphs.first() {
            Some(first) if first.is('~') => {
                let name = glyphs.iter().skip(1).take_while(|glyph| !matches!(glyph.char, '/' | ':')).count();
                let rest = glyphs.get(1 + name..).unwrap_or_default();
                if name > 0 {
                    let source = text(glyphs.get(..1 + name).unwrap_or_default());
                    let unknown = Knowledge::Unknown(source.as_str().into());
                    if source != "~root" {
                        // Nobody of that name is an error.
                        self.doubt_from_here(&unknown);
                    }
                    return Ok((vec![Glyph::unknown()], knowledge.and(&unknown)));
                }
                let Some(home) = self.variables.shell.get("home").filter(|binding| binding.is_set) else {
                    return if self.switch("nonomatch") {
                        Ok(kept)
                    } else {
                        Err("no $home variable set".into())
                    };
                };
                let knowledge = knowledge.and(&home.knowledge);
                let home = home.text();
                let prefix = if home == "/" && rest.first().is_some_and(|glyph| glyph.char == '/') {
                    ""
                } else {
                    &home
                };
                let glyphs = prefix.chars().map(Glyph::quoted).chain(rest.iter().copied()).collect();
                Ok((glyphs, knowledge))
            }
            Some(first) if first.is('=') => self.stack(glyphs, knowledge),
            _ => Ok(kept),
        }
    }

    /// `=0`, `=-`: directories of the stack, of which only the current one is followed.
    fn stack(
        &mut self,
        glyphs: Vec<Glyph>,
        knowledge: &Knowledge,
    ) -> Result<(Vec<Glyph>, Knowledge), String> {
        let text = text(&glyphs);
        let rest = text.get(1..).unwrap_or_default();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let named = if rest.starts_with('-') { 1 } else { digits };
        let (number, after) = rest.split_at_checked(named).unwrap_or_default();
        if number.is_empty() || !(after.is_empty() || after.starts_with('/')) {
            return Ok((glyphs, knowledge.clone()));
        }
        if number != "-" && !number.trim_start_matches('0').is_empty() && !self.switch("nonomatch") {
            return Err("directory stack not that deep".into());
        }
        Ok(match &self.directory {
            Some(directory) => {
                (format!("{directory}{after}").chars().map(Glyph::quoted).collect(), knowledge.clone())
            }
            None => (vec![Glyph::unknown()], knowledge.and(&Knowledge::Unknown(text.into()))),
        })
    }

    /// The file names that the words match; `None`: they match nothing, and that is an error.
    fn file_names(&mut self, words: Vec<(Vec<Glyph>, Knowledge)>) -> Result<Option<Vec<Told>>, String> {
        let (mut told, mut magic, mut matched) = (vec![], false, false);
        for (glyphs, knowledge) in words {
            let is_pattern = glyphs.iter().any(|glyph| glyph.is_magic());
            if knowledge.is_unknown() && is_pattern {
                // It may match nothing, which is an error.
                self.doubt_from_here(&knowledge);
            }
            if knowledge.is_unknown() || !is_pattern {
                told.push((text(&glyphs), knowledge));
                continue;
            }
            let Some(found) = self.matching(&glyphs) else {
                told.push((text(&glyphs), knowledge));
                continue;
            };
            magic = true;
            match found {
                Found::Names(names) if names.is_empty() => {
                    if self.switch("nonomatch") {
                        told.push((text(&glyphs), knowledge));
                        matched = true;
                    }
                }
                Found::Names(names) => {
                    matched = true;
                    told.extend(names.into_iter().map(|name| (name, knowledge.clone())));
                }
                Found::Untold => {
                    matched = true;
                    let unknown = Knowledge::Unknown(text(&glyphs).into());
                    self.doubt_from_here(&unknown);
                    told.push((String::new(), unknown));
                }
            }
            if told.len() > MAX_NAMES {
                return Err("too many names".into());
            }
        }
        Ok((!magic || matched).then_some(told))
    }

    /// The names that one pattern matches; `None`: it is no pattern after all (`a[`).
    fn matching(&mut self, glyphs: &[Glyph]) -> Option<Found> {
        let is_absolute = glyphs.first().is_some_and(|glyph| glyph.char == '/');
        let Some(base) = (if is_absolute { Some(String::new()) } else { self.directory.clone() }) else {
            return Some(Found::Untold);
        };
        let mut found = vec![(if is_absolute { "/".to_owned() } else { String::new() }, false)];
        for part in glyphs.split(|glyph| glyph.char == '/').filter(|part| !part.is_empty()) {
            let magic = part.iter().any(|glyph| glyph.is_magic());
            let pattern = if magic { pattern_of_glyphs(part) } else { None };
            if magic && pattern.is_none() {
                return None;
            }
            let mut next = vec![];
            for (path, was_listed) in found {
                let full = if is_absolute { path.clone() } else { format!("{base}/{path}") };
                match &pattern {
                    None => next.push((join(&path, &text(part)), was_listed)),
                    Some(_) if self.tree.presence(&full) == Presence::Untold => return Some(Found::Untold),
                    Some(pattern) => {
                        let names = self.tree.list(&full);
                        self.charge(names.len() * 8);
                        let shows_hidden =
                            self.switch("globdot") || part.first().is_some_and(|glyph| glyph.is('.'));
                        for name in names.iter().filter(|name| shows_hidden || !name.starts_with('.')) {
                            match pattern.matches(name) {
                                Some(true) => next.push((join(&path, name), true)),
                                Some(false) => {}
                                None => return Some(Found::Untold),
                            }
                        }
                    }
                }
                if next.len() > MAX_NAMES || self.exhausted {
                    return Some(Found::Untold);
                }
            }
            found = next;
        }
        let there = |(path, _): &(String, bool)| {
            let full = if is_absolute { path.clone() } else { format!("{base}/{path}") };
            self.tree.presence(&full) != Presence::Missing
        };
        Some(Found::Names(found.into_iter().filter(there).map(|(path, _)| path).collect()))
    }

    /// An absolute path; `None`: it begins at a directory that is not known.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        if path.starts_with('/') {
            return Some(path.to_owned());
        }
        self.directory.as_ref().map(|directory| format!("{}/{path}", directory.trim_end_matches('/')))
    }
}

/// Whether `set noglob` makes a difference to a word.
fn is_special(word: &Word) -> bool {
    word.glyphs.iter().any(|glyph| glyph.is_magic() || glyph.is('{') || glyph.is('~') || glyph.is('='))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}{name}") } else { format!("{path}/{name}") }
}

/// The commands between backquotes; `None`: a backquote without its partner.
fn commands(glyphs: &[Glyph]) -> Option<Vec<String>> {
    let (mut commands, mut rest) = (vec![], glyphs);
    while let Some(open) = rest.iter().position(|glyph| glyph.is('`')) {
        let after = rest.get(open + 1..).unwrap_or_default();
        let (mut close, mut escaped) = (None, false);
        for (index, glyph) in after.iter().enumerate() {
            if !escaped && glyph.is('`') {
                close = Some(index);
                break;
            }
            escaped = !escaped && glyph.is('\\');
        }
        let close = close?;
        commands.push(text(after.get(..close).unwrap_or_default()));
        rest = after.get(close + 1..).unwrap_or_default();
    }
    Some(commands)
}
