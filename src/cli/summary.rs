//! `explain --summary`: a line for each of any number of module paths.

use std::path::Path;

use super::error::{CommandError, UsageError};
use super::output::Output;
use crate::files::{ReadError, open_input};
use crate::go::Engine;
use crate::go::decision::{
    ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
};
use crate::go::module_path::check_path;
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::inspect::Scenario;
use crate::report::summary::{Line, SummaryError, write_summary};
use crate::source::mask::mask_cow;

/// Reads paths from a file or standard input and answers each.
pub(super) fn run(file: &Path, scenario: &Scenario, output: &mut Output) -> Result<(), CommandError> {
    let decider = Decider::new(scenario);
    let written =
        write_summary(open_input(file).map_err(UsageError::Read)?, output.stream(), |path, line| {
            decider.decide(path, line)
        });
    match written {
        Ok(_) => Ok(()),
        Err(SummaryError::Write(error)) => Err(error.into()),
        Err(SummaryError::Read(source)) => Err(UsageError::Read(ReadError::refused(file, source)).into()),
    }
}

/// Decisions for many paths: what is the same for all paths without a matching pattern is worked out
/// once.
struct Decider<'a> {
    engine: &'a Engine,
    /// The checksum verdict where no pattern matches.
    checksum: (ChecksumVerdict, &'static str),
    /// The download verdict where no pattern matches; `None`: it depends on the path.
    download: Option<(DownloadVerdict, &'static str)>,
    /// Under which variable's name the patterns of GONOSUMDB and GONOPROXY were written.
    written_in: [&'static str; 2],
}

/// A path like any other, for what is decided about all that no pattern matches.
const ANY_PATH: &str = "goenv-doctor.invalid/any";

impl<'a> Decider<'a> {
    fn new(scenario: &'a Scenario) -> Self {
        let engine = &scenario.engine;
        let rest = engine.without_patterns();
        let written_in =
            |name: &'static str| scenario.settings.get(name).and_then(|s| s.origin.from).unwrap_or(name);
        Self {
            checksum: checksum_cells(&rest.checksum(ANY_PATH)),
            download: (!rest.asks_origin_first()).then(|| download_cells(&rest.download(ANY_PATH))),
            engine,
            written_in: [written_in("GONOSUMDB"), written_in("GONOPROXY")],
        }
    }

    fn decide(&self, path: &str, line: &mut Line) {
        if let Err(error) = check_path(path) {
            return line.refuse(&error.to_string());
        }
        let (skipped, private) = (self.engine.skips_database(path), self.engine.noproxy_match(path));
        let is_toolchain = path == TOOLCHAIN_MODULE;
        let checksum = if is_toolchain { checksum_cells(&self.engine.checksum(path)) } else { self.checksum };
        let download = match (private, self.download) {
            (None, Some(cells)) => cells,
            _ => download_cells(&self.engine.download(path)),
        };
        line.verdicts(if skipped.is_some() { ChecksumVerdict::Skip } else { checksum.0 }, download.0);
        match skipped {
            Some(item) => line.decided_by(self.written_in[0], Some(&mask_cow(&item.text))),
            None => line.decided_by(checksum.1, None),
        }
        match private.filter(|_| download.1 == DownloadDecider::Gonoproxy.name()) {
            Some(item) => line.decided_by(self.written_in[1], Some(&mask_cow(&item.text))),
            None => line.decided_by(download.1, None),
        }
    }
}

fn checksum_cells(decision: &ChecksumDecision) -> (ChecksumVerdict, &'static str) {
    (decision.verdict, decision.decided_by.name())
}

fn download_cells(decision: &DownloadDecision) -> (DownloadVerdict, &'static str) {
    (decision.verdict, decision.decided_by.name())
}
