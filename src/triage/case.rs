//! One statement of a log, with everything that is known around it.

use super::hosts::{self, Reach};
use super::known::{Contacted, Known};
use super::observed::Observed;
use super::wording::has_any;
use crate::source::error_log::{Facts, LogUrl, Statement, Target};

/// What a class looks at.
pub(super) struct Case<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// What it names.
    pub facts: &'a Facts,
    /// What the program said, squashed.
    pub said: &'a str,
    /// What a server answered, squashed.
    pub answered: &'a str,
    /// The machine.
    pub known: &'a Known,
    /// The rest of the log.
    pub log: &'a Observed,
}

/// How a connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// The host's address could not be found.
    Name,
    /// A forward proxy could not be reached.
    ForwardProxy,
    /// A certificate was not accepted.
    Certificate,
    /// It was cut by somebody in between or by the server.
    Cut,
    /// There was no connection, or no answer in time.
    Silent,
}

const NAME: &[&str] = &[
    "temporary failure in name resolution",
    "server misbehaving",
    "no such host",
    "could not resolve host",
    ":53: connection refused",
    ":53: connect: connection refused",
    ":53: i/o timeout",
    "dial tcp: lookup",
    "name or service not known",
    "Could not resolve hostname",
];
const CUT: &[&str] = &[
    "wsarecv",
    "forcibly closed",
    "connection reset by peer",
    "unexpected EOF",
    ": EOF",
    "GOAWAY",
    "stream error",
    "INTERNAL_ERROR",
];
const SILENT: &[&str] = &[
    "i/o timeout",
    "connection refused",
    "TLS handshake timeout",
    "cannot assign requested address",
    "connectex:",
    "no route to host",
    "network is unreachable",
    "deadline exceeded",
    "Client.Timeout",
    "operation timed out",
    "connection timed out",
    "timeout awaiting",
    "host is unreachable",
    "failed to connect",
    "actively refused",
];

impl Case<'_> {
    /// Whether the program said one of these.
    pub(super) fn says(&self, texts: &[&str]) -> bool {
        has_any(self.said, texts)
    }

    /// Whether one of these stands in any statement that some class knows.
    pub(super) fn anywhere(&self, texts: &[&str]) -> bool {
        self.says(texts) || self.log.sightings.iter().any(|sighting| has_any(&sighting.said, texts))
    }

    /// Whether a server answered one of these.
    pub(super) fn server_says(&self, texts: &[&str]) -> bool {
        has_any(self.answered, texts)
    }

    /// Whether a word stands anywhere in the log.
    pub(super) fn log_has(&self, word: &str) -> bool {
        self.log.has_word(word)
    }

    /// How the connection failed, if it did.
    pub(super) fn broken(&self) -> Option<Broken> {
        let ways = [(NAME, Broken::Name), (CUT, Broken::Cut), (SILENT, Broken::Silent)];
        if self.says(&["proxyconnect"]) {
            return Some(Broken::ForwardProxy);
        }
        if self.says(&["x509:", "certificate"]) {
            return Some(Broken::Certificate);
        }
        ways.into_iter().find_map(|(texts, broken)| self.says(texts).then_some(broken))
    }

    /// The module that the statement is about.
    pub(super) fn module(&self) -> Option<String> {
        self.facts.module().map(|module| module.path)
    }

    /// The module's reach, by the name of its host.
    pub(super) fn module_reach(&self) -> Reach {
        self.module().map_or(Reach::Unknown, |path| hosts::reach(hosts::host_of(&path)))
    }

    /// The first address of that kind.
    pub(super) fn url(&self, target: Target) -> Option<&LogUrl> {
        self.facts.url(target)
    }

    /// The first address of any kind.
    pub(super) fn first_url(&self) -> Option<&LogUrl> {
        self.facts.urls.first()
    }

    /// Whether the settings lead to an address.
    pub(super) fn contacted(&self, url: &LogUrl) -> Contacted {
        self.known.contacted(url, self.module().as_deref())
    }

    /// What to put into GOPRIVATE or GONOSUMDB so that the module is covered: what is there and its owner.
    pub(super) fn extended(&self, name: &str) -> String {
        let prefix =
            self.module().map_or_else(|| "HOST/ORGANISATION".to_owned(), |path| hosts::owner_prefix(&path));
        match self.known.value(name).filter(|value| !value.is_empty()) {
            Some(value) if value.split(',').any(|item| item == prefix) => value.to_owned(),
            Some(value) => format!("{value},{prefix}"),
            None => prefix,
        }
    }

    /// Whether the first proxy of GOPROXY is one of an organisation's own.
    pub(super) fn has_private_proxy(&self) -> bool {
        let first = self.known.proxies().and_then(|proxies| proxies.into_iter().next());
        let asked = self
            .url(Target::Proxy)
            .or_else(|| self.url(Target::ProxySumdb))
            .map(|url| url.host_name().to_owned());
        first.map(|hop| hop.host).or(asked).is_some_and(|host| !hosts::is_public_proxy(&host))
    }

    /// Whether the log comes from a continuous integration service.
    pub(super) fn is_ci(&self) -> bool {
        [
            "runner",
            "actions",
            "workflow",
            "gitlab-runner",
            "builds",
            "jenkins",
            "CI_JOB_TOKEN",
            "GITHUB_TOKEN",
            "pipeline",
        ]
        .iter()
        .any(|word| self.log_has(word))
    }

    /// Whether the log comes from a container or an image build.
    pub(super) fn is_container(&self) -> bool {
        self.known.is_image_build
            || ["docker", "dockerfile", "buildx", "podman", "kaniko", "container"]
                .iter()
                .any(|word| self.log_has(word))
    }
}
