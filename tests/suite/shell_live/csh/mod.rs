//! Start-up files of tcsh.

use super::vocabulary::{HOSTS, PLAIN};
use super::writer::{Form, Writer, indented};

/// One statement, of one or several lines.
pub(crate) fn statement(w: &mut Writer<'_>) -> String {
    let simple: &[(usize, Form)] =
        &[(30, setenv), (10, helper), (8, append), (6, remove), (4, trap), (6, decoy), (4, elsewhere)];
    let compound: &[(usize, Form)] =
        &[(10, short_if), (10, branch), (5, switch), (6, repeat), (8, source), (1, stop)];
    match w.random.below(100) {
        0..12 if w.open => opaque(w),
        12 if w.depth == 0 => broken(w),
        14..40 if w.depth < 3 => w.form(compound),
        _ => w.form(simple),
    }
}

/// A variable that is surely there, so that most files are read to their end.
fn known(w: &mut Writer<'_>) -> &'static str {
    w.pick(&["HOME", "USER", "home", "TERM", "user"])
}

fn word(w: &mut Writer<'_>) -> String {
    match w.random.below(16) {
        0..5 => bare(w),
        5..8 => format!("'{}'", w.value().replace('!', "\\!")),
        8..11 => format!("\"{}\"", inside(w)),
        11 => w.pick(&["~", "~/go", "~/go:~/x", "a,~/y", "''", "\"\""]).to_owned(),
        12 => format!("${}", known(w)),
        _ => (0..1 + w.random.below(3)).map(|_| piece(w)).collect(),
    }
}

fn bare(w: &mut Writer<'_>) -> String {
    w.pick(PLAIN).to_owned()
}

fn piece(w: &mut Writer<'_>) -> String {
    match w.random.below(14) {
        0..3 => bare(w),
        3..5 => format!("'{}'", w.value().replace('!', "\\!")),
        5..7 => format!("\"{}\"", inside(w)),
        7 => format!("\\{}", w.pick(&["a", " ", "$", "\"", "'", "\\", "#", "~", ";", "*", "!"])),
        8 => format!("${}", known(w)),
        9 => format!("${{{}}}", known(w)),
        10 => format!("$?{}", w.read()),
        11 => format!("${}:{}", known(w), w.pick(&["h", "t", "r", "e"])),
        12 => w.pick(&["=", ":", ",", "%", "@", "^", "+", "-", "]"]).to_owned(),
        _ => w.pick(&["#x", "{a}", "x{}y", "\u{201c}x\u{201d}", "!", "$"]).to_owned(),
    }
}

fn inside(w: &mut Writer<'_>) -> String {
    let parts = 1 + w.random.below(3);
    let part = |w: &mut Writer<'_>| match w.random.below(6) {
        0..3 => w.value().replace('!', ".").replace('`', ""),
        3 => format!("${}", known(w)),
        4 => format!("${{{}}}", known(w)),
        _ => w.pick(&["'", "~", "*", "\\a", ",", " "]).to_owned(),
    };
    (0..parts).map(|_| part(w)).collect()
}

fn setenv(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(10) {
        0..7 => format!("setenv {name} {text}"),
        7 => format!("  setenv   {name}   {text}  "),
        8 => format!("setenv {name}"),
        _ => {
            let other = w.name();
            format!("setenv {name} {text}; setenv {other} {}", bare(w))
        }
    }
}

fn helper(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    let helper = w.pick(&["base", "corp", "x"]);
    match w.random.below(8) {
        0 => format!("set {helper} = {text}\nsetenv {name} ${helper}"),
        1 => format!("set {helper}={text}\nsetenv {name} ${{{helper}}},direct"),
        2 => format!("set {name} = {text}"),
        3 => format!("set {helper} = (a {text} c)\nsetenv {name} \"${helper}\""),
        4 => format!("set {helper} = (a {text} c)\nsetenv {name} ${helper}[2]"),
        5 => format!("@ {helper} = 2 + 3\nsetenv {name} ${helper}"),
        6 => format!("set {name} = {text}\nsetenv {name} ${name}"),
        _ => format!(
            "set {helper} = {text}\nset {helper} = \"${helper},x\"\nsetenv {name} $#{helper}${helper}"
        ),
    }
}

