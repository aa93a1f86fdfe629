//! The rules: what draws them, what does not, where the carets stand and what the fix is.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

#[path = "../recorded/mod.rs"]
mod recorded;
#[allow(dead_code, reason = "shared by test crates, each of which uses its own part")]
#[path = "../scene/mod.rs"]
mod scene;
#[path = "../support/mod.rs"]
mod support;

mod corpus;
mod dialects;
mod docs;
mod environments;
mod goproxy;
mod gosumdb;
mod messages;
mod modules;
mod patterns;
mod properties;
mod proxies;
mod registry;
mod silent;
mod sources;
mod toolchains;
