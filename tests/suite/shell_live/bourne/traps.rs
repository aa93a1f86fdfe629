//! Lines that look like settings and do something else, or nothing.

use super::super::writer::Writer;
use super::words::{bare, word};

/// Blanks where none may be.
pub(crate) fn blanks(w: &mut Writer<'_>) -> String {
    let name = w.name();
    let harsh = w.shell.name == "bash" || w.chance(25);
    match w.random.below(if harsh { 9 } else { 5 }) {
        0..2 => format!("export {name}=https://a.example, direct"),
        2 => format!("{name}=https://a.example, direct"),
        3 => format!("{name} = off"),
        4 => format!("export {name}= x"),
        5 => format!("export {name}=https://a.example, https://b.example"),
        6 => format!("export {name}=-mod=mod -x"),
        7 => format!("export {name} = off"),
        _ => format!("export {name} =off"),
    }
}

/// Characters that cut a line or make several of a word.
pub(crate) fn cuts(w: &mut Writer<'_>) -> String {
    let name = w.name();
    let text = match w.random.below(10) {
        0 => "https://a.example|direct",
        1 => "https://h.example/?a=1&b=2",
        2 => "off;direct",
        3 => "x/{a,b}",
        4 => "*.corp.example",
        5 => "~/go,~/x",
        6 => "off # a comment",
        7 => "off#no-comment",
        8 => "off>/dev/null",
        _ => "$NOPE",
    };
    let export = if w.chance(70) { "export " } else { "" };
    format!("{export}{name}={text}")
}

/// The ways of other shells.
pub(crate) fn foreign(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(6) {
        0 => format!("setenv {name} {text}"),
        1 => format!("set {name}={text}"),
        2 => format!("export {name} x"),
        3 => format!("set -gx {name} {text}\nset +gx 2>/dev/null"),
        4 => format!("env {name}={text} >/dev/null"),
        _ => format!("$env:{name}='{text}'"),
    }
}

/// Text that only looks like a command.
pub(crate) fn decoy(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(12) {
        0 => format!("# export {name}={text}"),
        1 => format!("cat >/dev/null <<EOF\nexport {name}={text}\nEOF"),
        2 => format!("cat >/dev/null <<'EOF'\nexport {name}=$(x\nEOF"),
        3 => format!("cat >/dev/null <<-END\n\texport {name}={text}\n\tEND"),
        4 => {
            format!("cat <<A >/dev/null; cat <<\"B\" >/dev/null\nexport {name}={text}\nA\nexport {name}=b\nB")
        }
        5 => format!("echo 'one\nexport {name}={text}\n' >/dev/null"),
        6 => format!("echo \"export {name}={text}\" >/dev/null"),
        7 => format!("alias go{text}='{name}={text} go'")
            .replace(['/', ':', ',', '.', '+', '%', '=', '@'], "_"),
        8 => format!(": export {name}={text}"),
        9 => format!("not_called() {{ export {name}={text}; }}"),
        10 if w.may(&["bash", "zsh", "ksh", "mksh"]) => format!("cat >/dev/null <<<\"export {name}={text}\""),
        _ => format!("true || export {name}={text}"),
    }
}

/// Other processes, whose variables are their own; and some that are not.
pub(crate) fn elsewhere(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), word(w));
    match w.random.below(9) {
        0 => format!("( export {name}={text} )"),
        1 => format!("export {name}={text} &"),
        2 => format!("export {name}={text} | cat >/dev/null"),
        3 => format!("true | export {name}={text}"),
        4 => format!("{{ export {name}={text}; }}"),
        5 => format!("{{ export {name}={text}; }} >/dev/null 2>&1"),
        6 => format!("export {name}={text} >/dev/null"),
        7 => format!("{{ export {name}={text}; }} | cat >/dev/null"),
        _ => format!("sh -c 'export {name}=x'"),
    }
}

/// Lines that go on, and lines that seem to.
pub(crate) fn continued(w: &mut Writer<'_>) -> String {
    let (name, other, text) = (w.name(), w.name(), bare(w));
    match w.random.below(8) {
        0 => format!("export {name}={text} \\\n    {other}=b"),
        1 => format!("export {name}={text},\\\nb"),
        2 => format!("export {name}=\"{text},\\\n  b\""),
        3 => format!("export {name}='{text},\\\nb'"),
        4 => format!("export \\\n  {name}={text}"),
        5 => format!("export {name}={text} \\\n# {other}=b\n{other}=c"),
        6 => format!("# a comment \\\nexport {name}={text}"),
        _ => format!("export {name}={text} &&\n  export {other}=b"),
    }
}

/// What no shell reads to the end.
pub(crate) fn broken(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(8) {
        0 => format!("if true; then\n  export {name}={text}"),
        1 => format!("export {name}={text}; fi"),
        2 => format!("export {name}='{text}"),
        3 => format!("export {name}=\"{text}"),
        4 => format!("export {name}=$(echo {text}"),
        5 => format!("export {name}={text} )"),
        6 => format!("}}\nexport {name}={text}"),
        _ => format!("export {name}={text};;"),
    }
}

/// What only running it tells.
pub(crate) fn opaque(w: &mut Writer<'_>) -> String {
    let (name, text) = (w.name(), bare(w));
    match w.random.below(12) {
        0..3 => format!("export {name}=$(echo {text})"),
        3 => format!("export {name}=`echo {text}`"),
        4 => format!("export {name}=\"$(cat ~/.no-such 2>/dev/null),{text}\""),
        5 => format!("eval \"$(echo export {name}={text})\""),
        6 => format!("eval 'export {name}={text}'"),
        7 => format!("export $(echo {name}={text})"),
        8 => format!("read {name} <<EOF\n{text}\nEOF\nexport {name}"),
        9 => format!("{name}=$(uname -s); export {name}"),
        10 => format!("echo {text} | while read v; do export {name}=$v; done"),
        _ => format!("x=$(echo b); export {name}=a,$x"),
    }
}
