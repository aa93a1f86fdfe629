//! What go decides about modules, with the steps that led there.

use super::machine::Machine;
use super::project_view::{LocalAnswers, ProjectView};
use super::subjects::Subject;
use super::trace::{Trace, learners, trace};
use crate::go::decision::{
    ChecksumDecider, ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
};
use crate::go::predict::{Context, Prediction};

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
pub fn decide(
    subjects: &[Subject],
    machine: &Machine,
    around: &ProjectView,
    answers: &LocalAnswers,
) -> Vec<ModuleDecisions> {
    let queries = subjects.iter().map(|subject| subject.request.version.as_str());
    let context = around.context_for(queries, machine);
    subjects.iter().map(|subject| decide_about(subject, machine, around, &context, answers)).collect()
}

fn decide_about(
    subject: &Subject,
    machine: &Machine,
    around: &ProjectView,
    context: &Context,
    answers: &LocalAnswers,
) -> ModuleDecisions {
    let request = &subject.request;
    let (checksum, download, prediction) = match &subject.directory {
        Some(directory) => {
            let directory_error = around.directory_error(&request.path, &request.version, directory);
            replaced(machine.engine.predict_replaced(request, directory_error, context, answers))
        }
        None => {
            let prediction = machine.engine.predict(request, context, answers);
            let checksum = checksum(subject, machine);
            let download = download(&request.path, machine, &prediction);
            (checksum, download, prediction)
        }
    };
    let (learns_name, may_learn_name) = learners(&request.path, &checksum, &download, &prediction);
    let trace = trace(machine, &checksum, &download);
    let subject = subject.clone();
    ModuleDecisions { subject, trace, checksum, download, learns_name, may_learn_name, prediction }
}

/// The download decision, unless something stops go before it comes to that.
fn download(path: &str, machine: &Machine, prediction: &Prediction) -> DownloadDecision {
    match prediction.stopped_by {
        None => machine.engine.download(path),
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
fn checksum(subject: &Subject, machine: &Machine) -> ChecksumDecision {
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
    machine.engine.checksum(&request.path)
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
