//! Which texts are module paths and import paths, and how a module path splits and is written in URLs.
//!
//! The rules of golang.org/x/mod/module as Go 1.19 and later carry it.

use super::quote::{quote, quote_character};

/// What a path is to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// A module.
    Module,
    /// A package.
    Import,
    /// A file; go holds versions to the rules of one element of a file path.
    File,
}

impl PathKind {
    fn name(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Import => "import",
            Self::File => "file",
        }
    }

    fn allows(self, character: char) -> bool {
        let plain = character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~');
        match self {
            Self::Module => plain,
            Self::Import => plain || character == '+',
            Self::File if character.is_ascii() => plain || "!#$%&()+,=@[]^{} ".contains(character),
            // Go asks for letters; nothing in the standard library tells letters from other
            // alphabetic characters more sharply.
            Self::File => character.is_alphabetic() && !character.is_numeric(),
        }
    }
}

/// What is wrong with a path. `Display` is the part of Go's message after the path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// Nothing at all.
    #[error("empty string")]
    Empty,
    /// The path begins with `-`.
    #[error("leading dash")]
    LeadingDash,
    /// `//`, as in a URL.
    #[error("double slash")]
    DoubleSlash,
    /// `/` at the end.
    #[error("trailing slash")]
    TrailingSlash,
    /// `/` at the beginning.
    #[error("empty path element")]
    EmptyElement,
    /// An element of dots alone.
    #[error("invalid path element {}", quote(.0))]
    DotsOnly(String),
    /// An element of a module path that begins with a dot.
    #[error("leading dot in path element")]
    LeadingDot,
    /// An element that ends with a dot.
    #[error("trailing dot in path element")]
    TrailingDot,
    /// A character that no such path holds.
    #[error("invalid char {}", quote_character(*.0))]
    Character(char),
    /// A name that Windows keeps for itself, as `aux`.
    #[error("{} disallowed as path element component on Windows", quote(.0))]
    WindowsName(String),
    /// An element that looks like a short name of Windows, as `long~1`.
    #[error("trailing tilde and digits in path element")]
    WindowsShortName,
    /// No dot in the first element, so it is no host name.
    #[error("missing dot in first path element")]
    MissingDot,
    /// A character that the first element may not hold, as an upper-case letter.
    #[error("invalid char {} in first path element", quote_character(*.0))]
    HostCharacter(char),
    /// A major version at the end that is none: `/v1`, `/v02`, `/v1.2`, gopkg.in without `.vN`.
    #[error("invalid version")]
    MajorVersion,
}

/// A text that go refuses as a path, as `*module.InvalidPathError`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("malformed {} path {}: {fault}", .kind.name(), quote(.path))]
pub struct PathError {
    kind: PathKind,
    path: String,
    fault: PathFault,
}

impl PathError {
    /// What is wrong.
    pub fn fault(&self) -> &PathFault {
        &self.fault
    }
}

/// Checks that a module of this path can be downloaded. Mirrors `module.CheckPath`.
///
/// # Errors
/// The go command's own words.
pub fn check_path(path: &str) -> Result<(), PathError> {
    let checked = check_elements(path, PathKind::Module).and_then(|()| check_module_rules(path));
    checked.map_err(|fault| PathError { kind: PathKind::Module, path: path.to_owned(), fault })
}

/// Checks the path of a package. Mirrors `module.CheckImportPath`.
///
/// # Errors
/// The go command's own words.
pub fn check_import_path(path: &str) -> Result<(), PathError> {
    check_elements(path, PathKind::Import).map_err(|fault| PathError {
        kind: PathKind::Import,
        path: path.to_owned(),
        fault,
    })
}

fn check_module_rules(path: &str) -> Result<(), PathFault> {
    let host = path.split('/').next().unwrap_or_default();
    if !host.contains('.') {
        return Err(PathFault::MissingDot);
    }
    let is_host = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '.');
    if let Some(character) = host.chars().find(|&c| !is_host(c)) {
        return Err(PathFault::HostCharacter(character));
    }
    split_path_version(path).map(|_| ()).ok_or(PathFault::MajorVersion)
}

