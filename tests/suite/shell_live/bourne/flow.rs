//! Commands around commands: tests, loops, functions, files.

use super::super::vocabulary::HELPERS;
use super::super::writer::{Writer, indented};
use super::assign::quoted;
use super::statement;
use super::tests::condition;
use super::words::{bare, double, word};

/// `if`.
pub(crate) fn branch(w: &mut Writer<'_>) -> String {
    let test = condition(w);
    let (then, other) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    match w.random.below(5) {
        0 if !then.contains('\n') => format!("if {test}; then {}; fi", then.trim()),
        1 => format!("if {test}; then\n{then}\nelse\n{other}\nfi"),
        2 => {
            let second = condition(w);
            format!("if {test}\nthen\n{then}\nelif {second}; then\n{other}\nfi")
        }
        _ => format!("if {test}; then\n{then}\nfi"),
    }
}

/// `&&` and `||`.
pub(crate) fn chain(w: &mut Writer<'_>) -> String {
    let test = condition(w);
    let (name, text) = (w.name(), word(w));
    let other = bare(w);
    match w.random.below(5) {
        0 => format!("{test} && export {name}={text}"),
        1 => format!("{test} || export {name}={text}"),
        2 => format!("{test} && export {name}={text} || export {name}={other}"),
        3 => format!("{test} && {{ {name}={text}; export {name}; }}"),
        _ => format!("{test} &&\n    export {name}={text}"),
    }
}

/// `case`.
pub(crate) fn case(w: &mut Writer<'_>) -> String {
    let word = match w.random.below(5) {
        0 => "$-".to_owned(),
        1 => "\"$TERM\"".to_owned(),
        2 => format!("${}", w.read()),
        3 => double(w).replace("$\"", "\""),
        _ => format!("\"${{{}:-none}}\"", w.read()),
    };
    let pattern = w.pick(&[
        "*i*",
        "*direct*",
        "off|none",
        "\"\"",
        "dumb",
        "xterm*|*-256color",
        "[a-h]*",
        "'*'",
        "?*",
        "(off)",
        "*,*|x",
        "\\*",
    ]);
    let (one, two) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    let end = if w.chance(5) && w.may(&["bash", "zsh", "ksh", "mksh"]) { ";&" } else { ";;" };
    let open = if pattern.starts_with('(') { pattern.to_owned() } else { format!("{pattern})") };
    match w.random.below(3) {
        0 => format!("case {word} in\n  {open}\n{one}\n  {end}\nesac"),
        1 if !one.contains('\n') => format!("case {word} in {open} {} {end} esac", one.trim()),
        _ => format!("case {word} in\n  {open}\n{one}\n    {end}\n  *)\n{two}\n    ;;\nesac"),
    }
}

/// Loops that come to an end.
pub(crate) fn repeat(w: &mut Writer<'_>) -> String {
    let (name, other, text) = (w.name(), w.name(), bare(w));
    let variable = w.pick(HELPERS);
    match w.random.below(11) {
        0..2 => format!("for {variable} in {name} {other}; do export ${variable}={text}; done"),
        2 => format!("for {variable} in {name} {other}; do\n  export \"${variable}={text}\"\ndone"),
        3 => format!("for {variable} in a {text} c; do {name}=${variable}; done\nexport {name}"),
        4 => format!(
            "for {variable} in a b c; do\n  [ ${variable} = b ] && continue\n  export {name}=\"${name}${variable}\"\ndone"
        ),
        5 => format!("for {name} in {text} b\ndo\n  :\ndone\nexport {name}"),
        6 => format!("i=0\nwhile [ $i -lt 3 ]; do i=$((i+1)); export {name}=v$i; done"),
        7 => format!("while true; do\n  export {name}={text}\n  break\n  export {name}=never\ndone"),
        8 => format!("until [ -n \"$done\" ]; do done=1; export {name}={text}; done"),
        9 if w.may(&["bash", "zsh", "ksh"]) => {
            format!("for ((i=0; i<3; i++)); do export {name}={text}$i; done")
        }
        10 if w.may(&["zsh"]) => format!("for {variable} ({text} b) export {name}=${variable}"),
        _ => format!("for {variable} in; do export {name}={text}; done"),
    }
}

