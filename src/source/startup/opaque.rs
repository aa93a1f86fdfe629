//! Text that only running would tell about: which names it may set. It is never followed.

/// Names that are taken out of one text.
const MAX_NAMES: usize = 10_000;

/// What the next words of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expecting {
    Nothing,
    /// Options, then one name.
    One,
    /// Options, then names, up to the end of the command.
    Many,
}

/// How a command that sets something names it.
fn setter(word: &str) -> Expecting {
    match word {
        "set" | "setenv" | "unsetenv" | "for" | "foreach" | "@" => Expecting::One,
        "export" | "readonly" | "declare" | "typeset" | "local" | "integer" | "float" | "unset" | "read" => {
            Expecting::Many
        }
        _ => Expecting::Nothing,
    }
}

/// Which names count.
pub(crate) struct Names<'k> {
    /// Those that fish's `set -l` sets, too.
    pub(crate) with_local: bool,
    /// Those of variables that are there already, wherever they stand; but not their values (`$NAME`).
    pub(crate) known: &'k dyn Fn(&str) -> bool,
}

impl Names<'_> {
    /// Those before `=` and those after a command that sets.
    pub(crate) const SET: Names<'static> = Names { with_local: true, known: &|_| false };

    /// The names that a text may set, with the offset in bytes where each stands.
    pub(crate) fn in_text(&self, text: &str) -> Vec<(usize, String)> {
        let mut found = vec![];
        let mut expecting = Expecting::Nothing;
        for (offset, token) in tokens(text) {
            if matches!(token, "\n" | ";" | "|" | "&") {
                expecting = Expecting::Nothing;
                continue;
            }
            let is_option = token.starts_with('-');
            let before = text.get(..offset).and_then(|before| before.chars().next_back());
            if let Some((at, name)) = assigned(token) {
                add(&mut found, offset + at, name);
                expecting = if expecting == Expecting::One { Expecting::Nothing } else { expecting };
            } else if is_option && expecting != Expecting::Nothing {
                expecting = self.after_option(token, expecting);
            } else if expecting != Expecting::Nothing {
                add(&mut found, offset, head(token));
                expecting = if expecting == Expecting::One { Expecting::Nothing } else { expecting };
            } else {
                expecting = setter(token);
                if !matches!(before, Some('$' | '{')) && (self.known)(head(token)) {
                    add(&mut found, offset, head(token));
                }
            }
            if found.len() >= MAX_NAMES {
                break;
            }
        }
        found
    }

    /// What follows an option: nothing that is set, where fish only looks at a variable or sets one that is
    /// gone at the end.
    fn after_option(&self, option: &str, expecting: Expecting) -> Expecting {
        let has = |letter: char, long: &str| {
            if option.starts_with("--") { option == long } else { option.contains(letter) }
        };
        let looks =
            expecting == Expecting::One && (has('q', "--query") || has('S', "--show") || has('n', "--names"));
        let erases = expecting == Expecting::One && has('e', "--erase");
        match has('l', "--local") && !self.with_local || looks {
            true => Expecting::Nothing,
            false if erases => Expecting::Many,
            false => expecting,
        }
    }
}

/// The name that a token begins with: `B` of `B[2]`, `n` of `n++`.
fn head(token: &str) -> &str {
    token.split(|c| !is_name_char(c)).next().unwrap_or_default()
}

fn add(found: &mut Vec<(usize, String)>, offset: usize, name: &str) {
    if is_name(name) {
        found.push((offset, name.to_owned()));
    }
}

/// The name before the first `=` or `+=` of a token, and its offset in it.
fn assigned(token: &str) -> Option<(usize, &str)> {
    let (before, _) = token.split_once('=')?;
    let before = before.strip_suffix('+').unwrap_or(before);
    let name = before.rsplit(|c| !is_name_char(c)).next().unwrap_or_default();
    is_name(name).then_some((before.len() - name.len(), name))
}

fn is_name_char(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

fn is_name(text: &str) -> bool {
    text.chars().all(is_name_char) && !text.is_empty() && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words and ends of commands, with their offsets in bytes; quotes and brackets only separate.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let separates = |c: char| c.is_whitespace() || "\"'`();|&<>{}$\\,".contains(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            let start = at;
            if !separates(first) {
                let length = rest.find(separates).unwrap_or(rest.len());
                at += length;
                return rest.get(..length).map(|token| (start, token));
            }
            at += first.len_utf8();
            if matches!(first, '\n' | ';' | '|' | '&') {
                return rest.get(..1).map(|token| (start, token));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        Names::SET.in_text(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn names_stand_before_equals_signs() {
        let found = Names::SET.in_text("export A=1 'B+=x' --c=d\n1=2 é=3 E=");
        let found: Vec<_> = found.iter().map(|(at, name)| (*at, name.as_str())).collect();
        assert_eq!(found, [(7, "A"), (12, "B"), (20, "c"), (33, "E")]);
    }

    #[test]
    fn names_stand_after_what_sets_them() {
        assert_eq!(names("\"set -gx GOPROXY off\""), ["GOPROXY"]);
        assert_eq!(names("echo 'export A=1 B; setenv C x' | source"), ["A", "B", "C"]);
        assert_eq!(names("set -q A; or set --global B[2] x; read -l C D"), ["B", "C", "D"]);
        assert_eq!(names("eval \"unset GOPROXY GOSUMDB\"; for i in a"), ["GOPROXY", "GOSUMDB", "i"]);
        assert_eq!(names("set -e A B"), ["A", "B"]);
        assert!(names("echo set\nGOPROXY").is_empty());
    }

    #[test]
    fn names_of_variables_that_are_there() {
        let known = Names { with_local: true, known: &|name| name == "GOSUMDB" };
        let text = r#"setenv GOPROXY `cat $HOME/x`; use GOSUMDB; use $GOSUMDB; @ n = 1; set q=$GOPATH"#;
        let found: Vec<String> = known.in_text(text).into_iter().map(|(_, name)| name).collect();
        assert_eq!(found, ["GOPROXY", "GOSUMDB", "n", "q"]);
    }

    #[test]
    fn names_of_a_substitution_leave_out_its_own_variables() {
        let names = Names { with_local: false, ..Names::SET };
        assert_eq!(names.in_text("set -l a 1; set -g b 2"), [(19, "b".to_owned())]);
    }
}
