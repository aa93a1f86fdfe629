//! Builds the tree.

use std::collections::HashMap;

use super::table::{Kind, TableBuilder};
use super::{Affixes, Edge, NONE, Node, NodeId, PatternIndex, ROOT, Rank, Whole};
use crate::go::glob::Glob;

/// Takes the items of a list in their order.
pub(in crate::go) struct Builder {
    nodes: Vec<Node>,
    children: HashMap<(NodeId, String), NodeId>,
    table: TableBuilder,
}

/// How an element is found.
enum Shape<'e> {
    Any,
    Literal,
    Head(&'e str),
    Tail(&'e str),
    Other,
}

impl Shape<'_> {
    fn of(element: &str) -> Shape<'_> {
        let wild = ['*', '?'];
        let (Some(first), Some(last)) = (element.find(wild), element.rfind(wild)) else {
            return Shape::Literal;
        };
        let (head, tail) = (&element[..first], &element[last + 1..]);
        match (head.len(), tail.len()) {
            (0, 0) if element == "*" => Shape::Any,
            (0, 0) => Shape::Other,
            (head_length, tail_length) if head_length > tail_length => Shape::Head(head),
            _ => Shape::Tail(tail),
        }
    }

    /// Whether the shape says all: one star next to the literal part, and nothing else.
    fn is_whole(&self, element: &str) -> bool {
        match self {
            Shape::Any | Shape::Literal => true,
            Shape::Head(text) | Shape::Tail(text) => element.len() == text.len() + 1 && element.contains('*'),
            Shape::Other => false,
        }
    }
}

impl PatternIndex {
    /// An index to be filled.
    pub(in crate::go) fn builder() -> Builder {
        Builder { nodes: vec![Node::new(0)], children: HashMap::new(), table: TableBuilder::default() }
    }
}

impl Node {
    /// A node that an item of this rank is the first to need.
    fn new(rank: Rank) -> Self {
        Self {
            item: NONE,
            lowest: rank,
            any: None,
            literals: false,
            heads: Affixes::default(),
            tails: Affixes::default(),
            others: Vec::new(),
            whole: Vec::new(),
        }
    }
}

impl Builder {
    /// Adds the item at `place` of the list; places must rise. The glob is the compiled pattern.
    pub(in crate::go) fn insert(&mut self, place: usize, pattern: &str, glob: Glob) {
        let Ok(rank) = Rank::try_from(place) else { return };
        match pattern.find(['[', '\\']) {
            None => self.insert_elements(rank, pattern),
            Some(_) => self.insert_whole(rank, pattern, glob),
        }
    }

    pub(in crate::go) fn finish(self) -> PatternIndex {
        PatternIndex { nodes: self.nodes, table: self.table.finish() }
    }

    fn insert_elements(&mut self, rank: Rank, pattern: &str) {
        let end = pattern.split('/').fold(ROOT, |node, element| self.child(node, element, rank));
        if let Some(node) = self.nodes.get_mut(end as usize) {
            node.item = node.item.min(rank);
        }
    }

    fn insert_whole(&mut self, rank: Rank, pattern: &str, glob: Glob) {
        let literal = pattern.find(['*', '?', '[', '\\']).unwrap_or(pattern.len());
        let (head, _) = pattern.split_at(literal);
        let elements = head.rfind('/').map(|end| &head[..end]);
        let node = elements
            .into_iter()
            .flat_map(|elements| elements.split('/'))
            .fold(ROOT, |node, element| self.child(node, element, rank));
        let slashes = pattern.bytes().filter(|&byte| byte == b'/').count();
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.whole.push(Whole { rank, slashes, head: head.as_bytes().to_vec(), glob });
        }
    }

    /// The node that an element leads to, made if it is not there yet.
    fn child(&mut self, parent: NodeId, element: &str, rank: Rank) -> NodeId {
        let element = squeeze(element);
        if let Some(&child) = self.children.get(&(parent, element.clone())) {
            return child;
        }
        let child = self.nodes.len() as NodeId;
        self.nodes.push(Node::new(rank));
        self.link(parent, &element, child);
        self.children.insert((parent, element), child);
        child
    }

    fn link(&mut self, parent: NodeId, element: &str, to: NodeId) {
        let Some(node) = self.nodes.get_mut(parent as usize) else { return };
        let shape = Shape::of(element);
        // Elements hold neither `[` nor `\`, so they always compile.
        let check = if shape.is_whole(element) { None } else { Glob::new(element).ok() };
        let edge = Edge { check, to };
        match shape {
            Shape::Any => node.any = Some(to),
            Shape::Other => node.others.push(edge),
            Shape::Literal => {
                node.literals = true;
                self.table.add(parent, Kind::Literal, element, edge);
            }
            Shape::Head(text) => {
                node.heads.add(text.len(), text.bytes().next().unwrap_or_default());
                self.table.add(parent, Kind::Head, text, edge);
            }
            Shape::Tail(text) => {
                node.tails.add(text.len(), text.bytes().next_back().unwrap_or_default());
                self.table.add(parent, Kind::Tail, text, edge);
            }
        }
    }
}

/// Writes a run of stars as one; it means the same.
fn squeeze(element: &str) -> String {
    let mut squeezed = String::with_capacity(element.len());
    for c in element.chars() {
        if c != '*' || !squeezed.ends_with('*') {
            squeezed.push(c);
        }
    }
    squeezed
}