/// A function and whether it is called.
pub(crate) fn function(w: &mut Writer<'_>) -> String {
    let (called, name, text) = (w.new_function(), w.name(), word(w));
    let body = indented(&w.inner(statement));
    let keyword = w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]);
    match w.random.below(14) {
        0..3 => format!("{called}() {{\n{body}\n}}\n{called}"),
        3 => format!("{called}() {{\n{body}\n}}"),
        4 => format!("{called} ()\n{{\n    export {name}={text}\n}}\n{called}"),
        5 => format!("{called}() {{ export {name}=\"$1\"; }}\n{called} {} b", bare(w)),
        6 => format!("{called}() {{ local {name}={text}; export {name}; }}\n{called}"),
        7 => format!(
            "{called}() {{ {}; return; export {name}=never; }}\n{called} x",
            format_args!("export {name}={text}")
        ),
        8 => format!("{called}() {{ return 1; }}\n{called} && export {name}={text}"),
        9 if keyword => format!("function {called} {{\n    export {name}={text}\n}}\n{called}"),
        10 if keyword => format!("function {called} {{ typeset -x {name}={text}; }}; {called}"),
        11 => format!("{called}() {{ typeset -x {name}={text}; }}\n{called}"),
        12 => format!("{called}() {{ x=$#; shift; export {name}=$x$1; }}; {called} a b c"),
        _ => format!("{called}() {{ {called}_2; }}\n{called}_2() {{ export {name}={text}; }}\n{called}"),
    }
}

/// Another file.
pub(crate) fn source(w: &mut Writer<'_>) -> String {
    let file = w.source();
    let quiet = w.shell.name == "bash" || w.shell.name == "zsh" || w.chance(15);
    let path = if w.chance(40) { format!("\"$HOME{}\"", file.trim_start_matches('~')) } else { quoted(file) };
    let path = if file.starts_with('/') { file.to_owned() } else { path };
    let dot = w.pick(&[".", ".", "source"]);
    let existing = w.sources.contains(&file);
    match w.random.below(9) {
        0..3 if existing || quiet => format!("{dot} {path}"),
        0..4 => format!("[ -f {path} ] && . {path}"),
        4 => format!("if [ -r {path} ]; then\n    . {path}\nfi"),
        5 => format!("test -e {path} && . {path} || export {}={}", w.name(), w.plain()),
        6 if w.globs => "for f in ~/.shell.d/*.sh; do [ -r \"$f\" ] && . \"$f\"; done".to_owned(),
        7 if w.globs => {
            "for f in \"$HOME\"/.shell.d/*.sh; do\n    if [ -f \"$f\" ]; then . \"$f\"; fi\ndone\nunset f"
                .to_owned()
        }
        _ => relative(w, file, existing),
    }
}

fn relative(w: &mut Writer<'_>, file: &str, existing: bool) -> String {
    match file.strip_prefix("~/") {
        Some(rest) if existing && !rest.contains(' ') => {
            let dot = w.pick(&[". ./", ". ./", "source ./", ". "]);
            if dot == ". " && w.shell.name != "bash" && w.shell.name != "zsh" {
                format!(". ./{rest}")
            } else {
                format!("{dot}{rest}")
            }
        }
        _ => format!("[ -s {0} ] && . {0}", quoted(file)),
    }
}

/// The end of the file, sometimes.
pub(crate) fn guard(w: &mut Writer<'_>) -> String {
    match w.random.below(9) {
        0 => "case $- in\n    *i*) ;;\n      *) return;;\nesac".to_owned(),
        1 => "case $- in *i*) ;; *) return ;; esac".to_owned(),
        2 => "[ -z \"$PS1\" ] && return".to_owned(),
        3 if w.may(&["bash", "zsh", "ksh", "mksh", "busybox"]) => "[[ $- != *i* ]] && return".to_owned(),
        4 if w.may(&["zsh", "ksh", "mksh"]) => "[[ -o interactive ]] || return 0".to_owned(),
        5 => format!("{} && return", condition(w)),
        6 => format!("if {}; then return; fi", condition(w)),
        7 if w.chance(20) => "return".to_owned(),
        _ => format!("{} || return 0", condition(w)),
    }
}

/// Options of the shell itself.
pub(crate) fn option(w: &mut Writer<'_>) -> String {
    match w.random.below(9) {
        0 => "set -f".to_owned(),
        1 => "set -u".to_owned(),
        2 => "shopt -s extglob nullglob 2>/dev/null".to_owned(),
        3 => "setopt extended_glob 2>/dev/null".to_owned(),
        4 => "set -o noclobber".to_owned(),
        5 => "umask 022".to_owned(),
        6 => "PATH=\"$HOME/bin:$PATH\"\nexport PATH".to_owned(),
        7 => format!("alias setit='export {}={}'\nsetit", w.name(), bare(w)),
        _ => format!("set -- a {}\nexport {}=$2", bare(w), w.name()),
    }
}
