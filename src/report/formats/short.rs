//! One line a finding, as compilers print them, for people and for editors that jump to `path:line:col`.

use super::finding::{counting, place};
use crate::report::document::CheckDocument;
use crate::report::safe;
use crate::rules::doc::severity_name;

/// A line for each finding that counts, at its real place, then one that counts them.
pub fn short(document: &CheckDocument) -> String {
    let mut out: String = counting(document)
        .map(|finding| {
            let found = &finding.diagnostic;
            let severity = severity_name(found.severity);
            let place = quiet(place(finding));
            format!("{place}: {severity}[{}] {}\n", found.name, safe(&found.message))
        })
        .collect();
    out.push_str(&totals(document));
    out.push('\n');
    out
}

/// GitHub's runner obeys lines that begin with `::`; a directory may be called so.
fn quiet(place: String) -> String {
    if place.trim_start().starts_with("::") { format!("./{place}") } else { place }
}

/// `1 error, 2 warnings, 0 infos`, or that there is nothing.
fn totals(document: &CheckDocument) -> String {
    let counts = document.findings;
    if counts.error + counts.warning + counts.info == 0 {
        return "no findings".to_owned();
    }
    let parts = [(counts.error, "error"), (counts.warning, "warning"), (counts.info, "info")];
    parts.map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" })).join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::examples::{
        HOSTILE, at, document, hostile, in_environment, in_goenv_file, known, suppressed,
    };
    use super::*;

    #[test]
    fn short_shows_each_finding_at_its_real_place() {
        let findings = vec![in_environment(), in_goenv_file(), at("tools/go.mod", 3)];
        let expected = "\
environment: error[goproxy-invalid-url] something is wrong here
/home/gopher/.config/go/env:2:9: error[goproxy-invalid-url] something is wrong here
tools/go.mod:3:9: warning[replaced-by-directory] something is wrong here
2 errors, 1 warning, 0 infos
";
        assert_eq!(short(&document(findings)), expected);
    }

    #[test]
    fn short_leaves_out_what_does_not_count() {
        assert_eq!(short(&document(vec![known(), suppressed(true, "as agreed")])), "no findings\n");
        assert_eq!(short(&document(vec![])), "no findings\n");
    }

    #[test]
    fn short_stays_one_safe_line_a_finding() {
        for text in HOSTILE {
            let out = short(&document(vec![hostile(text)]));
            assert_eq!(out.lines().count(), 2, "{out:?}");
            assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
            assert!(out.lines().all(|line| !line.trim_start().starts_with("::")), "{out:?}");
        }
    }
}
