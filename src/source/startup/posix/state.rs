//! What a shell remembers: variables, functions, options.

use std::rc::Rc;

use super::script::Script;
use super::shape::Shape;
use super::syntax::Command;
use crate::source::Value as Masked;
use crate::source::startup::store::{Changes, Store};
use crate::source::startup::{Alternative, Knowledge, Place};

/// A text that was worked out, and how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    /// The text. Where the knowledge is unknown it stands for nothing, or for a guess.
    pub(super) text: String,
    /// How sure it is.
    pub(super) knowledge: Knowledge,
    /// The text is only what it most likely is (`$(uname)`): tests may go by it, values may not.
    pub(super) is_guess: bool,
    /// The place of the variable that gave (the first part of) it.
    pub(super) from: Option<Place>,
    /// What somebody left to the shell to work out (`$((i+1))`, `export $name=…`): tests may go by the text as
    /// sure as its knowledge is; what a program finds is never more than conditional.
    pub(super) computed: Option<Rc<str>>,
    /// What else it could be, where the knowledge is conditional.
    pub(super) others: Vec<String>,
}

impl Text {
    /// A text that is what it is.
    pub(super) fn certain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Something that only running `source` would tell.
    pub(super) fn unknown(source: &str) -> Self {
        Self { knowledge: Knowledge::Unknown(source.into()), ..Self::default() }
    }

    /// Something that is most likely `text`.
    pub(super) fn guess(text: &str, source: &str) -> Self {
        Self { text: text.to_owned(), is_guess: true, ..Self::unknown(source) }
    }

    /// Whether a test can go by the text.
    pub(super) fn is_usable(&self) -> bool {
        self.is_guess || !self.knowledge.is_unknown()
    }

    /// Adds another text at the end.
    pub(super) fn append(&mut self, other: &Self) {
        self.is_guess = self.is_usable() && other.is_usable() && (self.is_guess || other.is_guess);
        self.others = self.others_with(other);
        self.text.push_str(&other.text);
        self.knowledge = self.knowledge.and(&other.knowledge);
        if self.from.is_none() {
            self.from.clone_from(&other.from);
        }
        if self.computed.is_none() {
            self.computed.clone_from(&other.computed);
        }
    }
}

impl Text {
    /// What the text could be with another after it, other than what both most likely are.
    fn others_with(&self, other: &Self) -> Vec<String> {
        if self.others.is_empty() && other.others.is_empty() {
            return vec![];
        }
        let mut found: Vec<String> = vec![];
        for before in std::iter::once(&self.text).chain(&self.others) {
            for after in std::iter::once(&other.text).chain(&other.others) {
                let whole = format!("{before}{after}");
                if !found.contains(&whole) && found.len() <= MAX_WAYS {
                    found.push(whole);
                }
            }
        }
        found.into_iter().skip(1).collect()
    }

    /// The same made of the text and of whatever else it could be.
    pub(super) fn map(&self, make: impl Fn(&str) -> String) -> Self {
        let others = self.others.iter().map(|other| make(other)).collect();
        Self { text: make(&self.text), others, ..self.clone() }
    }
}

/// What a variable holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Holds {
    /// Nothing: declared, exported or taken away, but without a value.
    Nothing,
    /// A text.
    Scalar(Text),
    /// An array.
    Array(Vec<Text>),
}

/// Another way that a variable could come out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// Its value; `None`: it has none.
    pub(super) text: Option<String>,
    /// Whether programs see it then.
    pub(super) is_exported: bool,
    /// Whether it is a list then.
    pub(super) is_list: bool,
    /// Whether an assignment to it fails then.
    pub(super) is_read_only: bool,
    /// Only running the files would tell its value.
    pub(super) is_untold: bool,
    /// What set it.
    pub(super) place: Option<Place>,
}

impl Way {
    /// The way as a program finds it; `None`: nobody can tell.
    pub(super) fn seen(&self, exports_lists: bool) -> Option<Alternative> {
        let is_seen = self.is_exported && (exports_lists || !self.is_list);
        let text = self.text.as_deref().filter(|_| is_seen);
        let is_told = !self.is_untold || !self.is_exported;
        is_told.then(|| Alternative { value: text.map(Masked::from), place: self.place.clone() })
    }

    fn is_like(&self, other: &Self) -> bool {
        self.text == other.text
            && self.is_exported == other.is_exported
            && self.is_read_only == other.is_read_only
            && self.is_untold == other.is_untold
            && self.is_list == other.is_list
    }
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    /// Its value.
    pub(super) holds: Holds,
    /// Whether programs see it.
    pub(super) is_exported: bool,
    /// Whether an assignment to it fails.
    pub(super) is_read_only: bool,
    /// How sure it is that the variable is in this state (the value has its own knowledge).
    pub(super) knowledge: Knowledge,
    /// What set it.
    pub(super) place: Option<Place>,
    /// What took it away from programs: `unset`, `export -n`.
    pub(super) taken_at: Option<Place>,
    /// The function call that did.
    pub(super) call: Option<Rc<str>>,
    /// What else it could be.
    pub(super) ways: Vec<Way>,
    /// What it makes of the values that it is given.
    pub(super) shape: Shape,
    /// zsh: it was exported without a value, so that it is empty here and programs do not see it.
    pub(super) is_unseen: bool,
    /// zsh: the array (or the scalar) that it is tied to, and the character between the elements.
    pub(super) tie: Option<(Rc<str>, char)>,
}

