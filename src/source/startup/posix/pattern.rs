//! Shell patterns: `*`, `?`, `[…]`, and `(a|b)` where the dialect has it.

/// Characters of a pattern; quoted ones stand for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    glyphs: Vec<(char, bool)>,
    /// `@(a|b)` and `?(a|b)` are groups (bash and the Korn shells).
    is_extended: bool,
}

/// Steps after which a match is given up: only contrived patterns need more.
const MAX_STEPS: u32 = 200_000;

impl Pattern {
    /// An empty pattern.
    pub(super) fn new(is_extended: bool) -> Self {
        Self { glyphs: vec![], is_extended }
    }

    /// Adds text; quoted text is literal.
    pub(super) fn push(&mut self, text: &str, is_quoted: bool) {
        self.glyphs.extend(text.chars().map(|c| (c, is_quoted)));
    }

    /// Whether anything in it is not literal.
    pub(super) fn is_magic(&self) -> bool {
        let last = self.glyphs.iter().rposition(|(c, _)| *c == ']').unwrap_or(0);
        self.glyphs.iter().enumerate().any(|(index, (c, is_quoted))| match c {
            '*' | '?' => !is_quoted,
            '[' => {
                !is_quoted
                    && index < last
                    && bracket(self.glyphs.get(index + 1..).unwrap_or_default()).is_some()
            }
            _ => false,
        })
    }

    /// Whether the whole text matches; `None`: not worked out.
    pub(super) fn matches(&self, text: &str) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        Some(self.prefixes(&text)?.contains(&text.len()))
    }

    /// The lengths, in characters, of the beginnings of a text that match, shortest first; `None`: not worked out.
    pub(super) fn prefixes(&self, text: &[char]) -> Option<Vec<usize>> {
        let mut search = Search { text, steps: 0, is_extended: self.is_extended };
        search.reach(&self.glyphs, 0)
    }
}

/// A match in progress.
struct Search<'a> {
    text: &'a [char],
    steps: u32,
    is_extended: bool,
}

impl Search<'_> {
    /// The positions in the text that the whole pattern can reach from `from`, in order.
    fn reach(&mut self, glyphs: &[(char, bool)], from: usize) -> Option<Vec<usize>> {
        let text = self.text;
        let mut at = vec![from];
        let mut rest = glyphs;
        while let Some(((c, is_quoted), tail)) = rest.split_first() {
            self.steps = self.steps.saturating_add(1 + u32::try_from(at.len()).unwrap_or(u32::MAX));
            if self.steps > MAX_STEPS {
                return None;
            }
            rest = tail;
            let opens_group = self.is_extended && !is_quoted && tail.first() == Some(&('(', false));
            at = match (c, is_quoted) {
                ('@' | '?' | '+' | '*' | '!', false) if opens_group => {
                    let (choices, length) = choices(tail.get(1..).unwrap_or_default())?;
                    rest = tail.get(length + 1..).unwrap_or_default();
                    match c {
                        '@' => self.group(&choices, &at)?,
                        '?' => {
                            let mut ends = self.group(&choices, &at)?;
                            ends.extend(at);
                            ends.sort_unstable();
                            ends.dedup();
                            ends
                        }
                        // Repeated and negated groups are not worked out.
                        _ => return None,
                    }
                }
                ('*', false) => (at.first().copied()?..=text.len()).collect(),
                ('?', false) => step(&at, text, |_| true),
                ('[', false) => match bracket(tail) {
                    Some((set, length)) => {
                        rest = tail.get(length..).unwrap_or_default();
                        step(&at, text, |c| set.contains(c))
                    }
                    None => {
                        self.steps =
                            self.steps.saturating_add(u32::try_from(tail.len() / 8).unwrap_or(u32::MAX));
                        step(&at, text, |c| c == '[')
                    }
                },
                ('(', false) if !self.is_extended => {
                    let (choices, length) = choices(tail)?;
                    rest = tail.get(length..).unwrap_or_default();
                    self.group(&choices, &at)?
                }
                (c, _) => step(&at, text, |found| found == *c),
            };
            if at.is_empty() {
                break;
            }
        }
        Some(at)
    }

    fn group(&mut self, choices: &[&[(char, bool)]], at: &[usize]) -> Option<Vec<usize>> {
        let mut ends = vec![];
        for start in at {
            for choice in choices {
                ends.extend(self.reach(choice, *start)?);
            }
        }
        ends.sort_unstable();
        ends.dedup();
        Some(ends)
    }
}

