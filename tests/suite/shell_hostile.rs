//! Start-up files that mean harm: huge, endless, deeply nested, no text at all. The binary always ends soon,
//! in little memory, with an answer, and that answer is never certain of what the file does not say.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod limits;
mod loops;
mod texts;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::context::Certainty;
use limits::{Complaints, Machine};
use texts::{BOURNE_LAYERS, CSH_LAYERS, FISH_LAYERS, ZSH_LAYERS, junk, mode, nested, set, start_up_file};

/// One of each language: the other shells of Bourne's family are read by the same code.
const LANGUAGES: [&str; 3] = ["bash", "fish", "tcsh"];

const SHELLS: [&str; 8] = ["bash", "zsh", "dash", "ksh", "mksh", "busybox", "fish", "tcsh"];

impl Complaints {
    /// The shell's file holds the text: of GOPROXY nothing may be certain but `only`.
    fn hold(&mut self, about: &str, shell: &str, text: impl AsRef<[u8]>, only: Option<&str>) {
        let machine = Machine::new().file(start_up_file(shell), text);
        self.careful(&format!("{about}, {shell}"), machine.goproxy(shell, mode(shell)), only);
    }

    /// The shell's file holds the text: there is an answer.
    fn survive(&mut self, about: &str, shell: &str, text: impl AsRef<[u8]>) {
        let machine = Machine::new().file(start_up_file(shell), text);
        self.ends(&format!("{about}, {shell}"), machine.goproxy(shell, mode(shell)));
    }
}

#[test]
fn hostile_machine_without_harm_is_certain() {
    for shell in SHELLS {
        let machine = Machine::new().file(start_up_file(shell), set(shell, "off"));
        let answer = machine.goproxy(shell, mode(shell)).unwrap();
        assert!(answer.is_certainly(Some("off")), "{shell}: the other tests would prove nothing: {answer}");
    }
}

#[test]
fn hostile_five_megabytes() {
    let mut complaints = Complaints::default();
    for shell in LANGUAGES {
        let (line, off, long) = (
            set(shell, "https://proxy.corp.example/a/rather/long/path,direct"),
            set(shell, "off"),
            "x".repeat(5_000_000),
        );
        complaints.hold("many lines", shell, line.repeat(5_000_000 / line.len()) + &off, Some("off"));
        complaints.hold("one word", shell, set(shell, &long), Some(&long));
        complaints.hold("one comment", shell, format!("#{long}\n{off}"), Some("off"));
        complaints.hold("one command", shell, format!("echo{}\n{off}", " x".repeat(2_500_000)), Some("off"));
        if shell != "fish" {
            let open = format!("{off}'{}", "x\n".repeat(2_500_000));
            complaints.hold("an open quote", shell, open, Some("off"));
        }
    }
    complaints.finish();
}

#[test]
fn hostile_million_lines() {
    let mut complaints = Complaints::default();
    for shell in LANGUAGES {
        let off = set(shell, "off");
        complaints.hold("empty lines", shell, "\n".repeat(1_000_000) + &off, Some("off"));
        let command = if shell == "fish" { "true\n" } else { ":\n" };
        complaints.hold("commands", shell, command.repeat(1_000_000) + &off, Some("off"));
        let names: String = (0..200_000).fold(String::new(), |mut text, number| {
            _ = text.write_str(&set(shell, "x").replace("GOPROXY", &format!("N{number}")));
            text
        });
        complaints.hold("names", shell, names + &off, Some("off"));
    }
    complaints.finish();
}

#[test]
fn hostile_ten_thousand_ifs() {
    let mut complaints = Complaints::default();
    for shell in LANGUAGES {
        let (open, close) = match shell {
            "fish" => ("if true\n", "end\n"),
            "tcsh" => ("if (1) then\n", "endif\n"),
            _ => ("if true; then\n", "fi\n"),
        };
        complaints.hold(
            "nested and true",
            shell,
            nested(open, &set(shell, "off"), close, 10_000),
            Some("off"),
        );
        let unknown = open.replace("true", "grep -q x /srv/x").replace("(1)", "({ grep -q x /srv/x })");
        complaints.hold("nested and open", shell, nested(&unknown, &set(shell, "off"), close, 10_000), None);
        let appended = format!("{unknown}{}{close}", set(shell, "$GOPROXY,x"));
        complaints.hold("in a row and open", shell, set(shell, "a") + &appended.repeat(5_000), None);
    }
    complaints.finish();
}

/// What can be opened and never closed, or closed and never opened, or both, very often.
fn layers(shell: &str, layers: &[(&str, &str)]) {
    let mut complaints = Complaints::default();
    for (open, close) in layers {
        for (open, close) in [(*open, *close), (*open, ""), ("", *close)] {
            let deep = nested(open, "x", close, 100_000);
            complaints.survive(&format!("{open:?} {close:?}"), shell, deep + "\n");
        }
    }
    complaints.finish();
}

#[test]
fn hostile_layers_in_bash() {
    layers("bash", BOURNE_LAYERS);
}

