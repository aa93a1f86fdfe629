//! Which files each shell reads, in which order.
//!
//! Sources: the shells' manuals (bash(1) INVOCATION, zsh(1) STARTUP/SHUTDOWN FILES, dash(1), ksh(1), mksh(1)), each
//! checked on the real shell.

use super::dialect::Dialect;
use super::evaluate::{Evaluator, Flow, FrameKind};
use crate::source::startup::Start;

/// Reads the files.
pub(super) fn read(shell: &mut Evaluator<'_>, dialect: Dialect, start: &Start) {
    shell.framed(FrameKind::Shell, |shell| match dialect {
        Dialect::Bash => bash(shell, start),
        Dialect::Zsh => zsh(shell, start),
        Dialect::Dash | Dialect::Busybox => almquist(shell, start),
        Dialect::Ksh => korn(shell, start, ".kshrc", &["/etc/ksh.kshrc"]),
        Dialect::Mksh => korn(shell, start, ".mkshrc", &["/etc/mkshrc"]),
    });
}

fn bash(shell: &mut Evaluator<'_>, start: &Start) -> Flow {
    if start.mode.is_login() {
        let flow = shell.start_file("/etc/profile");
        if flow != Flow::Next {
            return flow;
        }
        let names = [".bash_profile", ".bash_login", ".profile"];
        let mut files = names.iter().map(|name| start.at_home(name));
        if let Some(file) = files.find(|file| shell.is_file(file)) {
            let flow = shell.start_file(&file);
            if flow != Flow::Next {
                return flow;
            }
        }
    } else if start.mode.is_interactive() {
        let flow = shell.start_file("/etc/bash.bashrc");
        if flow != Flow::Next {
            return flow;
        }
        return shell.start_file(&start.at_home(".bashrc"));
    } else if start.given("SSH_CLIENT").is_some() && start.given("SHLVL").is_none() {
        return by_sshd(shell, start);
    }
    if start.mode.is_interactive() {
        return Flow::Next;
    }
    // BASH_ENV may have been set by the profile.
    match shell.named_file("BASH_ENV") {
        Some(file) => shell.start_file(&file),
        None => Flow::Next,
    }
}

/// The Debian family and Fedora build bash so that it reads `~/.bashrc` when sshd starts it for a command.
fn by_sshd(shell: &mut Evaluator<'_>, start: &Start) -> Flow {
    let condition = "bash built to read ~/.bashrc for `ssh host command`";
    let flow = shell.start_file_if("/etc/bash.bashrc", condition);
    if flow != Flow::Next {
        return flow;
    }
    shell.start_file_if(&start.at_home(".bashrc"), condition)
}

fn zsh(shell: &mut Evaluator<'_>, start: &Start) -> Flow {
    let (login, interactive) = (start.mode.is_login(), start.mode.is_interactive());
    let wanted = [("zshenv", true), ("zprofile", login), ("zshrc", interactive), ("zlogin", login)];
    for (name, _) in wanted.into_iter().filter(|(_, is_wanted)| *is_wanted) {
        let system = if shell.has_directory("/etc/zsh") { "/etc/zsh" } else { "/etc" };
        let flow = shell.start_file(&format!("{system}/{name}"));
        if flow != Flow::Next {
            return flow;
        }
        if !shell.reads_start_files() {
            return Flow::Next;
        }
        // ZDOTDIR may be set by the file before.
        let directory = shell.named_directory("ZDOTDIR").unwrap_or_else(|| start.home().to_owned());
        let flow = shell.start_file(&format!("{}/.{name}", directory.trim_end_matches('/')));
        if flow != Flow::Next {
            return flow;
        }
        if !shell.reads_start_files() {
            return Flow::Next;
        }
    }
    Flow::Next
}

fn profiles(shell: &mut Evaluator<'_>, start: &Start) -> Flow {
    if !start.mode.is_login() {
        return Flow::Next;
    }
    let flow = shell.start_file("/etc/profile");
    if flow != Flow::Next {
        return flow;
    }
    shell.start_file(&start.at_home(".profile"))
}

fn almquist(shell: &mut Evaluator<'_>, start: &Start) -> Flow {
    let flow = profiles(shell, start);
    if flow != Flow::Next || !start.mode.is_interactive() {
        return flow;
    }
    match shell.named_file("ENV") {
        Some(file) => shell.start_file(&file),
        None => Flow::Next,
    }
}

fn korn(shell: &mut Evaluator<'_>, start: &Start, own: &str, system: &[&str]) -> Flow {
    let flow = profiles(shell, start);
    if flow != Flow::Next || !start.mode.is_interactive() {
        return flow;
    }
    for file in system {
        let flow = shell.start_file(file);
        if flow != Flow::Next {
            return flow;
        }
    }
    let file = shell.named_file("ENV").unwrap_or_else(|| start.at_home(own));
    shell.start_file(&file)
}
