//! How a statement ends, and with which status.

use std::rc::Rc;

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
    /// What it leaves, at most, if tests come out in a way that the files do not decide; and the test
    /// under which the next statement follows. What the variables hold is what they hold then.
    pub(super) may_leave: Option<(Exit, Rc<str>)>,
}

impl Flow {
    /// The next statement follows.
    pub(super) const ON: Self = Self { leaves: None, may_leave: None };

    /// It leaves something.
    pub(super) fn leave(exit: Exit) -> Self {
        Self { leaves: Some(exit), may_leave: None }
    }

    /// With what another statement may leave.
    #[must_use]
    pub(super) fn or_maybe(mut self, other: Option<(Exit, Rc<str>)>) -> Self {
        let farther = |own: &(Exit, Rc<str>), other: &(Exit, Rc<str>)| own.0 < other.0;
        if let Some(other) = other {
            let replaces = self.may_leave.as_ref().is_none_or(|own| farther(own, &other));
            if replaces {
                self.may_leave = Some(other);
            }
        }
        self
    }

    /// At the end of what an exit leaves: nothing up to it is left any more.
    #[must_use]
    pub(super) fn within(mut self, boundary: Exit) -> Self {
        self.leaves = self.leaves.filter(|exit| *exit > boundary);
        self.may_leave = self.may_leave.filter(|(exit, _)| *exit > boundary);
        self
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
        test: Rc<str>,
    },
}

impl Status {
    /// Success or failure.
    pub(super) fn of(holds: bool) -> Self {
        Self::Known(i32::from(!holds))
    }

    /// Nothing is known but the text that decides.
    pub(super) fn open(test: Rc<str>) -> Self {
        Self::Doubtful { likely: None, test }
    }

    /// Whether it stands for success; none if that is not known.
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
pub(super) fn negated(test: &str) -> Rc<str> {
    test.strip_prefix("not ").map_or_else(|| format!("not {test}").into(), Rc::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flow_keeps_what_reaches_farthest() {
        let flow = Flow::ON.or_maybe(Some((Exit::Turn, "a".into()))).or_maybe(Some((Exit::File, "b".into())));
        assert_eq!(flow.clone().within(Exit::Function), flow);
        assert_eq!(flow.within(Exit::File), Flow::ON);
    }

    #[test]
    fn status_negated() {
        assert_eq!(Status::Known(124).negated(), Status::Known(0));
        assert_eq!(Status::open("x".into()).negated(), Status::open("not x".into()));
    }
}
