//! Whole projects on disk, and properties of the readers.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::around;
use goenv_doctor::files::{DiskTree, MemoryTree, Place};
use goenv_doctor::go::GoVersion;
use goenv_doctor::project::go_mod::{Reading, parse, parse_as};
use goenv_doctor::project::providers::{Known, Provider, download_name};
use goenv_doctor::project::vendor::VendorMode;
use goenv_doctor::project::{Presence, Project, Sums, Surroundings, discover, go_work};
use proptest::prelude::*;

const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

fn fixture(name: &str) -> PathBuf {
    crate::support::fixture("project").join(name)
}

fn messages(project: &Project) -> Vec<String> {
    project.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn project_of_a_single_module() {
    let start = fixture("simple");
    let project = discover(&Surroundings { gowork: "off", ..around(&start, NEW) });
    assert_eq!(messages(&project), [""; 0]);
    assert_eq!(project.current().unwrap().go_mod.as_ref().unwrap().requires.len(), 2);
    assert_eq!(project.sum_paths(), [start.join("go.sum")]);
    let sums = Sums::read(&project.sum_paths(), &DiskTree);
    let presence = |path, version| sums.hashes(path, version).presence(NEW);
    assert_eq!(presence("github.com/pkg/errors", "v0.9.1"), Presence::Both);
    assert_eq!(presence("golang.org/x/text", "v0.14.0"), Presence::ModOnly);
}

#[test]
fn project_of_a_workspace_has_all_its_modules() {
    let (start, root) = (fixture("workspace/app"), fixture("workspace"));
    let project = discover(&around(&start, NEW));
    assert_eq!(project.workspace.as_ref().unwrap().path, root.join("go.work"));
    assert_eq!(
        project.sum_paths(),
        [root.join("go.work.sum"), root.join("app/go.sum"), root.join("lib/go.sum")]
    );
    assert_eq!(project.current().unwrap().root, start);
    let mods = project.go_mods();
    let known = Known::new(&mods, &[], None);
    assert_eq!(known.provider("example.com/lib/x"), Some(Provider::Main("example.com/lib")));
    assert!(discover(&Surroundings { gowork: "off", ..around(&start, NEW) }).workspace.is_none());
}

#[test]
fn project_with_vendor_directory() {
    let project = discover(&around(&fixture("vendored"), NEW));
    let vendor = project.vendor.unwrap();
    assert_eq!(vendor.mode, VendorMode::Automatic);
    assert_eq!(vendor.list.unwrap().provider("example.com/lib/sub").unwrap().path, "example.com/lib");
}

#[test]
fn project_with_replacements() {
    let project = discover(&around(&fixture("replaced"), NEW));
    let mods = project.go_mods();
    let known = Known::new(&mods, &[], None);
    let name = |module| {
        let require = known.requirement(module).unwrap();
        download_name(require, known.replacement(module, &require.version.text))
    };
    assert_eq!(name("example.com/near"), None);
    assert_eq!(name("example.com/old"), Some(("example.com/fork", "v1.0.1")));
}

/// The texts are those of the real command in the same situations.
#[test]
fn discover_complains_in_words_of_the_version() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::create_dir(root.join("a")).unwrap();
    std::fs::write(root.join("a/go.mod"), "module example.com/a\n\ngo 1.18\n").unwrap();
    let complaint = |work: &str, version| {
        std::fs::write(root.join("go.work"), work).unwrap();
        messages(&discover(&around(&root, version))).concat()
    };
    let (old, new) = (GoVersion::new(1, 22, 10), GoVersion::new(1, 23, 9));
    let full = root.display();
    assert_eq!(
        complaint("go x\nuse ./a\n", old),
        format!("reading go.work: {full}/go.work:1: invalid go version 'x': must match format 1.23")
    );
    assert_eq!(
        complaint("go x\nuse ./a\n", new),
        "errors parsing go.work:\ngo.work:1: invalid go version 'x': must match format 1.23.0"
    );
    let twice = "go 1.18\nuse (\n\t./a\n\ta\n)\n";
    assert_eq!(
        complaint(twice, old),
        format!("reading go.work: path {full}/a appears multiple times in workspace")
    );
    assert_eq!(
        complaint(twice, new),
        format!("error loading go.work:\ngo.work:4: path {full}/a appears multiple times in workspace")
    );
    assert_eq!(complaint("go 1.99\nuse ./a\n", new), "go.work requires go >= 1.99 (running go 1.23.9)");
}

