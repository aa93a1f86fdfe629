//! What a word expanded to, before it is split.

use super::super::text::Text;

/// How a piece of text came about, which decides what is still done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// It stands in the word as it is.
    Bare,
    /// It was quoted.
    Quoted,
    /// An expansion without quotes gave it: it is split into words.
    Expanded,
}

/// A piece of an expanded word.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its text.
    pub(super) text: String,
    /// How it came about.
    pub(super) quoting: Quoting,
    /// What else it could be.
    pub(super) others: Vec<String>,
}

/// An expanded word before it is split.
#[derive(Debug, Clone, Default)]
pub(super) struct Expanded {
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
    /// What is known of all of them together; its text is not used.
    pub(super) sum: Text,
}

impl Expanded {
    fn push(&mut self, text: &Text, quoting: Quoting) {
        let is_guess = self.sum.is_usable() && text.is_usable() && (self.sum.is_guess || text.is_guess);
        self.sum.knowledge = self.sum.knowledge.and(&text.knowledge);
        self.sum.is_guess = is_guess;
        if self.sum.from.is_none() {
            self.sum.from.clone_from(&text.from);
        }
        if self.sum.computed.is_none() {
            self.sum.computed.clone_from(&text.computed);
        }
        self.pieces.push(Piece { text: text.text.clone(), quoting, others: text.others.clone() });
    }

    /// The pieces as one text.
    pub(super) fn into_text(self) -> Text {
        let mut whole = Text::default();
        for piece in self.pieces {
            whole.append(&Text { others: piece.others, ..Text::certain(piece.text) });
        }
        Text { text: whole.text, others: whole.others, ..self.sum }
    }
}

/// Adds a text to the last word.
pub(super) fn add(words: &mut [Expanded], text: &Text, quoting: Quoting) {
    if let Some(last) = words.last_mut() {
        last.push(text, quoting);
    }
}

/// zsh: a bare `[` without a `]` after it, in a word of more than that.
pub(super) fn has_open_bracket(pieces: &[Piece]) -> bool {
    let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let open = pieces.iter().rposition(|piece| piece.quoting == Quoting::Bare && piece.text.contains('['));
    let Some(index) = open.filter(|_| length > 1) else { return false };
    let after = pieces.iter().skip(index).enumerate().map(|(place, piece)| match (place, piece.quoting) {
        (0, _) => piece.text.rsplit_once('[').map_or("", |(_, rest)| rest),
        (_, Quoting::Bare) => piece.text.as_str(),
        _ => "",
    });
    !after.collect::<String>().contains(']')
}

/// zsh's qualifiers after a pattern: `(N)`, `(.)`, `(on)`.
pub(super) fn take_qualifiers(pieces: &mut [Piece]) -> Option<String> {
    let last = pieces.last_mut().filter(|piece| piece.quoting == Quoting::Bare)?;
    let inside = last.text.strip_suffix(')')?;
    let (before, letters) = inside.rsplit_once('(')?;
    if letters.contains('|') || letters.is_empty() {
        return None;
    }
    let letters = letters.to_owned();
    last.text = before.to_owned();
    Some(letters)
}
