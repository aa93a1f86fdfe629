//! Module and import paths: which are possible, their major version, their escaped form.
//!
//! Mirrors `golang.org/x/mod/module` as of Go 1.19 to 1.27.

use super::problem::VersionProblem;
use super::semver;

/// What a path is used for; the rules differ a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Module,
    Import,
    Version,
}

/// The major version at the end of a module path: `/v2`, `.v3` (gopkg.in), or nothing. None where the
/// path ends in something that looks like one but is not allowed (`module.SplitPathVersion`).
pub fn path_major(path: &str) -> Option<&str> {
    if path.starts_with("gopkg.in/") {
        return gopkg_major(path);
    }
    let before_digits = path.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let start = before_digits.len().saturating_sub(2);
    let looks_like =
        before_digits.len() < path.len() && before_digits.len() > 1 && before_digits.ends_with("/v");
    if !looks_like {
        return Some("");
    }
    let major = path.get(start..)?;
    let digits = major.get(2..)?;
    let allowed = !digits.contains('.') && !digits.starts_with('0') && digits != "1";
    allowed.then_some(major)
}

fn gopkg_major(path: &str) -> Option<&str> {
    let stable = path.strip_suffix("-unstable").unwrap_or(path);
    let before_digits = stable.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = before_digits.strip_suffix(".v")?.len();
    let digits = stable.get(before_digits.len()..)?;
    let allowed = !digits.is_empty() && (!digits.starts_with('0') || path.get(start..) == Some(".v0"));
    if allowed { path.get(start..) } else { None }
}

/// Whether a version fits a path's major version (`module.CheckPathMajor`).
pub fn check_path_major(version: &str, path_major: &str) -> Result<(), VersionProblem> {
    let major = if path_major.starts_with(".v") {
        path_major.strip_suffix("-unstable").unwrap_or(path_major)
    } else {
        path_major
    };
    // Old pseudo-versions of gopkg.in/….v1 begin with v0.0.0.
    if version.starts_with("v0.0.0-") && major == ".v1" {
        return Ok(());
    }
    let found = semver::major(version);
    let fits = match major.get(1..) {
        None => matches!(found, "v0" | "v1") || semver::is_incompatible(version),
        Some(wanted) => found == wanted,
    };
    if fits {
        return Ok(());
    }
    let wanted = major.get(1..).unwrap_or("v0 or v1").to_owned();
    Err(VersionProblem::Major { wanted, found: found.to_owned() })
}

/// Whether go would ask a server for a module of this name (`module.CheckPath`).
pub fn is_module_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or("");
    are_elements(path, Use::Module)
        && first.contains('.')
        && first.bytes().all(|b| matches!(b, b'-' | b'.' | b'0'..=b'9' | b'a'..=b'z'))
        && path_major(path).is_some()
}

/// Whether the text may name a package (`module.CheckImportPath`).
pub fn is_import_path(path: &str) -> bool {
    are_elements(path, Use::Import)
}

/// Whether the path is reserved for the standard library: no dot in its first element
/// (`search.IsStandardImportPath`).
pub fn is_standard_import_path(path: &str) -> bool {
    !path.split('/').next().unwrap_or("").contains('.')
}

fn are_elements(path: &str, usage: Use) -> bool {
    !path.starts_with('-') && path.split('/').all(|element| is_element(element, usage))
}

fn is_element(element: &str, usage: Use) -> bool {
    let leading_dot = usage == Use::Module && element.starts_with('.');
    !element.is_empty()
        && !leading_dot
        && !element.ends_with('.')
        && element.chars().all(|c| is_allowed(c, usage))
        && is_fine_on_windows(element, usage)
}

fn is_allowed(c: char, usage: Use) -> bool {
    match usage {
        _ if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') => true,
        Use::Module => false,
        Use::Import => c == '+',
        Use::Version => c.is_ascii() && "#$%&()+,=@[]^{} ".contains(c),
    }
}

/// Names of devices, and endings that look like short file names.
fn is_fine_on_windows(element: &str, usage: Use) -> bool {
    let name = element.split('.').next().unwrap_or("");
    let lower = name.to_ascii_lowercase();
    let numbered =
        |prefix| lower.strip_prefix(prefix).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
    let device =
        matches!(lower.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    let short_name = name
        .rsplit_once('~')
        .is_some_and(|(_, tail)| !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit()));
    !device && (usage == Use::Version || !short_name)
}

/// A module path as it stands in URLs and in the module cache; none for an impossible path
/// (`module.EscapePath`).
pub fn escape_path(path: &str) -> Option<String> {
    is_module_path(path).then(|| escape(path))
}

/// A version in the same form; none for one that cannot be a file name (`module.EscapeVersion`).
pub fn escape_version(version: &str) -> Option<String> {
    is_element(version, Use::Version).then(|| escape(version))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Whether a package of this path can lie in a module of that path
/// (`modload.maybeInModule`).
pub fn contains_package(module: &str, package: &str) -> bool {
    package.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_major_of_paths() {
        for (path, expected) in [
            ("example.com/a", Some("")),
            ("example.com/a/v2", Some("/v2")),
            ("example.com/a/v1", None),
            ("example.com/a/v0", None),
            ("example.com/a/v02", None),
            ("example.com/a/v2.1", None),
            ("example.com/a/v.", None),
            ("example.com/av2", Some("")),
            ("gopkg.in/yaml.v3", Some(".v3")),
            ("gopkg.in/yaml.v0", Some(".v0")),
            ("gopkg.in/yaml.v2-unstable", Some(".v2-unstable")),
            ("gopkg.in/yaml", None),
            ("gopkg.in/yaml.v01", None),
            ("v2", Some("")),
            ("", Some("")),
        ] {
            assert_eq!(path_major(path), expected, "{path}");
        }
    }

    #[test]
    fn module_paths_that_go_asks_for() {
        for path in ["example.com", "example.com/A_b~c", "gopkg.in/yaml.v3", "a.b/v2"] {
            assert!(is_module_path(path), "{path}");
        }
        for path in [
            "",
            "fmt",
            "net/http",
            "Example.com/a",
            "-a.com",
            "example.com/",
            "example.com//a",
            "example.com/.a",
            "example.com/a.",
            "example.com/con",
            "example.com/Com1.x",
            "example.com/a~1",
            "example.com/a+b",
            "example.com/v1",
            "gopkg.in/yaml",
            "/example.com",
            "example.com/ä",
        ] {
            assert!(!is_module_path(path), "{path}");
        }
        assert!(is_import_path("example.com/c++") && is_import_path("fmt") && is_import_path("a/.b"));
    }

    #[test]
    fn escape_capitals() {
        assert_eq!(escape_path("github.com/Azure/SDK").as_deref(), Some("github.com/!azure/!s!d!k"));
        assert_eq!(escape_version("v1.0.0-RC1").as_deref(), Some("v1.0.0-!r!c1"));
        assert_eq!(escape_version("../x"), None);
        assert_eq!(escape_version("v1!"), None);
    }
}
