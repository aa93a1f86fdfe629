//! The summary of a GitHub Actions job, in Markdown: what `$GITHUB_STEP_SUMMARY` takes.

use super::finding::{counting, place};
use super::markdown::{escaped, table};
use crate::audit::Contacted;
use crate::report::document::{
    CheckDocument, EgressDocument, FindingDocument, NamesDocument, PublicServerDocument,
};
use crate::rules::doc::severity_name;

/// Rows of a table that are shown. GitHub takes 1 MiB a step.
const ROWS: usize = 50;

/// Characters of a cell that are shown.
const MAX_CELL_CHARS: usize = 400;

/// A headline, the hosts, who learns which names, and the findings that count.
pub fn github_summary(document: &CheckDocument) -> String {
    let mut out = format!("## goenv-doctor check\n\n{}\n", headline(document));
    let hosts = "Hosts that are or may be contacted";
    let left_out = document.egress_left_out;
    section(&mut out, hosts, ["Host", "Port", "As", "When", "Modules"], &document.egress, left_out, host);
    let names = "Names that public servers learn";
    let heads = ["Server", "Learns", "May learn"];
    section(&mut out, names, heads, &document.public_servers, 0, public_server);
    let findings: Vec<&FindingDocument> = counting(document).collect();
    let heads = ["Severity", "Rule", "Place", "Finding", "Help"];
    section(&mut out, "Findings", heads, &findings, 0, |finding| row(finding));
    out
}

/// How many modules are on which side, and how many findings there are.
fn headline(document: &CheckDocument) -> String {
    let (modules, found) = (document.counts, document.findings);
    let word = if modules.modules == 1 { "module" } else { "modules" };
    let sides = format!(
        "**{} {word}**: {} verified, {} unverified, {} private, {} blocked, {} local",
        modules.modules,
        modules.verified,
        modules.unverified,
        modules.private,
        modules.blocked,
        modules.local
    );
    let verdict = if document.fails { "**The check fails**" } else { "The check passes" };
    let mut findings = format!("errors: {}, warnings: {}, infos: {}", found.error, found.warning, found.info);
    for (count, word) in [(found.known, "known"), (found.suppressed, "suppressed")] {
        if count > 0 {
            findings.push_str(&format!(", {word}: {count}"));
        }
    }
    format!("{sides}\n\n{verdict} ({findings}).")
}

/// A heading with a table, cut where it grows long; nothing without rows. `left_out` counts rows that
/// the document itself left out.
fn section<T, const N: usize>(
    out: &mut String,
    title: &str,
    heads: [&str; N],
    rows: &[T],
    left_out: u64,
    row: impl Fn(&T) -> [String; N],
) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n### {title}\n\n{}", table(heads, rows.iter().take(ROWS).map(row))));
    let more = left_out.saturating_add(rows.len().saturating_sub(ROWS) as u64);
    if more > 0 {
        out.push_str(&format!("\nand {more} more\n"));
    }
}

fn host(host: &EgressDocument) -> [String; 5] {
    let when = match host.contacted {
        Contacted::Will => "always",
        Contacted::May => "when others fail",
        Contacted::Behind => "by a proxy, not from here",
    };
    let mut modules = names(&host.modules);
    if host.toolchain {
        let comma = if modules.is_empty() { "" } else { ", " };
        modules = format!("{modules}{comma}the Go toolchain");
    }
    [cell(&host.host), host.port.to_string(), host.role.title().to_owned(), when.to_owned(), modules]
}

fn public_server(server: &PublicServerDocument) -> [String; 3] {
    [cell(&server.server), names(&server.learns), names(&server.may_learn)]
}

fn row(finding: &FindingDocument) -> [String; 5] {
    let found = &finding.diagnostic;
    [
        severity_name(found.severity).to_owned(),
        cell(found.name),
        cell(&place(finding)),
        cell(&found.message),
        cell(&found.help),
    ]
}

/// `a, b and 3 more`.
fn names(names: &NamesDocument) -> String {
    let shown: Vec<String> = names.examples.iter().map(|name| cell(name)).collect();
    let more = names.total.saturating_sub(shown.len() as u64);
    match (shown.join(", "), more) {
        (shown, 0) => shown,
        (shown, more) if shown.is_empty() => more.to_string(),
        (shown, more) => format!("{shown} and {more} more"),
    }
}

