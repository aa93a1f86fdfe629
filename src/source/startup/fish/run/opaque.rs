//! Text that only running would tell about: what it assigns is unknown from then on.

use std::rc::Rc;

use crate::source::startup::RemarkKind;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::Status;
use crate::source::startup::fish::script::{Script, Spot, columns};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Stretch, Word};
use crate::source::startup::fish::value::Argument;
use crate::source::startup::opaque::Names;

impl Shell<'_> {
    /// A command that would have to run: what its text assigns is unknown.
    pub(crate) fn doubt_call(&mut self, call: &Call<'_>) {
        let why = call.pipeline();
        if let Some(stretch) = call.stretch() {
            let text = call.script.slice(stretch.start, stretch.end);
            self.doubt_text(call.script, stretch, text, &why);
        }
        self.remark(call.spot(), RemarkKind::Opaque { source: why.to_string() });
        self.status = Status::open(why);
    }

    /// A pipeline that leads into `source`: what its text assigns is unknown.
    pub(crate) fn doubt_pipeline(&mut self, call: &Call<'_>) {
        let (stretch, why) = (call.pipeline_stretch(), call.pipeline());
        let text = call.script.slice(stretch.start, stretch.end);
        self.doubt_text(call.script, stretch, text, &why);
        self.remark(call.spot(), RemarkKind::Opaque { source: why.to_string() });
        self.status = Status::open(why);
    }

    /// What the arguments of `eval` assign is unknown, also what stands in the variables among them.
    pub(crate) fn doubt_arguments(&mut self, arguments: &[Argument], why: &Rc<str>) {
        for argument in arguments {
            self.budget.spend_text(argument.text.len());
            for (_, name) in Names::SET.in_text(&argument.text) {
                let holder = self.variables.slot(&name, None).map(|slot| slot.knowledge());
                if !holder.is_some_and(|knowledge| knowledge.is_unknown()) {
                    self.doubt(&name, argument.spot, why);
                }
            }
        }
    }

    /// What a command substitution assigns is unknown, its own local variables aside.
    pub(crate) fn doubt_names(&mut self, script: &Script, word: &Word, inner: &str, why: &Rc<str>) {
        let text = script.slice(word.start, word.end);
        self.budget.spend_text(text.len());
        let Some((before, _)) = text.split_once(inner) else { return };
        for (spot, name) in
            spots_of(script, *word, before, Names { with_local: false, ..Names::SET }.in_text(inner), text)
        {
            self.doubt(&name, spot, why);
        }
    }

    /// What a text assigns is unknown; it begins where `stretch` begins.
    pub(super) fn doubt_text(&mut self, script: &Script, stretch: Stretch, text: &str, why: &Rc<str>) {
        self.budget.spend_text(text.len());
        for (spot, name) in spots_of(script, stretch, "", Names::SET.in_text(text), text) {
            self.doubt(&name, spot, why);
        }
    }

    /// What a file assigns is unknown: it is not followed.
    pub(crate) fn doubt_file(&mut self, script: &Script, why: &Rc<str>) {
        let all = Stretch { start: 0, end: u32::MAX, line: 1, column: 1 };
        self.doubt_text(script, all, &script.text, why);
    }
}

/// Where names stand that were found after `before` in a text that begins where `stretch` begins.
fn spots_of(
    script: &Script,
    stretch: Stretch,
    before: &str,
    names: Vec<(usize, String)>,
    text: &str,
) -> Vec<(Spot, String)> {
    let (mut line, mut column) = (stretch.line, stretch.column);
    let mut from = 0;
    let mut spots = vec![];
    for (offset, name) in names {
        let to = before.len() + offset;
        for c in text.get(from..to).unwrap_or_default().chars() {
            if c == '\n' {
                line = line.saturating_add(1);
                column = 1;
            } else {
                column = column.saturating_add(1);
            }
        }
        from = to;
        let end_column = column.saturating_add(columns(&name));
        let spot = Spot { script: script.index, line, column, end_column };
        spots.push((script.stands_at.unwrap_or(spot), name));
    }
    spots
}
