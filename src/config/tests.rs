use super::*;

fn read_text(text: &str) -> Config {
    parse(text, Path::new(FILE)).unwrap()
}

fn error(text: &str) -> String {
    parse(text, Path::new(FILE)).unwrap_err().to_string()
}

#[test]
fn ignore_entries_keep_their_lines() {
    let config = read_text(
        "# why\n[[ignore]]\nrule = \"goproxy-space\"\nvariable = \"GOPROXY\"\nreason = \"generated\"\n\n[[ignore]]\nrule = \"PT*\"\npath = \"tools/**\"\n",
    );
    let [first, second] = config.ignore.as_slice() else { panic!("{config:?}") };
    assert_eq!((first.rule.as_str(), first.variable.as_deref()), ("goproxy-space", Some("GOPROXY")));
    let place = &first.place;
    assert_eq!((first.reason.as_str(), place.text()), ("generated", "goproxy-space"));
    assert_eq!(place.whole_line().text(), "rule = \"goproxy-space\"");
    assert_eq!(second.place.line(), 8);
    assert!(second.path.as_ref().unwrap().matches("tools/gen/go.mod"));
    assert_eq!(read_text(""), Config::default());
}

#[test]
fn globs_that_nobody_writes_are_refused() {
    let nested = format!("exclude = [\"{}a{}\"]\n", "{".repeat(3_000), "}".repeat(3_000));
    let expected =
        "goenv-doctor.toml:1:13: a glob of more than 4096 bytes or 32 braces; write several shorter ones";
    assert_eq!(error(&nested), expected);
    assert_eq!(error(&format!("exclude = [\"{}\"]\n", "a".repeat(5_000))), expected);
}

#[test]
fn defects_name_their_place() {
    assert_eq!(error("[[ignore]]\nrul = \"x\"\n"), "goenv-doctor.toml:2:1: unknown key `rul`; is it `rule`?");
    assert_eq!(error("privat = []\n"), "goenv-doctor.toml:1:1: unknown key `privat`; is it `private`?");
    assert_eq!(
        error("ignore = 1\n"),
        "goenv-doctor.toml:1:10: `ignore` is a list of tables: write [[ignore]]"
    );
    assert_eq!(
        error("[[ignore]]\nrule = 1\n"),
        "goenv-doctor.toml:2:8: `rule` is a text: write rule = \"…\""
    );
    assert!(error("[[ignore]]\nreason = \"x\"\n").ends_with("write rule = \"goproxy-space\""));
    assert!(error("[[ignore\n").starts_with("goenv-doctor.toml:1:9: "), "{}", error("[[ignore\n"));
    assert_eq!(
        error("fail-on = \"warn\"\n"),
        "goenv-doctor.toml:1:11: `fail-on` is error, warning, info or never, not \"warn\"; is it `warning`?"
    );
    assert_eq!(
        error("[require]\nGOPROXI = \"off\"\n"),
        "goenv-doctor.toml:2:1: unknown key `GOPROXI`; is it `GOPROXY`?"
    );
    assert_eq!(
        error("[forbid]\nGOFLAGS = []\n"),
        "goenv-doctor.toml:2:11: GOFLAGS has no value here: write GOFLAGS = \"…\" or a list"
    );
    assert_eq!(
        error("[egress]\nallow = [\"https://proxy.example.com/x\"]\n"),
        "goenv-doctor.toml:2:11: an entry of `egress.allow` is a host, not an address: write \"proxy.example.com\""
    );
    assert_eq!(
        error("exclude = [\"a[\"]\n"),
        "goenv-doctor.toml:1:13: \"a[\" is not a glob: unclosed character class; missing ']'"
    );
}

#[test]
fn policy_of_a_whole_file() {
    let config = read_text(
        "private = [\"corp.example.com\"]\nfail-on = \"error\"\n[require]\nGOPROXY = \"https://proxy.example.com\"\nGOSUMDB = [\"sum.golang.org\", \"sum.golang.google.cn\"]\n[forbid]\nGOFLAGS = \"*-insecure*\"\n[verification]\npublic = \"go.sum\"\n",
    );
    let policy = &config.policy;
    assert_eq!(policy.private[0].text, "corp.example.com");
    let variables: Vec<_> = policy.demands.iter().map(|demand| (demand.kind, demand.variable)).collect();
    let (require, forbid) = (DemandKind::Require, DemandKind::Forbid);
    assert_eq!(variables, [(require, "GOPROXY"), (require, "GOSUMDB"), (forbid, "GOFLAGS")]);
    assert!(policy.demands[2].values[0].matches("-mod=mod -insecure"));
    assert_eq!(policy.verification.as_ref().unwrap().0, Verification::GoSum);
    assert_eq!(policy.egress, None);
    assert_eq!(config.fail_on.as_deref(), Some("error"));
}

#[test]
fn hosts_with_and_without_a_port() {
    let config =
        read_text("[egress]\nallow = [\"proxy.example.com\", \"*.corp.example.com:8443\", \"[::1]\"]\n");
    let hosts = config.policy.egress.unwrap().allow;
    let matches = |index: usize, host: &str| hosts[index].matches(host);
    assert!(matches(0, "proxy.example.com:443") && matches(0, "proxy.example.com:80"));
    assert!(!matches(0, "proxy.example.community:443") && !matches(0, "my-proxy.example.com:443"));
    assert!(matches(1, "git.corp.example.com:8443") && !matches(1, "git.corp.example.com:443"));
    assert!(matches(2, "[::1]:8080"));
}
