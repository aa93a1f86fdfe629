use super::*;
use crate::files::{DiskTree, MemoryTree};

fn roots(found: &Found) -> Vec<&str> {
    found.roots.iter().map(|root| root.to_str().unwrap()).collect()
}

#[test]
fn ignore_files_count_from_the_top_of_the_repository_down() {
    let tree = MemoryTree::default()
        .with("/home/u/.gitignore", "kept/\n")
        .with("/home/u/repo/.git/HEAD", "ref: refs/heads/main\n")
        .with("/home/u/repo/.git/info/exclude", "scratch/\n")
        .with("/home/u/repo/.ignore", "kept/\n")
        .with("/home/u/repo/.gitignore", "/build\n*.gen\n{a,b}\n")
        .with("/home/u/repo/tools/.gitignore", "!x.gen\n")
        .with("/home/u/repo/go.mod", "module m\n")
        .with("/home/u/repo/a/go.mod", "module m/a\n")
        .with("/home/u/repo/build/go.mod", "module m/build\n")
        .with("/home/u/repo/kept/go.mod", "module m/kept\n")
        .with("/home/u/repo/scratch/go.mod", "module m/scratch\n")
        .with("/home/u/repo/tools/x.gen/go.mod", "module m/x\n")
        .with("/home/u/repo/y.gen/go.mod", "module m/y\n")
        .with("/home/u/repo/{a,b}/go.mod", "module m/braces\n");
    let top = Path::new("/home/u/repo");
    let found = walk(top, top, &[], top, &tree);
    let expected = ["/home/u/repo", "/home/u/repo/a", "/home/u/repo/kept", "/home/u/repo/tools/x.gen"];
    assert_eq!(roots(&found), expected);
    let ignored: Vec<_> = found.ignored.iter().map(|path| path.to_str().unwrap()).collect();
    let expected = ["/home/u/repo/build", "/home/u/repo/scratch", "/home/u/repo/y.gen", "/home/u/repo/{a,b}"];
    assert_eq!(ignored, expected);
    assert_eq!(found.refused, []);
}

/// A repository on disk with that index.
fn repository(index: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, content: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    file(".git/index", index);
    file(".gitignore", b"services/\n");
    for module in ["", "services/api/", "services/untracked/", "services/api/testdata/case/"] {
        file(&format!("{module}go.mod"), b"module example.com/m\n");
    }
    folder
}

#[test]
fn module_files_that_git_tracks_are_found_whatever_is_ignored() {
    for (index, hash) in [
        (&include_bytes!("../../../fixtures/git/index-v2")[..], "sha1"),
        (include_bytes!("../../../fixtures/git/index-v3"), "sha1"),
        (include_bytes!("../../../fixtures/git/index-v4"), "sha1"),
        (include_bytes!("../../../fixtures/git/index-sha256"), "sha256"),
    ] {
        let folder = repository(index);
        let top = folder.path();
        std::fs::write(top.join(".git/config"), format!("[extensions]\n\tobjectFormat = {hash}\n")).unwrap();
        let found = walk(top, top, &[], top, &DiskTree);
        assert_eq!(found.roots, [top.to_owned(), top.join("services/api")], "{hash}");
        assert_eq!(found.ignored, [top.join("services")]);
        assert_eq!(found.refused, []);
    }
}

#[test]
fn split_index_is_read_with_the_one_that_it_shares() {
    let folder = repository(include_bytes!("../../../fixtures/git/index-split"));
    let shared = include_bytes!("../../../fixtures/git/sharedindex");
    let name = include_str!("../../../fixtures/git/sharedindex-name").trim();
    std::fs::write(folder.path().join(".git").join(name), shared).unwrap();
    let found = walk(folder.path(), folder.path(), &[], folder.path(), &DiskTree);
    assert_eq!(found.roots, [folder.path().to_owned(), folder.path().join("services/api")]);
}

#[test]
fn index_that_is_cut_off_is_said_and_ends_nothing() {
    let whole = include_bytes!("../../../fixtures/git/index-v2");
    for length in [0, 11, 40, 80, 150] {
        let folder = repository(&whole[..length]);
        let found = walk(folder.path(), folder.path(), &[], folder.path(), &DiskTree);
        assert_eq!(found.roots.first().map(PathBuf::as_path), Some(folder.path()));
        let (path, why) = found.refused.first().unwrap();
        assert!(path.ends_with(".git") && why.starts_with("its index cannot be read"), "{why}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_repository_are_named_and_never_read() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (top, other) = (folder.path().join("repo"), folder.path().join("other"));
    for directory in [top.join("in"), top.join("out"), top.join("lib"), other.clone()] {
        std::fs::create_dir_all(directory).unwrap();
    }
    std::fs::write(other.join("go.mod"), "module example.com/other\n").unwrap();
    std::fs::write(top.join("lib/go.mod"), "module example.com/lib\n").unwrap();
    symlink(other.join("go.mod"), top.join("out/go.mod")).unwrap();
    symlink("../lib/go.mod", top.join("in/go.mod")).unwrap();
    symlink("/dev/zero", top.join(".gitignore")).unwrap();
    let found = walk(&top, &top, &[], &top, &DiskTree);
    assert_eq!(found.roots, [top.join("in"), top.join("lib")]);
    let refused: Vec<_> = found.refused.iter().map(|(path, why)| (path.as_path(), why.as_str())).collect();
    assert_eq!(
        refused,
        [
            (&*top.join(".gitignore"), "not a regular file: nothing is left out by it"),
            (&*top.join("out/go.mod"), "a link out of the repository: not looked at"),
        ]
    );
}
