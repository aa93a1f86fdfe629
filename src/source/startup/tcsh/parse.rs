//! The words of one line into commands: `;`, `&`, `||`, `&&`, `|`, `( … )` and redirections.

use super::glyph::Word;

/// Subshells within subshells that are looked into; what is deeper has no effect on the shell anyway.
const MAX_DEPTH: u32 = 30;

/// What a line runs.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// One after the other.
    List(Vec<Node>),
    /// The first that succeeds ends it.
    Or(Vec<Node>),
    /// The first that fails ends it.
    And(Vec<Node>),
    /// Each element but the last in a process of its own.
    Pipe(Vec<Node>),
    /// In the background: in a process of its own.
    Background(Box<Node>),
    /// `( … )`: in a process of its own.
    Subshell {
        /// The word of its here-document.
        here: Option<Word>,
    },
    /// A command with its words.
    Command(Command),
}

/// A command with its words.
#[derive(Debug, Clone)]
pub(super) struct Command {
    /// The words, without redirections.
    pub(super) words: Vec<Word>,
    /// The word of its here-document.
    pub(super) here: Option<Word>,
}

/// Parses the words of a line; `None`: there is nothing to run.
///
/// # Errors
/// What is wrong with the line; tcsh then runs none of it.
pub(super) fn parse(words: &[Word]) -> Result<Option<Node>, String> {
    lists(words, 0)
}

fn is_separator(word: &Word) -> bool {
    word.starts(';') || word.starts('&') || word.starts('\n')
}

