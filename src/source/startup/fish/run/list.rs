//! Lists of statements, and what `and`, `or`, `&&` and `||` link.

use std::sync::Arc;

use super::undecided::Sequence;
use crate::source::startup::fish::flow::Flow;
use crate::source::startup::fish::script::Script;
use crate::source::startup::fish::shell::Shell;
use crate::source::startup::fish::syntax::{Conjunction, Link, Parser, Pipeline};

/// The undecided statuses of one chain whose two ways are followed to its end. Of others, the ways meet
/// again at once.
const MAX_SPLITS: u32 = 4;

impl Shell<'_> {
    /// Runs the statements of a block.
    pub(super) fn run_list(&mut self, script: &Arc<Script>, list: &[Conjunction]) -> Flow {
        let mut sequence = Sequence::default();
        let mut rest = list;
        while !rest.is_empty() {
            let linked = rest.iter().skip(1).take_while(|next| next.decorator.is_some()).count();
            let (chain, after) = rest.split_at_checked(linked + 1).unwrap_or((rest, &[]));
            rest = after;
            if !self.step(&mut sequence, |shell| shell.run_chain(script, chain, MAX_SPLITS)) {
                break;
            }
        }
        self.finish(sequence)
    }

    /// Runs the statements of a file that is known to parse. They are parsed anew, one by one: a file can
    /// have more of them than should be kept.
    pub(super) fn run_text(&mut self, script: &Arc<Script>) -> Flow {
        let mut sequence = Sequence::default();
        let mut parser = Parser::new(&script.text);
        let mut next = parser.statement().ok().flatten();
        while let Some(first) = next {
            let mut chain = vec![first];
            next = parser.statement().ok().flatten();
            while let Some(linked) = next.take_if(|next| next.decorator.is_some()) {
                chain.push(linked);
                next = parser.statement().ok().flatten();
            }
            if !self.step(&mut sequence, |shell| shell.run_chain(script, &chain, MAX_SPLITS)) {
                break;
            }
        }
        self.finish(sequence)
    }

    /// Runs conjunctions that `and` and `or` link.
    pub(super) fn run_chain(&mut self, script: &Arc<Script>, chain: &[Conjunction], splits: u32) -> Flow {
        match chain {
            [only] if only.decorator.is_none() => self.run_conjunction(script, only, splits),
            _ => {
                let links: Vec<Linked<'_>> =
                    chain.iter().map(|next| (next.decorator, Item::Conjunction(next))).collect();
                self.run_links(script, &links, splits)
            }
        }
    }

    fn run_conjunction(&mut self, script: &Arc<Script>, conjunction: &Conjunction, splits: u32) -> Flow {
        if conjunction.rest.is_empty() {
            return self.run_pipeline(script, &conjunction.first);
        }
        let first = std::iter::once((None, Item::Pipeline(&conjunction.first)));
        let rest = conjunction.rest.iter().map(|(link, next)| (Some(*link), Item::Pipeline(next)));
        let links: Vec<Linked<'_>> = first.chain(rest).collect();
        self.run_links(script, &links, splits)
    }

    /// Runs each item if the status before lets it. Where that is not known, both ways are followed to the
    /// end of the links while `splits` lasts, and to the next item from then on.
    fn run_links(&mut self, script: &Arc<Script>, links: &[Linked<'_>], splits: u32) -> Flow {
        let mut sequence = Sequence::default();
        let mut rest = links;
        while let Some(((link, item), after)) = rest.split_first() {
            rest = after;
            match (*link, link.map_or(Some(true), |link| self.runs(link))) {
                (_, Some(false)) => continue,
                (Some(link), None) => {
                    let tail = if splits > 0 { std::mem::take(&mut rest) } else { &[] };
                    let left = splits.saturating_sub(1);
                    let run = |shell: &mut Self| {
                        let mut inner = Sequence::default();
                        if shell.step(&mut inner, |shell| shell.run_item(script, item, left)) {
                            shell.step(&mut inner, |shell| shell.run_links(script, tail, left));
                        }
                        shell.finish(inner)
                    };
                    let skip = |shell: &mut Self| shell.run_links(script, tail, left);
                    if !self.step(&mut sequence, |shell| shell.branch(link, run, skip)) {
                        break;
                    }
                }
                _ => {
                    if !self.step(&mut sequence, |shell| shell.run_item(script, item, splits)) {
                        break;
                    }
                }
            }
        }
        self.finish(sequence)
    }

    fn run_item(&mut self, script: &Arc<Script>, item: &Item<'_>, splits: u32) -> Flow {
        match item {
            Item::Conjunction(conjunction) => self.run_conjunction(script, conjunction, splits),
            Item::Pipeline(pipeline) => self.run_pipeline(script, pipeline),
        }
    }
}

/// Something that is linked to what stands before it.
enum Item<'s> {
    Conjunction(&'s Conjunction),
    Pipeline(&'s Pipeline),
}

/// What links an item to those before, and the item.
type Linked<'s> = (Option<Link>, Item<'s>);
