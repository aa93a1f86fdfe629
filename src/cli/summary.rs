//! `explain --summary`: a line for each of any number of module paths.

use std::path::Path;

use super::error::{CommandError, UsageError};
use super::output::Output;
use crate::files::{ReadError, open_input};
use crate::inspect::{BriefDecider, BriefDecision, Scenario};
use crate::report::summary::{Line, SummaryError, write_summary};
use crate::source::mask::mask_cow;

/// Reads paths from a file or standard input and answers each.
pub(super) fn run(file: &Path, scenario: &Scenario, output: &mut Output) -> Result<(), CommandError> {
    let decider = BriefDecider::new(scenario);
    let input = open_input(file).map_err(UsageError::Read)?;
    let written = write_summary(input, output.stream(), |path, line| match decider.decide(path) {
        Ok(decision) => write_cells(&decision, line),
        Err(error) => line.refuse(&error.to_string()),
    });
    match written {
        Ok(_) => Ok(()),
        Err(SummaryError::Write(error)) => Err(error.into()),
        Err(SummaryError::Read(source)) => Err(UsageError::Read(ReadError::refused(file, source)).into()),
    }
}

<<<<<<< HEAD
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
=======
fn write_cells(decision: &BriefDecision<'_>, line: &mut Line) {
    line.verdicts(decision.checksum, decision.download);
    for by in [decision.checksum_by, decision.download_by] {
        line.decided_by(by.name, by.pattern.map(mask_cow).as_deref());
>>>>>>> 00d644f (wip: brief decisions, sections of a bundle and what a log tells leave the command line; lib.rs shows the door)
    }
}
