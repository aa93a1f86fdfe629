//! One line of a file into words: quotes kept, `$…` checked, `!…` looked up, comments dropped.

use std::collections::VecDeque;

use super::glyph::{At, Glyph, Word};
use super::input::Input;

/// What reading a line gives.
#[derive(Debug)]
pub(super) enum Line {
    /// The file is at its end.
    End,
    /// The words, the line break the last of them.
    Words(Vec<Word>),
}

/// Where the characters come from.
pub(super) enum Source<'a> {
    /// A file.
    File(&'a mut Input),
    /// The text of an alias, with the command that calls it and its arguments.
    Alias {
        /// What is left of the text.
        text: std::str::Chars<'a>,
        /// The words of the command.
        call: &'a [Word],
        /// Where the command stands.
        place: &'a Word,
    },
}

/// How the shell's own settings change the reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// The character that begins a reference to an earlier command; `None`: switched off.
    pub(super) history: Option<char>,
    /// Whether `\` quotes within quotes too (`set backslash_quote`).
    pub(super) backslash_quote: bool,
}

/// What a character may begin at the place where it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    /// `$` begins a variable.
    pub(super) dollar: bool,
    /// `!` begins a reference to an earlier command.
    pub(super) history: bool,
}

impl Meaning {
    /// Everything means something.
    pub(super) const ALL: Self = Self { dollar: true, history: true };
    /// Only `!` means something, as in single quotes.
    pub(super) const HISTORY: Self = Self { dollar: false, history: true };
    /// Nothing means anything.
    pub(super) const NONE: Self = Self { dollar: false, history: false };
}

/// The state of reading one line.
pub(super) struct Lexer<'a> {
    pub(super) source: Source<'a>,
    pub(super) habits: Habits,
    /// A character to read again before all others.
    pub(super) peek: Option<Glyph>,
    /// The text of a `$…` that was checked, to be put into the word.
    pub(super) checked: VecDeque<Glyph>,
    /// The character after a `$…`, to read again after its text.
    pub(super) after: Option<Glyph>,
    /// Words of the command that an alias takes in with `!`.
    pub(super) inserted: VecDeque<Glyph>,
    /// A character to read again from the source.
    pub(super) unread: Option<Glyph>,
    /// The first thing that is wrong with the line.
    pub(super) error: Option<String>,
    /// Subscripts within subscripts that are open.
    pub(super) depth: u32,
    /// Where the last character of the source stands.
    last: At,
    /// Where the character just given began: a variable begins at its `$`.
    mark: At,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with the line, in tcsh's words.
pub(super) fn read_line(source: Source<'_>, habits: Habits) -> Result<Line, String> {
    let at = match &source {
        Source::File(input) => input.at(),
        Source::Alias { place, .. } => place.at,
    };
    let mut lexer = Lexer {
        source,
        habits,
        peek: None,
        checked: VecDeque::new(),
        after: None,
        inserted: VecDeque::new(),
        unread: None,
        error: None,
        depth: 0,
        last: at,
        mark: at,
    };
    lexer.line()
}

