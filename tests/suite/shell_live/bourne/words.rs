//! Words of the Bourne family: values as people write them, quoted and expanded in every way.

use super::super::vocabulary::{HOSTS, PLAIN};
use super::super::writer::Writer;

const PATTERNS: &[&str] =
    &["*,", ",*", "?", "/*", "*/", "*", "https:", "[a-h]*", ",direct", "off", "'*'", "\"?\"", "\\*"];

/// A value, as the text after `=`.
pub(crate) fn word(w: &mut Writer<'_>) -> String {
    match w.random.below(20) {
        0..4 => w.plain().to_owned(),
        4..6 => format!("'{}'", w.value()),
        6..10 => double(w),
        10 => format!("~{}", w.pick(&["", "/go", "/go:~/b", "/x,~/y", "nosuchuser/x", "/\"a b\""])),
        11 => format!("{}:~/lib", w.plain()),
        12 => dollar_single(w),
        13 => variable(w),
        _ => (0..1 + w.random.below(3)).map(|_| piece(w)).collect(),
    }
}

/// A value without a blank, a quote or an expansion.
pub(crate) fn bare(w: &mut Writer<'_>) -> String {
    w.pick(PLAIN).to_owned()
}

fn piece(w: &mut Writer<'_>) -> String {
    match w.random.below(16) {
        0..3 => w.plain().to_owned(),
        3..5 => format!("'{}'", w.value()),
        5..8 => double(w),
        8 => format!("\\{}", w.pick(&["a", " ", "$", "\"", "'", "\\", "#", "~", ";", "|", "*", "\n", "="])),
        9 => dollar_single(w),
        10..13 => variable(w),
        13 => arithmetic(w),
        14 => w.pick(&["#x", "=", ":", ",", "%", "@", "^", "!", "{a}", "+", "$", "]", "-"]).to_owned(),
        _ => w.pick(&["*", "?", "{a,b}", "[x]", "{1..3}", "\u{201c}x\u{201d}", "~"]).to_owned(),
    }
}

fn dollar_single(w: &mut Writer<'_>) -> String {
    let text = w.pick(&[
        "a\\tb",
        "x\\x2cy",
        "\\101\\102",
        "plain",
        "a\\\\b",
        "\\u00e9,\\n",
        "a\\e[0m",
        "\\\"q\\\"",
        "a\\?",
        "\\cA",
    ]);
    if w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]) { format!("$'{text}'") } else { format!("'{text}'") }
}

/// Text in double quotes.
pub(crate) fn double(w: &mut Writer<'_>) -> String {
    let parts: String = (0..1 + w.random.below(3)).map(|_| inside(w)).collect();
    if w.chance(2) { format!("$\"{parts}\"") } else { format!("\"{parts}\"") }
}

fn inside(w: &mut Writer<'_>) -> String {
    match w.random.below(12) {
        0..4 => w.value().replace('!', "."),
        4..8 => variable(w),
        8 => format!("\\{}", w.pick(&["$", "\\", "\"", "`", "a", "n", "\n", "*"])),
        9 => w.pick(&["'", "\n", " ", "'x'", "~", "#", "$", "{a,b}"]).to_owned(),
        10 => arithmetic(w),
        _ => ",".to_owned(),
    }
}

fn arithmetic(w: &mut Writer<'_>) -> String {
    let text = w.pick(&[
        "1+2", "2 * 3", "7/2", "10%4", "(1+2)*3", "1<2", "x=5", "NOPE+1", "0x10", "-3", "!0", "1?4:5",
        "5-2-1", "2>1&&0",
    ]);
    format!("$(({text}))")
}

/// A variable, plain or with something done to it.
pub(crate) fn variable(w: &mut Writer<'_>) -> String {
    let name = w.read();
    match w.random.below(20) {
        0..4 => format!("${name}"),
        4..8 => format!("${{{name}}}"),
        8..12 => {
            let operator = w.pick(&[":-", "-", ":+", "+", ":=", "="]);
            format!("${{{name}{operator}{}}}", default(w))
        }
        12..15 => {
            let operator = w.pick(&["%", "%%", "#", "##"]);
            let pattern = w.pick(PATTERNS);
            format!("${{{name}{operator}{pattern}}}")
        }
        15 => format!("${{#{name}}}"),
        16..18 if w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]) => {
            let change = w.pick(&[
                "/,/;", "//,/:", "/o", "//e/E", "/#h/H", "/%t/T", ":1:2", ":2", ": -3", ":0:1", "//\\//-",
                "/*:/x",
            ]);
            format!("${{{name}{change}}}")
        }
        18 if w.may(&["bash"]) => format!("${{{name}{}}}", w.pick(&["^^", ",,", "^", "@Q"])),
        19 if w.may(&["zsh"]) => format!("${{{}{name}}}", w.pick(&["(U)", "(L)", "(s:,:)", "(j:,:)"])),
        _ => format!("${name}"),
    }
}

/// The word of `${A:-word}`.
fn default(w: &mut Writer<'_>) -> String {
    let nested = w.depth < 3 && w.chance(20);
    match w.random.below(8) {
        _ if nested => w.inner(variable),
        0..4 => w.plain().to_owned(),
        4 => format!("'{}'", w.plain()),
        5 => format!("\"{}\"", w.value()),
        6 => format!("${}", w.read()),
        _ => w.pick(&["", "a b", "~/go", "{a,b}", "a\\}b", "*", "x:y"]).to_owned(),
    }
}

/// A value that keeps what the variable had.
pub(crate) fn appended(w: &mut Writer<'_>, name: &str) -> String {
    let host = w.pick(HOSTS);
    match w.random.below(7) {
        0 => format!("\"${name},{host}\""),
        1 => format!("${name},{host}"),
        2 => format!("\"${{{name}:+${name},}}{host}\""),
        3 => format!("{host},${{{name}}}"),
        4 => format!("\"${{{name}:-{host}}}\""),
        5 => format!("${{{name}:+${{{name}}}:}}{host}"),
        _ => format!("\"{host}\"${{{name}+,${name}}}"),
    }
}
