//! GOFLAGS: flags for every go command.
//!
//! Mirrors `cmd/go/internal/base.InitGOFLAGS`.

use super::error::GoError;
use super::quote::quote;
use super::tables::behaviours::Behaviour;
use super::tables::flags::is_known;
use super::version::GoVersion;

/// The flags in GOFLAGS that change which modules are looked up and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct GoFlags {
    /// `-mod=VALUE`.
    pub module_mode: Option<String>,
    /// `-modfile=VALUE`.
    pub module_file: Option<String>,
}

impl GoFlags {
    /// Reads a GOFLAGS value.
    ///
    /// # Errors
    /// What every command but `go env` and `go bug` ends with.
    pub(crate) fn parse(value: &str, version: GoVersion) -> Result<Self, GoError> {
        let mut flags = Self::default();
        for field in fields(value, version)? {
            let name = flag_name(field).ok_or_else(|| parsing(&format!("non-flag {}", quote(field))))?;
            if !is_known(name, version) {
                return Err(parsing(&format!("unknown flag -{name}")));
            }
            let value = field.split_once('=').map(|(_, value)| value.to_owned());
            match name {
                "mod" => flags.module_mode = value,
                "modfile" => flags.module_file = value,
                _ => {}
            }
        }
        Ok(flags)
    }

    /// Checks the values of the flags that `go mod download` has itself; it passes over all others.
    /// Mirrors `cmd/go/internal/base.SetFromGOFLAGS`.
    ///
    /// # Errors
    /// The go command's own words, with its usage line.
    pub(crate) fn check_for_download(&self, value: &str, version: GoVersion) -> Result<(), GoError> {
        for field in fields(value, version)? {
            let (flag, value) = field.split_once('=').map_or((field, None), |(f, v)| (f, Some(v)));
            let flag = if flag.starts_with("--") { flag.get(1..).unwrap_or(flag) } else { flag };
            let text = match (flag, value) {
                ("-x" | "-json" | "-modcacherw", Some(value)) if !is_boolean(value) => {
                    format!(
                        "invalid boolean value {} for flag {flag} (from $GOFLAGS): parse error",
                        quote(value)
                    )
                }
                ("-modfile" | "-overlay" | "-reuse" | "-C", None) => {
                    format!("flag needs an argument: {flag} (from $GOFLAGS)")
                }
                ("-C", Some(value)) => format!(
                    "invalid value {} for flag -C (from $GOFLAGS): -C flag must be first flag on command line",
                    quote(value)
                ),
                _ => continue,
            };
            return Err(GoError::new(format!("{text}\n{DOWNLOAD_USAGE}")));
        }
        Ok(())
    }
}

/// What `go mod download` adds to a wrong flag.
const DOWNLOAD_USAGE: &str = "usage: go mod download [-x] [-json] [-reuse=old.json] [modules]\nRun 'go help mod download' for details.";

/// Mirrors `strconv.ParseBool`.
fn is_boolean(value: &str) -> bool {
    matches!(
        value,
        "1" | "t" | "T" | "TRUE" | "true" | "True" | "0" | "f" | "F" | "FALSE" | "false" | "False"
    )
}

/// What go says before a defect of the value as a whole.
fn parsing(what: &str) -> GoError {
    GoError::new(format!("parsing $GOFLAGS: {what}"))
}

/// The name in `-name`, `--name`, `-name=value`; `None` when that is no flag.
fn flag_name(field: &str) -> Option<&str> {
    let name = field.strip_prefix('-')?;
    let name = name.strip_prefix('-').unwrap_or(name);
    let name = name.split('=').next().unwrap_or(name);
    (!name.is_empty() && !name.starts_with('-')).then_some(name)
}

/// Cuts the value at white space; from Go 1.20 on a field may be quoted as a whole.
/// Mirrors `cmd/internal/quoted.Split`.
fn fields(value: &str, version: GoVersion) -> Result<Vec<&str>, GoError> {
    if !version.has(Behaviour::QuotedGoflags) {
        return Ok(value.split_whitespace().collect());
    }
    let mut fields = vec![];
    let mut rest = value.trim_start_matches(is_space);
    while let Some(first) = rest.chars().next() {
        let (field, after) = match rest.strip_prefix(['"', '\'']) {
            Some(quoted) => {
                quoted.split_once(first).ok_or_else(|| parsing(&format!("unterminated {first} string")))?
            }
            None => rest.split_at(rest.find(is_space).unwrap_or(rest.len())),
        };
        fields.push(field);
        rest = after.trim_start_matches(is_space);
    }
    Ok(fields)
}

/// What `cmd/internal/quoted.Split` takes for white space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    #[test]
    fn flags_that_matter_are_read() {
        let flags = GoFlags::parse("-mod=mod --modfile=alt.mod '-tags=a b' -insecure", NEW).unwrap();
        assert_eq!(flags.module_mode.as_deref(), Some("mod"));
        assert_eq!(flags.module_file.as_deref(), Some("alt.mod"));
    }

    #[test]
    fn defects_in_go_words() {
        for (value, words) in [
            ("-foo", "parsing $GOFLAGS: unknown flag -foo"),
            ("x", "parsing $GOFLAGS: non-flag \"x\""),
            ("\"-mod=mod", "parsing $GOFLAGS: unterminated \" string"),
            ("---x", "parsing $GOFLAGS: non-flag \"---x\""),
        ] {
            assert_eq!(GoFlags::parse(value, NEW).unwrap_err().text(), words, "{value}");
        }
    }

    #[test]
    fn quotes_are_text_before_1_20() {
        let error = GoFlags::parse("'-tags=a b'", GoVersion::new(1, 19, 8)).unwrap_err();
        assert_eq!(error.text(), "parsing $GOFLAGS: non-flag \"'-tags=a\"");
    }

    #[test]
    fn modcacherw_known_from_1_14() {
        assert!(GoFlags::parse("-modcacherw", GoVersion::new(1, 13, 10)).is_err());
        assert!(GoFlags::parse("-modcacherw", GoVersion::new(1, 14, 6)).is_ok());
    }

    #[test]
    fn values_of_download_flags_are_checked_and_those_of_others_passed_over() {
        let checked = |value: &str| GoFlags::default().check_for_download(value, NEW);
        assert_eq!(checked("-mod=bad -v=maybe -x=1"), Ok(()));
        let error = checked("-x=maybe").unwrap_err();
        assert!(error.text().starts_with(
            "invalid boolean value \"maybe\" for flag -x (from $GOFLAGS): parse error\nusage: "
        ));
        assert!(
            checked("-modfile")
                .unwrap_err()
                .text()
                .starts_with("flag needs an argument: -modfile (from $GOFLAGS)\n")
        );
    }
}
