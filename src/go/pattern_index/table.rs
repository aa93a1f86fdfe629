//! One hash table for all edges that are found by literal text.
//!
//! It is filled once from the list and only read afterwards, so module paths, which may come from
//! anywhere, cannot crowd it.

use std::collections::BTreeMap;

use super::edge::{Edge, NodeId};

/// Which part of an element the literal text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Literal,
    Head,
    Tail,
}

type Scope = u64;

fn scope(node: NodeId, kind: Kind) -> Scope {
    u64::from(node) << 2 | kind as u64
}

/// Collects edges.
#[derive(Default)]
pub(super) struct TableBuilder {
    entries: BTreeMap<(Scope, Vec<u8>), Vec<Edge>>,
}

/// Open addressing over a power of two of slots, at most half of them taken.
#[derive(Debug, Clone)]
pub(super) struct Table {
    slots: Vec<Option<Slot>>,
    entries: Vec<LiteralEdges>,
    mask: usize,
}

/// Part of the hash, to pass over most strangers without a look at their text.
#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    entry: u32,
}

#[derive(Debug, Clone)]
struct LiteralEdges {
    scope: Scope,
    text: Vec<u8>,
    edges: Vec<Edge>,
}

impl TableBuilder {
    pub(super) fn add(&mut self, node: NodeId, kind: Kind, text: &str, edge: Edge) {
        self.entries.entry((scope(node, kind), text.as_bytes().to_vec())).or_default().push(edge);
    }

    pub(super) fn finish(self) -> Table {
        let size = (self.entries.len() * 2).next_power_of_two().max(2);
        let mut table = Table { slots: vec![None; size], entries: Vec::new(), mask: size - 1 };
        for ((scope, text), edges) in self.entries {
            table.insert(LiteralEdges { scope, text, edges });
        }
        table
    }
}

impl Table {
    fn insert(&mut self, entry: LiteralEdges) {
        let hash = hash(entry.scope, &entry.text);
        let slot = Slot { tag: tag(hash), entry: self.entries.len() as u32 };
        let vacant = self.places(hash).find(|&place| matches!(self.slots.get(place), Some(None)));
        if let Some(place) = vacant.and_then(|place| self.slots.get_mut(place)) {
            *place = Some(slot);
        }
        self.entries.push(entry);
    }

    /// The edges below `node` that this text leads along.
    pub(super) fn get(&self, node: NodeId, kind: Kind, text: &[u8]) -> &[Edge] {
        let scope = scope(node, kind);
        let hash = hash(scope, text);
        for place in self.places(hash) {
            let Some(Some(slot)) = self.slots.get(place) else { break };
            let entry = self.entries.get(slot.entry as usize).filter(|_| slot.tag == tag(hash));
            if let Some(entry) = entry.filter(|entry| entry.scope == scope && entry.text == text) {
                return &entry.edges;
            }
        }
        &[]
    }

    /// The slots to look at, in turn.
    fn places(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let (start, mask) = (hash as usize, self.mask);
        (0..=mask).map(move |step| start.wrapping_add(step) & mask)
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Eight bytes a step; an odd constant spreads them and the shift brings the high half down.
fn hash(scope: Scope, text: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |state: u64, word: u64| {
        let mixed = (state ^ word).wrapping_mul(SPREAD);
        mixed ^ mixed >> 32
    };
    let (words, rest) = text.as_chunks::<8>();
    let state = words
        .iter()
        .fold(scope ^ (text.len() as u64) << 40, |state, word| step(state, u64::from_le_bytes(*word)));
    step(state, rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)))
}
