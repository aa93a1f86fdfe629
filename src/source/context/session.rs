//! What a session has before any shell starts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kind::ContextKind;
use super::user::User;
use crate::files::{Place, TextFile};
use crate::source::session::pam_env_conf::PamVariables;
use crate::source::session::{Refusal, SessionFile, crontab, environment_d, environment_file, pam_env_conf};
use crate::source::startup::{FileTree, Reading};

/// A variable of a session, and the file that set it.
pub(super) type SessionVariables = BTreeMap<String, (String, Option<Place>)>;

/// What a session has before any shell starts.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Its variables.
    pub(super) variables: SessionVariables,
    /// The files that were read.
    pub(super) files: BTreeSet<Arc<str>>,
    /// Lines that set nothing, although somebody seems to have meant them.
    pub(super) ignored: Vec<IgnoredLine>,
}

/// A line of a session's file that sets nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredLine {
    /// Where its first word stands.
    pub place: Place,
    /// Why.
    pub why: Refusal,
}

/// Where systemd looks for `environment.d`, after the user's own directory. A file hides those of the same
/// name in the directories after it.
const ENVIRONMENT_D: &[&str] =
    &["/etc/environment.d", "/run/environment.d", "/usr/local/lib/environment.d", "/usr/lib/environment.d"];

/// Lines without effect that are kept of one file.
const MAX_IGNORED: usize = 100;

/// What PAM and systemd give to this kind of session, with or without the user's own file for PAM.
/// Terminals and scripts inherit what the desktop session has.
pub(super) fn read(kind: ContextKind, user: &User, tree: &dyn FileTree, reads_user_file: bool) -> Session {
    let mut session = Session::default();
    pam(user, tree, reads_user_file, &mut session);
    if matches!(kind, ContextKind::Desktop | ContextKind::Terminal | ContextKind::Script) {
        systemd(user, tree, &mut session);
    }
    if kind == ContextKind::Cron {
        cron(user, tree, &mut session);
    }
    session
}

/// The user's crontab, which only root may read as a rule.
fn cron(user: &User, tree: &dyn FileTree, session: &mut Session) {
    let name = user.environment.get("USER").or_else(|| user.environment.get("LOGNAME"));
    let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(['/', '\0'])) else { return };
    let path = format!("/var/spool/cron/crontabs/{name}");
    if let Reading::Text(text) = tree.read(&path) {
        take(crontab::read(&text), &path, &text, session);
    }
}

/// pam_env: its own configuration, then `/etc/environment`, then the user's file, unless it gives up on the first.
fn pam(user: &User, tree: &dyn FileTree, reads_user_file: bool, session: &mut Session) {
    const CONFIGURATION: &str = "/etc/security/pam_env.conf";
    const ENVIRONMENT: &str = "/etc/environment";
    if let Reading::Text(text) = tree.read(CONFIGURATION) {
        let surroundings = PamVariables { variables: BTreeMap::new(), items: items(user) };
        let file = pam_env_conf::read(&text, &surroundings);
        let gives_up = file.gives_up();
        take(file, CONFIGURATION, &text, session);
        if gives_up {
            return;
        }
    }
    if let Reading::Text(text) = tree.read(ENVIRONMENT) {
        take(environment_file::read(&text), ENVIRONMENT, &text, session);
    }
    if reads_user_file {
        user_pam_file(user, tree, session);
    }
}

/// Where the user's own file for PAM is.
pub(super) fn user_file(user: &User) -> String {
    format!("{}/.pam_environment", user.home.trim_end_matches('/'))
}

/// The user's own file for PAM, which has the syntax of pam_env's configuration.
fn user_pam_file(user: &User, tree: &dyn FileTree, session: &mut Session) {
    let path = user_file(user);
    let Reading::Text(text) = tree.read(&path) else { return };
    let known = session.variables.iter().map(|(name, (value, _))| (name.clone(), value.clone())).collect();
    let surroundings = PamVariables { variables: known, items: items(user) };
    take(pam_env_conf::read(&text, &surroundings), &path, &text, session);
}

/// What `@{…}` stands for in pam_env's configuration, as far as the user alone decides it.
fn items(user: &User) -> BTreeMap<String, String> {
    let mut items = BTreeMap::from([("HOME".to_owned(), user.home.clone())]);
    let told = [("SHELL", "SHELL"), ("PAM_USER", "USER")];
    let told =
        told.iter().filter_map(|(item, name)| Some(((*item).to_owned(), user.environment.get(*name)?)));
    items.extend(told.map(|(item, value)| (item, value.clone())));
    items
}

/// systemd's environment generator: every file by its name, of one name only the first directory's.
fn systemd(user: &User, tree: &dyn FileTree, session: &mut Session) {
    let own = format!("{}/.config/environment.d", user.home.trim_end_matches('/'));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for directory in std::iter::once(own.as_str()).chain(ENVIRONMENT_D.iter().copied()) {
        for name in tree.list(directory).into_iter().filter(|name| name.ends_with(".conf")) {
            let path = format!("{directory}/{name}");
            files.entry(name).or_insert(path);
        }
    }
    for path in files.into_values() {
        let Reading::Text(text) = tree.read(&path) else { continue };
        let mut known = user.environment.clone();
        known.extend(session.variables.iter().map(|(name, (value, _))| (name.clone(), value.clone())));
        take(environment_d::read(&text, &known), &path, &text, session);
    }
}

