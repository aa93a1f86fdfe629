//! Which shell, started how.

use serde::Serialize;

/// A shell whose start-up files can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    /// GNU bash 5.
    Bash,
    /// zsh 5.
    Zsh,
    /// fish 3 and later.
    Fish,
    /// The Debian Almquist shell, `/bin/sh` of the Debian family.
    Dash,
    /// ksh93u+m.
    Ksh,
    /// The MirBSD Korn shell.
    Mksh,
    /// The Almquist shell inside busybox, `/bin/sh` of Alpine.
    Busybox,
    /// tcsh.
    Tcsh,
    /// PowerShell 7.
    PowerShell,
    /// nushell.
    Nushell,
}

impl Shell {
    /// Every shell.
    pub const ALL: [Self; 10] = [
        Self::Bash,
        Self::Zsh,
        Self::Fish,
        Self::Dash,
        Self::Ksh,
        Self::Mksh,
        Self::Busybox,
        Self::Tcsh,
        Self::PowerShell,
        Self::Nushell,
    ];

    /// Its name, as in `shell:bash:login`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Dash => "dash",
            Self::Ksh => "ksh",
            Self::Mksh => "mksh",
            Self::Busybox => "busybox",
            Self::Tcsh => "tcsh",
            Self::PowerShell => "powershell",
            Self::Nushell => "nushell",
        }
    }

    /// The shell that a program's name (`bash`, `-zsh`, `/usr/bin/fish`, `pwsh`) stands for. `sh` is taken
    /// for dash and `csh` for tcsh, which they are on the Debian family.
    pub fn from_program(program: &str) -> Option<Self> {
        let name = program.rsplit(['/', '\\']).next().unwrap_or(program).trim_start_matches('-');
        Some(match name.strip_suffix(".exe").unwrap_or(name) {
            "bash" | "rbash" => Self::Bash,
            "zsh" | "zsh5" | "rzsh" => Self::Zsh,
            "fish" => Self::Fish,
            "dash" | "sh" => Self::Dash,
            "ksh" | "ksh93" | "rksh" => Self::Ksh,
            "mksh" | "lksh" => Self::Mksh,
            "busybox" | "ash" => Self::Busybox,
            "tcsh" | "csh" => Self::Tcsh,
            "pwsh" | "powershell" => Self::PowerShell,
            "nu" | "nushell" => Self::Nushell,
            _ => return None,
        })
    }
}

/// How a shell is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A login shell that runs a command or a script: `bash -l -c …`.
    Login,
    /// A shell in a terminal that is no login shell.
    Interactive,
    /// A login shell in a terminal: a console, an ssh session, a new macOS terminal.
    LoginInteractive,
    /// A script, or `-c`.
    NonInteractive,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 4] = [Self::Login, Self::Interactive, Self::LoginInteractive, Self::NonInteractive];

    /// Whether somebody types into it.
    pub fn is_interactive(self) -> bool {
        matches!(self, Self::Interactive | Self::LoginInteractive)
    }

    /// Whether it is a login shell.
    pub fn is_login(self) -> bool {
        matches!(self, Self::Login | Self::LoginInteractive)
    }

    /// Its name, as in `shell:bash:login-interactive`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Interactive => "interactive",
            Self::LoginInteractive => "login-interactive",
            Self::NonInteractive => "non-interactive",
        }
    }
}
