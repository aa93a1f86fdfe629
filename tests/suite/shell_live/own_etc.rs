//! A mount namespace in which `/etc` holds start-up files of our own, so that system-wide files can be
//! generated too and the machine's own do not disturb.
//!
//! The test program starts itself once more inside. Where the machine does not permit that (no `unshare`,
//! no right to mount), the shells read the machine's own `/etc`, and so does our binary.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set inside; the value is the directory that stands for `/etc` there.
const INSIDE: &str = "GOENV_DOCTOR_SHELL_ETC";

/// What is generated, or left out, in place of the machine's own.
const START_UP: &[&str] = &[
    "profile",
    "profile.d",
    "bash.bashrc",
    "bashrc",
    "zsh",
    "zshenv",
    "zprofile",
    "zshrc",
    "zlogin",
    "fish",
    "csh.cshrc",
    "csh.login",
    "csh.logout",
    "csh",
    "ksh.kshrc",
    "mkshrc",
    "environment",
];

/// The directory whose files are `/etc`'s here; `None`: `/etc` is the machine's own.
pub(crate) fn own_etc() -> Option<PathBuf> {
    std::env::var_os(INSIDE).map(PathBuf::from)
}

/// Runs the test `name` of this program once more, inside; true: that was done, and it passed. False: the
/// machine does not permit it. Panics where the test failed inside.
pub(crate) fn runs_inside(name: &str) -> bool {
    let scratch = tempfile::tempdir().unwrap();
    let (real, own) = (scratch.path().join("real"), scratch.path().join("etc"));
    fs::create_dir(&real).unwrap();
    fs::create_dir(&own).unwrap();
    let Ok(entries) = fs::read_dir("/etc") else { return false };
    for entry in entries.flatten() {
        if !START_UP.iter().any(|name| entry.file_name() == OsStr::new(name)) {
            symlink(real.join(entry.file_name()), own.join(entry.file_name())).unwrap();
        }
    }
    if !enter(&real, &own, Path::new("true")).status().is_ok_and(|status| status.success()) {
        return false;
    }
    let mut again = enter(&real, &own, &std::env::current_exe().unwrap());
    again.args(["--exact", name, "--nocapture"]).env(INSIDE, &own);
    assert!(again.status().unwrap().success(), "{name} failed with an /etc of its own");
    true
}

/// A command that starts a program where `/etc` is `own`, and the machine's own is `real`.
fn enter(real: &Path, own: &Path, program: &Path) -> Command {
    const MOUNT: &str = "mount --bind /etc \"$1\" && mount --bind \"$2\" /etc && shift 2 && exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", MOUNT, "sh"]).args([real, own, program]);
    command.stderr(std::process::Stdio::inherit());
    command
}

/// Removes every start-up file of an `/etc` of our own.
pub(crate) fn clear(own: &Path) {
    for name in START_UP {
        let path = own.join(name);
        match path.symlink_metadata() {
            Ok(data) if data.is_dir() => fs::remove_dir_all(path).unwrap(),
            Ok(_) => fs::remove_file(path).unwrap(),
            Err(_) => {}
        }
    }
}
