//! The requests that go would make.

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Version metadata.
    Info,
    /// The go.mod file.
    Mod,
    /// The module's content.
    Zip,
    /// The list of versions.
    List,
    /// The latest version, when the list is empty.
    Latest,
    /// Whether a proxy passes checksum database requests on.
    SumdbSupported,
    /// The hashes of a module.
    SumdbLookup,
    /// Where a module's repository is.
    GoImport,
    /// The repository itself.
    Vcs,
}

/// One request that go would make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address, percent-encoded as go sends it, without credentials and fragment.
    pub url: String,
    /// What it is for.
    pub purpose: Purpose,
}
