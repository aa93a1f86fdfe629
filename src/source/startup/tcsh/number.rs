//! Numbers in the shell's arithmetic.

/// The number that a text stands for; an empty one is 0.
///
/// # Errors
/// It is none.
pub(super) fn number(text: &str, octal: bool) -> Result<i64, String> {
    let bad = || "badly formed number".to_owned();
    let signed = if text.len() > 1 { text.strip_prefix('+').unwrap_or(text) } else { text };
    let (negative, digits) = match signed.strip_prefix('-') {
        Some(digits) if digits.starts_with(|char: char| char.is_ascii_digit()) => (true, digits),
        Some(_) => return Err(bad()),
        None => (false, signed),
    };
    let radix = if octal && digits.len() > 1 && digits.starts_with('0') { 8 } else { 10 };
    let mut number = 0_i64;
    for char in digits.chars() {
        let digit = char.to_digit(radix).ok_or_else(bad)?;
        number = number.wrapping_mul(i64::from(radix)).wrapping_add(i64::from(digit));
    }
    Ok(if negative { number.wrapping_neg() } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_takes_signs_and_octals_where_they_are_on() {
        assert_eq!(["", "12", "-3", "010"].map(|text| number(text, false).unwrap()), [0, 12, -3, 10]);
        assert_eq!(number("010", true).unwrap(), 8);
        assert!(number("x", false).is_err() && number("-", false).is_err());
    }
}
