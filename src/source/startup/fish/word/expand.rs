//! One word from stage to stage.

use std::rc::Rc;

use super::braces::expand_braces;
use super::glob::expand_wildcards;
use super::unescape::unescape;
use super::unit::{Unit, characters};
use super::variables::expand_variables;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::script::{Script, Spot, excerpt};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::Word;
use crate::source::startup::fish::value::Argument;

/// Why a word gives no arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// fish refuses it: the command does not run and this is its status.
    Refused(i32),
    /// A wildcard that no file matches.
    NoMatch,
    /// Only running it would tell; the text that would have to run.
    Unknown(Rc<str>),
    /// It grows beyond what this reader follows.
    TooLarge,
}

/// The words that one word became on its way, and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Each word, and where it was written if that is not where the word stands.
    pub(super) words: Vec<(Vec<Unit>, Option<Spot>)>,
    /// How sure they are.
    pub(super) knowledge: Knowledge,
    /// A variable's value is part of them.
    pub(super) is_computed: bool,
    /// What they took so far, in units.
    size: usize,
}

/// What one word may grow to, in units over all its stages, and in words.
const LARGEST: usize = 2_000_000;
const MOST_WORDS: usize = 20_000;

impl Drafts {
    /// Adds a word.
    ///
    /// # Errors
    /// They grow beyond what this reader follows.
    pub(super) fn push(&mut self, units: Vec<Unit>, spot: Option<Spot>) -> Result<(), Failure> {
        self.charge(units.len())?;
        if self.words.len() >= MOST_WORDS {
            return Err(Failure::TooLarge);
        }
        self.words.push((units, spot));
        Ok(())
    }

    /// Counts units that were written.
    ///
    /// # Errors
    /// They grow beyond what this reader follows.
    pub(super) fn charge(&mut self, units: usize) -> Result<(), Failure> {
        self.size = self.size.saturating_add(units);
        if self.size > LARGEST { Err(Failure::TooLarge) } else { Ok(()) }
    }
}

impl Shell<'_> {
    /// The arguments that a word stands for; unknown ones are one argument that says so.
    ///
    /// # Errors
    /// fish refuses the word, or no file matches its wildcards.
    pub(crate) fn expand(&mut self, script: &Script, word: &Word) -> Result<Vec<Argument>, Failure> {
        let text = script.slice(word.start, word.end);
        let spot = spot_of(script, word);
        if is_plain(text) {
            self.budget.spend_characters(text.len());
            return Ok(vec![Argument {
                text: text.into(),
                spot,
                knowledge: Knowledge::Certain,
                is_computed: false,
                is_missing: false,
            }]);
        }
        let mut drafts = Drafts::default();
        match (self.expand_units(script, word, text, &mut drafts), &drafts.knowledge) {
            (Ok(()), _) => Ok(self.arguments_of(drafts, spot)),
            (Err(Failure::Unknown(why)), _) => Ok(vec![unknown(spot, why)]),
            (Err(Failure::TooLarge), _) => {
                self.remark_limit(spot, "a word grows too large");
                Ok(vec![unknown(spot, excerpt(text))])
            }
            (Err(failure), Knowledge::Certain) => Err(failure),
            // It is refused if a test holds; nobody knows what it is if not.
            (Err(_), known) => {
                let (Knowledge::Conditional(why) | Knowledge::Unknown(why)) = known else {
                    return Ok(vec![]);
                };
                Ok(vec![unknown(spot, why.clone())])
            }
        }
    }

    fn expand_units(
        &mut self,
        script: &Script,
        word: &Word,
        text: &str,
        drafts: &mut Drafts,
    ) -> Result<(), Failure> {
        let Ok(unescaped) = unescape(text) else { return Ok(()) };
        if unescaped.is_lossy {
            return Err(Failure::Unknown(excerpt(text)));
        }
        let units = self.substitute(script, word, unescaped, &mut drafts.knowledge)?;
        drafts.charge(units.len())?;
        expand_variables(self, units, drafts)?;
        expand_braces(drafts)?;
        self.expand_home(drafts)?;
        expand_wildcards(self, text, drafts)
    }

    fn arguments_of(&mut self, drafts: Drafts, spot: Spot) -> Vec<Argument> {
        let Drafts { words, knowledge, is_computed, .. } = drafts;
        let arguments = words.iter().map(|(units, own)| Argument {
            text: characters(units).into(),
            spot: own.unwrap_or(spot),
            knowledge: knowledge.clone(),
            is_computed,
            is_missing: false,
        });
        let mut arguments: Vec<Argument> = arguments.collect();
        if arguments.is_empty() && !knowledge.is_certain() {
            arguments.push(Argument {
                text: "".into(),
                spot,
                knowledge,
                is_computed: true,
                is_missing: true,
            });
        }
        self.budget.spend_characters(arguments.iter().map(|argument| argument.text.len()).sum());
        arguments
    }
}

/// An argument that stands for any number of arguments.
pub(super) fn unknown(spot: Spot, why: Rc<str>) -> Argument {
    Argument {
        text: "".into(),
        spot,
        knowledge: Knowledge::Unknown(why),
        is_computed: true,
        is_missing: false,
    }
}

/// Where a word stands; its first line, if it has more.
pub(crate) fn spot_of(script: &Script, word: &Word) -> Spot {
    let spot = Spot { script: script.index, start: word.start, end: word.end };
    script.stands_at.unwrap_or_else(|| spot.first_line(script))
}

/// Whether a word stands for itself.
fn is_plain(text: &str) -> bool {
    let is_mark = |c: char| "~*?\\$\"'(){}[]%".contains(c);
    !text.is_empty() && !text.contains(is_mark)
}
