//! Version control: credentials, keys, missing programs, refused systems.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts::{self, Reach};
use super::super::weigh::{Source, Weigh};
use super::super::wording::{Share, Wording, alone, hint, mostly, possible, shared};
use crate::go::tables::failures::FailureClass;

/// What git says when nobody gave it a user name.
const NO_USER: &[Wording] = &[
    shared("could not read Username for"),
    shared("exit status 128 … terminal prompts disabled"),
    shared("could not read Username"),
    possible("git ls-remote -q … exit status 128"),
    possible("git fetch -f … exit status 128"),
    possible("git clone … exit status 128"),
    hint("terminal prompts disabled"),
];

const AVOID: &[&str] = &[
    "a token in a Dockerfile's ENV or ARG, or in GOPROXY: it stays in layers, logs and `go env`",
    "GIT_TERMINAL_PROMPT=1 in a build: it waits for input that never comes",
];

/// The first host in the text, or that of the module.
fn host(case: &Case<'_>) -> Option<String> {
    let named = case.facts.urls.iter().map(|url| url.host_name().to_owned()).find(|host| !host.is_empty());
    named.or_else(|| case.module().map(|path| hosts::host_of(&path).to_owned()))
}

fn credentials(case: &Case<'_>) -> Fix {
    let host = host(case).unwrap_or_else(|| "HOST".to_owned());
    let netrc = if case.known.is_windows() { "%USERPROFILE%\\_netrc" } else { "~/.netrc" };
    Fix::say(format!(
        "Give git credentials where go runs (same user, same container, same process): an entry for {host} \
         with login and password in {netrc}, or ssh in place of https; and name the prefix as private."
    ))
    .run(format!("git config --global url.\"ssh://git@{host}/\".insteadOf \"https://{host}/\""))
    .run(case.known.set("GOPRIVATE", &case.extended("GOPRIVATE")))
}

/// Whether git said something more telling than that nobody gave it a user name.
fn says_more(case: &Case<'_>) -> bool {
    case.says(&[
        "Permission denied",
        "Host key verification failed",
        "unable to access",
        "Repository not found",
        "could not be found",
        "does not exist",
        "unknown revision",
        "not found",
        "could not read Password",
        "Authentication failed",
        "dubious ownership",
        "executable file",
    ])
}

pub(super) const MISSING: Class = Class {
    id: FailureClass::GitCredentialsMissing,
    trigger: Trigger::Wordings(&[
        NO_USER,
        &[
            alone("could not read Password for"),
            mostly("fatal: Authentication failed for"),
            mostly("HTTP Basic: Access denied"),
            mostly("Invalid username or password"),
            mostly("Support for password authentication was removed"),
            mostly("Username for 'https://"),
        ],
    ]),
    weigh: |case, weigh| {
        let is_plain = case.says(&["could not read Username", "terminal prompts disabled"]);
        if !is_plain && weigh.words() <= Some(Share::Possible) && says_more(case) {
            return weigh.rule_out();
        }
        if case.anywhere(&["Repository not found"]) && weigh.words() < Some(Share::Mostly) {
            weigh.speaks_against(
                Source::Log,
                "with a login, the same host says that there is no such repository",
            );
        }
        let module = case.module().unwrap_or_default();
        match host(case).map(|host| (hosts::reach(&host), host)) {
            Some((Reach::Private | Reach::Unknown, host)) => {
                weigh.supports(Source::Log, format!("{host} is not a public service"))
            }
            Some((_, host)) if host == "gitlab.com" || host == "bitbucket.org" || host == "dev.azure.com" => {
                weigh.supports(Source::Log, format!("{host} mostly holds private repositories"));
            }
            _ => {}
        }
        if let Some(pattern) = case.known.noproxy_pattern(&module).filter(|_| !module.is_empty()) {
            weigh.supports(
                Source::Both,
                format!("GOPRIVATE or GONOPROXY ({pattern}) says that {module} is private"),
            );
        } else if case.known.value("GOPRIVATE").is_some_and(|value| !value.is_empty()) && module.is_empty() {
            weigh.supports(Source::Settings, "GOPRIVATE is set: private modules are in use");
        }
        if (case.is_ci() || case.is_container()) && is_plain {
            weigh.supports(
                Source::Log,
                "go ran in a container or on a build service, which has no credentials of its own",
            );
        }
    },
    ask: ask(
        "Does the repository exist, and may this user read it? For an unknown path github.com asks for \
         a login too, and says the same.",
        "GIT_TERMINAL_PROMPT=0 git ls-remote https://HOST/PATH",
    ),
    fix: credentials,
    avoid: AVOID,
};

