//! Which start-up files a case has, what stands in them, and what the shell is given.

use std::collections::BTreeMap;

use super::case::{Case, Text};
use super::shells::{Family, MODES, Shell};
use super::vocabulary::{FIRST_OF_FOLDER, NAMES, PLAIN, SOURCED};
use super::writer::Writer;
use super::{bourne, csh, fish};
use crate::random::Random;

/// Files that the shell may read by itself. Some never are in a mode, some hide others.
fn own_files(shell: Shell) -> &'static [&'static str] {
    match shell.name {
        "bash" => &["~/.bash_profile", "~/.bash_login", "~/.profile", "~/.bashrc", "~/.bashrc"],
        "zsh" => &["~/.zshenv", "~/.zprofile", "~/.zshrc", "~/.zshrc", "~/.zlogin", "~/.profile"],
        "ksh" => &["~/.profile", "~/.kshrc", "~/.kshrc"],
        "mksh" => &["~/.profile", "~/.mkshrc", "~/.mkshrc"],
        "fish" => &[
            "~/.config/fish/config.fish",
            "~/.config/fish/config.fish",
            "~/.config/fish/conf.d/10-go.fish",
            "~/.config/fish/conf.d/zz.fish",
            "~/.config/fish/conf.d/note.txt",
        ],
        "tcsh" => &["~/.tcshrc", "~/.cshrc", "~/.login"],
        _ => &["~/.profile", "~/.profile", "~/.shrc"],
    }
}

/// Files that it may read for everybody.
fn system_files(shell: Shell) -> &'static [&'static str] {
    match shell.name {
        "bash" => &["/etc/profile", "/etc/profile.d/go.sh", "/etc/bash.bashrc"],
        "zsh" => {
            &["/etc/zsh/zshenv", "/etc/zsh/zprofile", "/etc/zsh/zshrc", "/etc/zsh/zlogin", "/etc/profile"]
        }
        "fish" => &["/etc/fish/config.fish", "/etc/fish/conf.d/zz.fish", "/etc/fish/conf.d/go.fish"],
        "tcsh" => &["/etc/csh.cshrc", "/etc/csh.login"],
        _ => &["/etc/profile", "/etc/profile.d/go.sh"],
    }
}

/// As Debian's `/etc/profile` reads `/etc/profile.d`.
const PROFILE_LOOP: &str = "if [ -d /etc/profile.d ]; then\n  for i in /etc/profile.d/*.sh; do\n    if [ -r $i ]; then\n      . $i\n    fi\n  done\n  unset i\nfi";

/// The case of a seed and a number. `system`: `/etc` may be written.
pub(crate) fn case(seed: u64, number: u64, shell: Shell, system: bool) -> Case {
    let mut random = Random::new(seed, number);
    let mode = mode(&mut random, shell);
    let open = random.chance(30);
    let names: Vec<&'static str> = (0..2 + random.below(3)).map(|_| *random.pick(NAMES)).collect();
    let mut environment = surroundings();
    special_variables(&mut random, shell, mode, &mut environment);
    for name in &names {
        if random.chance(20) {
            let value = random.pick(PLAIN);
            environment.insert((*name).to_owned(), (*value).to_owned());
        }
    }
    let mut paths: Vec<&'static str> =
        own_files(shell).iter().copied().filter(|_| random.chance(60)).collect();
    if system {
        paths.extend(system_files(shell).iter().filter(|_| random.chance(25)));
    }
    paths.extend(extra_files(&environment));
    paths.extend(surely_read(shell, mode).filter(|_| random.chance(70)));
    let sources: Vec<&'static str> = SOURCED.iter().copied().filter(|_| random.chance(45)).collect();
    let mut files = BTreeMap::new();
    for path in &paths {
        files.insert((*path).to_owned(), text(&mut random, shell, open, &names, &sources, path));
    }
    for (index, path) in sources.iter().enumerate() {
        let behind = sources.get(index + 1..).unwrap_or_default();
        files.insert((*path).to_owned(), text(&mut random, shell, open, &names, behind, path));
    }
    if shell.family == Family::Fish && random.chance(35) {
        let mut writer = writer(&mut random, shell, open, &names, &[]);
        let statements = vec![fish::universals(&mut writer)];
        files.insert("~/.config/fish/fish_variables".into(), Text { statements, ..Text::default() });
    }
    Case { number, shell, mode, environment, files, open }
}

