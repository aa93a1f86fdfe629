//! The file of universal variables, `fish_variables`.
//!
//! Mirrors `env_universal_t::populate_variables` of fish 3.6, which reads fish 2's format as well.

use super::script::bytes;
use super::word::unquoted;
use crate::files::bytes_of;

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
    /// Offsets in bytes of the beginning and the end of its name.
    pub(super) name_at: (u32, u32),
}

/// What stands between elements, and what stands for a list without any.
const BETWEEN: char = '\u{1e}';
const EMPTY_LIST: &str = "\u{1d}";

/// The variables of a file, in its order. Lines that fish cannot read are left out.
pub(super) fn read_universal(text: &str) -> Vec<Universal> {
    let header = text.split('\n').filter(|line| !line.is_empty()).take_while(|line| line.starts_with('#'));
    let is_old = !header.into_iter().any(|line| line.starts_with("# VERSION: "));
    let lines = text.split('\n').filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| read_line(line, text, is_old)).collect()
}

fn read_line(line: &str, text: &str, is_old: bool) -> Option<Universal> {
    let (mut is_exported, mut is_path) = (false, false);
    let mut rest;
    if is_old {
        (is_exported, rest) = match word_behind(line, "SET_EXPORT") {
            Some(rest) => (true, rest),
            None => (false, word_behind(line, "SET")?),
        };
    } else {
        rest = word_behind(line, "SETUVAR")?;
        while rest.starts_with('-') {
            let (flag, behind) = rest.split_once([' ', '\t'])?;
            is_exported |= flag == "--export";
            is_path |= flag == "--path";
            rest = behind.trim_start_matches([' ', '\t']);
        }
    }
    let (name, value) = rest.split_once(':')?;
    let value = plain(value)?;
    let elements = match value.as_str() {
        EMPTY_LIST => vec![],
        value => value.split(BETWEEN).map(str::to_owned).collect(),
    };
    let start = u32::try_from(bytes_of(name, text).start).unwrap_or(u32::MAX);
    let name_at = (start, start.saturating_add(bytes(name)));
    Some(Universal { name: name.to_owned(), elements, is_exported, is_path, name_at })
}

/// What stands behind a word and the blanks after it.
fn word_behind<'t>(line: &'t str, word: &str) -> Option<&'t str> {
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
        let (start, end) = proxy.name_at;
        assert_eq!((proxy.is_exported, &FILE[start as usize..end as usize]), (true, "GOPROXY"));
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
