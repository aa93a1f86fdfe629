//! Which start-up file most likely put a value into the environment of this process.

use super::{ContextKind, DirectoryContext, DirectoryKind, Survey};
use crate::source::startup::{Knowledge, Place, ShellState, ShellVariable};
use crate::source::{Certainty, Value};

/// The place that most likely set a value of the process environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The place.
    pub place: Place,
    /// How sure that is: *certain* where every kind of shell gets this value from there, *likely* where a
    /// login shell or a terminal does or direnv says that it loaded the file, *possible* where it hangs on a
    /// test or on a program that may have loaded the file.
    pub certainty: Certainty,
}

/// Who would have another value than the process has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dissenter {
    /// Every new shell.
    Shell,
    /// A new terminal, and not a login shell: the desktop session has the value.
    Terminal,
    /// A shell here, once direnv loads the file anew.
    Direnv,
}

/// A file that says something else than the process has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The place.
    pub place: Place,
    /// The value that it gives.
    pub value: Value,
    /// Who would have it.
    pub who: Dissenter,
}

impl Survey {
    /// Where a value of the process environment most likely comes from. What direnv has loaded comes last, so
    /// it counts first; then the shells' files; then files that some program may have loaded.
    pub fn attribution(&self, name: &str, value: &Value) -> Option<Attribution> {
        let here = |is_loaded| {
            let mut contexts = self.directory.iter().filter(move |context| context.is_loaded == is_loaded);
            contexts.find_map(|context| place_in_directory(context, name, value))
        };
        here(true).or_else(|| self.by_shells(name, value)).or_else(|| here(false))
    }

    /// The start-up file that most likely gave a value to the shells.
    fn by_shells(&self, name: &str, value: &Value) -> Option<Attribution> {
        let mut best: Option<Attribution> = None;
        let mut is_everywhere = true;
        for context in self.contexts.iter().filter(|context| context.shell.is_some()) {
            let variable = context.outcome.variable(name);
            let found = place_of(&variable, value);
            is_everywhere &= matches!(&found, Some(found) if found.certainty == Certainty::Likely);
            let Some(found) = found else { continue };
            // The better one wins; among equals the first, which is the login shell's.
            if best.as_ref().is_none_or(|best| found.certainty < best.certainty) {
                best = Some(found);
            }
        }
        let kinds = self.contexts.len();
        let mut best = best?;
        if is_everywhere && kinds > 2 {
            best.certainty = Certainty::Certain;
        }
        Some(best)
    }

    /// What new shells would have in place of a value: where login shells and terminals agree on it, where
    /// only the desktop session sets it, or where direnv has loaded a file that says otherwise.
    pub fn disagreement(&self, name: &str, value: &Value) -> Option<Disagreement> {
        let mut loaded = self.directory.iter().filter(|context| context.is_loaded);
        if let Some(variable) = loaded.find_map(|context| context.own(name)) {
            return dissent(variable, value, Dissenter::Direnv);
        }
        let mut others = self.contexts.iter().map(|context| context.outcome.variable(name));
        if others.any(|variable| place_of(&variable, value).is_some())
            || self.attribution(name, value).is_some()
        {
            return None;
        }
        let [login, terminal] =
            [ContextKind::Login, ContextKind::Terminal].map(|kind| self.variable(kind, name));
        let (login, terminal) = (login?, terminal?);
        // Two files may say the same.
        if (&login.state, &login.knowledge) == (&terminal.state, &terminal.knowledge) {
            return dissent(login, value, Dissenter::Shell);
        }
        // A login shell on a console or over ssh has no part in the desktop session.
        let is_of_session =
            terminal.place.as_ref().is_some_and(|place| self.is_session_file(&place.path_text()));
        let has_none = login.state == ShellState::Unset && login.knowledge == Knowledge::Certain;
        let is_desktop = is_of_session && has_none;
        if is_desktop { dissent(terminal, value, Dissenter::Terminal) } else { None }
    }

    /// Whether a file gives variables to the session, before any shell starts.
    fn is_session_file(&self, path: &str) -> bool {
        let desktop = self.contexts.iter().find(|context| context.kind == ContextKind::Terminal);
        desktop.is_some_and(|context| context.session_files.iter().any(|file| &**file == path))
    }
}

fn dissent(variable: ShellVariable, value: &Value, who: Dissenter) -> Option<Disagreement> {
    match (variable.state, variable.knowledge, variable.place) {
        (ShellState::Set(new), Knowledge::Certain, Some(place)) if new != *value => {
            Some(Disagreement { place, value: new, who })
        }
        _ => None,
    }
}

/// The place in a directory's file that gives a variable this value. That some program has loaded the file is
/// never certain.
fn place_in_directory(context: &DirectoryContext, name: &str, value: &Value) -> Option<Attribution> {
    let mut found = place_of(&context.own_as_read(name)?, value)?;
    if !context.is_loaded || context.kind == DirectoryKind::EnvFile {
        found.certainty = Certainty::Possible;
    }
    Some(found)
}

