//! `${…}`: a variable and what is made of it.

use super::SyntaxError;
use super::cursor::is_name_char;
use super::parser::Parser;
use super::word::{Form, Parameter, Part, Until, Word};
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// `{…}` after a `$` at `start`.
    pub(super) fn braced(&mut self, start: u32, is_quoted: bool) -> Result<Part, SyntaxError> {
        self.cursor.deeper()?;
        let open = self.cursor.at();
        self.cursor.next();
        let parameter = match self.known_form(is_quoted)? {
            Some(parameter) => parameter,
            None => {
                self.cursor.go_to(open);
                self.skip_braces()?;
                if self.cannot_parse(open) {
                    return Err(self.cursor.error("bad substitution"));
                }
                let form = if self.is_refused(open) { Form::Bad } else { Form::Opaque };
                Parameter { name: String::new(), subscript: None, form, span: 0..0 }
            }
        };
        self.cursor.shallower();
        let span = start..self.cursor.at();
        Ok(Part::Parameter(Box::new(Parameter { span, ..parameter })))
    }

    /// A form that this reader works out, `}` taken; `None`: another one.
    fn known_form(&mut self, is_quoted: bool) -> Result<Option<Parameter>, SyntaxError> {
        let prefix = self.prefix();
        let name = self.parameter_name();
        if name.is_empty() {
            return Ok(None);
        }
        let has_subscript = self.cursor.dialect.is_rich() && self.cursor.peek() == Some('[');
        let subscript = if has_subscript { Some(self.subscript()?) } else { None };
        let form = match prefix {
            Prefix::Length => Some(Form::Length).filter(|_| self.cursor.peek() == Some('}')),
            Prefix::IsSet => Some(Form::IsSet).filter(|_| self.cursor.peek() == Some('}')),
            Prefix::Indirect => Some(Form::Indirect).filter(|_| self.cursor.peek() == Some('}')),
            Prefix::Plain => self.operation(is_quoted)?,
        };
        let Some(form) = form else { return Ok(None) };
        if !self.cursor.take("}") {
            return Ok(None);
        }
        Ok(Some(Parameter { name, subscript, form, span: 0..0 }))
    }

    /// ksh93 refuses some already where they stand, whether they are expanded or not.
    fn cannot_parse(&self, open: u32) -> bool {
        let inside = self.cursor.since(open).strip_prefix('{').unwrap_or_default();
        let after = inside.trim_start_matches(is_name_char);
        self.cursor.dialect.is_almquist() && after == ":}"
            || self.cursor.dialect == Dialect::Ksh && (after.starts_with(['^', ',']) || inside == "}")
    }

    /// Whether the shell knows no `${…}` such as the one that begins at `open`: `${A^^}`, `${A@Q}` in most.
    fn is_refused(&self, open: u32) -> bool {
        let dialect = self.cursor.dialect;
        let inside = self.cursor.since(open).strip_prefix('{').unwrap_or_default();
        let after = inside.trim_start_matches(is_name_char);
        let is_named = after.len() < inside.len();
        match (dialect, after.chars().next().filter(|_| is_named)) {
            (Dialect::Dash | Dialect::Busybox, _) => true,
            (Dialect::Zsh | Dialect::Ksh, Some('^' | ',' | '@' | '!')) => {
                // zsh zips arrays with `:^`, and has `^` before the name only.
                true
            }
            (Dialect::Mksh, Some('^' | ',' | '!')) => true,
            (Dialect::Bash | Dialect::Ksh | Dialect::Mksh, None) => inside.starts_with('('),
            _ => false,
        }
    }

    fn prefix(&mut self) -> Prefix {
        let dialect = self.cursor.dialect;
        let names = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "_@*".contains(c));
        match (self.cursor.peek(), self.cursor.second()) {
            (Some('#'), second) if names(second) => {
                self.cursor.next();
                Prefix::Length
            }
            (Some('!'), second)
                if names(second) && matches!(dialect, Dialect::Bash | Dialect::Ksh | Dialect::Mksh) =>
            {
                self.cursor.next();
                Prefix::Indirect
            }
            (Some('+'), second) if names(second) && dialect == Dialect::Zsh => {
                self.cursor.next();
                Prefix::IsSet
            }
            (Some('=' | '~' | '^'), second) if names(second) && dialect == Dialect::Zsh => {
                self.cursor.next();
                Prefix::Plain
            }
            _ => Prefix::Plain,
        }
    }

    fn parameter_name(&mut self) -> String {
        let name = self.cursor.name();
        if !name.is_empty() {
            let name = name.to_owned();
            self.cursor.take(&name);
            return name;
        }
        let digits = self.cursor.take_while(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            return digits.to_owned();
        }
        match self.cursor.peek() {
            Some(c) if "?#$!@*-".contains(c) => {
                self.cursor.next();
                c.to_string()
            }
            _ => String::new(),
        }
    }

    fn operation(&mut self, is_quoted: bool) -> Result<Option<Form>, SyntaxError> {
        let inside = if is_quoted { Until::QuotedBrace } else { Until::Brace };
        let rich = self.cursor.dialect.is_rich() || self.cursor.dialect == Dialect::Busybox;
        let Some(first) = self.cursor.peek() else { return Ok(None) };
        Ok(match first {
            '}' => Some(Form::Value),
            '-' | '=' | '?' | '+' => {
                self.cursor.next();
                Some(Form::Otherwise(first, false, self.rest_of_braces(inside)?))
            }
            ':' => self.colon(inside, rich)?,
            '#' | '%' => {
                self.cursor.next();
                let is_longest = self.cursor.take(&first.to_string());
                Some(Form::Trim(first == '%', is_longest, self.rest_of_braces(Until::Brace)?))
            }
            '/' if rich => Some(self.replace(inside)?),
            '^' | ',' if self.cursor.dialect == Dialect::Bash => {
                self.cursor.next();
                Some(Form::Case(first == '^', self.cursor.take(&first.to_string())))
            }
            _ => None,
        })
    }

    fn colon(&mut self, inside: Until, rich: bool) -> Result<Option<Form>, SyntaxError> {
        self.cursor.next();
        match self.cursor.peek() {
            Some(c @ ('-' | '=' | '?' | '+')) => {
                self.cursor.next();
                Ok(Some(Form::Otherwise(c, true, self.rest_of_braces(inside)?)))
            }
            Some(c @ ('h' | 't' | 'r' | 'e'))
                if self.cursor.dialect == Dialect::Zsh && self.cursor.second() == Some('}') =>
            {
                self.cursor.next();
                Ok(Some(Form::Modifier(c)))
            }
            Some(c) if rich && (c == ' ' || c.is_ascii_digit()) => {
                let plain = |c: char| c == ' ' || c == '-' || c.is_ascii_digit();
                let offset = self.cursor.take_while(plain).trim().to_owned();
                let length = self.cursor.take(":").then(|| self.cursor.take_while(plain).trim().to_owned());
                Ok(Some(Form::Slice(offset, length)))
            }
            _ => Ok(None),
        }
    }

    fn replace(&mut self, inside: Until) -> Result<Form, SyntaxError> {
        self.cursor.next();
        let is_all = self.cursor.take("/");
        let has_anchors = self.cursor.dialect != Dialect::Busybox;
        let anchor = self.cursor.peek().filter(|c| !is_all && has_anchors && matches!(c, '#' | '%'));
        if anchor.is_some() {
            self.cursor.next();
        }
        let pattern = self.rest_of_braces(Until::Slash)?;
        let has_more = self.cursor.take("/");
        let with = if has_more { self.rest_of_braces(inside)? } else { Word::default() };
        if !has_more && self.cursor.dialect == Dialect::Busybox {
            // busybox reads on after the brace.
            return Ok(Form::Opaque);
        }
        Ok(Form::Replace(is_all, anchor, pattern, with))
    }

    fn rest_of_braces(&mut self, until: Until) -> Result<Word, SyntaxError> {
        let start = self.cursor.at();
        let parts = self.parts(until)?;
        Ok(Word { parts, array: None, span: start..self.cursor.at() })
    }

    /// Passes `{…}` whatever is in it.
    fn skip_braces(&mut self) -> Result<(), SyntaxError> {
        self.cursor.next();
        let mut open = 1u32;
        while open > 0 {
            match self.cursor.next() {
                None => return Err(self.cursor.error("`${` without `}`")),
                Some('\\') => _ = self.cursor.next(),
                Some('{') => open += 1,
                Some('}') => open -= 1,
                Some('"') => _ = self.double_quoted()?,
                Some(_) => {}
            }
        }
        Ok(())
    }
}

/// What stands between `${` and the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Plain,
    Length,
    IsSet,
    Indirect,
}
