//! `check`: what the module graph comes to, who is contacted, who learns names; then the findings.

use super::super::document::{
    ChangeDocument, CheckDocument, DiffDocument, EgressDocument, ModuleFileDocument, NamesDocument,
    PublicServerDocument,
};
use super::super::safe;
use super::frame;
use super::style::{Style, bad, careful, faint, good, pad, strong, width};
use crate::audit::{Contacted, Counts};
use crate::rules::Diagnostic;

/// How many lines of a list are shown without `-v`.
const MAX_LINES: usize = 12;

/// Renders the report.
pub fn check(document: &CheckDocument, counting: &[Diagnostic], style: &Style) -> String {
    let mut out = headline(document, style);
    for note in &document.go.notes {
        out.push_str(&format!("{} {}\n", strong("note:"), safe(note)));
    }
    out.push_str(&sides(&document.counts));
    out.push_str(&files(&document.files, style));
    out.push_str(&hosts(document, style));
    out.push_str(&names(&document.public_servers));
    out.push_str(&ignored(&document.ignored, style));
    if let Some(diff) = &document.diff {
        out.push_str(&self::diff(diff, style));
    }
    let frames = frame::draw(counting, style);
    if !frames.is_empty() {
        out.push_str(&format!("\n{frames}\n"));
    }
    out.push_str(&format!("\n{}\n", verdict(document)));
    out
}

/// What nobody looked at.
fn ignored(paths: &[String], style: &Style) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", strong("not looked at, since ignore files name them"));
    if !style.verbose {
        let count = match paths.len() {
            1 => "1 folder or module file".to_owned(),
            many => format!("{many} folders or module files"),
        };
        return format!("{out}  {}\n", faint(&format!("{count} (-v names them)")));
    }
    paths.iter().for_each(|path| out.push_str(&format!("  {}\n", safe(path))));
    out
}

fn headline(document: &CheckDocument, style: &Style) -> String {
    let files = match document.files.as_slice() {
        [] => "no module file here: only the settings are checked".to_owned(),
        [one] => format!("{}: {}", safe(&one.path), counted(one.counts.modules, "module")),
        many => format!(
            "{}: {}",
            counted(many.len() as u64, "module file"),
            counted(document.counts.modules, "module")
        ),
    };
    let policy = document.policy.as_ref().map_or(String::new(), |path| format!(" · policy {}", safe(path)));
    format!("{}   {}\n", strong(&files), faint(&format!("{}{policy}", style.go(&document.go))))
}

