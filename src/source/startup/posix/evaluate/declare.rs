//! `export`, `readonly`, `typeset`, `declare`, `local`.

use super::super::dialect::{Dialect, Ends};
use super::super::shape::Shape;
use super::super::state::ShellOption;
use super::super::syntax::{Word, is_name};
use super::super::variable::Holds;
use super::declare_options::DeclareOptions;
use super::declared::Declared;
use super::frame::{Flow, FrameKind};
use super::{Evaluator, Status};
use crate::source::startup::{Knowledge, Place, RemarkKind};

impl Evaluator<'_> {
    /// Walks a declaration.
    pub(super) fn declare(&mut self, command: &str, words: &[Word]) -> Result<Flow, Flow> {
        let in_function = self.in_function();
        if command == "local" && !in_function {
            match self.dialect {
                Dialect::Bash | Dialect::Ksh => {
                    self.status = Status::known(1);
                    return Ok(Flow::Next);
                }
                Dialect::Dash | Dialect::Busybox => {
                    return Err(self.misused("local outside a function", words));
                }
                Dialect::Zsh | Dialect::Mksh => {}
            }
        }
        let mut options = DeclareOptions::of(command);
        let words = options.read(self.dialect, command, words);
        let refused = if options.is_refused { Some(self.refused_option(command, words)?) } else { None };
        if refused == Some(Flow::Next) {
            return Ok(Flow::Next);
        }
        let prints_only = options.prints && !self.declares_while_printing(command);
        if prints_only || options.is_function || words.is_empty() {
            self.status = Status::known(0);
            return Ok(Flow::Next);
        }
        if options.is_tied {
            return self.tie(words, options);
        }
        let is_local = self.is_local(command, options, in_function);
        self.note_blanks(words);
        let appends = words.iter().any(|word| word.assignment().is_some_and(|head| head.appends));
        if appends && self.dialect == Dialect::Ksh {
            // `export` does it and fails then, `typeset` only fails.
            return self.refused_option(command, words);
        }
        let mut refused = None;
        self.has_clash = false;
        if self.dialect.declares_one_by_one() {
            for word in words {
                let all = self.declared(word)?;
                self.status = Status::known(0);
                for declared in all {
                    self.declare_one(declared, options, is_local)?;
                }
            }
        } else {
            let mut all = vec![];
            for word in words {
                all.extend(self.declared(word)?);
            }
            self.status = Status::known(0);
            for declared in all {
                if declared.value.is_some() && !is_local && self.is_read_only(&declared.name) {
                    self.read_only_declared(command, &declared, options, &mut refused)?;
                } else {
                    self.declare_one(declared, options, is_local)?;
                }
            }
        }
        if std::mem::take(&mut self.has_clash) {
            // The other words counted.
            refused = Some(self.fails(Ends::File));
        }
        refused.map_or(Ok(Flow::Next), Err)
    }

    fn is_read_only(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|variable| variable.is_read_only && !variable.is_perhaps_read_only())
    }

    /// A value for a variable that is read-only: bash passes over it, zsh does the rest before it fails.
    fn read_only_declared(
        &mut self,
        command: &str,
        declared: &Declared,
        options: DeclareOptions,
        refused: &mut Option<Flow>,
    ) -> Result<(), Flow> {
        let flow = self.refuse_read_only(&declared.name, declared.place.clone());
        match self.dialect {
            Dialect::Bash => {
                if command == "export" {
                    self.qualify(&declared.name, options, &declared.place);
                }
                Ok(())
            }
            Dialect::Mksh if !matches!(command, "export" | "readonly") => Ok(()),
            Dialect::Zsh => {
                *refused = Some(flow);
                Ok(())
            }
            _ => Err(flow),
        }
    }

    fn in_function(&self) -> bool {
        let mut kinds = self.frames.iter().rev().map(super::frame::Frame::kind);
        kinds.any(|kind| kind == FrameKind::Function)
    }

    /// Whether what is declared is gone when the function ends.
    fn is_local(&self, command: &str, options: DeclareOptions, in_function: bool) -> bool {
        let is_wide = command == "export" || command == "readonly" && self.dialect != Dialect::Zsh;
        if !in_function || options.is_global || is_wide {
            return false;
        }
        let keyword = self.frames.iter().rev().find(|frame| frame.kind() == FrameKind::Function);
        match self.dialect {
            Dialect::Zsh => {
                !(options.exports == Some(true)
                    && command != "local"
                    && self.is_on(ShellOption::GlobalExport))
            }
            Dialect::Ksh => keyword.is_some_and(|frame| frame.has_keyword),
            _ => true,
        }
    }

    /// An option that the shell does not know: nothing is declared; ksh93's `export` does it and fails then.
    fn refused_option(&mut self, command: &str, words: &[Word]) -> Result<Flow, Flow> {
        let is_special = matches!(command, "export" | "readonly");
        match self.dialect {
            Dialect::Bash | Dialect::Zsh => {
                self.status = Status::known(if self.dialect == Dialect::Bash { 2 } else { 1 });
                Ok(Flow::Next)
            }
            Dialect::Mksh if !is_special => {
                self.status = Status::known(1);
                Ok(Flow::Next)
            }
            Dialect::Ksh if command == "export" => {
                for word in words {
                    for declared in self.declared(word)? {
                        self.declare_one(declared, DeclareOptions::of(command), false)?;
                    }
                }
                Err(self.misused("an option that this shell does not know", words))
            }
            _ => Err(self.misused("an option that this shell does not know", words)),
        }
    }

    fn declares_while_printing(&self, command: &str) -> bool {
        matches!(command, "export" | "readonly") && !matches!(self.dialect, Dialect::Zsh | Dialect::Dash)
    }

    fn declare_one(
        &mut self,
        declared: Declared,
        options: DeclareOptions,
        is_local: bool,
    ) -> Result<(), Flow> {
        let Declared { name, value, appends, place } = declared;
        let name = match name.split_once('[') {
            Some((before, _)) if self.dialect.is_rich() => before.to_owned(),
            _ => name,
        };
        if !is_name(&name) {
            self.note_bad_name(&name, &place);
            if self.dialect == Dialect::Mksh && !options.is_special {
                self.status = Status::known(1);
                return Ok(());
            }
            let ends = self.special_error();
            return match self.fails(ends) {
                Flow::Next => Ok(()),
                flow => Err(flow),
            };
        }
        let clashes = matches!(value, Some(Holds::Scalar(_)))
            && !is_local
            && self.variable(&name).is_some_and(|old| matches!(old.holds, Holds::Array(_)));
        if clashes && self.dialect == Dialect::Zsh && !self.is_told(&name) {
            let source = self.text_of_place(&name);
            self.perhaps_ends(Ends::File, &source);
            self.forget(&name, &source, place);
            return Ok(());
        }
        if clashes && self.dialect == Dialect::Zsh {
            // "inconsistent type for assignment"
            self.has_clash = true;
            return Ok(());
        }
        if is_local && self.dialect.is_almquist() && self.is_read_only(&name) {
            return Err(self.refuse_read_only(&name, place));
        }
        if is_local {
            self.make_local(&name);
            if self.dialect == Dialect::Zsh && options.exports == Some(false) {
                self.hide_outer(&name);
            }
        }
        let has_value = value.is_some();
        let changes = options.exports == Some(false) || options.has_shape;
        if changes && !has_value && self.is_read_only(&name) && self.exports_arrays() {
            // The Korn shells let nothing be taken from what is read-only.
            self.status = Status::known(1);
            if self.dialect == Dialect::Mksh {
                return Ok(());
            }
            let ends = self.special_error();
            return Err(self.fails(ends));
        }
        let loses_export = self.dialect == Dialect::Ksh
            && has_value
            && options.exports.is_none()
            && !options.is_special
            && self.variable(&name).is_some_and(|old| old.is_exported && old.shape == Shape::Plain);
        let loses_shape = self.dialect == Dialect::Ksh
            && has_value
            && !options.has_shape
            && options.is_typeset
            && self.in_function()
            && self.variable(&name).is_some_and(|old| old.shape != Shape::Plain);
        if loses_shape {
            // What becomes of the attributes there is ksh93's secret.
            self.forget(&name, &name, place);
            return Ok(());
        }
        if let Some(value) = value {
            if options.has_shape && !self.variable(&name).is_some_and(|old| old.is_read_only) {
                self.begin_shape(&name, options);
            }
            let value = if appends { self.appended(&name, value) } else { value };
            let is_ours = !self.is_read_only(&name);
            if let Err(flow) = self.assign_value(&name, value, place.clone()) {
                // zsh and ksh93 note what was asked for before they fail.
                if is_ours && matches!(self.dialect, Dialect::Zsh | Dialect::Ksh) {
                    self.qualify(&name, options, &place);
                }
                return Err(flow);
            }
        } else {
            self.declare_empty(&name, options, is_local, &place);
            if options.has_shape {
                self.reshape(&name, options.shape, options.is_unshaped);
            }
        }
        self.qualify(&name, options, &place);
        if has_value && options.exports.is_some() {
            self.settle(&name);
        }
        if loses_export {
            self.hide(&name, &place);
        }
        Ok(())
    }

    fn is_told(&self, name: &str) -> bool {
        self.variable(name).is_none_or(|variable| !variable.knowledge.is_unknown())
    }

    /// What would have to run to tell a variable's value.
    fn text_of_place(&self, name: &str) -> String {
        match self.variable(name).map(|variable| &variable.knowledge) {
            Some(Knowledge::Unknown(source) | Knowledge::Conditional(source)) => source.to_string(),
            _ => name.to_owned(),
        }
    }

    /// Arguments that somebody meant as part of the value before them.
    fn note_blanks(&mut self, words: &[Word]) {
        for pair in words.windows(2) {
            let [one, next] = pair else { continue };
            let Some(head) = one.assignment() else {
                let is_equals = next.bare().is_some_and(|text| text.starts_with('='));
                if let Some(name) = one.bare().filter(|_| is_equals) {
                    let kind = RemarkKind::BlankAroundEquals { variable: name.to_owned() };
                    let place = self.place(&one.span);
                    self.remark(kind, place);
                }
                continue;
            };
            let written = self.text_of(&one.span);
            let word = self.text_of(&next.span).to_owned();
            let is_cut = written.ends_with([',', '|']) || word.starts_with('-') || written.ends_with('=');
            if is_cut && next.assignment().is_none() {
                let variable = head.name.to_owned();
                let place = self.place(&next.span);
                self.remark(RemarkKind::CutByBlank { variable, word }, place);
            }
        }
    }

    fn note_bad_name(&mut self, name: &str, place: &Place) {
        if self.special_error() != Ends::Nothing {
            let shown: String = name.chars().take(40).collect();
            let reason = format!("`{shown}` is no variable name");
            self.remark(RemarkKind::Stops { reason }, place.clone());
        }
    }

    fn misused(&mut self, reason: &str, words: &[Word]) -> Flow {
        if let Some(word) = words.first() {
            let place = self.line_place(&word.span);
            self.remark(RemarkKind::Stops { reason: reason.to_owned() }, place);
        }
        let ends = self.special_error();
        self.fails(ends)
    }
}