fn step(at: &[usize], text: &[char], fits: impl Fn(char) -> bool) -> Vec<usize> {
    at.iter().filter(|at| text.get(**at).is_some_and(|c| fits(*c))).map(|at| at + 1).collect()
}

/// What `(a|b)` offers, after its first bracket, and its length with the last one.
#[allow(clippy::type_complexity)]
fn choices(glyphs: &[(char, bool)]) -> Option<(Vec<&[(char, bool)]>, usize)> {
    let mut found = vec![];
    let (mut open, mut start) = (0u32, 0);
    for (index, glyph) in glyphs.iter().enumerate() {
        match glyph {
            ('(', false) => open += 1,
            (')', false) if open > 0 => open -= 1,
            (')', false) => {
                found.push(glyphs.get(start..index)?);
                return Some((found, index + 1));
            }
            ('|', false) if open == 0 => {
                found.push(glyphs.get(start..index)?);
                start = index + 1;
            }
            _ => {}
        }
    }
    None
}

/// A bracket expression.
struct Set {
    is_negated: bool,
    ranges: Vec<(char, char)>,
    classes: Vec<String>,
}

impl Set {
    fn contains(&self, c: char) -> bool {
        let in_class = |class: &String| match class.as_str() {
            "alpha" => c.is_alphabetic(),
            "digit" => c.is_ascii_digit(),
            "alnum" => c.is_alphanumeric(),
            "upper" => c.is_uppercase(),
            "lower" => c.is_lowercase(),
            "space" => c.is_whitespace(),
            "blank" => c == ' ' || c == '\t',
            "punct" => c.is_ascii_punctuation(),
            "xdigit" => c.is_ascii_hexdigit(),
            _ => false,
        };
        let found = self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&c))
            || self.classes.iter().any(in_class);
        found != self.is_negated
    }
}

/// The bracket expression after a `[`, and its length with the `]`.
fn bracket(glyphs: &[(char, bool)]) -> Option<(Set, usize)> {
    let at = |index: usize| glyphs.get(index).map(|(c, _)| *c);
    let mut set = Set { is_negated: false, ranges: vec![], classes: vec![] };
    let mut index = 0;
    if matches!(at(0), Some('!' | '^')) {
        set.is_negated = true;
        index = 1;
    }
    let first = index;
    loop {
        let c = at(index)?;
        if c == ']' && index > first {
            return Some((set, index + 1));
        }
        if c == '[' && at(index + 1) == Some(':') {
            let name: String =
                glyphs.iter().skip(index + 2).map(|(c, _)| *c).take_while(|c| *c != ':').collect();
            index += name.chars().count() + 4;
            set.classes.push(name);
            continue;
        }
        if at(index + 1) == Some('-') && at(index + 2).is_some_and(|end| end != ']') {
            set.ranges.push((c, at(index + 2)?));
            index += 3;
            continue;
        }
        set.ranges.push((c, c));
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> Option<bool> {
        let mut built = Pattern::new(false);
        built.push(pattern, false);
        built.matches(text)
    }

    #[test]
    fn pattern_stars_marks_and_brackets() {
        assert_eq!(matches("*i*", "himBHs"), Some(true));
        assert_eq!(matches("xterm-color|*", "xterm-color"), Some(false));
        assert_eq!(matches("[!a-c]?[[:digit:]]", "dx7"), Some(true));
        assert_eq!(matches("[]]", "]"), Some(true));
        assert_eq!(matches("a[", "a["), Some(true));
        assert_eq!(matches("linux(-gnu|)", "linux"), Some(true));
    }

    #[test]
    fn pattern_that_explodes_is_given_up() {
        let pattern = "*(a|aa)".repeat(60);
        assert_eq!(matches(&pattern, &"a".repeat(4000)), None);
    }

    #[test]
    fn prefixes_are_shortest_first() {
        let mut pattern = Pattern::new(false);
        pattern.push("*.", false);
        let text: Vec<char> = "a.b.c".chars().collect();
        assert_eq!(pattern.prefixes(&text), Some(vec![2, 4]));
    }
}
