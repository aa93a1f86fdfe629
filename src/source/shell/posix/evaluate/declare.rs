//! `export`, `readonly`, `typeset`, `declare`, `local`.

use super::super::dialect::{Dialect, Ends};
use super::super::state::{Holds, ShellOption, Text, Variable};
use super::super::syntax::{Part, Word, is_name};
use super::expand::Tilde;
use super::flow::{Flow, FrameKind};
use super::simple::literal;
use super::{Evaluator, Status};
use crate::source::shell::{Place, RemarkKind};

/// What the options of a declaration ask for.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    exports: Option<bool>,
    is_read_only: bool,
    is_global: bool,
    is_array: bool,
    upper: Option<bool>,
    is_integer: bool,
    is_tied: bool,
    prints: bool,
    is_reference: bool,
    is_function: bool,
    is_justified: bool,
}

/// One argument of a declaration.
struct Declared {
    name: String,
    value: Option<Holds>,
    appends: bool,
    place: Place,
}

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
        let mut wish = Wish {
            exports: (command == "export").then_some(true),
            is_read_only: command == "readonly",
            is_integer: command == "integer" || command == "float",
            ..Wish::default()
        };
        let words = self.options(command, words, &mut wish);
        self.status = Status::known(0);
        if wish.prints || wish.is_function {
            return Ok(Flow::Next);
        }
        if wish.is_tied {
            return self.tie(words, wish);
        }
        let is_local = self.is_local(command, wish, in_function);
        self.note_blanks(words);
        if self.dialect.declares_one_by_one() {
            for word in words {
                for declared in self.declared(word)? {
                    self.declare_one(declared, wish, is_local)?;
                }
            }
            return Ok(Flow::Next);
        }
        let mut all = vec![];
        for word in words {
            all.extend(self.declared(word)?);
        }
        for declared in all {
            self.declare_one(declared, wish, is_local)?;
        }
        Ok(Flow::Next)
    }

    fn in_function(&self) -> bool {
        let mut kinds = self.frames.iter().rev().map(super::flow::Frame::kind);
        kinds.any(|kind| kind == FrameKind::Function)
    }

    /// Whether what is declared is gone when the function ends.
    fn is_local(&self, command: &str, wish: Wish, in_function: bool) -> bool {
        if !in_function || wish.is_global || matches!(command, "export" | "readonly") {
            return false;
        }
        let keyword = self.frames.iter().rev().find(|frame| frame.kind() == FrameKind::Function);
        match self.dialect {
            Dialect::Zsh => {
                !(wish.exports == Some(true) && command != "local" && self.is_on(ShellOption::GlobalExport))
            }
            Dialect::Ksh => keyword.is_some_and(|frame| frame.has_keyword),
            _ => true,
        }
    }

    /// Reads the options in front; gives the words behind them.
    fn options<'w>(&mut self, command: &str, words: &'w [Word], wish: &mut Wish) -> &'w [Word] {
        let mut rest = words;
        while let Some((first, behind)) = rest.split_first() {
            let Some(text) = literal(first) else { break };
            let sign = text.chars().next();
            if !matches!(sign, Some('-' | '+')) || text.len() < 2 {
                break;
            }
            rest = behind;
            if text == "--" {
                break;
            }
            let on = sign == Some('-');
            for letter in text.chars().skip(1) {
                self.option(command, letter, on, wish);
            }
        }
        rest
    }

    fn option(&self, command: &str, letter: char, on: bool, wish: &mut Wish) {
        match letter {
            'n' if command == "export" => wish.exports = Some(false),
            'n' => wish.is_reference = true,
            'x' => wish.exports = Some(on),
            'r' => wish.is_read_only = on,
            'g' => wish.is_global = true,
            'a' | 'A' => wish.is_array = true,
            'i' | 'E' | 'F' if self.dialect != Dialect::Bash || letter == 'i' => wish.is_integer = on,
            'u' => wish.upper = Some(true),
            'l' => wish.upper = Some(false),
            'T' if self.dialect == Dialect::Zsh => wish.is_tied = true,
            'L' | 'R' | 'Z' if self.dialect != Dialect::Bash => wish.is_justified = true,
            'p' => wish.prints = true,
            'f' | 'F' => wish.is_function = true,
            _ => {}
        }
    }

    /// The names and values that a word declares: several where braces or an expansion make them.
    fn declared(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let Some(head) = word.assignment() else { return self.quoted_name(word) };
        let name = head.name.to_owned();
        let place = self.name_place_in(word, &name);
        let (appends, length) = (head.appends, head.length);
        if appends && self.dialect == Dialect::Zsh {
            // zsh takes the `+` for a part of the name.
            let value = Some(Holds::Scalar(Text::default()));
            return Ok(vec![Declared { name: format!("{name}+"), value, appends, place }]);
        }
        if let Some(elements) = &word.array {
            let value = Some(Holds::Array(self.fields(elements)?));
            return Ok(vec![Declared { name, value, appends, place }]);
        }
        // bash expands braces even here; the last word wins.
        let words = match self.dialect {
            Dialect::Bash => self.with_braces(word),
            _ => Some(vec![word.parts.clone()]),
        };
        let Some(words) = words else {
            let value = Some(Holds::Scalar(Text::unknown(self.text_of(&word.span))));
            return Ok(vec![Declared { name, value, appends, place }]);
        };
        let mut all = vec![];
        for parts in words {
            let word = Word { parts, array: None, span: word.span.clone() };
            let value = self.scalar_with(&word.behind(length), Tilde::Assignment)?;
            let value = Some(Holds::Scalar(value));
            all.push(Declared { name: name.clone(), value, appends, place: place.clone() });
        }
        Ok(all)
    }

    /// A word such as `"NAME=value"` or `'NAME'=value`, whose name is quoted.
    fn quoted_name(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let Some((name, parts)) = quoted_head(&word.parts) else { return self.computed(word) };
        let place = self.inner_place(word, &name);
        let value = Some(Holds::Scalar(self.one_text(&parts, false)?));
        Ok(vec![Declared { name, value, appends: false, place }])
    }

    /// A word whose name is not written as `NAME=`: a bare name, or one that an expansion gives.
    fn computed(&mut self, word: &Word) -> Result<Vec<Declared>, Flow> {
        let is_literal = literal(word).is_some();
        let source = self.text_of(&word.span).to_owned();
        let place = self.line_place(&word.span);
        let mut all = vec![];
        let value_follows =
            word.parts.iter().any(|part| matches!(part, Part::Bare(text) if text.contains('=')));
        let fields =
            if value_follows { vec![self.scalar(word)?] } else { self.fields(std::slice::from_ref(word))? };
        for field in fields {
            if !field.is_usable() || field.knowledge.is_unknown() {
                self.opaque_names(&source, &place);
                continue;
            }
            let (name, value) = match field.text.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (field.text.clone(), None),
            };
            let computed =
                if is_literal { field.computed.clone() } else { Some(source.as_str().into()) };
            let knowledge = field.knowledge.clone();
            let value = value.map(|text| Holds::Scalar(Text { knowledge, computed, ..Text::certain(text) }));
            let place =
                if is_literal { self.inner_place(word, &name) } else { self.written_at(&field, &place) };
            all.push(Declared { name, value, appends: false, place });
        }
        Ok(all)
    }

    /// The name inside a quoted word such as `"NAME=value"`.
    fn inner_place(&self, word: &Word, name: &str) -> Place {
        let text = self.text_of(&word.span);
        let offset = text.find(name).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        let start = word.span.start.saturating_add(offset);
        self.place(&(start..start.saturating_add(u32::try_from(name.len()).unwrap_or(0))))
    }

    /// Where a computed name is really written: at the variable that gave it.
    fn written_at(&self, field: &Text, place: &Place) -> Place {
        field.from.clone().unwrap_or_else(|| place.clone())
    }

    fn declare_one(&mut self, declared: Declared, wish: Wish, is_local: bool) -> Result<(), Flow> {
        let Declared { name, value, appends, place } = declared;
        let name = match name.split_once('[') {
            Some((before, _)) if self.dialect.is_rich() => before.to_owned(),
            _ => name,
        };
        if !is_name(&name) {
            self.note_bad_name(&name, &place);
            let ends = self.dialect.special_builtin_error(self.is_interactive());
            return match self.fails(ends) {
                Flow::Next => Ok(()),
                flow => Err(flow),
            };
        }
        let clashes = matches!(value, Some(Holds::Scalar(_)))
            && !is_local
            && self.variable(&name).is_some_and(|old| matches!(old.holds, Holds::Array(_)));
        if clashes && self.dialect == Dialect::Zsh {
            // "inconsistent type for assignment"
            return Err(self.fails(Ends::File));
        }
        if is_local {
            self.make_local(&name);
        }
        if let Some(value) = value {
            let value = self.converted(value, wish);
            let value = if appends { self.appended(&name, value) } else { value };
            self.assign_value(&name, value, place.clone())?;
        } else if self.variable(&name).is_none() || is_local && wish.is_array {
            let holds = if wish.is_array { Holds::Array(vec![]) } else { Holds::Nothing };
            self.put(&name, Variable { holds, ..Variable::nothing() });
        }
        self.qualify(&name, wish, &place);
        Ok(())
    }

    /// Sets the attributes.
    fn qualify(&mut self, name: &str, wish: Wish, place: &Place) {
        let Some(old) = self.variable(name) else { return };
        let mut variable = (**old).clone();
        let hides = wish.exports == Some(false) && variable.is_exported;
        variable.is_exported = wish.exports.unwrap_or(variable.is_exported);
        variable.is_read_only |= wish.is_read_only;
        if hides {
            variable.taken_at = Some(place.clone());
        } else if variable.is_exported {
            variable.taken_at = None;
        }
        if wish.is_reference {
            variable.holds = Holds::Scalar(Text::unknown("declare -n"));
        }
        self.put(name, variable);
    }

    fn converted(&self, value: Holds, wish: Wish) -> Holds {
        let Holds::Scalar(mut text) = value else { return value };
        match wish.upper {
            Some(true) if self.dialect != Dialect::Mksh => text.text = text.text.to_uppercase(),
            Some(false) => text.text = text.text.to_lowercase(),
            _ => {}
        }
        if wish.is_justified {
            text = Text::unknown(&text.text);
        }
        if wish.is_integer && text.text.parse::<i64>().is_err() {
            text = Text::unknown(&text.text);
        }
        Holds::Scalar(text)
    }

    /// zsh's `typeset -T SCALAR array [separator]`.
    fn tie(&mut self, words: &[Word], wish: Wish) -> Result<Flow, Flow> {
        let mut texts = vec![];
        for word in words {
            texts.push(self.scalar(word)?);
        }
        let (Some(scalar), Some(array)) = (texts.first(), texts.get(1)) else { return Ok(Flow::Next) };
        let separator = texts.get(2).and_then(|text| text.text.chars().next()).unwrap_or(':');
        let (name, value) = match scalar.text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (scalar.text.clone(), None),
        };
        let place = words.first().map(|word| self.name_place_in(word, &name));
        let old = self.variable(&name).map(|old| (**old).clone()).unwrap_or_else(Variable::nothing);
        let holds = match value {
            Some(text) => Holds::Scalar(Text::certain(text)),
            None if old.holds == Holds::Nothing => Holds::Scalar(Text::default()),
            None => old.holds.clone(),
        };
        let array_name = array.text.clone();
        let is_exported = wish.exports.unwrap_or(old.is_exported);
        let tied = Variable {
            holds,
            is_exported,
            place,
            tie: Some((array_name.as_str().into(), separator)),
            ..Variable::nothing()
        };
        self.put(&name, tied);
        if let Some(array) = self.variable(&array_name) {
            let mut array = (**array).clone();
            array.tie = Some((name.as_str().into(), separator));
            self.state.variables.put(array_name.as_str().into(), Some(array.into()));
        }
        Ok(Flow::Next)
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
                let place = self.place(&one.span);
                self.remark(RemarkKind::CutByBlank { variable, word }, place);
            }
        }
    }

    fn note_bad_name(&mut self, name: &str, place: &Place) {
        if self.dialect.special_builtin_error(self.is_interactive()) != Ends::Nothing {
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
        let ends = self.dialect.special_builtin_error(self.is_interactive());
        self.fails(ends)
    }
}

/// The literal name in front of the first `=`, quoted or not, and the parts behind it.
fn quoted_head(parts: &[Part]) -> Option<(String, Vec<Part>)> {
    let mut name = String::new();
    for (index, part) in parts.iter().enumerate() {
        let behind = |first: Part| {
            let rest = parts.get(index + 1..).unwrap_or_default();
            std::iter::once(first).chain(rest.iter().cloned()).collect::<Vec<_>>()
        };
        match part {
            Part::Bare(text) | Part::Quoted(text) => match text.split_once('=') {
                None => name.push_str(text),
                Some((before, after)) => {
                    name.push_str(before);
                    return is_name(&name).then(|| (name, behind(Part::Quoted(after.to_owned()))));
                }
            },
            Part::Double(inner) => match quoted_head(inner) {
                Some((inner_name, after)) => {
                    name.push_str(&inner_name);
                    return Some((name, behind(Part::Double(after))));
                }
                None => {
                    for piece in inner {
                        let (Part::Bare(text) | Part::Quoted(text)) = piece else { return None };
                        name.push_str(text);
                    }
                }
            },
            _ => return None,
        }
    }
    None
}
