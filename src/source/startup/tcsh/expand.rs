//! Variables and quotes of a command's words: what tcsh does before it looks at the command.

use std::collections::VecDeque;

use super::glyph::{At, Glyph, Word};
use super::machine::Machine;
use crate::source::startup::Knowledge;

/// Characters that one command's variables may come to.
const MAX_LENGTH: usize = 1 << 20;

/// The state of going through the words of one command.
pub(super) struct Expander<'m, 't> {
    pub(super) machine: &'m mut Machine<'t>,
    /// The words that are still to come.
    words: std::slice::Iter<'m, Word>,
    /// The rest of the word that is being read.
    current: std::slice::Iter<'m, Glyph>,
    /// A character to read again before all others; the inner `None` is the end.
    again: Option<Option<Glyph>>,
    /// A character to read again after the values.
    after: Option<Option<Glyph>>,
    /// The values that variables came to.
    pub(super) values: VecDeque<Glyph>,
    /// How sure the word that is being made is.
    pub(super) knowledge: Knowledge,
    /// Where the word that is being read stands.
    at: At,
    end: usize,
    /// Subscripts within subscripts that are open.
    pub(super) depth: u32,
}

/// Expands the variables and drops the quotes of a command's words; blanks in values make new words.
///
/// # Errors
/// What is wrong, in tcsh's words: an undefined variable, a bad subscript.
pub(super) fn expand(machine: &mut Machine<'_>, words: &[Word]) -> Result<Vec<Word>, String> {
    let special = |glyph: &Glyph| glyph.is('$') || glyph.is('\\') || glyph.is_quote();
    if !words.iter().any(|word| word.glyphs.iter().any(special)) {
        return Ok(words.to_vec());
    }
    let (at, end) = words.first().map_or((At::START, 0), |word| (word.at, word.end));
    let mut expander = Expander {
        machine,
        words: words.iter(),
        current: [].iter(),
        again: None,
        after: None,
        values: VecDeque::new(),
        knowledge: Knowledge::Certain,
        at,
        end,
        depth: 0,
    };
    let mut expanded = vec![];
    while let Some(word) = expander.word()? {
        expanded.push(word);
    }
    Ok(expanded)
}

impl Expander<'_, '_> {
    /// The next character of the words themselves; words are a blank apart.
    pub(super) fn read(&mut self) -> Option<Glyph> {
        if let Some(glyph) = self.after.take() {
            return glyph;
        }
        if let Some(glyph) = self.current.next() {
            return Some(*glyph);
        }
        let word = self.words.next()?;
        self.current = word.glyphs.iter();
        (self.at, self.end) = (word.at, word.end);
        Some(Glyph::plain(' '))
    }

    /// Reads a character again after the values that are still to come.
    pub(super) fn unread(&mut self, glyph: Option<Glyph>) {
        self.after = Some(glyph);
    }

    /// The next character with values put in, if `$` means something here.
    ///
    /// # Errors
    /// See [`expand`].
    pub(super) fn get(&mut self, dollar: bool) -> Result<Option<Glyph>, String> {
        loop {
            if let Some(glyph) = self.again.take() {
                return Ok(glyph);
            }
            if let Some(glyph) = self.values.pop_front() {
                let special = glyph.is_quote() || glyph.is('\\');
                return Ok(Some(if special { Glyph::quoted(glyph.char) } else { glyph }));
            }
            match self.read() {
                Some(glyph) if dollar && glyph.is('$') => {
                    self.variable()?;
                    if self.values.len() > MAX_LENGTH {
                        return Err("a value is too long to follow".into());
                    }
                    self.machine.charge(self.values.len());
                }
                other => return Ok(other),
            }
        }
    }

    /// The next word; `None`: there are no more.
    fn word(&mut self) -> Result<Option<Word>, String> {
        let (mut glyphs, mut begun) = (vec![], false);
        let mut place = (self.at, self.end);
        self.knowledge = Knowledge::Certain;
        loop {
            let next = self.get(true)?;
            if !begun {
                place = (self.at, self.end);
            }
            match next {
                None if !begun => return Ok(None),
                None => {
                    self.unread(None);
                    break;
                }
                Some(glyph) if glyph.is('\n') => break,
                Some(glyph) if glyph.is_blank() => continue,
                Some(glyph) if glyph.is_quote() => self.quotes(glyph, &mut glyphs)?,
                Some(glyph) if glyph.is('\\') => match self.get(false)? {
                    None => continue,
                    Some(escaped) if escaped.is('\n') => continue,
                    Some(escaped) => self.again = Some(Some(Glyph::quoted(escaped.char))),
                },
                Some(glyph) => self.again = Some(Some(glyph)),
            }
            begun = true;
            if self.bare(&mut glyphs)? {
                break;
            }
        }
        let mut word = Word::read(glyphs, place.0, place.1);
        word.knowledge = std::mem::take(&mut self.knowledge);
        Ok(Some(word))
    }

    /// What stands within quotes.
    fn quotes(&mut self, open: Glyph, glyphs: &mut Vec<Glyph>) -> Result<(), String> {
        if open.is('`') {
            glyphs.push(open);
        }
        loop {
            let glyph = match self.get(open.is('"'))? {
                Some(glyph) if glyph == open => break,
                Some(glyph) if !glyph.is('\n') => glyph,
                _ => return Err(format!("unmatched {}", open.char)),
            };
            if glyph == Glyph::quoted('\n') && glyphs.last().is_some_and(|last| last.char == '\\') {
                glyphs.pop();
            }
            let keeps = open.is('`') || (open.is('"') && glyph.is('`'));
            glyphs.push(if keeps { glyph } else { Glyph::quoted(glyph.char) });
        }
        if open.is('`') {
            glyphs.push(open);
        }
        Ok(())
    }

    /// What stands outside quotes; whether the word ends after it.
    fn bare(&mut self, glyphs: &mut Vec<Glyph>) -> Result<bool, String> {
        loop {
            let mut next = self.get(true)?;
            if next.is_some_and(|glyph| glyph.is('\\')) {
                next = self.get(false)?.map(|escaped| match escaped {
                    escaped if escaped.is('\n') => Glyph::plain(' '),
                    escaped => Glyph::quoted(escaped.char),
                });
            }
            match next {
                None => {
                    self.unread(None);
                    return Ok(true);
                }
                Some(glyph) if glyph.is_blank() || glyph.is('\n') || glyph.is_quote() => {
                    self.again = Some(next);
                    return Ok(!glyph.is_quote());
                }
                Some(glyph) => glyphs.push(glyph),
            }
        }
    }
}
