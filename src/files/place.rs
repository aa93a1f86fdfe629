//! A place: a file and some of its bytes. Readers keep it, rules point at it, and only output asks for its line
//! and column.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A text with the file that it was read from.
pub struct TextFile {
    path: Option<PathBuf>,
    text: Arc<str>,
    /// The number of the first line of `text`, from 1.
    first_line: u32,
    /// The bytes of the file before `text`.
    first_byte: usize,
    /// The byte at which each line begins, worked out when somebody asks.
    starts: OnceLock<Box<[usize]>>,
}

impl TextFile {
    /// A file's whole text.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> Arc<Self> {
        Self::of(Some(path.into()), text.into(), 1)
    }

    /// A file's text without the byte order mark that it may begin with, for readers that pass over it.
    pub fn after_mark(path: impl Into<PathBuf>, text: &str) -> Arc<Self> {
        let (path, rest) = (Some(path.into()), text.strip_prefix('\u{feff}').unwrap_or(text));
        let first_byte = text.len() - rest.len();
        Arc::new(Self { path, text: rest.into(), first_line: 1, first_byte, starts: OnceLock::new() })
    }

    /// A text that stands in no file: a paste.
    pub fn unnamed(text: impl Into<Arc<str>>) -> Arc<Self> {
        Self::of(None, text.into(), 1)
    }

    /// A file of which only one line is known, by its number (from 1).
    pub fn of_line(path: impl Into<PathBuf>, text: impl Into<Arc<str>>, number: u32) -> Arc<Self> {
        Self::of(Some(path.into()), text.into(), number)
    }

    fn of(path: Option<PathBuf>, text: Arc<str>, first_line: u32) -> Arc<Self> {
        Arc::new(Self { path, text, first_line, first_byte: 0, starts: OnceLock::new() })
    }

    /// The file; `None`: the text stands in none.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The file's path as a text, for messages; empty where there is none.
    pub fn path_text(&self) -> Cow<'_, str> {
        self.path().map_or(Cow::Borrowed(""), Path::to_string_lossy)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same text under another name of its file.
    pub fn renamed(&self, path: impl Into<PathBuf>) -> Arc<Self> {
        let (path, text) = (Some(path.into()), Arc::clone(&self.text));
        let (first_line, first_byte) = (self.first_line, self.first_byte);
        Arc::new(Self { path, text, first_line, first_byte, starts: OnceLock::new() })
    }

    /// The place of a line (from 1), without the blanks around it; `None`: there is no such line.
    pub fn line(self: &Arc<Self>, number: u32) -> Option<Place> {
        let index = usize::try_from(number.checked_sub(self.first_line)?).ok()?;
        let starts = self.starts();
        let start = *starts.get(index)?;
        // A file's last line feed ends a line and begins none.
        let is_beyond = start == self.text.len() && index > 0;
        (!is_beyond).then(|| Place::new(self, self.trimmed(self.line_at(start))))
    }

    /// The bytes of a line (from 1), without its line feed; the end of the text, where there is no such line.
    pub fn line_bytes(&self, number: u32) -> Range<usize> {
        let index = number.saturating_sub(self.first_line) as usize;
        let end = self.text.len();
        self.starts().get(index).map_or(end..end, |start| self.line_at(*start))
    }

    /// The place of the file's first line.
    pub fn beginning(self: &Arc<Self>) -> Place {
        Place::new(self, self.trimmed(self.line_at(0)))
    }

    /// The bytes of the text that are these bytes of the file.
    pub fn range_of(&self, in_file: Range<usize>) -> Option<Range<usize>> {
        let start = in_file.start.checked_sub(self.first_byte)?;
        Some(start..in_file.end.checked_sub(self.first_byte)?)
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let after = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after).collect()
        })
    }

    /// The index of the line that a byte stands on.
    fn index_of(&self, at: usize) -> usize {
        self.starts().partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The bytes of the line that a byte stands on, without its line feed.
    fn line_at(&self, at: usize) -> Range<usize> {
        let index = self.index_of(at);
        let start = self.starts().get(index).copied().unwrap_or(0);
        let next = self.starts().get(index + 1);
        start..next.map_or(self.text.len(), |next| next.saturating_sub(1))
    }

    fn trimmed(&self, line: Range<usize>) -> Range<usize> {
        let text = self.slice(&line);
        let begin = line.start + (text.len() - text.trim_start().len());
        begin..begin + text.trim().len()
    }

    /// The nearest beginning of a character, not after `at`.
    fn border_at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn characters(&self, range: Range<usize>) -> u32 {
        u32::try_from(self.slice(&range).chars().count()).unwrap_or(u32::MAX)
    }
}

