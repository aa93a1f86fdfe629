//! The rules about start-up files, through the built binary: each finds what it is for, at its line, keeps
//! silent beside it, and says the same under the oldest and the newest Go that is known.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use crate::support::doctor::Doctor;
use serde_json::Value;

/// Go releases at both ends: what shells do with their files hangs on none of them.
const VERSIONS: [&str; 2] = ["1.13.10", "1.27.3"];

/// A machine: the login shell, and the process's own variables and files below home.
struct Machine<'a> {
    shell: &'a str,
    environment: &'a [(&'a str, &'a str)],
    files: &'a [(&'a str, &'a str)],
}

/// The words of its line that the origin of a finding stands for.
fn words(line: &str, origin: &Value) -> String {
    let column = |name: &str| usize::try_from(origin[name].as_u64().unwrap()).unwrap() - 1;
    line.chars().take(column("end_column")).skip(column("column")).collect()
}

/// Somebody with bash as login shell.
fn bash<'a>(files: &'a [(&'a str, &'a str)]) -> Machine<'a> {
    Machine { shell: "/bin/bash", environment: &[], files }
}

impl Machine<'_> {
    /// What `env` says under a release.
    fn document(&self, version: &str) -> Value {
        let mut doctor = Doctor::new().with("SHELL", self.shell).with("PATH", "/usr/bin:/bin");
        for (name, value) in self.environment {
            doctor = doctor.with(name, value);
        }
        for (name, content) in self.files {
            doctor = doctor.file(&format!("home/{name}"), content);
        }
        let printed = doctor.run(&["env", "--format", "json", "--go-version", version]);
        assert_eq!((printed.status, printed.stderr.as_str()), (0, ""));
        serde_json::from_str(&printed.stdout).unwrap()
    }

    /// What the rules about start-up files find under a release: code, file and line.
    fn found_under(&self, version: &str) -> Vec<String> {
        let document = self.document(version);
        let diagnostics = document["diagnostics"].as_array().unwrap();
        let about_files =
            diagnostics.iter().filter(|found| ("SR020".."SR027").contains(&found["code"].as_str().unwrap()));
        let place = |found: &Value| {
            let (code, origin) = (found["code"].as_str().unwrap(), &found["origin"]);
            let path = origin["path"].as_str().unwrap().replace("$D/home/", "~/");
            format!("{code} {path}:{}", origin["line"])
        };
        about_files.map(place).collect()
    }

    /// The same under every release.
    fn found(&self) -> Vec<String> {
        let [oldest, newest] = VERSIONS.map(|version| self.found_under(version));
        assert_eq!(oldest, newest, "no Go release changes what a shell does");
        newest
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn findings_stand_at_the_words_that_the_shell_read() {
    for (code, shell, line, expected) in [
        ("SR024", "/bin/bash", "export OLDGOPROXY=x GOPROXY=https://goproxy.cn,direct", "GOPROXY"),
        ("SR024", "/bin/bash", "export é=GOPROXY; export \"GOPROXY=off\"", "GOPROXY"),
        ("SR024", "/usr/bin/fish", "set -gx OLD_GOPROXY 1; set -gx 'GOPROXY' off", "GOPROXY"),
        ("SR024", "/bin/tcsh", "setenv OLDGOPROXY x; setenv GOPROXY off", "GOPROXY"),
        ("SR021", "/bin/bash", "direct=1; export GOPROXY=https://goproxy.cn, direct", "direct"),
        ("SR021", "/bin/bash", "direct=1; GOPROXY=https://goproxy.cn,  direct", "direct"),
        ("SR021", "/bin/bash", "OLDGOPROXY=1; export GOPROXY = off", "GOPROXY"),
        ("SR022", "/bin/bash", "a=setenv; setenv GOPROXY off", "setenv"),
        ("SR026", "/bin/bash", "export GOPROXY=off; go env -w GOPROXY=direct", "GOPROXY"),
    ] {
        let file = match shell {
            "/usr/bin/fish" => ".config/fish/config.fish",
            "/bin/tcsh" => ".tcshrc",
            _ => ".bashrc",
        };
        let content = format!("{line}\n");
        let files = [(".bash_profile", ". ~/.bashrc\n"), (file, content.as_str())];
        let environment = if code == "SR024" { &[("GOPROXY", "direct")][..] } else { &[] };
        let document = Machine { shell, environment, ..bash(&files) }.document("1.27.3");
        let all = document["diagnostics"].as_array().unwrap();
        let found = all.iter().find(|found| found["code"] == code).unwrap_or_else(|| panic!("{code} {line}"));
        assert_eq!(words(line, &found["origin"]), expected, "{code} {line}: {}", found["origin"]);
        if code == "SR026" {
            assert_eq!(found["origin"]["column"], 31, "the second GOPROXY of the line");
        }
    }
}

#[test]
fn fix_of_a_value_that_a_start_up_file_gave_edits_that_file() {
    let value = "https://goproxy.cn, direct";
    let bashrc = format!("# mirror\nexport é=1 GOPROXY=\"{value}\" # mine\n");
    let files = [(".bash_profile", ". ~/.bashrc\n"), (".bashrc", bashrc.as_str())];
    let document = Machine { environment: &[("GOPROXY", value)], ..bash(&files) }.document("1.27.3");
    let all = document["diagnostics"].as_array().unwrap();
    let fix = &all.iter().find(|found| found["name"] == "goproxy-space").unwrap()["fix"];
    assert_eq!((&fix["variable"], &fix["value"]), (&"GOPROXY".into(), &"https://goproxy.cn,direct".into()));
    let [edit] = fix["edits"].as_array().unwrap().as_slice() else { panic!("{fix}") };
    assert_eq!(edit["path"], "$D/home/.bashrc");
    assert_eq!((&edit["line"], &edit["end_line"]), (&2.into(), &2.into()));
    assert_eq!(words(bashrc.lines().nth(1).unwrap(), edit), value);
    assert_eq!(edit["new_text"], "https://goproxy.cn,direct");
}

#[test]
fn not_exported_is_found_where_no_later_line_exports() {
    let profile = "GOPROXY=https://goproxy.cn,direct\n";
    assert_eq!(bash(&[(".bash_profile", profile)]).found(), ["SR020 ~/.bash_profile:1"]);
    let later = "GOPROXY=https://goproxy.cn,direct\nexport GOPROXY\n";
    assert_eq!(bash(&[(".bash_profile", later)]).found(), NOTHING);
    let inherited = Machine { environment: &[("GOPROXY", "https://goproxy.cn,direct")], ..bash(&[]) };
    assert_eq!(inherited.found(), NOTHING, "the process has it, no file assigns it");
    assert_eq!(bash(&[(".bash_profile", "MY_OWN=1\n")]).found(), NOTHING, "go does not read it");
}

#[test]
fn unquoted_space_is_found_where_the_shell_cuts() {
    let cut = "# mirror\nexport GOPROXY=https://goproxy.cn, direct\n";
    assert_eq!(bash(&[(".bash_profile", cut)]).found(), ["SR021 ~/.bash_profile:2"]);
    let around = "export GOPROXY = off\n";
    assert_eq!(bash(&[(".bash_profile", around)]).found(), ["SR021 ~/.bash_profile:1"]);
    let quoted = "export GOPROXY='https://goproxy.cn, direct'\n";
    assert_eq!(bash(&[(".bash_profile", quoted)]).found(), NOTHING);
}

#[test]
fn wrong_shell_is_found_in_files_that_the_login_shell_passes_over() {
    let zshrc = (".zshrc", "export GOPRIVATE=corp.example.com\n");
    assert_eq!(bash(&[zshrc]).found(), ["SR022 ~/.zshrc:1"]);
    assert_eq!(Machine { shell: "/usr/bin/zsh", ..bash(&[zshrc]) }.found(), NOTHING);
    let hidden = [(".bash_profile", "\n"), (".profile", "export GOPRIVATE=corp.example.com\n")];
    assert_eq!(bash(&hidden).found(), ["SR022 ~/.profile:1"]);
    assert_eq!(bash(&[(".bash_profile", ". ~/.profile\n"), hidden[1]]).found(), NOTHING);
    assert_eq!(bash(&[(".bash_profile", "setenv GOPROXY off\n")]).found(), ["SR022 ~/.bash_profile:1"]);
}

#[test]
fn interactive_only_is_found_behind_a_guard() {
    let guarded = "case $- in *i*) ;; *) return ;; esac\nexport GOPROXY=off\n";
    let profile = (".bash_profile", ". ~/.bashrc\n");
    assert_eq!(bash(&[profile, (".bashrc", guarded)]).found(), ["SR023 ~/.bashrc:2"]);
    let before = "export GOPROXY=off\ncase $- in *i*) ;; *) return ;; esac\n";
    assert_eq!(bash(&[profile, (".bashrc", before)]).found(), NOTHING);
}

#[test]
fn shell_is_stale_where_file_and_process_disagree() {
    let profile = [(".bash_profile", ". ~/.bashrc\n"), (".bashrc", "export GOPROXY=off\n")];
    let has = |value: &'static str| match value {
        "off" => [("GOPROXY", "off")],
        _ => [("GOPROXY", "direct")],
    };
    let stale = Machine { environment: &has("direct"), ..bash(&profile) };
    assert_eq!(stale.found(), ["SR024 ~/.bashrc:1"]);
    assert_eq!(Machine { environment: &has("off"), ..bash(&profile) }.found(), NOTHING);
    let twice = [(".bash_profile", "export GOPROXY=off\n"), (".bashrc", "\nexport GOPROXY=off\n")];
    let stale = Machine { environment: &has("direct"), ..bash(&twice) };
    assert_eq!(stale.found(), ["SR024 ~/.bash_profile:1"], "both files say the same");
    assert_eq!(Machine { environment: &has("off"), ..bash(&twice) }.found(), NOTHING);
    let desktop = [(".config/environment.d/go.conf", "GOPROXY=off\n")];
    let stale = Machine { environment: &has("direct"), ..bash(&desktop) };
    assert_eq!(stale.found(), ["SR024 ~/.config/environment.d/go.conf:1"]);
    assert_eq!(Machine { environment: &has("off"), ..bash(&desktop) }.found(), NOTHING);
}

