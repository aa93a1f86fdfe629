//! The file of universal variables, `fish_variables`.
//!
//! Mirrors `env_universal_t::populate_variables` of fish 3.6, which reads fish 2's format as well.

use super::word::unquoted;

/// A universal variable as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Universal {
    /// Its name.
    pub(super) name: String,
    /// Its elements.
    pub(super) elements: Vec<String>,
    /// Whether programs see it.
    pub(super) is_exported: bool,
    /// Whether `:` joins its elements.
    pub(super) is_path: bool,
    /// The offset in bytes of its name.
    pub(super) at: usize,
}

/// What stands between elements, and what stands for a list without any.
const BETWEEN: char = '\u{1e}';
const EMPTY_LIST: &str = "\u{1d}";

/// The variables of a file, in its order. Lines that fish cannot read are left out.
pub(super) fn read_universal(text: &str) -> Vec<Universal> {
    let header = text.split('\n').filter(|line| !line.is_empty()).take_while(|line| line.starts_with('#'));
    let is_old = !header.into_iter().any(|line| line.starts_with("# VERSION: "));
    let mut next = 0;
    let lines = text.split('\n').map(|line| {
        let at = next;
        next += line.len() + 1;
        (at, line)
    });
    let lines = lines.filter(|(_, line)| !line.starts_with('#'));
    lines.filter_map(|(at, line)| read_line(line, at, is_old)).collect()
}

fn read_line(line: &str, at: usize, is_old: bool) -> Option<Universal> {
    let (mut is_exported, mut is_path) = (false, false);
    let mut rest;
    if is_old {
        (is_exported, rest) = match word_after(line, "SET_EXPORT") {
            Some(rest) => (true, rest),
            None => (false, word_after(line, "SET")?),
        };
    } else {
        rest = word_after(line, "SETUVAR")?;
        while rest.starts_with('-') {
            let (flag, after) = rest.split_once([' ', '\t'])?;
            is_exported |= flag == "--export";
            is_path |= flag == "--path";
            rest = after.trim_start_matches([' ', '\t']);
        }
    }
    let (name, value) = rest.split_once(':')?;
    let value = plain(value)?;
    let elements = match value.as_str() {
        EMPTY_LIST => vec![],
        value => value.split(BETWEEN).map(str::to_owned).collect(),
    };
    let at = at + line.len() - rest.len();
    Some(Universal { name: name.to_owned(), elements, is_exported, is_path, at })
}

/// What stands after a word and the blanks after it.
fn word_after<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(word)?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start_matches([' ', '\t']))
}

/// A value without its escapes. It has no quotes, nor anything that would be expanded.
fn plain(value: &str) -> Option<String> {
    if !value.contains(['\\', '"', '\'']) {
        return Some(value.to_owned());
    }
    let shielded: String = value
        .chars()
        .map(|c| if "~*?$(){},%".contains(c) { format!("\\{c}") } else { c.to_string() })
        .collect();
    unquoted(&shielded.replace("\\\\~", "\\~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../../fixtures/shells/fish_variables");

    fn read(text: &str) -> Vec<(String, Vec<String>, bool)> {
        let found = read_universal(text).into_iter();
        found.map(|variable| (variable.name, variable.elements, variable.is_exported)).collect()
    }

    #[test]
    fn universal_file_as_fish_writes_it() {
        let found = read_universal(FILE);
        let names: Vec<&str> = found.iter().map(|variable| variable.name.as_str()).collect();
        assert_eq!(names, ["EDITOR", "GOPATH", "GOPROXY", "fish_greeting", "fish_user_paths"]);
        let proxy = found.iter().find(|variable| variable.name == "GOPROXY").unwrap();
        assert_eq!(proxy.elements, ["https://proxy.golang.org,direct"]);
        assert!(proxy.is_exported && FILE[proxy.at..].starts_with("GOPROXY:"));
        let path = found.iter().find(|variable| variable.name == "GOPATH").unwrap();
        assert_eq!((path.elements.len(), path.is_path), (2, true));
        assert!(
            found.iter().any(|variable| variable.name == "fish_greeting" && variable.elements.is_empty())
        );
    }

    #[test]
    fn universal_file_of_fish_2() {
        let found = read("SET_EXPORT GOPROXY:off\nSET EDITOR:vi\nSETUVAR X:y\n");
        assert_eq!(
            found,
            [("GOPROXY".into(), vec!["off".into()], true), ("EDITOR".into(), vec!["vi".into()], false)]
        );
    }
}
