//! Characters that nobody sees, and characters that only look like those of a setting.

/// Whether a character has no width, or only looks like a quote mark or a separator.
pub(super) fn is_lookalike(c: char) -> bool {
    plain_character(c).is_some()
}

/// The same text as it was meant.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| plain_character(c).map_or_else(|| c.to_string(), str::to_owned)).collect()
}

/// What a stretch of such characters is called.
pub(super) fn described(text: &str) -> &'static str {
    match text.chars().next().unwrap_or(' ') {
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a soft hyphen",
        '，' | '、' => "a full-width comma",
        '；' => "a full-width semicolon",
        '｜' => "a full-width bar",
        '：' => "a full-width colon",
        '／' => "a full-width slash",
        '．' | '。' => "a full-width full stop",
        '＊' => "a full-width asterisk",
        '\u{2018}'..='\u{201f}' | '«' | '»' => "a typographic quote mark",
        _ => "an invisible character",
    }
}

/// The plain characters for one of these; `None`: it is plain already.
fn plain_character(c: char) -> Option<&'static str> {
    match c {
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Some(""),
        '\u{2018}'..='\u{201f}' | '«' | '»' => Some(""),
        '，' | '、' => Some(","),
        '；' => Some(";"),
        '｜' => Some("|"),
        '：' => Some(":"),
        '／' => Some("/"),
        '．' | '。' => Some("."),
        '＊' => Some("*"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_what_was_meant() {
        assert_eq!(plain("\u{feff}“goproxy．cn”，direct\u{200b}"), "goproxy.cn,direct");
        assert_eq!(plain("bücher.example"), "bücher.example");
        assert_eq!(described("，x"), "a full-width comma");
    }
}
