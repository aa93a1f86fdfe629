//! The entries that a lookup is tried at.

use super::super::proxy_list::ProxyEntry;

/// An entry of the list as go walks it: those of GOPROXY, before them the hidden one for private
/// modules.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// The hidden entry: the origin, for modules that GONOPROXY matches.
    NoProxy,
    /// An entry of GOPROXY.
    Listed(ProxyEntry),
}
