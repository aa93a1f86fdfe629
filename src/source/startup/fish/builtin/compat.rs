//! `export` and `setenv`: functions that come with fish for users of other shells.
//!
//! They do what `functions/export.fish` and `functions/setenv.fish` of fish 3.6 do.

use super::set::Options;
use crate::source::startup::RemarkKind;
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::is_name;
use crate::source::startup::fish::value::Argument;
use crate::source::startup::fish::variables::{Found, Seen};

/// The variables whose value these functions cut at `:`.
fn is_cut(name: &str) -> bool {
    matches!(name, "PATH" | "CDPATH" | "MANPATH")
}

impl Shell<'_> {
    /// `export NAME=VALUE…`
    pub(super) fn export(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        self.status = Status::Known(0);
        let mut flow = Flow::ON;
        let mut last: Option<String> = None;
        // What is local to the caller is not seen inside of the function.
        self.variables.enter(true);
        for argument in arguments {
            if argument.knowledge.is_unknown() {
                self.variables.leave();
                self.doubt_call(call);
                return flow;
            }
            let next = match argument.text.split_once('=') {
                Some((name, value)) => {
                    last = Some(name.to_owned());
                    self.export_value(call, argument, name, value)
                }
                None => {
                    self.remark_cut(last.as_deref(), argument);
                    self.export_name(call, argument)
                }
            };
            flow = flow.or_maybe(&next);
        }
        self.variables.leave();
        flow
    }

    fn export_value(&mut self, call: &Call<'_>, argument: &Argument, name: &str, value: &str) -> Flow {
        let part = |text: &str| Argument { text: text.into(), ..argument.clone() };
        let values: Vec<Argument> =
            if is_cut(name) { value.split(':').map(part).collect() } else { vec![part(value)] };
        self.status = Status::of(!is_cut(name) || values.len() > 1);
        self.assign_named(call, argument, name, &values)
    }

    /// `export NAME`: sets it to what it is; to nothing if it is not there.
    fn export_name(&mut self, call: &Call<'_>, argument: &Argument) -> Flow {
        let name = argument.text.clone();
        if !is_name(&name) {
            self.status = Status::Known(121);
            return Flow::ON;
        }
        let Seen { found, knowledge } = self.look_up(&name);
        let values: Vec<Argument> = match found {
            Found::Missing => vec![],
            Found::List { list, .. } => {
                let value = |text: std::sync::Arc<str>| Argument {
                    text,
                    knowledge: knowledge.clone(),
                    ..argument.clone()
                };
                list.iter().map(|element| value(element.text.clone())).collect()
            }
            Found::Unknown(why) => {
                let knowledge = crate::source::startup::Knowledge::Unknown(why);
                vec![Argument { text: "".into(), knowledge, ..argument.clone() }]
            }
        };
        self.assign_named(call, argument, &name, &values)
    }

    /// `set -gx NAME VALUE…`, where the name is the beginning of an argument.
    fn assign_named(
        &mut self,
        call: &Call<'_>,
        argument: &Argument,
        name: &str,
        values: &[Argument],
    ) -> Flow {
        let spot = super::set::spot_of_name(argument, name);
        let expression = Argument { text: name.into(), spot, ..argument.clone() };
        self.assign(call, &Options::global_export(), &expression, values)
    }

    /// Remarks on a word that a blank after a comma cut off.
    fn remark_cut(&mut self, before: Option<&str>, argument: &Argument) {
        if let Some(variable) = before {
            let (variable, word) = (variable.to_owned(), argument.text.to_string());
            self.remark(argument.spot, RemarkKind::CutByBlank { variable, word });
        }
    }

    /// `setenv NAME VALUE`
    pub(super) fn setenv(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        if arguments.iter().any(|argument| argument.knowledge.is_unknown()) {
            self.doubt_call(call);
            return Flow::ON;
        }
        self.status = Status::Known(0);
        match arguments {
            [] => Flow::ON,
            [name] => {
                let empty = Argument { text: "".into(), ..name.clone() };
                self.assign_named(call, name, &name.text, &[empty])
            }
            [name, value] if is_name(&name.text) && name.text.is_ascii() => {
                let part = |text: &str| Argument { text: text.into(), ..value.clone() };
                let cut: Vec<Argument> = value.text.split(':').map(part).collect();
                // The function's last test is whether it has to cut; `set` keeps its status.
                self.status = Status::of(is_cut(&name.text) && cut.len() > 1);
                let values = if is_cut(&name.text) { cut } else { vec![value.clone()] };
                self.assign_named(call, name, &name.text, &values)
            }
            _ => {
                self.status = Status::Known(1);
                Flow::ON
            }
        }
    }
}
