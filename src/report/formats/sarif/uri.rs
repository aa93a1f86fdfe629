//! Files of the repository as relative references (RFC 3986).

use std::fmt::Write;

use crate::report::document::FindingDocument;

/// A path with `/` between its names as a relative reference. A colon, too, is written in percent, or
/// what stands before it could be taken for a scheme.
pub(super) fn relative(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The top of the repository as places of values name it: what a finding inside the repository has in
/// front of its path there. Empty: they are relative to it.
pub(super) fn top(findings: &[FindingDocument]) -> Option<&str> {
    findings.iter().filter(|finding| finding.location.exact).find_map(|finding| {
        let whole = finding.diagnostic.origin.path.as_deref()?;
        let top = whole.strip_suffix(finding.location.path.as_str())?;
        (top.is_empty() || top.ends_with('/')).then_some(top)
    })
}

/// The path of a place relative to the top of the repository; `None`: it is not inside.
pub(super) fn inside<'a>(path: &'a str, top: Option<&str>) -> Option<&'a str> {
    let path = path.strip_prefix(top?)?;
    let is_relative = !path.is_empty() && !path.starts_with('/') && !path.contains('\\');
    let stays = path.split('/').all(|name| name != "..");
    (is_relative && stays).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::super::super::examples::{at, in_goenv_file};
    use super::*;

    #[test]
    fn relative_writes_in_percent_what_a_reference_may_not_hold() {
        assert_eq!(relative("sub/go.mod"), "sub/go.mod");
        assert_eq!(relative("a b/c#d?e%20.mod"), "a%20b/c%23d%3Fe%2520.mod");
        assert_eq!(relative("c:/ü\\x"), "c%3A/%C3%BC%5Cx");
    }

    #[test]
    fn top_is_what_stands_in_front_of_a_finding_inside() {
        let mut absolute = at("sub/go.mod", 1);
        absolute.diagnostic.origin.path = Some("/builds/app/sub/go.mod".into());
        assert_eq!(top(&[in_goenv_file(), absolute]), Some("/builds/app/"));
        assert_eq!(top(&[at("go.mod", 1)]), Some(""));
        assert_eq!(top(&[in_goenv_file()]), None);
    }

    #[test]
    fn inside_knows_files_of_the_repository() {
        assert_eq!(inside("/builds/app/sub/go.mod", Some("/builds/app/")), Some("sub/go.mod"));
        assert_eq!(inside("/home/gopher/.config/go/env", Some("/builds/app/")), None);
        assert_eq!(inside("/home/gopher/.config/go/env", Some("")), None);
        assert_eq!(inside("../other/go.mod", Some("")), None);
        assert_eq!(inside("go.mod", Some("")), Some("go.mod"));
        assert_eq!(inside("go.mod", None), None);
    }
}
