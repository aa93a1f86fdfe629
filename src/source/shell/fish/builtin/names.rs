//! The names of fish's builtins and of the functions that come with it (fish 3.6).

/// fish's builtins.
const BUILTINS: &[&str] = &[
    ".", ":", "[", "_", "abbr", "and", "argparse", "begin", "bg", "bind", "block", "break",
    "breakpoint", "builtin", "case", "cd", "command", "commandline", "complete", "contains",
    "continue", "count", "disown", "echo", "else", "emit", "end", "eval", "exec", "exit", "false",
    "fg", "for", "function", "functions", "history", "if", "jobs", "math", "not", "or", "path",
    "printf", "pwd", "random", "read", "realpath", "return", "set", "set_color", "source", "status",
    "string", "switch", "test", "time", "true", "type", "ulimit", "wait", "while",
];

/// Functions that come with fish and that a start-up file may call or look for.
const PROVIDED: &[&str] = &[
    "N_", "abbr", "alias", "bg", "cd", "cdh", "contains_seq", "diff", "dirh", "dirs", "disown",
    "down-or-search", "edit_command_buffer", "export", "fg", "fish_add_path", "fish_breakpoint_prompt",
    "fish_clipboard_copy", "fish_clipboard_paste", "fish_command_not_found", "fish_commandline_append",
    "fish_commandline_prepend", "fish_config", "fish_default_key_bindings", "fish_default_mode_prompt",
    "fish_delta", "fish_git_prompt", "fish_greeting", "fish_hg_prompt", "fish_hybrid_key_bindings",
    "fish_is_root_user", "fish_job_summary", "fish_mode_prompt", "fish_opt", "fish_print_git_action",
    "fish_print_hg_root", "fish_prompt", "fish_sigtrap_handler", "fish_status_to_signal",
    "fish_svn_prompt", "fish_title", "fish_update_completions", "fish_vcs_prompt", "fish_vi_cursor",
    "fish_vi_key_bindings", "funced", "funcsave", "grep", "help", "history", "isatty", "kill", "la",
    "ll", "ls", "man", "nextd", "open", "popd", "prevd", "prompt_hostname", "prompt_login",
    "prompt_pwd", "psub", "pushd", "realpath", "seq", "setenv", "suspend", "trap", "umask",
    "up-or-search", "vared", "wait",
];

/// Whether fish has a builtin of that name.
pub(crate) fn is_builtin(name: &str) -> bool {
    BUILTINS.binary_search(&name).is_ok()
}

/// Whether a function of that name comes with fish.
pub(crate) fn is_provided(name: &str) -> bool {
    PROVIDED.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(BUILTINS.is_sorted() && PROVIDED.is_sorted());
        assert!(is_builtin("set") && is_provided("setenv") && !is_provided("go"));
    }
}
