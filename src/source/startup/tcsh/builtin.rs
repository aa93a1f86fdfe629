//! The commands of the shell itself, and what is to be noted about programs.

use super::glyph::Word;
use super::machine::{Machine, Status};
use crate::source::Value;
use crate::source::startup::{Knowledge, RemarkKind};

/// The shell's commands with the fewest and the most words that may follow.
const BUILTINS: [(&str, usize, usize); 74] = [
    (":", 0, usize::MAX),
    ("@", 0, usize::MAX),
    ("alias", 0, usize::MAX),
    ("alloc", 0, 1),
    ("bg", 0, usize::MAX),
    ("bindkey", 0, 8),
    ("break", 0, 0),
    ("breaksw", 0, 0),
    ("builtins", 0, 0),
    ("case", 0, 1),
    ("cd", 0, usize::MAX),
    ("chdir", 0, usize::MAX),
    ("complete", 0, usize::MAX),
    ("continue", 0, 0),
    ("default", 0, 0),
    ("dirs", 0, usize::MAX),
    ("echo", 0, usize::MAX),
    ("echotc", 0, usize::MAX),
    ("else", 0, usize::MAX),
    ("end", 0, 0),
    ("endif", 0, 0),
    ("endsw", 0, 0),
    ("eval", 0, usize::MAX),
    ("exec", 1, usize::MAX),
    ("exit", 0, usize::MAX),
    ("fg", 0, usize::MAX),
    ("filetest", 2, usize::MAX),
    ("foreach", 3, usize::MAX),
    ("glob", 0, usize::MAX),
    ("goto", 1, 1),
    ("hashstat", 0, 0),
    ("history", 0, 2),
    ("hup", 0, usize::MAX),
    ("if", 1, usize::MAX),
    ("jobs", 0, 2),
    ("kill", 1, usize::MAX),
    ("limit", 0, 3),
    ("log", 0, 0),
    ("login", 0, 1),
    ("logout", 0, 0),
    ("ls-F", 0, usize::MAX),
    ("nice", 0, usize::MAX),
    ("nohup", 0, usize::MAX),
    ("notify", 0, usize::MAX),
    ("onintr", 0, 2),
    ("popd", 0, usize::MAX),
    ("printenv", 0, 1),
    ("pushd", 0, usize::MAX),
    ("rehash", 0, 3),
    ("repeat", 2, usize::MAX),
    ("sched", 0, usize::MAX),
    ("set", 0, usize::MAX),
    ("setenv", 0, 2),
    ("settc", 2, 2),
    ("setty", 0, usize::MAX),
    ("shift", 0, 1),
    ("source", 1, usize::MAX),
    ("stop", 1, usize::MAX),
    ("suspend", 0, 0),
    ("switch", 1, usize::MAX),
    ("telltc", 0, usize::MAX),
    ("termname", 0, 1),
    ("time", 0, usize::MAX),
    ("umask", 0, 1),
    ("unalias", 1, usize::MAX),
    ("uncomplete", 1, usize::MAX),
    ("unhash", 0, 0),
    ("unlimit", 0, usize::MAX),
    ("unset", 1, usize::MAX),
    ("unsetenv", 1, usize::MAX),
    ("wait", 0, 0),
    ("where", 1, usize::MAX),
    ("which", 1, usize::MAX),
    ("while", 1, usize::MAX),
];

/// Programs and words of other shells that somebody may have meant to set a variable with.
const FOREIGN: [&str; 6] = ["export", "declare", "typeset", "local", "readonly", "env"];

/// Whether a name is a command of the shell itself.
pub(super) fn is_builtin(name: &str) -> bool {
    arguments(name).is_some()
}

fn arguments(name: &str) -> Option<(usize, usize)> {
    BUILTINS.iter().find(|(known, ..)| *known == name).map(|(_, least, most)| (*least, *most))
}

