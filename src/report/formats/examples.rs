//! Documents for the tests of the formats.

use std::collections::BTreeMap;

use crate::audit::{Contacted, Counts, Role};
use crate::report::document::{
    CheckDocument, DiagnosticDocument, EgressDocument, FindingCounts, FindingDocument, FindingState,
    GoDocument, LocationDocument, NamesDocument, OriginDocument, PublicServerDocument, RelatedDocument,
    SCHEMA_VERSION, SuppressionDocument, VersionFrom,
};
use crate::rules::{Severity, find};
use crate::source::Layer;

/// Texts that would break out of a format that writes them as they are.
pub(super) const HOSTILE: &[&str] = &[
    "%0A::error::injected",
    "%0D%0A%25",
    "a,b:c=d",
    "line\r\n::warning::injected",
    "\n::stop-commands::token",
    "::add-mask::token",
    "\u{1b}[31mred\u{7}\u{9b}0m",
    "<script>alert(\"1\")</script>&amp;<!--",
    "]]><failure/>",
    "a|b`c`*d*_e_[f](https://example.com)",
    "\u{202e}reversed\u{2028}line\u{fffe}\u{ffff}",
    "日本語/ü 100%",
    "",
];

/// A document with these findings and nothing else.
pub(super) fn document(findings: Vec<FindingDocument>) -> CheckDocument {
    let mut counts = FindingCounts::default();
    for finding in &findings {
        let count = match (finding.state, finding.diagnostic.severity) {
            (FindingState::Known, _) => &mut counts.known,
            (FindingState::Suppressed, _) => &mut counts.suppressed,
            (FindingState::New, Severity::Error) => &mut counts.error,
            (FindingState::New, Severity::Warning) => &mut counts.warning,
            (FindingState::New, Severity::Info) => &mut counts.info,
        };
        *count += 1;
    }
    CheckDocument {
        schema_version: SCHEMA_VERSION,
        go: GoDocument {
            version: "1.27.3".into(),
            goroot: Some("/usr/local/go".into()),
            version_from: VersionFrom::Goroot,
            notes: vec![],
        },
        settings: BTreeMap::new(),
        policy: Some("goenv-doctor.toml".into()),
        counts: Counts::default(),
        files: vec![],
        egress: vec![],
        egress_left_out: 0,
        public_servers: vec![],
        ignored: vec![],
        diff: None,
        findings: counts,
        fail_on: "error",
        fails: counts.error > 0,
        diagnostics: findings,
    }
}

/// A document of a module graph, with hosts and a public server.
pub(super) fn graph(findings: Vec<FindingDocument>) -> CheckDocument {
    CheckDocument {
        counts: Counts {
            modules: 412,
            only_in_go_sum: 310,
            verified: 400,
            verified_by_go_sum: 398,
            private: 9,
            unverified: 1,
            blocked: 0,
            local: 2,
        },
        egress: vec![
            egress("proxy.golang.org", Role::Proxy, Contacted::Will),
            egress("git.corp.example.com", Role::Origin, Contacted::May),
        ],
        public_servers: vec![PublicServerDocument {
            server: "proxy.golang.org".into(),
            learns: NamesDocument {
                total: 3,
                examples: vec!["corp.example.com/a".into(), "golang.org/x/net".into()],
            },
            may_learn: NamesDocument { total: 0, examples: vec![] },
        }],
        ..document(findings)
    }
}

/// A host that is contacted for one module.
pub(super) fn egress(host: &str, role: Role, contacted: Contacted) -> EgressDocument {
    let modules = NamesDocument { total: 1, examples: vec!["golang.org/x/net".into()] };
    EgressDocument { host: host.into(), port: 443, role, contacted, modules, toolchain: false }
}

/// A warning about a line of a file of the repository, from column 9 to 14.
pub(super) fn at(path: &str, line: u32) -> FindingDocument {
    FindingDocument {
        fingerprint: format!("{line:032x}"),
        state: FindingState::New,
        location: LocationDocument { path: path.into(), line, column: 9, end_column: 14, exact: true },
        suppression: None,
        diagnostic: diagnostic("replaced-by-directory", origin(Layer::ProjectFile, Some((path, line)))),
    }
}

/// An error about GOPROXY in the environment; go.mod stands in for it.
pub(super) fn in_environment() -> FindingDocument {
    let mut finding = at("go.mod", 1);
    finding.fingerprint = "e".repeat(32);
    finding.location = LocationDocument { column: 1, end_column: 1, exact: false, ..finding.location };
    finding.diagnostic = diagnostic("goproxy-invalid-url", origin(Layer::Environment, None));
    finding.diagnostic.variable = "GOPROXY".into();
    finding.diagnostic.severity = Severity::Error;
    finding
}

/// The same about the go/env file.
pub(super) fn in_goenv_file() -> FindingDocument {
    let mut finding = in_environment();
    finding.fingerprint = "f".repeat(32);
    let place = Some(("/home/gopher/.config/go/env", 2));
    finding.diagnostic.origin = origin(Layer::GoEnvFile, place);
    finding
}

/// A finding that the baseline knows.
pub(super) fn known() -> FindingDocument {
    FindingDocument { state: FindingState::Known, ..at("go.mod", 7) }
}

/// A finding that nobody wants to hear of.
pub(super) fn suppressed(in_source: bool, reason: &str) -> FindingDocument {
    FindingDocument {
        state: FindingState::Suppressed,
        suppression: Some(SuppressionDocument { in_source, reason: reason.into() }),
        ..at("go.mod", 8)
    }
}

/// A finding with a hostile text wherever a text comes from outside, paths of files included.
pub(super) fn hostile(text: &str) -> FindingDocument {
    let mut finding = at(text, 1);
    finding.suppression = Some(SuppressionDocument { in_source: true, reason: text.into() });
    let origin = OriginDocument { path: Some(text.into()), ..finding.diagnostic.origin.clone() };
    let diagnostic = &mut finding.diagnostic;
    diagnostic.message = text.into();
    diagnostic.variable = text.into();
    diagnostic.notes = vec![text.into()];
    diagnostic.help = text.into();
    diagnostic.related = vec![RelatedDocument { message: text.into(), variable: text.into(), origin }];
    finding
}

/// A place.
pub(super) fn origin(layer: Layer, place: Option<(&str, u32)>) -> OriginDocument {
    OriginDocument {
        layer,
        from: None,
        path: place.map(|(path, _)| path.into()),
        line: place.map(|(_, line)| line),
        column: place.map(|_| 9),
        end_column: place.map(|_| 14),
        set_by: None,
    }
}

fn diagnostic(slug: &str, origin: OriginDocument) -> DiagnosticDocument {
    let meta = find(slug).unwrap();
    DiagnosticDocument {
        code: meta.code,
        name: meta.slug,
        severity: Severity::Warning,
        message: "something is wrong here".into(),
        variable: String::new(),
        origin,
        related: vec![],
        notes: vec!["it has a reason".into()],
        help: "put it right".into(),
        fix: None,
    }
}
