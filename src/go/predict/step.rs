//! The entries that a lookup is tried at.

use super::super::proxy_list::ProxyEntry;

/// An entry of the list as go walks it: those of GOPROXY, before them the hidden one for private
/// modules.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// The hidden entry: the origin, for modules that GONOPROXY matches.
    NoProxy,
    /// An entry of GOPROXY.
    Listed(&'a ProxyEntry),
}
