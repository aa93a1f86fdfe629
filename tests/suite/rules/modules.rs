//! What the settings make of the modules of a project, and what their origins need.

use goenv_doctor::rules::Severity;

use crate::scene::{GoSum, Scene, fixed, marked};

/// A machine in a module that requires these.
fn project(environment: &str, modules: &[&str]) -> Scene {
    let requires: String = modules.iter().map(|path| format!("require {path} v1.2.3\n")).collect();
    Scene::environment(environment).with_go_mod(&format!("module example.com/app\n\ngo 1.13\n\n{requires}"))
}

/// The same with every module in the module cache.
fn cached(environment: &str, modules: &[&str]) -> Scene {
    Scene { is_cached: true, go_sum: GoSum::All, ..project(environment, modules) }
}

/// The same with every module in a vendor directory, which go uses from this go line on.
fn vendored(scene: Scene) -> Scene {
    let go_mod = scene.go_mod.map(|text| text.replace("go 1.13", "go 1.14"));
    Scene { is_vendored: true, go_mod, ..scene }
}

#[test]
fn private_name_to_public_proxy_as_sure_as_the_reason() {
    let none = "GOPRIVATE=corp.example.com\nGONOPROXY=none";
    let sure =
        project(none, &["golang.org/x/net", "corp.example.com/b", "corp.example.com/a"]).under(13).finding();
    assert_eq!((sure.rule.slug, sure.severity), ("private-name-to-public-proxy", Severity::Error));
    assert_eq!(
        sure.message,
        "https://proxy.golang.org is asked for corp.example.com/a and corp.example.com/b"
    );
    assert_eq!((marked(&sure), sure.related[0].origin.line().unwrap()), ("https://proxy.golang.org", 6));
    let internal = project("", &["git.corp.internal/lib"]).finding();
    assert_eq!((internal.severity, fixed(&internal)), (Severity::Warning, "git.corp.internal"));
    let asked = Scene::new().with_modules(&["git.corp.internal/lib"]).finding();
    assert_eq!((asked.rule.slug, asked.related.len()), ("private-name-to-public-proxy", 0));
    let guess = project("GOPRIVATE=a.example", &["gitlab.example.org/team/lib"])
        .finding_of("private-name-to-public-proxy");
    assert_eq!((guess.severity, fixed(&guess)), (Severity::Info, "a.example,gitlab.example.org"));
}

#[test]
fn private_name_to_public_proxy_not_where_nothing_leaks() {
    let none = "GOPRIVATE=corp.example.com\nGONOPROXY=none\n";
    let path = ["corp.example.com/lib"];
    for right in
        ["GOPROXY=https://proxy.corp.example.com,https://proxy.golang.org", "GOPROXY=direct", "GOPROXY=off"]
    {
        let slugs = project(&format!("{none}{right}"), &path).slugs();
        assert!(!slugs.contains(&"private-name-to-public-proxy"), "{right}");
    }
    assert_eq!(project("GOPRIVATE=corp.example.com", &path).slugs(), [""; 0]);
    assert_eq!(project("", &["github.com/acme/lib", "k8s.io/api", "gopkg.in/yaml.v1"]).slugs(), [""; 0]);
    assert_eq!(cached(none, &path).slugs(), [""; 0], "nothing is asked for what is there");
    assert_eq!(vendored(project(none, &path)).slugs(), [""; 0]);
}

#[test]
fn private_name_to_public_sumdb_unless_go_sum_has_it() {
    let none = "GOPRIVATE=corp.example.com\nGONOSUMDB=none";
    let found = project(none, &["corp.example.com/lib"]).under(13).finding();
    assert_eq!(
        (found.rule.slug, found.severity, fixed(&found)),
        ("private-name-to-public-sumdb", Severity::Error, "-")
    );
    let mut summed = project(none, &["corp.example.com/lib"]);
    summed.go_sum = GoSum::All;
    assert_eq!(summed.slugs(), [""; 0]);
    assert_eq!(project(&format!("{none}\nGOSUMDB=off"), &["corp.example.com/lib"]).slugs(), ["gosumdb-off"]);
}

