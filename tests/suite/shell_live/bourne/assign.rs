//! Lines that set, export and take away variables, in the ways that work.

use super::super::writer::Writer;
use super::words::{appended, bare, double, word};

const EXPORTERS: &[&str] =
    &["export", "export", "export", "export", "export --", "\\export", "'export'", "command export"];

/// `export A=b` and everything like it.
pub(crate) fn export(w: &mut Writer<'_>) -> String {
    let (name, word) = (w.name(), word(w));
    match w.random.below(12) {
        0..7 => format!("export {name}={word}"),
        7 => format!("{} {name}={word}", w.pick(EXPORTERS)),
        8 => format!("export \"{name}={}\"", w.value().replace('!', ".")),
        9 => format!("export '{name}'={word}"),
        10 => format!("  export   {name}={word}  "),
        _ => {
            let other = w.name();
            let second = super::words::word(w);
            format!("export {name}={word} {other}={second}")
        }
    }
}

/// `A=b` and `export A`, in any order, together or apart.
pub(crate) fn assign(w: &mut Writer<'_>) -> String {
    let (name, word) = (w.name(), word(w));
    match w.random.below(9) {
        0..2 => format!("{name}={word}; export {name}"),
        2..4 => format!("{name}={word}\nexport {name}"),
        4 => format!("export {name}\n{name}={word}"),
        5 => format!("{name}={word} && export {name}"),
        6 => format!("{name}={word}"),
        7 => format!("export {name}"),
        _ => {
            let other = w.name();
            format!("{name}={word} {other}=\"${name}\"; export {name} {other}")
        }
    }
}

/// A variable that others are built from.
pub(crate) fn helper(w: &mut Writer<'_>) -> String {
    let helper = w.pick(super::super::vocabulary::HELPERS);
    let text = word(w);
    let name = w.name();
    match w.random.below(4) {
        0 => format!("{helper}={text}"),
        1 => format!("{helper}={text}\nexport {name}=${helper}"),
        2 => format!("{helper}={text}; export {name}=\"${{{helper}}},direct\""),
        _ => format!("{helper}={name}; export \"${helper}={}\"", w.plain()),
    }
}

/// The old value and something more.
pub(crate) fn append(w: &mut Writer<'_>) -> String {
    let name = w.name();
    let word = appended(w, name);
    let more = bare(w);
    match w.random.below(8) {
        0..4 => format!("export {name}={word}"),
        4 => format!("{name}={word}\nexport {name}"),
        5 => format!("{name}+=,{more}\nexport {name}"),
        6 if w.may(&["bash", "mksh"]) => format!("export {name}+=,{more}"),
        _ => format!("{name}={more}; {name}+=:x; export {name}"),
    }
}

/// Values for what has none yet.
pub(crate) fn default(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(7) {
        0 => format!(": \"${{{name}:={text}}}\"\nexport {name}"),
        1 => format!(": ${{{name}={text}}}; export {name}"),
        2 => format!("export {name}=\"${{{name}:-{text}}}\""),
        3 => format!("export {name}=${{{name}-{text}}}"),
        4 => format!("[ -n \"${name}\" ] || export {name}={text}"),
        5 => format!("[ -z \"${{{name}+x}}\" ] && export {name}={text}"),
        _ => format!("test \"${name}\" || {{ {name}={text}; export {name}; }}"),
    }
}

/// Nothing, and no variable at all.
pub(crate) fn remove(w: &mut Writer<'_>) -> String {
    let (name, other) = (w.name(), w.name());
    match w.random.below(9) {
        0..3 => format!("unset {name}"),
        3 => format!("unset {name} {other}"),
        4 => format!("export {name}="),
        5 => format!("export {name}=''"),
        6 if w.may(&["bash", "busybox"]) => format!("export -n {name}"),
        7 => format!("typeset +x {name}"),
        8 => format!("unset -f {name}"),
        _ => format!("unset -v {name}"),
    }
}

