//! The variables that the go command reads: who reads each, where it may be set, what it holds, what it is
//! when nothing sets it.
//!
//! Every other list of variables is made of this table.

mod row;
mod table;

pub use row::{CompiledDefault, Kind, Listed, Role, Settable, Since, Variable};
pub use table::VARIABLES;

use crate::go::version::GoVersion;

/// Names that articles give and that no Go from 1.13 on reads, with what was meant.
pub const NEVER_READ: &[(&str, &str)] = &[
    ("GOINSECUREHOSTS", "GOINSECURE"),
    ("GONOSUMCHECK", "GONOSUMDB"),
    ("GONOVERIFY", "GONOSUMDB"),
    ("GOSUMCHECK", "GOSUMDB"),
];

/// The variable of that name.
pub fn find(name: &str) -> Option<&'static Variable> {
    VARIABLES.iter().find(|variable| variable.name == name)
}

/// The variables with that role, in the order of the table.
pub fn of(role: Role) -> impl Iterator<Item = &'static Variable> {
    VARIABLES.iter().filter(move |variable| variable.role == role)
}

/// The variables with that kind of value, in the order of the table.
pub fn holding(kind: Kind) -> impl Iterator<Item = &'static Variable> {
    VARIABLES.iter().filter(move |variable| variable.kind == kind)
}

/// Whether the go command, its tools or Go programs read a variable of that name, network variables apart.
pub fn is_go_variable(name: &str) -> bool {
    find(name).is_some_and(|variable| matches!(variable.role, Role::Modules | Role::Build))
}

/// Whether Go or its network stack reads a variable of that name.
pub fn is_read_by_go(name: &str) -> bool {
    find(name).is_some_and(|variable| matches!(variable.role, Role::Modules | Role::Build | Role::Network))
}

/// Whether an empty value gives way to that of GOPRIVATE.
pub fn falls_back_on_goprivate(name: &str) -> bool {
    find(name).is_some_and(|variable| variable.default == CompiledDefault::Goprivate)
}

/// The names of all variables that Go, its network stack or its libraries read, sorted.
pub fn read_by_go() -> Vec<&'static str> {
    let is_read = |role| matches!(role, Role::Modules | Role::Build | Role::Network | Role::Libraries);
    let read = VARIABLES.iter().filter(|variable| is_read(variable.role));
    let mut names: Vec<_> = read.map(|variable| variable.name).collect();
    names.sort_unstable();
    names
}

/// A name of the process environment as go spells it, where upper and lower case are the same: on
/// Windows `Path` is `PATH` and `goproxy` is GOPROXY. `None`: go does not look for such a name.
pub fn caseless(name: &str) -> Option<&'static str> {
    let is_meant = |role| matches!(role, Role::Modules | Role::Build | Role::System);
    let mut meant = VARIABLES.iter().filter(|variable| is_meant(variable.role));
    meant.find(|variable| variable.name.eq_ignore_ascii_case(name)).map(|variable| variable.name)
}

/// Whether articles name it, and no Go from 1.13 on reads it.
pub fn is_never_read(name: &str) -> bool {
    NEVER_READ.iter().any(|(never, _)| *never == name)
}

/// The place of a variable in the listings of `go env` before Go 1.21. `None`: no listing holds it.
pub fn listing_rank(name: &str) -> Option<usize> {
    VARIABLES.iter().position(|variable| variable.name == name && variable.listed != Listed::Never)
}

/// The variables without which a listing of this version is not whole, those of every version apart.
pub fn listed_when_known(version: GoVersion) -> impl Iterator<Item = &'static str> {
    let is_listed =
        move |variable: &&Variable| variable.listed == Listed::WhenKnown && variable.known_to(version);
    VARIABLES.iter().filter(is_listed).map(|variable| variable.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_stands_once_in_the_table() {
        for (index, variable) in VARIABLES.iter().enumerate() {
            let first = VARIABLES.iter().position(|other| other.name == variable.name);
            assert_eq!(first, Some(index), "{}", variable.name);
        }
    }

    #[test]
    fn listed_variables_come_first() {
        assert!(VARIABLES.is_sorted_by_key(|variable| variable.listed == Listed::Never));
    }

    #[test]
    fn names_that_are_never_read_are_in_no_row() {
        for (never, meant) in NEVER_READ {
            assert!(find(never).is_none() && find(meant).is_some(), "{never}");
        }
    }

    #[test]
    fn caseless_names_are_spelt_as_go_does() {
        assert_eq!(caseless("APPDATA"), Some("AppData"));
        assert_eq!(caseless("GoProxy"), Some("GOPROXY"));
        assert_eq!(caseless("Path"), Some("PATH"));
        assert_eq!(caseless("SHELL"), None);
    }

    #[test]
    fn goauth_known_from_1_24() {
        let goauth = find("GOAUTH").unwrap();
        assert!(!goauth.known_to(GoVersion::new(1, 23, 9)));
        assert!(goauth.known_to(GoVersion::new(1, 24, 0)));
        assert_eq!(goauth.first_release().unwrap().to_string(), "1.24");
    }
}
