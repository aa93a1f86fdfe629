//! Running a file line by line, and a line command by command.

use std::rc::Rc;

use super::expand::expand;
use super::frame::Frame;
use super::glyph::{At, Glyph, Word, text};
use super::input::Input;
use super::lex::{Habits, Line, Source, read_line};
use super::machine::{Machine, Status};
use super::parse::{Node, parse};
use super::variables::Binding;
use crate::source::startup::{Knowledge, Place, RemarkKind};

/// Files and undecided branches that may be open within each other.
pub(super) const DEEPEST: u32 = 24;

/// Times that one file may be open within itself.
pub(super) const MOST_OPEN: usize = 3;

/// What a line costs besides its characters.
const LINE: usize = 8;

/// Aliases that one line may go through, as in tcsh.
const MOST_ALIASES: usize = 50;

/// Commands in front of another one that give it a process of its own.
const PREFIXES: [&str; 4] = ["nice", "nohup", "hup", "time"];

impl Machine<'_> {
    /// Runs the innermost file, up to `join` if that is given, or until it leaves the stretch from `start`.
    pub(super) fn run(&mut self, stretch: Option<(At, At)>) {
        loop {
            if self.is_over() {
                return;
            }
            let Some(frame) = self.frames.last_mut() else { return };
            let at = frame.input.at();
            let is_outside = stretch.is_some_and(|(start, join)| at < start || at >= join);
            if frame.ended || is_outside {
                return;
            }
            if !self.line() {
                return;
            }
        }
    }

    /// Runs one line; whether there was one.
    fn line(&mut self) -> bool {
        let habits = self.habits();
        let Some(frame) = self.frames.last_mut() else { return false };
        let before = frame.input.at();
        frame.line = before;
        let line = read_line(Source::File(&mut frame.input), habits);
        let read = frame.input.at().offset - before.offset;
        self.charge(read + LINE);
        let words = match line {
            Ok(Line::End) => return false,
            Ok(Line::Words(words)) => words,
            Err(reason) => {
                self.wrong(&reason, before, read);
                return true;
            }
        };
        if words.len() < 2 {
            return true;
        }
        match self.aliased(words.clone(), habits) {
            Ok((aliased, None)) => self.words(&aliased, before, read),
            // The alias may not be there: the line as it stands is the other way.
            Ok((aliased, Some(test))) => {
                let home = self.frames.last().map_or(before, |frame| frame.input.at());
                self.fork(
                    &test,
                    home,
                    |this| this.words(&aliased, before, read),
                    |this| this.words(&words, before, read),
                );
            }
            Err(reason) => self.wrong(&reason, before, read),
        }
        true
    }

    /// Runs the words of a line.
    fn words(&mut self, words: &[Word], at: At, length: usize) {
        match parse(words) {
            Ok(None) => {}
            Ok(Some(node)) => {
                if let Err(reason) = self.execute(&node) {
                    self.fail(&reason, at, length);
                }
            }
            Err(reason) => self.wrong(&reason, at, length),
        }
    }

    /// How the shell's settings change the reading of a line.
    pub(super) fn habits(&self) -> Habits {
        let history = match self.variables.shell.get("histchars").filter(|binding| binding.is_set) {
            Some(chars) => chars.words.first().and_then(|word| word.chars().next()),
            None => Some('!'),
        };
        Habits { history, backslash_quote: self.switch("backslash_quote") }
    }

    /// The line cannot be read.
    fn wrong(&mut self, reason: &str, at: At, length: usize) {
        let place = self.line_place(at, length);
        self.remark(RemarkKind::SyntaxError { reason: reason.to_owned() }, place);
        self.stop();
    }

    /// A command fails in the way that ends the reading.
    pub(super) fn fail(&mut self, reason: &str, at: At, length: usize) {
        let place = self.line_place(at, length);
        self.remark(RemarkKind::Stops { reason: reason.to_owned() }, place);
        self.stop();
    }

    fn line_place(&self, at: At, length: usize) -> Option<Place> {
        let text = self.source(at.offset, at.offset.saturating_add(length));
        let line = text.lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        self.place(At { offset: at.offset + indent, ..at }, line.trim().chars().count())
    }

    /// Nothing more is read of any start-up file.
    fn stop(&mut self) {
        self.failed = true;
        self.status = Status::Known(1);
        if let Some(frame) = self.frames.last_mut() {
            frame.end();
        }
    }

    /// Replaces commands that are aliases, again and again; with the test on which an alias among them hangs.
    fn aliased(
        &mut self,
        mut words: Vec<Word>,
        habits: Habits,
    ) -> Result<(Vec<Word>, Option<Rc<str>>), String> {
        let mut test = None;
        if self.variables.aliases.iter().next().is_none() {
            return Ok((words, test));
        }
        for _ in 0..MOST_ALIASES {
            let Some((from, to, alias)) = self.next_alias(&words) else { return Ok((words, test)) };
            if let Knowledge::Conditional(text) | Knowledge::Unknown(text) = &alias.knowledge {
                test.get_or_insert_with(|| text.clone());
            }
            let alias = alias.text();
            let call: Vec<Word> = words.get(from..to).unwrap_or_default().to_vec();
            let Some(place) = call.first() else { return Ok((words, test)) };
            let name = place.glyphs.clone();
            let uses_arguments = habits.history.is_some_and(|char| has_reference(&alias, char));
            let source = Source::Alias { text: alias.chars(), call: &call, place };
            let Line::Words(mut replaced) = read_line(source, habits)? else { return Ok((words, test)) };
            replaced.pop();
            self.charge(words.len() + alias.len());
            if let Some(first) = replaced.first_mut() {
                first.is_final = first.glyphs == name;
            }
            let end = if uses_arguments { to } else { from + 1 };
            words.splice(from..end, replaced);
        }
        Err("alias loop".into())
    }

    /// The first command of the line that is an alias: its words, and the alias's text.
    fn next_alias(&self, words: &[Word]) -> Option<(usize, usize, Binding)> {
        let (mut begins, mut depth) = (true, 0_u32);
        for (index, word) in words.iter().enumerate() {
            if word.starts('(') {
                // A parenthesis in front of a command is a subshell, in which aliases count too.
                depth += u32::from(!begins);
            } else if word.starts(')') {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && separates(words, index) {
                begins = true;
            } else if std::mem::take(&mut begins)
                && let Some(alias) = self.alias(word)
            {
                return Some((index, end_of_command(words, index), alias));
            }
        }
        None
    }

    fn alias(&self, word: &Word) -> Option<Binding> {
        if word.is_final || word.glyphs.iter().any(|glyph| glyph.quoted) {
            return None;
        }
        let binding = self.variables.aliases.get(text(&word.glyphs).as_str())?;
        binding.is_set.then(|| binding.clone())
    }

    /// Runs what was parsed.
    ///
    /// # Errors
    /// What ends the reading at once: an undefined variable, for one. What a command of the shell itself
    /// finds wrong lets the rest of the line run.
    pub(super) fn execute(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::List(nodes) => nodes.iter().try_for_each(|node| self.execute(node)),
            Node::Or(nodes) | Node::And(nodes) => self.chain(nodes, matches!(node, Node::And(_))),
            Node::Pipe(nodes) => self.pipe(nodes),
            Node::Background(node) => self.apart(node),
            Node::Subshell { here } => {
                self.here_document(here.as_ref())?;
                self.status = Status::Unknown("( … )".into());
                Ok(())
            }
            Node::Command(command) => {
                let words = expand(self, &command.words)?;
                self.here_document(command.here.as_ref())?;
                if words.is_empty() {
                    return Ok(());
                }
                self.command(&words);
                Ok(())
            }
        }
    }

    /// `a && b && c`, `a || b || c`.
    fn chain(&mut self, nodes: &[Node], while_successful: bool) -> Result<(), String> {
        let Some((first, rest)) = nodes.split_first() else { return Ok(()) };
        self.execute(first)?;
        if rest.is_empty() {
            return Ok(());
        }
        match self.status.clone() {
            Status::Known(status) if (status == 0) != while_successful => Ok(()),
            Status::Known(_) => self.chain(rest, while_successful),
            Status::Unknown(text) => {
                let test = if while_successful { text } else { format!("! {{ {text} }}").into() };
                let mut failure = Ok(());
                self.fork_once(&test, |this| failure = this.chain(rest, while_successful));
                // Whether the other side fails is as little decided as whether it runs.
                if failure.is_err() {
                    self.doubt.get_or_insert(test);
                }
                Ok(())
            }
        }
    }

    /// All but the last element run in processes of their own; only their words are looked at.
    fn pipe(&mut self, nodes: &[Node]) -> Result<(), String> {
        let Some((last, first)) = nodes.split_last() else { return Ok(()) };
        first.iter().try_for_each(|node| self.apart(node))?;
        self.execute(last)?;
        self.status = Status::Unknown("|".into());
        Ok(())
    }

    /// What runs in a process of its own: only its words are expanded here, and that may fail.
    fn apart(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Command(command) => {
                let words = expand(self, &command.words)?;
                self.here_document(command.here.as_ref())?;
                self.notice(&words);
                self.status = Status::Unknown(self.source_of(&words));
                Ok(())
            }
            Node::Subshell { here } => self.here_document(here.as_ref()),
            Node::Pipe(nodes) => nodes.iter().try_for_each(|node| self.apart(node)),
            Node::List(_) | Node::Or(_) | Node::And(_) | Node::Background(_) => {
                self.status = Status::Unknown("&".into());
                Ok(())
            }
        }
    }

    /// Passes over the text of a here-document. Its variables are looked up unless its word is quoted.
    fn here_document(&mut self, word: Option<&Word>) -> Result<(), String> {
        let Some(word) = word else { return Ok(()) };
        let term = text(&word.glyphs);
        let is_quoted = word.glyphs.iter().any(|glyph| glyph.is_quote() || glyph.char == '\\');
        loop {
            let Some(frame) = self.frames.last_mut() else { return Ok(()) };
            let at = frame.input.at();
            let (line, ended) = rest_of_line(&mut frame.input);
            let end = frame.input.at().offset;
            self.charge(line.len() + 1);
            if line == term || (ended && line.is_empty()) || self.exhausted {
                return Ok(());
            }
            if !is_quoted {
                // Quotes are plain text here.
                let plain = |char: char| Glyph { char, quoted: matches!(char, '\'' | '"' | '`') };
                let word = Word::read(line.chars().map(plain).collect(), at, end);
                expand(self, &[word])?;
            }
        }
    }

    /// Runs a command whose words are expanded.
    pub(super) fn command(&mut self, words: &[Word]) {
        let prefixed = words.iter().take_while(|word| PREFIXES.iter().any(|prefix| word.is(prefix))).count();
        if prefixed > 0 && prefixed < words.len() {
            self.status = Status::Unknown(self.source_of(words));
            return self.notice(words);
        }
        self.status = Status::Known(0);
        let Some(name) = words.first() else { return };
        if name.is_unknown() {
            let source = self.source_of(words);
            self.opaque(&source, words);
            self.status = Status::Unknown(source);
            return;
        }
        if let Err(reason) = self.builtin_or_program(words) {
            self.fail_at(&reason, words);
        }
    }

    /// A command of the shell fails: nothing more is read, but the rest of the line runs.
    pub(super) fn fail_at(&mut self, reason: &str, words: &[Word]) {
        let place = words.first().zip(words.last()).and_then(|(first, last)| {
            let length = self.source(first.at.offset, last.end).chars().count();
            self.place(first.at, length)
        });
        self.remark(RemarkKind::Stops { reason: reason.to_owned() }, place);
        self.stop();
    }

    /// Reads a file as `source` does, and what follows in it; the file that was being read goes on behind.
    pub(super) fn read_file(&mut self, path: &str, text: Rc<str>) {
        let path = path.into();
        self.refuel(&path, text.len());
        self.frames.push(Frame::new(path, text));
        self.depth += 1;
        self.run(None);
        self.depth -= 1;
        if self.exhausted {
            self.forget_the_rest();
        }
        self.frames.pop();
    }

    /// After a limit was reached: whatever the file names is not known.
    fn forget_the_rest(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        frame.end();
        let (text, at) = (frame.input.text().to_owned(), frame.line);
        let reason = "too much to follow: what this file sets is not known".into();
        self.remark(RemarkKind::Limit { reason }, self.place(at, 0));
        self.forget_names_in(&text);
    }
}

