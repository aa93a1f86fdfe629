//! `explain --summary`: one tab-separated line for each module path read.
//!
//! Made for a million paths: nothing is allocated for a line, and memory stays the same however
//! many there are. Output is written whenever all input at hand has been answered, so that another
//! program may hold a conversation through pipes.

use std::io::{BufRead, Write};

use thiserror::Error;

use super::escape::push_escaped;
use crate::go::decision::{ChecksumVerdict, DownloadVerdict};
use crate::source::lines::{MAX_LINE_BYTES, RawLine, Sink, for_each};

/// How much of a line that was too long is shown, in bytes.
const SHOWN: usize = 200;
/// Output is handed on when this much has gathered, in bytes.
const ENOUGH: usize = 64 * 1024;

/// The answer to one line, to be filled in. Until then it says `error` twice, without a reason.
#[derive(Debug)]
pub(crate) struct Line {
    checksum: ChecksumVerdict,
    download: DownloadVerdict,
    /// The last column, safe to print.
    decided: Vec<u8>,
}

impl Line {
    fn new() -> Self {
        Self { checksum: ChecksumVerdict::Error, download: DownloadVerdict::Error, decided: Vec::new() }
    }

    fn clear(&mut self) {
        self.checksum = ChecksumVerdict::Error;
        self.download = DownloadVerdict::Error;
        self.decided.clear();
    }

    /// Sets the two verdicts.
    pub(crate) fn verdicts(&mut self, checksum: ChecksumVerdict, download: DownloadVerdict) {
        self.checksum = checksum;
        self.download = download;
    }

    /// Adds to the last column what decided: `GOPRIVATE=pattern`, or a variable alone. Said again
    /// right after itself, it is not repeated.
    pub(crate) fn decided_by(&mut self, variable: &str, pattern: Option<&str>) {
        let before = self.decided.len();
        if before > 0 {
            self.decided.extend_from_slice(b", ");
        }
        let start = self.decided.len();
        push_escaped(&mut self.decided, variable.as_bytes());
        if let Some(pattern) = pattern {
            self.decided.push(b'=');
            push_escaped(&mut self.decided, pattern.as_bytes());
        }
        let (earlier, added) = self.decided.split_at(start);
        if earlier.strip_suffix(b", ").is_some_and(|earlier| earlier == added) {
            self.decided.truncate(before);
        }
    }

    /// Makes both verdicts `error`, with the reason in the last column, as for a line that is no
    /// module path.
    pub(crate) fn refuse(&mut self, reason: &str) {
        self.clear();
        push_escaped(&mut self.decided, reason.as_bytes());
    }
}

/// Why a summary ended early.
#[derive(Debug, Error)]
pub(crate) enum SummaryError {
    /// The module paths could not be read.
    #[error("cannot read the module paths: {0}")]
    Read(#[from] std::io::Error),
    /// The answers could not be written; `BrokenPipe` when the reader went away.
    #[error("cannot write the summary: {0}")]
    Write(#[source] std::io::Error),
}

/// How many lines were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// All lines.
    pub lines: u64,
    /// Those whose checksum or download verdict is `error`.
    pub errors: u64,
}

/// Reads module paths, one a line, and writes a line for each, in order:
/// `PATH<TAB>CHECKSUM<TAB>DOWNLOAD<TAB>WHAT DECIDED`.
///
/// `decide` fills in the answer for a path; it sees every line that is UTF-8, not empty and at most
/// 64 KiB long, and may [`Line::refuse`] it. The others are refused here. `\r\n` ends a line as
/// `\n` does. Control characters are never written raw.
///
/// # Errors
/// Paths that cannot be read, or answers that cannot be written.
pub(crate) fn write_summary(
    input: impl BufRead,
    output: impl Write,
    decide: impl FnMut(&str, &mut Line),
) -> Result<Counts, SummaryError> {
    let mut summary = Summary {
        output,
        decide,
        line: Line::new(),
        text: Vec::with_capacity(2 * ENOUGH),
        counts: Counts::default(),
        failed: None,
    };
    for_each(input, &mut summary)?;
    Ok(summary.counts)
}

struct Summary<W, D> {
    output: W,
    decide: D,
    line: Line,
    /// Answers not yet written.
    text: Vec<u8>,
    counts: Counts,
    failed: Option<std::io::Error>,
}

impl<W: Write, D: FnMut(&str, &mut Line)> Sink for Summary<W, D> {
    type Error = SummaryError;

