//! Start-up files that mean harm: huge, endless, deeply nested, no text at all. The binary always ends soon,
//! in little memory, with an answer, and that answer is never certain of what the file does not say.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

#[path = "shell_hostile/limits.rs"]
mod limits;
mod support;
#[path = "shell_hostile/texts.rs"]
mod texts;

use std::fmt::Write as _;
use std::os::unix::fs::symlink;
use std::process::Command;

use limits::{Machine, assert_careful};
use support::context::Certainty;
use texts::{BOURNE_LAYERS, CSH_LAYERS, FISH_LAYERS, junk, mode, nested, set, start_up_file};

const SHELLS: [&str; 8] = ["bash", "zsh", "dash", "ksh", "mksh", "busybox", "fish", "tcsh"];

/// Holds GOPROXY against what the shell's file may lead to.
fn hold(about: &str, shell: &str, text: impl AsRef<[u8]>, only: Option<&str>) {
    let machine = Machine::new().file(start_up_file(shell), text);
    let about = format!("{about}, {shell}");
    assert_careful(&about, &machine.goproxy(&about, shell, mode(shell)), only);
}

#[test]
fn hostile_machine_without_harm_is_certain() {
    for shell in SHELLS {
        let machine = Machine::new().file(start_up_file(shell), set(shell, "off"));
        let answer = machine.goproxy(shell, shell, mode(shell));
        assert!(answer.is_certainly(Some("off")), "{shell}: the other tests would prove nothing: {answer}");
    }
}

#[test]
fn hostile_five_megabytes() {
    for shell in SHELLS {
        let line = set(shell, "https://proxy.corp.example/a/rather/long/path/to/a/module/proxy,direct");
        hold("many lines", shell, line.repeat(5_000_000 / line.len()) + &set(shell, "off"), Some("off"));
        hold("one word", shell, set(shell, &"x".repeat(5_000_000)), Some(&"x".repeat(5_000_000)));
        hold("one comment", shell, format!("#{}\n{}", "x".repeat(5_000_000), set(shell, "off")), Some("off"));
        hold(
            "one command",
            shell,
            format!("echo{}\n{}", " x".repeat(2_500_000), set(shell, "off")),
            Some("off"),
        );
        if shell != "fish" {
            let open = format!("{}'{}", set(shell, "off"), "x\n".repeat(2_500_000));
            hold("an open quote", shell, open, Some("off"));
        }
    }
}

#[test]
fn hostile_million_lines() {
    for shell in SHELLS {
        hold("empty lines", shell, "\n".repeat(1_000_000) + &set(shell, "off"), Some("off"));
        let commands = if shell == "fish" { "true\n" } else { ":\n" };
        hold("commands", shell, commands.repeat(1_000_000) + &set(shell, "off"), Some("off"));
        let names: String = (0..200_000).fold(String::new(), |mut text, number| {
            _ = writeln!(text, "{}", set(shell, "x").trim_end().replace("GOPROXY", &format!("N{number}")));
            text
        });
        hold("names", shell, names + &set(shell, "off"), Some("off"));
    }
}

#[test]
fn hostile_ten_thousand_ifs() {
    for shell in SHELLS {
        let (open, close) = match shell {
            "fish" => ("if true\n", "end\n"),
            "tcsh" => ("if (1) then\n", "endif\n"),
            _ => ("if true; then\n", "fi\n"),
        };
        hold("nested and true", shell, nested(open, &set(shell, "off"), close, 10_000), Some("off"));
        let unknown = open.replace("true", "grep -q x /srv/x").replace("(1)", "({ grep -q x /srv/x })");
        hold("nested and open", shell, nested(&unknown, &set(shell, "off"), close, 10_000), None);
        let appended = set(shell, "$GOPROXY,x");
        let text = set(shell, "a") + &nested("", &format!("{unknown}{appended}{close}"), "", 1).repeat(5_000);
        hold("one after the other and open", shell, text, None);
    }
}

/// What can be opened and never closed, or closed and never opened, or both, very often.
fn layers(shell: &str, layers: &[(&str, &str)]) {
    for (open, close) in layers {
        for (open, close) in [(*open, *close), (*open, ""), ("", *close)] {
            let deep = nested(open, "x", close, 100_000);
            let about = format!("{open:?} {close:?}");
            let machine = Machine::new().file(start_up_file(shell), deep + "\n");
            machine.goproxy(&about, shell, mode(shell));
        }
    }
}

