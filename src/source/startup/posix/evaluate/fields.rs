//! From expanded words to arguments: braces, splitting, file names.

use super::super::dialect::Dialect;
use super::super::state::ShellOption;
use super::super::syntax::{Part, Word};
use super::super::text::Text;
use super::Evaluator;
use super::expanded::{Expanded, Piece, Quoting, has_open_bracket, take_qualifiers};
use super::frame::Flow;
use super::tilde::Tilde;
use crate::source::startup::pattern::Pattern;
use crate::source::startup::{Presence, RemarkKind};

/// Arguments of one command.
const MAX_FIELDS: usize = 100_000;

/// Words that one word may become.
const MAX_WORDS: usize = 10_000;

impl Evaluator<'_> {
    /// The arguments that words stand for.
    ///
    /// # Errors
    /// An expansion that fails, and what that ends.
    pub(super) fn fields(&mut self, words: &[Word]) -> Result<Vec<Text>, Flow> {
        let mut fields = vec![];
        for word in words {
            let known = fields.len();
            match self.with_braces(word) {
                None => fields.push(Text::unknown(self.text_of(&word.span))),
                Some(words) => {
                    let is_list = words.len() > 1 && self.dialect != Dialect::Bash;
                    for parts in words {
                        if parts.is_empty() && is_list {
                            // bash alone drops the empty word of `{a,}`.
                            fields.push(Text::default());
                            continue;
                        }
                        let parts = self.with_tilde(&parts, Tilde::Word)?;
                        for expanded in self.expand(&parts, false)? {
                            for field in self.split(expanded) {
                                self.file_names(field, word, &mut fields)?;
                            }
                        }
                    }
                }
            }
            if fields.len() > MAX_FIELDS {
                return Err(self.give_up("a command of more words than this reader follows"));
            }
            let place = self.line_place(&word.span);
            for field in fields.iter_mut().skip(known).filter(|field| field.from.is_none()) {
                field.from = Some(place.clone());
            }
            self.budget.spend((fields.len() - known) / 16);
        }
        Ok(fields)
    }

    /// The words that `{a,b}` makes of a word; `None`: very many.
    pub(super) fn with_braces(&mut self, word: &Word) -> Option<Vec<Vec<Part>>> {
        let has_braces = word.parts.iter().any(|part| matches!(part, Part::Bare(text) if text.contains('{')));
        if !has_braces || !self.dialect.is_rich() {
            return Some(vec![word.parts.clone()]);
        }
        let words = super::super::braces::expand(&word.parts, MAX_WORDS, self.dialect);
        if words.is_none() {
            let place = self.line_place(&word.span);
            self.remark(RemarkKind::Limit { reason: "braces that make very many words".into() }, place);
        }
        words
    }

    /// Splits a word at the blanks that an expansion brought.
    fn split(&self, expanded: Expanded) -> Vec<Expanded> {
        let splits = self.dialect.splits_words() || self.is_on(ShellOption::ShWordSplit);
        let is_unknown = expanded.sum.knowledge.is_unknown();
        let separators = match self.scalar_of("IFS") {
            Some(text) => text.text,
            None => " \t\n".to_owned(),
        };
        let sum = Text { text: String::new(), ..expanded.sum.clone() };
        let mut words = vec![];
        let mut now = Expanded { pieces: vec![], sum: sum.clone() };
        for piece in expanded.pieces {
            if piece.quoting != Quoting::Expanded || !splits || is_unknown {
                // An unquoted expansion to nothing makes no word.
                if piece.quoting == Quoting::Quoted || !piece.text.is_empty() || is_unknown {
                    now.pieces.push(piece);
                }
                continue;
            }
            if !piece.text.contains(|c| separators.contains(c)) {
                // An unquoted expansion to nothing makes no word.
                if !piece.text.is_empty() {
                    now.pieces.push(piece);
                }
                continue;
            }
            let mut rest = piece.text.as_str();
            while let Some(at) = rest.find(|c| separators.contains(c)) {
                let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
                if !before.is_empty() {
                    now.pieces.push(Piece {
                        text: before.to_owned(),
                        quoting: Quoting::Expanded,
                        others: vec![],
                    });
                }
                let separator = after.chars().next().unwrap_or(' ');
                if !now.pieces.is_empty() || !separator.is_whitespace() {
                    words.push(std::mem::replace(&mut now, Expanded { pieces: vec![], sum: sum.clone() }));
                }
                rest = after.get(separator.len_utf8()..).unwrap_or_default();
            }
            if !rest.is_empty() {
                now.pieces.push(Piece { text: rest.to_owned(), quoting: Quoting::Expanded, others: vec![] });
            }
        }
        if !now.pieces.is_empty() {
            words.push(now);
        }
        words
    }

    /// The files whose names a word matches, or the word itself.
    fn file_names(&mut self, field: Expanded, word: &Word, fields: &mut Vec<Text>) -> Result<(), Flow> {
        let is_zsh = self.dialect == Dialect::Zsh;
        let is_live = |piece: &Piece| match piece.quoting {
            Quoting::Bare => true,
            Quoting::Quoted => false,
            Quoting::Expanded => !is_zsh,
        };
        // ksh93 and mksh expand braces in what an expansion gives.
        let has_list = |piece: &Piece| piece.quoting == Quoting::Expanded && piece.text.contains('{');
        if self.exports_arrays() && field.pieces.iter().any(has_list) {
            fields.push(Text::unknown(self.text_of(&word.span)));
            return Ok(());
        }
        if is_zsh && !self.is_on(ShellOption::NoGlob) && has_open_bracket(&field.pieces) {
            return self.no_match("a pattern without an end", word);
        }
        let mut pieces = field.pieces.clone();
        let qualifiers = if is_zsh { take_qualifiers(&mut pieces) } else { None };
        let mut pattern = Pattern::new(self.dialect.patterns());
        for piece in &pieces {
            pattern.push(&piece.text, !is_live(piece));
        }
        let is_pattern = (pattern.is_magic() || qualifiers.is_some())
            && !field.sum.knowledge.is_unknown()
            && !self.is_on(ShellOption::NoGlob);
        if !is_pattern {
            fields.push(field.into_text());
            return Ok(());
        }
        let sum = Text { others: vec![], ..field.sum.clone() };
        match self.matching(&pieces, is_live) {
            None => fields.push(Text::unknown(self.text_of(&word.span))),
            Some(found) if found.is_empty() => {
                let vanishes = qualifiers.is_some_and(|letters| letters.contains('N'))
                    || self.is_on(ShellOption::NullGlob);
                if vanishes {
                } else if is_zsh && self.is_on(ShellOption::NoMatch) {
                    return self.no_match("no file matches", word);
                } else {
                    fields.push(field.into_text());
                }
            }
            Some(found) => fields.extend(found.into_iter().map(|text| Text { text, ..sum.clone() })),
        }
        Ok(())
    }

    /// zsh fails at a pattern that nothing matches; of a program only the process that was to run it does.
    fn no_match(&mut self, what: &str, word: &Word) -> Result<(), Flow> {
        if let Some(failed) = &mut self.failed_pattern {
            *failed = true;
            return Ok(());
        }
        let reason = format!("{what}: {}", self.text_of(&word.span));
        let place = self.line_place(&word.span);
        self.remark(RemarkKind::Stops { reason }, place);
        Err(self.fails(super::super::dialect::Ends::File))
    }

    /// The paths that match, in order; `None`: the files are not known.
    fn matching(&mut self, pieces: &[Piece], is_live: impl Fn(&Piece) -> bool) -> Option<Vec<String>> {
        let glyphs: Vec<(char, bool)> = pieces
            .iter()
            .flat_map(|piece| piece.text.chars().map(|c| (c, is_live(piece))).collect::<Vec<_>>())
            .collect();
        let components: Vec<&[(char, bool)]> = glyphs.split(|(c, _)| *c == '/').collect();
        let mut found = vec![String::new()];
        let last = components.len().checked_sub(1)?;
        for (index, component) in components.iter().enumerate() {
            let mut next = vec![];
            for before in &found {
                next.extend(self.component(before, component, index == last)?);
                if next.len() > MAX_WORDS {
                    return None;
                }
            }
            found = next;
        }
        Some(found)
    }

    fn component(&self, before: &str, component: &[(char, bool)], is_last: bool) -> Option<Vec<String>> {
        let slash = if is_last { "" } else { "/" };
        let text: String = component.iter().map(|(c, _)| *c).collect();
        let glyphs = component.iter().map(|(c, is_live)| (*c, !is_live));
        let pattern = Pattern::of(self.dialect.patterns(), glyphs);
        if !pattern.is_magic() {
            let path = format!("{before}{text}");
            let exists = match self.tree.presence(&self.resolve(&path)?) {
                Presence::Missing => false,
                Presence::Untold => return None,
                _ => true,
            };
            let stays = path.is_empty() || exists;
            return Some(if stays { vec![format!("{path}{slash}")] } else { vec![] });
        }
        // A copy of a disk is seldom whole at its top.
        if before == "/" && self.tree.presence("/usr") == Presence::Untold {
            return None;
        }
        let directory = if before.is_empty() { self.resolve(".")? } else { self.resolve(before)? };
        if self.tree.presence(&directory) == Presence::Untold {
            return None;
        }
        let names = self.tree.list(&directory);
        let shows_hidden = component.first().is_some_and(|(c, _)| *c == '.');
        let visible = names.into_iter().filter(|name| shows_hidden || !name.starts_with('.'));
        let mut found = vec![];
        for name in visible {
            if pattern.matches(&name)? {
                found.push(format!("{before}{name}{slash}"));
            }
        }
        Some(found)
    }

    /// A path from the root; `None`: the current directory is not known.
    pub(super) fn resolve(&self, path: &str) -> Option<String> {
        if path.starts_with('/') {
            return Some(path.to_owned());
        }
        let here = self.scalar_of("PWD").unwrap_or_else(|| Text::certain(self.start.home()));
        if here.knowledge.is_unknown() || !here.text.starts_with('/') {
            return None;
        }
        let path = path.trim_start_matches("./");
        let path = if path == "." { "" } else { path };
        Some(format!("{}/{path}", here.text.trim_end_matches('/')))
    }
}
