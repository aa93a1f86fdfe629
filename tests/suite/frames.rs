//! Frames stay legible whatever stands in a value: carets below what they mean, nothing that steers a
//! terminal, and no line that is wider than anyone's screen by orders of magnitude.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;
use unicode_width::UnicodeWidthStr;

/// What `env` says about a value of GOPRIVATE, in a file or in the environment.
fn shown(value: &str, in_file: bool) -> String {
    let doctor = Doctor::new().go("1.27.3");
    let doctor = match in_file {
        true => doctor.file("home/.config/go/env", format!("GOPRIVATE={value}\n")),
        false => doctor.with("GOPRIVATE", value),
    };
    let printed = doctor.run(&["env", "-v"]);
    assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
    printed.stdout
}

/// The text above the carets of a rule's frame.
fn above_carets(output: &str, rule: &str) -> String {
    let frame = output
        .split("\n\n")
        .find(|frame| frame.contains(&format!("[{rule}]")))
        .unwrap_or_else(|| panic!("{output}"));
    let lines: Vec<&str> = frame.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).unwrap();
    let carets = lines[at];
    let start = UnicodeWidthStr::width(&carets[..carets.find('^').unwrap()]);
    let width = carets.matches('^').count();
    // Columns of the source line, character by character.
    let mut column = 0;
    let mut text = String::new();
    for c in lines[at - 1].chars() {
        let next = column + UnicodeWidthStr::width(c.to_string().as_str());
        if column >= start && next <= start + width {
            text.push(c);
        }
        column = next;
    }
    text
}

#[test]
fn carets_stand_below_what_they_mean() {
    for (value, rule, marked) in [
        ("corp.example.com, a.example", "pattern-space", " "),
        ("\u{516c}\u{53f8}.example,a.example,https://corp.example.com", "pattern-scheme", "https://"),
        ("e\u{301}.example,https://corp.example.com", "pattern-scheme", "https://"),
        ("\u{202e}x.example,https://corp.example.com", "pattern-scheme", "https://"),
        ("a\tb.example,https://corp.example.com", "pattern-scheme", "https://"),
        ("\u{1f468}\u{200d}\u{1f4bb}.example,https://corp.example.com", "pattern-scheme", "https://"),
        ("a.example\u{1b}[31m,https://corp.example.com", "pattern-scheme", "https://"),
        ("\u{516c}\u{53f8}.example", "pattern-invisible", "\u{516c}\u{53f8}"),
        ("a\tb.example", "pattern-space", "\\t"),
    ] {
        for in_file in [true, false] {
            assert_eq!(above_carets(&shown(value, in_file), rule), marked, "{value:?} in a file: {in_file}");
        }
    }
}

#[test]
fn long_values_are_shown_shortened_around_the_place() {
    let long = "a.example,".repeat(1000);
    for value in [
        format!("{long}https://corp.example.com,{long}"),
        format!("https://corp.example.com,{long}"),
        format!("{long}https://corp.example.com"),
    ] {
        let output = shown(&value, true);
        assert_eq!(above_carets(&output, "pattern-scheme"), "https://");
        let frames = &output[output.find("[pattern-scheme]").unwrap()..];
        let widest = frames.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest < 250, "{widest} columns");
    }
    let column = 11 + 10_000;
    let late = shown(&format!("{long}https://corp.example.com"), true);
    assert!(late.contains(&format!("env:1:{column}\n")), "the position is the true one");
}

#[test]
fn frames_hold_nothing_that_steers_a_terminal() {
    let hostile =
        "x\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}\u{2066}\r\u{200b}\u{feff}\u{85},https://a.example, b";
    for in_file in [true, false] {
        let output = shown(hostile, in_file);
        let wild =
            |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(*c);
        assert_eq!(output.chars().find(wild), None, "{output:?}");
    }
}
