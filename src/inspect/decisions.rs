//! What go decides about modules, with the steps that led there.

use super::answers::LocalAnswers;
use super::project_view::ProjectView;
use super::subjects::Subject;
use super::trace::{Trace, learners, trace};
use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
};
use crate::go::predict::{Context, Prediction};
use crate::settings::Scenario;

/// One module, with all that go decides about it.
#[derive(Debug, Clone)]
pub struct ModuleDecisions {
    /// The module, and why it is the one that was asked about.
    pub subject: Subject,
    /// The steps that led to the two decisions, in go's order.
    pub trace: Trace,
    /// The checksum decision.
    pub checksum: ChecksumDecision,
    /// The download decision.
    pub download: DownloadDecision,
    /// The hosts that learn the module's name if all goes well, in the order in which they are asked.
    pub learns_name: Vec<String>,
    /// Further hosts that learn it if those fail.
    pub may_learn_name: Vec<String>,
    /// The requests that go would make.
    pub prediction: Prediction,
}

/// Decides about each of the modules.
pub(super) fn decide(
    subjects: &[Subject],
    scenario: &Scenario,
    around: &ProjectView,
    answers: &LocalAnswers,
) -> Vec<ModuleDecisions> {
    let queries = subjects.iter().map(|subject| subject.request.version.as_str());
    let context = around.context_for(queries, scenario);
    subjects.iter().map(|subject| decide_about(subject, scenario, around, &context, answers)).collect()
}

fn decide_about(
    subject: &Subject,
    scenario: &Scenario,
    around: &ProjectView,
    context: &Context,
    answers: &LocalAnswers,
) -> ModuleDecisions {
    let request = &subject.request;
    let (checksum, download, prediction) = match &subject.directory {
        Some(directory) => {
            let directory_error = around.directory_error(&request.path, &request.version, directory);
            replaced(scenario.engine.predict_replaced(request, directory_error, context, answers))
        }
        None => {
            let prediction = scenario.engine.predict(request, context, answers);
            let checksum = checksum(subject, scenario);
            let download = download(&request.path, scenario, &prediction);
            (checksum, download, prediction)
        }
    };
    let (learns_name, may_learn_name) = learners(&request.path, &checksum, &download, &prediction);
    let trace = trace(scenario, &checksum, &download);
    let subject = subject.clone();
    ModuleDecisions { subject, trace, checksum, download, learns_name, may_learn_name, prediction }
}

/// The download decision, unless something stops go before it comes to that.
fn download(path: &str, scenario: &Scenario, prediction: &Prediction) -> DownloadDecision {
    match prediction.stopped_by {
        None => scenario.engine.download(path),
        Some(decided_by) => DownloadDecision {
            verdict: DownloadVerdict::Error,
            decided_by,
            pattern: None,
            route: vec![],
            error: prediction.error.clone(),
        },
    }
}

/// The checksum decision, with what go.sum already holds.
fn checksum(subject: &Subject, scenario: &Scenario) -> ChecksumDecision {
    let request = &subject.request;
    if request.hashes.go_mod && request.hashes.zip {
        return ChecksumDecision {
            verdict: ChecksumVerdict::Verify,
            decided_by: ChecksumDecider::GoSum,
            pattern: None,
            database: None,
            route: vec![],
            error: None,
        };
    }
    scenario.engine.checksum(&request.path)
}

/// A module that a directory takes the place of: nothing is asked of anyone.
fn replaced(prediction: Prediction) -> (ChecksumDecision, DownloadDecision, Prediction) {
    let checksum = ChecksumDecision {
        verdict: ChecksumVerdict::Skip,
        decided_by: ChecksumDecider::Replace,
        pattern: None,
        database: None,
        route: vec![],
        error: None,
    };
    let download = DownloadDecision {
        verdict: DownloadVerdict::Blocked,
        decided_by: DownloadDecider::Replace,
        pattern: None,
        route: vec![],
        error: None,
    };
    (checksum, download, prediction)
}