#[test]
fn hostile_layers_in_bash() {
    layers("bash", BOURNE_LAYERS);
}

#[test]
fn hostile_layers_in_zsh() {
    layers("zsh", BOURNE_LAYERS);
}

#[test]
fn hostile_layers_in_ksh_and_dash() {
    layers("ksh", &BOURNE_LAYERS[..20]);
    layers("dash", &BOURNE_LAYERS[..20]);
}

#[test]
fn hostile_layers_in_fish_and_tcsh() {
    layers("fish", FISH_LAYERS);
    layers("tcsh", CSH_LAYERS);
}

#[test]
fn hostile_junk() {
    for shell in SHELLS {
        for seed in 0..8 {
            let machine = Machine::new().file(start_up_file(shell), junk(seed, 200_000));
            machine.goproxy(&format!("junk of seed {seed}, {shell}"), shell, mode(shell));
        }
        hold("NUL bytes", shell, "\0".repeat(100_000) + &set(shell, "off"), Some("off"));
        let machine = Machine::new().file(".config/fish/fish_variables", junk(9, 200_000));
        machine.goproxy("universal variables", "fish", "interactive");
    }
}

#[test]
fn hostile_sources() {
    for shell in SHELLS {
        let file = start_up_file(shell);
        let source = if ["fish", "tcsh", "bash"].contains(&shell) { "source" } else { "." };
        let itself = format!("{source} ~/{file}\n");
        hold("itself last", shell, set(shell, "off") + &itself, Some("off"));
        hold("itself first", shell, itself.clone() + &set(shell, "off"), Some("off"));
        hold("itself twice", shell, itself.repeat(2), None);
        let two = Machine::new()
            .file(file, format!("{source} ~/b\n"))
            .file("b", format!("{source} ~/{file}\n{}", set(shell, "off")));
        assert_careful("each other", &two.goproxy("each other", shell, mode(shell)), Some("off"));
        let mut doubling = Machine::new().file(file, format!("{source} ~/f0\n{source} ~/f0\n"));
        for number in 0..40 {
            let next = format!("{source} ~/f{}\n", number + 1);
            doubling = doubling.file(&format!("f{number}"), next.repeat(2));
        }
        doubling = doubling.file("f40", set(shell, "off"));
        let about = format!("each file twice, forty deep, {shell}");
        assert_careful(&about, &doubling.goproxy(&about, shell, mode(shell)), Some("off"));
    }
}

#[test]
fn hostile_things_that_are_no_files() {
    for shell in SHELLS {
        let file = start_up_file(shell);
        let about = |what: &str| format!("{what} in place of {file}");
        let parent = |machine: Machine| {
            std::fs::create_dir_all(machine.at_home(file).parent().unwrap()).unwrap();
            machine
        };
        let directory = Machine::new();
        std::fs::create_dir_all(directory.at_home(file)).unwrap();
        let pipe = parent(Machine::new());
        assert!(Command::new("mkfifo").arg(pipe.at_home(file)).status().unwrap().success());
        let circle = parent(Machine::new());
        symlink("circle", circle.at_home("circle")).unwrap();
        symlink(circle.at_home("circle").file_name().unwrap(), circle.at_home(file)).unwrap();
        let device = parent(Machine::new());
        symlink("/dev/zero", device.at_home(file)).unwrap();
        for (what, machine) in
            [("directory", directory), ("pipe", pipe), ("circle", circle), ("device", device)]
        {
            let answer = machine.goproxy(&about(what), shell, mode(shell));
            assert!(!answer.candidates().iter().any(|(value, _)| value.is_some()), "{what}: {answer}");
        }
        let sourced = Machine::new().file(file, format!(". ~/pipe\nsource ~/pipe\n{}", set(shell, "off")));
        assert!(Command::new("mkfifo").arg(sourced.at_home("pipe")).status().unwrap().success());
        sourced.goproxy(&about("a sourced pipe"), shell, mode(shell));
    }
}

