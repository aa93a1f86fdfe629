//! `go env -w` in a start-up file.

use crate::source::Value;
use crate::source::startup::RemarkKind;
use crate::source::startup::fish::script::{Spot, bytes};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::Argument;

impl Shell<'_> {
    /// Remarks on what `go env -w` writes: it changes the go/env file, not the environment.
    pub(crate) fn notice_go_env(&mut self, name: &Argument, arguments: &[Argument]) {
        if name.text.rsplit('/').next() != Some("go") {
            return;
        }
        let Some((first, rest)) = arguments.split_first() else { return };
        if &*first.text != "env" || !rest.iter().any(|argument| matches!(&*argument.text, "-w" | "--w")) {
            return;
        }
        for argument in rest {
            let Some((variable, value)) = argument.text.split_once('=') else { continue };
            if variable.starts_with('-') {
                continue;
            }
            let end = argument.spot.start.saturating_add(bytes(variable));
            let spot = if argument.is_computed { argument.spot } else { Spot { end, ..argument.spot } };
            let (variable, value) = (variable.to_owned(), Value::from(value));
            self.remark(spot, RemarkKind::GoEnvWrite { variable, value });
        }
    }
}
