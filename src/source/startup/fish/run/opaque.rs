//! Text that only running would tell about: what it assigns is unknown from then on.

use std::rc::Rc;

use super::command::Call;
use crate::source::startup::RemarkKind;
use crate::source::startup::fish::flow::Status;
use crate::source::startup::fish::script::{Script, Spot, bytes};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Stretch, Word, is_name};
use crate::source::startup::fish::value::Argument;

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
            self.budget.spend_characters(argument.text.len());
            for (_, name) in assigned_names(&argument.text, true) {
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
        self.budget.spend_characters(text.len());
        let Some((before, _)) = text.split_once(inner) else { return };
        for (spot, name) in spots_of(script, *word, before, assigned_names(inner, false)) {
            self.doubt(&name, spot, why);
        }
    }

    /// What a text assigns is unknown; it begins where `stretch` begins.
    pub(super) fn doubt_text(&mut self, script: &Script, stretch: Stretch, text: &str, why: &Rc<str>) {
        self.budget.spend_characters(text.len());
        for (spot, name) in spots_of(script, stretch, "", assigned_names(text, true)) {
            self.doubt(&name, spot, why);
        }
    }

    /// What a file assigns is unknown: it is not followed.
    pub(crate) fn doubt_file(&mut self, script: &Script, why: &Rc<str>) {
        let all = Stretch { start: 0, end: u32::MAX, line: 1 };
        self.doubt_text(script, all, &script.text, why);
    }
}

/// Where names stand that were found behind `before` in a text that begins where `stretch` begins.
fn spots_of(
    script: &Script,
    stretch: Stretch,
    before: &str,
    names: Vec<(usize, String)>,
) -> Vec<(Spot, String)> {
    let spot = |(offset, name): (usize, String)| {
        let skipped = u32::try_from(before.len() + offset).unwrap_or(u32::MAX);
        let start = stretch.start.saturating_add(skipped);
        let spot = Spot { script: script.index, start, end: start.saturating_add(bytes(&name)) };
        (script.stands_at.unwrap_or(spot), name)
    };
    names.into_iter().map(spot).collect()
}

/// What the next words of an opaque text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expecting {
    Nothing,
    /// Options of `set`, then a name.
    SetName,
    /// Names, or `NAME=value`, up to the end of the command.
    Exports,
    /// One name.
    Name,
    /// Options of `read`, then names.
    ReadNames,
}

/// The names that a text seems to assign, with the offset in bytes where each stands. `with_local` adds
/// those that `set -l` assigns.
pub(super) fn assigned_names(text: &str, with_local: bool) -> Vec<(usize, String)> {
    let mut found = vec![];
    let mut expecting = Expecting::Nothing;
    for (offset, token) in tokens(text) {
        if matches!(token, "\n" | ";" | "|" | "&") {
            expecting = Expecting::Nothing;
            continue;
        }
        expecting = match (expecting, token) {
            (Expecting::SetName | Expecting::ReadNames, option) if option.starts_with('-') => {
                let is_long = option.starts_with("--");
                let has =
                    |letter: char, long: &str| if is_long { option == long } else { option.contains(letter) };
                let looks = expecting == Expecting::SetName
                    && (has('q', "--query") || has('S', "--show") || has('n', "--names"));
                let is_local = has('l', "--local") && !with_local;
                if looks || is_local { Expecting::Nothing } else { expecting }
            }
            (Expecting::SetName | Expecting::Name, name) => {
                add(&mut found, offset, name);
                Expecting::Nothing
            }
            (Expecting::Exports | Expecting::ReadNames, name) => {
                add(&mut found, offset, name);
                expecting
            }
            (Expecting::Nothing, "set") => Expecting::SetName,
            (Expecting::Nothing, "export") => Expecting::Exports,
            (Expecting::Nothing, "setenv" | "for") => Expecting::Name,
            (Expecting::Nothing, "read") => Expecting::ReadNames,
            (Expecting::Nothing, _) => Expecting::Nothing,
        };
    }
    found
}

fn add(found: &mut Vec<(usize, String)>, offset: usize, token: &str) {
    let name = token.split(['=', '[']).next().unwrap_or_default();
    if is_name(name) {
        found.push((offset, name.to_owned()));
    }
}

/// Words and ends of commands, with their offsets in bytes; quotes and brackets only separate.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let separates = |c: char| c.is_whitespace() || "\"'();|&<>{}$\\,".contains(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            let start = at;
            if !separates(first) {
                let length = rest.find(separates).unwrap_or(rest.len());
                at += length;
                return rest.get(..length).map(|token| (start, token));
            }
            at += first.len_utf8();
            if matches!(first, '\n' | ';' | '|' | '&') {
                return rest.get(..1).map(|token| (start, token));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        assigned_names(text, true).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn names_in_opaque_text() {
        assert_eq!(names("\"set -gx GOPROXY off\""), ["GOPROXY"]);
        assert_eq!(names("echo 'export A=1 B; setenv C x' | source"), ["A", "B", "C"]);
        assert_eq!(names("set -q A; or set --global B[2] x; read -l C D"), ["B", "C", "D"]);
        assert!(names("echo set\nGOPROXY").is_empty());
    }

    #[test]
    fn names_of_a_substitution_leave_out_its_own_variables() {
        let found = assigned_names("set -l a 1; set -g b 2", false);
        assert_eq!(found, [(19, "b".to_owned())]);
    }
}