pub(super) const REPOSITORY_GONE: Class = Class {
    id: FailureClass::GitCredentialsMisleadingRepoGone,
    trigger: Trigger::Wordings(&[
        NO_USER,
        &[shared("remote: Repository not found"), possible("fatal: repository 'https://github.com/")],
    ]),
    weigh: weigh_gone,
    ask: ask(
        "Does the page of the repository open in a browser without a login? If not, look for a typo, a \
         new name, or a fork's README that names the wrong owner.",
        "curl -sS -o /dev/null -w '%{http_code}\\n' https://github.com/OWNER/REPOSITORY",
    ),
    fix: |case| {
        let module = case.module().unwrap_or_else(|| "MODULE".to_owned());
        Fix::say(
            "Use the path that exists, or a version of the dependency that no longer needs this \
            module.",
        )
        .run(format!("go mod why -m {module}"))
        .run(format!(
            "GOPROXY=https://proxy.golang.org go list -m -versions {module}   # the public \
                proxy may still have it"
        ))
    },
    avoid: &["collecting tokens for a repository that nobody can read"],
};

fn weigh_gone(case: &Case<'_>, weigh: &mut Weigh) {
    const NOT_FOUND: &[&str] = &["Repository not found", "fatal: repository 'https://github.com/"];
    const PLAIN: &[&str] = &["could not read Username", "terminal prompts disabled"];
    if !case.says(NOT_FOUND) && !case.says(PLAIN) && says_more(case) {
        return weigh.rule_out();
    }
    let (not_found, is_plain) = (case.anywhere(NOT_FOUND), case.anywhere(PLAIN));
    let host = host(case).unwrap_or_default();
    if !matches!(host.as_str(), "github.com" | "") {
        return weigh.rule_out();
    }
    if not_found && is_plain {
        weigh.supports(Source::Log, "with a login, the host says that there is no such repository");
        weigh.supports(
            Source::Log,
            "without one it asks for a login, as github.com does for every unknown path",
        );
    } else if !not_found {
        weigh.share(Share::Possible);
    }
    if not_found && case.is_ci() {
        weigh.share(Share::Possible);
    }
    let module = case.module().unwrap_or_default();
    if !module.is_empty() && case.known.noproxy_pattern(&module).is_some() {
        weigh.speaks_against(Source::Settings, "the settings say that the module is private");
    } else if case.known.is("GOPRIVATE", "") && case.known.value("GONOPROXY").is_none_or(str::is_empty) {
        weigh.supports(Source::Settings, "GOPRIVATE is empty: nothing private is expected");
    }
    if case.says(&["requires"]) && case.facts.modules.len() > 1 {
        weigh.supports(Source::Log, "the module is asked for by another public module");
    }
}

