//! Home directories and user names, taken out of what is handed to others.

/// Who must not be recognised.
#[derive(Debug, Clone, Default)]
pub struct Privacy {
    /// The user's home directory.
    home: Option<String>,
    /// The user's name, if it names a person.
    user: Option<String>,
}

/// Names that say nothing about a person.
const ORDINARY: &[&str] = &[
    "root", "user", "users", "home", "runner", "build", "builder", "admin", "git", "app", "ubuntu", "debian",
    "vscode", "node", "gopher", "dev",
];

/// Directories that hold home directories.
const HOMES: &[&str] = &["/home/", "/Users/", "\\Users\\", "/var/home/", "/export/home/"];

/// What stands in place of a name.
const NOBODY: &str = "user";

impl Privacy {
    /// What to hide, from the variables of the process: home directories and user names, whichever are set.
    pub fn of(homes: &[String], users: &[String]) -> Self {
        let home = homes.iter().find(|home| home.len() > 2 && *home != "/root").cloned();
        let last = home.as_deref().and_then(|home| home.rsplit(['/', '\\']).next()).map(str::to_owned);
        let is_person = |name: &String| name.len() >= 3 && !ORDINARY.contains(&name.as_str());
        let user = users.iter().cloned().chain(last).find(is_person);
        Self { home, user }
    }

    /// A text in which nobody can be recognised: paths keep their form, with `user` for the name.
    pub fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(home) =
            self.home.as_deref().filter(|home| !HOMES.iter().any(|parent| home.contains(parent)))
        {
            text = replace_words(&text, home, "/home/user");
        }
        for parent in HOMES {
            text = without_names(&text, parent);
        }
        match &self.user {
            Some(user) => replace_words(&text, user, NOBODY),
            None => text,
        }
    }
}

/// The text with the name after each `parent` replaced.
fn without_names(text: &str, parent: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(parent) {
        out.push_str(before);
        out.push_str(parent);
        let is_end = |c: char| {
            matches!(c, '/' | '\\' | ':' | ';' | ',' | '|' | '"' | '\'' | '`' | '<' | '>')
                || c.is_whitespace()
                || c.is_control()
        };
        let end = after.find(is_end).unwrap_or(after.len());
        let (name, after) = after.split_at_checked(end).unwrap_or((after, ""));
        out.push_str(if name.is_empty() { "" } else { NOBODY });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text with a word replaced wherever it stands by itself.
fn replace_words(text: &str, word: &str, new: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        out.push_str(before);
        let joined = before.chars().next_back().or(out.chars().next_back()).is_some_and(is_part)
            && word.starts_with(is_part);
        let goes_on = after.starts_with(is_part) && word.ends_with(is_part);
        out.push_str(if joined || goes_on { word } else { new });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(home: &str, user: &str, text: &str) -> String {
        Privacy::of(&[home.to_owned()], &[user.to_owned()]).apply(text)
    }

    #[test]
    fn home_directories_keep_their_form() {
        assert_eq!(
            hidden("/home/alice", "alice", "/home/alice/go:/home/bob/go"),
            "/home/user/go:/home/user/go"
        );
        assert_eq!(hidden("/Users/alice", "", "GOPATH='/Users/alice/go'"), "GOPATH='/Users/user/go'");
        assert_eq!(hidden("C:\\Users\\Alice B", "", "C:\\Users\\Alice\\go"), "C:\\Users\\user\\go");
        assert_eq!(hidden("/data/alice", "", "/data/alice/go /data/alice2"), "/home/user/go /data/alice2");
    }

    #[test]
    fn user_names_stand_by_themselves() {
        assert_eq!(
            hidden("", "alice", "https://git.example/alice/x malice alice_b"),
            "https://git.example/user/x malice alice_b"
        );
    }

    #[test]
    fn ordinary_names_are_kept() {
        for user in ["root", "runner", "ab"] {
            assert_eq!(hidden("/root", user, "root runner ab /root/go"), "root runner ab /root/go");
        }
    }
}
