//! The names of items and nodes, and the ways between nodes.

use crate::go::glob::Glob;

/// Position of an item in its list. Lower wins.
pub(super) type Rank = u32;
/// No item.
pub(super) const NONE: Rank = Rank::MAX;
/// Position of a node in the tree's list of nodes.
pub(super) type NodeId = u32;
pub(super) const ROOT: NodeId = 0;

/// A way to a node.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    /// What the element must match too; nothing if finding the edge was proof enough.
    pub(super) check: Option<Glob>,
    /// The node that it leads to.
    pub(super) to: NodeId,
}
