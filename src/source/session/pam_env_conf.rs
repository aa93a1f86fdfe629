//! `/etc/security/pam_env.conf` and `~/.pam_environment`, as pam_env of Linux-PAM 1.5 reads them
//! (`_parse_config_file`).
//!
//! `NAME [DEFAULT=value] [OVERRIDE=value]`: the override counts if it is not empty after expansion, else the
//! default; with neither, the variable is taken away. `NAME=value` sets it all the same, as it stands. A
//! value with blanks needs double quotes. `${NAME}` is a variable that PAM has set so far, `@{NAME}` something
//! about the session (`@{HOME}`); `\` keeps `$` and `@` from that and is dropped. A blank at either end makes
//! the line invalid, an unclosed `${` ends the reading. The user's own file is not read by default since 1.4.

use std::collections::BTreeMap;

use super::text::assemble;
use super::{Refusal, SessionFile};

/// The longest value, in bytes: pam_env's own buffer.
const MAX_VALUE_BYTES: usize = 8192;

/// What values may refer to.
#[derive(Debug, Clone, Default)]
pub struct PamVariables {
    /// For `${NAME}`: what PAM has set so far.
    pub variables: BTreeMap<String, String>,
    /// For `@{NAME}`: HOME, SHELL, PAM_USER. What is not here is not known.
    pub items: BTreeMap<String, String>,
}

/// Reads a configuration file of pam_env.
pub fn read(text: &str, surroundings: &PamVariables) -> SessionFile {
    let mut file = SessionFile::default();
    let mut known = surroundings.clone();
    let found = assemble(text);
    for line in &found.lines {
        if file.is_full() {
            return file;
        }
        let entry = line.text.as_str();
        let (name, rest) = entry.split_at_checked(name_length(entry)).unwrap_or((entry, ""));
        let at = line.bytes_of(name);
        let found = if name.is_empty() { Err(Refusal::BadName) } else { value(rest, &known) };
        match found {
            Ok(value) => {
                let Some((name, value)) = put(name, value) else {
                    file.refuse(Refusal::BadName, at);
                    continue;
                };
                match &value {
                    Some(value) => _ = known.variables.insert(name.to_owned(), value.clone()),
                    None => _ = known.variables.remove(name),
                }
                file.set(name, value, at.start..at.start + name.len());
            }
            Err(why) => {
                file.refuse(why, at);
                if why == Refusal::Stops {
                    return file;
                }
            }
        }
    }
    if let Some(start) = found.stops {
        file.refuse(Refusal::Stops, start..start);
    }
    file
}

/// What PAM makes of a name and its value. It joins them by `=` and parts them at the first one, so a name
/// that holds one is an assignment by itself: `NAME=value`, as many write it, with nothing expanded and
/// quotes kept. None: nothing stands before the `=`.
fn put(name: &str, value: Option<String>) -> Option<(&str, Option<String>)> {
    let Some((name, first)) = name.split_once('=') else { return Some((name, value)) };
    let value = value.map_or_else(|| first.to_owned(), |value| format!("{first}={value}"));
    (!name.is_empty()).then_some((name, Some(value)))
}

fn name_length(entry: &str) -> usize {
    entry.find([' ', '\t']).unwrap_or(entry.len())
}

/// The value that the words behind a name come to; `None`: the variable is taken away.
fn value(words: &str, known: &PamVariables) -> Result<Option<String>, Refusal> {
    let (mut default, mut over) = (None, None);
    let mut rest = words;
    while !rest.is_empty() {
        let word = rest.trim_start_matches([' ', '\t']);
        let (slot, text) = match (word.strip_prefix("DEFAULT="), word.strip_prefix("OVERRIDE=")) {
            (Some(text), _) if word.len() < rest.len() => (&mut default, text),
            (_, Some(text)) if word.len() < rest.len() => (&mut over, text),
            _ => return Err(Refusal::BadSyntax),
        };
        let (raw, is_quoted, after) = match text.strip_prefix('"') {
            Some(text) => {
                let (raw, after) = text.split_once('"').ok_or(Refusal::BadSyntax)?;
                (raw, true, after)
            }
            None => {
                let (raw, after) = text.split_at_checked(name_length(text)).unwrap_or((text, ""));
                (raw, false, after)
            }
        };
        *slot = (is_quoted || !raw.is_empty()).then_some(raw);
        rest = after;
    }
    let over = over.map(|raw| expand(raw, known)).transpose()?;
    if let Some(over) = over.filter(|over| !over.is_empty()) {
        return Ok(Some(over));
    }
    default.map(|raw| expand(raw, known)).transpose()
}

/// Puts in what `${NAME}` and `@{NAME}` stand for.
fn expand(raw: &str, known: &PamVariables) -> Result<String, Refusal> {
    let mut expanded = String::new();
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        let is_reference = matches!(c, '$' | '@') && rest.as_str().starts_with('{');
        match c {
            '\\' => {
                let next = rest.as_str().chars().next();
                if let Some(sign) = next.filter(|next| matches!(next, '$' | '@')) {
                    expanded.push(sign);
                    rest.next();
                }
            }
            _ if is_reference => {
                let (name, after) = rest.as_str().split_once('}').ok_or(Refusal::Stops)?;
                let name = name.trim_start_matches('{');
                expanded.push_str(match c {
                    '$' => known.variables.get(name).map_or("", String::as_str),
                    _ => known.items.get(name).ok_or(Refusal::Unknown)?,
                });
                rest = after.chars();
            }
            _ => expanded.push(c),
        }
        if expanded.len() > MAX_VALUE_BYTES {
            return Err(Refusal::Limit);
        }
    }
    Ok(expanded)
}
