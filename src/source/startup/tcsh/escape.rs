//! The escapes of `$'…'`.

/// What a text between `$'` and `'` stands for.
pub(super) fn unescape(text: &[char]) -> Vec<char> {
    let mut done = vec![];
    let mut rest = text;
    while let [char, tail @ ..] = rest {
        rest = tail;
        if *char != '\\' {
            done.push(*char);
            continue;
        }
        let [kind, tail @ ..] = rest else {
            done.push('\\');
            break;
        };
        rest = tail;
        let (value, used) = escape(*kind, tail);
        rest = rest.get(used..).unwrap_or_default();
        done.extend(value);
    }
    done
}

/// One escape after its `\`, and how many characters after its letter belong to it.
fn escape(kind: char, tail: &[char]) -> (Option<char>, usize) {
    let simple = match kind {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        'x' => return number(tail, 16, 2, 0),
        'u' => return number(tail, 16, 4, 0),
        'U' => return number(tail, 16, 8, 0),
        '0'..='7' => return number(tail, 8, 2, kind.to_digit(8).unwrap_or_default()),
        other => other,
    };
    (Some(simple), 0)
}

fn number(tail: &[char], radix: u32, most: usize, first: u32) -> (Option<char>, usize) {
    let digits = tail.iter().take(most).map_while(|char| char.to_digit(radix));
    let (value, used) = digits
        .fold((first, 0), |(value, used), digit| (value.wrapping_mul(radix).wrapping_add(digit), used + 1));
    (char::from_u32(value), used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unescape_knows_letters_and_numbers() {
        let text: Vec<char> = r"a\n\x41\101\u00e9\'z\\".chars().collect();
        assert_eq!(unescape(&text).into_iter().collect::<String>(), "a\nAAé'z\\");
    }
}
