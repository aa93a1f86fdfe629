//! Conditions of fish.

use super::super::writer::Writer;
use super::words::bare;

const FILES: &[&str] = &[
    "~/.bashrc",
    "~/.goenv",
    "~/.no-such-file",
    "$HOME",
    "\"$HOME/.env\"",
    "/etc",
    "/nonexistent",
    "~/.config/fish",
];

/// A condition.
pub(crate) fn condition(w: &mut Writer<'_>) -> String {
    match w.random.below(16) {
        0..3 => {
            let (test, file) = (w.pick(&["-f", "-d", "-e", "-r", "-s"]), w.pick(FILES));
            format!("test {test} {file}")
        }
        3..6 => format!("set -q {}", w.read()),
        6..9 => variable(w),
        9 => w
            .pick(&[
                "status is-interactive",
                "status is-login",
                "status --is-interactive",
                "status --is-login",
            ])
            .to_owned(),
        10 => w.pick(&["true", "false"]).to_owned(),
        11 if w.depth < 3 => format!("not {}", w.inner(condition)),
        12 if w.depth < 3 => format!("! {}", w.inner(condition)),
        13 => {
            let (name, text) = (w.read(), bare(w));
            format!("contains {text} ${name}")
        }
        14 => {
            let name = w.read();
            format!("string match -q {} \"${name}\"", w.pick(&["'*direct*'", "off", "'o*'", "'*'"]))
        }
        15 if w.open => w
            .pick(&["command -q go", "type -q gofmt", "test (uname) = Linux", "test (hostname) = build"])
            .to_owned(),
        _ => variable(w),
    }
}

fn variable(w: &mut Writer<'_>) -> String {
    let name = w.read();
    let text = bare(w);
    match w.random.below(9) {
        0 => format!("test -n \"${name}\""),
        1 => format!("test -z \"${name}\""),
        2 => format!("test -z ${name}"),
        3 => format!("test \"${name}\" = {text}"),
        4 => format!("[ \"${name}\" != {text} ]"),
        5 => format!("[ -n \"${name}\" -a \"${name}\" != off ]"),
        6 => format!("test (count ${name}) -gt 1"),
        7 => format!("set -q {name}[1]"),
        _ => format!("test -n \"${name}\"; and test -z \"$NOPE\""),
    }
}
