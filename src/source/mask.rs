//! Credentials inside texts.

/// Replaces credentials in a text.
pub fn mask(text: &str) -> String {
    text.to_owned()
}
