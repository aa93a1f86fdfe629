//! The part of a log in which a pasted `go env` may be found.

/// Logs up to this size are looked through as a whole, in bytes.
const WHOLE: usize = 1024 * 1024;

/// Bytes of larger logs that are kept.
const MAX_LOG_BYTES: usize = 256 * 1024;

/// Gathers a small log as a whole, and of a large one the lines that may belong to a listing.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// All lines so far, while the log is small.
    whole: Vec<u8>,
    is_large: bool,
    /// The lines of a large log that may belong to a listing.
    lines: Vec<u8>,
    is_gap: bool,
}

impl Excerpt {
    /// Takes a line without its line feed.
    pub(super) fn line(&mut self, line: &[u8]) {
        if self.is_large {
            self.choose(line);
        } else if self.whole.len() + line.len() < WHOLE {
            self.whole.extend_from_slice(line);
            self.whole.push(b'\n');
        } else {
            self.is_large = true;
            let whole = std::mem::take(&mut self.whole);
            whole.split(|byte| *byte == b'\n').for_each(|line| self.choose(line));
            self.choose(line);
        }
    }

    fn choose(&mut self, line: &[u8]) {
        if !is_candidate(line) || self.lines.len() + line.len() + 2 > MAX_LOG_BYTES {
            self.is_gap = true;
            return;
        }
        if std::mem::take(&mut self.is_gap) {
            self.lines.push(b'\n');
        }
        self.lines.extend_from_slice(line);
        self.lines.push(b'\n');
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        let bytes = if self.is_large { self.lines } else { self.whole };
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Whether a line may belong to a listing of `go env`, or names the version of go. Build logs hold few
/// such lines.
fn is_candidate(line: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(line).ok().filter(|text| text.len() < 4096) else { return false };
    text.contains("go version go") || text.contains("go env") || sets_variable(text)
}

/// Whether a text has `GO…=` or `"GO…":` at the beginning of a word.
fn sets_variable(text: &str) -> bool {
    text.match_indices("GO").any(|(at, _)| {
        let begins =
            text.get(..at).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let rest = text
            .get(at..)
            .unwrap_or("")
            .trim_start_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        begins && (rest.starts_with('=') || rest.starts_with("\":"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_log_is_kept_as_a_whole() {
        let mut excerpt = Excerpt::default();
        excerpt.line(b"any line");
        excerpt.line(b"GOPROXY='direct'");
        assert_eq!(excerpt.finish(), "any line\nGOPROXY='direct'\n");
    }

    #[test]
    fn of_a_large_log_the_listing_is_kept() {
        let mut excerpt = Excerpt::default();
        excerpt.line(b"go version go1.22.3 linux/amd64");
        for _ in 0..100_000 {
            excerpt.line(b"=== RUN   TestGOOD=x a line of a test run");
        }
        for line in ["GOPROXY='direct'", "set GOPRIVATE=x", "\"GOSUMDB\": \"off\","] {
            excerpt.line(line.as_bytes());
        }
        let expected =
            "go version go1.22.3 linux/amd64\n\nGOPROXY='direct'\nset GOPRIVATE=x\n\"GOSUMDB\": \"off\",\n";
        assert_eq!(excerpt.finish(), expected);
    }

    #[test]
    fn of_an_endless_listing_a_part_is_kept() {
        let mut excerpt = Excerpt::default();
        for _ in 0..200_000 {
            excerpt.line(b"GOPROXY='https://proxy.golang.org,direct'");
        }
        assert!(excerpt.finish().len() <= MAX_LOG_BYTES);
    }
}