/// The indices at which a test holds outside parentheses; `>&` and `|&` are no `&`.
fn outside(words: &[Word], mut test: impl FnMut(&Word) -> bool) -> Vec<usize> {
    let (mut found, mut depth, mut joined) = (vec![], 0_u32, false);
    for (index, word) in words.iter().enumerate() {
        if word.starts('(') {
            depth += 1;
        } else if word.starts(')') {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && !(joined && word.is("&")) && test(word) {
            found.push(index);
        }
        joined = word.starts('>') || (word.starts('|') && !word.doubles('|'));
    }
    found
}

/// The stretches between the indices.
fn between<'a>(words: &'a [Word], ends: &'a [usize]) -> impl Iterator<Item = &'a [Word]> {
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    let ends = ends.iter().copied().chain(std::iter::once(words.len()));
    starts.zip(ends).map(|(start, end)| words.get(start..end).unwrap_or_default())
}

fn check_parentheses(words: &[Word]) -> Result<(), String> {
    let mut depth = 0_i64;
    for word in words {
        if word.starts('(') {
            depth += 1;
        } else if word.starts(')') {
            depth -= 1;
            if depth < 0 {
                return Err("too many )'s".into());
            }
        }
    }
    if depth > 0 { Err("too many ('s".into()) } else { Ok(()) }
}

/// `list & list & list`: each but the last in the background, as a whole.
fn lists(words: &[Word], depth: u32) -> Result<Option<Node>, String> {
    check_parentheses(words)?;
    let ends = outside(words, |word| word.is("&"));
    let mut nodes = vec![];
    for (index, stretch) in between(words, &ends).enumerate() {
        let Some(node) = list(stretch, depth)? else { continue };
        nodes.push(if index < ends.len() { Node::Background(Box::new(node)) } else { node });
    }
    Ok(one_or(nodes, Node::List))
}

fn one_or(mut nodes: Vec<Node>, make: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 { Some(make(nodes)) } else { nodes.pop() }
}

/// `command ; command`.
fn list(words: &[Word], depth: u32) -> Result<Option<Node>, String> {
    let ends = outside(words, |word| word.starts(';') || word.starts('\n'));
    let mut nodes = vec![];
    for stretch in between(words, &ends) {
        if stretch.iter().any(|word| !is_separator(word)) {
            nodes.push(alternatives(stretch, depth)?);
        }
    }
    Ok(one_or(nodes, Node::List))
}

fn alternatives(words: &[Word], depth: u32) -> Result<Node, String> {
    split(
        words,
        |word| word.is("||"),
        Node::Or,
        |part| {
            split(
                part,
                |word| word.is("&&"),
                Node::And,
                |part| split(part, |word| word.is("|"), Node::Pipe, |part| command(part, depth)),
            )
        },
    )
}

fn split(
    words: &[Word],
    is_operator: impl FnMut(&Word) -> bool,
    make: fn(Vec<Node>) -> Node,
    mut inner: impl FnMut(&[Word]) -> Result<Node, String>,
) -> Result<Node, String> {
    let ends = outside(words, is_operator);
    if ends.is_empty() {
        return inner(words);
    }
    Ok(make(between(words, &ends).map(inner).collect::<Result<_, _>>()?))
}

/// Whether parentheses are words of this command, as in `if ( … )`, and no subshell.
fn takes_parentheses(words: &[Word]) -> bool {
    let first = words.iter().find(|word| !word.is("else"));
    first.is_some_and(|word| {
        ["exit", "foreach", "if", "@", "set", "switch", "while"].iter().any(|name| word.is(name))
    })
}

/// The words and redirections of one command.
#[derive(Default)]
struct Parts {
    words: Vec<Word>,
    inside: Option<(usize, usize)>,
    here: Option<Word>,
    reads: bool,
    writes: bool,
}

fn command(words: &[Word], depth: u32) -> Result<Node, String> {
    // `|&` leaves its `&` at the start of the next command.
    let words = match words {
        [first, rest @ ..] if first.is("&") => rest,
        _ => words,
    };
    let keeps = takes_parentheses(words);
    let parts = parts(words, keeps)?;
    if let (Some((from, to)), false) = (parts.inside, keeps) {
        if !parts.words.is_empty() {
            return Err("badly placed ()'s".into());
        }
        let body = words.get(from..to).unwrap_or_default();
        if depth < MAX_DEPTH && lists(body, depth + 1)?.is_none() {
            return Err("invalid null command".into());
        }
        return Ok(Node::Subshell { here: parts.here });
    }
    if parts.words.is_empty() {
        return Err("invalid null command".into());
    }
    Ok(Node::Command(Command { words: parts.words, here: parts.here }))
}

fn parts(words: &[Word], keeps: bool) -> Result<Parts, String> {
    let (mut parts, mut depth, mut index) = (Parts::default(), 0_u32, 0);
    while let Some(word) = words.get(index) {
        index += 1;
        if word.starts('(') {
            if depth == 0 && !keeps {
                if parts.inside.is_some() {
                    return Err("badly placed (".into());
                }
                parts.inside = Some((index, index));
            }
            depth += 1;
        } else if word.starts(')') {
            depth = depth.saturating_sub(1);
            if let (0, Some(inside)) = (depth, &mut parts.inside) {
                inside.1 = index - 1;
            }
        } else if depth == 0 && (word.starts('>') || word.starts('<')) {
            index = redirection(words, index, word, &mut parts)?;
            continue;
        }
        if keeps || (depth == 0 && !word.starts(')')) {
            parts.words.push(word.clone());
        }
    }
    Ok(parts)
}

/// A redirection whose operator has been read; the index after its file.
fn redirection(words: &[Word], at: usize, operator: &Word, parts: &mut Parts) -> Result<usize, String> {
    let is_output = operator.starts('>');
    let skipped = |index: usize, text: &str| words.get(index).is_some_and(|word| word.is(text));
    let mut at = at;
    at += usize::from(is_output && skipped(at, "&"));
    at += usize::from(is_output && skipped(at, "!"));
    let file = words.get(at).filter(|word| !['<', '>', '(', ')'].iter().any(|char| word.starts(*char)));
    let Some(file) = file else { return Err("missing name for redirect".into()) };
    let (taken, message) = if is_output {
        (&mut parts.writes, "ambiguous output redirect")
    } else {
        (&mut parts.reads, "ambiguous input redirect")
    };
    if std::mem::replace(taken, true) {
        return Err(message.into());
    }
    if operator.starts('<') && operator.doubles('<') {
        parts.here = Some(file.clone());
    }
    Ok(at + 1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::input::Input;
    use super::super::lex::{Habits, Line, Source, read_line};
    use super::*;
    use crate::source::startup::script::Script;

    fn parsed(text: &str) -> Result<Option<Node>, String> {
        let mut input = Input::new(Arc::new(Script::new("", text.into())));
        let habits = Habits { history: Some('!'), backslash_quote: false };
        let Ok(Line::Words(words)) = read_line(Source::File(&mut input), habits) else { panic!("{text}") };
        parse(&words)
    }

    fn shape(node: &Node) -> String {
        let all = |nodes: &[Node], with: &str| nodes.iter().map(shape).collect::<Vec<_>>().join(with);
        match node {
            Node::List(nodes) => format!("[{}]", all(nodes, ";")),
            Node::Or(nodes) => format!("({})", all(nodes, "||")),
            Node::And(nodes) => format!("({})", all(nodes, "&&")),
            Node::Pipe(nodes) => format!("({})", all(nodes, "|")),
            Node::Background(node) => format!("{}&", shape(node)),
            Node::Subshell { .. } => "()".into(),
            Node::Command(command) => super::super::glyph::joined(&command.words),
        }
    }

    #[test]
    fn parse_binds_pipes_before_and_before_or_before_lists() {
        let node = parsed("a b | c && d || e ; (f ; g) >& h ; i |& j\n").unwrap().unwrap();
        assert_eq!(shape(&node), "[(((a b|c)&&d)||e);();(i|j)]");
    }

    #[test]
    fn parse_puts_everything_before_an_ampersand_into_the_background() {
        let node = parsed("setenv A b; setenv B c & setenv C d\n").unwrap().unwrap();
        assert_eq!(shape(&node), "[[setenv A b;setenv B c]&;setenv C d]");
    }

    #[test]
    fn parse_keeps_the_parentheses_of_tests_and_lists_as_words() {
        let node = parsed("if ( $?A || $?B ) set x = ( a b ) > f\n").unwrap().unwrap();
        assert_eq!(shape(&node), "if ( $?A || $?B ) set x = ( a b )");
    }

    #[test]
    fn parse_refuses_what_tcsh_refuses() {
        let messages =
            ["setenv A b |\n", "setenv A (b)\n", "( setenv A b\n", "a )\n", "a >\n", "a > b > c\n"]
                .map(|line| parsed(line).unwrap_err());
        assert_eq!(
            messages,
            [
                "invalid null command",
                "badly placed ()'s",
                "too many ('s",
                "too many )'s",
                "missing name for redirect",
                "ambiguous output redirect"
            ]
        );
    }
}
