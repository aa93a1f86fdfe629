//! Variables: what a shell begins with, reading them, setting them, taking them away.

use std::rc::Rc;

use super::super::dialect::Dialect;
use super::super::state::{Condition, Holds, MAX_WAYS, ShellOption, Text, Variable, Way};
use super::flow::FrameKind;
use super::shaped::Shaped;
use super::{Evaluator, Flow, MAX_TEXT, Status};
use crate::source::startup::{Knowledge, Place, RemarkKind};

/// What a name stands for when it is expanded.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Looked {
    /// No such variable, and how sure that is.
    Unset(Knowledge),
    /// A text.
    Scalar(Text),
    /// The elements of an array, or the positional parameters.
    Many(Vec<Text>),
}

impl Evaluator<'_> {
    /// The environment that the shell is given, and the variables that it makes up.
    pub(super) fn inherit(&mut self) {
        for (name, value) in &self.start.environment {
            let variable = Variable {
                holds: Holds::Scalar(Text::certain(value.clone())),
                is_exported: true,
                ..Variable::nothing()
            };
            self.state.variables.put(name.as_str().into(), Some(Rc::new(variable)));
        }
        self.own_variables();
        for option in [ShellOption::Rcs, ShellOption::NoMatch, ShellOption::GlobalExport] {
            self.state.options.put(option, Some(true));
        }
    }

    /// Variables that the shell itself sets before it reads a file.
    fn own_variables(&mut self) {
        use Dialect::{Bash, Busybox, Dash, Ksh, Mksh, Zsh};
        let interactive = self.is_interactive();
        let dialect = self.dialect;
        if !interactive && dialect == Bash {
            // bash takes an inherited PS1 away from scripts, so that guards work.
            self.state.variables.put("PS1".into(), None);
        }
        let prompt = match dialect {
            Bash => interactive.then_some("\\s-\\v\\$ "),
            Zsh => Some(if interactive { "%m%# " } else { "" }),
            Dash | Mksh => Some("$ "),
            Busybox => Some("\\w \\$ "),
            Ksh => None,
        };
        self.begin_with("PS1", prompt);
        let version = match dialect {
            Bash => Some(("BASH_VERSION", "5.2.15(1)-release")),
            Zsh => Some(("ZSH_VERSION", "5.9")),
            Ksh => Some(("KSH_VERSION", "Version AJM 93u+m/1.0.4 2022-10-22")),
            Mksh => Some(("KSH_VERSION", "@(#)MIRBSD KSH R59 2023/04/29")),
            Dash | Busybox => None,
        };
        if let Some((name, value)) = version {
            self.begin_with(name, Some(value));
        }
        if dialect == Bash {
            // That it is there is certain, where it is is not.
            let holds = Holds::Scalar(Text { computed: Some("$BASH".into()), ..Text::certain("/bin/bash") });
            self.state.variables.put("BASH".into(), Some(Rc::new(Variable { holds, ..Variable::nothing() })));
        }
        self.begin_with("IFS", Some(" \t\n"));
        if matches!(dialect, Bash | Zsh) {
            let system = if self.is_darwin() { "darwin" } else { "linux-gnu" };
            self.guess("OSTYPE", system, "$OSTYPE");
            for name in ["UID", "EUID", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "RANDOM", "SECONDS", "PPID"] {
                self.doubt(name);
            }
        }
        if let Some(path) = self.variable("PATH").filter(|_| dialect == Zsh).cloned() {
            self.put("PATH", (*path).clone());
        }
    }

    fn begin_with(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|_| self.state.variables.get(name).is_none()) {
            let holds = Holds::Scalar(Text::certain(value));
            self.state.variables.put(name.into(), Some(Rc::new(Variable { holds, ..Variable::nothing() })));
        }
    }

    fn guess(&mut self, name: &str, value: &str, source: &str) {
        let holds = Holds::Scalar(Text::guess(value, source));
        self.state.variables.put(name.into(), Some(Rc::new(Variable { holds, ..Variable::nothing() })));
    }

    fn doubt(&mut self, name: &str) {
        if self.state.variables.get(name).is_none() {
            let holds = Holds::Scalar(Text::unknown(&format!("${name}")));
            self.state.variables.put(name.into(), Some(Rc::new(Variable { holds, ..Variable::nothing() })));
        }
    }

    /// Whether the files are those of a Mac.
    pub(super) fn is_darwin(&self) -> bool {
        self.start.home().starts_with("/Users/")
            || self.tree.presence("/System/Library") == crate::source::startup::Presence::Directory
    }

    /// The variable of a name.
    pub(super) fn variable(&self, name: &str) -> Option<&Rc<Variable>> {
        self.state.variables.get(name)
    }

    /// What a name, or a special parameter, stands for.
    pub(super) fn look_up(&self, name: &str) -> Looked {
        match name {
            "@" | "*" => return Looked::Many(self.positional.clone()),
            "#" => return Looked::Scalar(Text::certain(self.positional.len().to_string())),
            "?" => {
                let text = self.status.code.map_or_else(
                    || Text::unknown("$?"),
                    |code| Text {
                        knowledge: self.status.knowledge.clone(),
                        ..Text::certain(code.to_string())
                    },
                );
                return Looked::Scalar(text);
            }
            "-" => return Looked::Scalar(Text::certain(self.flags())),
            "$" | "!" => return Looked::Scalar(Text::unknown(&format!("${name}"))),
            _ => {}
        }
        if let Ok(index) = name.parse::<usize>() {
            // `${00}` is `$0`, and `${01}` is `$1`.
            let Some(index) = index.checked_sub(1) else {
                return Looked::Scalar(Text::certain(self.start.shell.name()));
            };
            let argument = self.positional.get(index).cloned();
            return argument.map_or(Looked::Unset(Knowledge::Certain), Looked::Scalar);
        }
        let Some(variable) = self.variable(name) else { return Looked::Unset(Knowledge::Certain) };
        let certain = |text: &Text| {
            let mut text = text.clone();
            text.knowledge = variable.knowledge.and(&text.knowledge);
            text.from.clone_from(&variable.place);
            text.others = variable.other_texts();
            text
        };
        match &variable.holds {
            Holds::Nothing if variable.knowledge.is_unknown() => {
                Looked::Scalar(certain(&Text::certain(String::new())))
            }
            Holds::Nothing => Looked::Unset(variable.knowledge.clone()),
            Holds::Scalar(text) => Looked::Scalar(self.in_field(certain(text), variable.shape)),
            Holds::Array(elements) => Looked::Many(elements.iter().map(certain).collect()),
        }
    }

    /// The text of a variable, when it has one.
    pub(super) fn scalar_of(&self, name: &str) -> Option<Text> {
        match self.look_up(name) {
            Looked::Unset(_) => None,
            Looked::Scalar(text) => Some(text),
            Looked::Many(elements) => elements.into_iter().next(),
        }
    }

    /// `$-`
    fn flags(&self) -> String {
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

    /// Whether an option is on.
    pub(super) fn is_on(&self, option: ShellOption) -> bool {
        self.state.options.get(&option).copied().unwrap_or(false)
    }

    /// Sets a variable to a text, as an assignment does: its other attributes stay.
    pub(super) fn assign(&mut self, name: &str, text: Text, place: Place) -> Result<(), Flow> {
        self.assign_value(name, Holds::Scalar(text), place)
    }

    /// Sets a variable to a value.
    pub(super) fn assign_value(&mut self, name: &str, holds: Holds, place: Place) -> Result<(), Flow> {
        let old = self.variable(name).cloned();
        if let Some(old) = old.as_ref().filter(|old| old.is_perhaps_read_only()) {
            let old = old.clone();
            return self.assign_perhaps(name, holds, place, &old);
        }
        if old.as_ref().is_some_and(|old| old.is_read_only) {
            return Err(self.refuse_read_only(name, place));
        }
        let is_list = matches!(holds, Holds::Array(_));
        let holds = match (old.as_ref().map(|old| &old.holds), holds) {
            // A text for an array is its first element, but zsh makes it a text.
            (Some(Holds::Array(elements)), Holds::Scalar(text)) if self.dialect != Dialect::Zsh => {
                let rest = elements.iter().skip(1).cloned();
                Holds::Array(std::iter::once(text).chain(rest).collect())
            }
            (_, holds) => holds,
        };
        let holds = self.bounded(holds);
        let shape = old.as_ref().map(|old| old.shape).unwrap_or_default();
        let is_first = old.as_ref().is_none_or(|old| old.holds == Holds::Nothing);
        let Shaped { holds, shape, ends } = self.shaped(holds, shape, &place, is_first)?;
        let call = self.calls.last().cloned();
        // zsh makes a new variable of a list that is given a text.
        let is_new = self.dialect == Dialect::Zsh
            && !is_list
            && old.as_ref().is_some_and(|old| matches!(old.holds, Holds::Array(_)) && old.tie.is_none());
        let was_exported = old.as_ref().is_some_and(|old| old.is_exported) && !is_new;
        // A list takes a variable away from programs in the Korn shells.
        let keeps_export = !is_list || !self.exports_arrays();
        let is_exported = self.exports_all() || was_exported && keeps_export;
        let tie = old.as_ref().and_then(|old| old.tie.clone());
        let taken_at = old.as_ref().and_then(|old| old.taken_at.clone()).filter(|_| !is_exported);
        let variable = Variable {
            holds,
            is_exported,
            place: Some(place),
            taken_at,
            call,
            tie,
            shape,
            ..Variable::nothing()
        };
        let variable = self.with_doubts(variable, old.as_deref());
        self.put(name, variable);
        match ends {
            Some(ends) => Err(self.fails(ends)),
            None => Ok(()),
        }
    }

    /// The ways that a variable could come out which has just been given a value: its text may be in doubt,
    /// and whether programs see it.
    fn with_doubts(&self, mut variable: Variable, old: Option<&Variable>) -> Variable {
        let Holds::Scalar(text) = &variable.holds else { return variable };
        let text = text.clone();
        let own = variable.is_exported;
        let way = |text: &str, is_exported| Way {
            text: Some(text.to_owned()),
            is_exported,
            is_list: false,
            is_read_only: variable.is_read_only,
            is_untold: false,
            place: variable.place.clone(),
        };
        let mut ways: Vec<Way> = text.others.iter().map(|other| way(other, own)).collect();
        let in_doubt =
            old.filter(|old| !self.exports_all() && old.ways.iter().any(|way| way.is_exported != own));
        if in_doubt.is_some() {
            ways.extend(std::iter::once(&text.text).chain(&text.others).map(|text| way(text, !own)));
        }
        ways.truncate(MAX_WAYS);
        if let Some(old) = in_doubt {
            variable.knowledge = match &old.knowledge {
                Knowledge::Unknown(source) => Knowledge::Conditional(source.clone()),
                other => other.clone(),
            };
        }
        if let Holds::Scalar(text) = &mut variable.holds {
            text.others.clear();
        }
        variable.ways = ways;
        variable
    }

    /// Gives a value to a variable that only perhaps can be given one.
    fn assign_perhaps(&mut self, name: &str, holds: Holds, place: Place, old: &Variable) -> Result<(), Flow> {
        let text = match &old.knowledge {
            Knowledge::Conditional(text) | Knowledge::Unknown(text) => text.clone(),
            Knowledge::Certain => name.into(),
        };
        let condition = Condition { text, likely: Some(old.is_read_only) };
        let writable = |way: &Way| Way { is_read_only: false, ..way.clone() };
        let ways = old.ways.iter().map(writable).collect();
        let free = Variable { is_read_only: false, ways, ..old.clone() };
        let (one, other) = (place.clone(), place);
        let flow = self.both(
            &condition,
            |shell| shell.refuse_read_only(name, one),
            |shell| {
                shell.state.variables.put(name.into(), Some(Rc::new(free)));
                shell.assign_value(name, holds, other).err().unwrap_or(Flow::Next)
            },
        );
        if flow == Flow::Next { Ok(()) } else { Err(flow) }
    }

    /// `set -a`, which in mksh is for assignments and `read` alone.
    fn exports_all(&self) -> bool {
        self.is_on(ShellOption::AllExport) && self.dialect != Dialect::Mksh
    }

    /// What `set -a` does after an assignment in mksh.
    pub(super) fn export_plain(&mut self, name: &str) {
        if self.is_on(ShellOption::AllExport) && self.dialect == Dialect::Mksh {
            self.export_for_command(name);
        }
    }

    /// A text that grew beyond every real value is no longer followed.
    fn bounded(&mut self, holds: Holds) -> Holds {
        let length = match &holds {
            Holds::Nothing => 0,
            Holds::Scalar(text) => text.text.len(),
            Holds::Array(elements) => elements.iter().map(|text| text.text.len() + 8).sum(),
        };
        self.steps = self.steps.saturating_add(u32::try_from(length / 64).unwrap_or(u32::MAX));
        if length > MAX_TEXT { Holds::Scalar(Text::unknown("a very long text")) } else { holds }
    }

    /// Writes a variable as it is, and what is tied to it.
    pub(super) fn put(&mut self, name: &str, variable: Variable) {
        if let Some((other, separator)) = variable.tie.clone() {
            self.put_tied(&other, separator, &variable);
        } else if let Some((other, separator)) = self.builtin_tie(name) {
            self.put_tied(other, separator, &variable);
        }
        self.state.variables.put(name.into(), Some(Rc::new(variable)));
    }

    /// zsh: `path` and PATH and their like are one variable.
    fn builtin_tie(&self, name: &str) -> Option<(&'static str, char)> {
        if self.dialect != Dialect::Zsh {
            return None;
        }
        let pairs = [("path", "PATH"), ("cdpath", "CDPATH"), ("fpath", "FPATH"), ("manpath", "MANPATH")];
        let pair = pairs.iter().find(|(array, scalar)| *array == name || *scalar == name)?;
        Some((if pair.0 == name { pair.1 } else { pair.0 }, ':'))
    }

    fn put_tied(&mut self, other: &str, separator: char, variable: &Variable) {
        let old = self.variable(other).map(|old| (**old).clone()).unwrap_or_else(Variable::nothing);
        let holds = match &variable.holds {
            Holds::Array(elements) => Holds::Scalar(joined(elements, &separator.to_string())),
            Holds::Scalar(text) if text.text.is_empty() => Holds::Array(vec![]),
            Holds::Scalar(text) => Holds::Array(
                text.text
                    .split(separator)
                    .map(|part| Text { text: part.to_owned(), ..text.clone() })
                    .collect(),
            ),
            Holds::Nothing => Holds::Nothing,
        };
        let place = variable.place.clone();
        let knowledge = variable.knowledge.clone();
        let tied = Variable { holds, place, knowledge, is_unseen: false, ..old };
        self.state.variables.put(other.into(), Some(Rc::new(tied)));
    }

    /// Takes a variable away.
    pub(super) fn unset(&mut self, name: &str, place: Place) -> Result<(), Flow> {
        let Some(old) = self.variable(name) else { return Ok(()) };
        if old.is_read_only && matches!(self.dialect, Dialect::Bash | Dialect::Ksh | Dialect::Mksh) {
            self.remark(RemarkKind::ReadOnly { variable: name.to_owned() }, place);
            self.status = Status::known(1);
            return Ok(());
        }
        if old.is_read_only {
            return Err(self.refuse_read_only(name, place));
        }
        self.put(name, Variable { taken_at: Some(place), ..Variable::nothing() });
        Ok(())
    }

    /// What an assignment to a read-only variable ends.
    pub(super) fn refuse_read_only(&mut self, name: &str, place: Place) -> Flow {
        self.remark(RemarkKind::ReadOnly { variable: name.to_owned() }, place);
        if self.dialect == Dialect::Bash {
            // The rest of the line is lost.
            self.status = Status::known(1);
            return Flow::DropLine;
        }
        let ends = self.dialect.read_only_error(self.is_interactive());
        self.fails(ends)
    }

    /// Keeps what a variable is now, to be restored where the function ends.
    pub(super) fn make_local(&mut self, name: &str) {
        let before = self.variable(name).cloned();
        let frame = self.frames.iter_mut().rev().find(|frame| frame.kind() == FrameKind::Function);
        if let Some(frame) = frame
            && !frame.locals.iter().any(|(known, _)| &**known == name)
        {
            frame.locals.push((name.into(), before.clone()));
            let is_exported = before.is_some_and(|before| before.is_exported);
            let inherits_export = matches!(self.dialect, Dialect::Bash | Dialect::Dash | Dialect::Busybox);
            let local = Variable { is_exported: is_exported && inherits_export, ..Variable::nothing() };
            self.state.variables.put(name.into(), Some(Rc::new(local)));
        }
    }

    /// Restores the variables that are local to the innermost frame.
    pub(super) fn restore_locals(&mut self) {
        let locals = self.frames.last_mut().map(|frame| std::mem::take(&mut frame.locals));
        for (name, before) in locals.into_iter().flatten().rev() {
            self.state.variables.put(name, before);
        }
    }

    /// Makes a variable something that only running would tell.
    pub(super) fn forget(&mut self, name: &str, source: &str, place: Place) {
        if self.variable(name).is_some_and(|old| old.is_read_only) {
            return;
        }
        let knowledge = Knowledge::Unknown(source.into());
        let old = self.variable(name);
        // It does not cease to be a list.
        let is_list = old.is_some_and(|old| matches!(old.holds, Holds::Array(_)));
        let text = Text::unknown(source);
        let holds = if is_list { Holds::Array(vec![text]) } else { Holds::Scalar(text) };
        // Whether programs see it is in doubt too, unless they did.
        let unseen = Way {
            text: None,
            is_exported: false,
            is_list: false,
            is_read_only: false,
            is_untold: false,
            place: Some(place.clone()),
        };
        let was_exported = old.is_some_and(|old| old.is_exported);
        let ways = if was_exported { vec![] } else { vec![unseen] };
        let shape = old.map(|old| old.shape).unwrap_or_default();
        let variable = Variable {
            holds,
            is_exported: true,
            knowledge,
            place: Some(place),
            ways,
            shape,
            ..Variable::nothing()
        };
        self.state.variables.put(name.into(), Some(Rc::new(variable)));
    }
}

/// Texts put together.
pub(super) fn joined(texts: &[Text], separator: &str) -> Text {
    let mut all = Text::default();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            all.append(&Text::certain(separator));
        }
        all.append(text);
    }
    all
}
