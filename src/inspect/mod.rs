//! The door to everything that can be found out: a plain [`Request`] in; scenarios, the project around a
//! directory, facts, decisions and findings out.
//!
//! An [`Inspection`] is one run. It reads the scenarios that were asked for, each file once, and answers
//! under the first of them: [`Inspection::project`] is what is around the directory,
//! [`Inspection::decisions`] what go decides about modules there, [`Inspection::findings`] what the rules
//! say. A [`Repository`] looks at all module files below the directory. Nothing here prints, asks a
//! server or starts a program.

mod answers;
mod brief;
pub mod contexts;
mod decisions;
mod error;
mod inspection;
mod log;
mod machine_facts;
mod module_file;
mod preconditions;
mod process;
mod project_config;
mod project_facts;
mod project_view;
mod repository;
mod repository_root;
mod request;
mod run_context;
mod scenario;
mod subjects;
mod suppressions;
mod trace;
mod unreadable;
mod walk;

pub use answers::LocalAnswers;
pub use brief::{BriefDecider, BriefDecision, DecidedBy};
pub use decisions::ModuleDecisions;
pub use error::InspectError;
pub use inspection::Inspection;
pub(crate) use log::{known_from_log, known_here};
pub use module_file::{ModuleFile, is_cached};
pub use process::Process;
pub use project_config::ProjectConfig;
pub use project_view::ProjectView;
pub use repository::Repository;
pub use repository_root::RepositoryRoot;
pub use request::{Contexts, PolicyFile, Request, ScenarioRequest};
pub use subjects::{Subject, remarks};
pub use trace::{Step, Trace};

pub use crate::settings::{GoInUse, Scenario, ScenarioOrigin, VersionFrom};
