//! Logs of any size and any malice: bounded memory, no hang, nothing raw on a terminal.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;

/// Small logs are shown both ways, large ones as JSON, which holds all that the other shows.
fn assert_tame(log: Vec<u8>) {
    let formats: &[&str] = if log.len() < 100_000 { &["human", "json"] } else { &["json"] };
    for format in formats {
        let printed = Doctor::new().input(log.clone()).run(&["triage", "--format", format]);
        assert!(matches!(printed.status, 0 | 1), "{}", printed.stderr);
        let wild = printed.stdout.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(wild, None, "{:?}", printed.stdout);
    }
}

#[test]
fn escape_codes_do_not_reach_the_terminal() {
    let hostile = "go: corp.example.com/x\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}@v1.0.0: Get \
        \"https://proxy.golang.org/\u{1b}[2J/@v/v1.mod\": dial tcp: i/o timeout\r\u{8}\u{200b}\n";
    assert_tame(hostile.into());
    assert_tame(
        format!("{hostile}GOPROXY='https://a.example/\u{1b}[31m'\nGOFLAGS='\u{7}'\nGOPRIVATE=''\n").into(),
    );
}

#[test]
fn texts_that_would_choke_a_matcher_are_read_quickly() {
    let bombs = [
        "verifying reading /lookup/ ".repeat(40_000),
        "a".repeat(10_000_000),
        "x509: ".repeat(1_000_000),
        "[".repeat(300_000) + &"](".repeat(300_000),
        format!("go: {}", "https://a.b/@v/".repeat(100_000)),
        "go: a.b/c@".repeat(100_000),
        "GOPROXY=".repeat(200_000),
        "\"GOPROXY\": \"".repeat(100_000),
        "exit status 128:\n".repeat(200_000),
        "&amp;&quot;".repeat(200_000),
        "\u{1b}[".repeat(500_000),
        "\0".repeat(10_000_000),
    ];
    let begun = std::time::Instant::now();
    for bomb in bombs {
        assert_tame(bomb.into_bytes());
    }
    println!("all of them in {:?}", begun.elapsed());
    assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
}

#[test]
fn bytes_that_are_no_text_are_passed_over() {
    let noise: Vec<u8> = (0..400_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_tame(noise);
    let log = [b"\xff\xfe".as_slice(), &[0xd8; 1001]].concat();
    assert_tame(log);
}

/// A log larger than the memory that the program may have.
#[cfg(target_os = "linux")]
#[test]
fn large_log_streams_through_in_bounded_memory() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    // Unoptimised builds are slow, and need no more to prove the same.
    let (megabytes, limit) = if cfg!(debug_assertions) { (96, 80) } else { (100, 48) };
    let command = format!("ulimit -v {}; exec \"$0\" triage --format json", limit * 1024);
    let mut child = Command::new("sh")
        .args(["-c", &command, env!("CARGO_BIN_EXE_goenv-doctor")])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = "2024-05-01T10:00:00.1234567Z go: downloading rsc.io/quote v1.5.2\nhandler_test.go:33: dial tcp 127.0.0.1:5432: connect: connection refused\n\
        go: corp.example.com/a@v1: something that nobody knows: x\n";
    let batch = lines.repeat(1024 * 1024 / lines.len());
    for _ in 0..megabytes {
        input.write_all(batch.as_bytes()).unwrap();
    }
    input
        .write_all(
            b"go: rsc.io/quote@v1.5.2: module lookup disabled by GOPROXY=off\n$ go \
        env\nGOPROXY='off'\nGOFLAGS=''\nGOPRIVATE=''\n",
        )
        .unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["causes"][0]["class"], "goproxy-off");
    assert_eq!(answer["go_env"]["GOPROXY"], "off", "the listing at the end of a large log is found");
}

/// Invented credentials.
const SECRETS: [&str; 2] = ["hunter2hunter2", "ghp_0123456789abcdefghijABCDEFGHIJ0123"];

#[test]
fn secrets_of_a_log_are_masked() {
    let log = "go: rsc.io/quote@v1.5.2: reading https://ci:hunter2hunter2@goproxy.acme-tools.net/rsc.io/quote/@v/v1.5.2.info: 401 Unauthorized\n\
        export GOPROXY=https://ci:hunter2hunter2@goproxy.acme-tools.net GOFLAGS=-ldflags=-X=main.token=ghp_0123456789abcdefghijABCDEFGHIJ0123\n";
    for format in ["human", "json"] {
        let printed = Doctor::new().input(log).run(&["triage", "--format", format]);
        assert!(printed.stdout.contains("goproxy.acme-tools.net"), "{}", printed.stdout);
        for secret in SECRETS {
            assert!(!printed.stdout.contains(secret), "{}", printed.stdout);
        }
    }
    let shown = Doctor::new().input(log).run(&["triage", "--format", "json", "--show-secrets"]);
    assert!(shown.stdout.contains(SECRETS[0]), "the test above would prove nothing");
}
