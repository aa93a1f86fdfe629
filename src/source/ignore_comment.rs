//! `goenv-doctor: ignore[rule, rule] reason` in the comments of files that have comments.

use std::sync::Arc;

use crate::files::{Place, TextFile};

/// Says which findings are not wanted, in a comment.
const MARK: &str = "goenv-doctor: ignore[";

/// One such comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreComment {
    /// The line that it is for, from 1: its own, or the next one where nothing else stands on its own.
    pub applies_to: u32,
    /// The rules in the brackets, as written.
    pub rules: Vec<NamedRule>,
    /// What stands after the brackets.
    pub reason: String,
}

/// A rule as a comment names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRule {
    /// The code, slug or glob.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// The comments of a file. `marker` is what begins a comment there: `#` or `//`.
pub fn ignore_comments(file: &Arc<TextFile>, marker: &str) -> Vec<IgnoreComment> {
    let mut start = 0;
    let mut found = vec![];
    for (line, number) in file.text().split_inclusive('\n').zip(1u32..) {
        found.extend(of_line(file, line, start, marker, number));
        start += line.len();
    }
    found
}

/// The comment on the line that begins at the byte `start`.
fn of_line(
    file: &Arc<TextFile>,
    line: &str,
    start: usize,
    marker: &str,
    number: u32,
) -> Option<IgnoreComment> {
    let (before, comment) = line.split_once(marker)?;
    let inside = comment.trim_start().strip_prefix(MARK)?;
    let (rules, reason) = inside.split_once(']')?;
    let mut at = start + (line.len() - inside.len());
    let mut named = vec![];
    for rule in rules.split(',') {
        let (name, blanks) = (rule.trim(), rule.len() - rule.trim_start().len());
        if !name.is_empty() {
            let place = Place::new(file, at + blanks..at + blanks + name.len());
            named.push(NamedRule { name: name.to_owned(), place });
        }
        at += rule.len() + 1;
    }
    let stands_alone = before.trim().is_empty();
    Some(IgnoreComment {
        applies_to: if stands_alone { number.saturating_add(1) } else { number },
        rules: named,
        reason: reason.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comment_beside_a_line_is_for_that_line_and_one_above_for_the_next() {
        let go_mod = "module a\n\n// goenv-doctor: ignore[a-b, c-d] known\nrequire x v1\nrequire y v1 // goenv-doctor: ignore[e-f]\n";
        let found = ignore_comments(&TextFile::new("go.mod", go_mod), "//");
        let rule = |rule: &NamedRule| (rule.name.clone(), rule.place.line(), rule.place.column());
        let shown: Vec<(u32, Vec<_>, &str)> = found
            .iter()
            .map(|found| (found.applies_to, found.rules.iter().map(rule).collect(), found.reason.as_str()))
            .collect();
        let above = vec![("a-b".into(), 3, 25), ("c-d".into(), 3, 30)];
        assert_eq!(shown, [(4, above, "known"), (5, vec![("e-f".into(), 5, 38)], "")]);
    }

    #[test]
    fn other_comments_are_none() {
        for line in [
            "# ignore[a]",
            "// goenv-doctor ignore[a]",
            "goenv-doctor: ignore[a]",
            "# goenv-doctor: ignore[a",
        ] {
            assert_eq!(ignore_comments(&TextFile::new(".bashrc", line), "#"), [], "{line}");
        }
    }
}
