//! Runs a real shell and reads what a child process of it sees.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::shells::Installed;

/// No generated file runs nearly as long; one that was made smaller may have lost the end of a loop.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// What a child process sees.
    Environment(BTreeMap<String, String>),
    /// The shell ended before it came to its command.
    Ended,
    /// It does not end.
    Hangs,
}

/// A program that writes down the environment it is given. It stands outside of home, so that nothing
/// of a case can be mistaken for it.
#[derive(Debug)]
pub(crate) struct Report {
    program: PathBuf,
    written: PathBuf,
}

impl Report {
    /// Puts the program into a directory.
    pub(crate) fn new(directory: &Path) -> Self {
        let (program, written) = (directory.join("report"), directory.join("seen"));
        let partial = directory.join("partial").display().to_string();
        let text = format!("#!/bin/sh\n/usr/bin/env -0 >{partial} && mv {partial} {}\n", written.display());
        fs::write(&program, text).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { program, written }
    }

    /// Runs the shell in a home directory.
    pub(crate) fn run(
        &self,
        shell: &Installed,
        mode: &str,
        home: &Path,
        environment: &BTreeMap<String, String>,
    ) -> Seen {
        _ = fs::remove_file(&self.written);
        let (mut command, typed) = shell.start(mode, &self.program);
        command.env_clear().envs(environment).current_dir(home);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.stdin(if typed.is_some() { Stdio::piped() } else { Stdio::null() });
        if !ends(command, typed.as_deref()) {
            return Seen::Hangs;
        }
        let Ok(bytes) = fs::read(&self.written) else { return Seen::Ended };
        let text = String::from_utf8_lossy(&bytes);
        let pairs = text.split('\0').filter_map(|entry| entry.split_once('='));
        Seen::Environment(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

/// Whether the command ends before our patience does.
fn ends(mut command: Command, typed: Option<&[u8]>) -> bool {
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    if let (Some(mut stdin), Some(typed)) = (child.stdin.take(), typed) {
        // A shell that has ended does not read it.
        _ = stdin.write_all(typed);
    }
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    true
}
