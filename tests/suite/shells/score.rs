//! Holds our answers against recorded runs.

use std::collections::BTreeMap;
use std::fmt;

use super::row::{Kind, Row, Seen, written};
use crate::support::context::{Answer, Certainty, shown};

/// Whether the answer is one that the recorded value permits.
///
/// What can be told must be told, and exactly. Where a test decides, the value may also stand among the
/// answer's candidates. Where only running tells, any certainty is a guess, and so is wrong.
pub(crate) fn agrees(seen: &Seen, answer: Option<&Answer>) -> bool {
    let Some(answer) = answer else { return false };
    let value = seen.value.as_deref();
    match (seen.kind, answer.certainty) {
        (Kind::Exact | Kind::Conditional, Certainty::Certain) => answer.is_certainly(value),
        (Kind::Conditional, Certainty::Conditional) => answer.allows(value),
        (Kind::Unknown, certainty) => certainty != Certainty::Certain,
        (Kind::Exact, _) | (Kind::Conditional, Certainty::Unknown) => false,
    }
}

/// Whether the answer names a right line for the recorded value; `None`: there is none to name.
pub(crate) fn right_line(seen: &Seen, answer: Option<&Answer>) -> Option<bool> {
    if seen.at.is_empty() {
        return None;
    }
    let candidates = answer.map(Answer::candidates).unwrap_or_default();
    let mut same = candidates.iter().filter(|(value, _)| *value == seen.value.as_deref());
    Some(same.any(|(_, origin)| origin.is_some_and(|origin| seen.at.contains(&written(origin)))))
}

/// How many agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) agree: usize,
    pub(crate) total: usize,
}

impl Tally {
    fn count(&mut self, agrees: bool) {
        self.total += 1;
        self.agree += usize::from(agrees);
    }

    fn add(&mut self, other: Self) {
        self.agree += other.agree;
        self.total += other.total;
    }

    /// Whether at least so many of a thousand agree.
    pub(crate) fn reaches(self, per_mille: usize) -> bool {
        self.agree * 1000 >= self.total * per_mille
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.agree, self.total))
    }
}

/// The figures of one shell, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) exact: Tally,
    pub(crate) conditional: Tally,
    pub(crate) unknown: Tally,
    /// Lines that set a variable or took it away, where the value can be told.
    pub(crate) lines: Tally,
    /// Conditional variables whose test the row itself decides, and that we decide too. No bar: it shows
    /// how much of an answer is left open without need.
    pub(crate) decided: Tally,
}

impl Figures {
    fn kind(&mut self, kind: Kind) -> &mut Tally {
        match kind {
            Kind::Exact => &mut self.exact,
            Kind::Conditional => &mut self.conditional,
            Kind::Unknown => &mut self.unknown,
        }
    }

    fn add(&mut self, other: Self) {
        self.exact.add(other.exact);
        self.conditional.add(other.conditional);
        self.unknown.add(other.unknown);
        self.lines.add(other.lines);
        self.decided.add(other.decided);
    }
}

/// The figures of every shell, and what disagrees.
#[derive(Debug, Default)]
pub(crate) struct Board {
    shells: BTreeMap<String, Figures>,
    /// One text for each row that disagrees.
    pub(crate) differences: Vec<String>,
}

impl Board {
    /// Counts a row's variables.
    pub(crate) fn add(&mut self, row: &Row, answers: &BTreeMap<String, Answer>) {
        let figures = self.shells.entry(row.shell.clone()).or_default();
        let mut wrong = String::new();
        for (name, seen) in &row.variables {
            let answer = answers.get(name);
            let value = agrees(seen, answer);
            figures.kind(seen.kind).count(value);
            let line = right_line(seen, answer).filter(|_| seen.kind != Kind::Unknown);
            line.into_iter().for_each(|right| figures.lines.count(right));
            if !seen.by.is_empty() {
                let value = seen.value.as_deref();
                figures.decided.count(answer.is_some_and(|answer| answer.is_certainly(value)));
            }
            if !value || line == Some(false) {
                wrong.push_str(&difference(name, seen, answer));
            }
        }
        if !wrong.is_empty() {
            self.differences.push(row.describe() + &wrong);
        }
    }

    /// The figures of all shells together.
    pub(crate) fn all(&self) -> Figures {
        let mut all = Figures::default();
        self.shells.values().for_each(|figures| all.add(*figures));
        all
    }
}

fn difference(name: &str, seen: &Seen, answer: Option<&Answer>) -> String {
    let kind = format!("{:?}", seen.kind).to_lowercase();
    let at = if seen.at.is_empty() { String::new() } else { format!(" ({})", seen.at.join(" or ")) };
    let ours = answer.map_or("not listed".into(), Answer::to_string);
    format!("  {name}, {kind}: {}{at}\n    ours: {ours}\n", shown(seen.value.as_deref()))
}

impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["", "exact", "conditional", "unknown", "lines", "decided"];
        heads.iter().try_for_each(|head| write!(f, "{head:>12}"))?;
        let all = ("all".to_owned(), self.all());
        for (shell, figures) in self.shells.clone().into_iter().chain([all]) {
            let Figures { exact, conditional, unknown, lines, decided } = figures;
            write!(f, "\n{shell:>12}")?;
            [exact, conditional, unknown, lines, decided]
                .iter()
                .try_for_each(|tally| write!(f, "{tally:>12}"))?;
        }
        Ok(())
    }
}