/// `declare`, `typeset`, `readonly`, `local`.
pub(crate) fn declare(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(14) {
        0..3 => format!("typeset -x {name}={text}"),
        3..5 => format!("declare -x {name}={text}"),
        5 => format!("{} -gx {name}={text}", w.pick(&["declare", "typeset"])),
        6 => format!("typeset -x {name}\n{name}={text}"),
        7 => format!("typeset {name}={text}"),
        8 => {
            let flags = w.pick(&["-ux", "-lx", "-xu"]);
            format!("typeset {flags} {name}={text}")
        }
        9 => format!("typeset -ix {name}={}", w.pick(&["1+1", "07", "0x10", "5", "2*3"])),
        10 => format!("readonly {name}={text}; export {name}"),
        11 => format!("typeset -{} {name}={}; export {name}", w.pick(&["L3", "R4", "Z5"]), bare(w)),
        12 if w.may(&["zsh", "mksh", "bash", "ksh"]) => format!("local {name}={text}; export {name}"),
        _ => format!("export {name}={text}; readonly {name}"),
    }
}

/// A value that no longer changes, and the attempt.
pub(crate) fn read_only(w: &mut Writer<'_>) -> String {
    let (name, first, second) = (w.name(), bare(w), bare(w));
    let lines = [
        format!("readonly {name}={first}\nexport {name}"),
        format!("typeset -rx {name}={first}"),
        format!("readonly {name}={first}\n{name}={second}\nexport {name}"),
        format!("export {name}={first}\nreadonly {name}\nexport {name}={second}"),
        format!("readonly {name}={first}\nunset {name}"),
    ];
    let limit = if w.shell.name == "bash" || w.chance(20) { lines.len() } else { 2 };
    lines.get(w.random.below(limit)).cloned().unwrap_or_default()
}

/// Everything is exported for a while.
pub(crate) fn allexport(w: &mut Writer<'_>) -> String {
    let (on, off) =
        if w.chance(50) { ("set -a", "set +a") } else { ("set -o allexport", "set +o allexport") };
    let (name, text) = (w.name(), word(w));
    let other = w.name();
    match w.random.below(4) {
        0 if !w.sources.is_empty() => {
            let file = w.source();
            format!("{on}\n. {}\n{off}", quoted(file))
        }
        1 => format!("{on}; {name}={text}; {off}; {other}={}", bare(w)),
        2 => format!("{on}\n{name}={text}\nfor {other} in a b; do :; done\n{off}"),
        _ => format!("{on}\n{name}={text}\n{other}={}\n{off}", double(w)),
    }
}

/// A path as people write it after `.`.
pub(crate) fn quoted(path: &str) -> String {
    if path.contains(' ') { format!("\"$HOME{}\"", path.trim_start_matches('~')) } else { path.to_owned() }
}

/// Assignments before a command.
pub(crate) fn prefix(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    let command = w.pick(&[
        "true",
        ":",
        "env",
        "eval :",
        "command true",
        "/bin/true",
        "export NOPE2=1",
        "unset NOPE",
        "set +f",
        "sh -c :",
    ]);
    match w.random.below(4) {
        0..2 => format!("{name}={text} {command}\nexport {name}"),
        2 => format!("export {name}\n{name}={text} {command}"),
        _ => format!("{name}={text} {command} >/dev/null"),
    }
}

/// Lists of values.
pub(crate) fn array(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    if !w.may(&["bash", "zsh", "ksh", "mksh"]) {
        return format!("export {name}={text}");
    }
    match w.random.below(8) {
        0 => format!("{name}=({text} b)\nexport {name}"),
        1 => format!("x=({text} b)\nexport {name}=$x"),
        2 => format!("x=({text} 'b c')\nexport {name}=\"${{x[*]}}\""),
        3 => format!("x=({text} b)\nexport {name}=${{x[1]}}"),
        4 => format!("x=(a {text})\nIFS=,\nexport {name}=\"${{x[*]}}\"\nunset IFS"),
        5 => format!("x=(a)\nx+=({text})\nexport {name}=\"${{x[@]}}\""),
        6 => format!("export {name}={text}\n{name}=(a b)"),
        _ if w.may(&["zsh"]) => format!("export -T {name} list ,\nlist=({text} b)"),
        _ => format!("typeset -x {name}\nx=(); export {name}=\"${{x[*]}}\""),
    }
}
