//! Makes a case that disagrees as small as it can be and still disagree.

use super::case::{Case, Text};

/// Tries of one case; each runs a shell and our binary.
const MOST_TRIES: usize = 400;

/// The smallest case found by leaving things out, for which `disagrees` still holds.
pub(crate) fn shrink(case: &Case, disagrees: impl Fn(&Case) -> bool) -> Case {
    let mut best = case.clone();
    let mut tries = 0;
    loop {
        let mut smaller = candidates(&best).into_iter().take(MOST_TRIES.saturating_sub(tries));
        let found = smaller.find(|candidate| {
            tries += 1;
            disagrees(candidate)
        });
        match found {
            Some(candidate) => best = candidate,
            None => return best,
        }
    }
}

/// Cases with something less, those with much less first.
fn candidates(case: &Case) -> Vec<Case> {
    let mut found = vec![];
    for name in case.files.keys() {
        let mut without = case.clone();
        without.files.remove(name);
        found.push(without);
    }
    for name in ["BASH_ENV", "ENV", "SSH_CLIENT", "XDG_CONFIG_HOME", "ZDOTDIR"]
        .into_iter()
        .filter(|name| case.environment.contains_key(*name))
    {
        let mut without = case.clone();
        without.environment.remove(name);
        found.push(without);
    }
    for name in case.environment.keys().filter(|name| name.starts_with("GO") || name.ends_with("_PROXY")) {
        let mut without = case.clone();
        without.environment.remove(name);
        found.push(without);
    }
    for (name, text) in &case.files {
        found.extend(texts(text).into_iter().map(|text| {
            let mut with = case.clone();
            with.files.insert(name.clone(), text);
            with
        }));
    }
    found
}

fn texts(text: &Text) -> Vec<Text> {
    let count = text.statements.len();
    let mut found = vec![];
    let mut size = count / 2;
    while size > 0 {
        for start in (0..count).step_by(size) {
            let kept = text
                .statements
                .iter()
                .enumerate()
                .filter(|(index, _)| !(start..start + size).contains(index));
            found.push(Text { statements: kept.map(|(_, one)| one.clone()).collect(), ..text.clone() });
        }
        size /= 2;
    }
    if text.carriage_returns {
        found.push(Text { carriage_returns: false, ..text.clone() });
    }
    if text.mark {
        found.push(Text { mark: false, ..text.clone() });
    }
    for (index, statement) in text.statements.iter().enumerate() {
        for less in lines(statement) {
            let mut with = text.clone();
            if let Some(place) = with.statements.get_mut(index) {
                *place = less;
            }
            found.push(with);
        }
    }
    found
}

/// The statement without one of its lines, or without one of its words.
fn lines(statement: &str) -> Vec<String> {
    let all: Vec<&str> = statement.split('\n').collect();
    let without = |index: usize, all: &[&str], between: &str| -> String {
        let kept = all.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join(between)
    };
    let mut found: Vec<String> = vec![];
    if all.len() > 1 {
        found.extend((0..all.len()).map(|index| without(index, &all, "\n")));
    }
    // Without a command's name or a bracket it would be another statement, not a smaller one.
    let words: Vec<&str> = statement.split(' ').collect();
    let droppable = words.iter().enumerate().filter(|(_, word)| word.contains(['=', '$', '/', '"', '\'']));
    if words.len() < 30 {
        found.extend(droppable.map(|(index, _)| without(index, &words, " ")));
    }
    found
}
