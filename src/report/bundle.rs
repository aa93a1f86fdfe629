//! The text of `report`: sections that people read and that `triage` and `explain --go-env` read back.

use super::document::BundleDocument;
use super::escape::safe_lines;

/// The bundle as text.
pub fn bundle(document: &BundleDocument) -> String {
    let mut out = format!(
        "goenv-doctor report, made by goenv-doctor {}\n\nPasswords, tokens, home directories and the user's \
         name are masked. Read it before you share it.\n`goenv-doctor triage FILE` and `goenv-doctor explain \
         MODULE --go-env FILE` read it.\n",
        document.made_by
    );
    for section in &document.sections {
        out.push_str(&format!("\n== {} ==\n\n{}\n", section.title, safe_lines(section.text.trim_end())));
    }
    out
}

/// A line of a listing as `go env` of that system writes it since Go 1.21. On every system but Plan 9 the
/// quoting is that of a POSIX shell, which the reader of listings knows wherever the text comes from.
pub(super) fn listing_line(name: &str, value: &str, goos: &str) -> String {
    let quote = if goos == "plan9" { "''" } else { "'\\''" };
    format!("{name}='{}'\n", value.replace('\'', quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listing_lines_are_quoted() {
        assert_eq!(listing_line("GOFLAGS", "-tags='a b'", "linux"), "GOFLAGS='-tags='\\''a b'\\'''\n");
        assert_eq!(listing_line("GOFLAGS", "it's", "plan9"), "GOFLAGS='it''s'\n");
    }
}
