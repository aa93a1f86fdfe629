//! A text that a shell reads, and where in it things stand.

use std::rc::Rc;
use std::sync::Arc;

use crate::files::{Place, TextFile};

/// A start-up file's text.
#[derive(Debug)]
pub(super) struct Script {
    /// Its text.
    pub(super) text: Rc<str>,
    /// The file that it is in, for places.
    file: Arc<TextFile>,
    /// Everything in it counts as standing here.
    fixed: Option<Place>,
}

impl Script {
    /// A text, and the file that it is in. What lies beyond 4 GiB is not looked at.
    pub(super) fn new(path: &str, text: Rc<str>) -> Self {
        let file = TextFile::new(path, &*text);
        Self { text, file, fixed: None }
    }

    /// A text that stands for a place: what an alias becomes.
    pub(super) fn standing_for(place: Place, text: &str) -> Self {
        Self { text: text.into(), file: Arc::clone(place.file()), fixed: Some(place) }
    }

    /// The text between two offsets in bytes.
    pub(super) fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The place of a stretch of one line.
    pub(super) fn place(&self, start: u32, end: u32) -> Place {
        if let Some(place) = &self.fixed {
            return place.clone();
        }
        Place::new(&self.file, start as usize..end as usize)
    }
}
