//! What the families about connections share: how connections fail, and which ports belong to forward proxies.

use super::super::case::Case;
use super::super::wording::{Wording, shared};
use crate::source::error_log::LogUrl;

/// How connections fail, whoever they were to.
pub(super) const BROKEN: &[Wording] = &[
    shared("i/o timeout"),
    shared("connect: connection refused"),
    shared("connection refused"),
    shared("net/http: TLS handshake timeout"),
    shared("connect: cannot assign requested address"),
    shared("connectex: "),
    shared("no route to host"),
    shared("network is unreachable"),
    shared("context deadline exceeded"),
    shared("Client.Timeout exceeded"),
    shared("connect: operation timed out"),
    shared("connect: connection timed out"),
    shared("timeout awaiting response headers"),
    shared("unexpected EOF"),
    shared("@v/ … : EOF"),
    shared("connection reset by peer"),
    shared("forcibly closed by the remote host"),
    shared("stream error: stream ID"),
    shared("http2: server sent GOAWAY"),
];

/// Ports that forward proxies listen on.
const FORWARD_PORTS: &[&str] = &[
    "1080", "1087", "1081", "3128", "7890", "7897", "8118", "8123", "8888", "10808", "10809", "1086", "8889",
];

/// Whether an address is that of a forward proxy.
pub(super) fn forward_port(case: &Case<'_>, url: &LogUrl) -> bool {
    let port = url.host.rsplit_once(':').map_or("", |(_, port)| port);
    let is_local = matches!(url.host_name(), "127.0.0.1" | "localhost" | "::1");
    let same = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]
        .iter()
        .filter_map(|name| case.known.value(name));
    let is_same = same
        .map(|value| value.trim_end_matches('/'))
        .any(|value| !url.host.is_empty() && value.ends_with(&url.host));
    is_same || is_local && FORWARD_PORTS.contains(&port)
}
