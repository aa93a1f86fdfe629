//! Whether PAM reads `~/.pam_environment` for a kind of session: what the service files below `/etc/pam.d`
//! say (pam.d(5), pam_env(8)).
//!
//! pam_env reads the file where its line says `user_readenv=1`. Without that word it does so before Linux-PAM
//! 1.4 and not from then on; which of them runs, no file tells.

use super::ContextKind;
use crate::source::startup::{FileTree, Reading};

/// Files that include each other, at most this deep.
const DEEPEST: u32 = 8;

/// Lines that are looked at for one service.
const MAX_LINES: usize = 10_000;

/// Whether a session of some kind reads the user's own file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadsUserFile {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It does under [`CONDITION`].
    Perhaps,
}

/// What has to be so for `~/.pam_environment` to be read.
pub(super) const CONDITION: &str =
    "pam_env reads ~/.pam_environment, as it does with user_readenv=1 and before Linux-PAM 1.4";

/// What the services that start such a session say; all of them have to agree.
pub(super) fn reads_user_file(kind: ContextKind, tree: &dyn FileTree) -> ReadsUserFile {
    let said: Vec<ReadsUserFile> =
        services(kind).iter().filter_map(|service| of_service(service, tree)).collect();
    match said.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => *first,
        _ => ReadsUserFile::Perhaps,
    }
}

/// The services by which such a session begins, on the distributions in use.
fn services(kind: ContextKind) -> &'static [&'static str] {
    match kind {
        ContextKind::Login => &["login", "sshd"],
        ContextKind::SshCommand => &["sshd"],
        ContextKind::Cron => &["cron", "crond"],
        ContextKind::Sudo => &["sudo"],
        ContextKind::Desktop | ContextKind::Terminal | ContextKind::Script => {
            &["gdm-password", "gdm-autologin", "lightdm", "lightdm-autologin", "sddm", "sddm-autologin"]
        }
    }
}

/// What one service says; none: it is not there.
fn of_service(service: &str, tree: &dyn FileTree) -> Option<ReadsUserFile> {
    let mut found = Found::default();
    let is_there = found.look(service, tree, DEEPEST);
    let answer = match found {
        Found { says: Some(true), .. } => ReadsUserFile::Yes,
        Found { is_whole: true, says: Some(false), .. } => ReadsUserFile::No,
        Found { is_whole: true, has_pam_env: false, .. } => ReadsUserFile::No,
        _ => ReadsUserFile::Perhaps,
    };
    is_there.then_some(answer)
}

/// What the lines of a service come to.
#[derive(Debug)]
struct Found {
    /// Every file that is included could be read.
    is_whole: bool,
    has_pam_env: bool,
    /// The last `user_readenv=`; one that is 1 counts more than all others.
    says: Option<bool>,
    lines: usize,
}

impl Default for Found {
    fn default() -> Self {
        Self { is_whole: true, has_pam_env: false, says: None, lines: 0 }
    }
}

impl Found {
    /// Looks at a service file and at what it includes; false: the file cannot be read.
    fn look(&mut self, service: &str, tree: &dyn FileTree, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let Reading::Text(text) = tree.read(&format!("/etc/pam.d/{service}")) else { return false };
        for line in text.lines() {
            self.lines += 1;
            if self.lines > MAX_LINES {
                self.is_whole = false;
                return true;
            }
            let words: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
            let included = match words.as_slice() {
                ["@include", name] | [_, "include" | "substack", name, ..] => Some(name),
                _ => None,
            };
            if let Some(name) = included.filter(|name| !name.contains('/')) {
                self.is_whole &= self.look(name, tree, depth);
            }
            if words.iter().any(|word| word.rsplit('/').next() == Some("pam_env.so")) {
                self.has_pam_env = true;
                let options = words.iter().filter_map(|word| word.strip_prefix("user_readenv="));
                for option in options {
                    self.says = Some(option == "1" || self.says == Some(true));
                }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::MemoryTree;

    fn answer(files: &[(&str, &str)]) -> ReadsUserFile {
        let tree = files.iter().fold(MemoryTree::default(), |tree, (service, text)| {
            tree.with(format!("/etc/pam.d/{service}"), text)
        });
        reads_user_file(ContextKind::Login, &tree)
    }

    #[test]
    fn service_with_the_word_reads_the_file() {
        let line = "session required pam_env.so readenv=1 user_readenv=1 # as before\n";
        assert_eq!(answer(&[("login", line)]), ReadsUserFile::Yes);
        assert_eq!(
            answer(&[("sshd", "@include common\n"), ("common", line)]),
            ReadsUserFile::Yes,
            "an included file counts"
        );
    }

    #[test]
    fn service_without_pam_env_does_not_read_the_file() {
        assert_eq!(answer(&[("login", "auth include system\n"), ("system", "\n")]), ReadsUserFile::No);
        assert_eq!(answer(&[("login", "session required pam_env.so user_readenv=0\n")]), ReadsUserFile::No);
        let missing = answer(&[("login", "auth include system\n")]);
        assert_eq!(missing, ReadsUserFile::Perhaps, "nobody knows what is in the file that is not there");
    }

    #[test]
    fn service_that_does_not_say_and_services_that_disagree_leave_it_open() {
        let (says, silent) = ("session required pam_env.so user_readenv=1\n", "auth required pam_env.so\n");
        assert_eq!(answer(&[]), ReadsUserFile::Perhaps);
        assert_eq!(answer(&[("login", silent)]), ReadsUserFile::Perhaps);
        assert_eq!(answer(&[("login", says), ("sshd", silent)]), ReadsUserFile::Perhaps);
    }

    #[test]
    fn files_that_include_each_other_end() {
        assert_eq!(
            answer(&[("login", "@include sshd\n"), ("sshd", "@include login\n")]),
            ReadsUserFile::Perhaps
        );
    }
}
