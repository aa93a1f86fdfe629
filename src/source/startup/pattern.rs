//! Patterns: `*`, `?`, `[…]` and groups, as far as each family of shells has them.

/// Steps after which a match is given up: only contrived patterns need more.
const MAX_STEPS: u32 = 200_000;

/// What a pattern may hold beside `*` and `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Nothing else.
    Fish,
    /// `[a-z]` and `[^a]`, which the first `]` ends.
    Csh,
    /// `[a-z]`, `[!a]`, `[[:alpha:]]`.
    Posix {
        /// `[^a]` is `[!a]`.
        has_caret: bool,
        /// Which groups there are.
        groups: Groups,
    },
}

/// The groups of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Groups {
    /// None: a bracket is a bracket.
    None,
    /// `@(a|b)`, `?(a|b)`.
    Signed,
    /// `(a|b)`.
    Bare,
}

/// A character of a pattern, and whether it was quoted and so stands for itself.
type Glyph = (char, bool);

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    glyphs: Vec<Glyph>,
    style: Style,
}

impl Pattern {
    /// An empty pattern.
    pub(crate) fn new(style: Style) -> Self {
        Self { glyphs: vec![], style }
    }

    /// A pattern of characters, each with whether it was quoted.
    pub(crate) fn of(style: Style, glyphs: impl IntoIterator<Item = Glyph>) -> Self {
        Self { glyphs: glyphs.into_iter().collect(), style }
    }

    /// Adds text; quoted text is literal.
    pub(crate) fn push(&mut self, text: &str, is_quoted: bool) {
        self.glyphs.extend(text.chars().map(|c| (c, is_quoted)));
    }

    /// Whether anything in it is not literal.
    pub(crate) fn is_magic(&self) -> bool {
        let last = self.glyphs.iter().rposition(|glyph| *glyph == (']', false)).unwrap_or(0);
        self.glyphs.iter().enumerate().any(|(index, glyph)| match glyph {
            ('*' | '?', false) => true,
            ('[', false) => index < last && self.set_after(index).is_some(),
            _ => false,
        })
    }

    /// Whether there is a `[` that nothing closes.
    pub(crate) fn is_open(&self) -> bool {
        let last = self.glyphs.iter().rposition(|glyph| *glyph == ('[', false));
        last.is_some_and(|last| self.set_after(last).is_none())
    }

    /// Whether it is nothing but `*`: it matches whatever there is.
    pub(crate) fn matches_all(&self) -> bool {
        !self.glyphs.is_empty() && self.glyphs.iter().all(|glyph| *glyph == ('*', false))
    }

    fn set_after(&self, open: usize) -> Option<(Set, usize)> {
        set(self.glyphs.get(open + 1..).unwrap_or_default(), self.style)
    }

    /// Whether the whole text matches; `None`: not worked out.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        Some(self.prefixes(&text)?.contains(&text.len()))
    }

    /// The lengths, in characters, of the beginnings of a text that match, shortest first; `None`: not worked
    /// out.
    pub(crate) fn prefixes(&self, text: &[char]) -> Option<Vec<usize>> {
        Search { text, steps: 0, style: self.style }.reach(&self.glyphs, 0)
    }
}

/// A match in progress.
struct Search<'a> {
    text: &'a [char],
    steps: u32,
    style: Style,
}

