//! What the value of a variable depends on.

use crate::go::GoVersion;
use crate::settings::layers::Layers;
use crate::settings::locations::System;

/// The layers, and what reads them.
pub(super) struct Resolver<'a> {
    pub(super) layers: &'a Layers,
    pub(super) version: GoVersion,
    pub(super) system: System,
}
