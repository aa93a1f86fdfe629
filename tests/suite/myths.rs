//! Claims about Go's settings that many articles repeat, against our engine and recorded runs of real
//! go commands. The table in `src/rules/myths.toml` names these functions.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::recorded::Row;
use crate::scene::Scene;
use goenv_doctor::go::predict::{Context as Surroundings, Hashes, Outcome, Prediction, Purpose};
use goenv_doctor::go::toolchain::{GoLines, TOOLCHAIN_MODULE};
use goenv_doctor::go::{GoVersion, PatternList};
use goenv_doctor::rules::myths;

/// A recorded run, with what our engine predicts for it.
struct Run {
    row: &'static Row,
    prediction: Prediction,
}

/// All recorded runs of that name, one for each Go version. What each predicts is held against its
/// record: the same requests in the same order up to the module's origin, and the same end.
fn runs(name: &str) -> impl Iterator<Item = Run> {
    records(name).into_iter().map(|row| {
        let prediction = predict(row);
        let mut predicted = urls(prediction.contacts.iter().map(|contact| contact.url.as_str()));
        let mut asked = urls(row.contacts.iter().map(String::as_str));
        if prediction.outcome == Outcome::Unknown {
            let repository = prediction.contacts.last().is_some_and(|last| last.purpose == Purpose::Vcs);
            predicted.truncate(predicted.len() - usize::from(repository));
            asked.truncate(predicted.len());
        }
        assert_eq!(predicted, asked, "{}", row.id);
        let failed = prediction.outcome == Outcome::Failure;
        assert!(prediction.outcome == Outcome::Unknown || failed == (row.exit != 0), "{}", row.id);
        Run { row, prediction }
    })
}

/// The records of that name, without our engine.
fn records(name: &str) -> Vec<&'static Row> {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| crate::recorded::runs("go-named"));
    let found: Vec<_> =
        ROWS.iter().filter(|row| row.id.split_once('@').is_some_and(|(id, _)| id == name)).collect();
    assert!(found.len() >= 14, "{name}: {} records", found.len());
    found
}

fn predict(row: &Row) -> Prediction {
    let line = |word: &str| {
        let text = row.files.get("go.mod")?;
        text.lines().find_map(|line| line.strip_prefix(word)).map(str::to_owned)
    };
    let lines = row.files.get("go.mod").map(|_| GoLines {
        file: "go.mod".into(),
        go: line("go "),
        toolchain: line("toolchain "),
    });
    let surroundings = Surroundings { lines, ..Surroundings::default() };
    let module = format!("{}@{}", row.module, row.version);
    Scene::recorded(row).predict_with(&module, &row.assumptions(), Hashes::default(), &surroundings)
}

fn urls<'a>(contacts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut urls: Vec<String> = contacts.map(|url| url.replace("%21", "!")).collect();
    urls.dedup();
    urls
}

impl Run {
    fn minor(&self) -> u32 {
        GoVersion::parse(&self.row.go).unwrap().minor()
    }

