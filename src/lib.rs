//! goenv-doctor explains where every Go setting comes from and what the go command will do with a
//! module: offline, without running anything, and exactly as the installed Go version would.
//!
//! The door is [`inspect`]: a plain [`inspect::Request`] in, everything that can be found out of it. Whatever
//! a request leaves out is taken from this process and its disk; tests and other programs bring both along:
//!
//! ```
//! use goenv_doctor::files::{MemoryTree, SharedTree};
//! use goenv_doctor::inspect::{InspectError, Inspection, Process, Request};
//!
//! # fn main() -> Result<(), InspectError> {
//! let files = MemoryTree::default()
//!     .with_program("/usr/local/go/bin/go", "")
//!     .with_program("/usr/bin/git", "")
//!     .with("/usr/local/go/VERSION", "go1.27.3\n")
//!     .with("/usr/local/go/go.env", "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n")
//!     .with("/home/gopher/.config/go/env", "GOPRIVATE=corp.example.com\n")
//!     .with("/home/gopher/app/go.mod", "module example.com/app\n\ngo 1.27\n");
//! let environment = [("HOME", "/home/gopher"), ("PATH", "/usr/local/go/bin:/usr/bin")];
//! let inspection = Inspection::new(Request {
//!     tree: SharedTree::new(files),
//!     process: Process::with(&environment, "/home/gopher/app"),
//!     ..Request::default()
//! })?;
//!
//! let project = inspection.project();
//! let modules = ["corp.example.com/team/lib", "golang.org/x/net"].map(String::from);
//! let subjects = inspection.subjects(&modules, true, &project)?;
//! let decisions = inspection.decisions(&subjects, &project);
//! let verdicts = decisions.iter().map(|module| {
//!     let path = &module.subject.request.path;
//!     format!("{path}: {:?}, {:?}", module.checksum.verdict, module.download.verdict)
//! });
//! assert_eq!(
//!     verdicts.collect::<Vec<_>>(),
//!     ["corp.example.com/team/lib: Skip, Direct", "golang.org/x/net: Verify, Proxy"]
//! );
//! assert_eq!(inspection.scenario.settings.value("GONOSUMDB"), "corp.example.com");
//! assert!(inspection.findings(&project, &modules)?.is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! The rooms of the house, in the direction in which data flows:
//!
//! - [`cli`]: one file a command: its arguments, its orchestration, the choice of an output. The only room
//!   that knows all others.
//! - [`inspect`]: from a request to scenarios, the project around a directory, facts, decisions and findings.
//! - [`files`]: the files of one machine, each opened once: the only room that opens any; and places in
//!   their texts, as readers keep them and output shows them.
//! - [`source`]: text or process state in, assignments out: the process environment, the go/env file,
//!   `$GOROOT/go.env`, pasted `go env` output. The only room that knows formats.
//! - [`project`]: what is already there in the working directory: go.mod, go.sum, go.work, vendor, the
//!   module cache.
//! - [`settings`]: layers in, the effective settings with their origins and all they shadow out; a
//!   [`settings::Scenario`] is one go command with its settings.
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
