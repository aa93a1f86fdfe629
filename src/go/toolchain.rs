//! GOTOOLCHAIN: which toolchain runs, decided before anything else (Go 1.21 and later).
//!
//! Mirrors `cmd/go/internal/toolchain.Select` and `cmd/go/internal/gover`.

use super::config::Platform;
use super::error::GoError;
use super::quote::quote;
use super::tables::behaviours::Behaviour;
use super::version::GoVersion;

/// The module that toolchains are downloaded as.
pub const TOOLCHAIN_MODULE: &str = "golang.org/toolchain";

/// The lines of go.mod or go.work that ask for a toolchain, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoLines {
    /// The file's name as go shows it, `go.mod`.
    pub file: String,
    /// The `go` line.
    pub go: Option<String>,
    /// The `toolchain` line.
    pub toolchain: Option<String>,
}

/// What selection comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// The toolchain that was started goes on.
    Local,
    /// Another one is wanted.
    Switch {
        /// Its name, `go1.99.0`.
        name: String,
        /// It may only come from PATH, not from a download.
        path_only: bool,
    },
}

/// Chooses the toolchain.
///
/// # Errors
/// The go command's own words for a GOTOOLCHAIN or a toolchain line that it refuses.
pub fn select(gotoolchain: &str, lines: Option<&GoLines>, local: GoVersion) -> Result<Selection, GoError> {
    if gotoolchain.is_empty() || !local.has(Behaviour::ToolchainSwitching) {
        return Ok(Selection::Local);
    }
    let (mut name, mut version, mode) = minimum(gotoolchain, local)?;
    if let (Some(lines), "auto" | "path") = (lines, mode) {
        raise(&mut name, &mut version, lines)?;
    }
    if name == "local" || name == format!("go{local}") {
        return Ok(Selection::Local);
    }
    if !name.starts_with("go1") && !name.contains("-go1") {
        return Err(GoError::new(format!("invalid GOTOOLCHAIN {}", quote(&name))));
    }
    let path_only = gotoolchain == "path" || gotoolchain.ends_with("+path");
    Ok(Selection::Switch { name, path_only })
}

/// Reads GOTOOLCHAIN: the least toolchain, its version, and whether go.mod may raise it.
fn minimum(gotoolchain: &str, local: GoVersion) -> Result<(String, GoVersion, &str), GoError> {
    if gotoolchain == "auto" || gotoolchain == "path" {
        return Ok(("local".into(), local, gotoolchain));
    }
    let (name, suffix) = gotoolchain.split_once('+').map_or((gotoolchain, None), |(n, s)| (n, Some(s)));
    let version = match (name, version_of(name)) {
        ("local", _) => local,
        (_, Some(version)) => version,
        (_, None) => return Err(invalid_minimum(gotoolchain, name, suffix.is_some())),
    };
    match suffix {
        None | Some("auto" | "path") => Ok((name.to_owned(), version, suffix.unwrap_or(""))),
        Some(_) => {
            let text = format!(
                "invalid GOTOOLCHAIN {}: only version suffixes are +auto and +path",
                quote(gotoolchain)
            );
            Err(GoError::new(text))
        }
    }
}

fn invalid_minimum(gotoolchain: &str, name: &str, plus: bool) -> GoError {
    let mut text = format!("invalid GOTOOLCHAIN {}", quote(gotoolchain));
    if plus {
        text = format!("{text}: invalid minimum toolchain {}", quote(name));
    }
    GoError::new(text)
}

/// Lets the toolchain and go lines raise the choice.
fn raise(name: &mut String, version: &mut GoVersion, lines: &GoLines) -> Result<(), GoError> {
    let toolchain = lines.toolchain.as_deref().unwrap_or("");
    if toolchain == "default" {
        return Ok(());
    }
    if !toolchain.is_empty() {
        let wanted =
            version_of(toolchain).filter(|_| toolchain.starts_with("go") || toolchain.contains("-go"));
        let refused = || GoError::new(format!("invalid toolchain {} in {}", quote(toolchain), lines.file));
        let wanted = wanted.ok_or_else(refused)?;
        if wanted > *version {
            (*name, *version) = (toolchain.to_owned(), wanted);
        }
    }
    if let Some(wanted) = lines.go.as_deref().and_then(GoVersion::parse).filter(|wanted| *wanted > *version) {
        let patch = if wanted.is_language() { ".0" } else { "" };
        (*name, *version) = (format!("go{wanted}{patch}"), wanted);
    }
    Ok(())
}