/// Shows no text: it may hold secrets.
impl fmt::Debug for TextFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({} bytes)", self.path, self.text.len())
    }
}

/// Some bytes of a file. Two places are the same where their files have the same path.
#[derive(Clone)]
pub struct Place {
    file: Arc<TextFile>,
    range: Range<usize>,
}

impl Place {
    /// These bytes of a file; what is beyond its end or inside a character counts as its nearest border.
    pub fn new(file: &Arc<TextFile>, range: Range<usize>) -> Self {
        let end = file.border_at(range.end);
        let start = file.border_at(range.start).min(end);
        Self { file: Arc::clone(file), range: start..end }
    }

    /// The file with its text.
    pub fn file(&self) -> &Arc<TextFile> {
        &self.file
    }

    /// The file; `None`: the text stands in none.
    pub fn path(&self) -> Option<&Path> {
        self.file.path()
    }

    /// The file's path as a text, for messages; empty where there is none.
    pub fn path_text(&self) -> Cow<'_, str> {
        self.file.path_text()
    }

    /// Whether the place is in that file.
    pub fn is_in(&self, path: impl AsRef<Path>) -> bool {
        self.path() == Some(path.as_ref())
    }

    /// The bytes, counted in the file.
    pub fn in_file(&self) -> Range<usize> {
        let before = self.file.first_byte;
        self.range.start + before..self.range.end + before
    }

    /// The bytes, counted in the text that was read.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The same bytes of the same text under another name of its file.
    pub fn in_renamed(&self, file: &Arc<TextFile>) -> Self {
        Self::new(file, self.range())
    }

    /// What stands there.
    pub fn text(&self) -> &str {
        self.file.slice(&self.range)
    }

    /// The line on which it begins, from 1.
    pub fn line(&self) -> u32 {
        let index = u32::try_from(self.file.index_of(self.range.start)).unwrap_or(u32::MAX);
        self.file.first_line.saturating_add(index)
    }

    /// The column of its first character, in characters from 1.
    pub fn column(&self) -> u32 {
        let start = self.file.line_at(self.range.start).start;
        self.file.characters(start..self.range.start).saturating_add(1)
    }

    /// The column after its last character on the line on which it begins.
    pub fn end_column(&self) -> u32 {
        let line = self.file.line_at(self.range.start);
        self.file.characters(line.start..self.range.end.min(line.end)).saturating_add(1)
    }

    /// The line on which it begins, without the blanks around it.
    pub fn whole_line(&self) -> Self {
        let line = self.file.trimmed(self.file.line_at(self.range.start));
        Self { file: Arc::clone(&self.file), range: line }
    }

    /// All of the line on which it begins, its line feed included.
    pub fn line_with_its_end(&self) -> Self {
        let line = self.file.line_at(self.range.start);
        let end = line.end + usize::from(self.file.text.as_bytes().get(line.end) == Some(&b'\n'));
        Self { file: Arc::clone(&self.file), range: line.start..end }
    }

    /// The line and the column after its last character.
    pub fn end(&self) -> (u32, u32) {
        let end = Self { file: Arc::clone(&self.file), range: self.range.end..self.range.end };
        (end.line(), end.column())
    }

    /// Where some bytes of a value stand that was read from here. `None`: the file spells the value in another
    /// way (quotes, escapes), so that its bytes have no places of their own.
    pub fn of_bytes(&self, value: &str, bytes: Range<usize>) -> Option<Self> {
        let is_as_written = self.text() == value && value.get(bytes.clone()).is_some();
        is_as_written.then(|| self.part(bytes))
    }

    /// The place of `length` bytes that begin `distance` bytes before this one; `None`: the file begins later.
    pub fn before(&self, distance: usize, length: usize) -> Option<Self> {
        let start = self.range.start.checked_sub(distance)?;
        Some(Self::new(&self.file, start..start.saturating_add(length)))
    }

    /// The place of some bytes, counted from the beginning of this one.
    pub fn part(&self, bytes: Range<usize>) -> Self {
        let start = self.range.start;
        Self::new(&self.file, start.saturating_add(bytes.start)..start.saturating_add(bytes.end))
    }
}

