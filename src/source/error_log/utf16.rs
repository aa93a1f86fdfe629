//! Logs in UTF-16, as PowerShell writes them with `>`, read as UTF-8 piece by piece.

use std::io::{BufRead, Read, Result};

/// A reader whose UTF-16 input, known by its byte order mark, comes out as UTF-8. Any other input
/// comes out as it is.
pub(super) struct Utf16<R> {
    input: R,
    order: Option<fn([u8; 2]) -> u16>,
    is_begun: bool,
    /// The first half of a pair of units.
    pending: Option<u16>,
    ready: Vec<u8>,
    given: usize,
}

impl<R: BufRead> Utf16<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, order: None, is_begun: false, pending: None, ready: vec![], given: 0 }
    }

    fn begin(&mut self) -> Result<()> {
        self.is_begun = true;
        let start = self.input.fill_buf()?;
        self.order = match start {
            [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
            [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
            _ => None,
        };
        if self.order.is_some() {
            self.input.consume(2);
        }
        Ok(())
    }

    /// Decodes some more units; nothing was added at the end of the input.
    fn refill(&mut self, order: fn([u8; 2]) -> u16) -> Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut bytes = Vec::with_capacity(BATCH);
        self.input.by_ref().take(BATCH as u64).read_to_end(&mut bytes)?;
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| order(*pair));
        let mut units: Vec<u16> = self.pending.take().into_iter().chain(units).collect();
        let is_last = bytes.len() < BATCH;
        self.pending = units.pop_if(|last| !is_last && matches!(last, 0xd800..0xdc00));
        for c in char::decode_utf16(units) {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.ready.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }
}

/// Bytes decoded at a time, an even number.
const BATCH: usize = 32 * 1024;

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if !self.is_begun {
            self.begin()?;
        }
        let Some(order) = self.order else { return self.input.read(buffer) };
        if self.given >= self.ready.len() {
            self.refill(order)?;
        }
        let mut rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        Utf16::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn utf16_with_a_mark_is_decoded() {
        let text = "go: größer 🙂\r\n".repeat(4000);
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(read(&little), text);
        assert_eq!(read(&big), text);
    }

    #[test]
    fn other_input_comes_out_as_it_is() {
        assert_eq!(read("go: x\n".as_bytes()), "go: x\n");
        assert_eq!(read(b""), "");
        assert_eq!(read(&[0xff, 0xfe]), "");
    }
}
