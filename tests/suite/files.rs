//! No file of a run is opened twice, and questions to the disk do not grow with modules that nobody asks about.

#![allow(clippy::unwrap_used, reason = "a scratch project that cannot be written stops a test")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use goenv_doctor::files::{Content, DiskTree, MemoryTree, Presence, ReadError, SharedTree, Stream, Tree};
use goenv_doctor::inspect::{Contexts, Inspection, Repository, Request};
use goenv_doctor::settings::Override;
use goenv_doctor::source::Value;
use goenv_doctor::source::context::{Survey, User};
use goenv_doctor::source::startup::Shell;

/// How often each path was asked about.
#[derive(Default)]
struct Asked {
    opens: Mutex<BTreeMap<PathBuf, usize>>,
    looks: Mutex<BTreeMap<PathBuf, usize>>,
}

impl Asked {
    /// The paths that were opened more than once.
    fn opened_again(&self) -> Vec<PathBuf> {
        let opens = self.opens.lock().unwrap();
        opens.iter().filter(|(_, times)| **times > 1).map(|(path, _)| path.clone()).collect()
    }

    /// How often a file of that name was opened.
    fn opens(&self, name: &str) -> usize {
        let opens = self.opens.lock().unwrap();
        opens.iter().filter(|(path, _)| path.ends_with(name)).map(|(_, times)| times).sum()
    }

    /// All questions together.
    fn total(&self) -> usize {
        self.opens.lock().unwrap().values().sum::<usize>()
            + self.looks.lock().unwrap().values().sum::<usize>()
    }
}

/// A tree that counts the questions to another one.
struct Counting<T> {
    tree: T,
    asked: Arc<Asked>,
}

impl<T: Tree> Counting<T> {
    fn opens(&self, path: &Path) {
        *self.asked.opens.lock().unwrap().entry(path.to_owned()).or_default() += 1;
    }

    fn looks(&self, path: &Path) {
        *self.asked.looks.lock().unwrap().entry(path.to_owned()).or_default() += 1;
    }
}

impl<T: Tree> Tree for Counting<T> {
    fn content(&self, path: &Path) -> Result<Content, ReadError> {
        self.opens(path);
        self.tree.content(path)
    }

    fn open(&self, path: &Path) -> Result<Stream, ReadError> {
        self.opens(path);
        self.tree.open(path)
    }

    fn stat(&self, path: &Path) -> Presence {
        self.looks(path);
        self.tree.stat(path)
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        self.looks(directory);
        self.tree.names(directory)
    }

    fn canonical(&self, path: &Path) -> Option<PathBuf> {
        self.looks(path);
        self.tree.canonical(path)
    }
}

/// A tree of a run and what it was asked.
fn counted(tree: impl Tree + 'static) -> (SharedTree, Arc<Asked>) {
    let asked = Arc::new(Asked::default());
    (SharedTree::new(Counting { tree, asked: asked.clone() }), asked)
}

/// A project with modules that go.mod requires and modules that only go.sum names.
struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    fn new(required: usize, only_in_go_sum: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut go_mod = "module example.com/app\n\ngo 1.22\n\n".to_owned();
        let mut go_sum = String::new();
        let hash = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        for number in 0..required {
            writeln!(go_mod, "require github.com/acme/lib{number} v1.2.3").unwrap();
            let path = format!("github.com/acme/lib{number}");
            writeln!(go_sum, "{path} v1.2.3 {hash}\n{path} v1.2.3/go.mod {hash}").unwrap();
        }
        for number in 0..only_in_go_sum {
            writeln!(go_sum, "github.com/acme/other{number} v1.0.0/go.mod {hash}").unwrap();
        }
        let root = folder.path();
        for (name, text) in [
            ("app/go.mod", go_mod.as_str()),
            ("app/go.sum", &go_sum),
            ("app/goenv-doctor.toml", "fail-on = \"error\"\n"),
            ("goroot/VERSION", "go1.27.3\n"),
            ("goroot/go.env", "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n"),
        ] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), text).unwrap();
        }
        Self { folder }
    }

    fn request(&self, tree: SharedTree) -> Request {
        let root = self.folder.path();
        let set = |name: &str, value: PathBuf| Override {
            name: name.to_owned(),
            value: Some(Value::new(value.to_string_lossy().into_owned())),
        };
        Request {
            tree,
            directory: Some(root.join("app")),
            goroot: Some(root.join("goroot")),
            overrides: vec![set("GOMODCACHE", root.join("cache")), set("GOFLAGS", "".into())],
            contexts: Contexts::All,
            ..Request::default()
        }
    }

    /// What `explain` asks of the disk.
    fn explain(&self, module: &str) -> Arc<Asked> {
        let (tree, asked) = counted(DiskTree);
        let inspection = Inspection::new(self.request(tree)).unwrap();
        let around = inspection.project();
        let subjects = inspection.subjects(&[module.to_owned()], false, &around).unwrap();
        assert_eq!(inspection.decisions(&subjects, &around).len(), 1);
        inspection.findings(&around, &[]).unwrap();
        asked
    }

    /// What `check` asks of the disk, all modules listed.
    fn check(&self) -> (Arc<Asked>, usize) {
        let (tree, asked) = counted(DiskTree);
        let inspection = Inspection::new(self.request(tree)).unwrap();
        let repository = Repository::read(inspection, || {}).unwrap();
        let mut listed = 0;
        repository.for_each_module(|_, _| listed += 1);
        repository.judge();
        (asked, listed)
    }
}

