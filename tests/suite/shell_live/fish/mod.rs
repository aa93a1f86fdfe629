//! Start-up files of fish.

mod tests;
mod words;

use super::writer::{Form, Writer, indented};
use tests::condition;
use words::{appended, bare, word, words};

/// One statement, of one or several lines.
pub(crate) fn statement(w: &mut Writer<'_>) -> String {
    let simple: &[(usize, Form)] = &[
        (30, set),
        (10, scope),
        (8, append),
        (6, erase),
        (6, compatible),
        (6, trap),
        (5, decoy),
        (4, elsewhere),
        (3, list),
    ];
    let compound: &[(usize, Form)] = &[
        (10, branch),
        (10, chain),
        (5, switch),
        (5, repeat),
        (6, function),
        (8, source),
        (3, block),
        (1, stop),
    ];
    match w.random.below(100) {
        0..12 if w.open => opaque(w),
        12 if w.depth == 0 => broken(w),
        14..44 if w.depth < 3 => w.form(compound),
        _ => w.form(simple),
    }
}

/// `fish_variables`, as fish writes it.
pub(crate) fn universals(w: &mut Writer<'_>) -> String {
    let mut text = "# This file contains fish universal variable definitions.\n# VERSION: 3.0\n".to_owned();
    let names: Vec<&str> = w.names.iter().copied().filter(|_| w.random.chance(60)).collect();
    for name in names {
        let flags = w.pick(&["--export ", "--export ", "", "--export --path "]);
        let escaped: String = w.value().chars().map(escape).collect();
        let more = w.pick(&["", "", "\\x1edirect"]);
        text.push_str(&format!("SETUVAR {flags}{name}:{escaped}{more}\n"));
    }
    text + "SETUVAR fish_greeting:\\x1d"
}

fn escape(one: char) -> String {
    match u32::from(one) {
        _ if one.is_ascii_alphanumeric() || one == '_' || one == '/' => one.to_string(),
        code @ 0..0x80 => format!("\\x{code:02x}"),
        code => format!("\\u{code:04x}"),
    }
}

const EXPORTING: &[&str] =
    &["-gx", "-gx", "-gx", "-x", "-xg", "-g -x", "--global --export", "-Ux", "-gx --", "-x -U", "--export"];

fn set(w: &mut Writer<'_>) -> String {
    let flags = w.pick(EXPORTING);
    format!("set {flags} {} {}", w.name(), words(w))
}

/// Other scopes, and no export.
fn scope(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), words(w));
    match w.random.below(10) {
        0..2 => format!("set {name} {text}"),
        2 => format!("set -g {name} {text}"),
        3 => format!("set -lx {name} {text}"),
        4 => format!("set -U {name} {text}"),
        5 => format!("set -gu {name} {text}"),
        6 => format!("set -fx {name} {text}"),
        7 => format!("set {name} {text}\nset -x {name} ${name}"),
        8 => format!("set {name} -gx {text}"),
        _ => format!("set {} {text}\nset -gx {name} ${}", w.pick(&["base", "x"]), w.pick(&["base", "x"])),
    }
}

fn append(w: &mut Writer<'_>) -> String {
    let name = w.name();
    match w.random.below(8) {
        0..3 => format!("set -gx {name} {}", appended(w, name)),
        3 => format!("set -a {name} {}", bare(w)),
        4 => format!("set -agx {name} {}", bare(w)),
        5 => format!("set -px {name} {}", word(w)),
        6 => format!("set {name} {}", appended(w, name)),
        _ => format!("set -q {name}; and set -gx {name} \"${name},x\"; or set -gx {name} x"),
    }
}

fn erase(w: &mut Writer<'_>) -> String {
    let flags = w.pick(&["-e", "-eg", "-eU", "--erase", "-el", "-e -g"]);
    format!("set {flags} {}", w.name())
}

