//! Where a fix is to be made: the bytes of the file that gave the value.

use super::edits::{Edit, Edits};
use super::{Diagnostic, Fix, RuleInputs};
use crate::files::Place;
use crate::settings::Setting;
use crate::source::startup::Shell;
use crate::source::{Certainty, Layer, Value};

/// Takes away a fix that would uncover a value that widens trust, and gives the others their edits.
pub(super) fn place(found: &mut Diagnostic, inputs: &RuleInputs<'_>) {
    let Some(fix) = found.fix.take() else { return };
    if fix.uncovers(&inputs.scenario.settings) {
        return;
    }
    let edits = if fix.edits().is_empty() { edits(&fix, inputs) } else { fix.edits().clone() };
    found.fix = Some(fix.with_edits(edits));
}

/// The edit of the place that gave the variable its value, where it is known.
fn edits(fix: &Fix, inputs: &RuleInputs<'_>) -> Edits {
    let edit = inputs.scenario.settings.get(fix.variable()).and_then(|setting| match setting.origin.layer {
        Layer::GoEnvFile => of_go_env_file(fix, setting),
        Layer::Environment => of_start_file(fix.value()?, setting, inputs),
        _ => None,
    });
    Edits::new(edit.into_iter().collect()).unwrap_or_default()
}

/// The value in the go/env file, or the whole line where the setting goes.
fn of_go_env_file(fix: &Fix, setting: &Setting) -> Option<Edit> {
    let place = setting.origin.place.as_ref()?;
    if place.text() != setting.value.expose() {
        return None;
    }
    match fix.value() {
        Some(value) if value.expose().contains('\n') => None,
        Some(value) => Some(Edit { place: place.clone(), new_text: value.clone() }),
        None => Some(Edit { place: place.line_with_its_end(), new_text: Value::default() }),
    }
}

/// The value in the start-up file or `.envrc` that most likely gave it to the process.
fn of_start_file(new: &Value, setting: &Setting, inputs: &RuleInputs<'_>) -> Option<Edit> {
    let survey = inputs.machine.shells.as_ref()?;
    let found = survey.attribution(&setting.name, &setting.value)?;
    if found.certainty == Certainty::Possible {
        return None;
    }
    let (place, quote) = value_after(&found.place, setting.value.expose(), survey.shell)?;
    let new_text = written(new.expose(), quote)?;
    Some(Edit { place, new_text: new_text.into() })
}

/// The value that stands right after a variable's name, as it is, and the quotes around it.
fn value_after(name: &Place, value: &str, shell: Shell) -> Option<(Place, Option<char>)> {
    let behind = name.file().text().get(name.range().end..)?;
    let separators: &[char] = if matches!(shell, Shell::Fish | Shell::Tcsh) { &[' ', '\t'] } else { &[] };
    let rest = behind.strip_prefix('=').unwrap_or_else(|| behind.trim_start_matches(separators));
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.map_or(Some(rest), |quote| rest.strip_prefix(quote))?;
    let after = inner.strip_prefix(value).filter(|_| !value.is_empty() && inner.len() < behind.len())?;
    let ends = match quote {
        Some(quote) => after.starts_with(quote) && after.get(1..).is_some_and(ends_word),
        None => ends_word(after),
    };
    let skipped = behind.len() - inner.len();
    let start = name.range().len() + skipped;
    ends.then(|| (name.part(start..start + value.len()), quote))
}

fn ends_word(after: &str) -> bool {
    after.chars().next().is_none_or(|c| c.is_whitespace() || c == ';')
}

/// A value as a word of a shell, inside the quotes that are there; `None`: it would need others.
fn written(value: &str, quote: Option<char>) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,@%+=".contains(c);
    let is_harmless = !value.contains(['\'', '"', '\\', '$', '`', '!']) && !value.contains(char::is_control);
    match quote {
        _ if !is_harmless => None,
        Some(_) => Some(value.to_owned()),
        None if !value.is_empty() && value.chars().all(is_plain) => Some(value.to_owned()),
        None => Some(format!("'{value}'")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::TextFile;

    /// What stands in the place of `value` once it is `new`, in a file whose GOPROXY is meant.
    fn edited(text: &str, value: &str, new: &str, shell: Shell) -> Option<String> {
        let file = TextFile::new("/home/gopher/.bashrc", text);
        let start = text.rfind("GOPROXY").unwrap();
        let (place, quote) = value_after(&Place::new(&file, start..start + 7), value, shell)?;
        let edit = Edit { place, new_text: written(new, quote)?.into() };
        Edits::new(vec![edit]).unwrap().applied(&file)
    }

    #[test]
    fn value_is_changed_in_the_quotes_it_has() {
        for (text, shell, expected) in [
            ("export GOPROXY=off # x", Shell::Bash, "export GOPROXY=direct # x"),
            ("export GOPROXY=\"off\"; true", Shell::Bash, "export GOPROXY=\"direct\"; true"),
            ("GOPROXY='off'", Shell::Zsh, "GOPROXY='direct'"),
            ("set -gx GOPROXY off", Shell::Fish, "set -gx GOPROXY direct"),
            ("setenv GOPROXY \"off\"", Shell::Tcsh, "setenv GOPROXY \"direct\""),
        ] {
            assert_eq!(edited(text, "off", "direct", shell).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn value_that_shells_would_take_apart_is_quoted() {
        let edited = edited("export GOPROXY=off\n", "off", "https://a.example|direct", Shell::Bash);
        assert_eq!(edited.as_deref(), Some("export GOPROXY='https://a.example|direct'\n"));
    }

    #[test]
    fn text_that_is_not_the_value_is_left_alone() {
        for text in
            ["export GOPROXY=of\"f\"", "export GOPROXY=offline", "export GOPROXY=$PROXY", "export GOPROXY"]
        {
            assert_eq!(edited(text, "off", "direct", Shell::Bash), None, "{text}");
        }
        assert_eq!(edited("GOPROXY=off", "off", "it's", Shell::Bash), None);
        assert_eq!(edited("GOPROXY off", "off", "direct", Shell::Bash), None, "no assignment of bash");
    }
}
