//! `set`, `setopt`: options and positional parameters.

use super::super::dialect::{Dialect, Ends};
use super::super::state::ShellOption;
use super::super::syntax::Simple;
use super::super::text::Text;
use super::Evaluator;
use super::frame::Flow;
use crate::source::startup::RemarkKind;

/// Options of `set -o` that every shell knows.
const COMMON_OPTIONS: &[&str] = &[
    "allexport",
    "emacs",
    "errexit",
    "ignoreeof",
    "interactive",
    "monitor",
    "noclobber",
    "noexec",
    "noglob",
    "notify",
    "nounset",
    "verbose",
    "vi",
    "xtrace",
];

/// Options of `set -o` that some of them know.
const OPTIONS: &[&str] = &[
    "bgnice",
    "braceexpand",
    "debug",
    "errtrace",
    "functrace",
    "globstar",
    "gmacs",
    "hashall",
    "histexpand",
    "history",
    "inherit-xtrace",
    "interactive-comments",
    "keyword",
    "letoctal",
    "markdirs",
    "multiline",
    "nolog",
    "nohup",
    "onecmd",
    "physical",
    "pipefail",
    "posix",
    "privileged",
    "rc",
    "sh",
    "showme",
    "stdin",
    "trackall",
    "utf8-mode",
    "vi-esccomplete",
    "vi-show8",
    "vi-tabcomplete",
    "viraw",
];

impl Evaluator<'_> {
    /// `set`: options and positional parameters.
    pub(super) fn set_command(&mut self, simple: &Simple, arguments: &[Text]) -> Result<Flow, Flow> {
        self.note_foreign_set(simple, arguments);
        let mut rest = arguments;
        while let Some((first, after)) = rest.split_first() {
            let text = first.text.as_str();
            let on = text.starts_with('-');
            if text == "--" {
                self.positional = after.to_vec();
                break;
            }
            if !on && !text.starts_with('+') || text.len() < 2 {
                self.positional = rest.to_vec();
                break;
            }
            rest = after;
            if text.ends_with('o') {
                let Some((option, after)) = rest.split_first() else { break };
                if self.dialect == Dialect::Zsh && !COMMON_OPTIONS.contains(&option.text.as_str()) {
                    // zsh has very many of them.
                    let source = self.text_of(&simple.span).to_owned();
                    self.perhaps_ends(Ends::File, &source);
                }
                if option.knowledge.is_certain() && !self.knows_option(&option.text) {
                    if matches!(self.dialect, Dialect::Bash | Dialect::Busybox) {
                        return Ok(self.ends(1));
                    }
                    self.note_stop(simple, "an option that this shell's `set` does not know");
                    let ends = self.special_error();
                    return Ok(self.fails(ends));
                }
                self.name_option(&option.text.clone(), on);
                rest = after;
            }
            let all_known = text.chars().skip(1).all(|letter| self.dialect.has_set_option(letter));
            if !all_known && self.dialect == Dialect::Bash {
                // bash looks at all of them before it turns one on.
                return Ok(self.ends(2));
            }
            for letter in text.chars().skip(1) {
                if !self.dialect.has_set_option(letter) {
                    self.note_stop(simple, "an option that this shell's `set` does not know");
                    let ends = self.special_error();
                    return Ok(self.fails(ends));
                }
                self.letter_option(letter, on);
            }
        }
        Ok(self.ends(0))
    }

    /// Whether `set -o` knows an option; a name that looks like one of zsh's many counts as one of them.
    fn knows_option(&self, name: &str) -> bool {
        match self.dialect {
            Dialect::Zsh => {
                name != "posix" && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-')
            }
            Dialect::Dash => COMMON_OPTIONS.contains(&name) || matches!(name, "nolog" | "debug" | "stdin"),
            Dialect::Ksh if name == "physical" => false,
            _ => COMMON_OPTIONS.contains(&name) || OPTIONS.contains(&name),
        }
    }

    fn letter_option(&mut self, letter: char, on: bool) {
        let option = match letter {
            'a' => ShellOption::AllExport,
            'e' => ShellOption::ErrExit,
            'u' => ShellOption::NoUnset,
            // zsh's `-f` is NO_RCS: no further start-up file is read.
            'f' if self.dialect == Dialect::Zsh => {
                self.state.options.put(ShellOption::Rcs, Some(!on));
                return;
            }
            'f' => ShellOption::NoGlob,
            // The name of the option follows.
            'o' => return,
            other => ShellOption::Letter(other),
        };
        self.state.options.put(option, Some(on));
    }

    fn name_option(&mut self, name: &str, on: bool) {
        let plain = name.replace('_', "").to_ascii_lowercase();
        let (plain, on) = match plain.strip_prefix("no") {
            Some("unset" | "glob" | "match") | None => (plain.as_str(), on),
            Some(positive) if self.dialect == Dialect::Zsh => (positive, !on),
            Some(_) => (plain.as_str(), on),
        };
        let option = match plain {
            "allexport" => ShellOption::AllExport,
            "errexit" => ShellOption::ErrExit,
            "nounset" => ShellOption::NoUnset,
            "noglob" => ShellOption::NoGlob,
            "nullglob" => ShellOption::NullGlob,
            "nomatch" => {
                let matches = if self.dialect == Dialect::Zsh { on } else { return };
                self.state.options.put(ShellOption::NoMatch, Some(matches));
                return;
            }
            "rcs" => ShellOption::Rcs,
            "shwordsplit" => ShellOption::ShWordSplit,
            "globalexport" => ShellOption::GlobalExport,
            other => match self.letter_of(other) {
                Some((letter, turns)) => {
                    self.state.options.put(ShellOption::Letter(letter), Some(on == turns));
                    return;
                }
                None => return,
            },
        };
        self.state.options.put(option, Some(on));
    }

    /// The letter by which `$-` shows an option, and whether turning the option on shows it.
    fn letter_of(&self, name: &str) -> Option<(char, bool)> {
        let is_dash = self.dialect == Dialect::Dash;
        Some(match name {
            "noclobber" => ('C', true),
            "clobber" => ('C', false),
            "verbose" => ('v', true),
            "xtrace" => ('x', true),
            "notify" if self.dialect != Dialect::Zsh => ('b', true),
            "ignoreeof" if self.dialect.is_almquist() => ('I', true),
            "vi" if is_dash => ('V', true),
            "emacs" if is_dash => ('E', true),
            "physical" if self.dialect == Dialect::Bash => ('P', true),
            _ => return None,
        })
    }

    /// zsh's `setopt` and `unsetopt`.
    pub(super) fn set_options(&mut self, on: bool, arguments: &[Text]) -> Flow {
        for argument in arguments {
            self.name_option(&argument.text.clone(), on);
        }
        self.ends(0)
    }

    /// fish's `set -gx NAME value` in another shell: positional parameters and flags.
    fn note_foreign_set(&mut self, simple: &Simple, arguments: &[Text]) {
        let [flags, name, ..] = arguments else { return };
        let is_fish =
            flags.text.starts_with('-') && flags.text.contains(['g', 'U']) && flags.text.contains('x');
        let is_csh = flags.text.starts_with(|c: char| c.is_ascii_uppercase()) && name.text == "=";
        let variable = if is_csh { &flags.text } else { &name.text };
        if (is_fish || is_csh) && variable.starts_with(|c: char| c.is_ascii_uppercase()) {
            let kind = RemarkKind::ForeignSyntax { variable: variable.clone(), command: "set".into() };
            self.remark(kind, self.command_place(simple));
        }
    }
}