#[test]
fn module_blocked_unless_it_is_there() {
    let found = project("GOPROXY=off", &["golang.org/x/net"]).under(13).finding_of("module-blocked");
    assert_eq!((found.severity, marked(&found)), (Severity::Error, "off"));
    assert_eq!(cached("GOPROXY=off", &["golang.org/x/net"]).slugs(), ["goproxy-off"]);
    let private = project("GOPROXY=off\nGOPRIVATE=corp.example.com", &["corp.example.com/lib"]);
    assert_eq!(private.slugs(), ["goproxy-off"], "its origin is asked");
    let replaced = "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n\nreplace golang.org/x/net => ../net\n";
    assert_eq!(
        Scene::environment("GOPROXY=off").with_go_mod(replaced).slugs(),
        ["goproxy-off", "replaced-by-directory"]
    );
}

#[test]
fn gosum_missing_from_1_16() {
    let mut scene = project("", &["golang.org/x/net"]);
    scene.go_sum = GoSum::Missing;
    let found = scene.clone().under(16).finding();
    assert_eq!(
        (found.rule.slug, found.severity, marked(&found)),
        ("gosum-missing", Severity::Info, "golang.org/x/net")
    );
    assert_eq!(scene.clone().under(15).slugs(), [""; 0]);
    assert_eq!(vendored(scene).slugs(), [""; 0]);
    assert_eq!(project("", &["golang.org/x/net"]).slugs(), [""; 0]);
}

#[test]
fn replaced_by_directory_names_it() {
    let go_mod = "module example.com/app\n\ngo 1.13\n\nrequire golang.org/x/net v0.25.0\n\nreplace golang.org/x/net => ../net\n";
    let found = Scene::new().with_go_mod(go_mod).under(13).finding();
    assert_eq!(
        (found.rule.slug, found.severity, found.label.as_str()),
        ("replaced-by-directory", Severity::Info, "from ../net")
    );
    let by_module = go_mod.replace("../net", "golang.org/x/net v0.26.0");
    assert_eq!(Scene::new().with_go_mod(&by_module).slugs(), [""; 0]);
}

#[test]
fn direct_without_git_where_git_would_be_started() {
    let bare = |environment: &str, modules: &[&str]| {
        let mut scene = project(environment, modules);
        scene.without_git = true;
        scene
    };
    let found = bare("GOPROXY=direct", &["github.com/acme/lib"]).under(13).finding();
    assert_eq!(
        (found.rule.slug, found.severity, found.variable.as_str()),
        ("direct-without-git", Severity::Warning, "GOPROXY")
    );
    let private =
        bare("GOPRIVATE=corp.example.com", &["corp.example.com/lib.git", "golang.org/x/net"]).finding();
    assert_eq!((private.variable.as_str(), private.related.len()), ("GOPRIVATE", 1));
    assert_eq!(bare("", &["github.com/acme/lib"]).slugs(), [""; 0], "a proxy comes first");
    assert_eq!(bare("GOPROXY=direct", &["corp.example.com/lib.hg"]).slugs(), [""; 0]);
    assert_eq!(project("GOPROXY=direct", &["github.com/acme/lib"]).slugs(), [""; 0]);
}

#[test]
fn govcs_blocks_from_1_16() {
    let scene = project("GOPROXY=direct\nGOVCS=github.com:hg", &["github.com/acme/lib"]);
    let found = scene.clone().under(16).finding();
    assert_eq!((found.rule.slug, found.severity), ("govcs-blocks", Severity::Error));
    assert!(
        found.notes[0]
            .ends_with("GOVCS disallows using git for public github.com/acme/lib; see 'go help vcs'")
    );
    assert_eq!(scene.under(15).slugs(), ["variable-too-new"]);
    assert_eq!(
        project("GOVCS=github.com:hg", &["github.com/acme/lib"]).slugs(),
        [""; 0],
        "a proxy comes first"
    );
}