    fn line(&mut self, line: RawLine<'_>) {
        self.line.clear();
        match line {
            RawLine::Full(b"") => self.line.refuse("empty line"),
            RawLine::Full(bytes) => match str::from_utf8(bytes) {
                Ok(path) => (self.decide)(path, &mut self.line),
                Err(_) => self.line.refuse("not UTF-8"),
            },
            RawLine::TooLong(_) => self.line.refuse(&format!("longer than {MAX_LINE_BYTES} bytes")),
        }
        self.answer(line);
        if self.text.len() >= ENOUGH {
            self.hand_on();
        }
    }

    fn pause(&mut self) -> Result<(), SummaryError> {
        self.hand_on();
        match self.failed.take() {
            Some(error) => Err(SummaryError::Write(error)),
            None => self.output.flush().map_err(SummaryError::Write),
        }
    }
}

impl<W: Write, D> Summary<W, D> {
    fn answer(&mut self, line: RawLine<'_>) {
        match line {
            RawLine::Full(bytes) => push_escaped(&mut self.text, bytes),
            RawLine::TooLong(bytes) => {
                push_escaped(&mut self.text, bytes.get(..SHOWN).unwrap_or(bytes));
                self.text.extend_from_slice("…".as_bytes());
            }
        }
        for column in
            [self.line.checksum.word().as_bytes(), self.line.download.word().as_bytes(), &self.line.decided]
        {
            self.text.push(b'\t');
            self.text.extend_from_slice(column);
        }
        self.text.push(b'\n');
        self.counts.lines += 1;
        let error =
            self.line.checksum == ChecksumVerdict::Error || self.line.download == DownloadVerdict::Error;
        self.counts.errors += u64::from(error);
    }

    /// Writes what has gathered; after a failure, nothing more.
    fn hand_on(&mut self) {
        if self.failed.is_none() {
            self.failed = self.output.write_all(&self.text).err();
        }
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Private is what begins with `corp.com`; a path with a space is none.
    fn decide(path: &str, line: &mut Line) {
        if path.contains(' ') {
            line.refuse("invalid char ' '");
        } else if path.starts_with("corp.com") {
            line.verdicts(ChecksumVerdict::Skip, DownloadVerdict::Direct);
            line.decided_by("GOPRIVATE", Some("corp.com"));
            line.decided_by("GOPRIVATE", Some("corp.com"));
        } else {
            line.verdicts(ChecksumVerdict::Verify, DownloadVerdict::Proxy);
            line.decided_by("GOSUMDB", None);
            line.decided_by("GOPROXY", None);
        }
    }

    fn summary(input: &[u8]) -> (String, Counts) {
        let mut output = Vec::new();
        let counts = write_summary(input, &mut output, decide).unwrap();
        (String::from_utf8(output).unwrap(), counts)
    }

    #[test]
    fn summary_answers_each_line_in_order() {
        let (text, counts) = summary(b"corp.com/a\r\ngithub.com/x/y\n");
        assert_eq!(
            text,
            "corp.com/a\tskip\tdirect\tGOPRIVATE=corp.com\ngithub.com/x/y\tverify\tproxy\tGOSUMDB, GOPROXY\n"
        );
        assert_eq!(counts, Counts { lines: 2, errors: 0 });
    }

    #[test]
    fn summary_keeps_step_with_lines_that_are_no_paths() {
        let (text, counts) = summary(b"a b\n\n\xff\x1b[2J\ncorp.com");
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "a b\terror\terror\tinvalid char ' '");
        assert_eq!(lines[1], "\terror\terror\tempty line");
        assert_eq!(lines[2], "\\xff\\u{1b}[2J\terror\terror\tnot UTF-8");
        assert_eq!(lines[3], "corp.com\tskip\tdirect\tGOPRIVATE=corp.com");
        assert_eq!(counts, Counts { lines: 4, errors: 3 });
    }

    #[test]
    fn summary_shows_the_beginning_of_a_line_that_is_too_long() {
        let (text, _) = summary("x".repeat(MAX_LINE_BYTES * 2).as_bytes());
        assert_eq!(text, format!("{}…\terror\terror\tlonger than 65536 bytes\n", "x".repeat(SHOWN)));
    }

    #[test]
    fn summary_tells_read_from_write_errors() {
        let refused = write_summary(&b"a\n"[..], &mut [0_u8; 1][..], decide);
        assert!(matches!(refused, Err(SummaryError::Write(_))), "{refused:?}");
    }

    #[test]
    fn line_left_alone_says_error() {
        let mut output = Vec::new();
        write_summary(&b"a\n"[..], &mut output, |_, _| ()).unwrap();
        assert_eq!(output, b"a\terror\terror\t\n");
    }
}
