//! Whether the shells really start in the modes that the comparison asks them for: without a terminal that
//! is not to be taken for granted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::real::{Report, Seen};
use super::shells::{Family, Installed, MODES, SHELLS};

/// Start-up files of all shells of Bourne's family; BASH_ENV and ENV lead to the last one.
const BOURNE: &[&str] =
    &[".bash_profile", ".bashrc", ".zshenv", ".zshrc", ".profile", ".kshrc", ".mkshrc", ".env"];

fn lay_out(home: &Path) {
    fs::create_dir_all(home.join(".config/fish")).unwrap();
    for name in BOURNE {
        fs::write(home.join(name), "export GOFLAGS=seen-$-\n").unwrap();
    }
    let fish = "set -gx GOFLAGS seen-\nstatus is-interactive; and set -gx GOFLAGS seen-i\nstatus is-login; and set -gx GOBIN login\n";
    fs::write(home.join(".config/fish/config.fish"), fish).unwrap();
    let csh =
        "setenv GOFLAGS seen-\nif ($?prompt) setenv GOFLAGS seen-i\nif ($?loginsh) setenv GOBIN login\n";
    fs::write(home.join(".tcshrc"), csh).unwrap();
}

/// What the start-up files of one run saw.
fn seen(shell: &Installed, mode: &str, scratch: &Path) -> BTreeMap<String, String> {
    let home = scratch.join("home");
    lay_out(&home);
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let file = text(&home.join(".env"));
    let environment = [("HOME", text(&home)), ("BASH_ENV", file.clone()), ("ENV", file)];
    let environment =
        environment.into_iter().chain([("PATH", "/usr/bin:/bin".to_owned()), ("TERM", "dumb".to_owned())]);
    let environment = environment.map(|(name, value)| (name.to_owned(), value)).collect();
    match Report::new(scratch).run(shell, mode, &home, &environment) {
        Seen::Environment(variables) => variables,
        other => panic!("{} {mode}: {other:?}", shell.shell.name),
    }
}

#[test]
fn live_shells_start_as_they_are_told() {
    for shell in SHELLS.into_iter().filter_map(Installed::of) {
        for mode in MODES {
            let scratch = tempfile::tempdir().unwrap();
            let variables = seen(&shell, mode, scratch.path());
            let about = format!("{} {mode}", shell.shell.name);
            let flags = variables.get("GOFLAGS").and_then(|value| value.strip_prefix("seen-"));
            let reads_nothing =
                mode == "non-interactive" && ["dash", "busybox", "ksh", "mksh"].contains(&shell.shell.name);
            assert_eq!(flags.is_none(), reads_nothing, "{about}: {flags:?}");
            if let Some(flags) = flags {
                let interactive = mode != "non-interactive" && mode.ends_with("interactive");
                assert_eq!(flags.contains('i'), interactive, "{about}: {flags}");
            }
            if shell.shell.family != Family::Bourne {
                assert_eq!(variables.contains_key("GOBIN"), mode.starts_with("login"), "{about}");
            }
        }
    }
}
