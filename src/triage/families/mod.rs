//! The failure classes, one file a family.

mod answers;
mod connection;
mod directories;
mod discovery;
mod git;
mod goproxy;
mod goroot;
mod mismatch;
mod modules;
mod network;
mod path;
mod patterns;
mod programs;
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
    programs::STAMPING,
    programs::NOT_INSTALLED,
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
    path::HTTP_PROXY,
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
    programs::GOVCS,
    goproxy::UNSUPPORTED,
    answers::CREDENTIALS_OVER_HTTP,
    path::DNS,
    git::SSH,
    mismatch::TOO_BROAD,
    path::NOT_A_MODULE_PROXY,
    sumdb::INVALID_GOSUMDB,
    tls::GOINSECURE_MISUSED,
    git::CI_TOKEN,
    git::INSTEAD_OF,
    path::DIRECT_BLOCKED,
    sumdb::PROXY_VERSION,
    goroot::GOPATH,
    discovery::PACKAGE_NOT_FOUND,
    answers::REGION,
    answers::PRIVATE_404,
    toolchain::INVALID,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CLASSES;
    use crate::triage::class::Trigger;
    use crate::triage::index::Index;
    use crate::triage::wording::squash;

    #[test]
    fn class_names_are_unique_and_each_has_its_fixture() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/triage/wordings");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let kept: BTreeSet<String> =
            files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        let names: BTreeSet<String> = CLASSES.iter().map(|class| class.id.name().to_owned()).collect();
        assert_eq!(names.len(), CLASSES.len());
        assert_eq!(names, kept);
    }

    #[test]
    fn every_wording_is_found_by_its_words() {
        let index = Index::new();
        for (place, class) in CLASSES.iter().enumerate() {
            let (Trigger::Wordings(lists) | Trigger::Either(lists)) = class.trigger else { continue };
            for wording in lists.iter().copied().flatten() {
                // Whatever stands where the wording leaves room.
                let text = wording.text.replace('…', " x ");
                let found = index.matches(&text);
                assert!(
                    found.iter().any(|found| found.class == place),
                    "{}: {}",
                    class.id.name(),
                    wording.text
                );
                assert!(!squash(wording.text).is_empty());
            }
        }
    }

    #[test]
    fn every_class_says_what_to_do_and_what_not() {
        for class in CLASSES {
            let name = class.id.name();
            assert!(class.ask.question.contains('?') && !class.avoid.is_empty(), "{name}");
        }
    }
}