    /// The hosts that the real go command asked, each once.
    fn hosts(&self) -> Vec<&str> {
        let mut hosts = vec![];
        for url in &self.row.contacts {
            let host = url.split('/').nth(2).unwrap_or("");
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        hosts
    }

    /// Whether the real go command looked hashes up.
    fn verified(&self) -> bool {
        self.row.contacts.iter().any(|url| url.contains("/lookup/"))
    }

    /// Whether the real go command's error says so.
    fn says(&self, text: &str) -> bool {
        self.row.error.as_deref().unwrap_or("").contains(text)
    }
}

#[test]
fn space_after_comma_in_goproxy_is_trimmed() {
    for run in runs("space-after-comma-proxy") {
        assert_eq!((run.hosts(), run.row.exit), (vec!["a.example", "b.example"], 0), "{}", run.row.id);
    }
    for run in runs("space-after-comma") {
        assert_eq!(run.hosts(), ["a.example", "golang.org"], "{}", run.row.id);
    }
}

#[test]
fn space_after_comma_breaks_pattern_lists() {
    for run in runs("space-in-gonosumdb").chain(runs("space-in-goprivate")) {
        assert!(run.verified(), "{}: the pattern did not match", run.row.id);
        assert_eq!(run.hosts()[0], "proxy.golang.org");
    }
}

#[test]
fn empty_gosumdb_is_not_off() {
    for run in runs("table1-row3-gosumdb-empty-is-the-default-not-off") {
        assert!(run.verified(), "{}", run.row.id);
    }
    for run in runs("file-empty-gosumdb") {
        assert_eq!(run.verified(), run.minor() < 21, "{}", run.row.id);
        assert_eq!(run.says("missing GOSUMDB"), run.minor() >= 21, "{}", run.row.id);
    }
}

#[test]
fn gonosumdb_is_no_switch() {
    for run in runs("gonosumdb-1").chain(runs("gonosumdb-true")) {
        assert!(run.verified(), "{}", run.row.id);
    }
}

#[test]
fn only_lower_case_off_switches_gosumdb_off() {
    for name in ["gosumdb-capital-off", "gosumdb-space-off", "gosumdb-off-tab"] {
        for run in runs(name) {
            assert!(run.says("invalid GOSUMDB: malformed verifier id"), "{}", run.row.id);
        }
    }
    for value in ["false", "0", "none"] {
        let scene = Scene::variable("GOSUMDB", value);
        let error = scene.predict("golang.org/x/net@v0.25.0", &[""; 0]).error.unwrap();
        assert!(error.ends_with("invalid GOSUMDB: malformed verifier id"), "{error}");
    }
    for run in runs("two-proxies") {
        assert!(!run.verified() && run.row.exit == 0, "{}: GOSUMDB=off", run.row.id);
    }
}

#[test]
fn goproxy_off_does_not_go_direct() {
    for run in runs("combo-proxy_off-sumdb_default-nosumdb_unset") {
        assert_eq!(run.hosts(), [""; 0], "{}", run.row.id);
        assert!(run.says("module lookup disabled by GOPROXY=off") && !run.row.vcs, "{}", run.row.id);
    }
}

#[test]
fn goproxy_off_still_fetches_private_modules() {
    for run in runs("gonoproxy-with-proxy-off") {
        assert_eq!(run.hosts(), ["corp.example.com"], "{}", run.row.id);
    }
    for run in runs("gonoproxy-miss-with-proxy-off") {
        assert_eq!(run.hosts(), [""; 0], "{}", run.row.id);
    }
}

#[test]
fn goproxy_direct_uses_the_network() {
    for run in runs("direct-discovery") {
        assert_eq!(run.hosts()[0], "corp.example.com", "{}", run.row.id);
    }
    for run in runs("combo-proxy_direct-sumdb_default-nosumdb_unset") {
        assert!(run.row.vcs, "{}: a repository is asked", run.row.id);
    }
}

#[test]
fn errors_do_not_fall_back_over_a_comma() {
    for run in runs("goproxy-comma-stops-on-error") {
        assert_eq!((run.hosts(), run.row.exit), (vec!["down.example"], 1), "{}", run.row.id);
    }
    for run in runs("goproxy-comma-falls-on-404") {
        assert_eq!((run.hosts(), run.row.exit), (vec!["a.example", "b.example"], 0), "{}", run.row.id);
    }
    for run in runs("goproxy-pipe-falls-on-error") {
        assert_eq!(run.row.exit == 0, run.minor() >= 15, "{}", run.row.id);
    }
    let forbidden = ["a.example=403"];
    let comma =
        Scene::environment("GOPROXY=https://a.example,direct").predict("rsc.io/quote@v1.5.2", &forbidden);
    assert_eq!((comma.contacts.len(), comma.outcome), (1, Outcome::Failure));
    let pipe =
        Scene::environment("GOPROXY=https://a.example|direct").predict("rsc.io/quote@v1.5.2", &forbidden);
    assert_eq!(pipe.outcome, Outcome::Unknown, "the origin is asked");
}

#[test]
fn nothing_after_direct_is_asked() {
    for run in runs("goproxy-nothing-after-direct") {
        assert_eq!(run.hosts(), ["golang.org"], "{}", run.row.id);
    }
    for run in runs("goproxy-nothing-after-off") {
        assert_eq!(run.hosts(), [""; 0], "{}", run.row.id);
    }
}

#[test]
fn missing_go_sum_line_is_not_fatal_under_gonosumdb() {
    for run in runs("gonosumdb-no-gosum") {
        assert!(!run.row.files.contains_key("go.sum"));
        assert!(run.row.exit == 0 && !run.verified(), "{}", run.row.id);
    }
}

#[test]
fn go_sum_is_checked_whatever_gosumdb_says() {
    for row in
        records("gosum-mismatch-with-gosumdb-off").into_iter().chain(records("gosum-mismatch-with-gonosumdb"))
    {
        let error = row.error.as_deref().unwrap_or("");
        assert!(row.exit != 0 && error.contains("checksum mismatch"), "{}: {error}", row.id);
        assert!(error.contains("SECURITY ERROR") || error.contains("go.sum:"), "{}: {error}", row.id);
    }
}

#[test]
fn gonosumdb_beats_gosumdb_but_not_for_toolchains() {
    for run in runs("verify-star") {
        assert!(run.row.exit == 0 && !run.verified(), "{}", run.row.id);
    }
    let scene = Scene::environment("GONOSUMDB=*\nGOSUMDB=nonsense");
    assert_eq!(scene.predict("golang.org/x/net@v0.25.0", &[""; 0]).outcome, Outcome::Success);
    assert!(scene.engine().uses_database(TOOLCHAIN_MODULE));
    assert!(!scene.under(20).engine().uses_database(TOOLCHAIN_MODULE));
    for row in records("toolchain-gonosumdb-star") {
        let verified = row.contacts.iter().any(|url| url.contains("/lookup/golang.org/toolchain@"));
        assert_eq!(verified, GoVersion::parse(&row.go).unwrap().minor() >= 21, "{}", row.id);
    }
}

#[test]
fn goinsecure_still_verifies() {
    for run in runs("goinsecure-star-still-verifies") {
        assert!(run.verified(), "{}", run.row.id);
    }
}

#[test]
fn default_gosumdb_is_a_plain_name() {
    for minor in GoVersion::KNOWN_MINORS {
        assert_eq!(Scene::new().under(minor).settings().value("GOSUMDB"), "sum.golang.org", "1.{minor}");
    }
    for run in runs("table1-row2-gosumdb-set") {
        assert_eq!(run.row.settings["GOSUMDB"], "sum.golang.org");
        assert!(run.verified(), "{}", run.row.id);
    }
    for run in runs("gosumdb-diskv") {
        assert!(run.says("invalid GOSUMDB: malformed verifier id"), "{}", run.row.id);
    }
}

#[test]
fn gosumdb_takes_no_proxy() {
    for run in runs("gosumdb-proxy-name") {
        assert!(run.says("invalid GOSUMDB: malformed verifier id"), "{}", run.row.id);
    }
}

#[test]
fn a_proxy_serves_the_database_if_it_says_so() {
    for run in runs("verify-on") {
        let through = "https://goproxy.cn/sumdb/sum.golang.org/lookup/golang.org/x/net@v0.25.0";
        assert!(run.row.contacts.iter().any(|url| url == through), "{}", run.row.id);
    }
    for run in runs("mirror-without-sumdb") {
        let itself = "https://sum.golang.org/lookup/golang.org/x/net@v0.25.0";
        assert!(run.row.contacts.iter().any(|url| url == itself), "{}", run.row.id);
    }
}

#[test]
fn sum_golang_google_cn_is_known() {
    for run in runs("gosumdb-google-cn") {
        let lookup = "https://sum.golang.google.cn/lookup/golang.org/x/net@v0.25.0";
        assert!(run.row.contacts.iter().any(|url| url == lookup), "{}", run.row.id);
        assert!(!run.row.contacts.iter().any(|url| url.contains("/sumdb/")), "{}", run.row.id);
    }
}

/// Whether a list matches a path, in every version from 1.13 to 1.27 alike.
fn matches(list: &str, path: &str) -> bool {
    let matches = |minor| PatternList::parse(list, GoVersion::new(1, minor, 0)).matches(path);
    let answers: BTreeSet<bool> = GoVersion::KNOWN_MINORS.map(matches).collect();
    assert_eq!(answers.len(), 1, "{list} {path}: depends on the version");
    answers.contains(&true)
}

#[test]
fn slash_star_misses_the_host_itself() {
    for run in runs("pattern-slash-star") {
        assert_eq!(run.hosts(), ["corp.example.com"], "{}: matched below the host", run.row.id);
    }
    assert!(matches("corp.example.com/*", "corp.example.com/a/b/c"));
    assert!(!matches("corp.example.com/*", "corp.example.com"));
    assert!(
        matches("corp.example.com", "corp.example.com") && matches("corp.example.com", "corp.example.com/a")
    );
}

#[test]
fn star_dot_misses_the_domain_itself() {
    for run in runs("pattern-star-subdomain-misses-apex") {
        assert!(run.verified(), "{}", run.row.id);
    }
    assert!(matches("*.corp.example.com", "git.corp.example.com/a"));
    assert!(!matches("*.corp.example.com", "corp.example.com/a"));
}

#[test]
fn patterns_are_no_urls() {
    for run in runs("pattern-scheme") {
        assert!(run.verified(), "{}", run.row.id);
    }
}

#[test]
fn trailing_slash_matters_before_1_18() {
    for run in runs("pattern-trailing-slash") {
        let matched = run.hosts()[0] == "corp.example.com";
        assert_eq!(matched, run.minor() >= 18, "{}", run.row.id);
    }
}

#[test]
fn empty_gonoproxy_does_not_override_goprivate() {
    for run in runs("gonoproxy-empty-env-keeps-goprivate") {
        assert_eq!(run.hosts(), ["corp.example.com"], "{}", run.row.id);
    }
    for run in runs("file-empty-gonosumdb-keeps-goprivate") {
        assert!(!run.verified(), "{}", run.row.id);
    }
    for run in runs("goprivate-overridden-by-gonoproxy-none") {
        assert!(run.hosts() == ["proxy.golang.org"] && run.row.exit == 0, "{}", run.row.id);
    }
}

#[test]
fn goprivate_is_only_a_default() {
    for run in runs("goprivate-sets-both") {
        assert!(run.hosts()[0] == "corp.example.com" && !run.verified(), "{}", run.row.id);
    }
    let scene = Scene::environment("GOPRIVATE=corp.example.com\nGONOSUMDB=rsc.io");
    assert!(scene.engine().uses_database("corp.example.com/team/lib"));
    assert!(!scene.engine().uses_database("rsc.io/quote"));
    for row in records("goprivate-gonosumdb-set-elsewhere") {
        assert_eq!(row.settings["GONOSUMDB"], "rsc.io", "{}", row.id);
        assert_eq!(row.settings["GONOPROXY"], "corp.example.com", "{}", row.id);
    }
}

#[test]
fn empty_goproxy_line_is_no_reset() {
    for run in runs("file-empty-goproxy") {
        let failed = run.says("GOPROXY list is not the empty string, but contains no entries");
        assert_eq!(failed, run.minor() >= 21, "{}", run.row.id);
    }
}

#[test]
fn environment_beats_the_go_env_file() {
    for run in runs("file-below-process").chain(runs("process-empty-falls-to-file")) {
        let process = run.row.env["GOPROXY"].as_str();
        let effective = run.row.settings["GOPROXY"].as_str();
        let file = run.row.goenv.as_deref().unwrap_or("");
        if process.is_empty() {
            assert!(file.contains(&format!("GOPROXY={effective}")), "{}", run.row.id);
        } else {
            assert_eq!(effective, process, "{}", run.row.id);
            assert!(!file.contains(process) && file.contains("GOPROXY="), "{}", run.row.id);
        }
    }
}

#[test]
fn go_env_file_is_no_shell_script() {
    for run in runs("file-export") {
        let file = run.row.goenv.as_deref().unwrap_or("");
        assert!(file.starts_with("export GOPROXY="), "{file}");
        assert_eq!(run.row.settings["GOPROXY"], "https://proxy.golang.org,direct");
    }
    for run in runs("file-quoted") {
        assert!(run.row.settings["GOPROXY"].starts_with('"'), "{}", run.row.id);
        assert!(run.says("first path segment in URL cannot contain colon"), "{}", run.row.id);
    }
}

#[test]
fn bad_values_fail_at_the_lookup_that_needs_them() {
    for run in runs("gosumdb-unknown-name") {
        let asked: Vec<_> = run.row.contacts.iter().filter_map(|url| url.rsplit('.').next()).collect();
        assert_eq!(asked, ["info", "mod"], "{}: served before GOSUMDB is looked at", run.row.id);
        assert_eq!(run.prediction.outcome, Outcome::Failure);
    }
    let scene = Scene::environment("GOSUMDB=sum.corp.example\nGONOSUMDB=golang.org");
    assert_eq!(scene.predict("golang.org/x/net@v0.25.0", &[""; 0]).outcome, Outcome::Success);
}

#[test]
fn gonosumcheck_is_no_variable() {
    for minor in GoVersion::KNOWN_MINORS {
        let scene = Scene::environment("GONOSUMCHECK=1\nGONOVERIFY=*").under(minor);
        assert!(scene.engine().uses_database("golang.org/x/net"), "1.{minor}");
        assert!(scene.settings().get("GONOSUMCHECK").is_none());
        assert_eq!(scene.slugs(), ["unknown-variable"; 2]);
    }
}

#[test]
fn every_myth_names_a_test_and_every_test_a_myth() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(root.join("tests/suite/myths.rs")).unwrap();
    let tests: BTreeSet<_> = source
        .split("#[test]\nfn ")
        .skip(1)
        .filter_map(|rest| rest.split('(').next())
        .filter(|name| !name.contains("myth"))
        .map(str::to_owned)
        .collect();
    let myths = myths::all().unwrap();
    let named: BTreeSet<_> = myths.iter().map(|myth| myth.test.clone()).collect();
    assert_eq!(named, tests);
    assert_eq!(named.len(), myths.len(), "each its own");
}

/// The table is kept in a fixture, from which the README takes it.
/// `UPDATE_FIXTURES=1 cargo test --test suite myths` writes it anew.
#[test]
fn myths_table_is_up_to_date() {
    let table = myths::markdown(&myths::all().unwrap());
    let fixture = crate::support::fixture("myths.md");
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(&fixture, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(fixture).unwrap(), table);
}

#[test]
fn plain_myths_fit_a_terminal() {
    let text = myths::plain(&myths::all().unwrap());
    assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
    assert!(
        text.starts_with("false    A space after a comma breaks GOPROXY\n         go trims every entry"),
        "{text}"
    );
}
