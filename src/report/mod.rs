//! Decisions in, text out. One file an output format; none decides anything.

mod bundle;
pub mod diff;
pub mod document;
pub mod earlier;
mod escape;
pub mod formats;
pub mod human;
mod located;
mod policy;
mod privacy;
mod secrets;
mod sections;
pub(crate) mod summary;

pub use bundle::bundle;
use bundle::listing_line;
pub use escape::{safe, safe_lines};
pub use located::locate;
pub use policy::policy;
pub use privacy::Privacy;
pub use secrets::Secrets;
pub use sections::{privacy, sections};

/// A JSON text that is safe to write to a terminal: the same document, with the control and invisible
/// characters that JSON allows raw written as escapes.
pub fn safe_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && (c.is_control() || escape::is_invisible(c)) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_json_escapes_what_json_leaves_raw() {
        let text = serde_json::to_string(&"a\u{9b}31m\u{202e}\u{7f}é").unwrap();
        assert_eq!(safe_json(&text), r#""a\u009b31m\u202e\u007fé""#);
        assert_eq!(serde_json::from_str::<String>(&safe_json(&text)).unwrap(), "a\u{9b}31m\u{202e}\u{7f}é");
        assert_eq!(safe_json("\"\u{e0041}\""), r#""\udb40\udc41""#);
    }

    #[test]
    fn safe_lines_keep_lines_and_tabs() {
        assert_eq!(
            safe_lines("GOFLAGS='a\u{1b}]52;c;x\u{7}'\n\tGOOS\r\n"),
            "GOFLAGS='a\\u{1b}]52;c;x\\u{7}'\n\tGOOS\\r\n"
        );
    }
}
