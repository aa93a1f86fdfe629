//! What sets the POSIX shells apart. Every fact here was seen on the real shell (bash 5.2, zsh 5.9, dash
//! 0.5.12, ksh 93u+m, mksh R59, busybox ash 1.35).

use crate::source::startup::Shell;
use crate::source::startup::pattern::{Groups, Style};

/// One of the shells that descend from the Bourne shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// GNU bash.
    Bash,
    /// zsh.
    Zsh,
    /// dash.
    Dash,
    /// ksh93.
    Ksh,
    /// mksh.
    Mksh,
    /// The shell inside busybox.
    Busybox,
}

use Dialect::{Bash, Busybox, Dash, Ksh, Mksh, Zsh};

/// What an error that the shell does not pass over ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Nothing: the next command runs.
    Nothing,
    /// The file that is being read; the one that sources it goes on.
    File,
    /// All files that are sourced; the start-up file goes on with its next line.
    Sourced,
    /// The whole start-up file, the files that it sources with it.
    StartFile,
    /// The shell.
    Shell,
}

impl Dialect {
    /// The dialect of a shell; `None`: no shell of this family.
    pub(super) fn of(shell: Shell) -> Option<Self> {
        Some(match shell {
            Shell::Bash => Bash,
            Shell::Zsh => Zsh,
            Shell::Dash => Dash,
            Shell::Ksh => Ksh,
            Shell::Mksh => Mksh,
            Shell::Busybox => Busybox,
            Shell::Fish | Shell::Tcsh | Shell::PowerShell | Shell::Nushell => return None,
        })
    }

    /// dash and busybox: the small shells without arrays, `typeset`, `[[` patterns and `+=`.
    pub(super) fn is_almquist(self) -> bool {
        matches!(self, Dash | Busybox)
    }

    /// Whether there are arrays, `(( … ))`, `+=` and `{a,b}`.
    pub(super) fn is_rich(self) -> bool {
        !self.is_almquist()
    }

    /// Whether `[[ … ]]` is part of the grammar.
    pub(super) fn has_double_bracket(self) -> bool {
        self.is_rich()
    }

    /// Whether the word `function` begins a definition.
    pub(super) fn has_function_keyword(self) -> bool {
        self != Dash
    }

    /// Whether `$'…'` is a quote; else it is a dollar sign and a `'…'`.
    pub(super) fn has_ansi_quotes(self) -> bool {
        self != Dash
    }

    /// Whether `$"…"` is a quote like `"…"`; else the dollar sign stays.
    pub(super) fn has_locale_quotes(self) -> bool {
        matches!(self, Bash | Ksh | Mksh)
    }

    /// Whether `<(…)` is a word.
    pub(super) fn has_process_substitution(self) -> bool {
        matches!(self, Bash | Zsh | Ksh)
    }

    /// Whether `<<<` feeds a word.
    pub(super) fn has_here_strings(self) -> bool {
        matches!(self, Bash | Zsh | Ksh | Mksh)
    }

    /// Whether an unquoted expansion is split into words at blanks.
    pub(super) fn splits_words(self) -> bool {
        self != Zsh
    }

    /// What its patterns may hold.
    pub(super) fn patterns(self) -> Style {
        let groups = match self {
            Bash | Ksh | Mksh => Groups::Signed,
            Zsh => Groups::Bare,
            Dash | Busybox => Groups::None,
        };
        Style::Posix { has_caret: !matches!(self, Dash | Mksh), groups }
    }

    /// Whether the last command of a pipeline runs in the shell itself.
    pub(super) fn runs_last_of_pipeline(self) -> bool {
        matches!(self, Zsh | Ksh)
    }

    /// Whether `A=b :` keeps A: assignments before a special builtin stay.
    pub(super) fn keeps_prefix_of_special_builtins(self) -> bool {
        !matches!(self, Bash | Zsh)
    }

    /// Whether `set` knows an option of that letter.
    pub(super) fn has_set_option(self, letter: char) -> bool {
        match self {
            Bash => "abefhkmnoptuvxBCEHPT".contains(letter),
            Zsh => letter.is_ascii_alphanumeric() && !"bcjqz".contains(letter),
            Dash => "abefimnopsuvxCEIV".contains(letter),
            Ksh => "abefhkmnoprstuvxABCGH".contains(letter),
            Mksh => "abefhkmnopsuvxACUX".contains(letter),
            Busybox => "abefmnouvxCEI".contains(letter),
        }
    }

    /// Whether `export A=1 B=$A` gives B the new A.
    pub(super) fn declares_one_by_one(self) -> bool {
        self == Ksh
    }

    /// What a failing special builtin ends: a bad name for `export`, a file to source that is not there.
    pub(super) fn special_builtin_error(self, is_interactive: bool) -> Ends {
        match self {
            Bash => Ends::Nothing,
            Zsh | Mksh => Ends::File,
            Ksh if is_interactive => Ends::Sourced,
            Ksh => Ends::StartFile,
            Dash | Busybox if is_interactive => Ends::StartFile,
            Dash | Busybox => Ends::Shell,
        }
    }

    /// What an assignment to a read-only variable ends.
    pub(super) fn read_only_error(self, is_interactive: bool) -> Ends {
        match self {
            Ksh => Ends::File,
            other => other.special_builtin_error(is_interactive),
        }
    }

    /// What an expansion that fails ends: `${A?}`, an unset variable under `set -u`.
    pub(super) fn expansion_error(self, is_interactive: bool) -> Ends {
        match self {
            Bash if is_interactive => Ends::Nothing,
            Bash => Ends::StartFile,
            Zsh => Ends::Shell,
            other => other.read_only_error(is_interactive),
        }
    }

    /// What a text that cannot be parsed ends, beyond the rest of its file.
    pub(super) fn syntax_error(self, is_interactive: bool) -> Ends {
        match self {
            Dash | Busybox if is_interactive => Ends::StartFile,
            Dash | Busybox => Ends::Shell,
            Bash | Zsh | Ksh | Mksh => Ends::File,
        }
    }
}
