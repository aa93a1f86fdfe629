//! From a module graph and the engine to what a build would do with it: which modules are verified, which
//! hosts are contacted, and who learns which names.
//!
//! Pure: what files hold comes in as plain values, and what is found is counted as it comes, so that memory
//! depends on the modules that go.mod files name and not on the length of go.sum.

mod auditor;
mod host;
mod module;
mod names;
mod seen;
mod tally;

pub use auditor::Auditor;
pub use host::{Contacted, Host, Role, Touch};
pub use module::{Listed, Module, Parts, Side, Sighting};
pub use names::{Example, Names};
pub use seen::SeenPaths;
pub use tally::{Counts, Exposure, HostUse, Learned, Tally};
