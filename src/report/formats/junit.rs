//! The JUnit report, which Jenkins, GitLab and most other CI systems read: findings as test cases.

use std::collections::BTreeMap;

use super::finding::{place, words};
use crate::report::document::{CheckDocument, FindingDocument, FindingState};
use crate::report::safe;
use crate::rules::Severity;
use crate::rules::doc::severity_name;

/// The name of the only suite.
const SUITE: &str = "goenv-doctor check";

/// How a test case came out.
enum CaseResult {
    /// The finding makes the command fail.
    Failure,
    /// It counts but is milder than that.
    Passed,
    /// It does not count, for this reason.
    Skipped(String),
}

/// A well-formed document of one suite, with a test case a finding; one that passes if there is none.
pub fn junit(document: &CheckDocument) -> String {
    let mut names = Names::default();
    let (mut cases, mut failures, mut skipped) = (String::new(), 0_usize, 0_usize);
    for finding in &document.diagnostics {
        let outcome = outcome(finding, document.fail_on);
        failures += usize::from(matches!(outcome, CaseResult::Failure));
        skipped += usize::from(matches!(outcome, CaseResult::Skipped(_)));
        cases.push_str(&case(finding, &outcome, &mut names));
    }
    if document.diagnostics.is_empty() {
        cases.push_str("    <testcase classname=\"goenv-doctor\" name=\"no findings\"/>\n");
    }
    let tests = document.diagnostics.len().max(1);
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  \
         <testsuite name=\"{SUITE}\" {counts}>\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

fn outcome(finding: &FindingDocument, fail_on: &str) -> CaseResult {
    match finding.state {
        FindingState::Known => CaseResult::Skipped("the baseline knows it".to_owned()),
        FindingState::Suppressed => {
            let reason = finding.suppression.as_ref().map(|said| safe(&said.reason)).unwrap_or_default();
            let colon = if reason.is_empty() { "" } else { ": " };
            CaseResult::Skipped(format!("suppressed{colon}{reason}"))
        }
        FindingState::New if reaches(finding.diagnostic.severity, fail_on) => CaseResult::Failure,
        FindingState::New => CaseResult::Passed,
    }
}

/// Whether a finding of that severity makes the command fail; `never`: none does.
fn reaches(severity: Severity, fail_on: &str) -> bool {
    [Severity::Info, Severity::Warning, Severity::Error]
        .into_iter()
        .find(|least| severity_name(*least) == fail_on)
        .is_some_and(|least| severity >= least)
}

fn case(finding: &FindingDocument, outcome: &CaseResult, names: &mut Names) -> String {
    let found = &finding.diagnostic;
    let name = names.unique(format!("{} {}", found.name, place(finding)));
    let body = text(&words(finding));
    let inside = match outcome {
        CaseResult::Failure => format!(
            "<failure message=\"{}\" type=\"{}\">{body}</failure>",
            text(&safe(&found.message)),
            severity_name(found.severity)
        ),
        CaseResult::Passed => format!("<system-out>{body}</system-out>"),
        CaseResult::Skipped(why) => format!("<skipped message=\"{}\"/>", text(why)),
    };
    format!(
        "    <testcase classname=\"{}\" name=\"{}\">\n      {inside}\n    </testcase>\n",
        text(found.code),
        text(&name)
    )
}

/// Names of test cases so far; CI systems take two of the same name for one.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// The name, with the number of its occurrence after it from the second on.
    fn unique(&mut self, name: String) -> String {
        let occurrence = self.0.entry(name.clone()).or_default();
        *occurrence += 1;
        if *occurrence == 1 { name } else { format!("{name} ({occurrence})") }
    }
}

