//! `set NAME VALUE…`

use std::sync::Arc;

use super::{Options, spot_of_name};
use crate::source::startup::fish::call::Call;
use crate::source::startup::fish::flow::{Flow, Status};
use crate::source::startup::fish::function::Event;
use crate::source::startup::fish::script::Spot;
use crate::source::startup::fish::shell::{Shell, is_read_only};
use crate::source::startup::fish::syntax::is_name;
use crate::source::startup::fish::value::{Argument, Element, List, knowledge_of};
use crate::source::startup::fish::variables::{Found, Slot, State, Variable};
use crate::source::startup::fish::word::{Failure, Indexes, indexes_of_name};
use crate::source::startup::{Knowledge, RemarkKind};

/// What a variable is set to.
#[derive(Debug)]
pub(super) enum New {
    /// These elements.
    List(Vec<Element>),
    /// Elements that are not known.
    Unknown,
    /// Elements that are not known, or nothing at all.
    Anything,
}

impl Shell<'_> {
    /// Sets a variable.
    pub(in crate::source::startup::fish) fn assign(
        &mut self,
        call: &Call<'_>,
        options: &Options,
        expression: &Argument,
        values: &[Argument],
    ) -> Flow {
        let Some((name, indexes)) = self.target(call, options, expression) else { return Flow::ON };
        if !self.accepts(options, &name, &indexes, expression, values) {
            return Flow::ON;
        }
        let mut knowledge = expression.knowledge.and(&knowledge_of(values));
        if expression.is_computed && knowledge.is_certain() {
            knowledge = Knowledge::Conditional(call.text());
        }
        let given: Vec<Element> = values.iter().map(Argument::element).collect();
        let list = if indexes.is_empty() {
            self.whole(options, &name, given, &mut knowledge)
        } else {
            self.by_index(options, &name, &given, &indexes, &mut knowledge)
        };
        let spot = spot_of_name(expression, &name);
        let state = match list {
            Some(list) => New::List(list),
            // Whether there are as many values as indexes is not known either.
            None if !indexes.is_empty() => New::Anything,
            None => New::Unknown,
        };
        self.put(&name, options, state, knowledge, spot);
        self.remark_blanks(&name, values, spot);
        self.fire_set(&name, spot)
    }

    /// Calls whoever waits for a variable to be set.
    pub(in crate::source::startup::fish) fn fire_set(&mut self, name: &str, spot: Spot) -> Flow {
        if name == "fish_user_paths" {
            self.rebuild_path(Some(spot));
        }
        self.fire(&Event::Variable(name))
    }

    /// The name and the indexes that an argument stands for; `None` if fish refuses it.
    fn target(
        &mut self,
        call: &Call<'_>,
        options: &Options,
        expression: &Argument,
    ) -> Option<(Arc<str>, Indexes)> {
        let size = |name: &str| {
            let main = self.variables.slot(name, options.scope()).map(|slot| &slot.main);
            match main.filter(|main| options.fits(main)).map(|main| &main.state) {
                Some(State::List(list)) => list.len(),
                _ => 0,
            }
        };
        match indexes_of_name(&expression.text, size) {
            Ok((name, indexes)) => Some((name.into(), indexes)),
            Err(Failure::TooLarge) => {
                let name = expression.text.split('[').next().unwrap_or_default();
                self.doubt(name, expression.spot, &call.text());
                self.remark_limit(expression.spot, "an index is too large");
                None
            }
            Err(_) => {
                self.status = Status::Known(2);
                None
            }
        }
    }

    /// Whether fish takes the assignment; if not, the status says so.
    fn accepts(
        &mut self,
        options: &Options,
        name: &str,
        indexes: &Indexes,
        expression: &Argument,
        values: &[Argument],
    ) -> bool {
        if !is_name(name) {
            if let Some((variable, _)) = name.split_once('=').filter(|(variable, _)| is_name(variable)) {
                let kind =
                    RemarkKind::ForeignSyntax { variable: variable.to_owned(), command: "set".to_owned() };
                self.remark(spot_of_name(expression, variable), kind);
            }
            self.status = Status::Known(2);
            return false;
        }
        if !indexes.is_empty() {
            let unknown = values.iter().any(|value| value.knowledge.is_unknown());
            let bad = indexes.iter().any(|index| *index < 1) || options.append || options.prepend;
            if bad || (!unknown && indexes.len() != values.len()) {
                self.status = Status::Known(2);
                if let Knowledge::Conditional(test) = knowledge_of(values) {
                    self.could_be_set(name, options, &test);
                }
                return false;
            }
        }
        if is_read_only(name) {
            let variable = name.to_owned();
            self.remark(spot_of_name(expression, name), RemarkKind::ReadOnly { variable });
            self.status = Status::Known(1);
            return false;
        }
        true
    }

    /// A variable keeps what it holds only if a test holds.
    fn could_be_set(&mut self, name: &str, options: &Options, test: &Arc<str>) {
        let before = self.variables.before(name, options.scope()).cloned();
        let set = Variable { state: State::Unknown, is_exported: true, was_exported: true, ..Variable::GONE };
        let set = Slot::new(set, Knowledge::Unknown(test.clone()));
        if let Some(slot) = Slot::merge(before.as_ref(), Some(&set), test) {
            self.variables.put(name, options.scope(), slot);
        }
        self.status = Status::open(test.clone());
    }

    /// The new elements of a variable that is set as a whole; `None` if they are not known.
    fn whole(
        &self,
        options: &Options,
        name: &str,
        given: Vec<Element>,
        knowledge: &mut Knowledge,
    ) -> Option<Vec<Element>> {
        if !options.append && !options.prepend {
            return (!knowledge.is_unknown()).then_some(given);
        }
        let seen = self.look_up(name);
        *knowledge = knowledge.and(&seen.knowledge);
        let before: List = match seen.found {
            Found::Unknown(why) => {
                *knowledge = knowledge.and(&Knowledge::Unknown(why));
                return None;
            }
            Found::Missing => Arc::new([]),
            Found::List { list, .. } => list,
        };
        if knowledge.is_unknown() {
            return None;
        }
        let prepended = if options.prepend { given.clone() } else { vec![] };
        let appended = if options.append { given } else { vec![] };
        Some(prepended.into_iter().chain(before.iter().cloned()).chain(appended).collect())
    }

    /// The new elements of a variable of which some are set.
    fn by_index(
        &self,
        options: &Options,
        name: &str,
        given: &[Element],
        indexes: &Indexes,
        knowledge: &mut Knowledge,
    ) -> Option<Vec<Element>> {
        let slot = self.variables.slot(name, options.scope()).filter(|slot| options.fits(&slot.main));
        let mut list = match slot.map(|slot| &slot.main.state) {
            Some(State::List(list)) => list.to_vec(),
            Some(State::Unknown | State::Anything) => {
                *knowledge = knowledge.and(&slot.map_or(Knowledge::Certain, Slot::knowledge));
                return None;
            }
            _ => vec![],
        };
        *knowledge = knowledge.and(&slot.map_or(Knowledge::Certain, Slot::knowledge));
        if knowledge.is_unknown() {
            return None;
        }
        for (index, element) in indexes.iter().zip(given) {
            let position = usize::try_from(index - 1).ok()?;
            if position >= list.len() {
                list.resize(position + 1, Element::of(""));
            }
            if let Some(place) = list.get_mut(position) {
                *place = element.clone();
            }
        }
        Some(list)
    }

    /// Puts elements into a variable.
    pub(super) fn put(&mut self, name: &str, options: &Options, new: New, knowledge: Knowledge, spot: Spot) {
        let scope = options.scope();
        let before = self.variables.before(name, scope).map_or(Variable::GONE, |slot| slot.main.clone());
        let was_there = before.is_there();
        let is_exported = options.exports.unwrap_or(was_there && before.is_exported);
        let nearest = if self.variables.goes_universal(name, scope) {
            was_there.then_some(before.is_path)
        } else {
            self.variables.nearest(name).map(|slot| slot.main.is_path)
        };
        let is_path = options.is_path.or(nearest).unwrap_or(name.ends_with("PATH"));
        let state = match new {
            New::List(list) => State::List(stored(name, list, is_path)),
            New::Unknown => State::Unknown,
            New::Anything => State::Anything,
        };
        let was_exported = before.was_exported || before.is_exported || is_exported;
        let main = Variable { state, is_exported, is_path, was_exported, spot: Some(spot) };
        let slot = self.in_other_ways(name, options, Slot::new(main, knowledge));
        self.variables.put(name, scope, slot);
    }

    /// A slot with what it would hold where the variable was another one before, or was not there: which
    /// scope `set` chooses, and whether programs see the variable, depend on that.
    fn in_other_ways(&mut self, name: &str, options: &Options, slot: Slot) -> Slot {
        let scope = options.scope();
        let before = self.variables.before(name, scope).cloned();
        let passed = scope.is_none().then(|| self.variables.in_doubt(name).cloned().collect::<Vec<Slot>>());
        let moves = scope.is_none() && self.variables.would_move(name);
        let mut result = slot;
        for doubtful in before.into_iter().chain(passed.unwrap_or_default()) {
            let (Knowledge::Conditional(test) | Knowledge::Unknown(test)) = doubtful.knowledge() else {
                continue;
            };
            let here = &doubtful.main;
            let absent = (here.state == State::Anything).then_some(&Variable::GONE);
            for other in doubtful.others().iter().chain(absent) {
                let is_elsewhere = moves && other.is_there() != here.is_there();
                let is_exported = options.exports.unwrap_or(other.is_there() && other.is_exported);
                if !is_elsewhere && is_exported == result.main.is_exported {
                    continue;
                }
                let own = Variable { is_exported, ..result.main.clone() };
                let own = if is_elsewhere && options.exports.is_some() {
                    self.variables.put_elsewhere(name, &Slot::new(own, Knowledge::Certain), &test);
                    Variable::GONE
                } else {
                    own
                };
                let known = Slot::new(own, Knowledge::Certain);
                result = Slot::merge(Some(&result), Some(&known), &test).unwrap_or(result);
            }
        }
        result
    }

    /// Remarks on `=` with blanks around it.
    fn remark_blanks(&mut self, name: &str, values: &[Argument], spot: Spot) {
        if values.first().is_some_and(|first| &*first.text == "=") {
            self.remark(spot, RemarkKind::BlankAroundEquals { variable: name.to_owned() });
        }
    }
}

/// The elements as fish keeps them.
fn stored(name: &str, list: Vec<Element>, is_path: bool) -> List {
    let cuts = is_path || matches!(name, "PATH" | "CDPATH");
    if !cuts {
        return list.into();
    }
    let mut parts = vec![];
    for element in &list {
        for part in element.text.split(':') {
            let here = part.is_empty() && matches!(name, "PATH" | "CDPATH");
            let text = if here { "." } else { part };
            parts.push(Element { text: text.into(), spot: element.spot });
        }
    }
    parts.into()
}
