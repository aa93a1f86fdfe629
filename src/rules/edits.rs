//! Changes of files: which bytes of which file become which text.

use std::path::Path;

use super::edit::replaced;
use crate::files::{Place, TextFile};
use crate::source::Value;

/// One change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub place: Place,
    /// What stands there instead.
    pub new_text: Value,
}

/// Two edits of the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two edits of the same bytes at {place:?}")]
pub struct Overlap {
    /// The later one.
    pub place: Place,
}

/// Edits that may be made together: in the order of files and bytes, apart from each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// Puts edits in order.
    ///
    /// # Errors
    /// Two edits of the same bytes.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        edits.sort_by(|one, other| one.place.cmp(&other.place));
        for pair in edits.windows(2) {
            let [one, next] = pair else { continue };
            let is_same_file = one.place.path() == next.place.path();
            if is_same_file && next.place.in_file().start < one.place.in_file().end {
                return Err(Overlap { place: next.place.clone() });
            }
        }
        Ok(Self(edits))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }

    /// The files that they change, each once, in order.
    pub fn files(&self) -> Vec<&Path> {
        let mut files: Vec<&Path> = self.0.iter().filter_map(|edit| edit.place.path()).collect();
        files.dedup();
        files
    }

    /// A file's text after its edits. `None`: the file no longer holds what the edits are about.
    pub fn applied(&self, file: &TextFile) -> Option<String> {
        let own: Vec<&Edit> = self.0.iter().filter(|edit| edit.place.path() == file.path()).collect();
        let mut changes = vec![];
        for edit in own {
            let range = file.range_of(edit.place.in_file())?;
            if file.text().get(range.clone()) != Some(edit.place.text()) {
                return None;
            }
            changes.push((range, edit.new_text.expose().to_owned()));
        }
        Some(replaced(file.text(), &changes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str, word: &str, new: &str) -> Edit {
        let file = TextFile::new("/home/gopher/.config/go/env", text);
        let start = text.find(word).unwrap();
        Edit { place: Place::new(&file, start..start + word.len()), new_text: new.into() }
    }

    const FILE: &str = "GOPROXY=off\nGOSUMDB=off\n";

    #[test]
    fn edits_are_made_in_the_order_of_the_file_and_touch_nothing_else() {
        let edits = Edits::new(vec![edit(FILE, "GOSUMDB=off\n", ""), edit(FILE, "off", "direct")]).unwrap();
        let file = TextFile::new("/home/gopher/.config/go/env", FILE);
        assert_eq!(edits.applied(&file).as_deref(), Some("GOPROXY=direct\n"));
        assert_eq!(edits.files(), [Path::new("/home/gopher/.config/go/env")]);
        let other = TextFile::new("/etc/other", FILE);
        assert_eq!(edits.applied(&other).as_deref(), Some(FILE), "they are of another file");
    }

    #[test]
    fn edits_of_the_same_bytes_are_refused() {
        assert!(Edits::new(vec![edit(FILE, "GOPROXY=off", "x"), edit(FILE, "off", "y")]).is_err());
    }

    #[test]
    fn file_that_was_changed_meanwhile_is_left_alone() {
        let edits = Edits::new(vec![edit(FILE, "off", "direct")]).unwrap();
        let changed = TextFile::new("/home/gopher/.config/go/env", "# mine\nGOPROXY=off\n");
        assert_eq!(edits.applied(&changed), None);
    }

    #[test]
    fn byte_order_mark_moves_no_edit() {
        let marked = format!("\u{feff}{FILE}");
        let read = TextFile::after_mark("/app/.env", &marked);
        let place = Place::new(&read, 8..11);
        let edits = Edits::new(vec![Edit { place, new_text: "direct".into() }]).unwrap();
        let whole = TextFile::new("/app/.env", marked.as_str());
        assert_eq!(edits.applied(&whole).unwrap(), "\u{feff}GOPROXY=direct\nGOSUMDB=off\n");
    }
}
