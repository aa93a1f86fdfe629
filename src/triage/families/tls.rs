//! Certificates that are not accepted.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, mostly, shared};
use crate::go::tables::failures::FailureClass;
use crate::source::error_log::Target;

/// What go and git say about a certificate.
const CERTIFICATE: &[Wording] = &[
    mostly("x509: certificate signed by unknown authority"),
    mostly("tls: failed to verify certificate: x509:"),
    mostly("x509: … certificate is not trusted"),
    mostly("x509: … certificate is not standards compliant"),
    mostly("x509: failed to load system roots"),
    mostly("x509: … OSStatus"),
    shared("server certificate verification failed"),
    shared("SSL certificate problem"),
    shared("x509: certificate is valid for"),
    shared("x509: certificate relies on legacy Common Name"),
    shared("x509: cannot validate certificate for"),
    shared("x509: certificate is not valid for any names"),
    shared("x509: certificate has expired or is not yet valid"),
    shared("x509: "),
];

/// The host whose certificate is meant, as far as the statement names one.
fn reach(case: &Case<'_>) -> Option<(String, Reach)> {
    let url = case.first_url()?;
    Some((url.host.clone(), hosts::reach(url.host_name())))
}

/// Whether go or git refused the certificate: other programs have errors of their own about them.
fn is_go(case: &Case<'_>) -> bool {
    let is_bare = case.facts.urls.is_empty() && case.says(&["x509:"]);
    let others = ["daemon", "registry", "helm", "kubectl"];
    super::path::asks_as_go(case) || is_bare && !case.says(&others)
}

fn install(case: &Case<'_>) -> Fix {
    Fix::say(
        "Add the root certificate to the trust store of the machine or image where go runs; go and \
        git then both accept it. (SSL_CERT_FILE reaches go only, http.sslCAInfo git only.)",
    )
    .run_on(
        case.known,
        "cp corp-root.crt /usr/local/share/ca-certificates/ && \
            update-ca-certificates",
        "Import-Certificate -FilePath corp-root.crt -CertStoreLocation Cert:\\LocalMachine\\Root",
    )
    .run_on(
        case.known,
        "git config --global http.sslCAInfo /etc/ssl/certs/ca-certificates.crt",
        "git config --global http.sslBackend schannel",
    )
}

const AVOID: &[&str] = &[
    "GOINSECURE for a proxy's certificate: it only applies to direct fetches of the modules it matches",
    "git config http.sslVerify false, GIT_SSL_NO_VERIFY, GOFLAGS=-insecure: any code from the network \
     is accepted then",
];

pub(super) const UNKNOWN_AUTHORITY: Class = Class {
    id: FailureClass::X509UnknownAuthority,
    trigger: Trigger::Wordings(&[CERTIFICATE]),
    weigh: |case, weigh| {
        if !is_go(case) {
            return weigh.rule_out();
        }
        if case.says(&["doesn't contain any IP SANs"]) {
            weigh.share(Share::Possible);
        }
        match reach(case) {
            Some((host, Reach::Public | Reach::Hosting)) => {
                weigh.supports(
                    Source::Log,
                    format!("{host} has a certificate that every complete trust store accepts"),
                );
            }
            Some((host, Reach::Private)) => {
                weigh.speaks_against(Source::Log, format!("{host} is a private host"))
            }
            Some((_, Reach::Unknown)) | None => {}
        }
    },
    ask: ask(
        "Who issued the certificate that the host shows there? A company's name for a public host means \
         that the network opens connections; no certificate store at all means that ca-certificates is \
         missing.",
        "openssl s_client -connect proxy.golang.org:443 -servername proxy.golang.org </dev/null | \
         openssl x509 -noout -issuer",
    ),
    fix: install,
    avoid: AVOID,
};

pub(super) const PRIVATE_CERTIFICATE: Class = Class {
    id: FailureClass::PrivateHostUntrustedCertificate,
    trigger: Trigger::Wordings(&[
        CERTIFICATE,
        &[
            mostly("doesn't contain any IP SANs"),
            mostly("CAfile: … CRLfile:"),
            mostly("self signed certificate"),
            mostly("self-signed certificate"),
        ],
    ]),
    weigh: |case, weigh| {
        if !is_go(case) {
            return weigh.rule_out();
        }
        if weigh.words() == Some(Share::Mostly)
            && !case.says(&["IP SANs", "CAfile", "self signed", "self-signed"])
        {
            weigh.share(Share::Shared);
        }
        match reach(case) {
            Some((host, Reach::Public)) => {
                weigh.speaks_against(Source::Log, format!("{host} is a public host"))
            }
            Some((host, Reach::Hosting)) => {
                weigh.speaks_against(Source::Log, format!("{host} is a public service"))
            }
            Some((host, Reach::Private)) => weigh.supports(Source::Log, format!("{host} is a private host")),
            Some((host, Reach::Unknown)) => {
                weigh.supports(Source::Log, format!("{host} is not known as a public host"))
            }
            None => weigh.speaks_against(Source::Log, "no host is named"),
        }
    },
    ask: ask(
        "Who issued the server's certificate, and do both go and git know that issuer? They keep \
         separate settings.",
        "git ls-remote https://HOST/PATH",
    ),
    fix: install,
    avoid: AVOID,
};