#[test]
fn explain_opens_no_file_twice() {
    let scratch = Scratch::new(3, 3);
    let asked = scratch.explain("github.com/acme/lib1");
    assert_eq!(asked.opened_again(), [""; 0].map(PathBuf::from));
    for name in ["app/go.mod", "app/go.sum", "app/goenv-doctor.toml", "goroot/go.env", "goroot/VERSION"] {
        assert_eq!(asked.opens(name), 1, "{name}");
    }
}

#[test]
fn check_opens_no_file_twice() {
    let (asked, listed) = Scratch::new(3, 3).check();
    assert_eq!(listed, 6);
    assert_eq!(asked.opened_again(), [""; 0].map(PathBuf::from));
    for name in ["app/go.mod", "app/go.sum", "app/goenv-doctor.toml", "goroot/go.env", "goroot/VERSION"] {
        assert_eq!(asked.opens(name), 1, "{name}");
    }
}

#[test]
fn the_disk_is_asked_as_much_in_a_project_of_many_modules_as_in_one_of_few() {
    let (few, many) = (Scratch::new(10, 10), Scratch::new(200, 300));
    let explained = |scratch: &Scratch| scratch.explain("github.com/acme/lib1").total();
    assert_eq!(explained(&few), explained(&many));
    let checked = |scratch: &Scratch| scratch.check().0.total();
    assert_eq!(checked(&few), checked(&many));
}

#[test]
fn start_up_files_are_read_once_for_all_contexts_and_shells() {
    let home = "/home/gopher";
    let tree = MemoryTree::default()
        .with(format!("{home}/.profile"), ". ~/.bashrc\n")
        .with(format!("{home}/.bashrc"), "export GOPROXY=off\n")
        .with(format!("{home}/.zshrc"), ". ~/.profile\n")
        .with("/etc/environment", "GOFLAGS=-mod=mod\n");
    let (tree, asked) = counted(tree);
    let environment = BTreeMap::from([("HOME".to_owned(), home.to_owned())]);
    let user = User { shell: Shell::Bash, home: home.to_owned(), environment };
    let survey = Survey::of(&user, &tree);
    assert!(!survey.contexts.is_empty());
    assert_eq!(asked.opened_again(), [""; 0].map(PathBuf::from));
    assert_eq!((asked.opens(".profile"), asked.opens(".bashrc")), (1, 1));
}

/// The lines of a source that open or look at files by themselves, its own tests aside.
fn looks_at_files(text: &str) -> Vec<&str> {
    let text = text.split("#[cfg(test)]\n").next().unwrap();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words = [
        "std::fs",
        "fs::",
        "File::open",
        "File::create",
        "File::options",
        ".is_dir()",
        ".exists()",
        "canonicalize(",
        "read_link(",
        "read_dir(",
    ];
    // A name that only ends so is another one: `TextFile::`, `reads::`.
    let stands_alone = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            word.starts_with('.') || !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        })
    };
    code.filter(|line| words.iter().any(|word| stands_alone(line, word))).collect()
}

/// The sources below a folder, each with its path below `src`.
fn sources(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, root, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Who else may: results are written.
const OTHERS: &[&str] = &["cli/check/destination.rs", "cli/check/outputs.rs"];

#[test]
fn only_the_room_of_files_opens_any() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = vec![];
    sources(&root, &root, &mut all);
    let is_test = |name: &str| name.contains("/tests/") || name.ends_with("/tests.rs");
    let others = all.iter().filter(|(name, _)| !name.starts_with("files/") && !is_test(name));
    let found: Vec<String> = others
        .filter(|(name, _)| name.ends_with(".rs") && !OTHERS.contains(&name.as_str()))
        .flat_map(|(name, text)| looks_at_files(text).into_iter().map(move |line| format!("{name}: {line}")))
        .collect();
    assert_eq!(found, [""; 0], "read through a Tree");
    assert_eq!(
        looks_at_files("let x = std::fs::read(path);\n// std::fs\n"),
        ["let x = std::fs::read(path);"]
    );
}
