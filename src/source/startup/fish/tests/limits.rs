//! Files that nobody writes must not cost more than others: no endless work, no overflowing stack. Tests
//! run in threads with a stack of 2 MiB.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{CONFIG, config, shown, start};
use crate::source::startup::fish::read;
use crate::source::startup::{MemoryTree, Outcome, RemarkKind};

/// Generous: the slowest of these takes a few seconds without optimisation.
const LONGEST: Duration = Duration::from_secs(100);

fn timed(text: &str) -> Outcome {
    let began = Instant::now();
    let outcome = config(text);
    assert!(began.elapsed() < LONGEST, "took {:?}", began.elapsed());
    outcome
}

fn has_limit(outcome: &Outcome) -> bool {
    outcome.remarks.iter().any(|remark| matches!(remark.kind, RemarkKind::Limit { .. }))
}

fn nested(open: &str, depth: usize, inside: &str) -> String {
    format!("{}{inside}\n{}", open.repeat(depth), "end\n".repeat(depth))
}

#[test]
fn nesting_beyond_the_limit_is_unknown() {
    for open in ["if true\n", "begin\n", "for x in 1\n", "if test -d /untold\n"] {
        let outcome = timed(&(nested(open, 10_000, "set -gx GOPROXY off") + "set -gx GOSUMDB off\n"));
        assert!(shown(&outcome, "GOPROXY").starts_with("unknown"), "{open}: {}", shown(&outcome, "GOPROXY"));
        assert!(has_limit(&outcome));
        assert!(shown(&outcome, "GOSUMDB").trim_start_matches('?').starts_with("off"), "{open}");
    }
    assert!(has_limit(&timed(&nested("while true\n", 10_000, "set -gx GOPROXY off"))));
    let outcome = timed(&nested("switch a\ncase a\n", 10_000, "set -gx GOPROXY off"));
    assert!(shown(&outcome, "GOPROXY").starts_with("unknown"));
}

#[test]
fn nesting_below_the_limit_is_followed() {
    for (open, mark) in [("if true\n", ""), ("begin\n", ""), ("if test -d /untold\n", "?")] {
        let outcome = timed(&nested(open, 60, "set -gx GOPROXY off"));
        assert_eq!(shown(&outcome, "GOPROXY"), format!("{mark}off @61"));
    }
}

#[test]
fn calls_without_end_are_given_up() {
    let outcome = timed("function f\n true; f\n set -gx GOPROXY off\nend\nf\nset -gx GOSUMDB off\n");
    assert!(has_limit(&outcome));
    assert_eq!(shown(&outcome, "GOSUMDB"), "off @6");
    let both = "function f\n if test -d /untold\n f\n else\n f\n end\n set -gx GOPROXY off\nend\nf\n";
    assert!(has_limit(&timed(both)));
    let blocks = format!("function f\n{}end\nf\n", nested("if true\n", 50, "f"));
    assert!(has_limit(&timed(&blocks)));
}

#[test]
fn files_that_source_themselves_are_given_up() {
    let outcome = timed("set -gx GOPROXY off\nsource (status filename)\nset -gx GOSUMDB off\n");
    assert!(has_limit(&outcome));
    let twice = "source ~/.config/fish/config.fish\nsource ~/.config/fish/config.fish\nset -gx GOPROXY off\n";
    assert!(has_limit(&timed(twice)));
    let ring = (0..40).fold(MemoryTree::default().with(CONFIG, "source ~/0.fish\n"), |tree, number| {
        let next = format!("source ~/{}.fish\nset -gx GOPROXY off\n", (number + 1) % 40);
        tree.with(format!("/home/gopher/{number}.fish"), &next)
    });
    assert!(!read(&start(), &ring).remarks.is_empty());
}

#[test]
fn a_million_lines_take_linear_time() {
    let mut text = String::new();
    for number in 0..500_000 {
        writeln!(text, "set -gx GOFLAGS -v\n# {number}").unwrap();
    }
    assert_eq!(shown(&timed(&text), "GOFLAGS"), "-v @999999");
}

#[test]
fn a_long_line_takes_linear_time() {
    let words = "set -gx GOFLAGS ".to_owned() + &"-v ".repeat(500_000) + "\nset -gx GOPROXY off\n";
    assert_eq!(shown(&timed(&words), "GOPROXY"), "off @2");
    let chain = "true && ".repeat(100_000) + "set -gx GOPROXY off\n";
    assert_eq!(shown(&timed(&chain), "GOPROXY"), "off @1");
    let statements = "set -gx GOPROXY off;".repeat(200_000);
    assert_eq!(shown(&timed(&statements), "GOPROXY"), "off @1");
    let word = format!("set -gx GOFLAGS {}\nset -gx GOPROXY off\n", "x".repeat(5_000_000));
    assert_eq!(shown(&timed(&word), "GOPROXY"), "off @2");
}

