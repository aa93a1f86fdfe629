//! What a `$…` stands for.

use super::expand::Expander;
use super::glyph::{Glyph, text};
use super::machine::Status;
use super::modify::{Kind, Modifier};
use super::variables::Binding;
use crate::source::startup::Knowledge;

/// Subscripts within subscripts that are looked into.
const MAX_DEPTH: u32 = 20;

/// The words that a name stands for, as far as they are known.
struct Found {
    words: Vec<String>,
    is_list: bool,
    knowledge: Knowledge,
}

/// Which question a `$…` asks about a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Its words.
    Value,
    /// How many words (`$#A`).
    Count,
    /// Whether it is there (`$?A`).
    Presence,
    /// How many characters (`$%A`).
    Length,
}

impl Expander<'_, '_> {
    /// After a `$`: puts its value before what comes next.
    ///
    /// # Errors
    /// In tcsh's words.
    pub(super) fn variable(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("subscripts nested too deep".into());
        }
        let first = self.get(false)?.ok_or("syntax error")?;
        if first.char == '\'' {
            self.escapes()?;
        } else {
            let braced = first.is('{');
            let next = if braced { self.get(false)? } else { Some(first) };
            self.question(next)?;
            if braced && !self.read().is_some_and(|glyph| glyph.is('}')) {
                return Err("missing }".into());
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn question(&mut self, first: Option<Glyph>) -> Result<(), String> {
        let question = match first.map(|glyph| glyph.char) {
            Some('#') => Question::Count,
            Some('?') if first.is_some_and(|glyph| !glyph.quoted) => Question::Presence,
            Some('%') => Question::Length,
            _ => Question::Value,
        };
        let first = if question == Question::Value { first } else { self.get(false)? };
        match first {
            Some(glyph) if matches!(glyph.char, '$' | '!') && !glyph.quoted => self.unknown("$$"),
            Some(glyph) if glyph.char == '<' => self.unknown("$<"),
            Some(glyph) if glyph.is('*') => self.named("argv", question, false),
            Some(glyph) if glyph.is_digit() => self.argument(glyph, question),
            Some(glyph) if glyph.is_letter() => {
                let name = self.name(glyph)?;
                self.named(&name, question, true)
            }
            other => {
                let name = match question {
                    Question::Count => "argv",
                    Question::Presence => "status",
                    _ => return Err("variable name must contain alphanumeric characters".into()),
                };
                self.unread(other);
                let question = if question == Question::Presence { Question::Value } else { question };
                self.named(name, question, false)
            }
        }
    }

    fn name(&mut self, first: Glyph) -> Result<String, String> {
        let mut name = vec![first];
        loop {
            match self.get(false)? {
                Some(glyph) if glyph.is_name() => name.push(glyph),
                other => {
                    self.unread(other);
                    return Ok(text(&name));
                }
            }
        }
    }

    /// `$0`, `$1`.
    fn argument(&mut self, first: Glyph, question: Question) -> Result<(), String> {
        let mut digits = vec![first];
        loop {
            match self.get(false)? {
                Some(glyph) if glyph.is_digit() => digits.push(glyph),
                other => break self.unread(other),
            }
        }
        let number: usize = text(&digits).parse().unwrap_or(usize::MAX);
        if number == 0 || question == Question::Presence {
            return self.unknown("$0");
        }
        let mut found = self.look_up("argv")?;
        found.words = found.words.into_iter().skip(number - 1).take(1).collect();
        self.answer(found, question)
    }

    fn named(&mut self, name: &str, question: Question, may_choose: bool) -> Result<(), String> {
        if question == Question::Presence {
            return self.presence(name);
        }
        let mut found = self.look_up(name)?;
        if found.is_list && question == Question::Value || question == Question::Length {
            let next = self.get(false)?;
            if may_choose && found.is_list && next.is_some_and(|glyph| glyph.is('[')) {
                let range = self.subscript()?;
                choose(&mut found, name, &range)?;
            } else {
                self.unread(next);
            }
        }
        self.answer(found, question)
    }

    fn presence(&mut self, name: &str) -> Result<(), String> {
        let known = |binding: Option<&Binding>| binding.map_or(Some(false), Binding::presence);
        let variables = &self.machine.variables;
        match (known(variables.shell.get(name)), known(variables.environment.get(name))) {
            (Some(true), _) | (_, Some(true)) => self.put("1"),
            (Some(false), Some(false)) => self.put("0"),
            _ => return self.unknown(&format!("$?{name}")),
        }
        Ok(())
    }

    /// The shell's own variable, else the one of the environment.
    fn look_up(&mut self, name: &str) -> Result<Found, String> {
        if name == "status" {
            return Ok(self.status());
        }
        let mut doubt = None;
        for is_list in [true, false] {
            let variables = &self.machine.variables;
            let room = if is_list { &variables.shell } else { &variables.environment };
            let Some(binding) = room.get(name) else { continue };
            match binding.presence() {
                Some(false) => continue,
                Some(true) => {}
                None => doubt = doubt.or(Some(binding.clone())),
            }
            if binding.is_set {
                let found =
                    Found { words: binding.words.clone(), is_list, knowledge: binding.knowledge.clone() };
                if let Some(doubt) = doubt {
                    self.machine.doubt_from_here(&doubt.knowledge);
                }
                return Ok(found);
            }
        }
        // A test would have to come out the other way for the variable to be there: go on as if it did.
        let Some(doubt) = doubt else { return Err(format!("{name}: undefined variable")) };
        self.machine.doubt_from_here(&doubt.knowledge);
        let other = doubt.alternatives.iter().find_map(|other| other.value.as_ref());
        let words = other.map(|value| vec![value.expose().to_owned()]).unwrap_or_default();
        Ok(Found { words, is_list: true, knowledge: doubt.knowledge })
    }

    fn status(&self) -> Found {
        let (words, knowledge) = match &self.machine.status {
            Status::Known(number) => (vec![number.to_string()], Knowledge::Certain),
            Status::Unknown(source) => (vec![], Knowledge::Unknown(source.clone())),
        };
        Found { words, is_list: true, knowledge }
    }

    /// The text of a subscript, after its `[`.
    fn subscript(&mut self) -> Result<String, String> {
        let mut range = vec![];
        loop {
            match self.get(true)? {
                Some(glyph) if glyph.is(']') => return Ok(text(&range)),
                Some(glyph) if !glyph.is('\n') => range.push(glyph),
                _ => return Err("newline in variable index".into()),
            }
        }
    }

    /// Puts the words before what comes next, with the modifiers that follow.
    fn answer(&mut self, found: Found, question: Question) -> Result<(), String> {
        self.knowledge = self.knowledge.and(&found.knowledge);
        if found.knowledge.is_unknown() {
            if question == Question::Value {
                self.modifiers()?;
            }
            self.values.push_back(Glyph::unknown());
            return Ok(());
        }
        match question {
            Question::Count if !found.is_list => {
                // Of a variable of the environment there is no count: its value comes instead.
                self.modifiers()?;
                self.put(&found.words.join(" "));
            }
            Question::Count => self.put(&found.words.len().to_string()),
            Question::Length => {
                let length: usize = found.words.iter().map(|word| word.chars().count()).sum();
                self.put(&length.to_string());
            }
            Question::Presence | Question::Value => self.put_words(found.words)?,
        }
        Ok(())
    }

    fn put_words(&mut self, words: Vec<String>) -> Result<(), String> {
        let mut modifiers: Vec<(Modifier, bool)> =
            self.modifiers()?.into_iter().map(|modifier| (modifier, true)).collect();
        for (index, word) in words.iter().enumerate() {
            let mut glyphs: Vec<Glyph> = word.chars().map(Glyph::plain).collect();
            for (modifier, is_open) in &mut modifiers {
                if *is_open && modifier.apply(&mut glyphs) {
                    *is_open = modifier.every_word;
                }
            }
            if index > 0 {
                self.values.push_back(Glyph::plain(' '));
            }
            self.values.extend(glyphs);
        }
        Ok(())
    }

    /// The modifiers after a variable.
    fn modifiers(&mut self) -> Result<Vec<Modifier>, String> {
        let mut modifiers = vec![];
        let mut next = self.get(false)?;
        while next.is_some_and(|glyph| glyph.is(':')) {
            let (mut every_word, mut repeatedly) = (false, false);
            let mut letter = self.get(false)?;
            while let Some('g' | 'a') = letter.map(|glyph| glyph.char) {
                let flag = if letter.is_some_and(|glyph| glyph.char == 'g') {
                    &mut every_word
                } else {
                    &mut repeatedly
                };
                if std::mem::replace(flag, true) {
                    break;
                }
                letter = self.get(false)?;
            }
            let char = letter.map_or(' ', |glyph| glyph.char);
            let kind = match char {
                's' => self.substitution()?,
                _ if super::dollar::MODIFIERS.contains(char) => Kind::Letter(char),
                _ => return Err(format!("bad : modifier in $ '{}'", char.escape_default())),
            };
            every_word |= char == 'q';
            modifiers.push(Modifier { kind, every_word, repeatedly });
            next = self.get(false)?;
        }
        self.unread(next);
        Ok(modifiers)
    }

    fn substitution(&mut self) -> Result<Kind, String> {
        let delimiter = self.get(false)?;
        let mut parts = vec![vec![], vec![]];
        for part in &mut parts {
            let mut escaped = false;
            loop {
                let glyph = self.get(false)?.ok_or("bad substitute")?;
                if !escaped && glyph.char == '\\' {
                    escaped = true;
                    continue;
                }
                if !escaped && delimiter.is_some_and(|delimiter| delimiter.char == glyph.char) {
                    break;
                }
                part.push(Glyph::plain(glyph.char));
                escaped = false;
            }
        }
        let new = parts.pop().unwrap_or_default();
        Ok(Kind::Substitute(parts.pop().unwrap_or_default(), new))
    }

    /// `$'…'` after its first quote.
    fn escapes(&mut self) -> Result<(), String> {
        let mut escaped = vec![];
        loop {
            let glyph = self.get(false)?.filter(|glyph| !glyph.is('\n')).ok_or("missing '")?;
            match glyph.char {
                '\'' => break,
                '\\' => {
                    escaped.push('\\');
                    escaped.push(self.get(false)?.ok_or("missing '")?.char);
                }
                char => escaped.push(char),
            }
        }
        let text = super::escape::unescape(&escaped);
        self.values.extend(text.into_iter().map(Glyph::quoted));
        Ok(())
    }

    fn unknown(&mut self, source: &str) -> Result<(), String> {
        self.knowledge = self.knowledge.and(&Knowledge::Unknown(source.into()));
        self.values.push_back(Glyph::unknown());
        Ok(())
    }

    fn put(&mut self, text: &str) {
        self.values.extend(text.chars().map(Glyph::plain));
    }
}

/// Keeps the words that a subscript chooses: `2`, `2-3`, `-3`, `2-`, `*`.
fn choose(found: &mut Found, name: &str, range: &str) -> Result<(), String> {
    if found.knowledge.is_unknown() {
        return Ok(());
    }
    let count = found.words.len();
    let outside = || format!("{name}: subscript out of range");
    let number = |text: &str| text.parse::<usize>().map_err(|_| "syntax error".to_owned());
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let (first, rest) = range.split_at_checked(digits(range)).unwrap_or((range, ""));
    let from = if first.is_empty() { 1 } else { number(first).unwrap_or(usize::MAX) };
    if !first.is_empty() && from > count && !rest.starts_with(['-', '*']) {
        return Err(outside());
    }
    let to = match rest.strip_prefix('-') {
        None if rest.is_empty() && !first.is_empty() => from,
        None if rest == "*" => count,
        None => return Err("missing -".into()),
        Some("") => count,
        Some(last) => number(last).ok().filter(|last| *last <= count).ok_or_else(outside)?,
    };
    if from == 0 && to != 0 {
        return Err(outside());
    }
    let kept = std::mem::take(&mut found.words).into_iter().take(to).skip(from.saturating_sub(1));
    found.words = if from == 0 { vec![] } else { kept.collect() };
    Ok(())
}
