//! `case`, and how a pattern fits.

use super::super::syntax::{Arm, Case, Then};
use super::super::text::Text;
use super::frame::Flow;
use super::{Evaluator, Status};
use crate::source::startup::Knowledge;
use crate::source::startup::pattern::Pattern;

impl Evaluator<'_> {
    pub(super) fn case_command(&mut self, found: &Case) -> Flow {
        let subject = match self.scalar(&found.subject) {
            Ok(subject) => subject,
            Err(flow) => return flow,
        };
        self.status = Status::known(0);
        let head = self.text_of(&found.span).to_owned();
        self.case_arms(&subject, &head, &found.arms)
    }

    fn case_arms(&mut self, subject: &Text, head: &str, arms: &[Arm]) -> Flow {
        let mut rest = arms;
        while let Some((arm, after)) = rest.split_first() {
            let (matched, text) = match self.arm_matches(subject, arm) {
                Ok(found) => found,
                Err(flow) => return flow,
            };
            match matched.decided() {
                Some(true) => return self.arm_body(subject, head, rest),
                Some(false) => rest = after,
                None => {
                    let text = format!("{head} in {text})");
                    return self.deeper(|shell| {
                        shell.branch(
                            &matched,
                            &text,
                            |shell| shell.arm_body(subject, head, rest),
                            |shell| shell.case_arms(subject, head, after),
                        )
                    });
                }
            }
        }
        Flow::Next
    }

    fn arm_body(&mut self, subject: &Text, head: &str, arms: &[Arm]) -> Flow {
        let mut rest = arms;
        while let Some((arm, after)) = rest.split_first() {
            let flow = self.list(&arm.body);
            match arm.then {
                _ if flow != Flow::Next => return flow,
                Then::Ends => return flow,
                Then::FallsThrough => rest = after,
                Then::TestsOn => {
                    let flow = self.deeper(|shell| shell.case_arms(subject, head, after));
                    return flow;
                }
            }
        }
        Flow::Next
    }

    fn arm_matches(&mut self, subject: &Text, arm: &Arm) -> Result<(Status, String), Flow> {
        let mut doubt = None;
        for word in &arm.patterns {
            let text = self.text_of(&word.span).to_owned();
            // What matches anything matches the unknown too.
            if word.bare() == Some("*") {
                return Ok((Status::known(0), text));
            }
            let (pattern, knowledge) = self.pattern(word)?;
            let knowledge = subject.knowledge.and(&knowledge);
            let status = self.match_status(subject, &pattern, &knowledge);
            match status.decided() {
                Some(true) => return Ok((status, text)),
                Some(false) => {}
                None if status.likely() == Some(true) => return Ok((status, text)),
                None => doubt = doubt.or(Some((status, text))),
            }
        }
        Ok(doubt.unwrap_or_else(|| (Status::known(1), String::new())))
    }

    /// How matching a text against a pattern comes out.
    pub(super) fn match_status(&self, subject: &Text, pattern: &Pattern, knowledge: &Knowledge) -> Status {
        let usable = !knowledge.is_unknown() || subject.is_guess;
        let code = pattern.matches(&subject.text).filter(|_| usable).map(|found| i32::from(!found));
        let is_sure = code.is_some() && knowledge.is_certain();
        // The test itself is the condition when its words are in doubt, not when a variable is.
        let knowledge = match knowledge {
            Knowledge::Conditional(_) => knowledge.clone(),
            _ => Knowledge::Certain,
        };
        if is_sure || matches!(knowledge, Knowledge::Conditional(_)) {
            return Status { code, knowledge, text: None };
        }
        Status { code, knowledge: Knowledge::Unknown("".into()), text: None }
    }
}
