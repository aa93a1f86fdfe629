//! Holds our answer for a case against what the real shell's child saw.

use std::collections::BTreeMap;
use std::fmt;

use super::case::Case;
use crate::support::context::{Answer, Certainty, shown};

/// How our answer for one variable stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Certain and right.
    Right,
    /// Certain and wrong, or not listed: the worst there is.
    Wrong,
    /// Conditional, and the value is among the candidates.
    Open,
    /// Conditional, and the value is none of the candidates.
    Missed,
    /// Not told.
    Unknown,
}

/// The verdict on one variable.
pub(crate) fn judge(real: Option<&str>, answer: Option<&Answer>) -> Verdict {
    let Some(answer) = answer else { return Verdict::Wrong };
    match answer.certainty {
        Certainty::Certain if answer.is_certainly(real) => Verdict::Right,
        Certainty::Certain => Verdict::Wrong,
        Certainty::Conditional if answer.allows(real) => Verdict::Open,
        Certainty::Conditional => Verdict::Missed,
        Certainty::Unknown => Verdict::Unknown,
    }
}

/// How many variables got which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) open: usize,
    pub(crate) missed: usize,
    pub(crate) unknown: usize,
}

impl Count {
    pub(crate) fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Right => &mut self.right,
            Verdict::Wrong => &mut self.wrong,
            Verdict::Open => &mut self.open,
            Verdict::Missed => &mut self.missed,
            Verdict::Unknown => &mut self.unknown,
        } += 1;
    }

    pub(crate) fn total(self) -> usize {
        self.right + self.wrong + self.open + self.missed + self.unknown
    }

    /// The share that is certain, in a hundred.
    pub(crate) fn certain(self) -> usize {
        (self.right + self.wrong) * 100 / self.total().max(1)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { right, wrong, open, missed, unknown } = self;
        write!(f, "{right:>6} right {wrong:>4} WRONG {open:>5} open {missed:>4} missed {unknown:>4} unknown")
    }
}

/// The figures of one shell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Variables that a case names, where the files alone decide everything.
    pub(crate) decided: Count,
    /// Variables that a case names, where something in it only running decides.
    pub(crate) undecided: Count,
    /// Wrong about variables that no file names.
    pub(crate) unnamed: usize,
    /// Cases whose shell came to its command.
    pub(crate) cases: usize,
    /// Cases whose shell ended in its start-up files; there is no child to compare with.
    pub(crate) ended: usize,
    /// Lines that should be named and are not; certain and set answers always come from somewhere.
    pub(crate) placeless: usize,
}

impl Score {
    /// Counts a case, and gives the variables that are wrong with the real value.
    pub(crate) fn add(
        &mut self,
        case: &Case,
        real: &BTreeMap<String, String>,
        answers: &BTreeMap<String, Answer>,
        watched: &[&str],
    ) -> Vec<(String, Verdict)> {
        self.cases += 1;
        let mut bad = vec![];
        let unwatched = answers.keys().map(String::as_str).filter(|name| !watched.contains(name));
        for name in watched.iter().copied().chain(unwatched) {
            let (seen, answer) = (real.get(name).map(String::as_str), answers.get(name));
            let verdict = judge(seen, answer);
            if case.names(name) {
                let count = if case.open { &mut self.undecided } else { &mut self.decided };
                count.add(verdict);
                self.placeless += usize::from(verdict == Verdict::Right && is_placeless(case, name, answer));
            } else {
                self.unnamed += usize::from(verdict == Verdict::Wrong);
            }
            if matches!(verdict, Verdict::Wrong | Verdict::Missed) {
                bad.push((name.to_owned(), verdict));
            }
        }
        bad
    }
}

/// A value that the shell was not given and that comes from no line.
fn is_placeless(case: &Case, name: &str, answer: Option<&Answer>) -> bool {
    let set = answer.filter(|answer| answer.value.is_some() && answer.origin.is_none());
    set.is_some_and(|answer| case.environment.get(name) != answer.value.as_ref())
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { decided, undecided, unnamed, cases, ended, placeless } = self;
        writeln!(
            f,
            "{cases} cases, {ended} more ended the shell, {unnamed} WRONG where nothing names it, {placeless} without a line"
        )?;
        writeln!(f, "    decided by the files:   {decided}, {} % certain", decided.certain())?;
        write!(f, "    decided by running them:{undecided}, {} % certain", undecided.certain())
    }
}

/// One disagreement, for people.
pub(crate) fn difference(name: &str, real: Option<&str>, answer: Option<&Answer>, shell: &str) -> String {
    let ours = answer.map_or("not listed".into(), Answer::to_string);
    format!("  {name}\n    {shell}: {}\n    ours: {ours}", shown(real))
}
