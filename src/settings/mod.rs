//! Layers in, the effective settings with their origins out.

pub mod catalog;
pub mod locations;
mod resolve;
mod setting;

pub use locations::System;
pub use resolve::{Layers, Override, resolve};
pub use setting::{Setting, Settings, ShadowReason, Shadowed};
