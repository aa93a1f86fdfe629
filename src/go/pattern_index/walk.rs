//! Walks a path down the tree.

use super::PatternIndex;
use super::edge::{Edge, NONE, NodeId, ROOT, Rank};
use super::table::Kind;

/// A node that was reached, and where in the path the next element begins.
#[derive(Clone, Copy)]
struct Step {
    node: NodeId,
    start: usize,
}

/// Steps still to be taken. More than a few at a time are rare, so they seldom need memory.
struct Pending {
    near: [Step; 4],
    count: usize,
    far: Vec<Step>,
}

impl Pending {
    fn new() -> Self {
        Self { near: [Step { node: ROOT, start: 0 }; 4], count: 1, far: Vec::new() }
    }

    fn push(&mut self, step: Step) {
        match self.near.get_mut(self.count) {
            Some(place) => {
                *place = step;
                self.count += 1;
            }
            None => self.far.push(step),
        }
    }

    fn pop(&mut self) -> Option<Step> {
        if let Some(step) = self.far.pop() {
            return Some(step);
        }
        self.count = self.count.checked_sub(1)?;
        self.near.get(self.count).copied()
    }
}

/// One walk: the path, the best item so far and what is left to do.
struct Walk<'w> {
    index: &'w PatternIndex,
    path: &'w [u8],
    best: Rank,
    pending: Pending,
}

impl PatternIndex {
    /// The place in the list of the first item that matches the path.
    pub(in crate::go) fn first(&self, path: &[u8]) -> Option<usize> {
        let mut walk = Walk { index: self, path, best: NONE, pending: Pending::new() };
        while let Some(step) = walk.pending.pop() {
            walk.take(step);
        }
        (walk.best != NONE).then_some(walk.best as usize)
    }
}

impl Walk<'_> {
    fn take(&mut self, step: Step) {
        let index = self.index;
        let Some(node) = index.nodes.get(step.node as usize).filter(|node| node.lowest < self.best) else {
            return;
        };
        let Some(rest) = self.path.get(step.start..) else { return };
        for whole in &node.whole {
            if whole.rank < self.best && whole.matches(self.path, rest) {
                self.best = whole.rank;
            }
        }
        let end = rest.iter().position(|&byte| byte == b'/');
        let (element, _) = rest.split_at(end.unwrap_or(rest.len()));
        let next = end.map(|end| step.start + end + 1);
        if node.literals {
            self.follow(index.table.get(step.node, Kind::Literal, element), element, next);
        }
        for (kind, affixes) in [(Kind::Tail, &node.tails), (Kind::Head, &node.heads)] {
            for text in affixes.candidates(kind, element) {
                self.follow(index.table.get(step.node, kind, text), element, next);
            }
        }
        self.follow(&node.others, element, next);
        if let Some(any) = node.any {
            self.reach(any, next);
        }
    }

    /// Goes along those edges whose checks the element passes.
    fn follow(&mut self, edges: &[Edge], element: &[u8], next: Option<usize>) {
        for edge in edges {
            if edge.check.as_ref().is_none_or(|glob| glob.matches_bytes(element)) {
                self.reach(edge.to, next);
            }
        }
    }

    /// Notes the item that ends at a node, and the node itself if the path goes on.
    fn reach(&mut self, id: NodeId, next: Option<usize>) {
        let index = self.index;
        let Some(node) = index.nodes.get(id as usize) else { return };
        self.best = self.best.min(node.item);
        if let Some(start) = next.filter(|_| node.lowest < self.best) {
            self.pending.push(Step { node: id, start });
        }
    }
}
