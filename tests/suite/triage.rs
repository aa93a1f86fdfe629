//! From an error to its cause: real reports, every wording, real go commands' words, and noise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::PathBuf;

use crate::support::doctor::Doctor;
use crate::support::{Score, fixture, rows};
use serde::Deserialize;

/// What `triage --format json` says.
#[derive(Debug, Deserialize)]
struct Answer {
    causes: Vec<Cause>,
    module: Option<String>,
    hosts: Vec<String>,
    unexpected_hosts: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Cause {
    class: String,
    confidence: f64,
    evidence: Vec<Evidence>,
    fix: Fix,
}

#[derive(Debug, Deserialize)]
struct Evidence {
    text: String,
}

#[derive(Debug, Deserialize)]
struct Fix {
    commands: Vec<String>,
    avoid: Vec<String>,
}

impl Answer {
    fn classes(&self) -> Vec<&str> {
        self.causes.iter().map(|cause| cause.class.as_str()).collect()
    }

    fn first(&self) -> &str {
        self.causes.first().map_or("unknown", |cause| cause.class.as_str())
    }

    fn has(&self, class: &str) -> bool {
        self.classes().contains(&class)
    }
}

fn asked(doctor: &Doctor, arguments: &[&str]) -> Answer {
    let printed = doctor.run(&[&["triage", "--format", "json"], arguments].concat());
    assert_eq!(printed.stderr, "");
    let answer: Answer = serde_json::from_str(&printed.stdout).unwrap();
    assert_eq!(printed.status, i32::from(answer.causes.is_empty()), "{}", printed.stdout);
    assert!(answer.causes.len() <= 3 && answer.causes.is_sorted_by(|a, b| a.confidence >= b.confidence));
    answer
}

fn triage(log: impl Into<Vec<u8>>) -> Answer {
    asked(&Doctor::new().input(log), &[])
}

/// One report of `fixtures/triage/wordings/CLASS.log`.
struct Wording {
    class: String,
    text: String,
    /// Lookalikes say the same: the class need only be among the first three.
    is_shared: bool,
}

impl Wording {
    fn fits(&self, answer: &Answer) -> bool {
        if self.is_shared { answer.has(&self.class) } else { answer.first() == self.class }
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixture(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn wordings() -> Vec<Wording> {
    let reports = files("triage/wordings").into_iter().flat_map(|file| {
        let class = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let reports = text.split("-----\n").map(move |report| Wording {
            class: class.clone(),
            text: report.strip_prefix("? ").unwrap_or(report).to_owned(),
            is_shared: report.starts_with("? "),
        });
        reports.collect::<Vec<_>>()
    });
    reports.collect()
}

#[test]
fn every_wording_leads_to_its_class() {
    let mut score = Score::default();
    for wording in wordings() {
        let answer = triage(wording.text.as_str());
        score.count(wording.fits(&answer), || {
            format!("{}: {:?}\n{}", wording.class, answer.classes(), wording.text)
        });
    }
    score.finish("wordings", 180);
}

/// What real go commands printed.
#[derive(Deserialize)]
struct Recorded {
    go: String,
    class: String,
    text: String,
}

#[test]
fn errors_of_real_go_commands_lead_to_their_class() {
    let mut score = Score::default();
    for row in rows::<Recorded>(&fixture("triage/recorded.jsonl")) {
        let answer = triage(row.text.as_str());
        let about = format!("go{}\n{}", row.go, row.text);
        score.compare(about, &row.class.as_str(), &answer.first());
    }
    score.finish("recorded errors", 40);
}

/// A public report, with the class that its thread came to.
#[derive(Deserialize)]
struct Report {
    source: String,
    class: String,
    /// Whether the error is there as a whole, and not cut or reduced to a title.
    whole: bool,
    error: String,
    go_env: Option<String>,
}

fn of_report(report: &Report) -> Answer {
    let doctor = Doctor::new().file("work/error.log", &report.error);
    match &report.go_env {
        Some(text) => asked(&doctor.file("work/env.txt", text), &["error.log", "--go-env", "env.txt"]),
        None => asked(&doctor, &["error.log"]),
    }
}

#[test]
fn public_reports_come_to_what_their_threads_came_to() {
    let reports: Vec<Report> = rows(&fixture("triage/reports.jsonl"));
    let (mut whole, mut first, mut among, mut misled) = (0, 0, 0, 0);
    for report in &reports {
        let answer = of_report(report);
        let is_first = answer.first() == report.class;
        if !is_first {
            println!("{} is {}, not {:?}", report.source, report.class, answer.classes());
            misled += usize::from(answer.causes.first().is_some_and(|cause| cause.confidence > 0.8));
        }
        if report.whole {
            whole += 1;
            first += usize::from(is_first);
            among += usize::from(answer.has(&report.class));
        }
    }
    println!(
        "whole: {first} first and {among} among three of {whole}; misled: {misled} of {}",
        reports.len()
    );
    assert!(reports.len() >= 40 && whole >= 30);
    assert!(first * 100 >= whole * 90, "the right class comes first too rarely");
    assert!(among * 100 >= whole * 97, "the right class is missing too often");
    assert!(misled * 100 <= reports.len() * 3, "wrong and sure of it");
}

#[test]
fn noise_has_no_known_cause() {
    let files = files("triage/noise");
    assert!(files.len() >= 10);
    for file in files {
        let doctor = Doctor::new().input(fs::read(&file).unwrap());
        let printed = doctor.run(&["triage"]);
        assert_eq!(printed.status, 1, "{}\n{}", file.display(), printed.stdout);
        assert!(printed.stdout.starts_with("no known configuration cause"), "{}", file.display());
    }
}

#[test]
fn unknown_error_says_what_was_recognised() {
    let log = "go: corp.example.com/lib@v1.2.0: the moon is in the wrong house: \
        https://moon.example/phase\n";
    let printed = Doctor::new().input(log).run(&["triage"]);
    assert_eq!(printed.status, 1);
    for part in [
        "no known configuration cause",
        "the moon is in",
        "corp.example.com/lib@v1.2.0",
        "moon.example",
        "go env",
    ] {
        assert!(printed.stdout.contains(part), "{part} is missing:\n{}", printed.stdout);
    }
}

/// A way in which logs and reports disfigure a text.
type Disguise = fn(&str) -> String;

fn each_line(text: &str, change: impl Fn(usize, &str) -> String) -> String {
    // The listing of `go env` stays: its own reader has tests of its own.
    let is_listing =
        |line: &str| line.starts_with("GO") && line.contains('=') || line.starts_with("$ go env");
    let lines = text.lines().enumerate();
    lines.map(|(at, line)| if is_listing(line) { line.to_owned() } else { change(at, line) } + "\n").collect()
}

const DISGUISES: [(&str, Disguise); 10] = [
    ("image build", |text| each_line(text, |at, line| format!("#12 {at}.{:03} {line}", at * 17))),
    ("time stamps", |text| each_line(text, |at, line| format!("2024-05-01T10:{at:02}:00.1234567Z {line}"))),
    ("workflow", |text| {
        each_line(text, |at, line| format!("build\tRun go\t2024-05-01T10:{at:02}:00.12Z {line}"))
    }),
    ("quotation", |text| each_line(text, |_, line| format!("> {line}"))),
    ("service", |text| each_line(text, |_, line| format!("web-1  | {line}"))),
    ("colours", |text| each_line(text, |_, line| format!("\u{1b}[31m{line}\u{1b}[0m"))),
    ("line ends", |text| text.replace('\n', "\r\n")),
    ("typographic quotes", |text| {
        each_line(text, |_, line| line.replace('"', "\u{201d}").replace('\'', "\u{2019}"))
    }),
    ("lost indentation", |text| each_line(text, |_, line| line.trim_start().to_owned())),
    ("narrow terminal", |text| {
        each_line(text, |_, line| {
            let letters: Vec<char> = line.chars().collect();
            letters.chunks(80).map(String::from_iter).collect::<Vec<_>>().join("\n")
        })
    }),
];

#[test]
fn disguised_wordings_lead_to_the_same_class() {
    let wordings = wordings();
    for (turn, (name, disguise)) in DISGUISES.into_iter().enumerate() {
        // Each disguise on a third of them, each time another one: all take too long.
        let chosen: Vec<&Wording> = wordings.iter().skip(turn % 3).step_by(3).collect();
        let wrong: Vec<&str> = chosen
            .iter()
            .filter(|wording| !wording.fits(&triage(disguise(&wording.text))))
            .map(|wording| wording.class.as_str())
            .collect();
        println!("{name}: {} of {}, wrong: {wrong:?}", chosen.len() - wrong.len(), chosen.len());
        assert!(wrong.len() * 50 <= chosen.len(), "{name}: {wrong:?}");
    }
}

#[test]
fn server_response_never_blames_the_client() {
    let log = "go: git.acme-tools.net/auth@v1.4.2: verifying module: git.acme-tools.net/auth@v1.4.2: reading https://sum.golang.org/lookup/git.acme-tools.net/auth@v1.4.2: 404 Not Found\n\
        \tserver response: not found: git.acme-tools.net/auth@v1.4.2: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0f2d: exit status 128:\n\
        \t\tfatal: could not read Username for 'https://git.acme-tools.net': terminal prompts disabled\n";
    let answer = triage(log);
    assert_eq!(answer.first(), "sumdb-rejects-private-module");
    assert!(
        !answer.has("git-credentials-missing") && !answer.has("modcache-permission-denied"),
        "{:?}",
        answer.classes()
    );
    assert_eq!(answer.hosts, ["sum.golang.org"], "hosts of the server's own errors are not the client's");
    assert!(answer.causes[0].fix.avoid.iter().any(|text| text.contains("GOSUMDB=off")));
}

#[test]
fn host_that_no_setting_leads_to_is_the_answer() {
    let log = "go: rsc.io/quote@v1.5.2: Get \"https://proxy.golang.org/rsc.io/quote/@v/v1.5.2.mod\": \
        dial tcp 1.2.3.4:443: i/o timeout\n";
    let paste = "GOFLAGS='' GOPROXY\nGOFLAGS=''\nGOPROXY='https://goproxy.cn,direct'\nGOPRIVATE=''\nGOSUMDB='sum.golang.org'\n";
    let doctor = Doctor::new().file("work/log", log).file("work/env", paste);
    let answer = asked(&doctor, &["log", "--go-env", "env"]);
    assert_eq!(answer.first(), "env-not-propagated");
    assert_eq!(answer.unexpected_hosts, ["proxy.golang.org"]);
    assert_eq!(answer.module.as_deref(), Some("rsc.io/quote"));
    let evidence: Vec<&str> = answer.causes[0].evidence.iter().map(|piece| piece.text.as_str()).collect();
    assert!(
        evidence.iter().any(|text| text.contains("not an entry of GOPROXY=https://goproxy.cn,direct")),
        "{evidence:?}"
    );
}

#[test]
fn fix_is_written_for_the_reporter_s_system() {
    let log = "go: module lookup disabled by GOPROXY=off\n\nset GOOS=windows\nset GOPROXY=off\nset \
        GOFLAGS=\nset GOPRIVATE=\n";
    let commands = triage(log).causes.remove(0).fix.commands;
    assert!(commands.iter().any(|command| command == "Remove-Item Env:GOPROXY"), "{commands:?}");
}

#[test]
fn log_of_this_machine_takes_the_settings_from_here() {
    let log = "go: rsc.io/quote@v1.5.2: Get \"https://proxy.golang.org/rsc.io/quote/@v/v1.5.2.mod\": \
        dial tcp 1.2.3.4:443: i/o timeout\n";
    let doctor = Doctor::new().go("1.24.11").with("GOPROXY", "https://goproxy.cn,direct").input(log);
    assert_eq!(asked(&doctor, &["--here"]).first(), "env-not-propagated");
    assert_eq!(asked(&doctor, &[]).first(), "proxy-unreachable", "else nothing of this machine counts");
}

#[test]
fn variable_that_the_version_does_not_have_is_named() {
    let log = "$ go version\ngo version go1.12.9 linux/amd64\n$ export GOPRIVATE=git.acme-tools.net\n\
        go: git.acme-tools.net/lib@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/1: exit status 128:\n\
        \tfatal: could not read Username for 'https://git.acme-tools.net': terminal prompts disabled\n";
    let answer = triage(log);
    let named =
        answer.causes.iter().find(|cause| cause.class == "variable-not-supported-by-go-version").unwrap();
    assert!(
        named.evidence.iter().any(|piece| piece.text.contains("go1.12.9 does not know GOPRIVATE")),
        "{named:?}"
    );
}

#[test]
fn words_that_the_pasted_version_does_not_print_are_pointed_out() {
    let log = "go: go.mod requires go >= 1.24.0 (running go 1.23.8; GOTOOLCHAIN=local)\n\n$ go env\n\
        GO111MODULE=\"\"\nGOFLAGS=\"\"\nGOPROXY=\"direct\"\nGOVERSION=\"go1.19.8\"\n";
    let evidence = triage(log).causes.remove(0).evidence;
    assert!(
        evidence.iter().any(|piece| piece.text.contains("go1.19.8 does not print these words")),
        "{evidence:?}"
    );
}

/// A recorded run of a real go command.
#[derive(Deserialize)]
struct Run {
    id: String,
    go: String,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    settings: Option<std::collections::BTreeMap<String, String>>,
}

#[test]
fn settings_of_the_failing_process_itself_are_never_other_settings() {
    let text = fs::read_to_string(fixture("corpus/go-named.jsonl")).unwrap();
    let mut score = Score::default();
    for line in text.lines().skip(1).step_by(3) {
        let Run { id, go, error: Some(error), settings: Some(settings) } =
            serde_json::from_str(line).unwrap()
        else {
            continue;
        };
        let listing: String = settings.iter().map(|(name, value)| format!("{name}='{value}'\n")).collect();
        let log = format!("go: {error}\n\n$ go env\n{listing}GOMOD='/work/go.mod'\nGOVERSION='go{go}'\n");
        let answer = triage(log);
        score.count(!answer.has("env-not-propagated"), || format!("{id}: {error}\n{listing}"));
    }
    score.finish("runs with their own settings", 60);
}

#[test]
fn log_that_is_standard_input_cannot_be_the_paste_too() {
    let printed = Doctor::new().input("x").run(&["triage", "--go-env", "-"]);
    assert_eq!(printed.status, 2);
    assert!(printed.stderr.contains("standard input can be read once only"));
    let missing = Doctor::new().run(&["triage", "none.log"]);
    assert_eq!((missing.status, missing.stdout.as_str()), (2, ""));
}
