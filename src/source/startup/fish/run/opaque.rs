//! Text that only running would tell about: what it assigns is unknown from then on.

use std::sync::Arc;

use crate::source::startup::RemarkKind;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::Status;
use crate::source::startup::fish::script::{Script, Spot};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Stretch, Word};
use crate::source::startup::fish::value::Argument;
use crate::source::startup::opaque::Names;
use crate::source::startup::script::offset;

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
    pub(crate) fn doubt_arguments(&mut self, arguments: &[Argument], why: &Arc<str>) {
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
    pub(crate) fn doubt_names(&mut self, script: &Script, word: &Word, inner: &str, why: &Arc<str>) {
        let text = script.slice(word.start, word.end);
        self.budget.spend_text(text.len());
        let Some((before, _)) = text.split_once(inner) else { return };
        let names = Names { with_local: false, ..Names::SET }.in_text(inner);
        for (spot, name) in spots_of(script, *word, before.len(), names) {
            self.doubt(&name, spot, why);
        }
    }

    /// What a text assigns is unknown; it begins where `stretch` begins.
    pub(super) fn doubt_text(&mut self, script: &Script, stretch: Stretch, text: &str, why: &Arc<str>) {
        self.budget.spend_text(text.len());
        for (spot, name) in spots_of(script, stretch, 0, Names::SET.in_text(text)) {
            self.doubt(&name, spot, why);
        }
    }

    /// What a file assigns is unknown: it is not followed.
    pub(crate) fn doubt_file(&mut self, script: &Script, why: &Arc<str>) {
        let all = Stretch { start: 0, end: u32::MAX };
        self.doubt_text(script, all, &script.text, why);
    }
}

/// Where names stand that were found after so many bytes of a text that begins where `stretch` begins.
fn spots_of(
    script: &Script,
    stretch: Stretch,
    before: usize,
    names: Vec<(usize, String)>,
) -> impl Iterator<Item = (Spot, String)> {
    names.into_iter().map(move |(at, name)| {
        let start = stretch.start.saturating_add(offset(before + at));
        (script.spot(start, start.saturating_add(offset(name.len()))), name)
    })
}