fn append(w: &mut Writer<'_>) -> String {
    let (name, host) = (w.name(), w.pick(HOSTS).replace('*', "x"));
    match w.random.below(5) {
        0..2 => format!(
            "if ($?{name}) then\n    setenv {name} \"${{{name}}},{host}\"\nelse\n    setenv {name} {host}\nendif"
        ),
        2 => format!("if (! $?{name}) setenv {name} ''\nsetenv {name} \"${{{name}}}:{host}\""),
        3 => format!("if (! $?{name}) setenv {name} {host}"),
        _ => format!("setenv {name} {host},$HOME\nsetenv {name} ${name},x"),
    }
}

fn remove(w: &mut Writer<'_>) -> String {
    let name = w.name();
    match w.random.below(5) {
        0..3 => format!("unsetenv {name}"),
        3 => format!("unset {name}"),
        _ => format!("setenv {name} ''"),
    }
}

/// Lines after which nothing more is read.
fn trap(w: &mut Writer<'_>) -> String {
    let name = w.name();
    match w.random.below(12) {
        0 => format!("setenv {name} https://a.example, direct"),
        1 => format!("setenv {name} = off"),
        2 => format!("setenv {name}=off"),
        3 => format!("setenv {name} *.corp.example"),
        4 => format!("setenv {name} $NOPE"),
        5 => format!("setenv {name} https://h.example/?a=1"),
        6..8 => format!("setenv {name} off#no-comment"),
        8 => format!("setenv {name} https://a.example|direct"),
        9 => format!("setenv {name} x/{{a,b}}"),
        10 => format!("setenv {name} off!important"),
        _ => format!("setenv {name} off # a comment"),
    }
}

fn decoy(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(9) {
        0 => format!("# setenv {name} {text}"),
        1 => format!("cat >/dev/null <<EOF\nsetenv {name} {text}\nEOF"),
        2 => format!("alias setit 'setenv {name} {text}'"),
        3 => format!("export {name}={text}"),
        4 => format!("{name}={text}"),
        5 => format!("set {name}={text}"),
        6 => format!("echo \"setenv {name} {text}\" >/dev/null"),
        7 => format!("env {name}={text} true"),
        _ => format!("goto behind\nsetenv {name} {text}\nbehind:"),
    }
}

fn elsewhere(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(6) {
        0 => format!("(setenv {name} {text})"),
        1 => format!("setenv {name} {text} | cat >/dev/null"),
        2 => format!("true | setenv {name} {text}"),
        3 => format!("setenv {name} {text} >/dev/null"),
        4 => format!("\\setenv {name} {text}"),
        _ => format!("eval setenv {name} {text}"),
    }
}

fn condition(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.read(), bare(w));
    match w.random.below(13) {
        0..3 => format!("$?{name}"),
        3 => format!("! $?{name}"),
        4 => format!(
            "{} {}",
            w.pick(&["-f", "-d", "-e", "-r", "! -e"]),
            w.pick(&["~/.goenv", "~/.no-such", "/etc", "$HOME/.env", "~/.tcshrc"])
        ),
        5 => "$?prompt".to_owned(),
        6 => "$?loginsh".to_owned(),
        7 => format!("\"$USER\" == {}", w.pick(&["gopher", "root", "''"])),
        8 => format!("$HOME {} /*", w.pick(&["=~", "!~"])),
        9 => w.pick(&["1", "0", "1 < 2", "2 + 2 == 4", "1 && 0", "! 0"]).to_owned(),
        10 => format!("$?{name} && -e ~/.goenv"),
        11 => format!("$?{name} || \"$TERM\" == dumb"),
        _ if w.open => {
            w.pick(&["{ grep -q x /etc/no-such }", "`uname` == Linux", "-x `which go`"]).to_owned()
        }
        _ => format!("\"{text}\" == '{text}'"),
    }
}

