//! `$…` while a line is read: only checked, and taken into the word as one piece.

use super::glyph::Glyph;
use super::lex::{Lexer, Meaning};

/// Subscripts within subscripts (`$a[$b[…]]`) that are looked into.
const MAX_DEPTH: u32 = 20;

/// The letters that may follow a `:` after a variable.
pub(super) const MODIFIERS: &str = "ehlqQrstux";

impl Lexer<'_> {
    /// Checks what follows a `$` and puts it, with the `$`, before what comes next.
    pub(super) fn dollar(&mut self) {
        let first = self.get(Meaning::HISTORY);
        if matches!(first.char, ' ' | '\t' | '\n') {
            self.after = Some(first);
            self.peek = Some(Glyph::quoted('$'));
            return;
        }
        let mut text = vec![Glyph::plain('$')];
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fail("subscripts nested too deep");
        } else if first.is('\'') {
            self.dollar_quote(first, &mut text);
        } else {
            self.dollar_name(first, &mut text);
        }
        self.depth -= 1;
        for glyph in text.into_iter().rev() {
            self.checked.push_front(glyph);
        }
    }

    /// `$'…'`.
    fn dollar_quote(&mut self, first: Glyph, text: &mut Vec<Glyph>) {
        text.push(first);
        loop {
            let mut glyph = self.get(Meaning::HISTORY);
            if glyph.is('\'') {
                text.push(glyph);
                return;
            }
            if glyph.is('\\') {
                text.push(glyph);
                glyph = self.get(Meaning::HISTORY);
            }
            if glyph.is('\n') {
                self.after = Some(glyph);
                return self.fail("missing '");
            }
            text.push(glyph);
        }
    }

    fn dollar_name(&mut self, first: Glyph, text: &mut Vec<Glyph>) {
        let braced = first.is('{');
        let mut glyph = first;
        if braced {
            text.push(glyph);
            glyph = self.get(Meaning::HISTORY);
        }
        let counts = matches!(glyph.char, '#' | '?' | '%') && !glyph.quoted;
        if counts {
            text.push(glyph);
            glyph = self.get(Meaning::HISTORY);
        }
        text.push(glyph);
        match glyph.char {
            _ if glyph.quoted => self.unnamed(glyph, counts, text),
            '<' => {}
            '$' | '!' if counts => self.fail("$ or ! not allowed with $%, $# or $?"),
            '$' | '!' => {}
            '*' if counts => self.fail("* not allowed with $# or $?"),
            '*' => {}
            '\n' => {
                self.after = Some(glyph);
                text.pop();
                if !counts {
                    self.fail("line break in a variable's name");
                }
            }
            _ if glyph.is_digit() || glyph.is_letter() => self.dollar_tail(glyph, braced, text),
            _ => self.unnamed(glyph, counts, text),
        }
    }

    /// No name follows: `$?` and `$#` do without one, `$` does not.
    fn unnamed(&mut self, glyph: Glyph, counts: bool, text: &mut Vec<Glyph>) {
        if counts {
            self.after = Some(glyph);
            text.pop();
        } else {
            self.fail("illegal variable name");
        }
    }

    /// The rest of the name, the subscript, the modifiers and the closing brace.
    fn dollar_tail(&mut self, first: Glyph, braced: bool, text: &mut Vec<Glyph>) {
        let numbered = first.is_digit();
        let mut glyph = loop {
            let glyph = self.get(Meaning::HISTORY);
            if !(glyph.is_digit() || (!numbered && glyph.is_letter())) {
                break glyph;
            }
            text.push(glyph);
        };
        if glyph.is('[') {
            text.push(glyph);
            match self.subscript(text) {
                Some(next) => glyph = next,
                None => return,
            }
        }
        if glyph.is(':') {
            match self.modifiers(glyph, text) {
                Some(next) => glyph = next,
                None => return,
            }
        }
        self.after = Some(glyph);
        if braced {
            let close = self.get(Meaning::HISTORY);
            if close.is('}') {
                text.push(close);
            } else {
                self.after = Some(close);
                self.fail("missing }");
            }
        }
    }

    /// Up to the `]`; the character after it.
    fn subscript(&mut self, text: &mut Vec<Glyph>) -> Option<Glyph> {
        loop {
            let glyph = self.get(Meaning::ALL);
            if glyph.is('\n') {
                self.after = Some(glyph);
                self.fail("line break in a variable's subscript");
                return None;
            }
            text.push(glyph);
            if glyph.is(']') {
                return Some(self.get(Meaning::HISTORY));
            }
        }
    }

    /// `:h`, `:gs/a/b/` and so on; the character after them.
    fn modifiers(&mut self, colon: Glyph, text: &mut Vec<Glyph>) -> Option<Glyph> {
        let mut next = colon;
        while next.is(':') {
            text.push(next);
            let mut glyph = self.get(Meaning::HISTORY);
            let mut global = None;
            while matches!(glyph.char, 'g' | 'a') && global != Some('2') && global != Some(glyph.char) {
                text.push(glyph);
                global = Some(if global.is_some() { '2' } else { glyph.char });
                glyph = self.get(Meaning::HISTORY);
            }
            text.push(glyph);
            let is_known = glyph.is('s') && self.substitution(text);
            if !is_known && (glyph.is('s') || !MODIFIERS.contains(glyph.char)) {
                self.fail(format!("bad : modifier in $ '{}'", glyph.char.escape_default()));
                if glyph.is('\n') {
                    self.after = Some(glyph);
                }
                return None;
            }
            next = self.get(Meaning::HISTORY);
        }
        Some(next)
    }

    /// `s/old/new/` after the `s`; whether it is complete.
    fn substitution(&mut self, text: &mut Vec<Glyph>) -> bool {
        let delimiter = self.get(Meaning::NONE);
        text.push(delimiter);
        if delimiter.is_name() || matches!(delimiter.char, ' ' | '\t' | '\n') {
            return false;
        }
        let (mut open, mut escaped) = (2, false);
        while open > 0 {
            if self.is_at_end() {
                return false;
            }
            let glyph = self.get(Meaning::NONE);
            text.push(glyph);
            let is_escape = !escaped && glyph.is('\\');
            if !escaped && !is_escape && glyph == delimiter {
                open -= 1;
            }
            escaped = is_escape;
        }
        true
    }
}
