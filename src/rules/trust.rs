//! Which settings make go trust more than its defaults do. No fix may lead to one.

/// Words that the go command never reads but that people write for `off`.
const SPELLINGS_OF_OFF: &[&str] = &["off", "false", "0", "no", "none"];

/// Whether setting `variable` to `value` would take away verification or privacy checks on purpose:
/// `GOSUMDB=off`, any GOINSECURE, a pattern for everything, `-insecure`, a GOVCS that allows all.
pub fn widens_trust(variable: &str, value: &str) -> bool {
    let value = value.trim();
    match variable {
        "GOSUMDB" => SPELLINGS_OF_OFF.iter().any(|word| value.eq_ignore_ascii_case(word)),
        "GOINSECURE" => !value.is_empty(),
        "GOPRIVATE" | "GONOPROXY" | "GONOSUMDB" => value.split(',').any(matches_everything),
        "GOFLAGS" => value.contains("-insecure"),
        "GOVCS" => value.split(',').any(|rule| rule.trim().ends_with(":all")),
        _ => false,
    }
}

/// Whether a pattern matches (nearly) every module path: wildcards with no name in them.
pub(super) fn matches_everything(pattern: &str) -> bool {
    let pattern = pattern.trim();
    !pattern.is_empty() && pattern.chars().all(|c| matches!(c, '*' | '?' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_widened_by_few_settings() {
        for (variable, value) in [
            ("GOSUMDB", "off"),
            ("GOSUMDB", " OFF "),
            ("GOPRIVATE", "corp.example.com,*"),
            ("GONOSUMDB", "*.*"),
            ("GOINSECURE", "corp.example.com"),
            ("GOFLAGS", "-insecure"),
            ("GOVCS", "*:all"),
        ] {
            assert!(widens_trust(variable, value), "{variable}={value}");
        }
        for (variable, value) in
            [("GOSUMDB", "sum.golang.org"), ("GOPRIVATE", "*.corp.example.com"), ("GOPROXY", "off")]
        {
            assert!(!widens_trust(variable, value), "{variable}={value}");
        }
    }
}
