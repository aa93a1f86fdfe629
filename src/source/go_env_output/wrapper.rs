//! What people's pastes put around the lines of `go env`: quotation marks, prompts, markup, log prefixes.

use crate::go::GoVersion;

/// A line that is not part of a listing and parts one listing from the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Boundary<'a> {
    /// A code fence or a line of nothing but HTML tags.
    Markup,
    /// `go env …` with what stood after it.
    Command { arguments: &'a str, prompt: bool, version: Option<GoVersion> },
    /// `go version go1.22.3 linux/amd64`.
    Version(GoVersion),
}

/// Whether this line ends a listing for sure.
pub(super) fn boundary(line: &str) -> Option<Boundary<'_>> {
    let rest = line.trim_start_matches([' ', '\t', '>', '\u{a0}']);
    if rest.starts_with("```") || rest.starts_with("~~~") {
        return Some(Boundary::Markup);
    }
    if rest.starts_with('<') && skip_tags(rest).is_empty() {
        return Some(Boundary::Markup);
    }
    if !rest.contains("go") {
        return None;
    }
    command(rest).or_else(|| version_line(rest))
}

fn version_line(line: &str) -> Option<Boundary<'_>> {
    let at = line.find("go version go")?;
    let word = line
        .get(at + "go version ".len()..)?
        .split_whitespace()
        .find(|word| *word != "go" && *word != "version")?;
    GoVersion::parse(word.trim_end_matches(')')).map(Boundary::Version)
}

/// Reads `$ go env -json`, `PS C:\> go env`, `go1.14.4 env`, `<code>go env</code>`.
fn command(line: &str) -> Option<Boundary<'_>> {
    let (tool, arguments) = env_command(line)?;
    let before = line.get(..line.len() - tool.len() - arguments.len())?;
    let prompt = skip_tags(before).trim();
    let shown = !prompt.is_empty() && prompt.ends_with(PROMPT_ENDS);
    let ends = arguments.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '<' | '`' | ':'));
    let bare = prompt.is_empty()
        && (arguments.trim().is_empty() || arguments.trim_start().starts_with(['-', '<', '`', '|', 'G']));
    let version = tool.strip_suffix(" env").and_then(GoVersion::parse);
    (ends && (shown || bare)).then_some(Boundary::Command { arguments, prompt: shown, version })
}

const PROMPT_ENDS: [char; 9] = ['$', '#', '%', '>', '»', '❯', '➜', 'λ', '~'];

/// The first `go env` or `go1.14.4 env` of a line as (tool and subcommand, the rest).
fn env_command(line: &str) -> Option<(&str, &str)> {
    let at = line.find(" env")?;
    let head = line.get(..at)?;
    let start = head
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .map_or(0, |i| i + head.get(i..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let tool = head.get(start..)?;
    let is_go =
        tool == "go" || tool == "go.exe" || (tool.starts_with("go1.") && GoVersion::parse(tool).is_some());
    let end = at + " env".len();
    is_go.then_some((line.get(start..end)?, line.get(end..)?))
}

/// The text after all leading HTML tags and spaces.
pub(super) fn skip_tags(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(after) = skip_tag(rest) {
        rest = after.trim_start();
    }
    rest
}

/// The names of HTML tags that bug reports use; anything else in angle brackets is text.
const TAGS: [&str; 9] = ["details", "summary", "br", "pre", "code", "p", "div", "b", "blockquote"];

fn skip_tag(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (tag, rest) = name.split_at_checked(length)?;
    let end = rest.bytes().position(|byte| byte == b'>' || byte == b'<')?;
    let known = TAGS.iter().any(|known| known.eq_ignore_ascii_case(tag));
    if known && rest.get(end..)?.starts_with('>') { rest.get(end + 1..) } else { None }
}

/// Whether a line opens a stretch of HTML in which entities stand for characters.
pub(super) fn opens_html(line: &str) -> bool {
    line.contains('<') && (line.contains("<pre") || line.contains("<code") || line.contains("<details"))
}

/// Whether a line closes it.
pub(super) fn closes_html(line: &str) -> bool {
    line.contains("</") && (line.contains("</pre>") || line.contains("</details>"))
}

/// The length of what stands before the variable: indentation, `> ` of a quotation, list marks,
/// opening tags, time stamps of build logs.
pub(super) fn prefix_length(line: &str) -> usize {
    let mut rest = skip_log_stamp(after_pre(line));
    loop {
        let next = skip_tags(rest.trim_start_matches([' ', '\t', '>', '`', '\u{a0}', '\u{feff}']));
        let next = next.strip_prefix("- ").or_else(|| next.strip_prefix("* ")).unwrap_or(next);
        if next.len() == rest.len() {
            return line.len() - rest.len();
        }
        rest = next;
    }
}

/// What follows `<pre>` on a line that begins with markup, as `<details>… Output</summary><pre>` does.
fn after_pre(line: &str) -> &str {
    match line.trim_start().starts_with('<').then(|| line.rsplit_once("<pre>")).flatten() {
        Some((_, after)) => after,
        None => line,
    }
}

/// Passes over `2024-05-01T10:00:00.123Z ` (hosted runners) and `#12 0.345 ` (image builds).
fn skip_log_stamp(line: &str) -> &str {
    let Some((stamp, rest)) = line.split_once(' ') else { return line };
    let dated = stamp.len() >= 20
        && stamp.ends_with('Z')
        && stamp.bytes().all(|byte| byte.is_ascii_digit() || b"-:.TZ".contains(&byte));
    if dated {
        return rest;
    }
    let step =
        stamp.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    match rest.split_once(' ') {
        Some((seconds, rest)) if step && seconds.bytes().all(|b| b.is_ascii_digit() || b == b'.') => rest,
        _ => line,
    }
}

/// Whether what follows a closing quote may be passed over: spaces, closing tags, a fence, a comma.
pub(super) fn is_trailer(text: &str) -> bool {
    text.is_empty() || skip_tags(text.trim_start_matches([' ', '\t', '\r', '`', ',', ';'])).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundary_prompts_of_all_shells() {
        for line in [
            "$ go env",
            "user@host:~/x$ go env",
            "PS C:\\Users\\u> go env",
            "C:\\>go env",
            "% go env",
            "go env",
            "> $ go env -json",
        ] {
            assert!(matches!(boundary(line), Some(Boundary::Command { .. })), "{line}");
        }
        for line in [
            "I ran go env and saw",
            "set GOENV=x",
            "cargo env",
            "$ cat file",
            "go environment",
            "GOFLAGS=go env",
        ] {
            assert!(boundary(line).is_none(), "{line}");
        }
    }

    #[test]
    fn boundary_names_the_version() {
        let version = GoVersion::new(1, 16, 5);
        for line in ["go version go1.16.5 linux/amd64", "(go version go version go1.16.5 linux/amd64)"] {
            assert_eq!(boundary(line), Some(Boundary::Version(version)), "{line}");
        }
        assert!(
            matches!(boundary("go1.16.5 env"), Some(Boundary::Command { version: Some(v), .. }) if v == version)
        );
    }

    #[test]
    fn prefix_marks_and_stamps() {
        for (line, rest) in [
            ("> > GOOS='x'", "GOOS='x'"),
            ("    GOOS='x'", "GOOS='x'"),
            ("<pre>GOOS='x'", "GOOS='x'"),
            ("2024-05-01T10:00:00.1234567Z GOOS='x'", "GOOS='x'"),
            ("#12 0.345 GOOS='x'", "GOOS='x'"),
            ("plain", "plain"),
        ] {
            assert_eq!(line.get(prefix_length(line)..), Some(rest), "{line}");
        }
    }
}
