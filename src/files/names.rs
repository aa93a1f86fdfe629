//! Paths by name only: links are not looked at.

use std::path::{Component, Path, PathBuf};

/// `path` as seen from `base`, without `.` and `..` elements (`filepath.Join`): by name only, links
/// are not looked at.
pub fn join_clean(base: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => drop(out.pop()),
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => out.push(".."),
            },
            other => out.push(other),
        }
    }
    out
}

/// The name go uses in messages: relative to the working directory where that is shorter
/// (`base.ShortPath`).
pub fn short_path(path: &Path, working_directory: &Path) -> PathBuf {
    let shared = path.components().zip(working_directory.components()).take_while(|(a, b)| a == b).count();
    let ups = working_directory.components().count() - shared;
    let relative: PathBuf =
        std::iter::repeat_n(Component::ParentDir, ups).chain(path.components().skip(shared)).collect();
    let relative = if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative };
    if shared > 0 && relative.as_os_str().len() < path.as_os_str().len() { relative } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_clean_by_name() {
        for (path, expected) in
            [("./a", "/w/x/a"), ("../a/./b", "/w/a/b"), ("/abs/..", "/"), ("../../../..", "/")]
        {
            assert_eq!(join_clean(Path::new("/w/x"), Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn short_path_only_where_shorter() {
        let short = |path| short_path(Path::new(path), Path::new("/w/a"));
        assert_eq!(short("/w/a/go.mod"), Path::new("go.mod"));
        assert_eq!(short("/w/a"), Path::new("."));
        assert_eq!(short("/w/go.mod"), Path::new("/w/go.mod"));
        assert_eq!(short("/x"), Path::new("/x"));
    }
}
