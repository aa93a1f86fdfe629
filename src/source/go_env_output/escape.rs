//! Undoing what a listing's form, or the way of the paste, did to a value.

use std::borrow::Cow;

/// Undoes Windows escaping of Go 1.21 and later: `%%` is `%`, and `^` stands before `< > | & ^`.
/// None: go would not have written this, so it is no escaped text.
///
/// Source: `cmd/go/internal/envcmd.batchEscape`.
pub(super) fn unescape_batch(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(['%', '<', '>', '|', '&', '^']) {
        return Some(Cow::Borrowed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '%' if characters.next() == Some('%') => plain.push('%'),
            '^' => plain.push(characters.next().filter(|next| "<>|&^".contains(*next))?),
            '%' | '<' | '>' | '|' | '&' => return None,
            _ => plain.push(c),
        }
    }
    Some(Cow::Owned(plain))
}

/// Decodes the HTML entities that copying out of a page's source leaves after.
pub(super) fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (character, length) = entity(from).unwrap_or(('&', 1));
        plain.push(character);
        rest = from.get(length..).unwrap_or("");
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The entity that `text` begins with, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let character = match text.get(1..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        name => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?;
            char::from_u32(code)?
        }
    };
    Some((character, end + 1))
}

/// Whether a line has its quotes as entities: `GOPROXY=&quot;…&quot;`.
pub(super) fn quotes_are_entities(line: &str) -> bool {
    ["=&quot;", "=&#34;", "=&#39;", "=&apos;", "=&#x27;", "&quot;GO", "&#34;GO"]
        .iter()
        .any(|mark| line.contains(mark))
}

/// Turns typographic quotes into plain ones, character by character.
pub(super) fn straighten(text: &str) -> String {
    text.chars().map(straight).collect()
}

fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        _ => c,
    }
}

/// Whether this is a typographic quote.
pub(super) fn is_typographic(c: char) -> bool {
    straight(c) != c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batch_escapes_undone_or_refused() {
        assert_eq!(unescape_batch("100%% ^<a^> ^^ ^& ^|").as_deref(), Some("100% <a> ^ & |"));
        assert_eq!(unescape_batch("C:\\Users\\u").as_deref(), Some("C:\\Users\\u"));
        for raw in ["%PATH%", "a&b", "a^b", "a^", "%"] {
            assert_eq!(unescape_batch(raw), None, "{raw}");
        }
    }

    #[test]
    fn entities_decoded_once() {
        assert_eq!(
            decode_entities("a &amp;&lt;&quot;&#39;&#x27; &bogus; & &amp;lt;"),
            "a &<\"'' &bogus; & &lt;"
        );
    }

    #[test]
    fn quotes_straightened() {
        assert_eq!(straighten("GOOS=“linux” ‘x’"), "GOOS=\"linux\" 'x'");
    }
}