/// The bytes of a part of a text inside that text, where it lies; no bytes at its beginning for a text of its own.
pub fn bytes_of(part: &str, text: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let found = start.map(|start| start..start + part.len()).filter(|found| found.end <= text.len());
    found.unwrap_or(0..0)
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |place: &Self| (place.file.first_line, place.in_file().start, place.in_file().end);
        let files = if Arc::ptr_eq(&self.file, &other.file) {
            std::cmp::Ordering::Equal
        } else {
            self.path().cmp(&other.path())
        };
        files.then_with(|| place(self).cmp(&place(other)))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}-{}", self.path_text(), self.line(), self.column(), self.end_column())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first place of a word in a file.
    fn place(text: &str, word: &str) -> Place {
        let start = text.find(word).unwrap();
        Place::new(&TextFile::new("/home/gopher/.bashrc", text), start..start + word.len())
    }

    #[test]
    fn line_and_columns_count_characters_from_one() {
        let found = place("# größer\r\n  é=ü; GOPROXY=off\r\n", "GOPROXY");
        assert_eq!((found.line(), found.column(), found.end_column()), (2, 8, 15));
        assert_eq!(found.whole_line().text(), "é=ü; GOPROXY=off");
        assert_eq!(found.whole_line().column(), 3);
    }

    #[test]
    fn place_over_several_lines_ends_with_its_first_line() {
        let found = place("a `b\nc` d", "`b\nc`");
        assert_eq!((found.line(), found.column(), found.end_column()), (1, 3, 5));
    }

    #[test]
    fn lines_are_those_that_line_feeds_end() {
        let file = TextFile::new("go.mod", "module a\n\n go 1.21\n");
        let line = |number| file.line(number).map(|line| line.text().to_owned());
        assert_eq!(
            [line(1), line(2), line(3)],
            [Some("module a".into()), Some("".into()), Some("go 1.21".into())]
        );
        assert_eq!((line(0), line(4)), (None, None));
        assert_eq!(TextFile::new("go.mod", "").beginning().line(), 1);
    }

    #[test]
    fn line_of_a_file_that_was_not_kept_has_its_number() {
        let found = TextFile::of_line("go.sum", "example.com/a v1.0.0", 4711).line(4711).unwrap();
        assert_eq!((found.line(), found.column(), found.end_column()), (4711, 1, 21));
    }

    #[test]
    fn bytes_of_a_value_have_places_only_where_the_file_spells_it_so() {
        let plain = place("GOPROXY=off,direct", "off,direct");
        let found = plain.of_bytes("off,direct", 4..10).unwrap();
        assert_eq!((found.text(), found.column()), ("direct", 13));
        assert_eq!(place("GOPROXY='off'\\,direct", "'off'\\,direct").of_bytes("off,direct", 4..10), None);
    }

    #[test]
    fn places_are_told_apart_by_path_and_bytes() {
        assert_eq!(place("a b", "b"), place("a b c", "b"));
        assert_ne!(place("a b", "b"), place("a b", "a"));
        assert!(place("a b", "a") < place("a b", "b"));
    }

    #[test]
    fn part_of_a_text_knows_its_bytes() {
        let text = String::from(" GOPROXY = off");
        assert_eq!(bytes_of(text.trim().split('=').next().unwrap().trim(), &text), 1..8);
        assert_eq!(bytes_of("off", &text), 0..0);
    }

    #[test]
    fn mark_at_the_beginning_counts_in_the_file_alone() {
        let found = Place::new(&TextFile::after_mark("env", "\u{feff}GOPROXY=off"), 0..7);
        assert_eq!((found.text(), found.column(), found.in_file()), ("GOPROXY", 1, 3..10));
    }

    #[test]
    fn hostile_ranges_stay_inside() {
        let file = TextFile::new("x", "é");
        for range in [0..1, 1..2, 5..9, 2..2] {
            assert!(Place::new(&file, range).text().len() <= 2);
        }
    }

    #[test]
    fn places_may_be_sent_to_other_threads() {
        fn is_send<T: Send + Sync>() {}
        is_send::<Place>();
    }
}
