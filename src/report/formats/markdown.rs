//! Texts inside Markdown as GitHub reads it.

use crate::report::safe;

/// A text that Markdown, also in a cell of a table, shows as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A text of ours, in which backquotes mark code: what stands between them is left alone.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part): (usize, &&str)| {
        if index % 2 == 0 { escaped(part) } else { format!("`{part}`") }
    };
    parts.iter().enumerate().map(part).collect()
}

/// Lines as they are, in a block of code.
pub(super) fn fenced(lines: &str) -> String {
    let mut fence = "```".to_owned();
    while lines.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{}\n{fence}\n", lines.trim_end())
}

/// A table; its cells are Markdown already.
pub(super) fn table<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut out = line(&heads.map(str::to_owned));
    out.push_str(&line(&heads.map(|_| "---".to_owned())));
    for row in rows {
        out.push_str(&line(&row));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_leaves_nothing_that_markdown_or_html_reads() {
        assert_eq!(escaped("a|b`c`<i>&"), r"a\|b\`c\`&lt;i&gt;&amp;");
        assert_eq!(escaped("*.corp_x.com[1](u)"), r"\*.corp\_x.com\[1\](u)");
        assert_eq!(escaped("a\nb\\"), r"a\\nb\\");
        assert_eq!(escaped("日本 github.com/a-b"), "日本 github.com/a-b");
    }

    #[test]
    fn prose_keeps_code_and_escapes_the_rest() {
        assert_eq!(prose("run `go env *_X` for *"), r"run `go env *_X` for \*");
        assert_eq!(prose("one ` alone *"), r"one \` alone \*");
    }

    #[test]
    fn fenced_takes_a_longer_fence_where_lines_hold_one() {
        assert_eq!(fenced("a\n```\nb\n"), "````text\na\n```\nb\n````\n");
    }

    #[test]
    fn table_is_a_line_a_row() {
        let rows = [["1".to_owned(), "2".to_owned()]];
        assert_eq!(table(["A", "B"], rows), "| A | B |\n| --- | --- |\n| 1 | 2 |\n");
    }
}
