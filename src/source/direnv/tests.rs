//! What stands in no recorded directory: files that no person wrote.

use super::*;
use crate::source::startup::{MemoryTree, ShellState};

fn outcome(files: &[(&str, &str)]) -> Outcome {
    let tree = files.iter().fold(MemoryTree::default(), |tree, (path, text)| tree.with(path, text));
    let environment = [("HOME".to_owned(), "/home/gopher".to_owned())].into();
    read("/app/.envrc", "/app", &environment, &tree)
}

#[test]
fn files_that_source_each_other_end_and_leave_nothing_certain() {
    let found = outcome(&[
        ("/app/.envrc", "export GOPROXY=off\nsource_env ../b/.envrc\n"),
        ("/b/.envrc", "source_env ../app\ndotenv\n"),
        ("/b/.env", "GOSUMDB=off\n"),
    ]);
    assert!(found.incomplete.is_some());
    assert!(!found.variable("GOPROXY").knowledge.is_certain());
}

#[test]
fn call_of_a_function_is_the_place_and_own_files_do_not_show() {
    let found = outcome(&[("/app/.envrc", "# go\n  path_add GOPATH ./go\n")]);
    let path = found.variable("GOPATH");
    assert_eq!(path.state, ShellState::Set("/app/go".into()));
    let place = path.place.unwrap();
    assert_eq!((&*place.path_text(), place.line(), place.column()), ("/app/.envrc", 2, 3));
    assert!(path.knowledge.is_certain());
    assert_eq!(found.files.iter().map(|file| &*file.path).collect::<Vec<_>>(), ["/app/.envrc"]);
    assert_eq!(found.variable("BASH_ENV").state, ShellState::Unset);
}

#[test]
fn exit_leaves_it_open_whether_direnv_takes_anything_over() {
    let found = outcome(&[("/app/.envrc", "export GOPROXY=off\nexit 1\n")]);
    assert!(!found.variable("GOPROXY").knowledge.is_certain());
}

#[test]
fn hostile_env_files_end() {
    for text in ["A=$A$A\n".repeat(50_000), "A='\n".repeat(50_000), "\u{0}".repeat(50_000)] {
        outcome(&[("/app/.envrc", "dotenv\n"), ("/app/.env", &text)]);
    }
}
