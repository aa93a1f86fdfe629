//! Whether a prediction and a run say the same, as far as a prediction goes.

use super::ours::Prediction;
use super::theirs::Seen;

/// Where they agree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreement {
    pub(crate) contacts: bool,
    pub(crate) outcome: bool,
    pub(crate) error: bool,
}

/// Both sides in comparable form.
#[derive(Debug)]
pub(crate) struct Sides {
    pub(crate) our_contacts: Vec<String>,
    pub(crate) their_contacts: Vec<String>,
    pub(crate) our_error: Option<String>,
    pub(crate) their_error: Option<String>,
}

/// Only the host of an https contact can be seen; repeats in a row are one.
fn folded(contacts: impl Iterator<Item = String>) -> Vec<String> {
    let fold = |url: String| match url.strip_prefix("https://") {
        Some(rest) => format!("https://{}", rest.split(['/', '?']).next().unwrap_or(rest)),
        None => url.replace("%21", "!"),
    };
    let mut all: Vec<String> = contacts.map(fold).filter(|url| !url.contains("/tile/")).collect();
    all.dedup();
    all
}

/// Brings both sides into one form.
pub(crate) fn sides(ours: &Prediction, theirs: &Seen, unfill: &dyn Fn(&str) -> String) -> Sides {
    let mut our_contacts = folded(ours.contacts.iter().map(|contact| contact.url.clone()));
    let mut their_contacts = folded(theirs.contacts.iter().cloned());
    if ours.is_open() {
        // What the origin answers is none of ours; a version control command shows no address.
        if ours.asks_repository() {
            our_contacts =
                folded(ours.contacts.iter().rev().skip(1).rev().map(|contact| contact.url.clone()));
            if theirs.vcs {
                their_contacts.truncate(our_contacts.len());
            }
        }
        their_contacts.truncate(our_contacts.len());
    }
    let show = |contacts: Vec<String>| contacts.iter().map(|url| unfill(url)).collect();
    Sides {
        our_contacts: show(our_contacts),
        their_contacts: show(their_contacts),
        our_error: ours.error.as_deref().map(|text| unfill(text.trim_end())),
        their_error: error(theirs).map(|text| unfill(&text)),
    }
}

/// The error of a run: of the module, else of the process.
pub(crate) fn error(theirs: &Seen) -> Option<String> {
    if theirs.success {
        return None;
    }
    let of_module = theirs.stdout.find('{').and_then(|start| {
        let document = serde_json::Deserializer::from_str(&theirs.stdout[start..])
            .into_iter::<serde_json::Value>()
            .next();
        Some(document?.ok()?.get("Error")?.as_str()?.to_owned())
    });
    let text = of_module.unwrap_or_else(|| theirs.stderr.clone());
    let told = |line: &&str| {
        ![
            "\tserver response",
            "go: finding ",
            "go: downloading ",
            "go: skipping download",
            "go: dropping requirement on excluded",
            "# get ",
        ]
        .iter()
        .any(|start| line.starts_with(start))
    };
    let lines: Vec<&str> = text.lines().filter(told).collect();
    let text = lines.join("\n");
    Some(text.strip_prefix("go: ").unwrap_or(&text).trim_end().to_owned())
}

/// Compares both sides.
pub(crate) fn compare(ours: &Prediction, theirs: &Seen, sides: &Sides) -> Agreement {
    let (asks_vcs, unknown) = (ours.asks_repository(), ours.is_open());
    Agreement {
        contacts: sides.our_contacts == sides.their_contacts && (!asks_vcs || theirs.vcs),
        outcome: unknown || (ours.outcome == "success") == theirs.success,
        error: unknown || same_error(sides.our_error.as_deref(), sides.their_error.as_deref()),
    }
}

/// The words for a server that does not answer are ours alone.
fn same_error(ours: Option<&str>, theirs: Option<&str>) -> bool {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return ours.is_some() == theirs.is_some() };
    match ours.split_once(": unreachable") {
        Some((before, _)) => theirs.starts_with(before),
        None => ours == theirs,
    }
}