#[test]
fn hostile_layers_in_zsh() {
    layers("zsh", ZSH_LAYERS);
}

#[test]
fn hostile_layers_in_ksh_and_dash() {
    layers("ksh", &BOURNE_LAYERS[..12]);
    layers("dash", &BOURNE_LAYERS[..8]);
}

#[test]
fn hostile_layers_in_fish_and_tcsh() {
    layers("fish", FISH_LAYERS);
    layers("tcsh", CSH_LAYERS);
}

#[test]
fn hostile_junk() {
    let mut complaints = Complaints::default();
    for shell in LANGUAGES {
        for seed in 0..8 {
            complaints.survive(&format!("junk of seed {seed}"), shell, junk(seed, 200_000));
        }
        complaints.survive("NUL bytes", shell, "\0".repeat(100_000) + &set(shell, "off"));
    }
    let universals = Machine::new().file(".config/fish/fish_variables", junk(9, 200_000));
    complaints.ends("junk as universal variables", universals.goproxy("fish", "interactive"));
    complaints.finish();
}

#[test]
fn hostile_sources() {
    let mut complaints = Complaints::default();
    for shell in SHELLS {
        let file = start_up_file(shell);
        let source = if ["fish", "tcsh", "bash"].contains(&shell) { "source" } else { "." };
        let (itself, off) = (format!("{source} ~/{file}\n"), set(shell, "off"));
        // The real shells never come to their end with these.
        complaints.hold("itself last", shell, format!("{off}{itself}"), Some("off"));
        complaints.survive("itself first", shell, format!("{itself}{off}"));
        complaints.survive("itself twice", shell, itself.repeat(2));
        let two = Machine::new()
            .file(file, format!("{source} ~/b\n"))
            .file("b", format!("{source} ~/{file}\n{off}"));
        complaints.ends(&format!("each other, {shell}"), two.goproxy(shell, mode(shell)));
        let mut doubling = Machine::new().file(file, format!("{source} ~/f0\n").repeat(2));
        for number in 0..40 {
            doubling =
                doubling.file(&format!("f{number}"), format!("{source} ~/f{}\n", number + 1).repeat(2));
        }
        let about = format!("each file twice, forty deep, {shell}");
        complaints.careful(&about, doubling.file("f40", off).goproxy(shell, mode(shell)), Some("off"));
    }
    complaints.finish();
}

#[test]
fn hostile_things_that_are_no_files() {
    let mut complaints = Complaints::default();
    for shell in SHELLS {
        let file = start_up_file(shell);
        let machine = || {
            let machine = Machine::new();
            fs::create_dir_all(machine.at_home(file).parent().unwrap()).unwrap();
            machine
        };
        let pipe = |machine: &Machine, name: &str| {
            assert!(Command::new("mkfifo").arg(machine.at_home(name)).status().unwrap().success());
        };
        let things: [(&str, Machine); 4] =
            ["a directory", "a pipe", "a circle of links", "a device"].map(|what| (what, machine()));
        for (what, machine) in things {
            let place = machine.at_home(file);
            match what {
                "a directory" => fs::create_dir(place).unwrap(),
                "a pipe" => pipe(&machine, file),
                "a device" => symlink("/dev/zero", place).unwrap(),
                _ => symlink(place.file_name().unwrap(), &place).unwrap(),
            }
            let about = format!("{what} in place of {file}");
            if let Some(answer) = complaints.ends(&about, machine.goproxy(shell, mode(shell))) {
                assert!(answer.candidates().iter().all(|(value, _)| value.is_none()), "{about}: {answer}");
            }
        }
        let sourced = machine().file(file, format!(". ~/pipe\nsource ~/pipe\n{}", set(shell, "off")));
        pipe(&sourced, "pipe");
        complaints.ends(&format!("a sourced pipe, {shell}"), sourced.goproxy(shell, mode(shell)));
    }
    complaints.finish();
}

#[test]
fn hostile_loops() {
    let mut complaints = Complaints::default();
    for (shell, text) in loops::ENDLESS {
        complaints.survive(text, shell, format!("{text}\n"));
    }
    for (shell, text, only) in loops::LONG {
        complaints.hold(text, shell, format!("{text}\n"), *only);
    }
    complaints.finish();
}

