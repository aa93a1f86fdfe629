//! Ways in which a program is started.

/// A way in which a user's programs are started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContextKind {
    /// A login shell that somebody types into: a console, `ssh host`, a new terminal on a Mac.
    Login,
    /// A new terminal window.
    Terminal,
    /// A script in the user's shell.
    Script,
    /// A cron job.
    Cron,
    /// A program started from the desktop: an IDE.
    Desktop,
    /// `ssh host command`.
    SshCommand,
    /// `sudo command`.
    Sudo,
}

impl ContextKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Login, Self::Terminal, Self::Script, Self::Cron, Self::Desktop, Self::SshCommand, Self::Sudo];

    /// Its name in a column's head.
    pub fn title(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Terminal => "terminal",
            Self::Script => "script",
            Self::Cron => "cron",
            Self::Desktop => "desktop",
            Self::SshCommand => "ssh cmd",
            Self::Sudo => "sudo",
        }
    }

    /// Its name in a sentence.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Login => "login shells",
            Self::Terminal => "new terminals",
            Self::Script => "scripts",
            Self::Cron => "cron",
            Self::Desktop => "programs started from the desktop",
            Self::SshCommand => "`ssh host command`",
            Self::Sudo => "sudo",
        }
    }

    /// Whether somebody types there.
    pub fn is_interactive(self) -> bool {
        matches!(self, Self::Login | Self::Terminal)
    }
}
