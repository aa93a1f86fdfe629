//! Variables: setting them, taking them away.

use std::sync::Arc;

use super::super::dialect::Dialect;
use super::super::state::ShellOption;
use super::super::text::{Text, joined};
use super::super::variable::{Holds, Variable, Way};
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::limits::MAX_TEXT;
use crate::source::startup::{Condition, Knowledge, MAX_ALTERNATIVES, Place, RemarkKind};

impl Evaluator<'_> {
    /// Sets a variable to a text, as an assignment does: its other attributes stay.
    pub(super) fn assign(&mut self, name: &str, text: Text, place: Place) -> Result<(), Flow> {
        self.assign_value(name, Holds::Scalar(text), place)
    }

    /// Sets a variable to a value.
    pub(super) fn assign_value(&mut self, name: &str, holds: Holds, place: Place) -> Result<(), Flow> {
        let old = self.variable(name).cloned();
        if let Some(old) = old.as_ref().filter(|old| old.is_perhaps_read_only()) {
            let old = old.clone();
            return self.assign_perhaps(name, holds, place, &old);
        }
        if old.as_ref().is_some_and(|old| old.is_read_only) {
            return Err(self.refuse_read_only(name, place));
        }
        let is_list = matches!(holds, Holds::Array(_));
        let holds = match (old.as_ref().map(|old| &old.holds), holds) {
            // A text for an array is its first element, but zsh makes it a text.
            (Some(Holds::Array(elements)), Holds::Scalar(text)) if self.dialect != Dialect::Zsh => {
                let rest = elements.iter().skip(1).cloned();
                Holds::Array(std::iter::once(text).chain(rest).collect())
            }
            (_, holds) => holds,
        };
        let holds = self.bounded(holds);
        let shape = old.as_ref().map(|old| old.shape).unwrap_or_default();
        let (holds, shape) = self.shaped(holds, shape);
        let call = self.calls.last().cloned();
        // zsh makes a new variable of a list that is given a text.
        let is_new = self.dialect == Dialect::Zsh
            && !is_list
            && old.as_ref().is_some_and(|old| matches!(old.holds, Holds::Array(_)) && old.tie.is_none());
        let was_exported = old.as_ref().is_some_and(|old| old.is_exported) && !is_new;
        // A list takes a variable away from programs in the Korn shells.
        let keeps_export = !is_list || !self.exports_arrays();
        let is_exported = self.exports_all() || was_exported && keeps_export;
        let tie = old.as_ref().and_then(|old| old.tie.clone());
        let taken_at = old.as_ref().and_then(|old| old.taken_at.clone()).filter(|_| !is_exported);
        let variable = Variable {
            holds,
            is_exported,
            place: Some(place),
            taken_at,
            call,
            tie,
            shape,
            ..Variable::nothing()
        };
        let variable = self.with_doubts(variable, old.as_deref());
        self.put(name, variable);
        Ok(())
    }

    /// The ways that a variable could come out which has just been given a value: its text may be in doubt,
    /// and whether programs see it.
    fn with_doubts(&self, mut variable: Variable, old: Option<&Variable>) -> Variable {
        let Holds::Scalar(text) = &variable.holds else { return variable };
        let text = text.clone();
        let own = variable.is_exported;
        let way = |text: &str, is_exported| Way {
            text: Some(text.to_owned()),
            is_exported,
            is_list: false,
            is_read_only: variable.is_read_only,
            is_untold: false,
            place: variable.place.clone(),
        };
        let mut ways: Vec<Way> = text.others.iter().map(|other| way(other, own)).collect();
        let in_doubt =
            old.filter(|old| !self.exports_all() && old.ways.iter().any(|way| way.is_exported != own));
        if in_doubt.is_some() {
            ways.extend(std::iter::once(&text.text).chain(&text.others).map(|text| way(text, !own)));
        }
        ways.truncate(MAX_ALTERNATIVES);
        if let Some(old) = in_doubt {
            variable.knowledge = match &old.knowledge {
                Knowledge::Unknown(source) => Knowledge::Conditional(source.clone()),
                other => other.clone(),
            };
        }
        if let Holds::Scalar(text) = &mut variable.holds {
            text.others.clear();
        }
        variable.ways = ways;
        variable
    }

    /// Gives a value to a variable that only perhaps can be given one.
    fn assign_perhaps(&mut self, name: &str, holds: Holds, place: Place, old: &Variable) -> Result<(), Flow> {
        let text = match &old.knowledge {
            Knowledge::Conditional(text) | Knowledge::Unknown(text) => text.clone(),
            Knowledge::Certain => name.into(),
        };
        let condition = Condition { text, likely: Some(old.is_read_only) };
        let writable = |way: &Way| Way { is_read_only: false, ..way.clone() };
        let ways = old.ways.iter().map(writable).collect();
        let free = Variable { is_read_only: false, ways, ..old.clone() };
        let (one, other) = (place.clone(), place);
        let flow = self.both(
            &condition,
            |shell| shell.refuse_read_only(name, one),
            |shell| {
                shell.state.variables.put(name.into(), Some(Arc::new(free)));
                shell.assign_value(name, holds, other).err().unwrap_or(Flow::Next)
            },
        );
        if flow == Flow::Next { Ok(()) } else { Err(flow) }
    }

    /// `set -a`, which in mksh is for assignments and `read` alone.
    fn exports_all(&self) -> bool {
        self.is_on(ShellOption::AllExport) && self.dialect != Dialect::Mksh
    }

    /// What `set -a` does after an assignment in mksh.
    pub(super) fn export_plain(&mut self, name: &str) {
        if self.is_on(ShellOption::AllExport) && self.dialect == Dialect::Mksh {
            self.export_for_command(name);
        }
    }

    /// A text that grew beyond every real value is no longer followed.
    fn bounded(&mut self, holds: Holds) -> Holds {
        let length = match &holds {
            Holds::Nothing => 0,
            Holds::Scalar(text) => text.text.len(),
            Holds::Array(elements) => elements.iter().map(|text| text.text.len() + 8).sum(),
        };
        self.budget.spend_text(length);
        if length > MAX_TEXT { Holds::Scalar(Text::unknown("a very long text")) } else { holds }
    }

    /// Writes a variable as it is, and what is tied to it.
    pub(super) fn put(&mut self, name: &str, variable: Variable) {
        if let Some((other, separator)) = variable.tie.clone() {
            self.put_tied(&other, separator, &variable);
        } else if let Some((other, separator)) = self.builtin_tie(name) {
            self.put_tied(other, separator, &variable);
        }
        self.state.variables.put(name.into(), Some(Arc::new(variable)));
    }

    /// zsh: `path` and PATH and their like are one variable.
    fn builtin_tie(&self, name: &str) -> Option<(&'static str, char)> {
        if self.dialect != Dialect::Zsh {
            return None;
        }
        let pairs = [("path", "PATH"), ("cdpath", "CDPATH"), ("fpath", "FPATH"), ("manpath", "MANPATH")];
        let pair = pairs.iter().find(|(array, scalar)| *array == name || *scalar == name)?;
        Some((if pair.0 == name { pair.1 } else { pair.0 }, ':'))
    }

    fn put_tied(&mut self, other: &str, separator: char, variable: &Variable) {
        let old = self.variable(other).map(|old| (**old).clone()).unwrap_or_else(Variable::nothing);
        let holds = match &variable.holds {
            Holds::Array(elements) => Holds::Scalar(joined(elements, &separator.to_string())),
            Holds::Scalar(text) if text.text.is_empty() => Holds::Array(vec![]),
            Holds::Scalar(text) => Holds::Array(
                text.text
                    .split(separator)
                    .map(|part| Text { text: part.to_owned(), ..text.clone() })
                    .collect(),
            ),
            Holds::Nothing => Holds::Nothing,
        };
        let place = variable.place.clone();
        let knowledge = variable.knowledge.clone();
        let tied = Variable { holds, place, knowledge, is_unseen: false, ..old };
        self.state.variables.put(other.into(), Some(Arc::new(tied)));
    }

    /// Takes a variable away.
    pub(super) fn unset(&mut self, name: &str, place: Place) -> Result<(), Flow> {
        let Some(old) = self.variable(name) else { return Ok(()) };
        if old.is_read_only && matches!(self.dialect, Dialect::Bash | Dialect::Ksh | Dialect::Mksh) {
            self.remark(RemarkKind::ReadOnly { variable: name.to_owned() }, place);
            self.status = Status::known(1);
            return Ok(());
        }
        if old.is_read_only {
            return Err(self.refuse_read_only(name, place));
        }
        self.put(name, Variable { taken_at: Some(place), ..Variable::nothing() });
        Ok(())
    }

    /// What an assignment to a read-only variable ends.
    pub(super) fn refuse_read_only(&mut self, name: &str, place: Place) -> Flow {
        self.remark(RemarkKind::ReadOnly { variable: name.to_owned() }, place);
        if self.dialect == Dialect::Bash {
            // The rest of the line is lost.
            self.status = Status::known(1);
            return Flow::DropLine;
        }
        let ends = self.dialect.read_only_error(self.is_interactive());
        self.fails(ends)
    }

    /// Keeps what a variable is now, to be restored where the function ends.
    pub(super) fn make_local(&mut self, name: &str) {
        let before = self.variable(name).cloned();
        let frame = self.frames.iter_mut().rev().find(|frame| frame.kind() == FrameKind::Function);
        if let Some(frame) = frame
            && !frame.locals.iter().any(|(known, _)| &**known == name)
        {
            frame.locals.push((name.into(), before.clone()));
            let is_exported = before.is_some_and(|before| before.is_exported);
            let inherits_export = matches!(self.dialect, Dialect::Bash | Dialect::Dash | Dialect::Busybox);
            let local = Variable { is_exported: is_exported && inherits_export, ..Variable::nothing() };
            self.state.variables.put(name.into(), Some(Arc::new(local)));
        }
    }

    /// Restores the variables that are local to the innermost frame.
    pub(super) fn restore_locals(&mut self) {
        let locals = self.frames.last_mut().map(|frame| std::mem::take(&mut frame.locals));
        for (name, before) in locals.into_iter().flatten().rev() {
            self.state.variables.put(name, before);
        }
    }

    /// Makes a variable something that only running would tell.
    pub(super) fn forget(&mut self, name: &str, source: &str, place: Place) {
        if self.variable(name).is_some_and(|old| old.is_read_only) {
            return;
        }
        let knowledge = Knowledge::Unknown(source.into());
        let old = self.variable(name);
        // It does not cease to be a list.
        let is_list = old.is_some_and(|old| matches!(old.holds, Holds::Array(_)));
        let text = Text::unknown(source);
        let holds = if is_list { Holds::Array(vec![text]) } else { Holds::Scalar(text) };
        // Whether programs see it is in doubt too, unless they did.
        let unseen = Way {
            text: None,
            is_exported: false,
            is_list: false,
            is_read_only: false,
            is_untold: false,
            place: Some(place.clone()),
        };
        let was_exported = old.is_some_and(|old| old.is_exported);
        let ways = if was_exported { vec![] } else { vec![unseen] };
        let shape = old.map(|old| old.shape).unwrap_or_default();
        let variable = Variable {
            holds,
            is_exported: true,
            knowledge,
            place: Some(place),
            ways,
            shape,
            ..Variable::nothing()
        };
        self.state.variables.put(name.into(), Some(Arc::new(variable)));
    }
}
