//! How old a paste is that names no version: each release printed more variables.

use super::{Form, GoEnvOutput};
use crate::go::GoVersion;

/// Variables that `go env` prints from a minor release of Go 1 on, oldest first.
/// Source: `cmd/go/internal/envcmd.MkEnv`.
const PRINTED_SINCE: &[(&str, u32)] = &[
    ("GOINSECURE", 14),
    ("GOMODCACHE", 15),
    ("GOVERSION", 16),
    ("GOEXPERIMENT", 17),
    ("GOWORK", 18),
    ("GOTOOLCHAIN", 21),
    ("GOTELEMETRY", 23),
    ("GOAUTH", 24),
    ("GOPACKAGESDRIVER", 27),
];

impl GoEnvOutput {
    /// The newest release that can have printed this listing, by the variables that a whole listing
    /// lacks and by how values are quoted.
    pub fn newest_possible(&self) -> GoVersion {
        let newest = GoVersion::NEWEST_KNOWN;
        let by_form = if self.form == Some(Form::UnixDouble) { 20 } else { newest.minor() };
        let missing = PRINTED_SINCE.iter().find(|(name, _)| self.value(name).is_none());
        let by_names = missing.filter(|_| !self.partial).map_or(newest.minor(), |(_, since)| since - 1);
        let minor = by_form.min(by_names);
        if minor == newest.minor() { newest } else { GoVersion::new(1, minor, 0) }
    }
}
