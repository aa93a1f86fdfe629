//! Decisions about any number of module paths, in a few words each.

use crate::go::Engine;
use crate::go::decision::{
    ChecksumDecision, ChecksumVerdict, DownloadDecider, DownloadDecision, DownloadVerdict,
};
use crate::go::module_path::{PathError, check_path};
use crate::go::toolchain::TOOLCHAIN_MODULE;
use crate::settings::Scenario;

/// What is decided about a module, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BriefDecision<'a> {
    /// Whether it is verified.
    pub checksum: ChecksumVerdict,
    /// What decided that.
    pub checksum_by: DecidedBy<'a>,
    /// From whom it is downloaded.
    pub download: DownloadVerdict,
    /// What decided that.
    pub download_by: DecidedBy<'a>,
}

/// What decided: a variable, under the name that it was written in, and its pattern that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecidedBy<'a> {
    /// The variable.
    pub name: &'static str,
    /// The pattern, as written.
    pub pattern: Option<&'a str>,
}

/// Decides about many paths: what is the same for all paths without a matching pattern is worked out once.
pub struct BriefDecider<'a> {
    engine: &'a Engine,
    /// The checksum verdict where no pattern matches.
    checksum: (ChecksumVerdict, &'static str),
    /// The download verdict where no pattern matches. `None`: it depends on the path.
    download: Option<(DownloadVerdict, &'static str)>,
    /// Under which variable's name the patterns of GONOSUMDB and GONOPROXY were written.
    written_in: [&'static str; 2],
}

/// A path like any other, for what is decided about all that no pattern matches.
const ANY_PATH: &str = "goenv-doctor.invalid/any";

impl<'a> BriefDecider<'a> {
    /// Decides under these settings.
    pub fn new(scenario: &'a Scenario) -> Self {
        let engine = &scenario.engine;
        let rest = engine.without_patterns();
        let written_in =
            |name: &'static str| scenario.settings.get(name).and_then(|s| s.origin.from).unwrap_or(name);
        Self {
            checksum: of_checksum(&rest.checksum(ANY_PATH)),
            download: (!rest.asks_origin_first()).then(|| of_download(&rest.download(ANY_PATH))),
            engine,
            written_in: [written_in("GONOSUMDB"), written_in("GONOPROXY")],
        }
    }

    /// What is decided about a path.
    ///
    /// # Errors
    /// A path that go refuses.
    pub fn decide(&self, path: &str) -> Result<BriefDecision<'a>, PathError> {
        check_path(path)?;
        let (skipped, private) = (self.engine.skips_database(path), self.engine.noproxy_match(path));
        let is_toolchain = path == TOOLCHAIN_MODULE;
        let checksum = if is_toolchain { of_checksum(&self.engine.checksum(path)) } else { self.checksum };
        let download = match (private, self.download) {
            (None, Some(decision)) => decision,
            _ => of_download(&self.engine.download(path)),
        };
        let by_pattern = private.filter(|_| download.1 == DownloadDecider::Gonoproxy.name());
        let [checksum_list, download_list] = self.written_in;
        let matched = |name, pattern| DecidedBy { name, pattern: Some(pattern) };
        let plain = |name| DecidedBy { name, pattern: None };
        Ok(BriefDecision {
            checksum: if skipped.is_some() { ChecksumVerdict::Skip } else { checksum.0 },
            checksum_by: skipped.map_or(plain(checksum.1), |item| matched(checksum_list, item.text.as_str())),
            download: download.0,
            download_by: by_pattern
                .map_or(plain(download.1), |item| matched(download_list, item.text.as_str())),
        })
    }
}

fn of_checksum(decision: &ChecksumDecision) -> (ChecksumVerdict, &'static str) {
    (decision.verdict, decision.decided_by.name())
}

fn of_download(decision: &DownloadDecision) -> (DownloadVerdict, &'static str) {
    (decision.verdict, decision.decided_by.name())
}