/// The version in a toolchain's name, `go1.21.3` or `go1.21.3-suffix`. Mirrors `gover.FromToolchain`.
pub fn version_of(name: &str) -> Option<GoVersion> {
    if name.contains(['/', '\\']) {
        return None;
    }
    let rest = name.strip_prefix("go")?;
    let plain = rest.split([' ', '\t', '-']).next().unwrap_or(rest);
    GoVersion::parse(plain).filter(|version| version.to_string() == plain || plain == format!("{version}.0"))
}

/// The version of the toolchain module that holds a toolchain for a platform.
pub fn module_version(name: &str, platform: &Platform) -> String {
    format!("v0.0.1-{name}.{}-{}", platform.goos, platform.goarch)
}

/// The error of a download that failed.
pub(crate) fn download_failed(name: &str, error: &GoError, platform: &Platform) -> GoError {
    if !error.is_not_exist() {
        return GoError::new(format!("download {name}: {}", error.text()));
    }
    let language = version_of(name).is_some_and(GoVersion::is_language);
    if language {
        let text =
            format!("invalid toolchain: {name} is a language version but not a toolchain version ({name}.x)");
        return GoError::new(text);
    }
    let Platform { goos, goarch, .. } = platform;
    GoError::new(format!("download {name} for {goos}/{goarch}: toolchain not available"))
}

/// The error of a main module (or workspace) that wants a newer Go than the one that runs.
/// Mirrors `gover.TooNewError`.
pub(crate) fn too_new(lines: &GoLines, gotoolchain: &str, local: GoVersion) -> Option<GoError> {
    let wanted = lines.go.as_deref()?;
    if !local.has(Behaviour::ToolchainSwitching) || GoVersion::parse(wanted)? <= local {
        return None;
    }
    let mut why = String::new();
    if !gotoolchain.is_empty() && gotoolchain != "auto" {
        why = format!("; GOTOOLCHAIN={gotoolchain}");
    }
    if lines.toolchain.as_deref() == Some("default")
        && (gotoolchain == "auto" || gotoolchain.ends_with("+auto"))
    {
        why.push_str(&format!("; {} sets toolchain default", lines.file));
    }
    Some(GoError::new(format!("{} requires go >= {wanted} (running go {local}{why})", lines.file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: GoVersion = GoVersion::new(1, 22, 10);

    fn chosen(gotoolchain: &str, go: &str, toolchain: Option<&str>) -> String {
        let lines =
            GoLines { file: "go.mod".into(), go: Some(go.into()), toolchain: toolchain.map(Into::into) };
        match select(gotoolchain, Some(&lines), LOCAL) {
            Ok(Selection::Local) => "local".into(),
            Ok(Selection::Switch { name, path_only }) => {
                format!("{name}{}", if path_only { " on PATH" } else { "" })
            }
            Err(error) => error.text().to_owned(),
        }
    }

    #[test]
    fn auto_follows_go_and_toolchain_lines() {
        assert_eq!(chosen("auto", "1.99.0", None), "go1.99.0");
        assert_eq!(chosen("auto", "1.99", None), "go1.99.0");
        assert_eq!(chosen("auto", "1.21", Some("go1.98.3")), "go1.98.3");
        assert_eq!(chosen("auto", "1.99.0", Some("default")), "local");
        assert_eq!(chosen("path", "1.99.0", None), "go1.99.0 on PATH");
        assert_eq!(chosen("auto", "1.20", None), "local");
    }

    #[test]
    fn local_and_pinned_do_not_follow() {
        assert_eq!(chosen("local", "1.99.0", None), "local");
        assert_eq!(chosen("go1.98.1", "1.99.0", None), "go1.98.1");
        assert_eq!(chosen("go1.98.1+auto", "1.99.0", None), "go1.99.0");
    }

    #[test]
    fn defects_in_go_words() {
        assert_eq!(chosen("foo", "1.21", None), "invalid GOTOOLCHAIN \"foo\"");
        let suffix = "invalid GOTOOLCHAIN \"go1.21.0+foo\": only version suffixes are +auto and +path";
        assert_eq!(chosen("go1.21.0+foo", "1.21", None), suffix);
    }
}