impl Machine<'_> {
    /// Runs a command of the shell, or takes note of a program.
    ///
    /// # Errors
    /// What the command finds wrong, in tcsh's words.
    pub(super) fn builtin_or_program(&mut self, words: &[Word]) -> Result<(), String> {
        let Some((first, rest)) = words.split_first() else { return Ok(()) };
        let name = first.text();
        let is_quoted = first.glyphs.first().is_some_and(|glyph| glyph.quoted);
        let Some((least, most)) = arguments(&name).filter(|_| !is_quoted) else {
            let is_label = name.ends_with(':') && name != ":";
            if !is_label || is_quoted {
                self.program(words);
            }
            return Ok(());
        };
        if rest.len() < least {
            return Err(format!("{name}: too few arguments"));
        }
        if rest.len() > most {
            self.note_too_many(&name, rest);
            return Err(format!("{name}: too many arguments"));
        }
        self.builtin(&name, words, rest)
    }

    fn builtin(&mut self, name: &str, words: &[Word], rest: &[Word]) -> Result<(), String> {
        match name {
            "setenv" => self.setenv(rest),
            "unsetenv" => self.unsetenv(rest),
            "set" => self.set(rest),
            "unset" => self.unset(rest),
            "@" => self.compute_all(rest),
            "shift" => self.shift(rest),
            "alias" => self.set_alias(rest),
            "unalias" => self.unset_alias(rest),
            "if" => self.if_command(words, rest),
            "else" => self.else_command(),
            "switch" => self.switch_command(words, rest),
            "breaksw" => self.breaksw(),
            "foreach" => self.foreach(words, rest),
            "while" => self.while_command(words, rest),
            "end" | "continue" => self.next_pass(name == "end"),
            "break" => self.break_loop(),
            "goto" => self.goto(rest),
            "exit" => self.exit(rest),
            "repeat" => self.repeat(rest),
            "source" => self.source_command(words, rest),
            "cd" | "chdir" => self.change_directory(rest),
            "pushd" | "popd" => {
                self.directory = None;
                Ok(())
            }
            "eval" => self.eval(words, rest),
            "exec" => self.exec(words),
            "logout" | "login" => self.logout(name),
            "umask" => umask(rest),
            "echo" | "glob" | "which" | "where" | "kill" | "ls-F" | "filetest" => {
                if !rest.is_empty() {
                    self.glob_list(rest).map_err(|reason| format!("{name}: {reason}"))?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// `eval`: what it runs is not followed.
    fn eval(&mut self, words: &[Word], rest: &[Word]) -> Result<(), String> {
        if rest.is_empty() {
            return Ok(());
        }
        let source = self.source_of(words);
        self.opaque(&source, words);
        self.status = Status::Unknown(source);
        Ok(())
    }

    /// `exec`: another program takes the shell's place.
    fn exec(&mut self, words: &[Word]) -> Result<(), String> {
        let place = words.first().and_then(|word| self.place_of(word));
        self.remark(
            RemarkKind::Stops { reason: "exec: another program takes the shell's place".into() },
            place,
        );
        self.gone = true;
        Ok(())
    }

    fn logout(&mut self, name: &str) -> Result<(), String> {
        if !self.start.mode.is_login() {
            return Err("not a login shell".into());
        }
        let place = self.frames.last().map(|frame| frame.line).and_then(|at| self.place(at, 0));
        self.remark(RemarkKind::Stops { reason: format!("{name}: the shell ends") }, place);
        self.gone = true;
        Ok(())
    }

    /// Too many words behind `setenv`: says what cut the value.
    fn note_too_many(&mut self, name: &str, rest: &[Word]) {
        let ("setenv", [variable, second, others @ ..]) = (name, rest) else { return };
        let name = variable.text();
        let (kind, about) = match others.first() {
            _ if second.is("=") => (RemarkKind::BlankAroundEquals { variable: name }, variable),
            Some(word) => (RemarkKind::CutByBlank { variable: name, word: word.text() }, word),
            None => return,
        };
        self.remark(kind, self.place_of(about));
    }

    /// A program: nothing that it does changes the shell, but its words may tell what was meant.
    fn program(&mut self, words: &[Word]) {
        self.notice(words);
        let name = words.first().map(Word::text).unwrap_or_default();
        self.status = match (name.as_str(), words.len()) {
            ("true" | "/bin/true" | "/usr/bin/true", _) => Status::Known(0),
            ("false" | "/bin/false" | "/usr/bin/false", _) => Status::Known(1),
            _ => Status::Unknown(self.source_of(words)),
        };
    }

    /// Notes `go env -w` and the ways in which other shells set variables.
    pub(super) fn notice(&mut self, words: &[Word]) {
        let Some((first, rest)) = words.split_first() else { return };
        let command = first.text();
        if let ("go", [env, write, settings @ ..]) = (command.as_str(), rest) {
            if env.is("env") && write.text() == "-w" {
                for setting in settings {
                    let text = setting.text();
                    let Some((name, value)) = text.split_once('=') else { continue };
                    let (variable, value) = (name.to_owned(), Value::from(value));
                    let place = self.place_of(setting);
                    self.remark(RemarkKind::GoEnvWrite { variable, value }, place);
                }
            }
            return;
        }
        let assignments: &[Word] =
            if FOREIGN.contains(&command.as_str()) { rest } else { std::slice::from_ref(first) };
        for word in assignments {
            let text = word.text();
            let Some((name, _)) = text.split_once('=').filter(|(name, _)| is_variable(name)) else {
                continue;
            };
            let (variable, command) =
                (name.to_owned(), if word == first { "=".to_owned() } else { command.clone() });
            let place = self.place_of(first);
            self.remark(RemarkKind::ForeignSyntax { variable, command }, place);
        }
    }
}

/// Whether a text can be a variable's name.
pub(super) fn is_variable(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(super::glyph::is_letter)
        && chars.all(|char| super::glyph::is_letter(char) || char.is_ascii_digit())
}

fn umask(rest: &[Word]) -> Result<(), String> {
    let Some(mask) = rest.first().filter(|mask| !mask.is_unknown()) else { return Ok(()) };
    let digits = mask.text();
    let is_mask = digits.chars().all(|char| ('0'..='7').contains(&char))
        && i64::from_str_radix(&digits, 8).unwrap_or(0) <= 0o777;
    if is_mask { Ok(()) } else { Err("umask: improper mask".into()) }
}

/// The first thing that keeps words from being certain.
pub(super) fn uncertain(words: &[Word]) -> Option<Knowledge> {
    words.iter().map(|word| &word.knowledge).find(|knowledge| !knowledge.is_certain()).cloned()
}