fn check_elements(path: &str, kind: PathKind) -> Result<(), PathFault> {
    if path.is_empty() {
        Err(PathFault::Empty)
    } else if path.starts_with('-') {
        Err(PathFault::LeadingDash)
    } else if path.contains("//") {
        Err(PathFault::DoubleSlash)
    } else if path.ends_with('/') {
        Err(PathFault::TrailingSlash)
    } else {
        path.split('/').try_for_each(|element| check_element(element, kind))
    }
}

/// Checks what stands between two slashes.
pub(super) fn check_element(element: &str, kind: PathKind) -> Result<(), PathFault> {
    if element.is_empty() {
        return Err(PathFault::EmptyElement);
    }
    if element.bytes().all(|byte| byte == b'.') {
        return Err(PathFault::DotsOnly(element.to_owned()));
    }
    if element.starts_with('.') && kind == PathKind::Module {
        return Err(PathFault::LeadingDot);
    }
    if element.ends_with('.') {
        return Err(PathFault::TrailingDot);
    }
    if let Some(character) = element.chars().find(|&c| !kind.allows(c)) {
        return Err(PathFault::Character(character));
    }
    check_windows_name(element.split('.').next().unwrap_or_default(), kind)
}

/// Checks an element up to its first dot against the names that Windows cannot store.
fn check_windows_name(name: &str, kind: PathKind) -> Result<(), PathFault> {
    if is_windows_device(name) {
        return Err(PathFault::WindowsName(name.to_owned()));
    }
    let number = name.rsplit_once('~').map_or("", |(_, number)| number);
    if kind != PathKind::File && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PathFault::WindowsShortName);
    }
    Ok(())
}

fn is_windows_device(name: &str) -> bool {
    let is_one_of = |text: &str, names: &[&str]| names.iter().any(|known| text.eq_ignore_ascii_case(known));
    match name.split_at_checked(3) {
        Some((device, "")) => is_one_of(device, &["CON", "PRN", "AUX", "NUL"]),
        Some((port, number)) => {
            matches!(number.as_bytes(), [b'1'..=b'9']) && is_one_of(port, &["COM", "LPT"])
        }
        None => false,
    }
}

/// Splits a module path before its major version: `a.b/c/v2` is `a.b/c` and `/v2`, `gopkg.in/c.v3`
/// is `gopkg.in/c` and `.v3`; the second part may be empty. None: the end looks like a major version
/// and is none. Mirrors `module.SplitPathVersion`.
pub fn split_path_version(path: &str) -> Option<(&str, &str)> {
    if path.starts_with("gopkg.in/") {
        return split_gopkg_in(path);
    }
    let stem = path.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = path.strip_prefix(stem).unwrap_or_default();
    let Some(prefix) = stem.strip_suffix("/v").filter(|_| !number.is_empty()) else {
        return Some((path, ""));
    };
    let valid = !number.contains('.') && !number.starts_with('0') && number != "1";
    valid.then(|| path.split_at(prefix.len()))
}

fn split_gopkg_in(path: &str) -> Option<(&str, &str)> {
    let stable = path.strip_suffix("-unstable").unwrap_or(path);
    let prefix = stable.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(".v")?;
    let (prefix, major) = path.split_at(prefix.len());
    let valid = major.len() > 2 && (!major.starts_with(".v0") || major == ".v0");
    valid.then_some((prefix, major))
}

/// The module paths that may hold a package, longest first: every prefix in whole elements whose end
/// is not a wrong major version. Mirrors `modload.modulePrefixesExcludingTarget`; go leaves out the
/// main module too.
pub fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(parent, _)| parent))
        .filter(|path| split_path_version(path).is_some())
}

/// Whether a package path is reserved for the standard library: no dot in its first element.
/// Mirrors `search.IsStandardImportPath`.
pub fn is_standard_import_path(path: &str) -> bool {
    !path.split('/').next().unwrap_or_default().contains('.')
}

/// Writes a module path as it stands in URLs and in the module cache: `A` becomes `!a`.
/// Mirrors `module.EscapePath`.
///
/// # Errors
/// A text that is no module path.
pub fn escape_path(path: &str) -> Result<String, PathError> {
    check_path(path).map(|()| escape_upper_case(path))
}

pub(super) fn escape_upper_case(text: &str) -> String {
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}