#[test]
fn undecided_statements_take_linear_time() {
    let mut text = String::new();
    for number in 0..20_000 {
        writeln!(text, "test -d /untold; and set -gx GO_{number} x; or set -gx GOFLAGS -v").unwrap();
        writeln!(text, "test -d /untold; or return").unwrap();
    }
    assert!(timed(&text).variables.len() > 19_000);
    let arms: String = (0..5000).map(|number| format!("case {number}\nset -gx GOPROXY {number}\n")).collect();
    assert!(has_limit(&timed(&format!("switch (hostname)\n{arms}end\n"))));
    let clauses = "else if test -d /untold\nset -gx GOPROXY off\n".repeat(5000);
    assert!(has_limit(&timed(&format!("if test -f /untold\n{clauses}end\n"))));
    let chained = "test -d /untold && ".repeat(5000) + "set -gx GOPROXY off\n";
    assert_eq!(shown(&timed(&chained), "GOPROXY"), "?off @1");
    let opaque = "eval \"set -gx GOPROXY off\"\n".repeat(50_000);
    assert!(shown(&timed(&opaque), "GOPROXY").starts_with("unknown"));
}

#[test]
fn growing_values_are_given_up() {
    let doubling = "set A x\nwhile true\n set A $A$A\n set -gx B $A\nend\n";
    assert!(has_limit(&timed(doubling)));
    let lists = "set A 1 2 3 4 5 6 7 8 9\nset -gx B $A$A$A$A$A$A$A$A$A$A\nset -gx GOPROXY off\n";
    let outcome = timed(lists);
    assert_eq!((shown(&outcome, "B"), shown(&outcome, "GOPROXY")), ("unknown @2".into(), "off @3".into()));
    let braces = format!("set -gx B {}\nset -gx GOPROXY off\n", "{a,b}".repeat(100_000));
    assert_eq!(shown(&timed(&braces), "GOPROXY"), "off @2");
    let dollars = format!("set -gx B {}\nset -gx GOPROXY off\n", "$HOME".repeat(100_000));
    assert_eq!(shown(&timed(&dollars), "GOPROXY"), "off @2");
    let index = "set A[1000000000] x\nset -gx B $A[1..1000000000]\nset -gx C $PATH[-1000000000..-1]\n";
    assert!(has_limit(&timed(index)));
}

#[test]
fn endless_loops_are_given_up() {
    let outcome = timed("set -gx GOPROXY off\nwhile true\nend\nset -gx GOSUMDB off\n");
    assert!(has_limit(&outcome));
    assert_eq!(shown(&outcome, "GOSUMDB"), "unknown @4");
    let handlers = "function f --on-variable A\nset -g A x\nset -gx GOPROXY off\nend\nset -g A y\n";
    assert!(has_limit(&timed(handlers)));
}

#[test]
fn brackets_and_quotes_without_end_are_errors() {
    let text = |piece: &str| format!("set -gx GOPROXY off\nset -gx B {}\n", piece.repeat(300_000));
    for piece in
        ["(", "{", "[", "x[", "\"", "'", "\\", "\"$(", "(\"", "$(", "!", "a(", ")", "}", "$", "\u{0}"]
    {
        timed(&text(piece));
    }
    let deep = format!("set -gx GOPROXY {}x{}\n", "(echo ".repeat(1000), ")".repeat(1000));
    assert_eq!(shown(&timed(&deep), "GOPROXY"), "unknown @1");
    assert_eq!(shown(&timed(&format!("test {} x\n", "! ".repeat(100_000))), "GOPROXY"), "-");
    let wildcard = format!("set -gx B {}*\nset -gx GOPROXY off\n", "a/".repeat(100_000));
    assert_eq!(shown(&timed(&wildcard), "GOPROXY"), "off @2");
    assert_eq!(shown(&timed(&("not ".repeat(100_000) + "set -gx GOPROXY off\n")), "GOPROXY"), "off @1");
    timed(&"if ".repeat(100_000));
    timed(&"A=1 ".repeat(100_000));
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    // A fixed sequence of numbers that looks random.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let pieces = [
        "set", " ", "-gx", "\n", ";", "if", "end", "for", "in", "(", ")", "{", "}", "[", "]", "$", "\"", "'",
        "\\", "|", "&", "<", ">", "~", "*", "?", "#", ",", "=", "GOPROXY", "function", "switch", "case",
        "while", "é", "\u{0}", "\r", "\t", "and", "or", "not", "true", "echo", "source", "eval", "else",
        "begin", "%self", "..", "-1", "read",
    ];
    for _ in 0..3000 {
        let length = usize::try_from(next() % 40).unwrap();
        let piece = |number: u64| pieces[usize::try_from(number).unwrap() % pieces.len()];
        let text: String = (0..length).map(|_| piece(next() >> 8)).collect();
        config(&text);
    }
    let junk: Vec<u8> = (0..1_000_000).map(|_| u8::try_from(next() >> 56).unwrap()).collect();
    timed(&String::from_utf8_lossy(&junk));
}
