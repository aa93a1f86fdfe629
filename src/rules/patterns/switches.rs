//! Words that were meant as switches.

const YES: &[&str] = &["1", "true", "on", "yes", "y", "enable", "enabled", "all", "any"];
const NO: &[&str] = &["0", "false", "off", "no", "n", "disable", "disabled"];

fn is_one_of(pattern: &str, words: &[&str]) -> bool {
    words.iter().any(|word| pattern.trim().eq_ignore_ascii_case(word))
}

/// Whether a pattern was meant as a switch.
pub(super) fn is_switch(pattern: &str) -> bool {
    is_one_of(pattern, YES) || is_one_of(pattern, NO)
}

/// Whether a pattern was meant to switch something off.
pub(super) fn is_negative(pattern: &str) -> bool {
    is_one_of(pattern, NO)
}
