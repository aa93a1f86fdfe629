//! Here-documents: text that is fed to a command, never read for assignments.

use super::SyntaxError;
use super::parser::{Here, Parser};

impl Parser<'_> {
    /// The word after `<<`, its quotes removed.
    pub(super) fn here_delimiter(&mut self, strips_tabs: bool) -> Result<(), SyntaxError> {
        self.cursor.skip_blanks();
        let mut end = String::new();
        let mut quote = None;
        while let Some(c) = self.cursor.peek() {
            match quote {
                None if matches!(c, ' ' | '\t' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')') => break,
                None if matches!(c, '\'' | '"') => quote = Some(c),
                None if c == '\\' => {
                    self.cursor.next();
                    end.extend(self.cursor.peek());
                }
                Some(q) if c == q => quote = None,
                _ => end.push(c),
            }
            self.cursor.next();
        }
        if quote.is_some() {
            return Err(self.cursor.error("quote without an end"));
        }
        self.here.push(Here { end, strips_tabs });
        Ok(())
    }

    /// Takes a line break, and the here-documents that begin after it.
    pub(super) fn newline(&mut self) -> bool {
        if !self.cursor.take("\n") {
            return false;
        }
        for here in std::mem::take(&mut self.here) {
            self.skip_here(&here);
        }
        true
    }

    fn skip_here(&mut self, here: &Here) {
        while !self.cursor.is_at_end() {
            let line = self.cursor.take_while(|c| c != '\n');
            self.cursor.take("\n");
            let line = if here.strips_tabs { line.trim_start_matches('\t') } else { line };
            if line == here.end {
                return;
            }
        }
    }
}