/// Functions that fish has for people who come from elsewhere.
fn compatible(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(7) {
        0..3 => format!("export {name}={text}"),
        3 => format!("export {name}={text} x=b"),
        4 => format!("setenv {name} {}", bare(w)),
        5 => format!("set {name} {text}\nexport {name}"),
        _ => format!("export {name}"),
    }
}

fn trap(w: &mut Writer<'_>) -> String {
    let name = w.name();
    match w.random.below(12) {
        0 => format!("set -gx {name} https://a.example, direct"),
        1 => format!("export {name}=https://a.example, direct"),
        2 => format!("set -gx {name} = off"),
        3 => format!("set {name}=off"),
        4 => format!("set -gx {name}=off"),
        5 => format!("set -gx {name} https://a.example|direct"),
        6 => format!("set -gx {name} https://h.example/?a=1&b=2"),
        7 => format!("set -gx {name} *.corp.example"),
        8 => format!("{name}=off set -gx x ${name}"),
        9 => format!("set -gx {name} off # direct"),
        10 => format!("set -gx {name} off; set -gx x direct"),
        _ => format!("setenv {name} a b"),
    }
}

fn decoy(w: &mut Writer<'_>) -> String {
    let (name, text, called) = (w.name(), bare(w), w.new_function());
    match w.random.below(7) {
        0 => format!("# set -gx {name} {text}"),
        1 => format!("echo 'one\nset -gx {name} {text}\n' >/dev/null"),
        2 => format!("function {called}\n    set -gx {name} {text}\nend"),
        3 => format!("function {called} --on-event never\n    set -gx {name} {text}\nend"),
        4 => format!("{name}={text} true"),
        5 => format!("alias {called} 'set -gx {name} {text}'"),
        _ => format!("echo \"set -gx {name} {text}\" >/dev/null"),
    }
}

fn elsewhere(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(5) {
        0 => format!("set -gx {name} {text} | cat >/dev/null"),
        1 => format!("true | set -gx {name} {text}"),
        2 => format!("set -gx {name} {text} >/dev/null"),
        3 => format!("begin; set -gx {name} {text}; end >/dev/null"),
        _ => format!("builtin set -gx {name} {text}"),
    }
}

fn list(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(6) {
        0 => format!("set x {text} b\nset -gx {name} $x"),
        1 => format!("set x {text} b\nset -gx {name} \"$x\""),
        2 => format!("set x a b\nset -gx {name} $x,{}", bare(w)),
        3 => format!("set -gx {name} a b c\nset {name}[2] {}", bare(w)),
        4 => format!("set -gx {name} a b c\nset -e {name}[1]"),
        _ => format!("set -gx --path {name} a:b {}", bare(w)),
    }
}

fn branch(w: &mut Writer<'_>) -> String {
    let test = condition(w);
    let (then, other) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    match w.random.below(4) {
        0 => format!("if {test}\n{then}\nelse\n{other}\nend"),
        1 => {
            let second = condition(w);
            format!("if {test}\n{then}\nelse if {second}\n{other}\nend")
        }
        2 if !then.contains('\n') && !then.contains('#') => format!("if {test}; {}; end", then.trim()),
        _ => format!("if {test}\n{then}\nend"),
    }
}

fn chain(w: &mut Writer<'_>) -> String {
    let test = condition(w);
    let (name, text) = (w.name(), words(w));
    match w.random.below(6) {
        0 => format!("{test}; and set -gx {name} {text}"),
        1 => format!("{test}; or set -gx {name} {text}"),
        2 => format!("{test} && set -gx {name} {text}"),
        3 => format!("{test} || set -gx {name} {text}"),
        4 => format!("{test}\nand set -gx {name} {text}\nor set -gx {name} other"),
        _ => format!("set -q {name}; or set -gx {name} {text}"),
    }
}

