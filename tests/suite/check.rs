//! `check`: what it says of a repository, what counts, and how it ends.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::Path;

use crate::support::doctor::{Doctor, Printed};
use serde_json::Value;

/// A file below fixtures/check.
fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/check").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// A machine with Go, and with a git that nobody calls.
fn machine() -> Doctor {
    let doctor = Doctor::new().go("1.27.3").file("bin/git", "#!/bin/sh\nexit 1\n");
    let bin = doctor.path("bin");
    #[cfg(unix)]
    std::fs::set_permissions(bin.join("git"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    doctor.with("PATH", bin.to_str().unwrap())
}

/// A repository whose policy and whose settings disagree.
fn leaky() -> Doctor {
    ["go.mod", "go.sum", "goenv-doctor.toml"].iter().fold(machine(), |doctor, name| {
        doctor.file(&format!("work/{name}"), fixture(&format!("leaky/{name}")))
    })
}

fn json(printed: &Printed) -> Value {
    serde_json::from_str(&printed.stdout).unwrap_or_else(|error| panic!("{error}: {printed:?}"))
}

fn report(doctor: &Doctor, arguments: &[&str]) -> Value {
    json(&doctor.run(&[&["check", "--format", "json"], arguments].concat()))
}

/// `state severity slug` of every finding.
fn findings(report: &Value) -> Vec<String> {
    let found = report["diagnostics"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found
        .map(|found| {
            let parts = [&found["state"], &found["severity"], &found["name"]];
            parts.map(text).join(" ")
        })
        .collect()
}

/// `path side` of every module.
fn sides(report: &Value) -> Vec<String> {
    let modules = report["modules"].as_array().unwrap().iter();
    modules.map(|module| format!("{} {}", module["path"], module["side"]).replace('"', "")).collect()
}

#[test]
fn human_output_of_a_repository_that_leaks() {
    insta::assert_snapshot!(leaky().run(&["check"]).stdout);
}

#[test]
fn modules_of_go_mod_and_go_sum_have_their_sides() {
    let public = report(&leaky(), &[]);
    assert_eq!(
        sides(&public),
        [
            "corp.example.com/shop/catalog verified",
            "github.com/google/uuid verified",
            "golang.org/x/sys verified",
            "rsc.io/quote verified",
        ]
    );
    let private = report(&leaky().with("GOPRIVATE", "corp.example.com"), &[]);
    assert_eq!(sides(&private)[0], "corp.example.com/shop/catalog private");
    assert_eq!(private["modules"][3]["listed"], "go-sum");
    let off = report(&leaky().with("GOPROXY", "off"), &[]);
    assert!(sides(&off).iter().all(|side| side.ends_with(" blocked")), "{:?}", sides(&off));
    assert!(off["modules"][0]["error"].as_str().unwrap().contains("GOPROXY=off"));
    let unverified = report(&leaky().with("GOSUMDB", "off"), &[]);
    assert_eq!(sides(&unverified)[0], "corp.example.com/shop/catalog unverified");
    assert_eq!(sides(&unverified)[1], "github.com/google/uuid verified", "go.sum vouches for it");
}

#[test]
fn status_is_the_same_in_every_format() {
    let formats = ["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit"];
    for format in formats {
        let status =
            |arguments: &[&str]| leaky().run(&[&["check", "--format", format], arguments].concat()).status;
        assert_eq!(status(&[]), 1, "{format}");
        assert_eq!(status(&["--exit-zero"]), 0, "{format}");
        assert_eq!(status(&["--fail-on", "never"]), 0, "{format}");
        assert_eq!(status(&["nowhere"]), 2, "{format}");
        assert_eq!(status(&["-D", "no-such-rule"]), 2, "{format}");
        let right = leaky().with("GOPRIVATE", "corp.example.com").with("GOPROXY", "https://proxy.golang.org");
        let right = right.file("work/goenv-doctor.toml", "private = [\"corp.example.com\"]\n");
        assert_eq!(right.run(&["check", "--format", format]).status, 0, "{format}");
    }
}

#[test]
fn formats_of_check_are_refused_elsewhere() {
    let printed = Doctor::new().run(&["env", "--format", "sarif"]);
    assert_eq!(printed.status, 2);
    assert_eq!(
        printed.stderr,
        "goenv-doctor: --format sarif is for `check`; this command has human and json\n"
    );
}

#[test]
fn policy_says_from_which_severity_on_findings_count() {
    let warning = |policy: &str| {
        let doctor = Doctor::new().go("1.27.3").with("GOPROXY", "https://goproxy.cn, direct");
        doctor.file("work/goenv-doctor.toml", policy)
    };
    assert_eq!(warning("").run(&["check"]).status, 1, "warnings count by themselves");
    assert_eq!(warning("fail-on = \"error\"\n").run(&["check"]).status, 0);
    assert_eq!(warning("fail-on = \"error\"\n").run(&["check", "--fail-on", "warning"]).status, 1);
}

#[test]
fn policy_that_cannot_be_used_is_named_with_its_place() {
    let stderr = |policy: &str| leaky().file("work/goenv-doctor.toml", policy).run(&["check"]).stderr;
    assert_eq!(
        stderr("[verification]\npublik = \"database\"\n"),
        "goenv-doctor: $D/work/goenv-doctor.toml:2:1: unknown key `publik`; is it `public`?\n"
    );
    let named = leaky().run(&["check", "--policy", "nowhere.toml"]);
    assert_eq!(named.status, 2);
    assert!(named.stderr.contains("nowhere.toml"), "{}", named.stderr);
}

#[test]
fn baseline_lets_only_new_findings_count() {
    let doctor = leaky();
    assert_eq!(doctor.run(&["check", "--format", "json", "-o", "baseline.json"]).status, 1);
    let printed = doctor.run(&["check", "--baseline", "baseline.json"]);
    assert_eq!(printed.status, 0, "{}", printed.stdout);
    assert!(printed.stdout.ends_with("from the baseline, 1 ignored\n"), "{}", printed.stdout);
    let moved = format!("// a comment moves every line\n\n{}", fixture("leaky/go.mod"));
    let doctor = doctor.file("work/go.mod", moved);
    assert_eq!(doctor.run(&["check", "--baseline", "baseline.json"]).status, 0, "lines may move");
    let doctor = doctor.with("GOFLAGS", "-insecure");
    let report = report(&doctor, &["--baseline", "baseline.json"]);
    let new: Vec<_> = findings(&report).into_iter().filter(|found| found.starts_with("new error")).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!(doctor.run(&["check", "--baseline", "goenv-doctor.toml"]).status, 2);
}

#[test]
fn diff_names_what_changed_sides() {
    let doctor = leaky();
    doctor.run(&["check", "--format", "json", "-o", "before.json"]);
    let doctor = doctor.with("GOPRIVATE", "corp.example.com");
    let diff = &report(&doctor, &["--diff", "before.json"])["diff"];
    let change = |name: &str, before: &str, after: &str| serde_json::json!({ "name": name, "before": before, "after": after });
    assert_eq!(
        diff["modules"],
        serde_json::json!([change(
            "corp.example.com/shop/catalog",
            "verified, proxy.golang.org",
            "private, corp.example.com"
        )])
    );
    assert!(diff["settings"].as_array().unwrap().contains(&change("GOPRIVATE", "", "corp.example.com")));
    assert_eq!(diff["hosts_removed"], serde_json::json!(["sum.golang.org:443"]));
    let removed = diff["findings_removed"].as_array().unwrap();
    assert!(removed.iter().all(|line| line.as_str().unwrap().starts_with("policy-private-leak: ")), "{diff}");
    assert_eq!(removed.len(), 2, "{diff}");
    assert_eq!(diff["findings_added"], serde_json::json!([]));
}

#[test]
fn diff_against_the_settings_of_another_machine() {
    let doctor = leaky()
        .file("work/env.txt", "GOPROXY='https://goproxy.cn,direct'\nGOSUMDB='off'\nGOVERSION='go1.27.3'\n");
    let diff = &report(&doctor, &["--diff", "env.txt"])["diff"];
    let modules = diff["modules"].as_array().unwrap();
    assert_eq!(modules[0]["before"], "unverified, goproxy.cn");
    assert_eq!(modules[0]["after"], "verified, proxy.golang.org");
    assert_eq!(diff["hosts_removed"], serde_json::json!(["goproxy.cn:443"]));
    assert_eq!(
        diff["findings_added"],
        serde_json::json!([]),
        "another machine has no findings to compare with"
    );
}

#[test]
fn egress_lists_hosts_with_their_reasons() {
    let doctor =
        leaky().with("GOPRIVATE", "corp.example.com").with("GOPROXY", "https://proxy.example.com:8443");
    let printed = doctor.run(&["check", "--egress"]);
    assert_eq!(
        printed.stdout,
        "proxy.example.com:8443\twill\tmodule proxy\t3 modules\n\
         corp.example.com:443\twill\torigin\tcorp.example.com/shop/catalog\n"
    );
    assert_eq!(printed.status, 0);
    let listed = json(&doctor.run(&["check", "--egress", "--format", "json"]));
    assert_eq!(listed["egress"][0]["port"], 8443);
}

#[test]
fn init_writes_a_policy_that_its_own_machine_passes() {
    let doctor = leaky().with("GOPRIVATE", "corp.example.com").with("GOPROXY", "https://proxy.golang.org");
    std::fs::remove_file(doctor.path("work/goenv-doctor.toml")).unwrap();
    assert_eq!(doctor.run(&["check", "--init", "-o", "goenv-doctor.toml"]).status, 0);
    let written = std::fs::read_to_string(doctor.path("work/goenv-doctor.toml")).unwrap();
    insta::assert_snapshot!("init", written);
    let printed = doctor.run(&["check"]);
    assert_eq!(printed.status, 0, "{}", printed.stdout);
    assert!(printed.stdout.contains("policy goenv-doctor.toml"), "{}", printed.stdout);
    let again = doctor.run(&["check", "--init", "-o", "goenv-doctor.toml"]);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("already exists"), "{}", again.stderr);
}

#[test]
fn several_formats_in_one_run() {
    let doctor = leaky();
    let printed = doctor.run(&["check", "--format", "short", "-o", "json=a.json", "-o", "junit=b.xml"]);
    assert_eq!(printed.status, 1);
    assert!(printed.stdout.contains("error[policy-private-leak]"), "{}", printed.stdout);
    let read = |name: &str| std::fs::read_to_string(doctor.path(name)).unwrap();
    assert!(read("work/a.json").starts_with('{') && read("work/b.xml").starts_with("<?xml"));
    let twice = doctor.run(&["check", "-o", "json=a", "-o", "sarif=a"]);
    assert_eq!((twice.status, twice.stdout.as_str()), (2, ""));
    let refused = doctor.run(&["check", "-o", "no/such/folder.txt"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("no/such/folder.txt: cannot be written"), "{}", refused.stderr);
}

#[test]
fn files_that_cannot_be_read_are_findings() {
    let doctor = leaky().file("work/sub/go.mod", "module example.com/sub\n\ngo 1.22\n\nrequired x\n");
    let doctor = doctor.file("work/other/go.mod", "module example.com/other\n\ngo 1.22\n");
    let doctor = doctor.file("work/other/go.sum", "two fields\n");
    let report = report(&doctor, &[]);
    let places: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["name"] == "module-file-unreadable")
        .map(|found| format!("{}:{}", found["location"]["path"], found["location"]["line"]))
        .collect();
    assert_eq!(places, ["\"other/go.sum\":1", "\"sub/go.mod\":5"]);
    assert_eq!(sides(&report).len(), 4, "the modules of the file that can be read are there");
}

#[test]
fn monorepo_is_grouped_by_module_file() {
    let require = |path: &str| format!("module {path}\n\ngo 1.22\n\nrequire rsc.io/quote v1.5.2\n");
    let doctor = Doctor::new()
        .go("1.27.3")
        .file("work/services/go.work", "go 1.22\n\nuse (\n\t./a\n\t./b\n)\n")
        .file("work/services/a/go.mod", require("example.com/a"))
        .file("work/services/b/go.mod", require("example.com/b"))
        .file("work/tools/go.mod", require("example.com/tools"))
        .file("work/tools/testdata/go.mod", "no module file of ours")
        .file("work/vendor/x/go.mod", "nor this")
        .file("work/ignored/go.mod", "nor this")
        .file("work/third_party/y/go.mod", "nor this")
        .file("work/.gitignore", "ignored/\n")
        .file("work/goenv-doctor.toml", "exclude = [\"third_party\"]\n");
    let report = report(&doctor, &[]);
    let files: Vec<_> = report["files"].as_array().unwrap().iter().map(|file| file["path"].clone()).collect();
    assert_eq!(files, ["services/go.work", "tools/go.mod"]);
    assert_eq!(report["counts"]["modules"], 1, "one path, however many files name it");
    let idle = doctor.file("work/goenv-doctor.toml", "exclude = [\"third_party\", \"gone/**\"]\n");
    let unused = findings(&self::report(&idle, &["-A", "gosum-missing"]));
    assert_eq!(unused, ["new info policy-unused-entry"]);
}

#[test]
fn output_file_is_replaced_whole_or_stays() {
    let doctor = leaky().file("work/report.txt", "yesterday\n");
    let told = |name: &str| doctor.run(&["check", "-o", name]);
    assert_eq!(told("report.txt").status, 1);
    assert!(doctor.read("work/report.txt").starts_with("go.mod: 4 modules"));
    for name in ["go.mod", "go.sum", "go.work"] {
        let refused = told(name);
        let words = format!("{name}: cannot be written: go reads this file; choose another name\n");
        assert_eq!((refused.status, refused.stderr.ends_with(&words)), (2, true), "{}", refused.stderr);
    }
    assert!(doctor.read("work/go.mod").starts_with("module"), "it is as it was");
    let both = doctor.run(&["check", "-o", "short=no/such/folder.txt", "-o", "json=kept.json"]);
    assert_eq!((both.status, both.stdout.is_empty()), (2, false), "standard output is written all the same");
    assert!(doctor.read("work/kept.json").contains("schema_version"));
}

#[cfg(unix)]
#[test]
fn output_never_goes_through_a_link() {
    let doctor = leaky().file("work/other.txt", "not ours\n");
    for (link, target) in [("link.txt", "other.txt"), ("dangling.txt", "elsewhere.txt")] {
        std::os::unix::fs::symlink(target, doctor.path("work").join(link)).unwrap();
        let refused = doctor.run(&["check", "-o", link]);
        assert_eq!(refused.status, 2);
        assert!(refused.stderr.contains("a link; name the file that it leads to"), "{}", refused.stderr);
    }
    assert_eq!(doctor.read("work/other.txt"), "not ours\n");
    assert!(!doctor.path("work/elsewhere.txt").exists());
    assert_eq!(doctor.run(&["check", "-o", "/dev/null"]).status, 1);
    let full = doctor.run(&["check", "-o", "/dev/full"]);
    assert_eq!((full.status, full.stderr.contains("/dev/full: cannot be written")), (2, true));
}

#[test]
fn what_ignore_files_leave_out_is_counted_and_named() {
    let doctor = leaky()
        .file("work/.gitignore", "/dist/\n/old/go.mod\n")
        .file("work/dist/go.mod", "module example.com/dist\n")
        .file("work/old/go.mod", "module example.com/old\n");
    assert_eq!(report(&doctor, &[])["ignored"], serde_json::json!(["dist", "old/go.mod"]));
    let told = doctor.run(&["check"]).stdout;
    let expected =
        "not looked at, since ignore files name them\n  2 folders or module files (-v names them)\n";
    assert!(told.contains(expected), "{told}");
    let named = doctor.run(&["check", "-v"]).stdout;
    assert!(named.contains("since ignore files name them\n  dist\n  old/go.mod\n"), "{named}");
}

#[test]
fn vendored_modules_are_asked_of_nobody() {
    let doctor = leaky()
        .with("GOPROXY", "off")
        .file("work/vendor/modules.txt", "# github.com/google/uuid v1.6.0\n## explicit\n");
    let report = report(&doctor, &[]);
    assert!(sides(&report).iter().all(|side| side.ends_with(" local")), "{:?}", sides(&report));
    assert_eq!(report["egress"], serde_json::json!([]));
    let counting: Vec<_> = findings(&report).into_iter().filter(|found| !found.contains(" info ")).collect();
    assert_eq!(counting, [""; 0]);
}

#[test]
fn path_may_be_a_module_file_or_a_folder_in_a_module() {
    let doctor = leaky().file("work/internal/x.go", "package internal\n");
    for path in [".", "go.mod", "internal"] {
        assert_eq!(
            report(&doctor, &[path])["files"][0]["path"],
            if path == "internal" { "$D/work/go.mod" } else { "go.mod" }
        );
    }
    let alone = Doctor::new().go("1.27.3").run(&["check"]);
    assert!(alone.stdout.starts_with("no module file here"), "{}", alone.stdout);
}

#[test]
fn ignores_by_rule_path_and_variable_carry_their_reason() {
    let policy = |scope: &str| {
        let ignore = format!("[[ignore]]\nrule = \"policy-private-leak\"\nreason = \"mirrored\"\n{scope}");
        let doctor =
            leaky().file("work/goenv-doctor.toml", format!("private = [\"corp.example.com\"]\n{ignore}"));
        report(&doctor, &[])
    };
    let all = policy("");
    assert_eq!(
        findings(&all),
        ["suppressed error policy-private-leak", "suppressed error policy-private-leak"]
    );
    assert_eq!(all["diagnostics"][0]["suppression"]["reason"], "mirrored");
    assert_eq!(findings(&policy("path = \"go.mod\"\n"))[0], "suppressed error policy-private-leak");
    assert!(findings(&policy("path = \"tools/**\"\n")).contains(&"new error policy-private-leak".to_owned()));
}

#[test]
fn require_and_forbid_hold_values_to_the_policy() {
    let found = |policy: &str| {
        let doctor =
            Doctor::new().go("1.27.3").with("GOFLAGS", "-mod=mod").file("work/goenv-doctor.toml", policy);
        findings(&report(&doctor, &["-A", "goflags*"]))
    };
    let errors = |policy: &str| {
        found(policy).into_iter().filter(|found| found.contains(" policy-")).collect::<Vec<_>>()
    };
    assert_eq!(errors("[require]\nGOPROXY = \"https://proxy.golang.org,direct\"\n"), [""; 0]);
    assert_eq!(errors("[require]\nGOPROXY = [\"off\", \"https://*\"]\n"), [""; 0]);
    assert_eq!(errors("[require]\nGOPROXY = \"off\"\n"), ["new error policy-required-value"]);
    assert_eq!(errors("[forbid]\nGOFLAGS = [\"-mod=*\"]\n"), ["new error policy-forbidden-value"]);
    assert_eq!(errors("[forbid]\nGOFLAGS = [\"-insecure\"]\n"), [""; 0]);
}

#[test]
fn jsonl_has_a_record_for_each_finding_and_each_module() {
    let printed = leaky().run(&["check", "--format", "jsonl"]);
    let records: Vec<Value> =
        printed.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = records.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    let count = |kind: &str| kinds.iter().filter(|found| **found == kind).count();
    let whole = report(&leaky(), &[]);
    assert_eq!(kinds[0], "summary");
    assert_eq!(count("finding"), whole["diagnostics"].as_array().unwrap().len());
    assert_eq!(count("module"), 4);
}

/// A go.sum of a million lines is gone through and not kept.
#[cfg(target_os = "linux")]
#[test]
fn long_go_sum_is_read_in_little_memory() {
    let mut sums = String::new();
    for number in 0..500_000 {
        let hash = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let (path, version) = (format!("example.com/m{:05}", number / 50), number % 50);
        sums.push_str(&format!("{path} v1.{version:02}.0 {hash}\n{path} v1.{version:02}.0/go.mod {hash}\n"));
    }
    let doctor = Doctor::new().go("1.27.3").file("work/go.mod", "module example.com/app\n\ngo 1.22\n");
    let doctor = doctor.file("work/go.sum", sums);
    // Memory for the program itself, its libraries and its tables; the file alone has 88 MB.
    let command = "ulimit -v 65536; exec \"$0\" check --format short";
    let output = std::process::Command::new("sh")
        .args(["-c", command, env!("CARGO_BIN_EXE_goenv-doctor")])
        .current_dir(doctor.path("work"))
        .env_clear()
        .env("HOME", doctor.path("home"))
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.ends_with("no findings\n"), "{printed}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_public_proxy_that_learns_a_private_name_is_reported() {
    let addresses = [
        "https://athens.azurefd.net",
        "https://gocenter.io",
        "https://goproxy.baidu.com",
        "https://goproxy.cn",
        "https://goproxy.dev",
        "https://goproxy.golang.org.cn",
        "https://goproxy.io",
        "https://mirrors.aliyun.com/goproxy/",
        "https://mirrors.cloud.tencent.com/go/",
        "https://mirrors.tencent.com/go/",
        "https://proxy.golang.com.cn",
        "https://proxy.golang.org",
        "https://repo.huaweicloud.com/repository/goproxy/",
    ];
    // The checksum database, which would learn the names too, is left out of it.
    let leaks = |address: &str| {
        let doctor = leaky().with("GONOSUMDB", "corp.example.com").with("GOPROXY", address);
        findings(&report(&doctor, &[])).contains(&"new error policy-private-leak".to_owned())
    };
    let silent: Vec<&str> = addresses.into_iter().filter(|address| !leaks(address)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    assert!(!leaks("https://goproxy.example.com"));
}
