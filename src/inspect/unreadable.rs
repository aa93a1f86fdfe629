//! The files of a project that go cannot read, with the lines that are wrong.

use std::path::{Path, PathBuf};

use crate::files::{Place, ReadError, TextFile, Tree, join_clean};
use crate::project::go_sum::ScanError;
use crate::project::sums::SumFile;
use crate::project::{Finding, GoModErrors, Project, SumProblem, Sums};
use crate::rules::facts::Unreadable;

/// All of them, in the order in which go comes to them. Paths in errors are relative to `start`.
pub(super) fn unreadable(project: &Project, sums: &Sums, start: &Path, tree: &dyn Tree) -> Vec<Unreadable> {
    let problems = project.problems.iter().filter(|found| !found.is_warning());
    let of_files = problems.filter_map(|found| {
        let place = place(found, project, start, tree)?;
        Some(Unreadable { place, message: first_line(&found.to_string()) })
    });
    of_files.chain(sums.files.iter().filter_map(of_sums)).collect()
}

/// Where a problem is; `None` for one that is not about a file, or that is a matter of versions.
fn place(found: &Finding, project: &Project, start: &Path, tree: &dyn Tree) -> Option<Place> {
    match found {
        Finding::GoMod { errors, .. } | Finding::GoWork { errors, .. } => Some(of_errors(errors, start)),
        Finding::UsedModule { error, .. } => place(error, project, start, tree),
        Finding::File(error) => Some(beginning(error.path().to_owned(), tree)),
        Finding::Missing(path) | Finding::MissingModule(path) => {
            let named = join_clean(start, Path::new(path));
            let is_file = tree.is_file(&named);
            Some(beginning(if is_file { named } else { main_file(project).unwrap_or(named) }, tree))
        }
        Finding::ReservedModulePath { path, .. } | Finding::RepeatedUse { path, .. } => {
            Some(beginning(join_clean(start, Path::new(path)), tree))
        }
        _ => None,
    }
}

fn of_errors(errors: &GoModErrors, start: &Path) -> Place {
    let path = join_clean(start, Path::new(&errors.path));
    match errors.errors.first() {
        Some(error) => error.place.in_renamed(&error.place.file().renamed(path)).whole_line(),
        None => TextFile::new(path, "").beginning(),
    }
}

/// The file that asks for another one.
fn main_file(project: &Project) -> Option<PathBuf> {
    let work = project.workspace.as_ref().map(|workspace| workspace.path.clone());
    work.or_else(|| project.modules.first().map(|module| module.go_mod_path.clone()))
}

fn beginning(path: PathBuf, tree: &dyn Tree) -> Place {
    let text = tree.text(&path).unwrap_or_default();
    TextFile::new(path, text).beginning()
}

/// What is wrong with a go.sum. One that is not there, or no file at all, go takes for an empty one.
fn of_sums(file: &SumFile) -> Option<Unreadable> {
    let (number, message) = match file.problem.as_ref()? {
        SumProblem::Unopened(ReadError::Refused { source, .. }) => {
            (1, format!("reading {}: {source}", file.path.display()))
        }
        SumProblem::Unopened(_) => return None,
        SumProblem::Broken(error @ ScanError::LongLine { line, .. }) => (*line, error.to_string()),
        SumProblem::Broken(error) => (1, error.to_string()),
        SumProblem::Malformed(malformed) => (malformed.line, malformed.to_string().replace('\n', " ")),
    };
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Some(Unreadable { place: TextFile::of_line(&file.path, "", number).beginning(), message })
}

fn first_line(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    // `errors parsing go.mod:` is a heading.
    match lines.next() {
        Some(second) if first.ends_with(':') => format!("{first} {second}"),
        _ => first.to_owned(),
    }
}
