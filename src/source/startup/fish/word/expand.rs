//! One word from stage to stage.

use std::sync::Arc;

use super::braces::expand_braces;
use super::drafts::{Drafts, Failure};
use super::glob::expand_wildcards;
use super::unescape::unescape;
use super::unit::characters;
use super::variables::expand_variables;
use crate::source::startup::Knowledge;
use crate::source::startup::fish::script::{Script, Spot, excerpt};
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::Word;
use crate::source::startup::fish::value::Argument;

impl Shell<'_> {
    /// The arguments that a word stands for; unknown ones are one argument that says so.
    ///
    /// # Errors
    /// fish refuses the word, or no file matches its wildcards.
    pub(crate) fn expand(&mut self, script: &Script, word: &Word) -> Result<Vec<Argument>, Failure> {
        let text = script.slice(word.start, word.end);
        let spot = spot_of(script, word);
        if is_plain(text) {
            self.budget.spend_text(text.len());
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
        self.budget.spend_text(arguments.iter().map(|argument| argument.text.len()).sum());
        arguments
    }
}

/// An argument that stands for any number of arguments.
pub(super) fn unknown(spot: Spot, why: Arc<str>) -> Argument {
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
    script.spot_of_line(word.start, word.end)
}

/// Whether a word stands for itself.
fn is_plain(text: &str) -> bool {
    let is_mark = |c: char| "~*?\\$\"'(){}[]%".contains(c);
    !text.is_empty() && !text.contains(is_mark)
}