#[test]
fn govcs_invalid_in_gos_words() {
    let found = Scene::environment("GOVCS=github.com:git,*:git,*:hg").under(16).finding();
    assert_eq!((found.rule.slug, found.severity), ("govcs-invalid", Severity::Error));
    assert_eq!(found.message, "unreachable pattern in GOVCS: \"*:hg\" after \"*:git\"");
    assert_eq!(Scene::environment("GOVCS=github.com:git|hg, private:all").slugs(), [""; 0]);
    assert_eq!(Scene::environment("GOVCS=github.com").under(15).slugs(), ["variable-too-new"]);
}

#[test]
fn goauth_invalid_from_1_24() {
    for value in ["netrc;", "off;netrc", "git ./dir"] {
        let found = Scene::variable("GOAUTH", value).under(24).finding();
        assert_eq!((found.rule.slug, found.severity), ("goauth-invalid", Severity::Error), "{value}");
    }
    assert_eq!(Scene::variable("GOAUTH", "netrc;").under(23).slugs(), ["variable-too-new"]);
    assert_eq!(Scene::variable("GOAUTH", "git /home/u/work;netrc").slugs(), [""; 0]);
}

#[test]
fn netrc_no_entry_for_the_host_that_is_asked() {
    let with = |netrc: &str, path: &str| Scene {
        netrc: Some(netrc.into()),
        ..project("GOPRIVATE=*.example.com", &[path])
    };
    let other = "machine a.example login u password p\n";
    let own = "machine git.example.com login u password p\n";
    let found = with(other, "git.example.com/team/lib").under(13).finding_of("netrc-no-entry");
    assert_eq!(
        (found.severity, found.message.as_str()),
        (Severity::Info, "/home/u/.netrc has no entry for git.example.com")
    );
    let silent = |netrc: &str, path: &str| !with(netrc, path).slugs().contains(&"netrc-no-entry");
    assert!(silent(own, "git.example.com/team/lib"));
    assert!(silent(other, "git.example.com/team/lib.git"), "no question is asked before git starts");
    assert!(silent("", "git.example.com/team/lib"), "no netrc, no expectation");
}

#[test]
fn netrc_unused_from_1_24() {
    let with = |goauth: &str| Scene {
        netrc: Some("machine a.example login u password p\n".into()),
        ..Scene::variable("GOAUTH", goauth)
    };
    let off = with("off").under(24).finding();
    assert_eq!((off.rule.slug, off.severity, fixed(&off)), ("netrc-unused", Severity::Warning, "-"));
    assert_eq!(fixed(&with("git /home/u/work").finding()), "netrc;git /home/u/work");
    assert_eq!(with("git /home/u/work;netrc").slugs(), [""; 0]);
    assert_eq!(with("off").under(23).slugs(), ["variable-too-new"]);
    let mut hidden = Scene::environment("NETRC=/etc/netrc");
    hidden.files = vec![("/home/u/.netrc".into(), "machine a.example login u password p\n".into())];
    assert_eq!(hidden.finding().message, "NETRC names /etc/netrc, which cannot be read");
}

#[test]
fn insecure_flag_removed_with_1_17() {
    let found = Scene::variable("GOFLAGS", "-mod=mod -insecure").under(17).finding();
    assert_eq!(
        (found.rule.slug, marked(&found), fixed(&found)),
        ("insecure-flag-removed", "-insecure", "-mod=mod")
    );
    assert!(!found.help.contains("GOINSECURE"), "advice never widens trust");
    assert_eq!(Scene::variable("GOFLAGS", "-insecure").under(16).slugs(), [""; 0]);
    assert_eq!(Scene::variable("GOFLAGS", "-tags=-insecure").slugs(), [""; 0]);
}

#[test]
fn gocache_off_is_refused() {
    let found = Scene::environment("GOCACHE=off").under(13).finding();
    assert_eq!((found.rule.slug, found.severity, fixed(&found)), ("gocache-off", Severity::Error, "-"));
    assert_eq!(Scene::environment("GOCACHE=/srv/cache").slugs(), [""; 0]);
}
