//! One generated case: what surrounds a run of the go command, and the module that it asks for.
//!
//! Texts hold `$H` for the loopback server's address and `$D` for the scratch folder.

use std::collections::BTreeMap;
use std::fmt;

use super::module;
use super::server::Table;

/// A `require`d version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) path: String,
    pub(crate) version: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.version)
    }
}

/// What stands after `=>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Directory(String),
    Module(Version),
}

/// A `replace` line; without a version it is for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replace {
    pub(crate) path: String,
    pub(crate) version: Option<String>,
    pub(crate) target: Target,
}

/// A main module.
#[derive(Debug, Clone, Default)]
pub(crate) struct MainModule {
    pub(crate) go: Option<String>,
    pub(crate) toolchain: Option<String>,
    pub(crate) require: Vec<Version>,
    pub(crate) replace: Vec<Replace>,
    pub(crate) exclude: Vec<Version>,
}

impl MainModule {
    /// The text of its go.mod file.
    pub(crate) fn text(&self) -> String {
        let mut text = "module main.invalid/m\n".to_owned();
        let mut line = |word: &str, rest: &str| text.push_str(&format!("\n{word} {rest}\n"));
        self.go.iter().for_each(|go| line("go", go));
        self.toolchain.iter().for_each(|name| line("toolchain", name));
        self.require.iter().for_each(|version| line("require", &version.to_string()));
        self.exclude.iter().for_each(|version| line("exclude", &version.to_string()));
        for Replace { path, version, target } in &self.replace {
            let version = version.as_ref().map_or(String::new(), |version| format!(" {version}"));
            let target = match target {
                Target::Directory(directory) => directory.clone(),
                Target::Module(version) => version.to_string(),
            };
            line("replace", &format!("{path}{version} => {target}"));
        }
        text
    }
}

/// Which lines go.sum has for a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) of: Version,
    pub(crate) go_mod: bool,
    pub(crate) zip: bool,
}

/// A go.sum file.
#[derive(Debug, Clone, Default)]
pub(crate) struct GoSum {
    pub(crate) sums: Vec<Sums>,
    /// A line that is none, put after the others.
    pub(crate) malformed: Option<String>,
}

impl GoSum {
    /// Its text, with the right hashes.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for Sums { of, go_mod, zip } in &self.sums {
            let Version { path, version } = of;
            if *zip {
                text.push_str(&format!("{path} {version} {}\n", module::zip_hash(path, version)));
            }
            if *go_mod {
                text.push_str(&format!("{path} {version}/go.mod {}\n", module::go_mod_hash(path)));
            }
        }
        text + self.malformed.as_deref().unwrap_or("")
    }
}

/// Files of a version in the module cache.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CacheFiles {
    pub(crate) info: bool,
    pub(crate) go_mod: bool,
    pub(crate) zip: bool,
    pub(crate) zip_hash: bool,
}

/// `$GOROOT/go.env`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GorootFile {
    /// As shipped.
    Shipped,
    /// None.
    Missing,
    /// This one.
    Text(String),
}

/// The only version that a proxy lists.
pub(crate) const LISTED: &str = "v1.2.3";

/// Whether a text is a whole version, without metadata.
pub(crate) fn is_canonical(text: &str) -> bool {
    let text = text.strip_suffix("+incompatible").unwrap_or(text);
    let numbers = text.split('-').next().unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = numbers.strip_prefix('v').unwrap_or("");
    number.split('.').count() == 3 && number.split('.').all(digits) && !text.contains('+')
}

/// One case.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) number: u64,
    pub(crate) environment: BTreeMap<String, String>,
    /// The user's file, wherever GOENV leads.
    pub(crate) user_file: Option<String>,
    pub(crate) goroot_file: GorootFile,
    pub(crate) main: Option<MainModule>,
    /// In place of `main`'s text.
    pub(crate) damaged_go_mod: Option<String>,
    pub(crate) go_sum: Option<GoSum>,
    /// Further files in the working directory.
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) cached: CacheFiles,
    pub(crate) table: Table,
    pub(crate) asked: Version,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "case {}: {}@{}", self.number, self.asked.path, self.asked.version)?;
        for (name, value) in &self.environment {
            writeln!(f, "  {name}={value:?}")?;
        }
        let mut file = |name: &str, text: &str| writeln!(f, "  -- {name}: {text:?}");
        self.user_file.iter().try_for_each(|text| file("go/env", text))?;
        match &self.goroot_file {
            GorootFile::Shipped => {}
            GorootFile::Missing => file("$GOROOT/go.env", "(missing)")?,
            GorootFile::Text(text) => file("$GOROOT/go.env", text)?,
        }
        self.go_mod_text().iter().try_for_each(|text| file("go.mod", text))?;
        self.go_sum.iter().try_for_each(|sum| file("go.sum", &sum.text()))?;
        self.files.iter().try_for_each(|(name, text)| file(name, text))?;
        let CacheFiles { info, go_mod, zip, zip_hash } = self.cached;
        if info || go_mod || zip || zip_hash {
            writeln!(f, "  cached: info {info}, mod {go_mod}, zip {zip}, ziphash {zip_hash}")?;
        }
        let text = format!("{:?}{:?}{:?}", self.environment, self.user_file, self.goroot_file);
        let mut named = self.table.iter().filter(|(prefix, _)| text.contains(prefix.as_str()));
        named.try_for_each(|(prefix, kinds)| writeln!(f, "  /{prefix}: {kinds:?}"))
    }
}

impl Case {
    /// The asked version, or the one that a query finds.
    pub(crate) fn pinned(&self) -> Version {
        let Version { path, version } = &self.asked;
        let version = if is_canonical(version) { version } else { LISTED };
        Version { path: path.clone(), version: version.to_owned() }
    }

    /// Whether go.mod requires this module and nothing else.
    pub(crate) fn requires_only(&self, path: &str) -> bool {
        let Some(main) = &self.main else { return false };
        self.damaged_go_mod.is_none()
            && main.exclude.is_empty()
            && main.require.len() == 1
            && main.require.iter().all(|of| of.path == path)
    }

    /// The text of go.mod, where there is one.
    pub(crate) fn go_mod_text(&self) -> Option<String> {
        self.damaged_go_mod.clone().or_else(|| self.main.as_ref().map(MainModule::text))
    }
}