impl Variable {
    /// A variable that holds nothing.
    pub(super) fn nothing() -> Self {
        Self {
            holds: Holds::Nothing,
            is_exported: false,
            is_read_only: false,
            knowledge: Knowledge::Certain,
            place: None,
            taken_at: None,
            call: None,
            ways: vec![],
            shape: Shape::default(),
            is_unseen: false,
            tie: None,
        }
    }

    /// How sure the value that a program would find is.
    pub(super) fn overall(&self) -> Knowledge {
        match &self.holds {
            Holds::Scalar(text) => self.knowledge.and(&text.knowledge),
            Holds::Array(elements) => {
                let first = elements.first().map(|text| text.knowledge.clone()).unwrap_or_default();
                self.knowledge.and(&first)
            }
            Holds::Nothing => self.knowledge.clone(),
        }
    }

    /// The variable as one of the ways that it could come out; of a list, its first element, which programs see
    /// in some shells.
    fn as_way(&self) -> Way {
        let text = match &self.holds {
            Holds::Scalar(text) => Some(text.text.clone()),
            Holds::Array(elements) => elements.first().map(|text| text.text.clone()),
            Holds::Nothing => None,
        };
        Way {
            text,
            is_exported: self.is_exported && !self.is_unseen,
            is_list: matches!(self.holds, Holds::Array(_)),
            is_read_only: self.is_read_only,
            is_untold: self.overall().is_unknown(),
            place: self.place.clone(),
        }
    }

    /// Whether only a test tells if an assignment fails.
    pub(super) fn is_perhaps_read_only(&self) -> bool {
        self.ways.iter().any(|way| way.is_read_only != self.is_read_only)
    }

    /// What else its text could be.
    pub(super) fn other_texts(&self) -> Vec<String> {
        let told = self.ways.iter().filter(|way| !way.is_untold);
        told.map(|way| way.text.clone().unwrap_or_default()).collect()
    }

    /// Whether nobody can tell what a program would find.
    fn is_untold(&self) -> bool {
        self.is_exported && !self.is_unseen && self.overall().is_unknown()
    }

    /// Drops the ways that are no different; true: none is left.
    pub(super) fn forget_like_ways(&mut self) -> bool {
        let own = self.as_way();
        self.ways.retain(|way| !own.is_like(way));
        self.ways.is_empty()
    }

    /// Lets programs see it, or not, however it comes out.
    pub(super) fn export(&mut self, is_exported: bool) {
        self.is_exported = is_exported;
        self.ways.iter_mut().for_each(|way| way.is_exported = is_exported);
    }

    fn is_same_to_programs(&self, other: &Self) -> bool {
        self.is_exported == other.is_exported
            && self.is_unseen == other.is_unseen
            && self.shape == other.shape
            && self.is_read_only == other.is_read_only
            && match (&self.holds, &other.holds) {
                (Holds::Scalar(one), Holds::Scalar(two)) => {
                    one.text == two.text && one.knowledge == two.knowledge && one.computed == two.computed
                }
                (one, two) => one == two,
            }
    }
}

/// A function.
#[derive(Debug, Clone)]
pub(super) struct Function {
    /// Its body.
    pub(super) body: Rc<Command>,
    /// The text that the body is in.
    pub(super) script: Rc<Script>,
    /// Defined by the word `function`.
    pub(super) has_keyword: bool,
    /// The line, counted over all files, that the body was parsed with.
    pub(super) line: u32,
}

/// An alias.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// The text that takes its place.
    pub(super) text: Rc<str>,
    /// Where it was given.
    pub(super) place: Place,
    /// How many lines were parsed by then.
    pub(super) line: u32,
}

/// Options of `set` and `setopt` that a value can depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ShellOption {
    /// `set -a`
    AllExport,
    /// `set -e`
    ErrExit,
    /// `set -u`
    NoUnset,
    /// `set -f`
    NoGlob,
    /// zsh: start-up files are read.
    Rcs,
    /// zsh: a pattern without a match vanishes.
    NullGlob,
    /// zsh: a pattern without a match is an error.
    NoMatch,
    /// zsh: unquoted expansions are split.
    ShWordSplit,
    /// zsh: `typeset -x` in a function is not local.
    GlobalExport,
    /// One that nothing here but `$-` depends on.
    Letter(char),
}

/// An undecided test.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    /// Its text.
    pub(super) text: Rc<str>,
    /// How it most likely comes out.
    pub(super) likely: Option<bool>,
}

