//! What an error, or a limit of this reader, ends.

use super::super::dialect::{Dialect, Ends};
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::startup::RemarkKind;

/// How deep commands, calls and files may nest while they are walked.
const MAX_DEPTH: u32 = 120;

impl Evaluator<'_> {
    /// Walks something that stands inside something else.
    pub(super) fn deeper(&mut self, walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        self.depth += 1;
        let flow = match self.depth > MAX_DEPTH {
            true => self.give_up("nests deeper than this reader follows"),
            false => walk(self),
        };
        self.depth -= 1;
        flow
    }

    /// Stops at a limit of this reader: nothing is certain then.
    pub(super) fn give_up(&mut self, reason: &str) -> Flow {
        let place = self.script.place(0, 0);
        self.remark(RemarkKind::Limit { reason: reason.to_owned() }, place);
        self.outcome.incomplete = Some(reason.into());
        Flow::EndShell
    }

    /// What a failing special builtin ends; nothing after `command`.
    pub(super) fn special_error(&self) -> Ends {
        match self.is_forgiving {
            true => Ends::Nothing,
            false => self.dialect.special_builtin_error(self.is_interactive()),
        }
    }

    /// What happens after an error that ends this much.
    pub(super) fn fails(&mut self, ends: Ends) -> Flow {
        self.status = Status::known(if self.dialect.is_almquist() { 2 } else { 1 });
        match ends {
            Ends::Nothing => Flow::Next,
            // Interactive ksh goes on with the next line of the file that it reads by itself.
            Ends::File | Ends::Sourced if self.dialect == Dialect::Ksh && self.is_interactive() => {
                match (ends, self.is_sourcing()) {
                    (Ends::Sourced, true) => Flow::EndSourced,
                    (_, true) => Flow::EndFile,
                    (_, false) => Flow::DropLine,
                }
            }
            Ends::Sourced => Flow::EndSourced,
            // In mksh a call of a function ends, and no more.
            Ends::File if self.dialect == Dialect::Mksh && self.is_called() => Flow::Return,
            Ends::File => Flow::EndFile,
            Ends::StartFile => Flow::EndStartFile,
            Ends::Shell => Flow::EndShell,
        }
    }
}
