//! The modules that a question is about: from arguments to requests.

use super::error::InspectError;
use super::project_view::ProjectView;
use crate::go::module_path::{check_import_path, check_path, is_standard_import_path};
use crate::go::predict::Request;
use crate::go::quote::quote;
use crate::go::version_query::Query;
use crate::project::providers::{Known, Provider};
use crate::project::replace::Replacement;
use crate::settings::Scenario;

/// One module that go would deal with.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What go would ask for.
    pub request: Request,
    /// The path asked about, when this is one of several module paths that may hold it.
    pub candidate_of: Option<String>,
    /// The package asked about, when go.mod has this module for it.
    pub provides: Option<String>,
    /// `PATH@VERSION` as required, when it is replaced by this one.
    pub replaces: Option<String>,
    /// The directory that replaces it.
    pub directory: Option<String>,
}

/// A `PATH[@VERSION]` argument.
struct Argument<'a> {
    path: &'a str,
    version: Option<&'a str>,
}

/// Turns the arguments into modules. With `only_modules` every path is taken as a module's.
///
/// # Errors
/// A path or version that go would refuse.
pub(super) fn subjects(
    arguments: &[String],
    only_modules: bool,
    around: &ProjectView,
    scenario: &Scenario,
) -> Result<Vec<Subject>, InspectError> {
    let known = &around.known();
    let mut all = vec![];
    for text in arguments {
        all.extend(subjects_of(&parse(text, only_modules, known)?, only_modules, known));
    }
    let wanted =
        all.iter().map(|subject| (subject.request.path.clone(), subject.request.version.clone())).collect();
    for (subject, request) in all.iter_mut().zip(around.requests(wanted, scenario)) {
        subject.request = request;
    }
    Ok(all)
}

/// Refuses what go refuses before it asks anyone. Other odd versions go takes for names of revisions,
/// which an origin may have.
fn parse<'a>(text: &'a str, only_modules: bool, known: &Known<'_>) -> Result<Argument<'a>, InspectError> {
    let (path, version) = match text.strip_prefix("git@") {
        Some(_) => (text, None),
        None => text.split_once('@').map_or((text, None), |(path, version)| (path, Some(version))),
    };
    let refused = |error: String, hint: String| InspectError::Module { text: error, hint };
    // Names in go.mod may be any; they need not be found on a server.
    let is_package = !only_modules && is_only_package(path, known);
    if let (false, Err(error)) = (is_package || known.names(path), check_path(path)) {
        return Err(refused(error.to_string(), path_hint(path)));
    }
    if let Some(version) = version {
        check_version(path, version)?;
    }
    Ok(Argument { path, version })
}

/// Whether a path can be a package's, but not a module's: `k8s.io/api/core/v1`.
fn is_only_package(path: &str, known: &Known<'_>) -> bool {
    check_path(path).is_err()
        && check_import_path(path).is_ok()
        && (known.provider(path).is_some_and(|found| !matches!(found, Provider::Standard))
            || !known.candidates(path).is_empty())
}

/// What is worth knowing about paths that go takes, though not for those of modules.
pub fn remarks(subjects: &[Subject]) -> Vec<String> {
    let mut paths: Vec<&str> =
        subjects.iter().filter_map(|subject| subject.candidate_of.as_deref()).collect();
    paths.dedup();
    let remark = |path: &str| {
        let error = check_path(path).err()?;
        Some(format!("{path} can only be a package: {error}{}", path_hint(path)))
    };
    paths.into_iter().filter_map(remark).collect()
}

fn check_version(path: &str, version: &str) -> Result<(), InspectError> {
    let refused = |text: String| InspectError::Module {
        text: format!("{path}@{version}: {text}"),
        hint: "; write a version as v1.2.3, a branch, or latest".into(),
    };
    if version.is_empty() {
        return Err(refused("no version after the @".into()));
    }
    if version.contains(never_in_a_version) {
        return Err(refused(format!("version {} invalid: disallowed version string", quote(version))));
    }
    Query::parse(version).map(|_| ()).map_err(|error| refused(error.to_string()))
}

/// What neither a version nor the name of a git branch or tag may hold (`git check-ref-format`).
fn never_in_a_version(c: char) -> bool {
    c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c)
}

/// What somebody who wrote this path most likely wanted.
fn path_hint(path: &str) -> String {
    for scheme in ["https://", "http://", "git://", "ssh://"] {
        if let Some(rest) = path.strip_prefix(scheme) {
            let rest = rest.trim_end_matches('/');
            return format!("; a module path has no scheme: {}", rest.strip_suffix(".git").unwrap_or(rest));
        }
    }
    if let Some((host, rest)) = path.strip_prefix("git@").and_then(|rest| rest.split_once(':')) {
        return format!(
            "; a module path is not an ssh address: {host}/{}",
            rest.strip_suffix(".git").unwrap_or(rest)
        );
    }
    if path.starts_with("./") || path.starts_with("../") || path.starts_with('/') {
        return "; give a module path, not a directory".into();
    }
    if let Some(name) = path.strip_prefix("gopkg.in/") {
        return format!("; paths of gopkg.in end in a major version: gopkg.in/{name}.v1");
    }
    if path.ends_with("/v0") || path.ends_with("/v1") {
        return "; a path ends in a major version from /v2 on only".into();
    }
    if is_standard_import_path(path) && !path.is_empty() {
        return "; it would belong to the standard library, which is never downloaded".into();
    }
    "; write it as github.com/gorilla/mux".into()
}

fn subjects_of(argument: &Argument<'_>, only_modules: bool, known: &Known<'_>) -> Vec<Subject> {
    let path = argument.path;
    if only_modules || known.requirement(path).is_some() || known.is_main(path) {
        return vec![required(path, argument.version, known)];
    }
    if let Some(Provider::Required(require, _)) = known.provider(path) {
        let module = required(&require.path, argument.version.or(Some(&require.version.text)), known);
        return vec![Subject { provides: Some(path.to_owned()), ..module }];
    }
    let candidates = known.candidates(path);
    let is_open = candidates != [path];
    let candidate = |module: &str| Subject {
        candidate_of: is_open.then(|| path.to_owned()),
        ..required(module, argument.version, known)
    };
    candidates.into_iter().map(candidate).collect()
}

/// A module by its path: at the version asked for, else `latest`; replaced as go.mod says.
fn required(path: &str, version: Option<&str>, known: &Known<'_>) -> Subject {
    let version = version.unwrap_or("latest").to_owned();
    let mut subject = Subject {
        request: Request { path: path.to_owned(), version, ..Request::default() },
        candidate_of: None,
        provides: None,
        replaces: None,
        directory: None,
    };
    let Some(line) = known.replacement(path, &subject.request.version) else { return subject };
    subject.replaces = Some(format!("{path}@{}", subject.request.version));
    match &line.new {
        Replacement::Directory(directory) => {
            subject.directory = Some(directory.clone());
            subject.replaces = None;
        }
        Replacement::Module { path, version } => {
            subject.request.path = path.clone();
            subject.request.version = version.text.clone();
        }
    }
    subject
}