/// What changed in all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct StateChanges {
    variables: Changes<Rc<str>, Rc<Variable>>,
    functions: Changes<Rc<str>, Function>,
    options: Changes<ShellOption, bool>,
    aliases: Changes<Rc<str>, Alias>,
}

impl StateChanges {
    /// Makes a variable what it was before it was made local.
    pub(super) fn restore(&mut self, name: &str, before: Option<Rc<Variable>>) {
        if let Some(change) = self.variables.get_mut(name) {
            change.after = before;
        }
    }
}

/// What a shell remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The variables.
    pub(super) variables: Store<Rc<str>, Rc<Variable>>,
    /// The functions.
    pub(super) functions: Store<Rc<str>, Function>,
    /// The options that are on.
    pub(super) options: Store<ShellOption, bool>,
    /// The aliases.
    pub(super) aliases: Store<Rc<str>, Alias>,
}

impl State {
    /// Begins to remember changes.
    pub(super) fn mark(&mut self) {
        self.variables.mark();
        self.functions.mark();
        self.options.mark();
        self.aliases.mark();
    }

    /// How many marks are open.
    pub(super) fn level(&self) -> usize {
        self.variables.level()
    }

    /// Takes back what changed since the last mark.
    pub(super) fn lift(&mut self) -> StateChanges {
        StateChanges {
            variables: self.variables.lift(),
            functions: self.functions.lift(),
            options: self.options.lift(),
            aliases: self.aliases.lift(),
        }
    }

    /// Keeps what changed since the last mark.
    pub(super) fn keep(&mut self) {
        self.variables.keep();
        self.functions.keep();
        self.options.keep();
        self.aliases.keep();
    }

    /// What changed since the mark of a level.
    pub(super) fn changes_since(&self, level: usize) -> StateChanges {
        StateChanges {
            variables: self.variables.changes_since(level),
            functions: self.functions.changes_since(level),
            options: self.options.changes_since(level),
            aliases: self.aliases.changes_since(level),
        }
    }

    /// Makes lifted changes again.
    pub(super) fn apply(&mut self, changes: &StateChanges) {
        self.variables.apply(&changes.variables);
        self.functions.apply(&changes.functions);
        self.options.apply(&changes.options);
        self.aliases.apply(&changes.aliases);
    }

    /// Lays the walk where a test held and the one where it did not over each other.
    pub(super) fn overlay(&mut self, held: &StateChanges, other: &StateChanges, condition: &Condition) {
        let prefers_held = condition.likely != Some(false);
        self.variables.overlay(&held.variables, &other.variables, |base, held, other| {
            merge(base, held, other, condition)
        });
        // A function that one branch defines is there as far as this reader is concerned.
        self.functions.overlay(&held.functions, &other.functions, |_, held, other| {
            if prefers_held { held.or(other).cloned() } else { other.or(held).cloned() }
        });
        self.aliases.overlay(&held.aliases, &other.aliases, |_, held, other| held.or(other).cloned());
        self.options.overlay(&held.options, &other.options, |base, held, other| {
            let chosen = if condition.likely.is_none() && held == base { other } else { held };
            if prefers_held { chosen.copied() } else { other.copied() }
        });
    }
}

/// The ways a variable could come out that are kept. More help nobody.
pub(super) const MAX_WAYS: usize = 8;

/// A variable after an undecided test: the value it has if the test held (or if it came out the likely way),
/// with the other one beside it.
fn merge(
    base: Option<&Rc<Variable>>,
    held: Option<&Rc<Variable>>,
    other: Option<&Rc<Variable>>,
    condition: &Condition,
) -> Option<Rc<Variable>> {
    let same = |one: Option<&Rc<Variable>>, two: Option<&Rc<Variable>>| match (one, two) {
        (Some(one), Some(two)) => Rc::ptr_eq(one, two),
        (None, None) => true,
        _ => false,
    };
    let takes_held = match condition.likely {
        Some(likely) => likely,
        None => !same(held, base) || same(other, base),
    };
    let (chosen, rest) = if takes_held { (held, other) } else { (other, held) };
    let absent = Rc::new(Variable::nothing());
    let (chosen, rest) = (chosen.unwrap_or(&absent), rest.unwrap_or(&absent));
    if chosen.is_same_to_programs(rest) {
        let knowledge = chosen.knowledge.and(&rest.knowledge);
        return Some(Rc::new(Variable { knowledge, ..(**chosen).clone() }));
    }
    let mut merged = (**chosen).clone();
    merged.knowledge = merged.knowledge.and(&Knowledge::Conditional(condition.text.clone()));
    if rest.is_untold() && condition.likely.is_none() {
        // One of the ways is anybody's guess, and no test says which way it goes.
        merged.knowledge = rest.overall();
    }
    let own = chosen.as_way();
    for way in std::iter::once(rest.as_way()).chain(rest.ways.iter().cloned()) {
        let is_new = !own.is_like(&way) && !merged.ways.iter().any(|known| known.is_like(&way));
        if is_new && merged.ways.len() < MAX_WAYS {
            merged.ways.push(way);
        }
    }
    Some(Rc::new(merged))
}