impl Search<'_> {
    /// The positions in the text that the whole pattern can reach from `from`, in order.
    fn reach(&mut self, glyphs: &[Glyph], from: usize) -> Option<Vec<usize>> {
        let text = self.text;
        let mut at = vec![from];
        let mut rest = glyphs;
        while let Some(((c, is_quoted), tail)) = rest.split_first() {
            self.count(1 + at.len())?;
            rest = tail;
            at = match (c, is_quoted) {
                (sign, false) if self.opens_group(*sign, tail) => self.signed_group(*sign, &mut rest, at)?,
                ('(', false) if self.groups() == Groups::Bare => {
                    let (choices, length) = choices(tail)?;
                    rest = tail.get(length..).unwrap_or_default();
                    self.group(&choices, &at)?
                }
                ('*', false) => (at.first().copied()?..=text.len()).collect(),
                ('?', false) => step(&at, text, |_| true),
                ('[', false) if self.style != Style::Fish => match set(tail, self.style) {
                    Some((set, length)) => {
                        rest = tail.get(length..).unwrap_or_default();
                        step(&at, text, |c| set.contains(c))
                    }
                    None => {
                        self.count(tail.len() / 8)?;
                        step(&at, text, |c| c == '[')
                    }
                },
                (c, _) => step(&at, text, |found| found == *c),
            };
            if at.is_empty() {
                break;
            }
        }
        Some(at)
    }

    fn count(&mut self, steps: usize) -> Option<()> {
        self.steps = self.steps.saturating_add(u32::try_from(steps).unwrap_or(u32::MAX));
        (self.steps <= MAX_STEPS).then_some(())
    }

    fn groups(&self) -> Groups {
        match self.style {
            Style::Posix { groups, .. } => groups,
            Style::Fish | Style::Csh => Groups::None,
        }
    }

    fn opens_group(&self, sign: char, tail: &[Glyph]) -> bool {
        self.groups() == Groups::Signed && "@?+*!".contains(sign) && tail.first() == Some(&('(', false))
    }

    /// `@(a|b)` and `?(a|b)`; repeated and negated groups are not worked out.
    fn signed_group(&mut self, sign: char, rest: &mut &[Glyph], at: Vec<usize>) -> Option<Vec<usize>> {
        let tail = *rest;
        let (choices, length) = choices(tail.get(1..).unwrap_or_default())?;
        *rest = tail.get(length + 1..).unwrap_or_default();
        match sign {
            '@' => self.group(&choices, &at),
            '?' => Some(in_order([self.group(&choices, &at)?, at].concat())),
            _ => None,
        }
    }

    fn group(&mut self, choices: &[&[Glyph]], at: &[usize]) -> Option<Vec<usize>> {
        let mut ends = vec![];
        for start in at {
            for choice in choices {
                ends.extend(self.reach(choice, *start)?);
            }
        }
        Some(in_order(ends))
    }
}

fn in_order(mut positions: Vec<usize>) -> Vec<usize> {
    positions.sort_unstable();
    positions.dedup();
    positions
}

fn step(at: &[usize], text: &[char], fits: impl Fn(char) -> bool) -> Vec<usize> {
    at.iter().filter(|at| text.get(**at).is_some_and(|c| fits(*c))).map(|at| at + 1).collect()
}

