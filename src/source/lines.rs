//! Lines of an input of any size, each handed out where it lies in the reader's buffer.

use std::io::{BufRead, ErrorKind, Result};

/// Longest line, in bytes, that is read in full.
pub(crate) const MAX_LINE_BYTES: usize = 64 * 1024;

/// A line without its `\n` or `\r\n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawLine<'b> {
    /// All of it.
    Full(&'b [u8]),
    /// The beginning of a line with more than [`MAX_LINE_BYTES`] bytes.
    TooLong(&'b [u8]),
}

/// The part of a line that an earlier buffer ended with; never grows beyond [`MAX_LINE_BYTES`].
#[derive(Default)]
struct Carry {
    bytes: Vec<u8>,
    too_long: bool,
    begun: bool,
}

impl Carry {
    fn extend(&mut self, part: &[u8]) {
        let room = MAX_LINE_BYTES + 1 - self.bytes.len();
        self.bytes.extend_from_slice(part.get(..room).unwrap_or(part));
        self.too_long |= part.len() > room;
        self.begun |= !part.is_empty();
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.too_long = false;
        self.begun = false;
    }

    fn line(&self, ended: bool) -> RawLine<'_> {
        if self.too_long { too_long(&self.bytes) } else { full(&self.bytes, ended) }
    }
}

/// A line in one piece. A carriage return goes only together with its line feed.
fn full(bytes: &[u8], ended: bool) -> RawLine<'_> {
    let line = if ended { bytes.strip_suffix(b"\r").unwrap_or(bytes) } else { bytes };
    if line.len() > MAX_LINE_BYTES { too_long(line) } else { RawLine::Full(line) }
}

fn too_long(bytes: &[u8]) -> RawLine<'_> {
    RawLine::TooLong(bytes.get(..MAX_LINE_BYTES).unwrap_or(bytes))
}

/// What to do with the lines of an input.
pub(crate) trait Sink {
    /// How it fails.
    type Error: From<std::io::Error>;
    /// Takes one line.
    fn line(&mut self, line: RawLine<'_>);
    /// Called when all that was read so far has been handed out, before more is waited for.
    fn pause(&mut self) -> std::result::Result<(), Self::Error>;
}

/// Hands every line of the input to the sink.
pub(crate) fn for_each<S: Sink>(mut input: impl BufRead, sink: &mut S) -> std::result::Result<(), S::Error> {
    let mut carry = Carry::default();
    loop {
        let buffer = fill(&mut input)?;
        if buffer.is_empty() {
            break;
        }
        let length = buffer.len();
        hand_out(buffer, &mut carry, sink);
        input.consume(length);
        sink.pause()?;
    }
    if carry.begun {
        sink.line(carry.line(false));
    }
    sink.pause()
}

fn fill(input: &mut impl BufRead) -> Result<&[u8]> {
    // Asked twice because the borrow of a first answer would outlive a retry.
    while let Err(error) = input.fill_buf() {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
}

fn hand_out<S: Sink>(buffer: &[u8], carry: &mut Carry, sink: &mut S) {
    let mut rest = buffer;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let (line, after) = rest.split_at(end);
        if carry.begun {
            carry.extend(line);
            sink.line(carry.line(true));
            carry.clear();
        } else {
            sink.line(full(line, true));
        }
        rest = after.get(1..).unwrap_or_default();
    }
    carry.extend(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[derive(Default)]
    struct Lengths(Vec<(usize, bool)>);

    impl Sink for Lengths {
        type Error = std::io::Error;
        fn line(&mut self, line: RawLine<'_>) {
            self.0.push(match line {
                RawLine::Full(bytes) => (bytes.len(), true),
                RawLine::TooLong(bytes) => (bytes.len(), false),
            });
        }
        fn pause(&mut self) -> Result<()> {
            Ok(())
        }
    }

    fn lengths(text: &[u8], buffer: usize) -> Vec<(usize, bool)> {
        let mut sink = Lengths::default();
        for_each(BufReader::with_capacity(buffer, text), &mut sink).unwrap();
        sink.0
    }

    #[test]
    fn lines_are_the_same_for_every_buffer_size() {
        let text = b"one\r\n\ntwo\rx\n\r\nlast\r";
        for buffer in 1..=text.len() + 1 {
            let expected = [(3, true), (0, true), (5, true), (0, true), (5, true)];
            assert_eq!(lengths(text, buffer), expected, "buffer of {buffer}");
        }
    }

    #[test]
    fn long_line_is_cut_and_the_next_one_is_whole() {
        for buffer in [7, 4096, 1 << 20] {
            for ending in ["\n", "\r\n"] {
                let just = format!("{}{ending}ab", "x".repeat(MAX_LINE_BYTES));
                assert_eq!(lengths(just.as_bytes(), buffer), [(MAX_LINE_BYTES, true), (2, true)]);
                let over = format!("{}{ending}ab", "x".repeat(MAX_LINE_BYTES + 1));
                assert_eq!(lengths(over.as_bytes(), buffer), [(MAX_LINE_BYTES, false), (2, true)]);
                let far_over = format!("{}{ending}ab", "x".repeat(MAX_LINE_BYTES * 3));
                assert_eq!(lengths(far_over.as_bytes(), buffer), [(MAX_LINE_BYTES, false), (2, true)]);
            }
        }
    }

    #[test]
    fn empty_input_has_no_line() {
        assert!(lengths(b"", 16).is_empty());
    }
}
