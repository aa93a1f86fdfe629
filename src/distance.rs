//! How far one word is from another, for "did you mean".

/// Words longer than this are nobody's misspelling, and not worth the work.
const MAX_WORD_CHARS: usize = 64;

/// How many insertions, deletions, replacements and swaps of neighbours make one word of the other
/// (optimal string alignment), upper and lower case being the same. None for very long words.
#[allow(clippy::indexing_slicing, reason = "each row has one place more than b has characters")]
pub(crate) fn distance(a: &str, b: &str) -> Option<usize> {
    let a: Vec<char> = a.chars().flat_map(char::to_lowercase).take(MAX_WORD_CHARS + 1).collect();
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).take(MAX_WORD_CHARS + 1).collect();
    if a.len() > MAX_WORD_CHARS || b.len() > MAX_WORD_CHARS {
        return None;
    }
    let mut before: Vec<usize> = vec![];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (row[j + 1] + 1).min(next[j] + 1).min(row[j] + usize::from(x != y));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied()
}

/// The first of the nearest words, if it is no farther than `at_most`.
pub(crate) fn nearest<'a>(word: &str, words: &[&'a str], at_most: usize) -> Option<&'a str> {
    let near = words.iter().filter_map(|known| Some((distance(word, known)?, *known)));
    near.filter(|(far, _)| *far <= at_most).min_by_key(|(far, _)| *far).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits_and_swaps() {
        for (a, b, edits) in [
            ("", "", 0),
            ("GOPROXY", "goproxy", 0),
            ("GOPRVIATE", "GOPRIVATE", 1),
            ("htps", "https", 1),
            ("GONOSUM", "GONOSUMDB", 2),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a, b), Some(edits), "{a} {b}");
            assert_eq!(distance(b, a), Some(edits), "{b} {a}");
        }
        assert_eq!(distance(&"x".repeat(65), "x"), None);
    }

    #[test]
    fn nearest_prefers_the_first_of_equals_and_keeps_its_bound() {
        assert_eq!(nearest("httpx", &["https", "http"], 1), Some("https"));
        assert_eq!(nearest("ftp", &["https", "http"], 1), None);
    }
}
