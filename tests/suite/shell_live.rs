//! Random start-up files, each read by a real shell of this machine and by our built binary: what a child
//! process of the shell then sees must be what we say, wherever we say it with certainty.
//!
//! GOENV_DOCTOR_SHELL_SEED and GOENV_DOCTOR_SHELL_CASES (for each shell) choose the cases,
//! GOENV_DOCTOR_SHELL_ONLY a single shell, GOENV_DOCTOR_SHELL_CASE a single number, GOENV_DOCTOR_SHELL_SHRINK
//! how many disagreements of a shell are made small and printed.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test tells what it sees and stops where it cannot go on"
)]

mod bourne;
mod case;
mod compare;
mod csh;
mod fish;
mod layout;
mod modes;
mod own_etc;
mod real;
mod shells;
mod shrink;
mod vocabulary;
mod writer;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::support::context::{Answer, Question};
use case::Case;
use compare::{Score, Verdict, difference, judge};
use real::{Report, Seen};
use shells::{Installed, SHELLS, Shell};
use vocabulary::NAMES;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Where one shell's cases are laid out and run.
struct Bench {
    shell: Installed,
    home: PathBuf,
    etc: Option<PathBuf>,
    report: Report,
}

impl Bench {
    fn new(shell: Installed, scratch: &Path) -> Self {
        let report = Report::new(scratch);
        Self { shell, home: scratch.join("home"), etc: own_etc::own_etc(), report }
    }

    /// What the real shell's child sees, and what our binary says.
    fn run(&self, case: &Case) -> (Seen, BTreeMap<String, Answer>) {
        _ = fs::remove_dir_all(&self.home);
        self.etc.iter().for_each(|etc| own_etc::clear(etc));
        case.lay_out(&self.home, self.etc.as_deref());
        let environment = case.environment(&self.home);
        let question = Question {
            shell: case.shell.name,
            mode: case.mode,
            root: Path::new("/"),
            environment: &environment,
        };
        // Ours first: a real shell may write files.
        let answers = question.ask().unwrap_or_else(|refusal| panic!("{case}{refusal}"));
        (self.report.run(&self.shell, case.mode, &self.home, &environment), answers)
    }

    /// Whether one of the variables still gets the verdict.
    fn still(&self, case: &Case, bad: &[(String, Verdict)]) -> bool {
        let (Seen::Environment(real), answers) = self.run(case) else { return false };
        bad.iter()
            .any(|(name, verdict)| judge(real.get(name).map(String::as_str), answers.get(name)) == *verdict)
    }

    /// The case made small, with what both sides say.
    fn explain(&self, case: &Case, bad: &[(String, Verdict)]) -> String {
        let small = shrink::shrink(case, |smaller| self.still(smaller, bad));
        let (Seen::Environment(real), answers) = self.run(&small) else { return case.to_string() };
        let mut text = small.to_string();
        for (name, verdict) in bad {
            let (seen, answer) = (real.get(name).map(String::as_str), answers.get(name));
            if judge(seen, answer) == *verdict {
                text.push_str(&difference(name, seen, answer, case.shell.name));
                text.push('\n');
            }
        }
        text
    }
}

fn run_all(shell: Installed, scratch: &Path) -> Score {
    let (seed, count) = (number("GOENV_DOCTOR_SHELL_SEED", 1), number("GOENV_DOCTOR_SHELL_CASES", 60));
    let mut to_show = number("GOENV_DOCTOR_SHELL_SHRINK", 2);
    let only = std::env::var("GOENV_DOCTOR_SHELL_CASE").ok().and_then(|text| text.parse::<u64>().ok());
    let bench = Bench::new(shell, scratch);
    let mut score = Score::default();
    for number in only.map_or(0..count, |one| one..one + 1) {
        let case = layout::case(seed, number, bench.shell.shell, bench.etc.is_some());
        let (seen, answers) = bench.run(&case);
        let Seen::Environment(real) = seen else {
            if seen == Seen::Hangs {
                println!("{case}  {} does not end here", case.shell.name);
            }
            score.ended += 1;
            continue;
        };
        let bad = score.add(&case, &real, &answers, NAMES);
        if !bad.is_empty() && to_show > 0 {
            to_show -= 1;
            println!("{}", bench.explain(&case, &bad));
        }
    }
    score
}

/// Prints a line that is seen even where the output of tests that pass is not.
fn say(line: &str) {
    // Not `eprintln`, which the test harness holds back.
    _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

fn installed(shell: Shell) -> Option<Installed> {
    let found = Installed::of(shell);
    if found.is_none() {
        say(&format!(
            "skipped: {} is not installed here; on Debian: apt-get install {}",
            shell.name, shell.package
        ));
    }
    found
}

#[test]
fn live_shells_agree() {
    if own_etc::own_etc().is_none() {
        if own_etc::runs_inside("shell_live::live_shells_agree") {
            return;
        }
        say(
            "note: no /etc of our own can be mounted here (unshare, mount), so no system-wide files are generated",
        );
    }
    let only = std::env::var("GOENV_DOCTOR_SHELL_ONLY").ok();
    let mut scores = vec![];
    for shell in SHELLS.into_iter().filter(|shell| only.as_ref().is_none_or(|only| only == shell.name)) {
        let scratch = tempfile::tempdir().unwrap();
        let Some(installed) = installed(shell) else { continue };
        let score = run_all(installed, scratch.path());
        println!("{}: {score}", shell.name);
        scores.push((shell, score));
    }
    for (shell, score) in scores {
        check(shell, &score);
    }
}

/// Of variables that the files decide, this many of a hundred must be answered with certainty.
const LEAST_CERTAIN: usize = 80;

/// The same where something in the case only running it decides.
const LEAST_CERTAIN_OF_OPEN: usize = 55;

/// Of a hundred conditional answers, this many may leave out what was seen.
const MOST_MISSED: usize = 3;

fn check(shell: Shell, score: &Score) {
    let Score { decided, undecided, unnamed, placeless, .. } = *score;
    let shell = shell.name;
    let wrong = decided.wrong + undecided.wrong;
    assert_eq!(unnamed, 0, "{shell}: certain and wrong about variables that nothing names");
    // What is certain is right, or it is not certain.
    assert_eq!(wrong, 0, "{shell}: answers that are certain and wrong");
    assert_eq!(placeless, 0, "{shell}: values that no line is named for");
    let missed = decided.missed + undecided.missed;
    let conditional = missed + decided.open + undecided.open;
    assert!(
        conditional < 20 || missed * 100 <= conditional * MOST_MISSED,
        "{shell}: {missed} of {conditional} conditional answers leave out what was seen"
    );
    if number("GOENV_DOCTOR_SHELL_CASES", 60) >= 20 {
        assert!(decided.certain() >= LEAST_CERTAIN, "{shell}: {decided} is too seldom certain");
        assert!(undecided.certain() >= LEAST_CERTAIN_OF_OPEN, "{shell}: {undecided} is too seldom certain");
    }
}
