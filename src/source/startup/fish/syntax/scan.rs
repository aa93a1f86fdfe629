//! How far a word reaches.

use super::cursor::Cursor;

/// Whether a character, with the one after it, can be part of a word outside quotes.
pub(super) fn is_word_char(c: char, next: Option<char>) -> bool {
    match c {
        '\0' | ' ' | '\n' | '|' | '\t' | ';' | '\r' | '<' | '>' => false,
        '&' => next.is_some_and(|next| is_word_char(next, None)),
        _ => true,
    }
}

/// Takes the word that begins here: quotes, parentheses and braces hold what would end it otherwise.
///
/// # Errors
/// Quotes, parentheses, braces or brackets that are not closed, or closed without being open.
pub(super) fn scan_word(cursor: &mut Cursor<'_>) -> Result<(), &'static str> {
    scan(cursor, false)
}

/// The text inside the parentheses at whose `(` the cursor stands; takes it with its parentheses.
pub(crate) fn scan_substitution<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let start = cursor.at();
    scan(cursor, true).ok()?;
    cursor.since(start).strip_prefix('(')?.strip_suffix(')')
}

fn scan(cursor: &mut Cursor<'_>, only_substitution: bool) -> Result<(), &'static str> {
    let mut word = Open::default();
    let mut is_first = true;
    let mut begins = true;
    while let Some(c) = cursor.peek() {
        let next = cursor.second();
        match c {
            '\\' => {
                cursor.next();
                let Some(escaped) = cursor.peek() else { return Err("the text ends in a `\\`") };
                // As in fish, `\ #` begins a comment: it looks at the character, not at the escape.
                begins = escaped == '(' || !is_word_char(escaped, cursor.second());
                cursor.next();
                is_first = false;
                continue;
            }
            '#' if begins && !is_first => {
                cursor.skip_while(|c| c != '\n');
                continue;
            }
            '(' => word.open(')'),
            '{' => word.open('}'),
            ')' => {
                word.close(')')?;
                if only_substitution && word.parentheses == 0 {
                    cursor.next();
                    return Ok(());
                }
                if word.closes_quoted_substitution() {
                    quoted(cursor, '"', &mut word)?;
                    begins = false;
                    continue;
                }
            }
            '}' => word.close('}')?,
            '[' if !is_first => word.in_brackets = true,
            ']' if word.in_brackets => word.in_brackets = false,
            '\'' | '"' => {
                quoted(cursor, c, &mut word)?;
                begins = false;
                is_first = false;
                continue;
            }
            _ if word.is_outermost() && !is_word_char(c, next) => break,
            _ => {}
        }
        cursor.next();
        is_first = false;
        begins = c == '(' || !is_word_char(c, next);
    }
    word.end()
}

/// What is open inside a word.
#[derive(Debug, Default)]
struct Open {
    /// The closing characters that are waited for, outermost first.
    closers: Vec<char>,
    parentheses: usize,
    /// How many parentheses were open where a `"…$(` began.
    quoted_substitutions: Vec<usize>,
    in_brackets: bool,
}

impl Open {
    fn open(&mut self, closer: char) {
        self.closers.push(closer);
        self.parentheses += usize::from(closer == ')');
    }

    fn close(&mut self, closer: char) -> Result<(), &'static str> {
        match self.closers.pop() {
            Some(expected) if expected == closer => {
                self.parentheses -= usize::from(closer == ')');
                Ok(())
            }
            Some(_) => Err("parentheses and braces do not match"),
            None if closer == ')' => Err("a `)` without `(`"),
            None => Err("a `}` without `{`"),
        }
    }

    /// Whether the `)` just taken ends a `$(…)` inside double quotes, which go on then.
    fn closes_quoted_substitution(&mut self) -> bool {
        let closes = self.quoted_substitutions.last() == Some(&self.parentheses);
        if closes {
            self.quoted_substitutions.pop();
        }
        closes
    }

    fn is_outermost(&self) -> bool {
        self.closers.is_empty() && !self.in_brackets
    }

    fn end(&self) -> Result<(), &'static str> {
        match self.closers.last() {
            _ if self.in_brackets => Err("a `[` is not closed"),
            _ if self.parentheses > 0 => Err("a `(` is not closed"),
            Some(_) => Err("a `{` is not closed"),
            None => Ok(()),
        }
    }
}

/// Takes a quoted stretch with its quotes, or up to the `$` of a `$(` in it.
fn quoted(cursor: &mut Cursor<'_>, quote: char, word: &mut Open) -> Result<(), &'static str> {
    cursor.next();
    loop {
        match cursor.peek() {
            None => return Err("a quote is not closed"),
            Some('\\') => {
                cursor.next();
                if cursor.next().is_none() {
                    return Err("a quote is not closed");
                }
            }
            Some(c) if c == quote => {
                cursor.next();
                return Ok(());
            }
            Some('$') if quote == '"' && cursor.second() == Some('(') => {
                word.quoted_substitutions.push(word.parentheses);
                cursor.next();
                return Ok(());
            }
            Some(_) => _ = cursor.next(),
        }
    }
}
