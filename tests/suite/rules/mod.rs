//! The rules: what draws them, what does not, where the carets stand and what the fix is.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod corpus;
mod dialects;
mod docs;
mod environments;
mod fixes;
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
