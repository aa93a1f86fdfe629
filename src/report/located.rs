//! Findings as other programs want them: each in a file of the repository, with a fingerprint.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::inspect::RepositoryRoot;
use crate::report::Secrets;
use crate::report::document::{
    DiagnosticDocument, FindingDocument, FindingState, LocationDocument, SuppressionDocument,
};
use crate::rules::{Diagnostic, Judgement};

/// All findings, those that count first; each in its order.
pub fn locate(
    root: &RepositoryRoot,
    judgement: &Judgement,
    known: &BTreeSet<String>,
    secrets: Secrets,
) -> Vec<FindingDocument> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = vec![];
    for found in &judgement.found {
        let document = finding(root, found, &mut times, secrets);
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
            ..finding(root, &found.diagnostic, &mut times, secrets)
        });
    }
    all
}

fn finding(
    root: &RepositoryRoot,
    found: &Diagnostic,
    times: &mut BTreeMap<String, usize>,
    secrets: Secrets,
) -> FindingDocument {
    let diagnostic = DiagnosticDocument::of(found, secrets);
    let location = location(root, found, &diagnostic);
    let place = found.origin.path().map(|path| root.shown(path)).unwrap_or_default();
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
fn location(root: &RepositoryRoot, found: &Diagnostic, document: &DiagnosticDocument) -> LocationDocument {
    let own = std::iter::once((found.origin.path(), &document.origin));
    let others = found.related.iter().zip(&document.related);
    let places = own.chain(others.map(|(related, document)| (related.origin.path(), &document.origin)));
    for (index, (path, origin)) in places.enumerate() {
        let Some(path) = path.and_then(|path| root.inside(path)) else { continue };
        let (line, column) = (origin.line.unwrap_or(1), origin.column.unwrap_or(1));
        let end_column = origin.end_column.unwrap_or(column).max(column.saturating_add(1));
        return LocationDocument { path, line, column, end_column, exact: index == 0 };
    }
    LocationDocument { path: root.stand_in.clone(), line: 1, column: 1, end_column: 2, exact: false }
}