/// What `(a|b)` offers, after its first bracket, and its length with the last one.
#[allow(clippy::type_complexity, reason = "read in one place")]
fn choices(glyphs: &[Glyph]) -> Option<(Vec<&[Glyph]>, usize)> {
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

/// The bracket expression after a `[`, and its length with the `]`; `None`: the bracket is only itself. In the
/// Bourne shells a quoted `!`, `-` or `]` is only itself, too.
fn set(glyphs: &[Glyph], style: Style) -> Option<(Set, usize)> {
    let (is_csh, has_caret) = match style {
        Style::Fish => return None,
        Style::Csh => (true, true),
        Style::Posix { has_caret, .. } => (false, has_caret),
    };
    let at = |index: usize| glyphs.get(index).copied();
    // In csh only the sign that negates can be quoted.
    let is_live =
        |index: usize, c: char| at(index).is_some_and(|(own, quoted)| own == c && (is_csh || !quoted));
    let mut set = Set { is_negated: false, ranges: vec![], classes: vec![] };
    set.is_negated = has_caret && at(0) == Some(('^', false)) || !is_csh && at(0) == Some(('!', false));
    let mut index = usize::from(set.is_negated);
    let first = index;
    loop {
        let (c, _) = at(index)?;
        if is_live(index, ']') && (is_csh || index > first) {
            return Some((set, index + 1));
        }
        if !is_csh && is_live(index, '[') && is_live(index + 1, ':') {
            let name: String =
                glyphs.iter().skip(index + 2).map(|(c, _)| *c).take_while(|c| *c != ':').collect();
            index += name.chars().count() + 4;
            set.classes.push(name);
            continue;
        }
        if is_live(index + 1, '-') && at(index + 2).is_some() && !is_live(index + 2, ']') {
            set.ranges.push((c, at(index + 2)?.0));
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

    const ZSH: Style = Style::Posix { has_caret: true, groups: Groups::Bare };
    const DASH: Style = Style::Posix { has_caret: false, groups: Groups::None };

    /// A backslash quotes what follows it.
    fn pattern(style: Style, text: &str) -> Pattern {
        let mut chars = text.chars();
        let glyphs = std::iter::from_fn(move || match chars.next()? {
            '\\' => chars.next().map(|c| (c, true)),
            c => Some((c, false)),
        });
        Pattern::of(style, glyphs)
    }

    fn matches(pattern_text: &str, text: &str) -> Option<bool> {
        pattern(ZSH, pattern_text).matches(text)
    }

    #[test]
    fn pattern_stars_marks_and_brackets() {
        assert_eq!(matches("*i*", "himBHs"), Some(true));
        assert_eq!(matches("xterm-color|*", "xterm-color"), Some(false));
        assert_eq!(matches("[!a-c]?[[:digit:]]", "dx7"), Some(true));
        assert_eq!(matches("[]]", "]"), Some(true));
        assert_eq!(matches("a[", "a["), Some(true));
        assert_eq!(matches("linux(-gnu|)", "linux"), Some(true));
        assert_eq!(pattern(DASH, "linux(-gnu|)").matches("linux(-gnu|)"), Some(true));
        let signed = Style::Posix { has_caret: true, groups: Groups::Signed };
        assert_eq!(pattern(signed, "@(linux|darwin)*").matches("darwin23"), Some(true));
        assert_eq!(pattern(signed, "+(a)").matches("aa"), None);
    }

    /// What bash 5.2, zsh 5.9, dash 0.5.12, ksh 93u+m, mksh R59 and busybox 1.35 gave.
    #[test]
    fn pattern_quotes_in_brackets_count() {
        for (text, fits, other) in [("[\\]a]", ']', 'b'), ("[\\!a]", '!', 'b'), ("[b\\-d]", '-', 'c')] {
            assert_eq!(matches(text, &fits.to_string()), Some(true), "{text}");
            assert_eq!(matches(text, &other.to_string()), Some(false), "{text}");
        }
        assert_eq!(matches("[^a]", "b"), Some(true));
        // Not so in dash and mksh.
        assert_eq!(pattern(DASH, "[^a]").matches("b"), Some(false));
    }

    #[test]
    fn pattern_of_csh_ends_a_bracket_at_once() {
        let csh = |text: &str, subject: &str| pattern(Style::Csh, text).matches(subject);
        assert_eq!(csh("[]a]", "]"), Some(false));
        assert_eq!(csh("[^x]*", "bx"), Some(true));
        assert_eq!(csh("[!b]", "!"), Some(true));
        assert_eq!(csh("[\\^a]", "b"), Some(false));
        assert!(pattern(Style::Csh, "x[ab").is_open() && !pattern(Style::Csh, "x[ab]").is_open());
    }

    #[test]
    fn pattern_of_fish_has_no_brackets() {
        assert_eq!(pattern(Style::Fish, "[ab]*").matches("[ab]c"), Some(true));
        assert!(pattern(Style::Fish, "**").matches_all() && !pattern(Style::Fish, "").matches_all());
    }

    #[test]
    fn pattern_that_explodes_is_given_up() {
        assert_eq!(matches(&"*(a|aa)".repeat(60), &"a".repeat(4000)), None);
        assert_eq!(matches(&"*a".repeat(2000), &"a".repeat(4000)), None);
    }

    #[test]
    fn prefixes_are_shortest_first() {
        let text: Vec<char> = "a.b.c".chars().collect();
        assert_eq!(pattern(ZSH, "*.").prefixes(&text), Some(vec![2, 4]));
    }
}
