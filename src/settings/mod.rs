//! Layers in, the effective settings with their origins out.

mod go_in_use;
mod layers;
pub mod locations;
mod resolve;
mod scenario;
mod setting;

pub use go_in_use::{GoInUse, VersionFrom};
pub use layers::{Layers, Override};
pub use locations::System;
pub use resolve::resolve;
pub use scenario::{Scenario, ScenarioOrigin};
pub use setting::{Setting, Settings, ShadowReason, Shadowed};
