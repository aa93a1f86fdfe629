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

fn write_cells(decision: &BriefDecision<'_>, line: &mut Line) {
    line.verdicts(decision.checksum, decision.download);
    for by in [decision.checksum_by, decision.download_by] {
        line.decided_by(by.name, by.pattern.map(mask_cow).as_deref());
    }
}
