//! What several formats say about one finding: where it really is, and its words.

use crate::report::document::{CheckDocument, FindingDocument, FindingState, OriginDocument};
use crate::report::safe;

/// The findings that count, in order.
pub(super) fn counting(document: &CheckDocument) -> impl Iterator<Item = &FindingDocument> {
    document.diagnostics.iter().filter(|finding| finding.state == FindingState::New)
}

/// Where the finding really is, in few characters: `go.mod:3:9`, `/home/gopher/.config/go/env:2:9`,
/// `environment`.
pub(super) fn place(finding: &FindingDocument) -> String {
    let location = &finding.location;
    if location.exact {
        return format!("{}:{}:{}", safe(&location.path), location.line, location.column);
    }
    place_of(&finding.diagnostic.origin)
}

/// A place of a value in few characters.
pub(super) fn place_of(origin: &OriginDocument) -> String {
    let file = origin.path.as_deref().map_or_else(|| kind_of_place(origin), safe);
    let numbers = [origin.line, origin.column];
    // A column without its line says nothing.
    let numbers = numbers.iter().map_while(|number| number.map(|number| format!(":{number}")));
    file + &numbers.collect::<String>()
}

/// The kind of place in words: `environment`, `derived from GOPRIVATE`.
fn kind_of_place(origin: &OriginDocument) -> String {
    match origin.from {
        Some(from) => format!("{} from {from}", origin.layer),
        None => origin.layer.to_string(),
    }
}

/// For a finding whose own place is outside the repository: that place in words, with the variable, as
/// `environment GOPROXY` or `go/env file /home/gopher/.config/go/env:2:9 GOPROXY`.
pub(super) fn place_outside(finding: &FindingDocument) -> Option<String> {
    if finding.location.exact {
        return None;
    }
    let origin = &finding.diagnostic.origin;
    let file = origin.path.as_ref().map(|_| place_of(origin)).unwrap_or_default();
    let parts = [kind_of_place(origin), file, safe(&finding.diagnostic.variable)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(" "))
}

/// All that is said about a finding, a line each: the message, its own place where that is outside the
/// repository, the notes, the help. Free of characters that could steer a terminal.
pub(super) fn words(finding: &FindingDocument) -> String {
    let diagnostic = &finding.diagnostic;
    let mut lines = vec![safe(&diagnostic.message)];
    lines.extend(place_outside(finding).map(|place| format!("in: {place}")));
    lines.extend(diagnostic.notes.iter().flat_map(|note| note.lines()).map(safe));
    let mut help = diagnostic.help.lines().map(safe);
    lines.extend(help.next().map(|first| format!("help: {first}")));
    lines.extend(help);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::examples::{at, in_environment, in_goenv_file};
    use super::*;

    #[test]
    fn place_outside_is_named_with_its_variable() {
        assert_eq!(place_outside(&at("go.mod", 3)), None);
        assert_eq!(place_outside(&in_environment()).unwrap(), "environment GOPROXY");
        let in_file = place_outside(&in_goenv_file()).unwrap();
        assert_eq!(in_file, "go/env file /home/gopher/.config/go/env:2:9 GOPROXY");
    }

    #[test]
    fn place_of_a_derived_value_names_its_source() {
        let mut finding = in_environment();
        finding.diagnostic.origin.layer = crate::source::Layer::Derived;
        finding.diagnostic.origin.from = Some("GOPRIVATE");
        assert_eq!(place(&finding), "derived from GOPRIVATE");
    }

    #[test]
    fn words_are_one_line_each_and_steer_no_terminal() {
        let mut finding = in_environment();
        finding.diagnostic.message = "first\u{1b}[31m\nsecond".into();
        finding.diagnostic.notes = vec!["a note\nof two lines\r".into()];
        finding.diagnostic.help = "do this\nthen that".into();
        let expected = "first\\u{1b}[31m\\nsecond\nin: environment GOPROXY\na note\nof two lines\\r\nhelp: do this\nthen that";
        assert_eq!(words(&finding), expected);
    }
}
