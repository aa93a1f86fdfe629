//! The door to everything that can be found out: a [`Request`] in; settings, project, facts, decisions
//! and findings out.

pub mod contexts;
pub mod decisions;
pub mod error;
pub mod facts;
pub mod findings;
mod go_in_use;
pub mod graph;
pub mod machine;
pub mod preconditions;
pub mod project_config;
mod project_facts;
pub mod project_view;
pub mod request;
pub mod subjects;
pub mod trace;
mod unreadable;
pub mod walk;

pub use error::InspectError;
pub use go_in_use::{GoInUse, VersionFrom};
pub use request::Request;