#[test]
fn conflicting_files_are_found_where_login_and_terminal_differ() {
    let apart = [(".bash_profile", "export GOSUMDB=off\n"), (".bashrc", "export GOSUMDB=sum.golang.org\n")];
    assert_eq!(bash(&apart).found(), ["SR025 ~/.bash_profile:1"]);
    let alike = [(".bash_profile", "export GOSUMDB=off\n"), (".bashrc", "export GOSUMDB=off\n")];
    assert_eq!(bash(&alike).found(), NOTHING);
}

#[test]
fn go_env_w_loses_against_an_export() {
    let both = "export GOPROXY=direct\ngo env -w GOPROXY=off\n";
    assert_eq!(bash(&[(".bash_profile", both)]).found(), ["SR026 ~/.bash_profile:2"]);
    let other = "export GOPROXY=direct\ngo env -w GOSUMDB=off\n";
    assert_eq!(bash(&[(".bash_profile", other)]).found(), NOTHING);
}

#[test]
fn file_that_pam_may_not_read_is_no_reason_to_doubt_the_process() {
    let file = [(".pam_environment", "GOPROXY=off\n")];
    let machine = Machine { environment: &[("GOPROXY", "direct")], ..bash(&file) };
    assert_eq!(machine.found(), NOTHING);
}
