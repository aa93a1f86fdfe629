//! Decisions in, text out. One file an output format; none knows a rule or a setting by name.

pub mod document;
mod escape;
pub mod human;
mod lines;
mod secrets;
pub mod summary;

pub use secrets::Secrets;

/// A text that is safe to write to a terminal: whatever could steer one is written visibly.
pub fn safe(text: &str) -> String {
    let mut out = vec![];
    escape::push_escaped(&mut out, text.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}
