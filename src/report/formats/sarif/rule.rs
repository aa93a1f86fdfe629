//! The rules of the findings, with their documentation.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::terms::level;
use crate::report::document::{DiagnosticDocument, FindingDocument};
use crate::report::formats::markdown::{fenced, prose};
use crate::rules::doc::{example_text, page};
use crate::rules::{Example, RuleMeta, find};

/// The rules that have findings, by code, each with its first finding.
pub(super) struct Rules<'a>(BTreeMap<&'static str, &'a DiagnosticDocument>);

impl<'a> Rules<'a> {
    /// Those of the findings.
    pub(super) fn of(findings: &'a [FindingDocument]) -> Self {
        let mut rules = BTreeMap::new();
        for finding in findings {
            rules.entry(finding.diagnostic.code).or_insert(&finding.diagnostic);
        }
        Self(rules)
    }

    /// The position of a rule among them.
    pub(super) fn index(&self, code: &str) -> Option<usize> {
        self.0.keys().position(|known| *known == code)
    }

    /// SARIF's array of them.
    pub(super) fn documented(&self) -> Value {
        self.0.values().map(|found| descriptor(found)).collect()
    }
}

/// One rule; what is not in the registry has its name alone.
fn descriptor(found: &DiagnosticDocument) -> Value {
    let mut rule = Map::new();
    rule.insert("id".into(), json!(found.code));
    rule.insert("name".into(), json!(pascal_case(found.name)));
    let meta = find(found.code);
    let severity = meta.map_or(found.severity, |meta| meta.severity);
    rule.insert("defaultConfiguration".into(), json!({ "level": level(severity) }));
    let Some(meta) = meta else { return Value::Object(rule) };
    rule.insert("shortDescription".into(), json!({ "text": meta.summary }));
    let full = format!("{} {}", meta.what_go_does, meta.why);
    rule.insert("fullDescription".into(), json!({ "text": full }));
    rule.insert("help".into(), json!({ "text": page(meta), "markdown": markdown(meta) }));
    if let Some(link) = meta.links.first() {
        rule.insert("helpUri".into(), json!(link));
    }
    Value::Object(rule)
}

/// The page of a rule in Markdown.
fn markdown(meta: &RuleMeta) -> String {
    let links: String = meta.links.iter().map(|link| format!("- <{link}>\n")).collect();
    format!(
        "# {}\n\n{}\n\n## What go does\n\n{}\n\n## Why it hurts\n\n{}\n\n## Example\n\n{}\n## Better\n\n{}\n## See\n\n{links}",
        prose(meta.slug),
        prose(meta.summary),
        prose(meta.what_go_does),
        prose(meta.why),
        example(&meta.bad),
        example(&meta.good),
    )
}

/// An example without the indentation that it has on a page.
fn example(example: &Example) -> String {
    let text = example_text(example);
    let lines: Vec<&str> =
        text.lines().map(|line| line.strip_prefix("  ").unwrap_or(line).trim_end()).collect();
    fenced(&lines.join("\n"))
}

/// `goproxy-space` as `GoproxySpace`, which SARIF asks of a rule's name.
fn pascal_case(slug: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    slug.split('-').map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pascal_case_joins_words() {
        assert_eq!(pascal_case("goproxy-space"), "GoproxySpace");
        assert_eq!(pascal_case("go111module-unknown"), "Go111moduleUnknown");
        assert_eq!(pascal_case("a--b"), "AB");
    }

    #[test]
    fn markdown_of_a_rule_shows_both_examples() {
        let page = markdown(find("goproxy-space").unwrap());
        let before = "## Example\n\n```text\nGOPROXY=https://goproxy.cn, direct\n```\n";
        let after = "## Better\n\n```text\nGOPROXY=https://goproxy.cn,direct\n```\n";
        assert!(
            page.starts_with("# goproxy-space\n") && page.contains(before) && page.contains(after),
            "{page}"
        );
        assert!(page.contains("- <https://go.dev/ref/mod#environment-variables>\n"), "{page}");
    }
}