/// What is left of the line, and whether the file ends there.
fn rest_of_line(input: &mut Input) -> (String, bool) {
    let mut line = String::new();
    loop {
        match input.next() {
            None => return (line, true),
            Some('\n') => return (line, false),
            Some(char) => line.push(char),
        }
    }
}

/// Whether a word ends a command; `>&` is one redirection.
fn separates(words: &[Word], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    let redirects = before.is_some_and(|before| before.starts('>'));
    words.get(index).is_some_and(|word| {
        [';', '|', '\n'].iter().any(|char| word.starts(*char)) || (word.starts('&') && !redirects)
    })
}

/// The index behind the command that begins at `start`.
fn end_of_command(words: &[Word], start: usize) -> usize {
    let mut depth = 0_u32;
    for (index, word) in words.iter().enumerate().skip(start) {
        if word.starts('(') {
            depth += 1;
        } else if word.starts(')') {
            let Some(outer) = depth.checked_sub(1) else { return index };
            depth = outer;
        } else if depth == 0 && separates(words, index) {
            return index;
        }
    }
    words.len()
}

/// Whether an alias's text takes in the arguments of the call.
fn has_reference(alias: &str, history: char) -> bool {
    alias
        .split(history)
        .skip(1)
        .any(|behind| !behind.starts_with([' ', '\t', '=', '~', '(']) && !behind.is_empty())
}

/// A binding that the shell itself makes before it reads any file.
pub(super) fn own(text: &str) -> Binding {
    Binding::set(vec![text.to_owned()], None)
}
