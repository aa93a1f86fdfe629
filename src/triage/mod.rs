//! From what a log says and what is known of the settings to the causes, best first.
//!
//! The failure classes are data: `class` holds the wordings of one class, what weighs for and
//! against it, and what to do about it; `families` has one file a family. A statement of the log is
//! compared with the wordings (`index`), what it names is compared with the settings (`known`), and
//! `weigh` makes a number of both. Nothing is guessed: an error that no class knows stays unknown.

mod case;
mod class;
mod families;
mod fix;
mod hosts;
mod index;
mod known;
mod observe;
mod observed;
mod rank;
mod suspect;
mod trouble;
mod weigh;
mod wording;
mod words;

pub(crate) use known::{Finding, Known};
pub(crate) use observe::Observer;
pub(crate) use observed::Observed;
pub(crate) use rank::{Cause, Diagnosis, diagnose};
pub use weigh::Source;