fn short_if(w: &mut Writer<'_>) -> String {
    let (test, name, text) = (condition(w), w.name(), word(w));
    match w.random.below(4) {
        0 => format!("if ({test}) unsetenv {name}"),
        1 => format!("if ({test}) set x = {}", bare(w)),
        _ => format!("if ({test}) setenv {name} {text}"),
    }
}

fn branch(w: &mut Writer<'_>) -> String {
    let test = condition(w);
    let (then, other) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    match w.random.below(3) {
        0 => format!("if ({test}) then\n{then}\nelse\n{other}\nendif"),
        1 => {
            let second = condition(w);
            format!("if ({test}) then\n{then}\nelse if ({second}) then\n{other}\nendif")
        }
        _ => format!("if ({test}) then\n{then}\nendif"),
    }
}

fn switch(w: &mut Writer<'_>) -> String {
    let word = w.pick(&["$USER", "\"$TERM\"", "$HOME", "off", "$home:t"]);
    let pattern = w.pick(&["gopher", "d*", "/*", "o[ef]*", "x*", "home"]);
    let end = if w.chance(80) { "    breaksw\n" } else { "" };
    let (one, two) = (indented(&w.inner(statement)), indented(&w.inner(statement)));
    format!("switch ({word})\ncase {pattern}:\n{one}\n{end}default:\n{two}\nendsw")
}

fn repeat(w: &mut Writer<'_>) -> String {
    let (name, other, text) = (w.name(), w.name(), bare(w));
    match w.random.below(6) {
        0..2 => format!("foreach v ({name} {other})\n    setenv $v {text}\nend"),
        2 => format!("foreach v (a {text} c)\n    setenv {name} $v\nend"),
        3 => format!("foreach v (a b c)\n    if ($v == b) continue\n    setenv {name} x$v\nend"),
        4 => format!("set i = 0\nwhile ($i < 3)\n    @ i ++\n    setenv {name} v$i\nend"),
        _ => format!("repeat 2 setenv {name} {text}"),
    }
}

fn source(w: &mut Writer<'_>) -> String {
    let file = w.source();
    let path = if file.contains(' ') {
        format!("\"$HOME{}\"", file.trim_start_matches('~'))
    } else {
        file.to_owned()
    };
    match w.random.below(5) {
        0 if w.sources.contains(&file) => format!("source {path}"),
        1 => format!("if (-r {path}) then\n    source {path}\nendif"),
        2 if w.globs => "foreach f (~/.shell.d/*.sh)\n    source $f\nend".to_owned(),
        _ => format!("if (-f {path}) source {path}"),
    }
}

fn stop(w: &mut Writer<'_>) -> String {
    match w.random.below(3) {
        0 => "if (! $?prompt) exit".to_owned(),
        1 => format!("if ({}) exit", condition(w)),
        _ => format!("if ({}) then\n    exit\nendif", condition(w)),
    }
}

fn broken(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(5) {
        0 => format!("setenv {name} '{text}"),
        1 => format!("if (1) then\n    setenv {name} {text}"),
        2 => format!("else\nsetenv {name} {text}"),
        3 => format!("if [ -n \"$HOME\" ]; then\n    setenv {name} {text}\nfi"),
        _ => format!("setenv {name} (a {text})"),
    }
}

fn opaque(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(5) {
        0..2 => format!("setenv {name} `echo {text}`"),
        2 => format!("set x = `uname`\nsetenv {name} $x"),
        3 => format!("setenv {name} \"`echo a {text}`\""),
        _ => format!("eval `echo setenv {name} {text}`"),
    }
}
