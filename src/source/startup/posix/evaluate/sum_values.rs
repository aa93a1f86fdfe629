//! The numbers and names in an expression.

use super::super::dialect::{Dialect, Ends};
use super::super::syntax::is_name_char;
use super::lookup::Looked;
use super::sum::{Operand, Sum, Trouble};

impl<'e, 't> Sum<'e, 't> {
    pub(super) fn digits(&mut self) -> Result<i64, Trouble> {
        let dialect = self.shell.dialect;
        let knows_fractions = matches!(dialect, Dialect::Zsh | Dialect::Ksh);
        let text = self.name_here();
        self.at += text.len();
        let is_fraction = text.contains(['e', 'E']) || self.sees(".");
        let refused = if knows_fractions && is_fraction { Trouble::Unsure } else { Trouble::Bad };
        if !text.chars().all(|c| c.is_ascii_digit()) || self.sees(".") {
            // A fraction, or a word that no shell takes for a number: `1.5`, `go1.22`.
            let is_based = text.starts_with("0x")
                || text.starts_with("0X")
                || text.starts_with("0b") && dialect == Dialect::Zsh;
            return Err(if is_based { Trouble::Unsure } else { refused });
        }
        let is_octal = matches!(dialect, Dialect::Bash | Dialect::Dash | Dialect::Busybox);
        if is_octal && text.len() > 1 && text.starts_with('0') {
            return Err(if text.contains(['8', '9']) { Trouble::Bad } else { Trouble::Unsure });
        }
        self.fitting(text.parse().map_err(|_| Trouble::Unsure)?)
    }

    /// The letters, digits and `_` that stand here.
    fn name_here(&self) -> String {
        self.chars.iter().skip(self.at).take_while(|c| is_name_char(**c)).collect()
    }

    pub(super) fn name(&mut self) -> Result<Operand, Trouble> {
        let name = self.name_here();
        self.at += name.len();
        // Elements, functions, and what ksh93 takes for parts of a name.
        if self.sees("[") || self.sees("(") || self.sees(".") && self.shell.dialect == Dialect::Ksh {
            return Err(if self.sees("[") { Trouble::Unsure } else { Trouble::Bad });
        }
        self.blanks();
        let assigns = self.operator() == Some("=");
        let value = if assigns { 0 } else { self.value(&name)? };
        Ok(Operand { value, name: Some(name) })
    }

    fn value(&mut self, name: &str) -> Result<i64, Trouble> {
        let text = match self.shell.look_up(name) {
            Looked::Unset(_) if self.shell.refuses_unset_in_sums() => {
                let ends = if self.shell.dialect == Dialect::Bash { Ends::Shell } else { Ends::File };
                return Err(Trouble::Ends(self.shell.fails(ends)));
            }
            Looked::Unset(knowledge) => {
                self.knowledge = self.knowledge.and(&knowledge);
                return Ok(0);
            }
            Looked::Scalar(text) => text,
            Looked::Many(_) => return Err(Trouble::Unsure),
        };
        if self.shell.dialect == Dialect::Dash && !text.knowledge.is_unknown() {
            let digits = text.text.trim().trim_start_matches(['-', '+']);
            let is_number = digits.chars().all(|c| c.is_ascii_alphanumeric())
                && !digits.starts_with(|c: char| c.is_ascii_alphabetic());
            if !is_number && text.knowledge.is_certain() {
                return Err(Trouble::Bad);
            }
        }
        if text.text.trim().is_empty() && !text.knowledge.is_unknown() {
            self.knowledge = self.knowledge.and(&text.knowledge);
            return if self.shell.dialect == Dialect::Dash { Err(Trouble::Unsure) } else { Ok(0) };
        }
        let number = Sum::of(self.shell, &text, self.place, self.depth + 1).map_err(|trouble| {
            // A value that is only perhaps there is only perhaps refused.
            if trouble == Trouble::Bad && !text.knowledge.is_certain() { Trouble::Unsure } else { trouble }
        })?;
        self.knowledge = self.knowledge.and(&number.knowledge);
        Ok(number.value)
    }
}
