//! A text that a shell reads, and where in it things stand.

use std::sync::Arc;

use crate::files::{Place, TextFile};

/// A start-up file's text. Readers keep offsets in bytes.
#[derive(Debug)]
pub(crate) struct Script {
    /// Its text.
    pub(crate) text: Arc<str>,
    /// The file that it is in, for places.
    file: Arc<TextFile>,
    /// Everything in it counts as standing here.
    fixed: Option<Place>,
}

impl Script {
    /// A text, and the file that it is in. What lies beyond 4 GiB is not looked at.
    pub(crate) fn new(path: &str, text: Arc<str>) -> Self {
        let file = TextFile::new(path, text.clone());
        Self { text, file, fixed: None }
    }

    /// A text that stands for a place: what an alias becomes.
    pub(crate) fn standing_for(place: Place, text: &str) -> Self {
        Self { text: text.into(), file: Arc::clone(place.file()), fixed: Some(place) }
    }

    /// The text between two offsets in bytes.
    pub(crate) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The place of a stretch, by its offsets in bytes.
    pub(crate) fn place(&self, start: u32, end: u32) -> Place {
        self.fixed.clone().unwrap_or_else(|| Place::new(&self.file, start as usize..end as usize))
    }

    /// The place of a name at an offset.
    pub(crate) fn place_of(&self, at: usize, name: &str) -> Place {
        self.place(offset(at), offset(at.saturating_add(name.len())))
    }
}

/// An offset as readers keep it.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The length in bytes of a text's first line.
pub(crate) fn first_line(text: &str) -> u32 {
    offset(text.lines().next().unwrap_or_default().len())
}