fn take(file: SessionFile, path: &str, text: &str, session: &mut Session) {
    session.files.insert(path.into());
    let text = TextFile::new(path, text);
    for assignment in file.assignments {
        let place = Place::new(&text, assignment.at);
        match assignment.value {
            Some(value) => {
                let value = (value.expose().to_owned(), Some(place));
                _ = session.variables.insert(assignment.name, value);
            }
            None => _ = session.variables.remove(&assignment.name),
        }
    }
    let ignored = file.refused.into_iter().take(MAX_IGNORED);
    session
        .ignored
        .extend(ignored.map(|line| IgnoredLine { place: Place::new(&text, line.at), why: line.why }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::{MemoryTree, Shell};

    fn user() -> User {
        let environment = BTreeMap::from([("HOME".to_owned(), "/home/gopher".to_owned())]);
        User { shell: Shell::Bash, home: "/home/gopher".into(), environment }
    }

    fn variables(
        kind: ContextKind,
        user: &User,
        tree: &dyn FileTree,
        reads_user_file: bool,
    ) -> SessionVariables {
        read(kind, user, tree, reads_user_file).variables
    }

    #[test]
    fn line_that_the_format_does_not_know_is_kept_with_its_reason() {
        let own = "/home/gopher/.config/environment.d/10-go.conf";
        let tree = MemoryTree::default().with(own, "GOPROXY=off\nexport GOSUMDB=off\n");
        let session = read(ContextKind::Desktop, &user(), &tree, false);
        assert_eq!(session.variables.len(), 1);
        let ignored: Vec<_> = session.ignored.iter().map(|line| (line.place.line(), line.why)).collect();
        assert_eq!(ignored, [(2, Refusal::Export)]);
    }

    fn value(variables: &SessionVariables, name: &str) -> Option<(String, String, u32)> {
        let (value, place) = variables.get(name)?;
        let place = place.as_ref()?;
        Some((value.clone(), place.path_text().into_owned(), place.line()))
    }

    fn found(value: &str, path: &str, line: u32) -> Option<(String, String, u32)> {
        Some((value.into(), path.into(), line))
    }

    #[test]
    fn environment_file_wins_over_the_configuration_of_pam_env() {
        let tree = MemoryTree::default()
            .with("/etc/security/pam_env.conf", "GOBIN DEFAULT=@{HOME}/bin\nGOPROXY DEFAULT=off\n")
            .with("/etc/environment", "#\nGOPROXY=direct\n");
        let variables = variables(ContextKind::Cron, &user(), &tree, true);
        let configuration = "/etc/security/pam_env.conf";
        assert_eq!(value(&variables, "GOBIN"), found("/home/gopher/bin", configuration, 1));
        assert_eq!(value(&variables, "GOPROXY"), found("direct", "/etc/environment", 2));
    }

    #[test]
    fn user_file_of_pam_comes_last_and_has_the_syntax_of_the_configuration() {
        let tree =
            MemoryTree::default().with("/etc/environment", "GOPROXY=direct\nGOPRIVATE=corp.example\n").with(
                "/home/gopher/.pam_environment",
                "# old\nGOPROXY OVERRIDE=off\nGOPRIVATE=blank \nGONOSUMDB DEFAULT=${GOPRIVATE}\n",
            );
        let path = "/home/gopher/.pam_environment";
        let read = variables(ContextKind::Login, &user(), &tree, true);
        assert_eq!(value(&read, "GOPROXY"), found("off", path, 2));
        assert_eq!(value(&read, "GOPRIVATE"), found("corp.example", "/etc/environment", 2));
        assert_eq!(value(&read, "GONOSUMDB"), found("corp.example", path, 4));
        let unread = variables(ContextKind::Login, &user(), &tree, false);
        assert_eq!(value(&unread, "GOPROXY"), found("direct", "/etc/environment", 1));
    }

    #[test]
    fn crontab_sets_what_its_jobs_get() {
        let tree = MemoryTree::default().with(
            "/var/spool/cron/crontabs/gopher",
            "  GOPROXY = \"direct\" \n5 * * * * A=b go build\nGOBIN=$HOME\n",
        );
        let mut user = user();
        user.environment.insert("USER".into(), "gopher".into());
        let cron = variables(ContextKind::Cron, &user, &tree, true);
        let path = "/var/spool/cron/crontabs/gopher";
        assert_eq!(value(&cron, "GOPROXY"), found("direct", path, 1));
        assert_eq!(value(&cron, "GOBIN"), found("$HOME", path, 3));
        assert_eq!(cron.len(), 2);
        assert!(variables(ContextKind::Login, &user, &tree, true).is_empty());
    }

    #[test]
    fn environment_d_is_for_the_desktop_and_a_file_hides_its_namesakes() {
        let tree = MemoryTree::default()
            .with("/etc/environment.d/20-go.conf", "GOPROXY=direct\nGOBIN=/opt/bin\n")
            .with("/home/gopher/.config/environment.d/20-go.conf", "GOPROXY=off\n")
            .with("/home/gopher/.config/environment.d/10-go.conf", "GOPROXY=first\nGOPATH=$HOME/go\n")
            .with("/home/gopher/.config/environment.d/30-go.txt", "GOPROXY=text\n");
        let desktop = variables(ContextKind::Desktop, &user(), &tree, true);
        let own = "/home/gopher/.config/environment.d";
        assert_eq!(value(&desktop, "GOPROXY"), found("off", &format!("{own}/20-go.conf"), 1));
        assert_eq!(value(&desktop, "GOPATH"), found("/home/gopher/go", &format!("{own}/10-go.conf"), 2));
        assert_eq!(value(&desktop, "GOBIN"), None);
        assert!(variables(ContextKind::Login, &user(), &tree, true).is_empty());
    }
}
