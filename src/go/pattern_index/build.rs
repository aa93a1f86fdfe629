//! Builds the tree.

use std::collections::HashMap;

use super::affixes::Affixes;
use super::edge::{Edge, NONE, NodeId, ROOT, Rank};
use super::table::{Kind, TableBuilder};
use super::whole::Whole;
use super::{Node, PatternIndex};
use crate::go::glob::Glob;

/// Takes the items of a list in their order.
pub(in crate::go) struct Builder {
    nodes: Vec<Node>,
    children: HashMap<(NodeId, String), NodeId>,
    affixes: HashMap<(NodeId, Kind), Vec<Vec<u8>>>,
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
        let (Some((head, _)), Some((_, tail))) = (element.split_once(wild), element.rsplit_once(wild)) else {
            return Shape::Literal;
        };
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
        Builder {
            nodes: vec![Node::new(0)],
            children: HashMap::new(),
            affixes: HashMap::new(),
            table: TableBuilder::default(),
        }
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

    pub(in crate::go) fn finish(mut self) -> PatternIndex {
        for ((node, kind), texts) in self.affixes {
            let Some(node) = self.nodes.get_mut(node as usize) else { continue };
            let affixes = Affixes::new(kind, &texts);
            if kind == Kind::Tail { node.tails = affixes } else { node.heads = affixes }
        }
        PatternIndex { nodes: self.nodes, table: self.table.finish() }
    }

    fn insert_elements(&mut self, rank: Rank, pattern: &str) {
        let end = pattern.split('/').fold(ROOT, |node, element| self.child(node, element, rank));
        if let Some(node) = self.nodes.get_mut(end as usize) {
            node.item = node.item.min(rank);
        }
    }

    /// Hangs the item on the node that the literal elements at its beginning lead to. Not further
    /// than to a literal star or question mark, which the tree would take for a wild one.
    fn insert_whole(&mut self, rank: Rank, pattern: &str, glob: Glob) {
        let (mut id, mut known) = (ROOT, 0);
        let head = String::from_utf8_lossy(glob.head()).into_owned();
        let elements = head.rsplit_once('/').map(|(elements, _)| elements);
        for element in elements.into_iter().flat_map(|elements| elements.split('/')) {
            if element.contains(['*', '?']) {
                break;
            }
            id = self.child(id, element, rank);
            known += element.len() + 1;
        }
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.whole.push(Whole::new(rank, pattern, glob, known));
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
                self.add_affix(parent, Kind::Head, text, edge);
            }
            Shape::Tail(text) => {
                self.add_affix(parent, Kind::Tail, text, edge);
            }
        }
    }

    fn add_affix(&mut self, parent: NodeId, kind: Kind, text: &str, edge: Edge) {
        self.affixes.entry((parent, kind)).or_default().push(text.as_bytes().to_vec());
        self.table.add(parent, kind, text, edge);
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
