//! Rust source as names and signs: without comments, literals and lifetimes.

/// One token of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// An identifier or a keyword.
    Name(String),
    /// `::`.
    Into,
    /// Any other sign.
    Sign(char),
}

impl Token {
    /// Whether this is a certain name.
    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(own) if own == name)
    }
}

/// The tokens of a source. Numbers come out as names, which nothing minds.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = vec![];
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => text(rest),
            '\'' => quote_mark(rest),
            ':' if rest.starts_with("::") => {
                tokens.push(Token::Into);
                2
            }
            _ if is_name_char(first) => {
                let end = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
                match raw_text(&rest[..end], &rest[end..]) {
                    Some(length) => end + length,
                    None => {
                        tokens.push(Token::Name(rest[..end].to_owned()));
                        end
                    }
                }
            }
            _ => {
                if !first.is_whitespace() {
                    tokens.push(Token::Sign(first));
                }
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    tokens
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn block_comment(rest: &str) -> usize {
    rest.find("*/").map_or(rest.len(), |end| end + 2)
}

/// The length of a string literal.
fn text(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of what stands after the `r` of a raw string literal.
fn raw_text(prefix: &str, rest: &str) -> Option<usize> {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let is_raw = matches!(prefix, "r" | "br") && rest[hashes..].starts_with('"');
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = rest.get(hashes + 1..).filter(|_| is_raw)?;
    Some(hashes + 1 + inside.find(&end)? + end.len())
}

/// The length of a character literal, or of the mark before a lifetime.
fn quote_mark(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match inside.next() {
        Some('\\') => 3 + rest[3..].find('\'').unwrap_or(0) + 1,
        Some(c) if inside.next() == Some('\'') => 2 + c.len_utf8(),
        _ => 1,
    }
}
