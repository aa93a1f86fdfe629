//! Words of fish.

use super::super::vocabulary::{HOSTS, PLAIN};
use super::super::writer::Writer;

/// One argument, or several.
pub(crate) fn words(w: &mut Writer<'_>) -> String {
    match w.random.below(12) {
        0 => format!("{} {}", word(w), word(w)),
        1 => w.pick(&["", "''", "a b c", "$NOPE", "\\\n    off", "off \\\n    direct"]).to_owned(),
        _ => word(w),
    }
}

/// One argument.
pub(crate) fn word(w: &mut Writer<'_>) -> String {
    match w.random.below(20) {
        0..6 => bare(w),
        6..8 => format!("'{}'", w.value()),
        8..13 => double(w),
        13 => format!("~{}", w.pick(&["", "/go", "/go:~/b", "/x,~/y", "nosuchuser/x", "/'a b'"])),
        14 => variable(w),
        _ => (0..1 + w.random.below(3)).map(|_| piece(w)).collect(),
    }
}

/// A value without anything special in it.
pub(crate) fn bare(w: &mut Writer<'_>) -> String {
    w.pick(PLAIN).to_owned()
}

fn piece(w: &mut Writer<'_>) -> String {
    match w.random.below(14) {
        0..3 => bare(w),
        3..5 => format!("'{}'", w.value()),
        5 => w.pick(&["'it\\'s'", "'a\\\\b'", "'a\\nb'", "'$HOME'", "'a\\\nb'"]).to_owned(),
        6..8 => double(w),
        8 => format!(
            "\\{}",
            w.pick(&[
                "n", "t", " ", "$", "\"", "'", "\\", "#", "~", ";", "x41", "u00e9", "101", "*", "(", "e"
            ])
        ),
        9..12 => variable(w),
        12 => w.pick(&["#x", "=", ":", ",", "%", "@", "^", "!", "+", "]", "-", "{a}", "{}"]).to_owned(),
        _ => {
            w.pick(&["*.nosuch", "{a,b}", "{,x}", "{$HOME}", "{a, b}", "\u{201c}x\u{201d}", "[x]"]).to_owned()
        }
    }
}

/// Text in double quotes.
pub(crate) fn double(w: &mut Writer<'_>) -> String {
    let parts: String = (0..1 + w.random.below(3)).map(|_| inside(w)).collect();
    format!("\"{parts}\"")
}

fn inside(w: &mut Writer<'_>) -> String {
    match w.random.below(10) {
        0..4 => w.value().to_owned(),
        4..7 => format!("${}", w.read()),
        7 => w.pick(&["\\$", "\\\\", "\\\"", "\\a", "\\n", "\\\n", "'", "\n"]).to_owned(),
        8 => w.pick(&["(echo x)", "{a,b}", "~", "{$HOME}", "*"]).to_owned(),
        _ => ",".to_owned(),
    }
}

/// A variable, whole or in part.
pub(crate) fn variable(w: &mut Writer<'_>) -> String {
    let name = w.read();
    match w.random.below(10) {
        0..5 => format!("${name}"),
        5 => format!("{{${name}}}"),
        6 => format!("${name}[1]"),
        7 => format!("${name}[-1]"),
        8 => format!("${name}{}", w.pick(&[",x", "/x", "[1..2]", "$HOME", "[9]"])),
        _ => format!("\"${name}\""),
    }
}

/// What keeps the old value and adds to it.
pub(crate) fn appended(w: &mut Writer<'_>, name: &str) -> String {
    let host = w.pick(HOSTS).replace('*', "x");
    match w.random.below(6) {
        0..2 => format!("\"${name},{host}\""),
        2 => format!("${name},{host}"),
        3 => format!("{host},${name}"),
        4 => format!("${name} {host}"),
        _ => format!("{{${name}}}:{host}"),
    }
}
