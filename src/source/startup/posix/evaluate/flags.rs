//! `$-`: the letters of the options that are on.

use super::super::dialect::Dialect;
use super::super::state::ShellOption;
use super::Evaluator;

impl Evaluator<'_> {
    /// `$-`
    pub(super) fn flags(&self) -> String {
        use crate::source::startup::Mode::{Interactive, Login, LoginInteractive, NonInteractive};
        let mode = self.start.mode;
        let flags = match (self.dialect, mode) {
            (Dialect::Bash, Login | NonInteractive) => "hBc",
            (Dialect::Bash, Interactive | LoginInteractive) => "hiBHc",
            (Dialect::Zsh, Login) => "569Xl",
            (Dialect::Zsh, Interactive) => "569XZi",
            (Dialect::Zsh, LoginInteractive) => "569XZil",
            (Dialect::Zsh, NonInteractive) => "569X",
            (Dialect::Dash, Interactive | LoginInteractive) => "i",
            (Dialect::Dash, Login | NonInteractive) => "",
            (Dialect::Ksh, Login) => "csBl",
            (Dialect::Ksh, Interactive) => "icmsBE",
            (Dialect::Ksh, LoginInteractive) => "icmsBEl",
            (Dialect::Ksh, NonInteractive) => "cBh",
            (Dialect::Mksh, Login) => "lc",
            (Dialect::Mksh, Interactive) => "imc",
            (Dialect::Mksh, LoginInteractive) => "ilmc",
            (Dialect::Mksh, NonInteractive) => "hc",
            (Dialect::Busybox, Login | NonInteractive) => "c",
            (Dialect::Busybox, Interactive | LoginInteractive) => "ci",
        };
        let also = [(ShellOption::AllExport, 'a'), (ShellOption::ErrExit, 'e'), (ShellOption::NoUnset, 'u')];
        let on = also.iter().filter(|(option, _)| self.is_on(*option)).map(|(_, letter)| *letter);
        let no_names = match self.dialect {
            Dialect::Zsh => !self.is_on(ShellOption::Rcs),
            _ => self.is_on(ShellOption::NoGlob),
        };
        let letters = ('a'..='z').chain('A'..='Z');
        let is_set = |letter: char| self.state.options.get(&ShellOption::Letter(letter)).copied();
        // Only bash lets `m` be set where nobody sits.
        let may_show = |letter: &char| *letter != 'm' || self.dialect == Dialect::Bash;
        let others: Vec<char> =
            letters.clone().filter(may_show).filter(|letter| is_set(*letter) == Some(true)).collect();
        let gone: Vec<char> = letters.filter(|letter| is_set(*letter) == Some(false)).collect();
        let wide = Some('U').filter(|_| self.dialect == Dialect::Mksh && self.counts_characters());
        let mut letters: Vec<char> =
            flags.chars().chain(on).chain(wide).chain(others).chain(no_names.then_some('f')).collect();
        let order = match self.dialect {
            Dialect::Bash => "abefhikmnprtuvxBCEHPTc",
            Dialect::Zsh => "569CPXZabcdefghiklmnopqrstuvwxyz",
            Dialect::Dash => "ubaCEVvxsnmiIfe",
            Dialect::Busybox => "ubaCEVvxcsnmiIfe",
            Dialect::Ksh => "icabefhkmnprstuvxBCEGHl",
            Dialect::Mksh => "aeilmhfbCuUxvc",
        };
        letters.retain(|letter| order.contains(*letter) && !gone.contains(letter));
        letters.sort_by_key(|letter| order.find(*letter));
        letters.dedup();
        letters.into_iter().collect()
    }

    /// Whether the locale that the shell is started in is a UTF-8 one.
    fn counts_characters(&self) -> bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"];
        let locale = names.iter().filter_map(|name| self.start.given(name)).find(|value| !value.is_empty());
        locale.is_some_and(|locale| locale.contains("UTF-8") || locale.contains("utf8"))
    }
}
