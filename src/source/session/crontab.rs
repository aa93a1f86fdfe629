//! Environment lines of a user's crontab, as cron reads them (crontab(5)): `NAME=value`, blanks around both
//! dropped, one pair of matching quotes around the value dropped, nothing expanded. A job begins with its
//! schedule and is passed over; an assignment holds for the jobs below it.

use super::SessionFile;
use super::text::is_name;
use crate::files::bytes_of;

/// Reads a crontab. What comes out is what a job at its end would have.
pub fn read(text: &str) -> SessionFile {
    let mut file = SessionFile::default();
    for line in text.split('\n') {
        let entry = line.trim_start_matches([' ', '\t']);
        let Some((name, value)) = entry.split_once('=') else { continue };
        let name = unquoted(name.trim_matches([' ', '\t']));
        if is_name(name) {
            let value = unquoted(value.trim_matches([' ', '\t'])).to_owned();
            file.set(name, Some(value), bytes_of(name, text));
        }
    }
    file
}

fn unquoted(text: &str) -> &str {
    let inside = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}
