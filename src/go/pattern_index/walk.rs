//! Walks a path down the tree.

use super::table::Kind;
use super::{NONE, NodeId, PatternIndex, ROOT, Rank, Whole};

/// A node that was reached, and where in the path the next element begins.
#[derive(Clone, Copy)]
struct Step {
    node: NodeId,
    start: usize,
}

/// Steps still to be taken. More than a few at a time are rare, so they seldom need memory.
struct Pending {
    near: [Step; 8],
    count: usize,
    far: Vec<Step>,
}

impl Pending {
    fn new() -> Self {
        Self { near: [Step { node: ROOT, start: 0 }; 8], count: 1, far: Vec::new() }
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
        for whole in &node.whole {
            if whole.rank < self.best && whole.matches(self.path) {
                self.best = whole.rank;
            }
        }
        let Some(rest) = self.path.get(step.start..) else { return };
        let end = rest.iter().position(|&byte| byte == b'/');
        let (element, _) = rest.split_at(end.unwrap_or(rest.len()));
        let next = end.map(|end| step.start + end + 1);
        if node.literals {
            self.follow(step.node, Kind::Literal, element, element, next);
        }
        if node.tails.may_hold(element.last()) {
            for &length in node.tails.lengths.iter().take_while(|&&length| length <= element.len()) {
                let (_, tail) = element.split_at(element.len() - length);
                self.follow(step.node, Kind::Tail, tail, element, next);
            }
        }
        if node.heads.may_hold(element.first()) {
            for &length in node.heads.lengths.iter().take_while(|&&length| length <= element.len()) {
                let (head, _) = element.split_at(length);
                self.follow(step.node, Kind::Head, head, element, next);
            }
        }
        for edge in &node.others {
            if edge.check.as_ref().is_none_or(|glob| glob.matches_bytes(element)) {
                self.reach(edge.to, next);
            }
        }
        if let Some(any) = node.any {
            self.reach(any, next);
        }
    }

    /// Goes along the edges that the text finds, if the element passes their checks.
    fn follow(&mut self, node: NodeId, kind: Kind, text: &[u8], element: &[u8], next: Option<usize>) {
        let index = self.index;
        for edge in index.table.get(node, kind, text) {
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

impl Whole {
    /// Matches the first elements of the path, as many as the pattern has by its slashes.
    fn matches(&self, path: &[u8]) -> bool {
        path.starts_with(&self.head)
            && first_elements(path, self.slashes).is_some_and(|prefix| self.glob.matches_bytes(prefix))
    }
}

/// The path up to its slash number `slashes` + 1, or all of it if that many elements are just there.
fn first_elements(path: &[u8], slashes: usize) -> Option<&[u8]> {
    let mut ends = path.iter().enumerate().filter(|&(_, &byte)| byte == b'/').map(|(place, _)| place);
    for _ in 0..slashes {
        ends.next()?;
    }
    path.get(..ends.next().unwrap_or(path.len()))
}