#[test]
fn hostile_doubling() {
    let mut complaints = Complaints::default();
    for shell in SHELLS {
        let double = set(shell, if shell == "fish" { "\"$GOPROXY$GOPROXY\"" } else { "$GOPROXY$GOPROXY" });
        complaints.hold("doubled", shell, set(shell, "ab") + &double.repeat(64), None);
    }
    let step = |text: &str, number: usize| {
        text.replace('@', &number.to_string()).replace('%', &(number - 1).to_string())
    };
    let steps = |text: &str| -> String { (1..64).map(|number| step(text, number) + "\n").collect() };
    let functions =
        format!("f0() {{ GOPROXY=x$GOPROXY; }}\n{}f63; export GOPROXY\n", steps("f@() { f%; f%; }"));
    complaints.hold("functions that call another twice", "bash", functions, None);
    let aliases = format!("alias f0='export GOPROXY=x'\n{}f63\n", steps("alias f@='f%; f%'"));
    complaints.hold("aliases that name another twice", "dash", aliases, Some("x"));
    let replaced = "A=${A//x/$A}\n".repeat(64);
    complaints.hold("replaced by itself", "bash", format!("A=xx\n{replaced}export GOPROXY=$A\n"), None);
    let array = "A+=(\"${A[@]}\")\n".repeat(64);
    complaints.hold(
        "an array in itself",
        "bash",
        format!("A=(x)\n{array}export GOPROXY=\"${{A[*]}}\"\n"),
        None,
    );
    let list = "set -a a $a\n".repeat(64);
    complaints.hold("a list in itself", "fish", format!("set a x\n{list}set -gx GOPROXY $a\n"), None);
    let parameters = "set -- \"$@\" \"$@\"\n".repeat(64);
    complaints.hold(
        "parameters twice",
        "dash",
        format!("set -- x\n{parameters}export GOPROXY=\"$*\"\n"),
        None,
    );
    complaints.finish();
}

#[test]
fn hostile_patterns() {
    let mut complaints = Complaints::default();
    let (long, stars) = ("a".repeat(20_000), "*a".repeat(200));
    for shell in ["bash", "zsh", "ksh"] {
        let cut = format!("A={long}\nexport GOPROXY=${{A%%{stars}*b}}\n");
        complaints.hold("cut", shell, cut, Some(&long));
        let case = format!("case {long} in {stars}b) export GOPROXY=x;; *) export GOPROXY=off;; esac\n");
        complaints.hold("case", shell, case, Some("off"));
        let test = |test: &str| format!("export GOPROXY=off; [[ {long} {test} ]] && export GOPROXY=x\n");
        complaints.hold("test", shell, test(&format!("== {stars}b")), Some("off"));
        complaints.hold("regular expression", shell, test("=~ ^(a+)+b"), Some("off"));
        let repeats = format!("shopt -s extglob\n{}", test("== +(+(+(a)))b"));
        complaints.hold("repeats", shell, repeats, Some("off"));
        let replaced = format!("A={long}\nexport GOPROXY=${{A//{stars}b/x}}\n");
        complaints.hold("replaced", shell, replaced, Some(&long));
        let files = "for f in /*/*/*/*/*/*/* /**/**/**/* ~/**/*(.); do export GOPROXY=$f; done\n";
        complaints.survive("file names", shell, files);
    }
    complaints.survive("file names", "fish", "set -gx GOPROXY /**/**/**/* **\n");
    complaints.survive("file names", "tcsh", "foreach f (/*/*/*/*/*/*)\nsetenv GOPROXY $f\nend\n");
    complaints.finish();
}

#[test]
fn hostile_here_documents() {
    let mut complaints = Complaints::default();
    let off = set("bash", "off");
    let many = format!("cat{}\n{}{off}", " <<E".repeat(20_000), "E\n".repeat(20_000));
    complaints.hold("many on one line", "bash", many, Some("off"));
    let open = format!("{off}cat <<E\n{}", "x\n".repeat(500_000));
    complaints.hold("never closed", "bash", open, Some("off"));
    complaints.finish();
}

#[test]
fn hostile_universal_variables() {
    let mut complaints = Complaints::default();
    let many = "SETUVAR --export GOPROXY:\\x61\\u0062\\x1e\n".repeat(100_000);
    let long = format!("SETUVAR --export GOPROXY:{}\n", "\\x1ex".repeat(500_000));
    for (about, text) in [("many", many), ("a long list", long)] {
        let machine = Machine::new().file(".config/fish/fish_variables", text);
        complaints.ends(about, machine.goproxy("fish", "interactive"));
    }
    complaints.finish();
}

#[test]
fn hostile_environment() {
    for home in ["", "/", "relative", "//home//gopher//", "/home/gopher/../gopher", "/\u{1b}[2J"] {
        let machine = Machine::new().file(".bashrc", set("bash", "off")).with("HOME", home);
        let answer = machine.goproxy("bash", "interactive").unwrap();
        assert!(answer.certainty != Certainty::Unknown, "HOME={home:?}: {answer}");
    }
}

/// Nothing of a file steers a terminal or shows a password.
#[test]
fn hostile_values_are_tame_for_people() {
    let text = "export GOPROXY=$'https://a.example/\\e]52;c;aGk=\\a\\x9b31m'\nif \u{1b}[2J; then export GOFLAGS=-x; fi\n\
        export HTTPS_PROXY=http://ci:hunter2hunter2@gateway.example:3128\n";
    let printed = Machine::new().file(".bashrc", text).human("bash", "interactive");
    assert!(printed.contains("a.example"), "{printed}");
    let wild = printed.chars().find(|one| one.is_control() && *one != '\n');
    assert_eq!(wild, None, "{printed:?}");
    assert!(!printed.contains("hunter2"), "{printed}");
}
