//! Versions of modules: how they go with a path, pseudo-versions, and their form in URLs.

use super::module_path::{
    PathError, PathKind, check_element, check_path, escape_upper_case, split_path_version,
};
use super::quote::quote;
use super::semver::Semver;

/// What is wrong with a version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VersionFault {
    /// The text is no semantic version.
    #[error("not a semantic version")]
    NotSemantic,
    /// The path asks for another major version.
    #[error("should be {wanted}, not {found}")]
    Major {
        /// `v0 or v1`, or the major version at the end of the path.
        wanted: String,
        /// The version's own; empty if it is no semantic version.
        found: String,
    },
    /// The text could not be the name of a file.
    #[error("disallowed version string")]
    Disallowed,
}

/// A version that go refuses, as `*module.InvalidVersionError`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("version {} invalid: {fault}", quote(.version))]
pub struct VersionError {
    version: String,
    fault: VersionFault,
}

impl VersionError {
    fn new(version: &str, fault: VersionFault) -> Self {
        Self { version: version.to_owned(), fault }
    }

    /// What is wrong.
    pub fn fault(&self) -> &VersionFault {
        &self.fault
    }

    /// What is wrong, for a message that says in its own way which version it is about.
    pub fn into_fault(self) -> VersionFault {
        self.fault
    }
}

/// A path and a version that do not make a module version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModuleError {
    /// The path is at fault.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The version is at fault, alone or together with the path; as `*module.ModuleError`.
    #[error("{path}@{}: invalid version: {}", .error.version, .error.fault)]
    Version {
        /// The module's path.
        path: String,
        /// Why.
        error: VersionError,
    },
}

/// A version that cannot be written in a URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EscapeVersionError {
    /// Go's usual refusal.
    #[error(transparent)]
    Disallowed(#[from] VersionError),
    /// Letters beyond ASCII pass go's first check and fail its second.
    #[error("internal error: inconsistency in EscapePath")]
    NotAscii,
}

/// Checks that a path and a version are valid and go together. Mirrors `module.Check`.
///
/// # Errors
/// The go command's own words.
pub fn check(path: &str, version: &str) -> Result<(), ModuleError> {
    check_path(path)?;
    let checked = match Semver::parse(version) {
        None => Err(VersionError::new(version, VersionFault::NotSemantic)),
        Some(_) => check_path_major(version, split_path_version(path).map_or("", |(_, major)| major)),
    };
    checked.map_err(|error| ModuleError::Version { path: path.to_owned(), error })
}

/// Checks that a version suits the end of a module path, as [`split_path_version`] gives it.
/// Mirrors `module.CheckPathMajor`.
///
/// # Errors
/// The major version that the path asks for, and the one found.
pub fn check_path_major(version: &str, path_major: &str) -> Result<(), VersionError> {
    let path_major = match path_major.strip_suffix("-unstable") {
        Some(stable) if path_major.starts_with(".v") => stable,
        _ => path_major,
    };
    // Early pseudo-versions of gopkg.in/….v1 modules said v0.0.0.
    if version.starts_with("v0.0.0-") && path_major == ".v1" {
        return Ok(());
    }
    let parsed = Semver::parse(version);
    let found = parsed.map_or("", |version| version.major());
    let incompatible = parsed.is_some_and(|version| version.build() == INCOMPATIBLE);
    let wanted = path_major.strip_prefix(['/', '.']).unwrap_or(path_major);
    let suits = match path_major {
        "" => matches!(found, "v0" | "v1") || incompatible,
        // Without its separator no major version suits.
        _ => wanted.len() < path_major.len() && found == wanted,
    };
    if suits {
        return Ok(());
    }
    let wanted = if path_major.is_empty() { "v0 or v1" } else { wanted };
    let fault = VersionFault::Major { wanted: wanted.to_owned(), found: found.to_owned() };
    Err(VersionError::new(version, fault))
}

/// The build metadata of a major version above 1 without a go.mod file.
const INCOMPATIBLE: &str = "+incompatible";

/// The version with all three numbers and without build metadata, save `+incompatible`; empty if it
/// is no semantic version. Mirrors `module.CanonicalVersion`.
pub fn canonical_version(version: &str) -> String {
    let Some(parsed) = Semver::parse(version) else { return String::new() };
    let suffix = if parsed.build() == INCOMPATIBLE { INCOMPATIBLE } else { "" };
    parsed.canonical() + suffix
}

/// Whether a version is written as go.mod, go.sum and the module cache hold it, so that go takes it for
/// a version and not for a query: `module.CanonicalVersion` leaves it as it is, and it is not empty.
/// Mirrors the test in `modload.fixVersion`.
pub fn is_canonical_version(version: &str) -> bool {
    !version.is_empty() && canonical_version(version) == version
}

/// Whether go made this version from a commit: `v0.0.0-20060102150405-abcdef123456`,
/// `v1.2.4-0.20060102150405-abcdef123456`, `v1.2.3-rc.1.0.20060102150405-abcdef123456`.
/// Mirrors `module.IsPseudoVersion`.
pub fn is_pseudo_version(version: &str) -> bool {
    let Some(parsed) = Semver::parse(version) else { return false };
    let Some((head, revision)) = parsed.prerelease().strip_prefix('-').and_then(|p| p.rsplit_once('-'))
    else {
        return false;
    };
    if revision.is_empty() || !revision.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    match head.rsplit_once('.') {
        None => parsed.is_major_alone() && is_timestamp(head),
        Some((base, time)) => is_timestamp(time) && (base == "0" || base.ends_with(".0")),
    }
}

/// Year to second, in 14 digits; go does not check that there is such a day.
fn is_timestamp(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a version as it stands in URLs and in the module cache: `A` becomes `!a`. The version need
/// not be a semantic one. Mirrors `module.EscapeVersion`.
///
/// # Errors
/// A text that could not be the name of a file.
pub fn escape_version(version: &str) -> Result<String, EscapeVersionError> {
    if version.contains('!') || check_element(version, PathKind::File).is_err() {
        return Err(VersionError::new(version, VersionFault::Disallowed).into());
    }
    if version.is_ascii() { Ok(escape_upper_case(version)) } else { Err(EscapeVersionError::NotAscii) }
}