/// Loops that never end, or not in our time. Behind them nothing is certain but what they leave alone.
const LOOPS: &[(&str, &str)] = &[
    ("bash", "while true; do :; done"),
    ("bash", "while :; do export GOPROXY=x$GOPROXY; done"),
    ("bash", "until false; do A=$A.; done"),
    ("bash", "for ((;;)); do export GOPROXY=$((++i)); done"),
    ("bash", "for ((i=0;i<1000000000;i++)); do export GOPROXY=$i; done"),
    ("bash", "for i in {1..1000000000}; do export GOPROXY=$i; done"),
    ("bash", "i=0; while [ $i -lt 1000000000 ]; do i=$((i+1)); export GOPROXY=$i; done"),
    (
        "bash",
        "for a in {1..1000}; do for b in {1..1000}; do for c in {1..1000}; do export GOPROXY=$a$b$c; done; done; done",
    ),
    (
        "bash",
        "export GOPROXY={a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
    ),
    ("bash", "f() { f; }; f"),
    ("bash", "f() { f; f; }; f"),
    ("bash", "f() { g; g; }; g() { f; f; }; f"),
    ("bash", "f() { export GOPROXY=$1; [ $1 -gt 0 ] && f $(($1-1)); }; f 1000000"),
    ("bash", "f() { eval f; }; f"),
    ("bash", "shopt -s expand_aliases\nalias a='b ' b='a '\na"),
    ("bash", "select GOPROXY in a b; do :; done"),
    ("bash", "A=x; A[1000000000]=y; export GOPROXY=${A[1000000000]}"),
    ("bash", "printf -v GOPROXY %1000000000d 1; export GOPROXY"),
    ("zsh", "repeat 1000000000 GOPROXY+=x; export GOPROXY"),
    ("zsh", "export GOPROXY=${(l:1000000000:)HOME}"),
    ("zsh", "for i ({1..1000000000}) export GOPROXY=$i"),
    ("zsh", "while true { GOPROXY+=x }; export GOPROXY"),
    ("ksh", "while true; do :; done"),
    ("dash", "while :; do i=$((i+1)); done"),
    ("fish", "while true; end"),
    ("fish", "while true\n set -gx GOPROXY x$GOPROXY\nend"),
    ("fish", "for i in (seq 1000000000); set -gx GOPROXY $i; end"),
    ("fish", "function f; f; f; end; f"),
    ("fish", "function f --on-variable GOPROXY; set -gx GOPROXY x$GOPROXY; end; set -gx GOPROXY a"),
    ("fish", "set a a b; set -gx GOPROXY $a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a"),
    (
        "fish",
        "set -gx GOPROXY {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
    ),
    ("tcsh", "while (1)\nend"),
    ("tcsh", "while (1)\nsetenv GOPROXY x$?GOPROXY\nend"),
    ("tcsh", "foreach i (`seq 1000000000`)\nsetenv GOPROXY $i\nend"),
    ("tcsh", "repeat 1000000000 setenv GOPROXY x"),
    ("tcsh", "top:\ngoto top"),
    ("tcsh", "alias a b\nalias b a\na"),
];

#[test]
fn hostile_loops() {
    for (shell, text) in LOOPS {
        hold(text, shell, format!("{text}\n"), None);
    }
    // Numbers that do not fit make no range in bash.
    let literal = "{1..99999999999999999999}";
    let text = format!("for i in {literal}; do export GOPROXY=$i; done\n");
    hold("a range beyond numbers", "bash", text, Some(literal));
}

#[test]
fn hostile_doubling() {
    for shell in SHELLS {
        let double = set(shell, if shell == "fish" { "\"$GOPROXY$GOPROXY\"" } else { "$GOPROXY$GOPROXY" });
        hold("doubled", shell, set(shell, "ab") + &double.repeat(64), None);
    }
    let steps = |text: &str| -> String {
        (1..64)
            .map(|n| text.replace('@', &format!("{n}")).replace('%', &format!("{}", n - 1)) + "\n")
            .collect()
    };
    let end = "f63; export GOPROXY\n";
    hold(
        "functions twice",
        "bash",
        format!("f0() {{ GOPROXY=x$GOPROXY; }}\n{}{end}", steps("f@() { f%; f%; }")),
        None,
    );
    let aliases = steps("alias f@='f%; f%'");
    hold(
        "aliases twice",
        "bash",
        format!("shopt -s expand_aliases\nalias f0='GOPROXY=x'\n{aliases}{end}"),
        Some("x"),
    );
    let replaced = "A=${A//x/$A}\n".repeat(64);
    hold("replaced by itself", "bash", format!("A=xx\n{replaced}export GOPROXY=$A\n"), None);
    hold(
        "an array in itself",
        "bash",
        format!("A=(x)\n{}export GOPROXY=${{A[*]}}\n", "A+=(\"${A[@]}\")\n".repeat(64)),
        None,
    );
    hold(
        "a list in itself",
        "fish",
        format!("set a x\n{}set -gx GOPROXY $a\n", "set -a a $a\n".repeat(64)),
        None,
    );
    hold(
        "parameters twice",
        "dash",
        format!("set -- x\n{}export GOPROXY=$#\n", "set -- \"$@\" \"$@\"\n".repeat(64)),
        None,
    );
}

