//! The names of builtins.

use super::super::dialect::Dialect;

/// Builtins of every shell that change no variable and that succeed.
pub(super) const QUIET: &[&str] = &["echo", "hash", "jobs", "times", "trap", "ulimit", "umask", "wait"];

/// The same of one shell or the other; nothing else is called so.
const FOREIGN: &[&str] = &[
    "autoload",
    "bashcompinit",
    "bind",
    "bindkey",
    "colors",
    "compdef",
    "compinit",
    "complete",
    "declare",
    "dirs",
    "disown",
    "enable",
    "history",
    "let",
    "popd",
    "promptinit",
    "pushd",
    "rehash",
    "setopt",
    "shopt",
    "source",
    "typeset",
    "unsetopt",
    "zle",
    "zmodload",
    "zstyle",
];

/// Builtins of most shells that are not walked by name alone.
const MORE: &[&str] = &[
    "alias",
    "break",
    "chdir",
    "continue",
    "declare",
    "emulate",
    "float",
    "getopts",
    "integer",
    "let",
    "logout",
    "readarray",
    "setopt",
    "source",
    "typeset",
    "unalias",
    "unsetopt",
    "vared",
    "whence",
    "where",
    "which",
];

/// Whether a name is a builtin that one shell or the other knows, and that no program is called.
pub(super) fn is_foreign(name: &str) -> bool {
    FOREIGN.contains(&name)
}

/// Whether a name is a builtin of this shell that changes no variable and succeeds.
pub(super) fn is_quiet(dialect: Dialect, name: &str) -> bool {
    let names: &[&str] = match dialect {
        Dialect::Bash => {
            &["bind", "complete", "dirs", "disown", "enable", "history", "popd", "pushd", "shopt"]
        }
        Dialect::Zsh => &[
            "autoload",
            "bashcompinit",
            "bindkey",
            "colors",
            "compdef",
            "compinit",
            "dirs",
            "disown",
            "enable",
            "history",
            "popd",
            "print",
            "promptinit",
            "pushd",
            "rehash",
            "zle",
            "zmodload",
            "zstyle",
        ],
        Dialect::Ksh => &["autoload", "disown", "history", "print"],
        Dialect::Mksh => &["autoload", "bind", "history", "print"],
        Dialect::Busybox => &["history"],
        Dialect::Dash => &[],
    };
    names.contains(&name)
}

/// Whether a name is a builtin of most shells.
pub(super) fn is_known(name: &str) -> bool {
    is_builtin(name) || QUIET.contains(&name) || FOREIGN.contains(&name) || MORE.contains(&name)
}

/// Whether a name is a builtin that `command -v` finds everywhere.
pub(super) fn is_builtin(name: &str) -> bool {
    matches!(
        name,
        ":" | "true"
            | "false"
            | "["
            | "test"
            | "."
            | "eval"
            | "exec"
            | "exit"
            | "export"
            | "readonly"
            | "return"
            | "set"
            | "shift"
            | "unset"
            | "cd"
            | "read"
            | "printf"
            | "command"
            | "type"
            | "kill"
            | "pwd"
            | "local"
    )
}
