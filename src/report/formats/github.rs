//! Workflow commands of GitHub Actions, which its runner turns into annotations of files.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::finding::{counting, words};
use crate::report::document::{CheckDocument, FindingDocument};
use crate::report::safe;
use crate::rules::Severity;

/// A command for each finding that counts; nothing where there is none.
pub fn github(document: &CheckDocument) -> String {
    counting(document).map(annotation).collect()
}

fn annotation(finding: &FindingDocument) -> String {
    let (found, location) = (&finding.diagnostic, &finding.location);
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![
        format!("file={}", property(&location.path)),
        format!("line={}", location.line.max(1)),
        format!("col={}", location.column.max(1)),
    ];
    // The runner refuses an annotation whose columns run backwards.
    if location.end_column > location.column.max(1) {
        properties.push(format!("endColumn={}", location.end_column));
    }
    properties.push(format!("title={}", property(&format!("{} {}", found.code, found.name))));
    format!("::{command} {}::{}\n", properties.join(","), data(&words(finding)))
}

/// A text after the second `::`. The percent sign comes first, for the others bring new ones.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, on which a comma or a colon would end it.
fn property(text: &str) -> String {
    data(&safe(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::examples::{HOSTILE, at, document, hostile, in_environment, known, suppressed};
    use super::*;

    /// What the runner makes of a line: the command, its properties, its text. It takes the line apart
    /// at `::`, `,` and `=`, and undoes the percent sign last.
    fn read_as_runner(line: &str) -> (String, Vec<(String, String)>, String) {
        let (head, text) = line.trim_start().strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        let undo = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap();
            let value = undo(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
            (name.to_owned(), value)
        };
        let properties = properties.split(',').map(pair).collect();
        (command.to_owned(), properties, undo(text).replace("%25", "%"))
    }

    #[test]
    fn github_writes_a_command_a_finding() {
        let mut info = at("sub/go.mod", 3);
        info.diagnostic.severity = Severity::Info;
        let findings = vec![in_environment(), at("go.mod", 2), info];
        let expected = "\
::error file=go.mod,line=1,col=1,title=GP009 goproxy-invalid-url::something is wrong here%0A\
in: environment GOPROXY%0Ait has a reason%0Ahelp: put it right
::warning file=go.mod,line=2,col=9,endColumn=14,title=MD005 replaced-by-directory::\
something is wrong here%0Ait has a reason%0Ahelp: put it right
::notice file=sub/go.mod,line=3,col=9,endColumn=14,title=MD005 replaced-by-directory::\
something is wrong here%0Ait has a reason%0Ahelp: put it right
";
        assert_eq!(github(&document(findings)), expected);
    }

    #[test]
    fn github_leaves_out_what_does_not_count() {
        assert_eq!(github(&document(vec![])), "");
        assert_eq!(github(&document(vec![known(), suppressed(false, "")])), "");
    }

    #[test]
    fn github_escapes_data_and_properties() {
        assert_eq!(data("100%\r\n%0A"), "100%25%0D%0A%250A");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }

    #[test]
    fn github_lets_no_text_become_a_command() {
        for text in HOSTILE {
            let finding = hostile(text);
            let out = github(&document(vec![finding.clone()]));
            assert_eq!(out.lines().count(), 1, "{out:?}");
            assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
            let (command, properties, shown) = read_as_runner(&out);
            assert_eq!(command, "warning");
            let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["file", "line", "col", "endColumn", "title"], "{out:?}");
            assert_eq!(properties.first().unwrap().1, safe(text));
            assert_eq!(shown.trim_end_matches('\n'), words(&finding));
        }
    }
}
