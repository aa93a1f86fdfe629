//! The commands that are foretold.

use super::super::decision::DownloadDecider;
use super::super::engine::Engine;
use super::super::error::GoError;
use super::answers::Answers;
use super::context::{Context, Request};
use super::halt::Halt;
use super::prediction::{Outcome, Prediction};
use super::run::Run;

impl Engine {
    /// Predicts `go mod download PATH@VERSION`.
    pub fn predict(&self, request: &Request, context: &Context, answers: &dyn Answers) -> Prediction {
        self.run(request, context, answers, |run| run.download(request))
    }

    /// Predicts the same for a module that a directory takes the place of: go only begins. `error`: what it
    /// says about the directory.
    pub fn predict_replaced(
        &self,
        request: &Request,
        error: Option<String>,
        context: &Context,
        answers: &dyn Answers,
    ) -> Prediction {
        let error = error.map_or(Ok(()), |error| Err(Halt::Fatal(GoError::new(error))));
        self.run(request, context, answers, |run| run.begin().and_then(|()| error.clone()))
    }

    fn run(
        &self,
        request: &Request,
        context: &Context,
        answers: &dyn Answers,
        command: impl Fn(&mut Run<'_>) -> Result<(), Halt>,
    ) -> Prediction {
        let mut run = Run::new(self, request, context, answers);
        let ended = match run.select_toolchain() {
            Ok(None) => command(&mut run),
            Ok(Some(version)) => {
                // Another toolchain goes on, by its own rules, in a process of its own.
                let switched = self.with_version(version);
                let contacts = std::mem::take(&mut run.contacts);
                let mut next = Run::new(&switched, request, context, answers);
                next.contacts = contacts;
                let ended = command(&mut next);
                (run.contacts, run.stopped_by) = (next.contacts, next.stopped_by);
                ended
            }
            Err(halt) => {
                run.stopped_by.get_or_insert(DownloadDecider::Gotoolchain);
                Err(halt)
            }
        };
        let (outcome, error) = match ended {
            Ok(()) => (Outcome::Success, None),
            Err(Halt::Origin) => (Outcome::Unknown, None),
            Err(Halt::Failed(error) | Halt::Fatal(error)) => {
                (Outcome::Failure, Some(error.text().to_owned()))
            }
        };
        Prediction { contacts: run.contacts, outcome, error, stopped_by: run.stopped_by }
    }
}