#[test]
fn discover_ignores_or_refuses_odd_places() {
    let start = fixture("simple");
    let off = Surroundings { gowork: "off", ..around(&start, NEW) };
    let in_temp = discover(&Surroundings { temp_dir: &start, ..off.clone() });
    assert_eq!(
        messages(&in_temp),
        [format!("warning: ignoring go.mod in system temp root {}", start.display())]
    );
    assert!(in_temp.modules.is_empty());
    let in_gopath = |version| {
        messages(&discover(&Surroundings { gopath: Some(&start), version, ..off.clone() })).concat()
    };
    assert_eq!(in_gopath(NEW), format!("warning: ignoring go.mod in $GOPATH {}", start.display()));
    assert!(in_gopath(GoVersion::new(1, 21, 13)).contains("$GOPATH/go.mod exists but should not"));
    let mod_file = discover(&Surroundings { mod_file: Some("x.txt"), ..off.clone() });
    assert_eq!(messages(&mod_file), ["-modfile=x.txt: file does not have .mod extension"]);
    let alternative = discover(&Surroundings { mod_file: Some("sub/../go.mod"), ..off });
    assert_eq!(alternative.sum_paths(), [start.join("go.sum")]);
}

#[test]
fn readers_take_ten_thousand_of_anything() {
    for piece in ["(", "require (\n", ")\n", "\"", "[", "// x\n", "a ", "(\n)\n", "require a v1.0.0\n", "\\"]
    {
        let text = piece.repeat(10_000);
        let _ = parse(&text, "go.mod", NEW);
        let _ = go_work::parse(&text, "go.work", NEW);
    }
}

#[test]
fn readers_are_linear() {
    let line = "\tgithub.com/some/module v1.2.3 // indirect\n";
    let time = |lines: usize| {
        let text = format!("module example.com/m\nrequire (\n{})\n", line.repeat(lines));
        let start = Instant::now();
        assert_eq!(parse(&text, "go.mod", NEW).unwrap().requires.len(), lines);
        start.elapsed()
    };
    time(1_000);
    let (small, large) = (time(10_000), time(80_000));
    assert!(large < small * 40 + Duration::from_millis(200), "{small:?} {large:?}");
}

/// Texts made of what the grammar knows, so that they get beyond the first error.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "module",
        "go",
        "require",
        "replace",
        "retract",
        "use",
        "tool",
        "example.com/a",
        "v1.0.0",
        "=>",
        "../b",
        "(",
        ")",
        "[",
        "]",
        ",",
        "\n",
        "\n",
        "\r\n",
        " ",
        " ",
        "\t",
        "\"",
        "`",
        "\\",
        "// indirect",
        "/*",
        "é",
        "1.21.0",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(words, 0..60).prop_map(|words| words.concat())]
}

proptest! {
    #[test]
    fn spans_lie_inside_the_text(text in texts()) {
        let lines: Vec<u32> = text.split('\n').map(|line| line.chars().count() as u32).collect();
        let inside = |place: &Place| {
            let width = lines.get(place.line() as usize - 1).copied();
            width.is_some_and(|width| place.column() <= place.end_column() && place.end_column() <= width + 1)
        };
        for reading in [Reading::MainModule, Reading::Edit, Reading::Dependency] {
            match parse_as(&text, "go.mod", NEW, reading) {
                Ok(file) => prop_assert!(file.requires.iter().all(|line| inside(&line.place))),
                Err(errors) => prop_assert!(errors.errors.iter().all(|error| inside(&error.place)), "{errors:?}"),
            }
        }
        if let Err(errors) = go_work::parse(&text, "go.work", NEW) {
            prop_assert!(errors.errors.iter().all(|error| inside(&error.place)), "{errors:?}");
        }
        let tree = MemoryTree::default().with("/w/go.sum", &text);
        let mut modules = 0;
        Sums::read(&[Path::new("/w/go.sum")], &tree).for_each_module(&tree, |_| modules += 1);
        prop_assert!(modules <= lines.len());
    }
}
