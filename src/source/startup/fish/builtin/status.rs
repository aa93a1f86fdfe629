//! `status`.

use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::{Argument, knowledge_of};

impl Shell<'_> {
    /// Answers how the shell was started.
    pub(super) fn ask_status(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let first = arguments.first().map_or("", |first| &*first.text);
        let mode = self.start.mode;
        self.status = match first.trim_start_matches('-') {
            _ if !knowledge_of(arguments).is_certain() => Status::open(call.text()),
            "is-interactive" => Status::of(mode.is_interactive()),
            "i" if first == "-i" => Status::of(mode.is_interactive()),
            "is-login" => Status::of(mode.is_login()),
            "l" if first == "-l" => Status::of(mode.is_login()),
            "is-command-substitution" => Status::Known(1),
            "c" if first == "-c" => Status::Known(1),
            "is-block"
            | "b"
            | "is-no-job-control"
            | "is-full-job-control"
            | "is-interactive-job-control"
            | "test-feature" => Status::open(call.text()),
            ""
            | "filename"
            | "current-filename"
            | "f"
            | "dirname"
            | "basename"
            | "line-number"
            | "current-line-number"
            | "n"
            | "function"
            | "current-function"
            | "u"
            | "fish-path"
            | "features"
            | "current-command"
            | "current-commandline"
            | "stack-trace"
            | "print-stack-trace"
            | "t" => Status::Known(0),
            _ => Status::Known(2),
        };
        Flow::ON
    }
}
