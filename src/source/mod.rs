//! Text or process state in, assignments out. The only room that knows formats.

mod assignment;
pub mod context;
pub mod direnv;
pub mod env_file;
pub(crate) mod error_log;
pub mod go_env_output;
pub mod goenv_file;
pub(crate) mod goroot;
pub mod ignore_comment;
pub(crate) mod lines;
pub(crate) mod mask;
pub mod netrc;
mod origin;
pub(crate) mod process;
pub mod session;
pub mod startup;
mod value;

pub use assignment::{Assignment, Certainty};
pub use origin::{Layer, Origin};
pub use value::Value;