#[test]
fn hostile_patterns() {
    let long = "a".repeat(20_000);
    let stars = "*a".repeat(200);
    for shell in ["bash", "zsh", "ksh"] {
        hold("cut", shell, format!("A={long}\nexport GOPROXY=${{A%%{stars}*b}}\n"), Some(&long));
        hold(
            "case",
            shell,
            format!("case {long} in {stars}b) export GOPROXY=x;; *) export GOPROXY=off;; esac\n"),
            Some("off"),
        );
        hold(
            "test",
            shell,
            format!("export GOPROXY=off; [[ {long} == {stars}b ]] && export GOPROXY=x\n"),
            Some("off"),
        );
        hold(
            "regular expression",
            shell,
            format!("export GOPROXY=off; [[ {long} =~ ^(a+)+b ]] && export GOPROXY=x\n"),
            Some("off"),
        );
        hold(
            "repeats",
            shell,
            format!(
                "shopt -s extglob; export GOPROXY=off; [[ {long} == +(+(+(a)))b ]] && export GOPROXY=x\n"
            ),
            Some("off"),
        );
        hold("files", shell, "for f in /*/*/*/*/*/*/* /**/**/**/*; do export GOPROXY=$f; done\n", None);
    }
    hold("fish glob", "fish", "set -gx GOPROXY /**/**/**/*\n", None);
    hold("tcsh glob", "tcsh", "foreach f (/*/*/*/*/*/*)\nsetenv GOPROXY $f\nend\n", None);
}

#[test]
fn hostile_here_documents() {
    let many = format!("cat{}\n", " <<E".repeat(20_000));
    hold(
        "many on one line",
        "bash",
        format!("{many}{}{}", "E\n".repeat(20_000), set("bash", "off")),
        Some("off"),
    );
    hold(
        "never closed",
        "bash",
        format!("{}cat <<E\n{}", set("bash", "off"), "x\n".repeat(500_000)),
        Some("off"),
    );
}

#[test]
fn hostile_universal_variables() {
    let line = "SETUVAR --export GOPROXY:\\x61\\u0062\\x1e\n";
    let machine = Machine::new().file(".config/fish/fish_variables", line.repeat(100_000));
    machine.goproxy("many universals", "fish", "interactive");
    let long = format!("SETUVAR --export GOPROXY:{}\n", "\\x1ex".repeat(500_000));
    Machine::new().file(".config/fish/fish_variables", long).goproxy("a long list", "fish", "interactive");
}

#[test]
fn hostile_environment() {
    for home in ["", "/", "relative", "//home//gopher//", "/home/gopher/../gopher", "/\u{1b}[2J"] {
        let machine = Machine::new().file(".bashrc", set("bash", "off")).with("HOME", home);
        let answer = machine.goproxy(home, "bash", "interactive");
        assert!(answer.certainty != Certainty::Unknown, "HOME={home:?}: {answer}");
    }
}

/// Nothing of a file steers a terminal or shows a password.
#[test]
fn hostile_values_are_tame_for_people() {
    let text = "export GOPROXY=$'https://a.example/\\e]52;c;aGk=\\a\\x9b31m'\nif \u{1b}[2J; then export GOFLAGS=-x; fi\n\
        export HTTPS_PROXY=http://ci:hunter2hunter2@gateway.example:3128\n";
    let printed = Machine::new().file(".bashrc", text).human("control characters", "bash", "interactive");
    assert!(printed.contains("a.example"), "{printed}");
    let wild = printed.chars().find(|one| one.is_control() && *one != '\n');
    assert_eq!(wild, None, "{printed:?}");
    assert!(!printed.contains("hunter2"), "{printed}");
}
