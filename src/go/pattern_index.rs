//! Finds the first item of a pattern list that matches a path without trying them all.
//!
//! A tree over path elements. A literal element is found by its hash; an element with stars or
//! question marks by the hash of its literal beginning or end, whichever is longer. Items with `[`
//! or `\` cannot be taken apart at slashes, for a class may hold or match one: they are kept, whole, at
//! the node that their literal elements lead to.

mod affixes;
mod build;
mod edge;
mod table;
mod walk;
mod whole;

use affixes::Affixes;
use edge::{Edge, NodeId, Rank};
use table::Table;
use whole::Whole;

/// The index of one pattern list. Its size depends on the list alone.
#[derive(Debug, Clone)]
pub(super) struct PatternIndex {
    nodes: Vec<Node>,
    table: Table,
}

/// What is known once the elements that lead here have matched.
#[derive(Debug, Clone)]
struct Node {
    /// The first item that ends here.
    item: Rank,
    /// The first item that ends here or further down; nothing below can beat a lower one.
    lowest: Rank,
    /// Where `*` leads.
    any: Option<NodeId>,
    /// Whether any literal element leads on.
    literals: bool,
    heads: Affixes,
    tails: Affixes,
    /// Elements without a literal beginning or end.
    others: Vec<Edge>,
    /// Items to be matched against the path as a whole.
    whole: Vec<Whole>,
}
