//! What is already there in the working directory: go.mod, go.sum, go.work, vendor, module cache.
//!
//! Everything is a pure reader over text; only [`discover()`], [`Sums`] and [`module_cache`] look at files,
//! through a [`Tree`](crate::files::Tree).

mod directives;
pub mod discover;
pub mod findings;
pub mod git_index;
pub mod go_mod;
pub mod go_sum;
pub mod go_work;
mod lexer;
pub mod module_cache;
pub mod problem;
pub mod providers;
pub mod replace;
pub mod retract;
pub mod sums;
mod syntax;
mod unquote;
pub mod vendor;
mod version_line;

pub use discover::{MainModule, Project, Surroundings, discover};
pub use findings::Finding;
pub use go_mod::{GoMod, Reading};
pub use go_sum::{HashKinds, Presence};
pub use go_work::GoWork;
pub use problem::{GoModError, GoModErrors};
pub use sums::{SumModule, SumProblem, Sums};
