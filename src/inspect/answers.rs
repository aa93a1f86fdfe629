//! What servers answer, as far as that is assumed or known.

use crate::files::SharedTree;
use crate::go::predict::{Answer, Answers, Assumptions};
use crate::go::url::Url;
use crate::settings::Scenario;

/// Assumed answers, with `file:` proxies looked up on this machine.
pub struct LocalAnswers {
    tree: SharedTree,
    assumptions: Assumptions,
    /// Files of this machine say nothing about another one.
    is_foreign: bool,
}

impl LocalAnswers {
    /// What servers are taken to answer to this machine.
    pub fn of(scenario: &Scenario, tree: &SharedTree, assumptions: Assumptions) -> Self {
        Self { tree: tree.clone(), assumptions, is_foreign: scenario.is_foreign() }
    }
}

impl Answers for LocalAnswers {
    fn answer(&self, url: &Url) -> Answer {
        if url.scheme != "file" || self.is_foreign {
            return self.assumptions.answer(url);
        }
        let path = url.path.to_text();
        if self.tree.is_file(path.as_ref()) { Answer::Ok } else { Answer::NoSuchFile }
    }
}
