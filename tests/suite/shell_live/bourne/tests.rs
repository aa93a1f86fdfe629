//! Conditions: those that files, mode and known variables decide, and others.

use super::super::writer::Writer;
use super::words::bare;

const FILES: &[&str] = &[
    "~/.bashrc",
    "~/.profile",
    "~/.goenv",
    "~/.no-such-file",
    "$HOME",
    "\"$HOME/.env\"",
    "/etc",
    "/nonexistent",
    "~/.shell.d",
    "/etc/profile",
];

/// A condition.
pub(crate) fn condition(w: &mut Writer<'_>) -> String {
    match w.random.below(20) {
        0..4 => file(w),
        4..9 => variable(w),
        9 | 10 => mode(w),
        11 => w.pick(&["true", "false", ":", "! true", "! false"]).to_owned(),
        12 | 13 => double_brackets(w),
        14 if w.depth < 3 => {
            let (one, two) = (w.inner(condition), w.inner(condition));
            let between = w.pick(&["&&", "||"]);
            format!("{one} {between} {two}")
        }
        15 if w.depth < 3 => format!("! {}", w.inner(condition)),
        16 => number(w),
        17 => shell(w),
        18 | 19 if w.open => w.pick(&UNDECIDED).to_owned(),
        _ => variable(w),
    }
}

const UNDECIDED: [&str; 6] = [
    "command -v go >/dev/null 2>&1",
    "[ \"$(uname)\" = Linux ]",
    "grep -q x /etc/no-such 2>/dev/null",
    "[ \"`hostname`\" = build ]",
    "type gofmt >/dev/null 2>&1",
    "test -n \"$(echo x)\"",
];

fn file(w: &mut Writer<'_>) -> String {
    let path = w.pick(FILES);
    let test = w.pick(&["-f", "-d", "-e", "-r", "-s", "! -f", "! -d"]);
    match w.random.below(4) {
        0 => format!("test {test} {path}"),
        1 if w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]) => format!("[[ {test} {path} ]]"),
        _ => format!("[ {test} {path} ]"),
    }
}

fn variable(w: &mut Writer<'_>) -> String {
    let name = w.read();
    let text = bare(w);
    match w.random.below(14) {
        0 => format!("[ -n \"${name}\" ]"),
        1 => format!("[ -z \"${name}\" ]"),
        2 => format!("[ -z \"${{{name}:-}}\" ]"),
        3 => format!("[ -n \"${{{name}+x}}\" ]"),
        4 => format!("[ \"${name}\" = \"{text}\" ]"),
        5 => format!("[ \"${name}\" != {text} ]"),
        6 => format!("[ \"x${name}\" = x ]"),
        7 => format!("[ \"${name}\" ]"),
        8 => format!("test -n \"${name}\" -a \"${name}\" != off"),
        9 => format!("[ -z \"${name}\" -o \"${name}\" = {text} ]"),
        10 => format!("[ ${{{name}:-{text}}} = {text} ]"),
        11 => format!("[ ! \"${name}\" = {text} ]"),
        12 => format!("[ \\( \"${name}\" = {text} \\) ]"),
        _ => format!("[ -n ${name} ]"),
    }
}

fn mode(w: &mut Writer<'_>) -> String {
    match w.random.below(5) {
        0 => "[ -n \"$PS1\" ]".to_owned(),
        1 => "[ -z \"$PS1\" ]".to_owned(),
        2 if w.may(&["zsh", "ksh", "mksh"]) => "[[ -o interactive ]]".to_owned(),
        3 if w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]) => "[[ $- == *i* ]]".to_owned(),
        _ => "[ \"${-#*i}\" != \"$-\" ]".to_owned(),
    }
}

fn double_brackets(w: &mut Writer<'_>) -> String {
    let name = w.read();
    let text = bare(w);
    let inside = match w.random.below(9) {
        0 => format!("-n ${name}"),
        1 => format!("-z ${name}"),
        2 => format!("${name} == {text}"),
        3 => format!("${name} = *direct*"),
        4 => format!("${name} != off && -n ${name}"),
        5 => format!("( ${name} == o* || -f ~/.goenv ) && ! -z $HOME"),
        6 => format!("\"${name}\" == \"{text}\""),
        7 => "$HOME == /*".to_owned(),
        _ => format!("${name} < m"),
    };
    if w.may(&["bash", "zsh", "ksh", "mksh"]) {
        format!("[[ {inside} ]]")
    } else {
        format!("[ \"${name}\" = {text} ]")
    }
}

fn number(w: &mut Writer<'_>) -> String {
    let test =
        w.pick(&["1 -lt 2", "2 -le 1", "3 -gt 3", "1 -eq 1", "01 -eq 1", "1 -ne 2", "${#HOME} -gt 100"]);
    if w.chance(30) && w.may(&["bash", "zsh", "ksh", "mksh"]) {
        return w.pick(&["(( 1 < 2 ))", "(( 0 ))", "(( x = 3 ))", "(( ${#HOME} > 0 ))"]).to_owned();
    }
    format!("[ {test} ]")
}

fn shell(w: &mut Writer<'_>) -> String {
    let name = w.pick(&["BASH_VERSION", "ZSH_VERSION", "KSH_VERSION", "TERM", "BASH"]);
    let test = w.pick(&["-n", "-z"]);
    format!("[ {test} \"${name}\" ]")
}