fn counted(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn sides(counts: &Counts) -> String {
    if counts.modules == 0 {
        return String::new();
    }
    let mut out = String::from("\n");
    let mut line = |name: &str, count: u64, text: String, is_bad: bool| {
        if count == 0 && !is_bad {
            return;
        }
        let number = pad(&format!("{count:>6}"), 6);
        let name = pad(name, 10);
        let name = match (is_bad, count) {
            (true, 0) => faint(&name),
            (true, _) => bad(&name),
            _ => good(&name),
        };
        out.push_str(&format!("  {name} {number}   {}\n", faint(&text)));
    };
    let rest = counts.verified - counts.verified_by_go_sum.min(counts.verified);
    let verified = match (counts.verified_by_go_sum, rest) {
        (_, 0) => "all in go.sum".to_owned(),
        (0, _) => "by the checksum database".to_owned(),
        (known, rest) => format!("{known} in go.sum, {rest} by the checksum database"),
    };
    line("verified", counts.verified, verified, false);
    line(
        "private",
        counts.private,
        "not verified: a pattern keeps them from the checksum database".into(),
        false,
    );
    line("local", counts.local, "taken from a directory".into(), false);
    line(
        "unverified",
        counts.unverified,
        "neither go.sum nor a checksum database verifies them".into(),
        true,
    );
    line("blocked", counts.blocked, "go could not download them".into(), true);
    if counts.only_in_go_sum > 0 {
        let text = format!("{} of them named only by go.sum", counts.only_in_go_sum);
        out.push_str(&format!("  {}\n", faint(&text)));
    }
    out
}

fn files(files: &[ModuleFileDocument], style: &Style) -> String {
    let mut out = String::new();
    if files.len() > 1 {
        out.push_str(&format!("\n{}\n", strong("module files")));
        let shown = if style.verbose { files.len() } else { MAX_LINES };
        let columns = files.iter().take(shown).map(|file| width(&safe(&file.path))).max().unwrap_or(0);
        for file in files.iter().take(shown) {
            out.push_str(&format!(
                "  {}  {}\n",
                pad(&safe(&file.path), columns),
                faint(&in_short(&file.counts))
            ));
        }
        out.push_str(&left_out(files.len(), shown));
    }
    for file in files {
        for note in &file.notes {
            let place = if files.len() > 1 { format!("{}: ", safe(&file.path)) } else { String::new() };
            let text = note.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            out.push_str(&format!("{} {place}{}\n", strong("note:"), safe(&text)));
        }
    }
    out
}

fn left_out(total: usize, shown: usize) -> String {
    match total.saturating_sub(shown) {
        0 => String::new(),
        rest => format!("  {}\n", faint(&format!("… and {rest} more (-v shows all)"))),
    }
}

/// `12 modules: 10 verified, 2 private`
fn in_short(counts: &Counts) -> String {
    let parts = [
        (counts.verified, "verified"),
        (counts.private, "private"),
        (counts.local, "local"),
        (counts.unverified, "unverified"),
        (counts.blocked, "blocked"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    match parts.len() {
        0 => "no modules".to_owned(),
        _ => format!("{}: {}", counted(counts.modules, "module"), parts.join(", ")),
    }
}

fn hosts(document: &CheckDocument, style: &Style) -> String {
    let mut out = String::new();
    for (contacted, title) in
        [(Contacted::Will, "contacts"), (Contacted::May, "may contact, where those fail or point elsewhere")]
    {
        let hosts: Vec<&EgressDocument> =
            document.egress.iter().filter(|host| host.contacted == contacted).collect();
        if hosts.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{}\n", strong(title)));
        let shown = if style.verbose { hosts.len() } else { MAX_LINES };
        let columns = hosts.iter().take(shown).map(|host| width(&address(host))).max().unwrap_or(0);
        for host in hosts.iter().take(shown) {
            let text = format!("{}, {}", host.role.title(), for_what(host));
            out.push_str(&format!("  {}  {}\n", pad(&address(host), columns), faint(&text)));
        }
        out.push_str(&left_out(hosts.len(), shown));
    }
    out
}

fn address(host: &EgressDocument) -> String {
    safe(&format!("{}:{}", host.host, host.port))
}

fn for_what(host: &EgressDocument) -> String {
    let toolchain = if host.toolchain { "the Go toolchain" } else { "" };
    let modules = match &host.modules {
        NamesDocument { total: 0, .. } => String::new(),
        NamesDocument { total: 1, examples } => safe(&examples.join("")),
        names => counted(names.total, "module"),
    };
    match (toolchain.is_empty(), modules.is_empty()) {
        (false, false) => format!("{modules} and {toolchain}"),
        (false, true) => toolchain.to_owned(),
        _ => modules,
    }
}

fn names(servers: &[PublicServerDocument]) -> String {
    if servers.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}\n", strong("names that public servers learn"));
    let columns = servers.iter().map(|server| width(&safe(&server.server))).max().unwrap_or(0);
    for server in servers {
        let mut parts = vec![];
        if server.learns.total > 0 {
            parts.push(some(&server.learns));
        }
        if server.may_learn.total > 0 {
            parts.push(format!("perhaps {}", some(&server.may_learn)));
        }
        out.push_str(&format!("  {}  {}\n", pad(&safe(&server.server), columns), parts.join("; ")));
    }
    out
}

/// `131: github.com/a/b, github.com/c/d, …`
fn some(names: &NamesDocument) -> String {
    let shown: Vec<String> = names.examples.iter().take(3).map(|name| safe(name)).collect();
    let rest = if names.total > shown.len() as u64 { ", …" } else { "" };
    format!("{} {}", names.total, faint(&format!("({}{rest})", shown.join(", "))))
}

fn diff(diff: &DiffDocument, style: &Style) -> String {
    let mut out = format!("\n{}\n", strong(&format!("changed against {}", safe(&diff.base))));
    let before = out.len();
    let mut changes = |title: &str, all: &[ChangeDocument]| {
        let shown = if style.verbose { all.len() } else { MAX_LINES };
        for change in all.iter().take(shown) {
            let value = |value: &Option<String>| match value.as_deref() {
                None => "(not there)".to_owned(),
                Some("") => "(empty)".to_owned(),
                Some(text) => safe(text),
            };
            let (old, new) = (value(&change.before), value(&change.after));
            out.push_str(&format!("  {title} {}: {old} → {new}\n", safe(&change.name)));
        }
        out.push_str(&left_out(all.len(), shown));
    };
    changes("setting", &diff.settings);
    changes("module", &diff.modules);
    for (mark, what, all) in [
        ("+", "host", &diff.hosts_added),
        ("-", "host", &diff.hosts_removed),
        ("+", "finding", &diff.findings_added),
        ("-", "finding", &diff.findings_removed),
    ] {
        for text in all {
            out.push_str(&format!("  {mark} {what} {}\n", safe(text)));
        }
    }
    if out.len() == before {
        out.push_str("  nothing\n");
    }
    out
}

fn verdict(document: &CheckDocument) -> String {
    let found = &document.findings;
    let mut parts = vec![];
    for (count, word) in [(found.error, "error"), (found.warning, "warning")] {
        if count > 0 {
            parts.push(counted(count, word));
        }
    }
    for (count, text) in [
        (found.info, "information only (-v shows them)"),
        (found.known, "known from the baseline"),
        (found.suppressed, "ignored"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {text}"));
        }
    }
    let text = if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") };
    if document.fails {
        format!("{} {text}", bad("fails:"))
    } else if found.error + found.warning > 0 {
        format!("{} {text}", careful("passes:"))
    } else {
        format!("{} {text}", good("passes:"))
    }
}

/// Renders the hosts alone: one a line, with tabs between address, certainty, role and reason.
pub fn egress(hosts: &[EgressDocument], left_out: u64) -> String {
    let mut out = String::new();
    for host in hosts {
        let certainty = if host.contacted == Contacted::Will { "will" } else { "may" };
        out.push_str(&format!("{}\t{certainty}\t{}\t{}\n", address(host), host.role.title(), for_what(host)));
    }
    if left_out > 0 {
        out.push_str(&format!(
            "# more hosts than can be listed: contacts of {left_out} modules are left out\n"
        ));
    }
    out
}