/// A text in a cell.
fn cell(text: &str) -> String {
    match text.char_indices().nth(MAX_CELL_CHARS) {
        Some((end, _)) => escaped(&format!("{}…", text.get(..end).unwrap_or_default())),
        None => escaped(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{
        HOSTILE, at, document, egress, graph, hostile, in_environment, known, suppressed,
    };
    use super::*;
    use crate::audit::Role;

    #[test]
    fn github_summary_shows_graph_and_findings() {
        let out = github_summary(&graph(vec![in_environment(), known(), suppressed(true, "")]));
        let expected = r"## goenv-doctor check

**412 modules**: 400 verified, 1 unverified, 9 private, 0 blocked, 2 local

**The check fails** (errors: 1, warnings: 0, infos: 0, known: 1, suppressed: 1).

### Hosts that are or may be contacted

| Host | Port | As | When | Modules |
| --- | --- | --- | --- | --- |
| proxy.golang.org | 443 | module proxy | always | golang.org/x/net |
| git.corp.example.com | 443 | origin | when others fail | golang.org/x/net |

### Names that public servers learn

| Server | Learns | May learn |
| --- | --- | --- |
| proxy.golang.org | corp.example.com/a, golang.org/x/net and 1 more |  |

### Findings

| Severity | Rule | Place | Finding | Help |
| --- | --- | --- | --- | --- |
| error | goproxy-invalid-url | environment | something is wrong here | put it right |
";
        assert_eq!(out, expected);
    }

    #[test]
    fn github_summary_of_nothing_is_a_headline() {
        let expected = "## goenv-doctor check\n\n**0 modules**: 0 verified, 0 unverified, 0 private, 0 blocked, \
            0 local\n\nThe check passes (errors: 0, warnings: 0, infos: 0).\n";
        assert_eq!(github_summary(&document(vec![])), expected);
    }

    #[test]
    fn github_summary_cuts_long_lists() {
        let mut long = document((1..=53).map(|line| at("go.mod", line)).collect());
        let hosts = (0..60).map(|n| egress(&format!("h{n}.example.com"), Role::Proxy, Contacted::Will));
        long.egress = hosts.collect();
        long.egress_left_out = 7;
        let out = github_summary(&long);
        assert_eq!(out.matches("| warning |").count(), ROWS);
        assert_eq!(out.matches("module proxy").count(), ROWS);
        assert!(out.contains("\nand 3 more\n") && out.contains("\nand 17 more\n"), "{out}");
        long.diagnostics.first_mut().unwrap().diagnostic.message = "x".repeat(1_000_000);
        assert!(github_summary(&long).len() < 100_000);
    }

    /// Cells of a row as GitHub divides it: at pipes without a backslash in front.
    fn cells(line: &str) -> usize {
        let mut escaped = false;
        let mut pipes = 0_usize;
        for c in line.chars() {
            pipes += usize::from(c == '|' && !escaped);
            escaped = c == '\\' && !escaped;
        }
        pipes - 1
    }

    #[test]
    fn github_summary_lets_no_text_out_of_its_cell() {
        for text in HOSTILE {
            let mut checked = graph(vec![hostile(text)]);
            checked.egress = vec![egress(text, Role::Origin, Contacted::Behind)];
            for server in &mut checked.public_servers {
                server.server = (*text).to_owned();
                server.learns.examples = vec![(*text).to_owned()];
            }
            let out = github_summary(&checked);
            let rows: Vec<usize> = out.lines().filter(|line| line.starts_with('|')).map(cells).collect();
            assert_eq!(rows, [5, 5, 5, 3, 3, 3, 5, 5, 5], "{out}");
            assert!(!out.contains('<') && !out.contains('>'), "{out}");
            assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
        }
    }

    #[test]
    fn names_count_those_that_are_not_shown() {
        let of = |total, examples: &[&str]| {
            names(&NamesDocument {
                total,
                examples: examples.iter().map(|name| (*name).to_owned()).collect(),
            })
        };
        assert_eq!(of(0, &[]), "");
        assert_eq!(of(4, &[]), "4");
        assert_eq!(of(2, &["a", "b"]), "a, b");
        assert_eq!(of(5, &["a", "b"]), "a, b and 3 more");
    }
}