/// The place that gives a variable this value in a context.
fn place_of(variable: &ShellVariable, value: &Value) -> Option<Attribution> {
    let is_value = matches!(&variable.state, ShellState::Set(found) if found == value);
    if is_value {
        let is_certain = variable.knowledge == Knowledge::Certain;
        let certainty = if is_certain { Certainty::Likely } else { Certainty::Possible };
        return variable.place.clone().map(|place| Attribution { place, certainty });
    }
    let other = variable.alternatives.iter().find(|other| other.value.as_ref() == Some(value))?;
    other.place.clone().map(|place| Attribution { place, certainty: Certainty::Possible })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::source::context::{Directory, User};
    use crate::source::startup::{MemoryTree, Shell};

    const ENVRC: &str = "/home/gopher/app/.envrc";

    /// Somebody with these files below home, in `~/app`, where direnv has loaded the `.envrc` or not.
    fn survey(files: &[(&str, &str)], is_loaded: bool) -> Survey {
        let home = "/home/gopher";
        let tree = files
            .iter()
            .fold(MemoryTree::default(), |tree, (name, text)| tree.with(format!("{home}/{name}"), text));
        let environment = BTreeMap::from([("HOME".to_owned(), home.to_owned())]);
        let user = User { shell: Shell::Bash, home: home.into(), environment };
        let directory = Directory {
            path: format!("{home}/app"),
            loaded: is_loaded.then(|| ENVRC.to_owned()),
            data_home: format!("{home}/.local/share"),
            ..Directory::default()
        };
        Survey::of(&user, &tree).in_directory(&directory, &tree)
    }

    fn attributed(survey: &Survey, value: &str) -> Option<(String, Certainty)> {
        let found = survey.attribution("GOPROXY", &Value::from(value))?;
        Some((found.place.path_text().into_owned(), found.certainty))
    }

    fn dissent(survey: &Survey, value: &str) -> Option<(String, String, Dissenter)> {
        let found = survey.disagreement("GOPROXY", &Value::from(value))?;
        Some((found.place.path_text().into_owned(), found.value.expose().to_owned(), found.who))
    }

    #[test]
    fn envrc_is_likely_where_direnv_has_loaded_it_and_possible_elsewhere() {
        let files = [("app/.envrc", "export GOPROXY=off\n")];
        let place = |certainty| Some((ENVRC.to_owned(), certainty));
        assert_eq!(attributed(&survey(&files, true), "off"), place(Certainty::Likely));
        assert_eq!(attributed(&survey(&files, false), "off"), place(Certainty::Possible));
        assert_eq!(attributed(&survey(&files, true), "direct"), None);
    }

    #[test]
    fn start_up_file_comes_before_an_env_file_that_says_the_same() {
        let profile = (".bash_profile", "export GOPROXY=off\n");
        let env_file = ("app/.env", "GOPROXY=off\n");
        let both = attributed(&survey(&[profile, env_file], false), "off");
        assert_eq!(both, Some(("/home/gopher/.bash_profile".into(), Certainty::Likely)));
        let alone = attributed(&survey(&[env_file], false), "off");
        assert_eq!(alone, Some(("/home/gopher/app/.env".into(), Certainty::Possible)));
    }

    #[test]
    fn two_files_that_say_the_same_disagree_with_the_process_together() {
        let files = [(".bash_profile", "export GOPROXY=off\n"), (".bashrc", "export GOPROXY=off\n")];
        let place = "/home/gopher/.bash_profile";
        assert_eq!(
            dissent(&survey(&files, false), "direct"),
            Some((place.into(), "off".into(), Dissenter::Shell))
        );
        assert_eq!(dissent(&survey(&files, false), "off"), None);
    }

    #[test]
    fn desktop_session_says_otherwise_than_the_process() {
        let name = ".config/environment.d/10-go.conf";
        let path = format!("/home/gopher/{name}");
        let session = survey(&[(name, "GOPROXY=off\n")], false);
        assert_eq!(dissent(&session, "direct"), Some((path, "off".into(), Dissenter::Terminal)));
        assert_eq!(dissent(&session, "off"), None);
        // What only a login shell sets is no reason to doubt a terminal.
        let profile = survey(&[(".bash_profile", "export GOPROXY=off\n")], false);
        assert_eq!(dissent(&profile, "direct"), None);
    }

    #[test]
    fn loaded_envrc_says_otherwise_where_it_is_allowed() {
        let allowed =
            ".local/share/direnv/allow/1c81c07f82fcd98af5d75b290a4e3adfbc6b401f23e4554557d92abc086f4f60";
        let files = [("app/.envrc", "export GOPROXY=off\n"), (allowed, ENVRC)];
        let expected = Some((ENVRC.to_owned(), "off".to_owned(), Dissenter::Direnv));
        assert_eq!(dissent(&survey(&files, true), "direct"), expected);
        assert_eq!(dissent(&survey(&files, false), "direct"), None, "direnv has loaded nothing");
        assert_eq!(dissent(&survey(&files[..1], true), "direct"), None, "nobody allowed it");
    }
}
