//! Layers in, the effective settings with their origins out.

mod layers;
pub mod locations;
mod resolve;
mod setting;

pub use layers::{Layers, Override};
pub use locations::System;
pub use resolve::resolve;
pub use setting::{Setting, Settings, ShadowReason, Shadowed};
