use proptest::prelude::*;

use super::*;
use crate::source::Certainty;

const LISTING: &str = "GOOS='linux'\nGOPROXY='https://it'\\''s.example,direct'\nGOSUMDB='a\nb'\n";

fn read(text: &str) -> Vec<(String, String)> {
    let assignments = parse(text, None).assignments.into_iter();
    assignments.map(|set| (set.name.clone(), set.value.expose().to_owned())).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn kinds(output: &GoEnvOutput) -> Vec<NoteKind> {
    output.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn forms_of_all_systems() {
    for (text, form, value) in [
        ("GOPROXY=\"say \"hi\" \\n $x\"\n", Form::UnixDouble, "say \"hi\" \\n $x"),
        ("GOPROXY='it'\\''s'\n", Form::UnixSingle, "it's"),
        ("set GOPROXY=C:\\a b \n", Form::Windows, "C:\\a b "),
        ("GOHOSTOS='plan9'\nGOPROXY='it''s'\n", Form::Plan9, "it's"),
        ("GOPROXY='it''s'\n", Form::Plan9, "it's"),
        ("GOPROXY=('a' 'b c')\n", Form::Plan9, "a\0b c"),
        ("GOPROXY=(a b)\n", Form::Plan9, "a\0b"),
        ("{\n\t\"GOPROXY\": \"\\u003ca\\u0026\\n\\\"\"\n}\n", Form::Json, "<a&\n\""),
        ("{\"GOOS\":\"x\",\"GOPROXY\":\"y\"}", Form::Json, "y"),
        ("GOOS=a\nGOPROXY=b c\nGOSUMDB=\n", Form::Bare, "b c"),
        ("$ go env GOPROXY\nhttps://x.example\n$ ", Form::Values, "https://x.example"),
    ] {
        let output = parse(text, None);
        assert_eq!((output.form, output.value("GOPROXY")), (Some(form), Some(value)), "{text}");
    }
}

#[test]
fn windows_escapes_by_version() {
    for (text, value, note) in [
        ("set GOVERSION=go1.22.0\nset GOFLAGS=100%%^&\n", "100%&", None),
        ("set GOVERSION=go1.20.1\nset GOFLAGS=100%%^&\n", "100%%^&", None),
        ("set GOFLAGS=100%%^&\n", "100%&", Some(NoteKind::EscapingUnknown)),
        ("set GOFLAGS=%PATH%\n", "%PATH%", None),
    ] {
        let output = parse(text, None);
        assert_eq!(output.value("GOFLAGS"), Some(value), "{text}");
        assert_eq!(kinds(&output).first().copied(), note, "{text}");
    }
}

#[test]
fn wrappers_are_passed_over() {
    let expected =
        pairs(&[("GOOS", "linux"), ("GOPROXY", "https://it's.example,direct"), ("GOSUMDB", "a\nb")]);
    let quoted = |prefix: &str| LISTING.lines().map(|line| format!("{prefix}{line}\n")).collect::<String>();
    let escaped = LISTING.replace('\'', "&#39;");
    for text in [
        LISTING.to_owned(),
        format!("\u{feff}{LISTING}"),
        LISTING.replace('\n', "\r\n"),
        format!("$ go env\n{LISTING}$ go version\ngo version go1.22.1 linux/amd64\n"),
        format!("PS C:\\Users\\me> go env\n{LISTING}PS C:\\Users\\me> "),
        format!("user@host:~/x$ go env -changed\n{LISTING}"),
        format!("I can't build.\n\n```sh\n$ go env\n{LISTING}```\n\nIt's \"odd\".\n"),
        format!("<details><summary><code>go env</code> Output</summary><br><pre>{LISTING}</pre></details>\n"),
        format!("<details><br><pre>\n$ go env\n{escaped}\n</pre></details>\nGOFLAGS isn't set\n"),
        quoted("> "),
        quoted("> > "),
        quoted("    "),
        quoted("\t"),
        quoted("2024-05-01T10:00:00.1234567Z "),
        quoted("#12 0.345 "),
    ] {
        assert_eq!(read(&text), expected, "{text}");
    }
}

#[test]
fn prose_is_not_read() {
    for text in [
        "",
        "I set GOPROXY=direct and it works",
        "GOPROXY=direct go get example.com/a",
        "GOFLAGS=\"-mod=mod\" go build ./...",
        "GOFLAGS='-mod=mod' go build ./...",
        "export GOPROXY=\"https://x.example\"",
        "PATH='/bin'\nHOME='/home/u'\n",
        "GOPROXY=direct\n",
        "ENV GOPROXY=direct\nENV GOSUMDB=off\nENV GOOS=x\n",
        "{\"name\": \"x\", \"version\": \"y\"}",
        "GOPROXY='https://cut",
    ] {
        assert_eq!(read(text), pairs(&[]), "{text}");
    }
}

#[test]
fn typographic_quotes_are_read_and_noted() {
    for text in [
        "GOOS=“linux”\nGOPROXY=“off”\n",
        "GOOS=‘linux’\nGOPROXY=‘off’\n",
        "{\n“GOOS”: “linux”,\n“GOPROXY”: “off”\n}",
    ] {
        let output = parse(text, None);
        assert_eq!(output.value("GOPROXY"), Some("off"), "{text}");
        assert_eq!(kinds(&output), [NoteKind::TypographicQuotes; 2], "{text}");
    }
}

#[test]
fn cut_off_value_is_noted() {
    for text in [
        "GOOS='linux'\nGOPROXY='https://pro",
        "```\nGOOS='linux'\nGOPROXY='https://pro\n```\nDon't ask\n",
        "GOPROXY='https://pro\nGOOS='linux'\n",
        "GOOS=\"linux\"\nGOPROXY=\"https://pro",
        "{\n\t\"GOOS\": \"linux\",\n\t\"GOPROXY\": \"https://pro",
    ] {
        let output = parse(text, None);
        assert_eq!(output.value("GOPROXY"), Some("https://pro"), "{text}");
        assert_eq!(kinds(&output), [NoteKind::CutOff], "{text}");
        assert!(output.partial, "{text}");
    }
}

#[test]
fn line_break_without_escaping_is_ambiguous() {
    let spoofed = "GONOPROXY=\"\"\nGONOSUMDB=\"\"\nGOPROXY=\"direct\"\nGOROOT=\"/go\"\nGOVCS=\"x\"\nGOPROXY=\"evil\"\nGOVERSION=\"go1.20\"\n";
    let output = parse(spoofed, None);
    assert_eq!(output.value("GOPROXY"), Some("direct"));
    assert_eq!(output.value("GOVCS"), Some("x\"\nGOPROXY=\"evil"));
    assert!(kinds(&output).contains(&NoteKind::AmbiguousLineBreak));
    let unsure: Vec<&str> = output
        .assignments
        .iter()
        .filter(|set| set.certainty != Certainty::Certain)
        .map(|set| set.name.as_str())
        .collect();
    assert_eq!(unsure, ["GOPROXY", "GOVCS"]);
}

#[test]
fn last_listing_wins() {
    let output = parse("$ go env\nGOOS='a'\nGOPROXY='b'\n$ go env\nGOOS='c'\nGOPROXY='b'\n", None);
    assert_eq!((output.goos(), output.value("GOPROXY")), (Some("c"), Some("b")));
    assert_eq!(kinds(&output), [NoteKind::SeveralListings]);
}

#[test]
fn version_of_listing_or_of_lines_around() {
    for (text, version) in [
        ("GOVERSION='go1.22.1'\n", "1.22.1"),
        ("$ go version\ngo version go1.15.7 linux/amd64\n$ go env\nGOOS=\"x\"\n", "1.15.7"),
        ("go1.14.4 env\nset GOOS=windows\n", "1.14.4"),
    ] {
        assert_eq!(parse(text, None).version(), GoVersion::parse(version), "{text}");
    }
}

#[test]
fn span_covers_the_value() {
    let output = parse("> GOOS='é x'\n", Some(Path::new("env.txt")));
    let origin = &output.assignments.first().unwrap().origin;
    let place = origin.place.as_ref().unwrap();
    assert_eq!((origin.layer, origin.path()), (Layer::GoEnvOutput, Some(Path::new("env.txt"))));
    assert_eq!((place.text(), place.line(), place.column(), place.end_column()), ("é x", 1, 9, 12));
}

/// Pieces of which nasty pastes are made.
fn pastes() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "GOPROXY=",
        "GOOS=",
        "X=",
        "set ",
        "'",
        "\"",
        "'\\''",
        "''",
        "\n",
        "\r\n",
        "> ",
        "    ",
        "```\n",
        "<pre>",
        "</pre>",
        "<br>",
        "&quot;",
        "&amp;",
        "“",
        "”",
        "‘",
        "’",
        "$ go env\n",
        "$ go env GOOS GOPROXY\n",
        "é",
        "x",
        " ",
        "{",
        "}",
        ",",
        "\"GOOS\": ",
        "\"GOPROXY\":\"",
        "\\u003c",
        "\\",
        "(",
        ")",
        "go version go1.20\n",
        "%%",
        "^",
        "\u{fffd}",
        "GOHOSTOS='plan9'\n",
        "#1 0.1 ",
        "- ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

fn spans_are_inside(text: &str) -> bool {
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    parse(text, None).assignments.iter().all(|set| {
        set.origin.place.as_ref().is_some_and(|place| {
            let width = lines.get(place.line() as usize - 1).copied().unwrap_or(0) + 1;
            place.column() <= place.end_column() && place.end_column() as usize <= width
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn nasty_paste_spans_are_inside(text in pastes()) {
        prop_assert!(spans_are_inside(&text));
    }

    #[test]
    fn arbitrary_text_spans_are_inside(text in "(?s).*") {
        prop_assert!(spans_are_inside(&text));
    }

    #[test]
    fn single_quotes_round_trip(value in "[^\u{fffd}\r]*") {
        // The quoting of Go 1.21 and later.
        let text = format!("GOOS='linux'\nGOFLAGS='{}'\n", value.replace('\'', "'\\''"));
        let output = parse(&text, None);
        prop_assert_eq!(output.value("GOFLAGS"), Some(value.as_str()));
    }
}
