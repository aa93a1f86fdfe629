//! The modifiers after a variable: `:h`, `:t`, `:r`, `:e`, `:u`, `:l`, `:q`, `:x`, `:s/old/new/`.

use super::glyph::Glyph;

/// One modifier with how often it applies.
#[derive(Debug, Clone)]
pub(super) struct Modifier {
    /// What it does.
    pub(super) kind: Kind,
    /// `g`: to every word of a list, not only to the first that it changes.
    pub(super) every_word: bool,
    /// `a`: as often as it applies within a word.
    pub(super) repeatedly: bool,
}

/// What a modifier does.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// One of the letters.
    Letter(char),
    /// `s/old/new/`.
    Substitute(Vec<Glyph>, Vec<Glyph>),
}

/// Times a modifier with `a` is applied to one word.
const MAX_REPEATS: usize = 1000;

impl Modifier {
    /// Applies it to a word; whether it counts as applied.
    pub(super) fn apply(&self, word: &mut Vec<Glyph>) -> bool {
        match &self.kind {
            Kind::Substitute(old, new) => substitute(word, old, new, self.repeatedly),
            Kind::Letter(letter) => {
                for _ in 0..if self.repeatedly { MAX_REPEATS } else { 1 } {
                    let changed = modify(word, *letter);
                    let is_same = changed == *word;
                    *word = changed;
                    if is_same {
                        break;
                    }
                }
                true
            }
        }
    }
}

/// Applies a modifier of one letter.
pub(super) fn modify(word: &[Glyph], letter: char) -> Vec<Glyph> {
    let slash = word.iter().rposition(|glyph| glyph.char == '/');
    let name = slash.map_or(0, |slash| slash + 1);
    let dot = word.iter().rposition(|glyph| glyph.char == '.').filter(|dot| *dot >= name);
    let part = |from: usize, to: usize| word.get(from..to).unwrap_or_default().to_vec();
    match letter {
        'q' | 'Q' => word.iter().map(|glyph| Glyph::quoted(glyph.char)).collect(),
        'x' => {
            word.iter().map(|glyph| Glyph { quoted: glyph.quoted || !glyph.is_blank(), ..*glyph }).collect()
        }
        'h' => slash.map_or(word.to_vec(), |slash| part(0, slash)),
        't' => part(name, word.len()),
        'e' => dot.map_or(vec![], |dot| part(dot + 1, word.len())),
        'r' => dot.map_or(word.to_vec(), |dot| part(0, dot)),
        'u' => change_case(word, |char| char.is_lowercase(), |char| char.to_uppercase().next()),
        'l' => change_case(word, |char| char.is_uppercase(), |char| char.to_lowercase().next()),
        _ => word.to_vec(),
    }
}

/// Changes the first letter that is of the other case.
fn change_case(word: &[Glyph], is_other: fn(char) -> bool, change: fn(char) -> Option<char>) -> Vec<Glyph> {
    let mut word = word.to_vec();
    if let Some(glyph) = word.iter_mut().find(|glyph| is_other(glyph.char)) {
        glyph.char = change(glyph.char).unwrap_or(glyph.char);
    }
    word
}

/// Replaces the first occurrence, or each of them; whether there was one.
fn substitute(word: &mut Vec<Glyph>, old: &[Glyph], new: &[Glyph], repeatedly: bool) -> bool {
    let matches = |window: &[Glyph]| window.iter().zip(old).all(|(one, other)| one.char == other.char);
    let (mut rest, mut done, mut changed) = (word.as_slice(), vec![], false);
    while let Some(found) = rest.windows(old.len().max(1)).position(matches).filter(|_| !old.is_empty()) {
        let (before, after) = rest.split_at_checked(found).unwrap_or((rest, &[]));
        done.extend(before.iter().map(|glyph| Glyph::plain(glyph.char)));
        done.extend(new.iter().map(|glyph| Glyph::plain(glyph.char)));
        rest = after.get(old.len()..).unwrap_or_default();
        changed = true;
        if !repeatedly {
            break;
        }
    }
    if changed {
        done.extend(rest.iter().map(|glyph| Glyph::plain(glyph.char)));
        *word = done;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::super::glyph::text;
    use super::*;

    fn modified(word: &str, letter: char) -> String {
        let glyphs: Vec<Glyph> = word.chars().map(Glyph::plain).collect();
        text(&modify(&glyphs, letter))
    }

    #[test]
    fn modify_takes_paths_and_names_apart() {
        let parts = ['h', 't', 'r', 'e', 'u'].map(|letter| modified("/opt/go/a.tar.gz", letter));
        assert_eq!(parts, ["/opt/go", "a.tar.gz", "/opt/go/a.tar", "gz", "/Opt/go/a.tar.gz"]);
    }

    #[test]
    fn modify_without_slash_or_dot_keeps_the_word_but_for_the_ending() {
        assert_eq!(['h', 't', 'r', 'e'].map(|letter| modified("go", letter)), ["go", "go", "go", ""]);
    }
}
