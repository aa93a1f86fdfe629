//! What is already there in the working directory: go.mod, go.sum, go.work, vendor, module cache.
//!
//! Everything is a pure reader over text; only [`discover()`], [`files`] and [`module_cache`] touch the disk.

mod directives;
pub mod discover;
pub mod files;
pub mod findings;
pub mod go_mod;
pub mod go_sum;
pub mod go_work;
mod lexer;
pub mod module_cache;
pub mod problem;
pub mod providers;
pub mod replace;
pub mod retract;
mod syntax;
mod unquote;
pub mod vendor;
mod version_line;

pub use discover::{MainModule, Project, Surroundings, discover};
pub use findings::Finding;
pub use go_mod::{GoMod, Reading};
pub use go_sum::{GoSum, ModuleSums, Presence};
pub use go_work::GoWork;
pub use problem::{GoModError, GoModErrors};
