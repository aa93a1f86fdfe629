//! Which texts speak of trouble, and whose they are.

/// What go says while all is well, after `go: `.
const PROGRESS: &[&str] = &[
    "downloading ",
    "finding ",
    "extracting ",
    "found ",
    "added ",
    "upgraded ",
    "downgraded ",
    "removed ",
    "creating new go.mod",
    "to add module requirements",
    "copying requirements",
    "warning: ",
    "writing ",
    "trying ",
    "switching to ",
    "cleaned ",
];

/// Whether go says something that is no progress.
pub(super) fn is_go_error(text: &str) -> bool {
    let rest = text
        .strip_prefix("go: ")
        .or_else(|| text.strip_prefix("go get "))
        .or_else(|| text.strip_prefix("verifying "));
    rest.is_some_and(|rest| !PROGRESS.iter().any(|word| rest.starts_with(word)) && text.contains(": "))
}

const TROUBLE: &[&str] = &[
    "fail",
    "error",
    "cannot",
    "can't",
    "unable",
    "not work",
    "doesn't",
    "does not",
    "refuse",
    "denied",
    "bypass",
    "wrong",
    "ignor",
    "different",
    "not using",
    "support ",
    "missing",
    "invalid",
    "timeout",
    "timed out",
    "not found",
    "unrecognized",
    "unknown",
    "verifying ",
];

/// Whether people or programs speak of trouble.
pub(super) fn is_trouble(text: &str) -> bool {
    let lower = text.get(..text.len().min(2000)).unwrap_or("").to_ascii_lowercase();
    !lower.contains("0 errors") && TROUBLE.iter().any(|word| lower.contains(word))
}

/// Whether a text is of a compiler, a linker or a test.
pub(super) fn is_code_error(text: &str) -> bool {
    let place = text.split_once(".go:").is_some_and(|(file, rest)| {
        !file.trim_start_matches("vet: ").contains(char::is_whitespace)
            && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    place
        || ["--- FAIL", "FAIL\t", "panic: ", "# command-line-arguments"]
            .iter()
            .any(|start| text.starts_with(start))
}
