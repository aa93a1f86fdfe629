//! The rules for pattern lists in the plainest form: every item in turn, every pattern read anew,
//! one character at a time.

use std::str::from_utf8;

/// Position of the first item that matches.
pub(crate) fn first_match(list: &str, path: &str, drop_slash: bool) -> Option<usize> {
    list.split(',').position(|item| {
        let item = if drop_slash { item.strip_suffix('/').unwrap_or(item) } else { item };
        !item.is_empty() && item_matches(item, path)
    })
}

fn item_matches(item: &str, path: &str) -> bool {
    let wanted = item.matches('/').count() + 1;
    let elements: Vec<&str> = path.split('/').collect();
    let Some(first) = elements.get(..wanted) else { return false };
    let Some(tokens) = tokens(item) else { return false };
    matches(&tokens, first.join("/").as_bytes())
}

enum Token {
    Star,
    Any,
    Byte(u8),
    Class(bool, Vec<(char, char)>),
}

/// Reads a pattern; `None` if it is malformed.
fn tokens(pattern: &str) -> Option<Vec<Token>> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut tokens = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        match chars[i] {
            '*' => tokens.push(Token::Star),
            '?' => tokens.push(Token::Any),
            '[' => {
                let negated = chars.get(i + 1) == Some(&'^');
                let (ranges, end) = class(&chars, i + 1 + usize::from(negated))?;
                tokens.push(Token::Class(negated, ranges));
                i = end;
            }
            c => {
                let c = if c == '\\' { *chars.get(i + 1)? } else { c };
                i += usize::from(chars[i] == '\\');
                tokens.extend(c.to_string().bytes().map(Token::Byte));
            }
        }
        i += 1;
    }
    Some(tokens)
}

/// Reads the ranges of a class and the place of its `]`.
fn class(chars: &[char], mut i: usize) -> Option<(Vec<(char, char)>, usize)> {
    let mut ranges = Vec::new();
    while ranges.is_empty() || *chars.get(i)? != ']' {
        let (low, after) = member(chars, i)?;
        let (high, after) =
            if chars.get(after) == Some(&'-') { member(chars, after + 1)? } else { (low, after) };
        ranges.push((low, high));
        i = after;
    }
    Some((ranges, i))
}

fn member(chars: &[char], i: usize) -> Option<(char, usize)> {
    match *chars.get(i)? {
        '-' | ']' => None,
        '\\' => Some((*chars.get(i + 1)?, i + 2)),
        c => Some((c, i + 1)),
    }
}

/// Matches greedily: what stands between two stars is taken at its first place and never again.
fn matches(tokens: &[Token], name: &[u8]) -> bool {
    let mut place = 0;
    let mut rest = tokens;
    loop {
        let star = matches!(rest.first(), Some(Token::Star));
        let stars = rest.iter().take_while(|token| matches!(token, Token::Star)).count();
        let after = &rest[stars..];
        let length = after.iter().take_while(|token| !matches!(token, Token::Star)).count();
        let (chunk, further) = after.split_at(length);
        if chunk.is_empty() {
            return if star { !name[place..].contains(&b'/') } else { place == name.len() };
        }
        let reach = name[place..].iter().take_while(|&&byte| byte != b'/').count();
        let starts = if star { place..=place + reach } else { place..=place };
        let ends = starts.filter_map(|start| take(chunk, &name[start..]).map(|taken| start + taken));
        let Some(end) = ends.into_iter().find(|&end| !further.is_empty() || end == name.len()) else {
            return false;
        };
        place = end;
        rest = further;
        if rest.is_empty() {
            return true;
        }
    }
}

/// How many bytes the tokens take, if they match.
fn take(tokens: &[Token], name: &[u8]) -> Option<usize> {
    let mut place = 0;
    for token in tokens {
        let (c, length) = first_char(&name[place..])?;
        let (good, length) = match token {
            Token::Star => (false, 0),
            Token::Any => (c != '/', length),
            Token::Byte(byte) => (name[place] == *byte, 1),
            Token::Class(negated, ranges) => {
                (ranges.iter().any(|&(low, high)| (low..=high).contains(&c)) != *negated, length)
            }
        };
        if !good {
            return None;
        }
        place += length;
    }
    Some(place)
}

/// The first character, or U+FFFD for one byte that begins none.
fn first_char(name: &[u8]) -> Option<(char, usize)> {
    let whole =
        (1..=4).filter_map(|length| from_utf8(name.get(..length)?).ok()).find_map(|text| text.chars().next());
    name.first().map(|_| whole.map_or(('\u{fffd}', 1), |c| (c, c.len_utf8())))
}
