//! `goenv-doctor: ignore[rule, rule] reason` in the comments of files that have comments.

/// Says which findings are not wanted, in a comment.
const MARK: &str = "goenv-doctor: ignore[";

/// One such comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreComment {
    /// The line that it stands on, from 1.
    pub line: u32,
    /// The line that it is for: its own, or the next one where nothing else stands on its own.
    pub applies_to: u32,
    /// The rules in the brackets, as written.
    pub rules: Vec<String>,
    /// What stands behind the brackets.
    pub reason: String,
}

/// The comments of a file. `marker` is what begins a comment there: `#` or `//`.
pub fn ignore_comments(content: &str, marker: &str) -> Vec<IgnoreComment> {
    let numbered = content.lines().zip(1u32..);
    numbered.filter_map(|(line, number)| of_line(line, marker, number)).collect()
}

fn of_line(line: &str, marker: &str, number: u32) -> Option<IgnoreComment> {
    let (before, comment) = line.split_once(marker)?;
    let (rules, reason) = comment.trim_start().strip_prefix(MARK)?.split_once(']')?;
    let rules = rules.split(',').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty());
    let stands_alone = before.trim().is_empty();
    Some(IgnoreComment {
        line: number,
        applies_to: if stands_alone { number.saturating_add(1) } else { number },
        rules: rules.collect(),
        reason: reason.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comment_beside_a_line_is_for_that_line_and_one_above_for_the_next() {
        let go_mod = "module a\n\n// goenv-doctor: ignore[a-b, c-d] known\nrequire x v1\nrequire y v1 // goenv-doctor: ignore[e-f]\n";
        let found = ignore_comments(go_mod, "//");
        let shown: Vec<_> =
            found.iter().map(|c| (c.line, c.applies_to, c.rules.join(" "), c.reason.as_str())).collect();
        assert_eq!(shown, [(3, 4, "a-b c-d".into(), "known"), (5, 5, "e-f".into(), "")]);
    }

    #[test]
    fn other_comments_are_none() {
        for line in [
            "# ignore[a]",
            "// goenv-doctor ignore[a]",
            "goenv-doctor: ignore[a]",
            "# goenv-doctor: ignore[a",
        ] {
            assert_eq!(ignore_comments(line, "#"), [], "{line}");
        }
    }
}
