//! Paths of the machine that the files belong to.

use super::{FileTree, Reading};

/// An absolute path without `.`, `..` and empty names, as a shell keeps the directory that `cd` went to: `..`
/// takes a name away, whatever links there are.
pub(crate) fn cleaned(path: &str) -> String {
    let mut names: Vec<&str> = vec![];
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            _ => names.push(name),
        }
    }
    format!("/{}", names.join("/"))
}

/// The home directory of a user by the machine's list of users, if there is such a user; `None`: the list is
/// not told.
pub(crate) fn home_of_user(tree: &dyn FileTree, user: &str) -> Option<Option<String>> {
    let Reading::Text(users) = tree.read("/etc/passwd") else { return None };
    let entry = users.lines().find(|line| line.split(':').next() == Some(user));
    Some(entry.and_then(|line| line.split(':').nth(5)).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::MemoryTree;

    #[test]
    fn paths_lose_what_leads_nowhere() {
        for (path, expected) in
            [("/a/b/..", "/a"), ("/a/./b//c", "/a/b/c"), ("/..", "/"), ("/a/../../b", "/b"), ("/", "/")]
        {
            assert_eq!(cleaned(path), expected, "{path}");
        }
    }

    #[test]
    fn homes_stand_in_the_list_of_users() {
        let tree = MemoryTree::default().with("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        assert_eq!(home_of_user(&tree, "root"), Some(Some("/root".to_owned())));
        assert_eq!(home_of_user(&tree, "nobody"), Some(None));
        assert_eq!(home_of_user(&MemoryTree::default(), "root"), None);
    }
}
