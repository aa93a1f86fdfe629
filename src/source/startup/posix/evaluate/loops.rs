//! Loops.

use std::ops::Range;

use super::super::syntax::{AndOr, For, Loop, is_name};
use super::super::text::Text;
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::Condition;
use crate::source::startup::limits::Budget;
use crate::source::startup::opaque::Names;

/// Turns of one loop that are walked.
const MAX_TURNS: u32 = 2_000;

/// What a turn of a `for` counts among the steps: it marks and lifts all of the state twice.
const COST_OF_A_TURN: usize = 4;

impl Evaluator<'_> {
    /// Walks something that may run or not.
    fn perhaps(&mut self, condition: &Condition, walk: impl FnOnce(&mut Self) -> Flow) -> Flow {
        self.both(
            condition,
            |shell| shell.framed(FrameKind::Loop, |shell| shell.framed(FrameKind::Turn, walk)),
            |_| Flow::Next,
        )
    }

    /// `while`, `until`
    pub(super) fn loop_command(&mut self, found: &Loop) -> Flow {
        self.framed(FrameKind::Loop, |shell| {
            for _ in 0..MAX_TURNS {
                let flow = shell.without_errexit(|shell| shell.list(&found.condition));
                if flow != Flow::Next {
                    return flow;
                }
                let status = shell.status.clone();
                let status = if found.is_until { status.negated() } else { status };
                match status.decided() {
                    Some(false) => {
                        shell.status = Status::known(0);
                        return Flow::Next;
                    }
                    Some(true) => {
                        let flow = shell.framed(FrameKind::Turn, |shell| shell.list(&found.body));
                        if flow != Flow::Next {
                            return flow;
                        }
                    }
                    None => {
                        let text = shell.text_of(&found.span).to_owned();
                        let body =
                            |shell: &mut Self| shell.framed(FrameKind::Turn, |shell| shell.list(&found.body));
                        return shell.branch(&status, &text, body, |_| Flow::Next);
                    }
                }
            }
            shell.give_up("a loop that does not end")
        })
    }

    /// `for`, `select`
    pub(super) fn for_command(&mut self, found: &For) -> Flow {
        let items = match &found.words {
            None => self.positional.clone(),
            Some(words) => match self.fields(words) {
                Ok(fields) => fields,
                Err(flow) => return flow,
            },
        };
        let text = self.text_of(&found.span).to_owned();
        let doubtful = items.iter().any(|item| item.knowledge.is_unknown());
        if found.is_select || doubtful {
            let condition = Condition { text: text.as_str().into(), likely: None };
            let item = items.into_iter().next().unwrap_or_default();
            return self.perhaps(&condition, |shell| shell.turn(found, &[item]));
        }
        self.framed(FrameKind::Loop, |shell| {
            for items in items.chunks(found.names.len().max(1)) {
                shell.budget.spend(COST_OF_A_TURN);
                if shell.budget.is_spent() {
                    return shell.give_up(Budget::SPENT);
                }
                let flow = shell.framed(FrameKind::Turn, |shell| shell.turn(found, items));
                if flow != Flow::Next {
                    return flow;
                }
            }
            Flow::Next
        })
    }

    fn turn(&mut self, found: &For, items: &[Text]) -> Flow {
        for (name, item) in found.names.iter().zip(items) {
            let place = item.from.clone().unwrap_or_else(|| self.line_place(&found.span));
            if let Err(flow) = self.assign(name, item.clone(), place) {
                // bash passes over the loop, but not over the rest of the line.
                return if flow == Flow::DropLine { Flow::Break(1) } else { flow };
            }
        }
        self.list(&found.body)
    }

    /// `for ((i=0; i<3; i++))` and zsh's `repeat 3`.
    pub(super) fn repeat(&mut self, head: &Range<u32>, body: &[AndOr]) -> Flow {
        let text = self.text_of(head).to_owned();
        let Some((name, values)) = counted(&text) else {
            for (_, name) in Names::SET.in_text(&text) {
                let place = self.line_place(head);
                let _ = self.assign(&name, Text::unknown(&text), place);
            }
            let condition = Condition { text: text.as_str().into(), likely: None };
            return self.perhaps(&condition, |shell| shell.list(body));
        };
        let place = self.line_place(head);
        self.framed(FrameKind::Loop, |shell| {
            for value in values.clone() {
                if let Some(name) = &name
                    && let Err(flow) = shell.assign(name, Text::certain(value.to_string()), place.clone())
                {
                    return flow;
                }
                let flow = shell.framed(FrameKind::Turn, |shell| shell.list(body));
                if flow != Flow::Next {
                    return flow;
                }
            }
            match &name {
                Some(name) => shell.assign(name, Text::certain(values.end.to_string()), place.clone()).err(),
                None => None,
            }
            .unwrap_or(Flow::Next)
        })
    }
}

/// The variable and the numbers that a simple head counts; `None`: another one, or very many.
fn counted(head: &str) -> Option<(Option<String>, Range<i64>)> {
    let few =
        |range: Range<i64>| (range.end.checked_sub(range.start)? <= i64::from(MAX_TURNS)).then_some(range);
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(count) = head.parse::<i64>() {
        return few(0..count.max(0)).map(|range| (None, range));
    }
    let mut parts = head.split(';');
    let (first, test, step) = (parts.next()?, parts.next()?, parts.next()?);
    let (name, start) = first.split_once('=')?;
    let start: i64 = start.parse().ok()?;
    let bound = test.strip_prefix(name)?;
    let end: i64 = match bound.strip_prefix("<=") {
        Some(last) => last.parse::<i64>().ok()?.checked_add(1)?,
        None => bound.strip_prefix('<')?.parse().ok()?,
    };
    let counts = step == format!("{name}++") || step == format!("++{name}") || step == format!("{name}+=1");
    let range = few(start..end.max(start))?;
    (counts && is_name(name) && parts.next().is_none()).then(|| (Some(name.to_owned()), range))
}
