//! What a project holds its settings and its module graph to.

use super::entry::Entry;
use super::glob::Glob;
use super::reader::{Defect, Item, Reader, table};
use crate::files::Place;
use crate::go::tables::variables::read_by_go;

/// Whether a variable must have or must not have certain values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DemandKind {
    /// Its value must be one of these, as written.
    Require,
    /// Its value must match none of these globs.
    Forbid,
}

/// What is demanded of one variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The variable.
    pub variable: &'static str,
    /// The kind.
    pub kind: DemandKind,
    /// Where the variable's name stands.
    pub place: Place,
    /// The values; `*` in them stands for any text.
    pub values: Vec<Glob>,
}

/// How public modules must be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verification {
    /// go.sum or a checksum database holds their hashes.
    GoSum,
    /// A checksum database would be asked about them, whatever go.sum holds.
    Database,
}

/// The only hosts that may be contacted.
#[derive(Debug, Clone, PartialEq)]
pub struct Egress {
    /// The hosts: `HOST`, `*.HOST` or `HOST:PORT`.
    pub allow: Vec<Glob>,
    /// Where the key of the list stands.
    pub place: Place,
}

/// The policy of a project; empty where nothing is demanded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    /// Module path patterns, in the dialect of GOPRIVATE, whose names must not reach public servers.
    pub private: Vec<Entry>,
    /// What is demanded of variables, by their names, `require` before `forbid`.
    pub demands: Vec<Demand>,
    /// The only hosts that may be contacted; `None`: any.
    pub egress: Option<Egress>,
    /// How public modules must be verified, and where the key stands that says so.
    pub verification: Option<(Verification, Place)>,
}

impl Policy {
    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads one of the keys at the top of the file.
    pub(super) fn read(&mut self, reader: &Reader<'_>, key: &str, value: &Item<'_>) -> Result<(), Defect> {
        match key {
            "private" => self.private = reader.texts(key, value)?,
            "require" => self.demands.extend(demands(reader, DemandKind::Require, key, value)?),
            "forbid" => self.demands.extend(demands(reader, DemandKind::Forbid, key, value)?),
            "egress" => {
                for (key, place, value) in reader.known_keys(table(key, value)?, &["allow"])? {
                    let hosts = reader.texts(key, value)?.into_iter().map(host);
                    let allow = hosts.collect::<Result<_, _>>()?;
                    self.egress = Some(Egress { allow, place });
                }
            }
            _ => {
                for (key, place, value) in reader.known_keys(table(key, value)?, &["public"])? {
                    let word = reader.word(key, value, &["database", "go.sum"])?;
                    let kind = if word == "database" { Verification::Database } else { Verification::GoSum };
                    self.verification = Some((kind, place));
                }
            }
        }
        Ok(())
    }
}

fn demands(
    reader: &Reader<'_>,
    kind: DemandKind,
    key: &str,
    value: &Item<'_>,
) -> Result<Vec<Demand>, Defect> {
    let pairs = reader.known_keys(table(key, value)?, &read_by_go())?;
    let demand = |(variable, place, value): (&'static str, Place, &Item<'_>)| {
        let values = reader.one_or_more(variable, value)?;
        if values.is_empty() {
            let message = format!("{variable} has no value here: write {variable} = \"…\" or a list");
            return Err(Defect { at: value.span(), message });
        }
        let values = values.into_iter().map(Glob::of_value);
        Ok(Demand { variable, kind, place, values: values.collect::<Result<_, _>>()? })
    };
    pairs.into_iter().map(demand).collect()
}

/// A host that may be contacted, as a glob: a name without a port is that host at any port.
fn host(entry: Entry) -> Result<Glob, Defect> {
    let text = entry.text.to_ascii_lowercase();
    if text.contains("://") || text.contains('/') || text.is_empty() {
        let name = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
        let name = name.split('/').next().unwrap_or(name);
        let message = format!("an entry of `egress.allow` is a host, not an address: write {name:?}");
        return Err(Defect { at: entry.place.range(), message });
    }
    let is_literal = text.starts_with('[');
    let has_port = if is_literal { text.contains("]:") } else { text.contains(':') };
    // Brackets are part of an address of IPv6, and classes of characters in a glob.
    let quoted = text.replace('[', "[[]");
    let pattern = if has_port { quoted } else { format!("{quoted}:*") };
    Glob::of_pattern(&pattern, entry)
}