/// A text for an element or an attribute. Control characters are written visibly by now; what else XML 1.0
/// does not allow is replaced.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node};

    use super::super::examples::{HOSTILE, at, document, hostile, in_environment, known, suppressed};
    use super::*;

    /// Reads a report, and holds it to what the common schemas of JUnit demand: which elements stand in
    /// which, which attributes they need, and that the counts are those of the test cases.
    fn assert_valid(report: &str) {
        let read = Document::parse(report).unwrap();
        let root = read.root_element();
        assert_eq!(root.tag_name().name(), "testsuites");
        let suites: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).collect();
        let [suite] = suites.as_slice() else { panic!("{report}") };
        assert_eq!((suite.tag_name().name(), suite.attribute("name")), ("testsuite", Some(SUITE)));
        let cases: Vec<Node<'_, '_>> = suite.children().filter(Node::is_element).collect();
        for case in &cases {
            assert_eq!(case.tag_name().name(), "testcase");
            let attributes: Vec<_> = case.attributes().map(|attribute| attribute.name()).collect();
            assert_eq!(attributes, ["classname", "name"]);
            let inside: Vec<_> = case.children().filter(Node::is_element).collect();
            assert!(inside.len() <= 1, "{report}");
            let known = ["failure", "skipped", "system-out"];
            assert!(inside.iter().all(|node| known.contains(&node.tag_name().name())), "{report}");
        }
        let count = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count();
        for node in [&root, suite] {
            let said = |name: &str| node.attribute(name).unwrap().parse::<usize>().unwrap();
            assert_eq!(said("tests"), cases.len());
            assert_eq!(said("failures"), count("failure"));
            assert_eq!(said("skipped"), count("skipped"));
            assert_eq!(said("errors"), 0);
        }
    }

    #[test]
    fn junit_tells_failing_from_milder_and_from_what_does_not_count() {
        let findings = vec![in_environment(), at("go.mod", 3), known(), suppressed(true, "as \"agreed\"")];
        let out = junit(&document(findings));
        assert_valid(&out);
        let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\">
  <testsuite name=\"goenv-doctor check\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\">
    <testcase classname=\"GP009\" name=\"goproxy-invalid-url environment\">
      <failure message=\"something is wrong here\" type=\"error\">something is wrong here
in: environment GOPROXY
it has a reason
help: put it right</failure>
    </testcase>
    <testcase classname=\"MD005\" name=\"replaced-by-directory go.mod:3:9\">
      <system-out>something is wrong here
it has a reason
help: put it right</system-out>
    </testcase>
    <testcase classname=\"MD005\" name=\"replaced-by-directory go.mod:7:9\">
      <skipped message=\"the baseline knows it\"/>
    </testcase>
    <testcase classname=\"MD005\" name=\"replaced-by-directory go.mod:8:9\">
      <skipped message=\"suppressed: as &quot;agreed&quot;\"/>
    </testcase>
  </testsuite>
</testsuites>
";
        assert_eq!(out, expected);
    }

    #[test]
    fn junit_fails_from_the_severity_on_that_the_document_names() {
        for (fail_on, failures) in [("info", 2), ("warning", 2), ("error", 1), ("never", 0)] {
            let mut checked = document(vec![in_environment(), at("go.mod", 3)]);
            checked.fail_on = fail_on;
            let out = junit(&checked);
            assert_valid(&out);
            assert_eq!(out.matches("<failure").count(), failures, "{fail_on}");
        }
    }

    #[test]
    fn junit_without_findings_has_one_case_that_passes() {
        let out = junit(&document(vec![]));
        assert_valid(&out);
        assert!(out.contains("tests=\"1\"") && out.contains("name=\"no findings\"/>"), "{out}");
    }

    #[test]
    fn junit_names_are_unique() {
        let out = junit(&document(vec![at("go.mod", 3), at("go.mod", 3)]));
        assert_valid(&out);
        assert!(out.contains("go.mod:3:9\"") && out.contains("go.mod:3:9 (2)\""), "{out}");
    }

    #[test]
    fn junit_is_well_formed_whatever_a_text_holds() {
        for hostile_text in HOSTILE {
            for state in [FindingState::New, FindingState::Suppressed] {
                let finding = FindingDocument { state, ..hostile(hostile_text) };
                let out = junit(&document(vec![finding]));
                assert_valid(&out);
                assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
            }
        }
        assert_eq!(text("a\u{1}\u{fffe}\u{ffff}\u{10ffff}"), "a\u{fffd}\u{fffd}\u{fffd}\u{10ffff}");
    }

    #[test]
    fn reader_refuses_what_is_not_well_formed() {
        for broken in ["<a>\u{1}</a>", "<a>\u{ffff}</a>", "<a b=\"<\"/>", "<a>&x;</a>", "<a>]]></a>"] {
            assert!(Document::parse(broken).is_err(), "{broken:?}");
        }
    }
}
