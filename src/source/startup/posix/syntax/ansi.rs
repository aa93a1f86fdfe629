//! `$'…'`: a quote in which a backslash begins a character.

use super::SyntaxError;
use super::parser::Parser;
use super::word::Part;
use crate::source::startup::posix::dialect::Dialect;

impl Parser<'_> {
    /// What stands in `$'…'`, whose first quote is taken.
    pub(super) fn ansi_quoted(&mut self, start: u32) -> Result<Part, SyntaxError> {
        let mut bytes = vec![];
        let mut is_told = true;
        loop {
            match self.cursor.next() {
                None => return Err(self.cursor.error("`$'` without an end")),
                Some('\'') => break,
                Some('\\') => {
                    // What ksh93 makes of a code point depends on the locale.
                    let is_code_point = matches!(self.cursor.peek(), Some('u' | 'U'));
                    let length = bytes.len();
                    self.ansi_escape(&mut bytes);
                    let is_ascii = bytes.iter().skip(length).all(u8::is_ascii);
                    is_told &= !is_code_point || is_ascii || self.cursor.dialect != Dialect::Ksh;
                }
                Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        if !is_told {
            return Ok(Part::Untold(self.cursor.since(start).to_owned()));
        }
        Ok(Part::Quoted(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn ansi_escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(c) = self.cursor.next() else { return };
        let dialect = self.cursor.dialect;
        let simple = match c {
            'e' | 'E' | '?' | 'u' | 'U' | 'c' if dialect == Dialect::Busybox => {
                bytes.extend([b'\\', c as u8]);
                return;
            }
            'n' => b'\n',
            't' => b'\t',
            'r' => b'\r',
            'a' => 7,
            'b' => 8,
            'e' | 'E' => 27,
            'f' => 12,
            'v' => 11,
            '\\' | '\'' | '"' | '?' => c as u8,
            'c' if dialect != Dialect::Zsh => return self.control(bytes),
            'x' => return self.digits(16, 2, bytes, c),
            'u' => return self.code_point(4, bytes),
            'U' => return self.code_point(8, bytes),
            '0'..='7' => {
                let mut value = c.to_digit(8).unwrap_or_default();
                for _ in 0..2 {
                    let Some(digit) = self.cursor.peek().and_then(|c| c.to_digit(8)) else { break };
                    self.cursor.next();
                    value = value * 8 + digit;
                }
                bytes.push((value & 0xff) as u8);
                return;
            }
            other => {
                // bash and busybox keep the backslash.
                if matches!(dialect, Dialect::Bash | Dialect::Busybox) {
                    bytes.push(b'\\');
                }
                bytes.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
        };
        bytes.push(simple);
    }

    /// `\cA`: the character that the key gives together with control.
    fn control(&mut self, bytes: &mut Vec<u8>) {
        match self.cursor.next() {
            Some('?') => bytes.push(0x7f),
            Some(c) if c.is_ascii() => bytes.push(c.to_ascii_uppercase() as u8 & 0x1f),
            Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {}
        }
    }

    fn digits(&mut self, radix: u32, most: usize, bytes: &mut Vec<u8>, letter: char) {
        let value = self.number(radix, most);
        match value {
            Some(value) => bytes.push((value & 0xff) as u8),
            None => bytes.extend([b'\\', letter as u8]),
        }
    }

    fn code_point(&mut self, most: usize, bytes: &mut Vec<u8>) {
        let c = self.number(16, most).and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn number(&mut self, radix: u32, most: usize) -> Option<u32> {
        let mut value = None;
        for _ in 0..most {
            let Some(digit) = self.cursor.peek().and_then(|c| c.to_digit(radix)) else { break };
            self.cursor.next();
            value = Some(value.unwrap_or(0u32).wrapping_mul(radix).wrapping_add(digit));
        }
        value
    }
}
