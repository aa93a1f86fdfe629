//! GOVCS: which version control systems may be used for which repositories.
//!
//! Mirrors `cmd/go/internal/vcs.parseGOVCS`, `govcsConfig.allow` and `checkGOVCS` (Go 1.16 and later).

use super::error::GoError;
use super::pattern_list::PatternList;
use super::quote::quote;
use super::version::GoVersion;

/// One `pattern:vcs|vcs` rule.
#[derive(Debug, Clone)]
struct Rule {
    pattern: String,
    matcher: PatternList,
    allowed: Vec<String>,
}

/// GOVCS, parsed, with go's default rules after it.
#[derive(Debug, Clone)]
pub(crate) struct Govcs {
    rules: Vec<Rule>,
    version: GoVersion,
}

impl Govcs {
    /// Parses a GOVCS value.
    ///
    /// # Errors
    /// The go command's own words for the first malformed entry.
    pub(crate) fn parse(value: &str, version: GoVersion) -> Result<Self, GoError> {
        let mut govcs = Self { rules: vec![], version };
        let mut seen: Vec<(String, String)> = vec![];
        let value = value.trim();
        for item in value.split(',').filter(|_| !value.is_empty()) {
            let item = item.trim();
            let (pattern, list) = split_rule(item)?;
            if let Some((_, earlier)) = seen.iter().find(|(p, _)| p == pattern) {
                let text = format!("unreachable pattern in GOVCS: {} after {}", quote(item), quote(earlier));
                return Err(GoError::new(text));
            }
            seen.push((pattern.to_owned(), item.to_owned()));
            let allowed: Vec<String> = list.split('|').map(|name| name.trim().to_owned()).collect();
            if allowed.iter().any(String::is_empty) {
                return Err(GoError::new(format!("empty VCS name in GOVCS: {}", quote(item))));
            }
            govcs.push(pattern, allowed);
        }
        govcs.push("private", vec!["all".into()]);
        govcs.push("public", vec!["git".into(), "hg".into()]);
        Ok(govcs)
    }

    fn push(&mut self, pattern: &str, allowed: Vec<String>) {
        let matcher = PatternList::parse(pattern, self.version);
        self.rules.push(Rule { pattern: pattern.to_owned(), matcher, allowed });
    }

    /// Whether `vcs` may be used for the repository at `root`; `private` says whether GOPRIVATE
    /// matches it. The first rule that matches decides.
    pub(crate) fn allows(&self, root: &str, private: bool, vcs: &str) -> bool {
        let matches = |rule: &&Rule| match rule.pattern.as_str() {
            "private" => private,
            "public" => !private,
            _ => rule.matcher.matches(root),
        };
        let decides = self.rules.iter().find(matches);
        decides.is_some_and(|rule| rule.allowed.iter().any(|name| name == vcs || name == "all"))
    }
}

fn split_rule(item: &str) -> Result<(&str, &str), GoError> {
    if item.is_empty() {
        return Err(GoError::new("empty entry in GOVCS"));
    }
    let missing_colon = || GoError::new(format!("malformed entry in GOVCS (missing colon): {}", quote(item)));
    let (pattern, list) = item.split_once(':').ok_or_else(missing_colon)?;
    let (pattern, list) = (pattern.trim(), list.trim());
    if pattern.is_empty() {
        return Err(GoError::new(format!("empty pattern in GOVCS: {}", quote(item))));
    }
    if list.is_empty() {
        return Err(GoError::new(format!("empty VCS list in GOVCS: {}", quote(item))));
    }
    if is_relative(pattern) {
        return Err(GoError::new(format!("relative pattern not allowed in GOVCS: {}", quote(pattern))));
    }
    Ok((pattern, list))
}

/// Mirrors `cmd/go/internal/search.IsRelativePath`.
fn is_relative(pattern: &str) -> bool {
    pattern.starts_with("./") || pattern.starts_with("../") || pattern == "." || pattern == ".."
}

/// The error of a repository that GOVCS does not allow.
pub(crate) fn disallowed(vcs: &str, private: bool, root: &str) -> GoError {
    let what = if private { "private" } else { "public" };
    GoError::new(format!("GOVCS disallows using {vcs} for {what} {root}; see 'go help vcs'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    #[test]
    fn default_rules_allow_git_and_hg_in_public_and_all_in_private() {
        let govcs = Govcs::parse("", NEW).unwrap();
        assert!(govcs.allows("github.com/a/b", false, "git"));
        assert!(!govcs.allows("corp.example.com/a", false, "svn"));
        assert!(govcs.allows("corp.example.com/a", true, "svn"));
    }

    #[test]
    fn first_matching_rule_decides() {
        let govcs = Govcs::parse("github.com:git, *:off", NEW).unwrap();
        assert!(govcs.allows("github.com/a/b", false, "git"));
        assert!(!govcs.allows("gitlab.com/a/b", true, "git"));
    }

    #[test]
    fn malformed_entries_in_go_words() {
        for (value, words) in [
            ("foo", "malformed entry in GOVCS (missing colon): \"foo\""),
            ("a:git,", "empty entry in GOVCS"),
            ("a:", "empty VCS list in GOVCS: \"a:\""),
            (":git", "empty pattern in GOVCS: \":git\""),
            ("./x:git", "relative pattern not allowed in GOVCS: \"./x\""),
            ("*:off,*:git", "unreachable pattern in GOVCS: \"*:git\" after \"*:off\""),
            ("a:git||hg", "empty VCS name in GOVCS: \"a:git||hg\""),
        ] {
            assert_eq!(Govcs::parse(value, NEW).unwrap_err().text(), words, "{value}");
        }
    }
}
