//! What build systems write before a program's lines.

/// How many prefixes may stand one after the other.
const MAX_PREFIXES: usize = 8;

/// The line without what build systems, container tools and mail programs wrote before it. The
/// program's own indentation stays.
pub(super) fn strip(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..MAX_PREFIXES {
        let Some(next) = KINDS.iter().find_map(|kind| kind(rest.trim_start_matches([' ', '\t']))) else {
            break;
        };
        rest = next;
    }
    rest
}

/// Each gives back what follows its prefix.
const KINDS: &[fn(&str) -> Option<&str>] =
    &[quotation, build_step, job_and_step, bracket, time, seconds, compose_service, level, message, deploy];

/// The rest after one blank, which belongs to the prefix.
fn after_blank(rest: &str) -> &str {
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// `> ` of a quotation.
fn quotation(line: &str) -> Option<&str> {
    line.strip_prefix('>').map(after_blank)
}

/// `#12 3.456 ` and `#12 ERROR: ` of image builds.
fn build_step(line: &str) -> Option<&str> {
    let (number, rest) = line.strip_prefix('#')?.split_once(' ')?;
    let is_number =
        !number.is_empty() && number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| seconds(rest).unwrap_or(rest))
}

/// `3.456 ` of image builds.
fn seconds(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once([' ', '\t'])?;
    let (whole, fraction) = number.split_once('.')?;
    let digits =
        |text: &str| !text.is_empty() && text.len() < 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then_some(rest)
}

/// `build<TAB>Run tests<TAB>2024-05-01T10:00:00.123Z ` of downloaded workflow logs.
fn job_and_step(line: &str) -> Option<&str> {
    let mut fields = line.splitn(3, '\t');
    let (_, _) = (fields.next()?, fields.next()?);
    time(fields.next()?)
}

/// `[stderr] `, `[ERROR] `, `[Info  - 3:53:23 PM] `, `[builder 3/5] `.
fn bracket(line: &str) -> Option<&str> {
    let (inside, rest) = line.strip_prefix('[')?.split_once(']')?;
    let fits = inside.len() <= 48 && !inside.contains(['[', '"', '\'']);
    (fits && (rest.starts_with([' ', '\t', ':']) || rest.is_empty()))
        .then(|| after_blank(rest.strip_prefix(':').unwrap_or(rest)))
}

/// `2024-05-01T10:00:00.123Z `, `2022-05-10 12:05:20 UTC `, `2021/06/28 15:53:23 `, `12:05:20 `.
fn time(line: &str) -> Option<&str> {
    let end = line.find([' ', '\t']).unwrap_or(line.len());
    let (word, rest) = line.split_at_checked(end)?;
    let rest = rest.get(1..).unwrap_or("");
    if is_clock(word) || word.split_once('T').is_some_and(|(day, clock)| is_day(day) && is_clock(clock)) {
        return Some(zone(rest));
    }
    let (clock, rest) = rest.split_once(' ').filter(|(clock, _)| is_day(word) && is_clock(clock))?;
    let _ = clock;
    Some(zone(rest))
}

/// The rest after the name of a time zone.
fn zone(rest: &str) -> &str {
    rest.strip_prefix("UTC ").or_else(|| rest.strip_prefix("+0000 ")).unwrap_or(rest)
}

fn is_day(word: &str) -> bool {
    let shaped = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'));
    word.len() == 10 && shaped && word.bytes().filter(u8::is_ascii_digit).count() == 8
}

fn is_clock(word: &str) -> bool {
    let shaped = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',' | b'+' | b'-' | b'Z');
    word.len() >= 8
        && word.len() <= 36
        && word.get(2..3) == Some(":")
        && word.get(5..6) == Some(":")
        && word.bytes().all(shaped)
}

/// `web-1  | `, and a bare `| `.
fn compose_service(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("| ") {
        return Some(rest);
    }
    let (name, rest) = line.split_once(' ')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    rest.trim_start_matches(' ').strip_prefix("| ").filter(|_| is_name)
}

const LEVELS: [&str; 22] = [
    "##[error]",
    "##[warning]",
    "::error::",
    "::warning::",
    "ERROR: ",
    "Error: ",
    "error: ",
    "ERROR ",
    "ERRO ",
    "WARN ",
    "WARNING: ",
    "INFO ",
    "INFO: ",
    "DEBUG ",
    "FATAL ",
    "FATA[",
    "[ERR] ",
    "stderr: ",
    "stderr | ",
    "--- ",
    "E: ",
    "\u{2502} ",
];

fn level(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("FATA[") {
        return rest.split_once("] ").map(|(_, rest)| rest);
    }
    LEVELS.iter().find_map(|level| line.strip_prefix(level))
}

/// `time="…" level=error msg="`, and `…: stderr: ` of programs that start go.
fn message(line: &str) -> Option<&str> {
    if line.starts_with("time=") || line.starts_with("level=") {
        return line.split_once("msg=\"").map(|(_, rest)| rest);
    }
    let (before, rest) = line.split_once(": stderr: ")?;
    (before.len() < 120).then_some(rest)
}

/// `remote:        ` of builds that a push starts; git's own remarks have one blank there.
fn deploy(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("remote:")?;
    rest.starts_with("     ").then(|| rest.trim_start_matches(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_of_build_systems() {
        for line in [
            "go: x",
            "> go: x",
            "> > go: x",
            "| go: x",
            "web-1  | go: x",
            "#12 3.456 go: x",
            "#12 go: x",
            "21.81 go: x",
            "2024-05-01T10:00:00.1234567Z go: x",
            "[2024-05-01T10:00:00+02:00] go: x",
            "2021/06/28 15:53:23 go: x",
            "2022-05-10 12:05:20 UTC INFO [main] --- go: x",
            "[stderr] go: x",
            "[Info  - 3:53:23 PM] 2021/06/28 15:53:23 go: x",
            "##[error]go: x",
            "::error::go: x",
            "ERROR: go: x",
            "12:05:20 go: x",
            "build\tRun tests\t2024-05-01T10:00:00.12Z go: x",
            "time=\"2024-05-01T10:00:00Z\" level=error msg=\"go: x",
            "go/packages.Load: err: exit status 1: stderr: go: x",
            "remote:        go: x",
        ] {
            assert_eq!(strip(line), "go: x", "{line}");
        }
    }

    #[test]
    fn prefix_keeps_indentation_and_what_is_none() {
        assert_eq!(strip("#9 33.83 \tserver response: not found"), "\tserver response: not found");
        for line in [
            "\tserver response:",
            "remote: Repository not found.",
            "# cd .; git clone x",
            "1.2.3 x",
            "v1.2 x",
        ] {
            assert_eq!(strip(line), line);
        }
    }
}
