//! Reads module paths on stdin and writes their summary, deciding by two pattern lists alone.
//!
//! `summary PATTERNS < PATHS > SUMMARY`; see `matcher.sh`, which compares it with Go's own matcher.

use std::error::Error;
use std::io::{BufReader, stdin, stdout};

use goenv_doctor::go::{GoVersion, PatternList};
use goenv_doctor::report::summary::{Checksum, Download, Line, write_summary};

/// Input is taken in pieces of this many bytes.
const PIECE: usize = 128 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` and `cargo test --benches` pass options and no file: nothing to do then.
    let Some(file) = std::env::args().nth(1).filter(|argument| !argument.starts_with('-')) else {
        return Ok(());
    };
    let text = std::fs::read_to_string(file)?;
    let mut lists = text.lines().map(|list| PatternList::parse(list, GoVersion::NEWEST_KNOWN));
    let (noproxy, nosumdb) = lists.next().zip(lists.next()).ok_or("two lists are needed, one a line")?;
    let decide = |path: &str, line: &mut Line| decide(&noproxy, &nosumdb, path, line);
    write_summary(BufReader::with_capacity(PIECE, stdin().lock()), stdout().lock(), decide)?;
    Ok(())
}

fn decide(noproxy: &PatternList, nosumdb: &PatternList, path: &str, line: &mut Line) {
    let checksum = nosumdb.first_match(path);
    let download = noproxy.first_match(path);
    line.verdicts(
        if checksum.is_some() { Checksum::Skip } else { Checksum::Verify },
        if download.is_some() { Download::Direct } else { Download::Proxy },
    );
    let by = |item: Option<_>, with, without| match item {
        Some(item) => (with, Some(item)),
        None => (without, None),
    };
    let (variable, item) = by(checksum, "GONOSUMDB", "GOSUMDB");
    line.decided_by(variable, item.map(|item| item.text.as_str()));
    let (variable, item) = by(download, "GONOPROXY", "GOPROXY");
    line.decided_by(variable, item.map(|item| item.text.as_str()));
}