fn switch(w: &mut Writer<'_>) -> String {
    let word = match w.random.below(3) {
        0 => format!("\"${}\"", w.read()),
        1 => format!("${}", w.read()),
        _ => word(w),
    };
    let pattern = w.pick(&["'*direct*'", "off on", "''", "'o*'", "x\\*", "dumb", "'?*'", "'*'"]);
    let (one, two) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    format!("switch {word}\n  case {pattern}\n{one}\n  case '*'\n{two}\nend")
}

fn repeat(w: &mut Writer<'_>) -> String {
    let (name, other, text) = (w.name(), w.name(), bare(w));
    match w.random.below(6) {
        0..2 => format!("for v in {name} {other}; set -gx $v {text}; end"),
        2 => format!("for v in a {text} c\n    set -gx {name} $v\nend"),
        3 => format!(
            "for v in a b c\n    if test $v = b; continue; end\n    set -gx {name} \"${name}$v\"\nend"
        ),
        4 => format!("while true\n    set -gx {name} {text}\n    break\nend"),
        _ => format!("for v in $NOPE\n    set -gx {name} {text}\nend"),
    }
}

fn function(w: &mut Writer<'_>) -> String {
    let (called, name, text) = (w.new_function(), w.name(), words(w));
    let body = indented(&w.inner(statement));
    match w.random.below(8) {
        0..2 => format!("function {called}\n{body}\nend\n{called}"),
        2 => format!("function {called}; set -gx {name} $argv[1]; end\n{called} {} b", bare(w)),
        3 => {
            format!("function {called} --argument-names v\n    set -gx {name} $v\nend\n{called} {}", bare(w))
        }
        4 => format!("function {called}; set -x {name} {text}; end; {called}"),
        5 => format!(
            "function {called}\n    set -gx {name} {text}\n    return\n    set -gx {name} never\nend\n{called}"
        ),
        6 => format!("function {called}; set -lx {name} {text}; end; {called}"),
        _ => format!("function {called} --description 'sets it'\n    set {name} {text}\nend\n{called}"),
    }
}

fn source(w: &mut Writer<'_>) -> String {
    let file = w.source();
    let path = if file.contains(' ') {
        format!("\"$HOME{}\"", file.trim_start_matches('~'))
    } else {
        file.to_owned()
    };
    match w.random.below(7) {
        0..3 => format!("source {path}"),
        3 => format!("test -f {path}; and source {path}"),
        4 => format!("if test -e {path}\n    source {path}\nend"),
        5 if w.globs => "for f in ~/.shell.d/*.sh\n    source $f\nend".to_owned(),
        _ => format!("source {path} 2>/dev/null; or set -gx {} {}", w.name(), bare(w)),
    }
}

fn block(w: &mut Writer<'_>) -> String {
    format!("begin\n{}\n{}\nend", indented(&w.inner(statement)), indented(&w.inner(statement)))
}

fn stop(w: &mut Writer<'_>) -> String {
    match w.random.below(4) {
        0 => "status is-interactive; or return".to_owned(),
        1 => format!("{}; and return", condition(w)),
        2 => format!("if {}; return; end", condition(w)),
        _ => "if not status is-interactive\n    exit\nend".to_owned(),
    }
}

/// What fish does not parse: then nothing of the file runs.
fn broken(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(6) {
        0 => format!("{name}={text}"),
        1 => format!("if [ -n \"${name}\" ]; then\n    set -gx {name} {text}\nfi"),
        2 => format!("set -gx {name} ${{HOME}}/{text}"),
        3 => format!("if true\n    set -gx {name} {text}"),
        4 => format!("set -gx {name} '{text}"),
        _ => "end".to_owned(),
    }
}

fn opaque(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(8) {
        0..2 => format!("set -gx {name} (echo {text})"),
        2 => format!("set -gx {name} \"$(echo {text})\""),
        3 => format!("eval 'set -gx {name} {text}'"),
        4 => format!("echo set -gx {name} {text} | source"),
        5 => format!("echo {text} | read -gx {name}"),
        6 => format!("set -gx {name} (string join , a {text})"),
        _ => format!("set x (uname)\nset -gx {name} $x,{text}"),
    }
}
