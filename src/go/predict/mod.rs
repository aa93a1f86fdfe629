//! The contacts that go would make for one module, and how the run would end, under assumed answers.
//!
//! Mirrors `go mod download PATH@VERSION`: `cmd/go/internal/modcmd.runDownload` over
//! `modload.ListModules` and `modfetch`.

mod address;
mod answers;
mod assumed;
mod command;
mod contact;
mod context;
mod fetch;
mod get;
mod halt;
mod lines;
mod module;
mod prediction;
mod query;
mod run;
mod selection;
mod status;
mod step;
mod sumdb;
mod upgrade;
mod walk;

pub use answers::{Answer, Answers, AssumeError, Assumptions};
pub use assumed::{ASSUMED_VERSION, assumed_version};
pub use contact::{Contact, Purpose};
pub use context::{Cached, Context, Hashes, Request};
pub use lines::{Exclusions, Replacement, Replacements};
pub use prediction::{Outcome, Prediction};
