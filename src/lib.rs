//! goenv-doctor explains where every Go setting comes from and what the go command will do with a
//! module: offline, without running anything, and exactly as the installed Go version would.
//!
//! The rooms of the house, in the direction in which data flows:
//!
//! - [`cli`]: one file a command, its arguments and its orchestration. The only room that knows all
//!   others.
//! - [`files`]: the files of one machine, each opened once: the only room that opens any; and places in
//!   their texts, as readers keep them and output shows them.
//! - [`source`]: text or process state in, assignments out: the process environment, the go/env file,
//!   `$GOROOT/go.env`, pasted `go env` output. The only room that knows formats.
//! - [`project`]: what is already there in the working directory: go.mod, go.sum, go.work, vendor, the
//!   module cache.
//! - [`settings`]: layers in, the effective settings with their origins and all they shadow out.
//! - [`go`]: what the go command does, as pure functions: lists, patterns, decisions, predictions, by
//!   version.
//! - [`audit`]: from a module graph to what is verified, who is contacted, and who learns which names.
//! - [`config`]: goenv-doctor.toml, what a project demands of its settings and says about findings.
//! - [`rules`]: what is wrong with that, for people: diagnostics with documentation and fixes.
//! - [`triage`]: from what a log says and what is known of the settings to the cause of a failure.
//! - [`report`]: one file an output format; decides nothing.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod audit;
pub mod cli;
pub mod config;
mod distance;
pub mod files;
pub mod go;
pub mod inspect;
pub mod project;
pub mod report;
pub mod rules;
pub mod settings;
pub mod source;
pub mod triage;
