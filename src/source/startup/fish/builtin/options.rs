//! Options of builtins, as `getopt_long` reads them.

use crate::source::startup::fish::value::Argument;

/// Where options may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Only in front of the first argument that is none.
    First,
    /// Anywhere.
    Anywhere,
}

/// The options and the other arguments.
#[derive(Debug, Default)]
pub(crate) struct Options<'a> {
    given: Vec<(char, Option<Argument>)>,
    /// The arguments that are no options.
    pub(crate) rest: Vec<&'a Argument>,
}

impl Options<'_> {
    /// Whether an option was given.
    pub(crate) fn has(&self, letter: char) -> bool {
        self.given.iter().any(|(given, _)| *given == letter)
    }

    /// The values that an option was given.
    pub(crate) fn values(&self, letter: char) -> impl Iterator<Item = &Argument> {
        self.given.iter().filter(move |(given, _)| *given == letter).filter_map(|(_, value)| value.as_ref())
    }
}

/// Why options cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadOption {
    /// There is no such option, or its value is missing.
    None,
    /// An argument that is not known stands where an option could.
    Unclear,
}

/// Reads options: `shorts` has the letters, each with `:` behind it if it takes a value; `longs` the long
/// names with the letter they stand for, or another character for those that have none.
///
/// # Errors
/// An option that is none, or an argument that is not known where an option could stand.
pub(crate) fn read_options<'a>(
    arguments: &'a [Argument],
    shorts: &str,
    longs: &[(&str, char)],
    order: Order,
) -> Result<Options<'a>, BadOption> {
    let mut found = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let text = &*argument.text;
        if argument.knowledge.is_unknown() && order == Order::First {
            return Err(BadOption::Unclear);
        }
        if text == "--" {
            break;
        }
        if text.len() < 2 || !text.starts_with('-') {
            found.rest.push(argument);
            if order == Order::First {
                break;
            }
            continue;
        }
        match text.strip_prefix("--") {
            Some(long) => read_long(&mut found, argument, long, shorts, longs, &mut arguments)?,
            None => read_short(&mut found, argument, text, shorts, &mut arguments)?,
        }
    }
    found.rest.extend(arguments);
    Ok(found)
}

/// Whether a letter is an option, and whether it takes a value.
fn takes_value(shorts: &str, letter: char) -> Option<bool> {
    let (_, behind) = shorts.split_once(letter).filter(|_| letter != ':')?;
    Some(behind.starts_with(':'))
}

fn read_short<'a>(
    found: &mut Options<'a>,
    argument: &Argument,
    text: &str,
    shorts: &str,
    rest: &mut impl Iterator<Item = &'a Argument>,
) -> Result<(), BadOption> {
    let mut letters = text.chars().skip(1);
    while let Some(letter) = letters.next() {
        let takes_value = takes_value(shorts, letter).ok_or(BadOption::None)?;
        let mut value = None;
        if takes_value {
            let glued: String = letters.by_ref().collect();
            value = Some(if glued.is_empty() {
                rest.next().cloned().ok_or(BadOption::None)?
            } else {
                Argument { text: glued.into(), ..argument.clone() }
            });
        }
        found.given.push((letter, value));
    }
    Ok(())
}

fn read_long<'a>(
    found: &mut Options<'a>,
    argument: &Argument,
    text: &str,
    shorts: &str,
    longs: &[(&str, char)],
    rest: &mut impl Iterator<Item = &'a Argument>,
) -> Result<(), BadOption> {
    let (name, glued) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    let exact = longs.iter().find(|(long, _)| *long == name);
    let mut close = longs.iter().filter(|(long, _)| long.starts_with(name));
    let only = close.next().filter(|_| close.next().is_none());
    let (_, letter) = exact.or(only).ok_or(BadOption::None)?;
    let takes_value = takes_value(shorts, *letter) == Some(true);
    let value = match glued {
        Some(_) if !takes_value => return Err(BadOption::None),
        Some(glued) => Some(Argument { text: glued.into(), ..argument.clone() }),
        None if takes_value => Some(rest.next().cloned().ok_or(BadOption::None)?),
        None => None,
    };
    found.given.push((*letter, value));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::startup::Knowledge;
    use crate::source::startup::fish::script::Spot;

    fn arguments(texts: &[&str]) -> Vec<Argument> {
        let spot = Spot::beginning(0);
        let argument = |text: &&str| Argument {
            text: (*text).into(),
            spot,
            knowledge: Knowledge::Certain,
            is_computed: false,
            is_missing: false,
        };
        texts.iter().map(argument).collect()
    }

    const LONGS: &[(&str, char)] = &[("export", 'x'), ("universal", 'U'), ("unexport", 'u')];

    #[test]
    fn options_stop_at_the_first_argument_that_is_none() {
        let arguments = arguments(&["-gx", "--exp", "A", "-g"]);
        let found = read_options(&arguments, "gxUu", LONGS, Order::First).unwrap();
        assert!(found.has('g') && found.has('x') && !found.has('U'));
        assert_eq!(found.rest.iter().map(|argument| &*argument.text).collect::<Vec<_>>(), ["A", "-g"]);
    }

    #[test]
    fn options_that_are_none() {
        for bad in ["-z", "--un", "--export=1"] {
            let arguments = arguments(&[bad]);
            assert_eq!(read_options(&arguments, "gxUu", LONGS, Order::First).unwrap_err(), BadOption::None);
        }
    }

    #[test]
    fn options_with_values() {
        let arguments = arguments(&["name", "-aone", "-d", "two", "--", "-x"]);
        let found = read_options(&arguments, "a:d:x", &[], Order::Anywhere).unwrap();
        let value = |letter| found.values(letter).next().map(|value| value.text.to_string());
        assert_eq!((value('a').as_deref(), value('d').as_deref()), (Some("one"), Some("two")));
        assert_eq!(found.rest.len(), 2);
    }
}
