//! The failure classes, one file a family.

mod answers;
mod directories;
mod discovery;
mod git;
mod goproxy;
mod goroot;
mod mismatch;
mod modules;
mod network;
mod patterns;
mod sumdb;
mod tls;
mod toolchain;

use super::class::Class;

/// All classes, the ones that are met most often first: that decides between equals.
pub(super) const CLASSES: &[Class] = &[
    network::PROXY_UNREACHABLE,
    sumdb::PRIVATE,
    git::MISSING,
    toolchain::LOCAL,
    toolchain::NOT_AVAILABLE,
    toolchain::TOO_OLD,
    git::STAMPING,
    git::NOT_INSTALLED,
    tls::UNKNOWN_AUTHORITY,
    network::SUMDB_UNREACHABLE,
    network::BLOCKED,
    directories::HOME,
    modules::SUM_ENTRY,
    directories::MODCACHE,
    discovery::NOT_PROPAGATED,
    goroot::INVALID,
    sumdb::PUBLIC,
    network::COMMA,
    modules::PATH_AT_VERSION,
    discovery::SUBGROUP,
    discovery::GOPATH_MODE,
    mismatch::MIRROR,
    directories::NOEXEC,
    tls::INSECURE_HOST,
    mismatch::DIRECT,
    answers::SERVER_ERROR,
    git::REPOSITORY_GONE,
    modules::VENDOR,
    modules::MOD_VENDOR,
    modules::READONLY,
    modules::GO_WORK,
    discovery::HOST_API,
    goproxy::DISTRIBUTION,
    goroot::MISMATCH,
    modules::GOFLAGS,
    network::HTTP_PROXY,
    answers::NETRC,
    sumdb::ENDPOINT,
    goproxy::OFF,
    answers::VERSION,
    patterns::MISMATCH,
    goproxy::EMPTY,
    goproxy::MALFORMED,
    modules::OFF,
    tls::PRIVATE_CERTIFICATE,
    answers::NEEDS_PROXY,
    goproxy::SHADOWED,
    sumdb::TOOLCHAIN,
    git::GOVCS,
    goproxy::UNSUPPORTED,
    answers::CREDENTIALS_OVER_HTTP,
    network::DNS,
    git::SSH,
    mismatch::TOO_BROAD,
    network::NOT_A_MODULE_PROXY,
    sumdb::INVALID_GOSUMDB,
    tls::GOINSECURE_MISUSED,
    git::CI_TOKEN,
    git::INSTEAD_OF,
    network::DIRECT_BLOCKED,
    sumdb::PROXY_VERSION,
    goroot::GOPATH,
    discovery::PACKAGE_NOT_FOUND,
    answers::REGION,
    answers::PRIVATE_404,
    toolchain::INVALID,
];
