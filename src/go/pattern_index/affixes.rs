//! Literal beginnings (`org-*`) and ends (`*.corp.example`) of elements.
//!
//! They are grouped by length, so an element needs one look at the table for each length. Two masks
//! rule most elements and lengths out before: a bit that is not set proves an absence.

use super::table::Kind;

/// Which literal beginnings, or which ends, the elements below a node have.
#[derive(Debug, Clone, Default)]
pub(super) struct Affixes {
    /// Rising.
    lengths: Vec<Length>,
    /// How many outermost bytes `outer` tells about: all of the shortest text, but at most four.
    reach: usize,
    /// One bit for the outermost bytes of each text.
    outer: u64,
}

/// The texts of one length.
#[derive(Debug, Clone)]
struct Length {
    bytes: usize,
    /// One bit for the byte next to the star of each text.
    inner: u64,
}

impl Affixes {
    /// All texts of a node, none of them empty.
    pub(super) fn new(kind: Kind, texts: &[Vec<u8>]) -> Self {
        let shortest = texts.iter().map(Vec::len).min().unwrap_or_default();
        let mut affixes = Self { lengths: Vec::new(), reach: shortest.min(4), outer: 0 };
        for text in texts {
            affixes.outer |= kind.cut(text, affixes.reach).map_or(0, bit_of_text);
            let inner = kind.inner(text).map_or(0, bit_of_byte);
            match affixes.lengths.binary_search_by_key(&text.len(), |length| length.bytes) {
                Ok(place) => {
                    affixes.lengths.get_mut(place).into_iter().for_each(|length| length.inner |= inner)
                }
                Err(place) => affixes.lengths.insert(place, Length { bytes: text.len(), inner }),
            }
        }
        affixes
    }

    /// The beginnings or ends of an element that may be among the texts.
    pub(super) fn candidates<'e>(&self, kind: Kind, element: &'e [u8]) -> impl Iterator<Item = &'e [u8]> {
        let outer = kind.cut(element, self.reach).map_or(0, bit_of_text);
        let lengths = if outer & self.outer == 0 { &[] } else { self.lengths.as_slice() };
        lengths
            .iter()
            .map_while(move |length| Some((kind.cut(element, length.bytes)?, length.inner)))
            .filter(move |(text, inner)| kind.inner(text).is_some_and(|byte| bit_of_byte(byte) & inner != 0))
            .map(|(text, _)| text)
    }
}

impl Kind {
    /// The first or last bytes of an element, if it has so many.
    fn cut(self, element: &[u8], length: usize) -> Option<&[u8]> {
        match self {
            Self::Tail => element.get(element.len().checked_sub(length)?..),
            Self::Head | Self::Literal => element.get(..length),
        }
    }

    /// The byte next to the star.
    fn inner(self, text: &[u8]) -> Option<u8> {
        if self == Self::Tail { text.first().copied() } else { text.last().copied() }
    }
}

fn bit_of_byte(byte: u8) -> u64 {
    1 << (byte & 63)
}

/// A bit for at most four bytes, chosen by all of them.
fn bit_of_text(text: &[u8]) -> u64 {
    let word = text.iter().fold(0_u32, |word, &byte| word << 8 | u32::from(byte));
    1 << (word.wrapping_mul(0x9e37_79b1) >> 26)
}