pub(super) const CI_TOKEN: Class = Class {
    id: FailureClass::CiTokenLacksRepoAccess,
    trigger: Trigger::Wordings(&[&[
        shared("remote: Repository not found"),
        mostly("The requested URL returned error: 403"),
        mostly("Write access to repository not granted"),
        mostly("remote: Permission to … denied"),
        mostly("Resource not accessible by integration"),
        mostly("You are not allowed to download code from this project"),
        mostly("SAML SSO"),
        hint("actions/checkout … persist-credentials"),
        hint("extraheader"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["The requested URL returned error"]) && !case.says(&["fatal", "git"]) {
            return weigh.rule_out();
        }
        if case.is_ci() {
            weigh.supports(
                Source::Log,
                "go ran on a build service, whose token covers one repository \
                only",
            );
        }
        if case.says(&["x-access-token", "gitlab-ci-token", "***@", "oauth2"]) {
            weigh.supports(Source::Log, "the address has a token in it");
        }
        if case.says(&["could not read Username"]) {
            weigh.speaks_against(Source::Log, "at another time git had no credentials at all");
        }
    },
    ask: ask(
        "Which credentials does git use for that host? In hosted workflows the checkout step leaves a \
         header behind that wins over your own token.",
        "git config --show-origin --get-regexp 'http\\..*extraheader|url\\..*insteadof'",
    ),
    fix: |case| {
        let _ = case;
        Fix::say(
            "Give the job a token that may read the other repository, and remove the checkout step's header \
             (persist-credentials: false).",
        )
        .run(
            "git config --global url.\"https://x-access-token:${TOKEN}@github.com/\".insteadOf \
                \"https://github.com/\"",
        )
        .run("git config --unset-all http.https://github.com/.extraheader")
    },
    avoid: AVOID,
};

pub(super) const SSH: Class = Class {
    id: FailureClass::SshAuth,
    trigger: Trigger::Wordings(&[&[
        alone("Permission denied (publickey"),
        alone("Host key verification failed"),
        mostly("fatal: Could not read from remote repository"),
        mostly("Please make sure you have the correct access rights"),
        mostly("No ED25519 host key is known"),
        mostly("Load key … invalid format"),
        mostly("error in libcrypto"),
        mostly("ssh_askpass"),
    ]]),
    weigh: |case, weigh| {
        if case.says(&["Permission denied (publickey", "Host key verification failed"])
            && case.says(&["Could not read from remote repository"])
        {
            weigh.supports(Source::Log, "git could not read over ssh");
        }
        if case.says(&["connect to host"]) {
            weigh.speaks_against(Source::Log, "ssh did not even reach the host");
        }
    },
    ask: ask("Does ssh work in the same context (user, container, step)?", "ssh -T git@HOST"),
    fix: |case| {
        let host = host(case).unwrap_or_else(|| "github.com".to_owned());
        Fix::say("Give the context that runs go a key (ssh-agent, BuildKit's --ssh) and the host's key.")
            .run(format!(
                "ssh-keyscan {host} >> ~/.ssh/known_hosts   # compare with the published fingerprints"
            ))
            .run("docker build --ssh default .")
    },
    avoid: &[
        "StrictHostKeyChecking=no: anyone can then pose as the server",
        "copying a private key into an image",
    ],
};

pub(super) const INSTEAD_OF: Class = Class {
    id: FailureClass::GitInsteadofNotMatched,
    trigger: Trigger::Wordings(&[NO_USER, &[hint("insteadof")]]),
    weigh: |case, weigh| {
        if !case.log_has("insteadof") {
            return weigh.rule_out();
        }
        if weigh.words() != Some(Share::Hint) {
            weigh.supports(
                Source::Log,
                "an insteadOf rule is there, and git still asks for a user name over https",
            );
        }
    },
    ask: ask(
        "Does the rule's address begin exactly like https://HOST/ (go asks without .git at the end)?",
        "git config --show-origin --get-regexp 'url\\..*insteadof'",
    ),
    fix: |case| {
        let host = host(case).unwrap_or_else(|| "github.com".to_owned());
        Fix::say("Write the rule for the host, with a slash and nothing after it.")
            .run(format!("git config --global url.\"ssh://git@{host}/\".insteadOf \"https://{host}/\""))
    },
    avoid: AVOID,
};