/// Any mode; seldom one in which the shell reads nothing at all.
fn mode(random: &mut Random, shell: Shell) -> &'static str {
    let mode = *random.pick::<&str>(&MODES);
    let reads_nothing = mode == "non-interactive" && ["dash", "busybox", "ksh", "mksh"].contains(&shell.name);
    if reads_nothing && random.chance(90) { "login-interactive" } else { mode }
}

/// A file that the shell reads in that mode, whatever else there is.
fn surely_read(shell: Shell, mode: &str) -> Option<&'static str> {
    Some(match (shell.name, mode) {
        ("bash", "interactive") => "~/.bashrc",
        ("bash", "non-interactive") => return None,
        ("bash", _) => "~/.bash_profile",
        ("zsh", _) => "~/.zshenv",
        ("fish", _) => "~/.config/fish/config.fish",
        ("tcsh", _) => "~/.tcshrc",
        ("ksh", "interactive") => "~/.kshrc",
        ("mksh", "interactive") => "~/.mkshrc",
        (_, "login" | "login-interactive") => "~/.profile",
        _ => return None,
    })
}

fn surroundings() -> BTreeMap<String, String> {
    let pairs = [
        ("HOME", "~"),
        ("PWD", "~"),
        ("USER", "gopher"),
        ("LOGNAME", "gopher"),
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
        ("TERM", "dumb"),
        ("LANG", "C.UTF-8"),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Variables that lead the shell to other files.
fn special_variables(
    random: &mut Random,
    shell: Shell,
    mode: &str,
    environment: &mut BTreeMap<String, String>,
) {
    let mut put = |name: &str, value: &str| _ = environment.insert(name.into(), value.into());
    match shell.name {
        "bash" => {
            if random.chance(if mode == "non-interactive" { 85 } else { 20 }) {
                put("BASH_ENV", random.pick::<&str>(&["~/.bashenv", "$HOME/.bashenv", "${HOME}/.bashenv"]));
            }
            if random.chance(6) {
                put("SSH_CLIENT", "192.0.2.7 50022 22");
            }
            if random.chance(10) {
                put("ENV", "~/.shrc");
            }
        }
        "zsh" if random.chance(15) => put("ZDOTDIR", "~/.config/zsh"),
        "fish" if random.chance(10) => put("XDG_CONFIG_HOME", "~/xdg"),
        "dash" | "busybox" if random.chance(80) => {
            put("ENV", random.pick::<&str>(&["~/.shrc", "$HOME/.shrc"]))
        }
        "ksh" | "mksh" if random.chance(25) => put("ENV", "~/.shrc"),
        _ => {}
    }
}

/// The files that those lead to.
fn extra_files(environment: &BTreeMap<String, String>) -> Vec<&'static str> {
    let leads = [
        ("BASH_ENV", "~/.bashenv"),
        ("ENV", "~/.shrc"),
        ("ZDOTDIR", "~/.config/zsh/.zshenv"),
        ("ZDOTDIR", "~/.config/zsh/.zshrc"),
        ("XDG_CONFIG_HOME", "~/xdg/fish/config.fish"),
        ("XDG_CONFIG_HOME", "~/xdg/fish/conf.d/a.fish"),
    ];
    leads.into_iter().filter(|(name, _)| environment.contains_key(*name)).map(|(_, path)| path).collect()
}

fn writer<'a>(
    random: &'a mut Random,
    shell: Shell,
    open: bool,
    names: &'a [&'static str],
    sources: &'a [&'static str],
) -> Writer<'a> {
    Writer { random, shell, open, names, sources, globs: false, depth: 0, functions: 0 }
}

fn text(
    random: &mut Random,
    shell: Shell,
    open: bool,
    names: &[&'static str],
    sources: &[&'static str],
    path: &str,
) -> Text {
    let mark = random.chance(1);
    let carriage_returns = random.chance(2);
    let count = 1 + random.below(6);
    let writer = &mut writer(random, shell, open, names, sources);
    writer.globs = SOURCED.iter().position(|name| *name == path).is_none_or(|index| index < FIRST_OF_FOLDER);
    let statement = match shell.family {
        Family::Bourne => bourne::statement,
        Family::Fish => fish::statement,
        Family::Csh => csh::statement,
    };
    let mut statements: Vec<String> = (0..count).map(|_| statement(writer)).collect();
    if path == "/etc/profile" {
        statements.push(PROFILE_LOOP.into());
    }
    Text { mark, carriage_returns, statements }
}
