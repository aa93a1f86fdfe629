//! The files of a project that go cannot read, with the lines that are wrong.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::project::files::{join_clean, read_text_lossy};
use crate::project::go_sum::{self, ScanError};
use crate::project::{Finding, GoModErrors, Project};
use crate::rules::facts::Unreadable;
use crate::source::FileLine;

/// All of them, in the order in which go comes to them. Paths in errors are relative to `start`.
pub(super) fn unreadable(project: &Project, start: &Path) -> Vec<Unreadable> {
    let problems = project.problems.iter().filter(|found| !found.is_warning());
    let of_files = problems.filter_map(|found| {
        let line = place(found, project, start)?;
        Some(Unreadable { line, message: first_line(&found.to_string()) })
    });
    of_files.chain(project.sum_paths().into_iter().filter_map(sums)).collect()
}

/// Where a problem is; none for one that is not about a file, or that is a matter of versions.
fn place(found: &Finding, project: &Project, start: &Path) -> Option<FileLine> {
    match found {
        Finding::GoMod { errors, .. } | Finding::GoWork { errors, .. } => Some(of_errors(errors, start)),
        Finding::UsedModule { error, .. } => place(error, project, start),
        Finding::File(error) => Some(beginning(error.path().to_owned())),
        Finding::Missing(path) | Finding::MissingModule(path) => {
            let named = join_clean(start, Path::new(path));
            let is_file = named.is_file();
            Some(beginning(if is_file { named } else { main_file(project).unwrap_or(named) }))
        }
        Finding::ReservedModulePath { path, .. } | Finding::RepeatedUse { path, .. } => {
            Some(beginning(join_clean(start, Path::new(path))))
        }
        _ => None,
    }
}

fn of_errors(errors: &GoModErrors, start: &Path) -> FileLine {
    let path = join_clean(start, Path::new(&errors.path));
    let number = errors.errors.first().map_or(1, |error| error.span.line);
    let text = read_text_lossy(&path).unwrap_or_default();
    FileLine::of(&path, &text, number).unwrap_or_else(|| FileLine::new(&path, "", number))
}

/// The file that asks for another one.
fn main_file(project: &Project) -> Option<PathBuf> {
    let work = project.workspace.as_ref().map(|workspace| workspace.path.clone());
    work.or_else(|| project.modules.first().map(|module| module.go_mod_path.clone()))
}

fn beginning(path: PathBuf) -> FileLine {
    let text = read_text_lossy(&path).unwrap_or_default();
    FileLine::of(&path, &text, 1).unwrap_or_else(|| FileLine::new(path, "", 1))
}

/// What is wrong with a go.sum.
fn sums(path: &Path) -> Option<Unreadable> {
    let file = match File::open(path) {
        Ok(file) if path.is_file() => file,
        Ok(_) => return None,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            let message = format!("reading {}: {error}", path.display());
            return Some(Unreadable { line: FileLine::new(path, "", 1), message });
        }
    };
    let name = path.to_string_lossy();
    let (number, message) = match go_sum::scan(BufReader::new(file), &name, &[]) {
        Ok(scan) => {
            let malformed = scan.malformed?;
            (malformed.line, malformed.to_string().replace('\n', " "))
        }
        Err(error @ ScanError::LongLine { line, .. }) => (line, error.to_string()),
        Err(error) => (1, error.to_string()),
    };
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Some(Unreadable { line: FileLine::new(path, "", number), message })
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
