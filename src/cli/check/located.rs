//! Findings as other programs want them: each in a file of the repository, with a fingerprint.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::config::name_below;
use crate::files::Tree;
use crate::report::Secrets;
use crate::report::document::{
    DiagnosticDocument, FindingDocument, FindingState, LocationDocument, SuppressionDocument,
};
use crate::rules::{Diagnostic, Judgement};

/// Where the files of the repository are.
pub(super) struct Repository {
    /// Its top.
    pub(super) root: PathBuf,
    /// The file that stands in for places outside of it, relative to its top.
    pub(super) stand_in: String,
}

impl Repository {
    /// The top of the repository that a directory is in; the directory itself where there is none.
    pub(super) fn top(start: &Path, tree: &dyn Tree) -> PathBuf {
        let top = start.ancestors().find(|directory| tree.exists(directory.join(".git")));
        top.unwrap_or(start).to_owned()
    }

    /// A path of the repository, with `/` between its names; `None` for one outside of it.
    pub(super) fn inside(&self, path: &Path) -> Option<String> {
        name_below(path, &self.root)
    }

    /// A path as people read it: relative inside the repository, whole outside of it.
    pub(super) fn shown(&self, path: &Path) -> String {
        self.inside(path).unwrap_or_else(|| path.to_string_lossy().into_owned())
    }

    /// All findings, those that count first; each in its order.
    pub(super) fn locate(
        &self,
        judgement: &Judgement,
        known: &BTreeSet<String>,
        secrets: Secrets,
    ) -> Vec<FindingDocument> {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut all = vec![];
        for found in &judgement.found {
            let document = self.finding(found, &mut times, secrets);
            let is_known = known.contains(&document.fingerprint);
            let state = if is_known { FindingState::Known } else { FindingState::New };
            all.push(FindingDocument { state, ..document });
        }
        for found in &judgement.suppressed {
            let suppression =
                SuppressionDocument { in_source: found.in_source, reason: secrets.text(&found.reason) };
            all.push(FindingDocument {
                state: FindingState::Suppressed,
                suppression: Some(suppression),
                ..self.finding(&found.diagnostic, &mut times, secrets)
            });
        }
        all
    }

    fn finding(
        &self,
        found: &Diagnostic,
        times: &mut BTreeMap<String, usize>,
        secrets: Secrets,
    ) -> FindingDocument {
        let diagnostic = DiagnosticDocument::of(found, secrets);
        let location = self.location(found, &diagnostic);
        let place = found.origin.path().map(|path| self.shown(path)).unwrap_or_default();
        // The message says what the finding is about in its own words; secrets must not enter.
        let message = Secrets::Masked.text(&found.message);
        let layer = found.origin.layer.title();
        let text = [found.rule.code, layer, &place, &found.variable, &message].join("\n");
        let time = times.entry(text.clone()).or_default();
        *time += 1;
        let digest = Sha256::digest(format!("{text}\n{time}"));
        let fingerprint = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        FindingDocument { fingerprint, state: FindingState::New, location, suppression: None, diagnostic }
    }

    /// The finding's own place, else another one of its places, else the file that stands in.
    fn location(&self, found: &Diagnostic, document: &DiagnosticDocument) -> LocationDocument {
        let own = std::iter::once((found.origin.path(), &document.origin));
        let others = found.related.iter().zip(&document.related);
        let places = own.chain(others.map(|(related, document)| (related.origin.path(), &document.origin)));
        for (index, (path, origin)) in places.enumerate() {
            let Some(path) = path.and_then(|path| self.inside(path)) else { continue };
            let (line, column) = (origin.line.unwrap_or(1), origin.column.unwrap_or(1));
            let end_column = origin.end_column.unwrap_or(column).max(column.saturating_add(1));
            return LocationDocument { path, line, column, end_column, exact: index == 0 };
        }
        LocationDocument { path: self.stand_in.clone(), line: 1, column: 1, end_column: 2, exact: false }
    }
}
