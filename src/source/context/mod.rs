//! The contexts in which one user's programs are started, and what each of them would find: a login
//! shell, a new terminal, a script, cron, a desktop program, a command over ssh, sudo.
//!
//! Source for who reads what: the shells' manuals, pam_env(8), environment.d(5), crontab(5), sudoers(5), each
//! checked on the real program.

mod attribution;
mod directory;
mod kind;
mod login_files;
mod overlay;
mod pam_service;
mod reasons;
mod session;
mod survey;
mod user;

pub use attribution::{Attribution, Disagreement, Dissenter};
pub use directory::{Directory, DirectoryContext, DirectoryKind};
pub use kind::ContextKind;
pub use login_files::HiddenFile;
pub use reasons::Reason;
pub use session::IgnoredLine;
pub use survey::{ForeignShell, Survey, UserContext};
pub use user::User;
