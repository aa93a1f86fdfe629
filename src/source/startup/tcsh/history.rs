//! `!…` while a line is read.
//!
//! In start-up files there are no earlier commands, so a reference to one is an error that ends the
//! file; only in the text of an alias does `!` stand for something: the arguments of the call.

use super::glyph::{Glyph, text};
use super::lex::{Lexer, Meaning, Source};
use super::modify::modify;

impl Lexer<'_> {
    /// After a `!`: puts the words it stands for before what comes next.
    pub(super) fn history(&mut self) {
        let mut next = self.get(Meaning::NONE);
        let braced = next.is('{');
        if braced {
            next = self.get(Meaning::NONE);
        }
        match next.char {
            '!' => self.arguments(None, braced),
            ':' | '^' | '$' | '*' | '%' => self.arguments(Some(next), braced),
            '#' | '?' => self.no_event("reference to an earlier command"),
            _ => self.event(next),
        }
    }

    fn no_event(&mut self, name: &str) {
        self.fail(format!("{name}: event not found"));
    }

    /// `!name`; a `!` before a blank, `=`, `~`, `(` or a quote is only itself.
    fn event(&mut self, first: Glyph) {
        let mut glyph = if first.is('-') { self.get(Meaning::NONE) } else { first };
        let mut name = vec![];
        if !matches!(glyph.char, '(' | '=' | '~') {
            while !(glyph.is_meta() || glyph.is_quote() || glyph.is('\\') || "^*-%${}:#".contains(glyph.char))
            {
                name.push(glyph);
                glyph = self.get(Meaning::NONE);
            }
        }
        self.unread = Some(glyph);
        if name.is_empty() {
            self.peek = self.habits.history.map(Glyph::plain);
        } else {
            self.no_event(&text(&name));
        }
    }

    /// The words of the calling command that `!*`, `!:1` and the like choose.
    fn arguments(&mut self, selector: Option<Glyph>, braced: bool) {
        let Source::Alias { call, .. } = &self.source else { return self.no_event("0") };
        let words: Vec<Vec<Glyph>> = call.iter().map(|word| word.glyphs.clone()).collect();
        let last = words.len().saturating_sub(1);
        let mut next = match selector {
            Some(glyph) => glyph,
            None => self.get(Meaning::NONE),
        };
        let (mut from, mut to) = (0, last + 1);
        if matches!(next.char, ':' | '^' | '$' | '*' | '-' | '%') {
            let is_colon = next.is(':');
            if is_colon {
                next = self.get(Meaning::NONE);
            }
            if !(is_colon && (next.is_letter() || next.is('&'))) {
                let Some(range) = self.selection(next, last) else {
                    return self.fail("bad ! arg selector");
                };
                (from, to) = range;
                next = self.get(Meaning::NONE);
            } else {
                self.unread = Some(next);
                next = Glyph::plain(':');
            }
        }
        let mut chosen = words.get(from..to.max(from)).unwrap_or_default().to_vec();
        while next.is(':') {
            let kind = self.get(Meaning::NONE);
            if !"ehrtulqx".contains(kind.char) {
                return self.fail("bad ! modifier");
            }
            if let Some(word) = chosen.first_mut() {
                *word = modify(word, kind.char);
            }
            next = self.get(Meaning::NONE);
        }
        if braced && !next.is('}') {
            self.fail("bad ! form");
        } else if !braced {
            self.unread = Some(next);
        }
        self.insert(&chosen);
    }

    fn insert(&mut self, words: &[Vec<Glyph>]) {
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.inserted.push_back(Glyph::plain(' '));
            }
            self.inserted.extend(word);
        }
    }

    /// `*`, `^`, `$`, `2`, `2-3`, `2-`, `2*`, `-3`: the first word and the one after the last.
    fn selection(&mut self, first: Glyph, last: usize) -> Option<(usize, usize)> {
        if first.is('*') {
            return Some((1, last + 1));
        }
        let from = if first.is('-') { 0 } else { self.number(first, last)? };
        let dash = if first.is('-') { first } else { self.get(Meaning::NONE) };
        if dash.is('*') {
            return (from <= last + 1).then_some((from, last + 1));
        }
        if !dash.is('-') {
            self.unread = Some(dash);
            return (from <= last).then_some((from, from + 1));
        }
        let next = self.get(Meaning::NONE);
        let to = match self.number(next, last) {
            Some(to) => to,
            None => {
                self.unread = Some(next);
                last.saturating_sub(1)
            }
        };
        (from <= to + 1 && to <= last).then_some((from, to + 1))
    }

    /// `^`, `$` or a number of a word.
    fn number(&mut self, first: Glyph, last: usize) -> Option<usize> {
        match first.char {
            '^' => Some(1),
            '$' => Some(last),
            _ if first.is_digit() => {
                let (mut number, mut glyph) = (0_usize, first);
                while let (true, Some(digit)) = (glyph.is_digit(), glyph.char.to_digit(10)) {
                    number = number.saturating_mul(10).saturating_add(digit as usize);
                    glyph = self.get(Meaning::NONE);
                }
                self.unread = Some(glyph);
                Some(number)
            }
            _ => None,
        }
    }
}
