//! Random `.envrc` files and their neighbours.

use crate::random::Random;

const VALUES: &[&str] = &[
    "https://goproxy.cn,direct",
    "off",
    "\"$HOME/x\"",
    "$PWD/bin",
    "\"$PWD,$GOPRIVATE\"",
    "'$HOME'",
    "${GOBIN:-none}",
    "\"${GOFLAGS:+$GOFLAGS }-mod=mod\"",
    "~/go",
    "a#b",
    "\"https://p.example, direct\"",
];

const NAMES: &[&str] = &["GOPROXY", "GOPRIVATE", "GOFLAGS", "GOSUMDB", "GOBIN", "GONOSUMDB", "GOVCS"];

/// Lines that call direnv's functions, or decide something.
const LINES: &[&str] = &[
    "dotenv",
    "dotenv ../.env.team",
    "dotenv missing.env",
    "dotenv_if_exists .env.local",
    "dotenv_if_exists ./conf",
    "source_env ../lib.envrc",
    "source_env ./sub",
    "source_env sub/../sub/.envrc",
    "source_env_if_exists ../lib.envrc",
    "source_env_if_exists nothing",
    "source_up",
    "source_up_if_exists",
    "source_up lib.envrc",
    "layout go",
    "layout node",
    "PATH_add bin",
    "path_add GOPATH ./go ../go //x/../y",
    "path_add GOPATH $HOME/go/",
    "unset GOFLAGS",
    "unset GOPRIVATE",
    "export GOSUMDB",
    "watch_file go.mod",
    "log_status hello",
    "has go && export GOBIN=/opt/go/bin",
    "if has no-such-program; then export GOVCS=public:git; fi",
    "if [ -f .env ]; then dotenv; fi",
    "if [ -f ../nothing ]; then export GOPROXY=off; fi",
    "set -a; GOVCS=private:git; set +a",
    "team() { export GONOSUMDB=$1; }; team corp.example",
    "export GOBIN=$(pwd)/bin",
    "[ -d sub ] && export GOSUMDB=sub",
    "case $PWD in */app) export GOSUMDB=app ;; *) export GOSUMDB=other ;; esac",
    "env_vars_required GOPROXY",
    "# nothing",
];

const ENV_LINES: &[&str] = &[
    "=https://goproxy.cn,direct",
    "=\"https://p.example, direct\" # team",
    "='$HOME'",
    "=$HOME/bin",
    "=${GOPRIVATE}/x",
    "=${NOPE:-d e}",
    "= off",
    "=",
    "=\"a\\nb\"",
    "=it's",
    ": yes",
    "=a b",
];

fn envrc(random: &mut Random, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(most) {
        let line = if random.chance(50) {
            (*random.pick(LINES)).to_owned()
        } else {
            let (name, value) = (random.pick(NAMES), random.pick(VALUES));
            let export = if random.chance(80) { "export " } else { "" };
            format!("{export}{name}={value}")
        };
        text.push_str(&format!("{line}\n"));
    }
    text
}

/// A file for other files: it sources nothing, so that nothing goes round in circles.
fn leaf(random: &mut Random) -> String {
    (0..=random.below(2))
        .map(|_| format!("export {}={}\n", random.pick(NAMES), random.pick(VALUES)))
        .collect()
}

fn env_file(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(2) {
        let export = if random.chance(15) { "export " } else { "" };
        // Most lines are ones that direnv takes: one bad line makes it refuse the file.
        let last = if random.chance(90) { ENV_LINES.len() - 1 } else { ENV_LINES.len() };
        text.push_str(&format!("{export}{}{}\n", random.pick(NAMES), random.pick(&ENV_LINES[..last])));
    }
    text
}

/// The files of one home.
pub(crate) fn random(random: &mut Random) -> Vec<(String, String)> {
    let mut files = vec![
        ("home/app/.envrc".to_owned(), envrc(random, 6)),
        ("home/app/.env".to_owned(), env_file(random)),
        ("home/app/conf/.env".to_owned(), env_file(random)),
        ("home/app/sub/.envrc".to_owned(), leaf(random)),
        ("home/lib.envrc".to_owned(), leaf(random)),
        ("home/.env.team".to_owned(), env_file(random)),
    ];
    if random.chance(50) {
        files.push(("home/.envrc".to_owned(), leaf(random)));
    }
    if random.chance(20) {
        files.push(("home/.config/direnv/direnvrc".to_owned(), leaf(random)));
    }
    if random.chance(10) {
        files.push((
            "home/.config/direnv/lib/team.sh".to_owned(),
            "layout_node() { export GOVCS=node; }\n".to_owned(),
        ));
    }
    files
}
