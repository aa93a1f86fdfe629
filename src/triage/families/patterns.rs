//! Patterns of GOPRIVATE and its relatives that do not match what they were meant for.

use super::super::case::Case;
use super::super::class::{Class, Trigger, ask};
use super::super::fix::Fix;
use super::super::hosts;
use super::super::weigh::{Source, Weigh};
use super::super::wording::Share;
use crate::go::tables::failures::FailureClass;

pub(super) const MISMATCH: Class = Class {
    id: FailureClass::GoprivatePatternMismatch,
    trigger: Trigger::Settings,
    weigh: weigh_mismatch,
    ask: ask(
        "Does any pattern match? Patterns are prefixes of module paths: no scheme, no leading dot, \
         letters as in the path.",
        "goenv-doctor explain MODULE",
    ),
    fix: |case| {
        let module = case.module().unwrap_or_else(|| "HOST".to_owned());
        let prefix = hosts::owner_prefix(&module);
        Fix::say("Write the prefix of the module path as it stands in the error.")
            .run(case.known.set("GOPRIVATE", &prefix))
    },
    avoid: &["GOPRIVATE=*: it keeps public modules from proxy and database too"],
};

fn weigh_mismatch(case: &Case<'_>, weigh: &mut Weigh) {
    let Some(module) = case.module() else { return };
    let is_asked = case.says(&["/lookup/", "/@v/", "/sumdb/", "/@latest"]) && case.says(&[": 410", ": 404"]);
    let is_known = case.known.is_listing || case.known.value("GOPRIVATE").is_some();
    let is_private = case.says(&["/lookup/"])
        || case.server_says(&["could not read Username", "terminal prompts disabled"]);
    if !is_known && is_private && is_asked && hosts::reach(hosts::host_of(&module)) != hosts::Reach::Public {
        weigh.share(Share::Hint);
        weigh.explains(
            Source::Log,
            "if GOPRIVATE was meant to cover the module, its pattern does not \
            match",
        );
    }
    for name in ["GOPRIVATE", "GONOSUMDB", "GONOPROXY"] {
        let Some(value) = case.known.value(name).filter(|value| !value.is_empty()) else { continue };
        let matched = match name {
            "GONOPROXY" => case.known.noproxy_pattern(&module),
            _ => case.known.nosumdb_pattern(&module),
        };
        if matched.is_some() {
            continue;
        }
        if let Some((pattern, why)) =
            value.split(',').find_map(|item| Some((item, near_miss(item, &module)?)))
        {
            weigh.share(if is_asked { Share::Mostly } else { Share::Shared });
            let shown = crate::source::mask::mask(pattern);
            weigh.supports(
                Source::Both,
                format!("{name} has {shown:?}, which was meant for {module} and does not match it: {why}"),
            );
            if is_asked {
                weigh.supports(Source::Log, "public servers were asked for the module");
            }
            return;
        }
    }
}

/// Why a pattern that names the module's host does not match the module; `None`: it was not meant for it.
fn near_miss(pattern: &str, module: &str) -> Option<&'static str> {
    let host = hosts::host_of(module).to_ascii_lowercase();
    let lower = pattern.to_ascii_lowercase();
    let plain = lower.trim().trim_matches(['"', '\'']);
    let rest = plain.split_once("://").map_or(plain, |(_, rest)| rest);
    let rest = rest.rsplit('@').next().unwrap_or(rest).trim_start_matches(['.', '*']).trim_start_matches('.');
    let named = rest.split(['/', ':']).next().unwrap_or(rest);
    if named.is_empty() || !(host == named || host.ends_with(&format!(".{named}"))) {
        return None;
    }
    let path = rest.strip_prefix(named).unwrap_or("");
    let path = path.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    let path = path.trim_matches('/').trim_end_matches(".git").to_owned();
    let module_path = module.to_ascii_lowercase();
    let module_path = module_path.strip_prefix(&host).unwrap_or("").trim_start_matches('/').to_owned();
    if !path.is_empty() && !path.contains('*') && !module_path.starts_with(&path) {
        return None;
    }
    Some(match () {
        () if plain.contains("://") => "it has a scheme, and patterns are prefixes of module paths",
        () if plain.starts_with("git@") => {
            "it is an ssh address, and patterns are prefixes of module \
            paths"
        }
        () if pattern.trim() != pattern => "it has a blank in it, which counts",
        () if pattern.contains(['"', '\'']) => "it contains quotes, which count as part of it",
        () if plain.starts_with("*.") && host == named => "`*.` requires one more name before it",
        () if plain.starts_with('.') => "it begins with a dot; `*.` would stand for one name",
        () if plain.contains(':') => "it has a port, and module paths have none",
        () if plain.ends_with('/') => "its slash at the end counted before Go 1.18",
        () if host != named => "it names another host",
        () if plain.ends_with(".git") => "it ends in .git, and the module path does not",
        () if lower != pattern || module.to_ascii_lowercase() != module => "upper and lower case differ",
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_and_their_reasons() {
        for (pattern, module, part) in [
            ("https://git.acme.com", "git.acme.com/team/lib", "scheme"),
            ("*.acme.com", "acme.com/lib", "one more name"),
            (".gitlab.acme.com", "gitlab.acme.com/a/b", "dot"),
            (" git.acme.com", "git.acme.com/a", "blank"),
            ("git.acme.com:8443", "git.acme.com/a", "port"),
            ("github.com/Acme", "github.com/acme/lib", "case"),
            ("acme.com", "git.acme.com/lib", "another host"),
            ("git.acme.com/", "git.acme.com/lib", "slash"),
        ] {
            assert!(near_miss(pattern, module).is_some_and(|why| why.contains(part)), "{pattern} {module}");
        }
        for (pattern, module) in
            [("github.com/other", "github.com/acme/lib"), ("corp.example", "git.acme.com/lib"), ("", "a.b/c")]
        {
            assert_eq!(near_miss(pattern, module), None, "{pattern} {module}");
        }
    }
}
