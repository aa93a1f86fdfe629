//! Errors in the go command's own words.

use super::module_path::PathError;
use super::module_version::EscapeVersionError;
use super::tables::behaviours::Behaviour;
use super::version::GoVersion;

/// An error of the go command, with what its callers ask of it: whether it counts as "does not
/// exist" (which makes a list of proxies go on), and whether it already names the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoError {
    text: String,
    not_exist: bool,
    names_module: bool,
}

impl GoError {
    /// An error that stops a list of proxies at a comma.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), not_exist: false, names_module: false }
    }

    /// An error that counts as "does not exist": the next entry is asked.
    /// Mirrors `fs.ErrNotExist` as `modfetch.TryProxies` tests it.
    pub fn not_exist(text: impl Into<String>) -> Self {
        Self { not_exist: true, ..Self::new(text) }
    }

    /// The same error wrapped with the module it is about, `PATH@VERSION: …` or `module PATH: …`
    /// without a version. Mirrors `golang.org/x/mod/module.ModuleError`.
    pub fn about(self, path: &str, version: Option<&str>) -> Self {
        let text = match version {
            Some(version) => format!("{path}@{version}: {}", self.text),
            None => format!("module {path}: {}", self.text),
        };
        Self { text, names_module: true, not_exist: self.not_exist }
    }

    /// The same error, wrapped only if nothing inside names the module yet.
    /// Mirrors `cmd/go/internal/modload.modinfoError`.
    pub fn about_once(self, path: &str, version: &str) -> Self {
        if self.names_module { self } else { self.about(path, Some(version)) }
    }

    /// The same error, whose text names the module already.
    pub(crate) fn about_itself(self) -> Self {
        Self { names_module: true, ..self }
    }

    /// The same error under a prefix.
    pub fn prefixed(self, prefix: &str) -> Self {
        Self { text: format!("{prefix}{}", self.text), ..self }
    }

    /// The same error, no longer counted as "does not exist" (`%v` in place of `%w` on the way up).
    pub fn opaque(self) -> Self {
        Self { not_exist: false, names_module: false, ..self }
    }

    /// Whether a list of proxies goes on after it.
    pub fn is_not_exist(&self) -> bool {
        self.not_exist
    }

    /// The text, without a leading `go: `.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A path that go refuses is an error like any other: the next entry of a list is not asked.
impl From<PathError> for GoError {
    fn from(error: PathError) -> Self {
        Self::new(error.to_string())
    }
}

/// The same of a version.
impl From<EscapeVersionError> for GoError {
    fn from(error: EscapeVersionError) -> Self {
        Self::new(error.to_string())
    }
}

/// `Get "URL": …`, quoted or not by version. Mirrors `net/url.Error.Error`.
pub(crate) fn get_error(version: GoVersion, url: &str, what: &str) -> GoError {
    let quoted = version.has(Behaviour::QuotedUrlInErrors);
    GoError::new(if quoted { format!("Get \"{url}\": {what}") } else { format!("Get {url}: {what}") })
}