pub(super) const GOINSECURE_MISUSED: Class = Class {
    id: FailureClass::GoinsecureMisused,
    trigger: Trigger::Wordings(&[CERTIFICATE]),
    weigh: |case, weigh: &mut Weigh| {
        if !is_go(case) {
            return weigh.rule_out();
        }
        let Some(value) = case.known.masked("GOINSECURE") else {
            weigh.share(Share::Hint);
            return weigh
                .explains(Source::Log, "whether GOINSECURE is set is not known; it does not help here");
        };
        if value.is_empty() {
            return weigh.rule_out();
        }
        let is_proxy = case
            .facts
            .urls
            .iter()
            .any(|url| matches!(url.target, Target::Proxy | Target::ProxyStorage | Target::Sumdb));
        weigh.share(Share::Mostly);
        weigh.supports(
            Source::Settings,
            format!("GOINSECURE={value} is set in the hope of skipping certificate checks"),
        );
        if is_proxy {
            weigh.supports(
                Source::Both,
                "the certificate is that of a proxy or of what it leads to, \
                for which GOINSECURE never counts",
            );
        } else {
            weigh.speaks_against(Source::Log, "the log does not show that a proxy was asked");
        }
    },
    ask: ask(
        "Is the host in the error a proxy (or storage.googleapis.com behind it)? GOINSECURE takes \
         module paths and counts for direct fetches only.",
        "go env GOINSECURE GOPROXY",
    ),
    fix: |case| install(case).run(case.known.unset("GOINSECURE")),
    avoid: AVOID,
};

pub(super) const INSECURE_HOST: Class = Class {
    id: FailureClass::InsecureHttpHost,
    trigger: Trigger::Wordings(&[
        &[
            alone("no secure protocol found for repository"),
            alone("uses insecure protocol"),
            alone("-insecure flag is no longer supported").since(17),
            mostly("flag provided but not defined: -insecure").since(17),
            alone("server gave HTTP response to HTTPS client"),
            mostly("refusing to use insecure protocol"),
            mostly("insecure repository"),
        ],
        super::connection::BROKEN,
    ]),
    weigh: |case, weigh| {
        if case.url(Target::Proxy).is_some() || case.says(&["proxyconnect"]) {
            if weigh.words() == Some(Share::Shared) {
                return weigh.rule_out();
            }
            weigh.share(Share::Possible);
        }
        if weigh.words() == Some(Share::Shared) {
            let Some(url) = case.url(Target::Discovery) else { return weigh.rule_out() };
            if !case.says(&["connection refused", "i/o timeout", "EOF", "connectex"]) {
                return weigh.rule_out();
            }
            match hosts::reach(url.host_name()) {
                Reach::Private if case.says(&["connection refused"]) => {
                    weigh.share(Share::Mostly);
                    weigh
                        .supports(Source::Log, format!("{} refuses https; it may serve http only", url.host));
                }
                Reach::Private => weigh.supports(Source::Log, format!("{} is a private host", url.host)),
                Reach::Unknown => weigh.share(Share::Shared),
                Reach::Public | Reach::Hosting => weigh.rule_out(),
            }
        }
        if case.known.value("GOINSECURE").is_some_and(|value| !value.is_empty()) {
            weigh.supports(
                Source::Settings,
                "GOINSECURE is set, but the fetch was not allowed to use \
                http",
            );
        }
    },
    ask: ask(
        "Does the server answer on port 443 at all, and does GOINSECURE match the module path (it takes \
         path prefixes, not addresses)?",
        "curl -sSI https://HOST/",
    ),
    fix: |case| {
        Fix::say(
            "It is better to give the server https. Until then name its prefix in GOINSECURE and in \
             GOPRIVATE; GOINSECURE alone changes neither proxies nor checksums.",
        )
        .run(case.known.set("GOINSECURE", &case.extended("GOINSECURE")))
        .run(case.known.set("GOPRIVATE", &case.extended("GOPRIVATE")))
    },
    avoid: &["GOINSECURE=*: every module may then come over http"],
};
