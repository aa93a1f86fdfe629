//! How a statement ends, and with which status.

use std::sync::Arc;

/// What a statement leaves, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// This turn of the loop: `continue`.
    Turn,
    /// The loop: `break`.
    Loop,
    /// The function, or the file: `return`.
    Function,
    /// The file: `exit`.
    File,
    /// Everything: `exec`, or a limit of this reader.
    Shell,
}

/// How a statement ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// What it leaves; nothing: the next statement follows.
    pub(super) leaves: Option<Exit>,
    /// What it leaves if tests come out in a way that the files do not decide, each with the test under
    /// which it does not. What the variables hold is what they hold then.
    may_leave: Vec<(Exit, Arc<str>)>,
}

impl Flow {
    /// The next statement follows.
    pub(super) const ON: Self = Self { leaves: None, may_leave: vec![] };

    /// It leaves something.
    pub(super) fn leave(exit: Exit) -> Self {
        Self { leaves: Some(exit), may_leave: vec![] }
    }

    /// The test under which the next statement follows; nothing: it follows.
    pub(super) fn test(&self) -> Option<&Arc<str>> {
        self.may_leave.first().map(|(_, test)| test)
    }

    /// That it may leave something, too, if `test` does not hold.
    #[must_use]
    pub(super) fn or_leave(mut self, exit: Exit, test: &Arc<str>) -> Self {
        if !self.may_leave.iter().any(|(own, _)| *own == exit) {
            self.may_leave.push((exit, test.clone()));
        }
        self
    }

    /// What another statement may leave, it may leave, too.
    #[must_use]
    pub(super) fn or_maybe(self, other: &Self) -> Self {
        other.may_leave.iter().fold(self, |flow, (exit, test)| flow.or_leave(*exit, test))
    }

    /// At the end of what an exit leaves: nothing up to it is left any more. Where the statement leaves
    /// more than that, but may have left only that, what follows may follow.
    #[must_use]
    pub(super) fn within(mut self, boundary: Exit) -> Self {
        let stayed = self.may_leave.iter().find(|(exit, _)| *exit <= boundary).map(|(_, test)| test.clone());
        self.may_leave.retain(|(exit, _)| *exit > boundary);
        match (self.leaves.filter(|exit| *exit > boundary), stayed) {
            (Some(exit), Some(test)) => Self { leaves: None, ..self }.or_leave(exit, &negated(&test)),
            (leaves, _) => Self { leaves, ..self },
        }
    }
}

/// `$status` as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// This number.
    Known(i32),
    /// Only running would tell whether it is 0.
    Doubtful {
        /// What it probably is: what it comes to where the tests before hold.
        likely: Option<bool>,
        /// The text that decides.
        test: Arc<str>,
    },
}

impl Status {
    /// Success or failure.
    pub(super) fn of(holds: bool) -> Self {
        Self::Known(i32::from(!holds))
    }

    /// Nothing is known but the text that decides.
    pub(super) fn open(test: Arc<str>) -> Self {
        Self::Doubtful { likely: None, test }
    }

    /// Whether it stands for success; `None` if that is not known.
    pub(super) fn holds(&self) -> Option<bool> {
        match self {
            Self::Known(code) => Some(*code == 0),
            Self::Doubtful { .. } => None,
        }
    }

    /// Whether it probably stands for success.
    pub(super) fn likely(&self) -> Option<bool> {
        match self {
            Self::Known(code) => Some(*code == 0),
            Self::Doubtful { likely, .. } => *likely,
        }
    }

    /// What `not` makes of it.
    #[must_use]
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Known(code) => Self::of(code != 0),
            Self::Doubtful { likely, test } => {
                Self::Doubtful { likely: likely.map(|likely| !likely), test: negated(&test) }
            }
        }
    }
}

/// The other way a test can come out.
pub(super) fn negated(test: &str) -> Arc<str> {
    test.strip_prefix("not ").map_or_else(|| format!("not {test}").into(), Arc::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flow_ends_at_its_boundary() {
        let flow = Flow::ON.or_leave(Exit::Turn, &"a".into()).or_leave(Exit::File, &"b".into());
        assert_eq!(flow.clone().within(Exit::Function), Flow::ON.or_leave(Exit::File, &"b".into()));
        assert_eq!(flow.within(Exit::File), Flow::ON);
    }

    #[test]
    fn flow_that_may_have_left_less_goes_on() {
        let flow = Flow::leave(Exit::File).or_leave(Exit::Function, &"a".into());
        assert_eq!(flow.within(Exit::Function), Flow::ON.or_leave(Exit::File, &"not a".into()));
    }

    #[test]
    fn status_negated() {
        assert_eq!(Status::Known(124).negated(), Status::Known(0));
        assert_eq!(Status::open("x".into()).negated(), Status::open("not x".into()));
    }
}
