//! Routes and verdicts in sentences.

use super::super::document::{ChecksumDocument, DownloadDocument, HopDocument};
use super::super::safe;
use crate::go::decision::{
    ChecksumDecider, ChecksumVerdict, DownloadDecider, DownloadVerdict, HopKind, Reaction,
};

/// What happens with a module's checksums, in one line.
pub(super) fn checksum(decision: &ChecksumDocument) -> String {
    match (decision.verdict, decision.decided_by) {
        (_, ChecksumDecider::Replace) => "nothing to verify: a directory takes its place".into(),
        (ChecksumVerdict::Verify, ChecksumDecider::GoSum) => {
            "compared with go.sum; no database is asked".into()
        }
        (ChecksumVerdict::Verify, _) => verified(decision),
        (ChecksumVerdict::Skip, ChecksumDecider::Gosumdb) => "not verified: GOSUMDB=off".into(),
        (ChecksumVerdict::Skip, decider) => {
            let pattern = decision.pattern.as_deref().unwrap_or_default();
            format!("not verified: {} has {}", decider.name(), safe(pattern))
        }
        (ChecksumVerdict::Error, _) => {
            format!("cannot be verified: {}", safe(decision.error.as_deref().unwrap_or_default()))
        }
    }
}

fn verified(decision: &ChecksumDocument) -> String {
    let database = safe(decision.database.as_deref().unwrap_or_default());
    let proxies: Vec<String> =
        decision.route.iter().filter(|hop| hop.kind == HopKind::Proxy).map(host).collect();
    let last = decision.route.last().map(host).unwrap_or_default();
    match proxies.as_slice() {
        [] if last == database || last.is_empty() => format!("verified by {database}, asked directly"),
        [] => format!("verified by {database}, asked at {last} and never through a proxy"),
        [one] => format!("verified by {database}, asked through {one} if that offers it, else directly"),
        many => {
            format!(
                "verified by {database}, asked through the first of {} that offers it, else directly",
                many.join(", ")
            )
        }
    }
}

/// Where a module comes from, in one line.
pub(super) fn download(decision: &DownloadDocument) -> String {
    match (decision.verdict, decision.decided_by) {
        (_, DownloadDecider::Replace) => "not downloaded: a directory takes its place".into(),
        (DownloadVerdict::Error | DownloadVerdict::Blocked, _) => {
            format!("not downloaded: {}", safe(decision.error.as_deref().unwrap_or_default()))
        }
        _ => hops(&decision.route),
    }
}

/// `A; after 404 or 410 B; any other error ends it`.
fn hops(route: &[HopDocument]) -> String {
    let mut text = String::new();
    for (index, hop) in route.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).and_then(|before| route.get(before)) {
            let any = before.on_error == Reaction::Next;
            text.push_str(if any { "; after any error " } else { "; after 404 or 410 " });
        }
        text.push_str(&match hop.kind {
            HopKind::Proxy => format!("from {}", host(hop)),
            HopKind::Direct if hop.url.is_some() => format!("from {} directly", host(hop)),
            HopKind::Direct => "from its origin directly".into(),
            HopKind::Off => "nowhere (off)".into(),
        });
    }
    let moves_on = |hop: &&HopDocument| hop.on_not_found == Reaction::Next;
    let stops = |hop: &&HopDocument| moves_on(hop) && hop.on_error == Reaction::Stop;
    let ends: Vec<String> = route.iter().filter(stops).map(host).collect();
    match ends.len() {
        0 => {}
        all if all == route.iter().filter(moves_on).count() => text.push_str("; any other error ends it"),
        _ => text.push_str(&format!("; any other error of {} ends it", ends.join(", "))),
    }
    text
}

/// The host of a hop, with the path when the host alone would mislead.
fn host(hop: &HopDocument) -> String {
    let url = hop.url.as_deref().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split("/sumdb/").next().unwrap_or(rest);
    let is_file = url.starts_with("file:");
    let shown = match hop.kind {
        HopKind::Proxy if is_file => url,
        HopKind::Proxy => rest,
        _ => rest.split(['/', '?']).next().unwrap_or(rest),
    };
    safe(shown)
}