impl Lexer<'_> {
    fn line(&mut self) -> Result<Line, String> {
        let first = loop {
            match self.read() {
                None => return Ok(Line::End),
                Some(glyph) if glyph.is_blank() => {}
                Some(glyph) => break glyph,
            }
        };
        self.unread = Some(first);
        let mut words = vec![];
        loop {
            let word = self.word();
            let is_last = word.starts('\n');
            words.push(word);
            if is_last {
                break;
            }
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => Ok(Line::Words(words)),
        }
    }

    /// The next character of the source itself.
    fn read(&mut self) -> Option<Glyph> {
        if let Some(glyph) = self.unread.take() {
            return Some(glyph);
        }
        match &mut self.source {
            Source::File(input) => {
                self.last = input.at();
                input.next().map(Glyph::plain)
            }
            Source::Alias { text, .. } => Some(Glyph::plain(text.next().unwrap_or('\n'))),
        }
    }

    /// Whether the source has nothing left, where a line break is read again and again.
    pub(super) fn is_at_end(&self) -> bool {
        match &self.source {
            Source::File(input) => input.is_at_end(),
            Source::Alias { text, .. } => text.as_str().is_empty(),
        }
    }

    /// The next character of the line, variables checked and references to commands put in.
    pub(super) fn get(&mut self, meaning: Meaning) -> Glyph {
        loop {
            if let Some(glyph) = self.peek.take() {
                self.mark = self.last;
                return glyph;
            }
            if let Some(glyph) = self.checked.pop_front() {
                let special = glyph.is_meta() || glyph.is_quote();
                return if special { Glyph::quoted(glyph.char) } else { glyph };
            }
            if let Some(glyph) = self.after.take() {
                self.mark = self.last;
                return glyph;
            }
            if let Some(glyph) = self.inserted.pop_front() {
                return glyph;
            }
            let glyph = self.read().unwrap_or(Glyph::plain('\n'));
            self.mark = self.last;
            if meaning.dollar && glyph.is('$') {
                let mark = self.mark;
                self.dollar();
                self.mark = mark;
            } else if meaning.history && self.is_history(glyph) {
                self.history();
            } else {
                return glyph;
            }
        }
    }

    /// Whether the character begins a reference to an earlier command.
    pub(super) fn is_history(&self, glyph: Glyph) -> bool {
        self.habits.history.is_some_and(|char| glyph.is(char))
    }

    /// Keeps the first thing that is wrong.
    pub(super) fn fail(&mut self, error: impl Into<String>) {
        self.error.get_or_insert_with(|| error.into());
    }

    fn word(&mut self) -> Word {
        let first = loop {
            let glyph = self.get(Meaning::ALL);
            if glyph.is_blank() || (glyph.is('\\') && self.joins_lines()) {
                continue;
            }
            if glyph.is('#') && self.comment() {
                continue;
            }
            break if glyph.is('#') { Glyph::plain('\n') } else { glyph };
        };
        let at = self.mark;
        let glyphs = if first.is_meta() { self.operator(first) } else { self.text(first) };
        let end = match (&self.source, self.peek) {
            (Source::Alias { place, .. }, _) => return Word::read(glyphs, place.at, place.end),
            (Source::File(_), Some(_)) => self.last.offset,
            (Source::File(input), None) => input.at().offset,
        };
        Word::read(glyphs, at, end)
    }

    /// After a `\` that begins a word: whether the line break follows, which counts as a blank.
    fn joins_lines(&mut self) -> bool {
        let mark = self.mark;
        let next = self.get(Meaning::NONE);
        if next.is('\n') {
            return true;
        }
        self.peek = Some(next);
        self.mark = mark;
        false
    }

    /// Reads a comment to its end; whether its last character is a `\`, which takes the next line in.
    fn comment(&mut self) -> bool {
        let mut before = Glyph::plain('\0');
        loop {
            let glyph = self.get(Meaning::NONE);
            if glyph.is('\n') {
                return before.is('\\');
            }
            before = glyph;
        }
    }

    fn operator(&mut self, first: Glyph) -> Vec<Glyph> {
        let mut glyphs = vec![first];
        if matches!(first.char, '&' | '|' | '<' | '>') {
            let next = self.get(Meaning::ALL);
            if next == first {
                glyphs.push(next);
            } else {
                self.peek = Some(next);
            }
        }
        glyphs
    }

    /// A bare or quoted word from its first character on.
    fn text(&mut self, first: Glyph) -> Vec<Glyph> {
        let (mut glyphs, mut glyph) = (vec![], first);
        let (mut quote, mut meaning) = (None, Meaning::ALL);
        loop {
            match quote {
                Some(open) if glyph.is(open) => (quote, meaning) = (None, Meaning::ALL),
                Some(_) if glyph.is('\\') => glyph = self.escaped_in_quotes(),
                Some(open) if glyph.is('\n') => {
                    self.fail(format!("unmatched {open}"));
                    self.peek = Some(glyph);
                    return glyphs;
                }
                Some(_) => {}
                None if glyph.is('\\') => match self.escaped() {
                    None => return glyphs,
                    Some(escaped) if self.is_history(escaped) => glyph = Glyph::quoted(escaped.char),
                    Some(escaped) => {
                        glyphs.push(glyph);
                        glyph = Glyph::quoted(escaped.char);
                    }
                },
                None if glyph.is_quote() => {
                    quote = Some(glyph.char);
                    meaning = if glyph.is('"') { Meaning::ALL } else { Meaning::HISTORY };
                }
                None if glyph.is_meta() => {
                    self.peek = Some(glyph);
                    return glyphs;
                }
                None => {}
            }
            glyphs.push(glyph);
            glyph = self.get(meaning);
        }
    }

    /// The character after a bare `\`; `None`: the line break, which ends the word.
    fn escaped(&mut self) -> Option<Glyph> {
        let next = self.get(Meaning::NONE);
        (!next.is('\n')).then_some(next)
    }

    /// What a `\` within quotes gives: itself, unless the next character is `!`. A line break after it is
    /// a part of the word.
    fn escaped_in_quotes(&mut self) -> Glyph {
        let next = self.get(Meaning::NONE);
        let takes = self.habits.backslash_quote && matches!(next.char, '\'' | '"' | '\\' | '$');
        if self.is_history(next) || takes {
            return Glyph::quoted(next.char);
        }
        self.peek = Some(if next.is('\n') { Glyph::quoted('\n') } else { next });
        Glyph::quoted('\\')
    }
}
