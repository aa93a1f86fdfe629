//! `string` and `contains`, as far as their status is concerned.

use super::options::{Order, read_options};
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::value::{Argument, knowledge_of, texts};
use crate::source::startup::fish::word;

const MATCH_LONG_OPTIONS: &[(&str, char)] = &[
    ("all", 'a'),
    ("entire", 'e'),
    ("groups-only", 'g'),
    ("ignore-case", 'i'),
    ("invert", 'v'),
    ("quiet", 'q'),
    ("regex", 'r'),
    ("index", 'n'),
];

impl Shell<'_> {
    /// `string`: `match` with a wildcard and `length` are worked out.
    pub(super) fn string(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let holds = match arguments.split_first() {
            Some((first, rest)) if !knowledge_of(arguments).is_unknown() => match &*first.text {
                "match" => string_match(call, rest),
                "length" if !call.has_input() => string_length(rest),
                _ => None,
            },
            _ => None,
        };
        self.status = self.judged(call, arguments, holds);
        Flow::ON
    }

    /// A status that is as sure as the arguments that lead to it.
    pub(super) fn judged(&self, call: &Call<'_>, arguments: &[Argument], holds: Option<bool>) -> Status {
        match holds {
            Some(holds) if knowledge_of(arguments).is_certain() => Status::of(holds),
            Some(holds) => Status::Doubtful { likely: Some(holds), test: call.text() },
            None => Status::open(call.text()),
        }
    }

    /// `contains KEY VALUE…`
    pub(super) fn contains(&mut self, call: &Call<'_>, arguments: &[Argument]) -> Flow {
        let found = read_options(arguments, "hi", &[("help", 'h'), ("index", 'i')], Order::First);
        let holds = match found {
            _ if knowledge_of(arguments).is_unknown() => None,
            Ok(found) => match found.rest.split_first() {
                Some((key, values)) => Some(values.iter().any(|value| value.text == key.text)),
                None => Some(false),
            },
            Err(_) => Some(false),
        };
        self.status = self.judged(call, arguments, holds);
        Flow::ON
    }
}

fn string_match(call: &Call<'_>, arguments: &[Argument]) -> Option<bool> {
    let found = read_options(arguments, "aegivqrn", MATCH_LONG_OPTIONS, Order::Anywhere).ok()?;
    if found.has('r') || (call.has_input() && found.rest.len() < 2) {
        return None;
    }
    let (pattern, values) = found.rest.split_first()?;
    let lower = |text: &str| if found.has('i') { text.to_lowercase() } else { text.to_owned() };
    let pattern = lower(&pattern.text);
    let pattern =
        if found.has('e') && !pattern.contains(['*', '?']) { format!("*{pattern}*") } else { pattern };
    let pattern = word::pattern(&pattern);
    for value in values {
        if pattern.matches(&lower(&value.text))? != found.has('v') {
            return Some(true);
        }
    }
    Some(false)
}

fn string_length(arguments: &[Argument]) -> Option<bool> {
    let texts = texts(arguments);
    let values = texts.iter().skip_while(|text| matches!(**text, "-q" | "--quiet" | "--"));
    Some(values.into_iter().any(|text| !text.is_empty()))
}
