//! The scoreboard of one go command.

use std::fmt;
use std::fs;

use super::case::Case;
use super::compare::{Agreement, Sides};
use super::ours::Prediction;
use super::theirs::Seen;

/// How often both sides agreed.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    agreed: usize,
    total: usize,
}

impl Count {
    fn add(&mut self, agreed: bool) {
        self.total += 1;
        self.agreed += usize::from(agreed);
    }

    /// Whether at least so many of a thousand agree.
    fn reaches(self, per_thousand: usize) -> bool {
        self.agreed * 1000 >= self.total * per_thousand
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.agreed, self.total)
    }
}

/// The scoreboard.
pub(crate) struct Score {
    version: String,
    seed: u64,
    shown: u64,
    kept: u64,
    settings: Count,
    contacts: Count,
    outcomes: Count,
    errors: Count,
    refusals: Count,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { version, seed, settings, contacts, outcomes, errors, refusals, .. } = self;
        write!(
            f,
            "{version} seed {seed}: settings {settings} contacts {contacts} outcomes {outcomes} errors {errors} refusals {refusals}"
        )
    }
}

/// Ours goes on with a hint; go may name the argument first.
fn same_refusal(ours: &str, theirs: &str) -> bool {
    let words = ours.split("; ").next().unwrap_or(ours).trim_end();
    theirs.ends_with(words)
}

impl Score {
    /// An empty scoreboard.
    pub(crate) fn new(version: &str, seed: u64) -> Self {
        let zero = Count::default();
        Self {
            version: version.into(),
            seed,
            shown: 0,
            kept: 0,
            settings: zero,
            contacts: zero,
            outcomes: zero,
            errors: zero,
            refusals: zero,
        }
    }

    /// Counts one setting.
    pub(crate) fn setting(&mut self, case: &Case, name: &str, ours: &str, theirs: &str) {
        self.settings.add(ours == theirs);
        if ours != theirs {
            self.show(case, &format!("  SETTING {name}: ours {ours:?}, theirs {theirs:?}\n"));
        }
    }

    /// Counts one prediction.
    pub(crate) fn prediction(
        &mut self,
        case: &Case,
        agreed: Agreement,
        sides: &Sides,
        ours: &Prediction,
        theirs: &Seen,
    ) {
        self.contacts.add(agreed.contacts);
        self.outcomes.add(agreed.outcome);
        self.errors.add(agreed.error);
        if agreed.contacts && agreed.outcome && agreed.error {
            return;
        }
        let wrong = |agreed: bool, name: &str| if agreed { String::new() } else { format!(" {name}") };
        let names = [(agreed.contacts, "CONTACTS"), (agreed.outcome, "OUTCOME"), (agreed.error, "ERROR")]
            .map(|(a, n)| wrong(a, n))
            .concat();
        let text = format!(
            "  DISAGREE{names}\n  ours   {:?} {:?}\n         {:?}\n  theirs exit 0 {} {:?} vcs {}\n         {:?}\n",
            ours.outcome,
            sides.our_contacts,
            sides.our_error,
            theirs.success,
            sides.their_contacts,
            theirs.vcs,
            sides.their_error
        );
        self.show(case, &text);
    }

    /// Counts an argument that we refuse: go must refuse it in the same words, and ask nobody.
    pub(crate) fn refusal(&mut self, case: &Case, ours: &str, theirs: &Seen, error: Option<&str>) {
        // Toolchains and requirements may be asked for first.
        let path = format!("/{}", super::module::escaped(&case.asked.path));
        let asked = theirs.vcs || theirs.contacts.iter().any(|url| url.replace("%21", "!").contains(&path));
        // Something else may stop go before it comes to its argument.
        let about = ["malformed module path", "semantic version", "cannot match"];
        let is_about = |error: &str| about.iter().any(|words| error.contains(words));
        let pattern = |error: &str| case.asked.path.contains("...") && error.starts_with("cannot match");
        let same = error.is_some_and(|error| !is_about(error) || pattern(error) || same_refusal(ours, error));
        self.refusals.add(same && !asked);
        if !same || asked {
            let text = format!("  REFUSAL ours {ours:?}\n  theirs {error:?} {:?}\n", theirs.contacts);
            self.show(case, &text);
        }
    }

    fn show(&mut self, case: &Case, text: &str) {
        let text = format!("---- {} seed {} {case}{text}", self.version, self.seed);
        if self.shown < super::number("GOENV_DOCTOR_TEST_SHOW", 5) {
            self.shown += 1;
            eprintln!("{text}");
        }
        if let Ok(directory) = std::env::var("GOENV_DOCTOR_TEST_KEEP") {
            let _ = fs::create_dir_all(&directory);
            self.kept += 1;
            let name =
                format!("{directory}/{}-{}-{}.{}.txt", self.version, self.seed, case.number, self.kept);
            let _ = fs::write(name, text);
        }
    }

    /// Fails where both sides disagree too often.
    pub(crate) fn check(&self) {
        assert!(self.settings.reaches(1000), "settings: {self}");
        assert!(self.contacts.reaches(995), "contacts: {self}");
        assert!(self.outcomes.reaches(995), "outcomes: {self}");
        assert!(self.errors.reaches(980), "errors: {self}");
        assert!(self.refusals.reaches(980), "refusals: {self}");
    }
}
