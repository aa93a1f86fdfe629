//! What Go's own releases give to a variable that nobody sets.
//!
//! Mirrors `$GOROOT/go.env` from Go 1.21 on, and before it the constants of `cmd/go/internal/cfg`, which
//! had the same values compiled in.

use crate::go::tables::behaviours::Behaviour;
use crate::go::version::GoVersion;

/// The value that releases give to a variable, until a later row for the same variable.
#[derive(Debug)]
pub struct ReleasedDefault {
    /// The variable.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
    /// The behaviour that brought it. `None`: older than Go 1.13.
    pub since: Option<Behaviour>,
}

/// All of them, oldest first, in the order in which go.env holds the variables.
pub const RELEASED_DEFAULTS: &[ReleasedDefault] = &[
    ReleasedDefault { name: "GOPROXY", value: "https://proxy.golang.org,direct", since: None },
    ReleasedDefault { name: "GOSUMDB", value: "sum.golang.org", since: None },
    ReleasedDefault { name: "GOTOOLCHAIN", value: "auto", since: Some(Behaviour::ToolchainSwitching) },
    #[cfg(test)]
    ReleasedDefault {
        name: "GOPROXY",
        value: "https://modules.example^direct",
        since: Some(Behaviour::MadeUp),
    },
    #[cfg(test)]
    ReleasedDefault { name: "GOSUMDB", value: "sum.golang.google.cn", since: Some(Behaviour::MadeUp) },
];

/// The value that a version gives to a variable. `None`: it has none for that variable.
pub fn released(name: &str, version: GoVersion) -> Option<&'static str> {
    let holds =
        |row: &&ReleasedDefault| row.name == name && row.since.is_none_or(|behaviour| version.has(behaviour));
    RELEASED_DEFAULTS.iter().rev().find(holds).map(|row| row.value)
}

/// `$GOROOT/go.env` as a version ships it, without its comments. Versions before Go 1.21 ship none and
/// have the same values compiled in.
pub fn go_env_file(version: GoVersion) -> String {
    let names = RELEASED_DEFAULTS.iter().enumerate().filter(|(index, row)| {
        RELEASED_DEFAULTS.iter().position(|first| first.name == row.name) == Some(*index)
    });
    let lines = names.filter_map(|(_, row)| Some(format!("{}={}\n", row.name, released(row.name, version)?)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_env_as_shipped() {
        assert_eq!(
            go_env_file(GoVersion::NEWEST_KNOWN),
            "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n"
        );
        assert_eq!(released("GOTOOLCHAIN", GoVersion::new(1, 20, 0)), None);
    }
}
