//! The vendor directory: when go uses it, and which module a vendored package belongs to.
//!
//! Mirrors `modload.setDefaultBuildMod`, `modload.modulesTextIsForWorkspace` and
//! `modload.readVendorList`.

use std::collections::HashMap;

use crate::go::module_path::check_import_path;
use crate::go::semver::Semver;
use crate::go::{Behaviour, GoVersion};

/// What the decision depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VendorFacts<'a> {
    /// The value of `-mod`, from the command line or GOFLAGS; `None` without one.
    pub mod_flag: Option<&'a str>,
    /// Whether the vendor directory exists: beside go.mod, in a workspace beside go.work.
    pub directory_exists: bool,
    /// Whether a workspace is in effect.
    pub workspace: bool,
    /// The version of the go line of go.mod, in a workspace of go.work.
    pub go_line: Option<&'a str>,
    /// The beginning of vendor/modules.txt, if there is one.
    pub modules_txt: Option<&'a str>,
}

/// Whether a build looks into the vendor directory. Commands that change requirements (`go get`, `go mod …`)
/// never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorMode {
    /// `-mod=vendor` says so.
    Requested,
    /// Nobody asked, and the directory fits.
    Automatic,
    /// No.
    Unused(Unused),
}

/// Why the vendor directory is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// `-mod` names another mode.
    Flag,
    /// There is none.
    Missing,
    /// Before Go 1.14 it must be asked for; before Go 1.22 a workspace has none.
    GoTooOld,
    /// The file has no go line.
    GoLineMissing,
    /// The go line is below 1.14.
    GoLineTooOld,
    /// It belongs to a workspace, which is not in effect.
    ForWorkspace,
    /// It belongs to a module, and a workspace is in effect.
    ForModule,
}

impl VendorMode {
    /// Whether packages come from the vendor directory.
    pub fn is_used(self) -> bool {
        !matches!(self, Self::Unused(_))
    }

    /// The reason go gives in messages about missing packages (`cfg.BuildModReason`), if it gives one.
    pub fn reason(self, facts: VendorFacts<'_>, version: GoVersion) -> Option<String> {
        let file = if facts.workspace { "go.work" } else { "go.mod" };
        let line = facts.go_line.unwrap_or("unspecified");
        let text = match self {
            Self::Automatic => format!("Go version in {file} is at least 1.14 and vendor directory exists."),
            Self::Unused(Unused::GoLineMissing | Unused::GoLineTooOld) => {
                format!("Go version in {file} is {line}, so vendor directory was not used.")
            }
            Self::Unused(Unused::ForWorkspace) => {
                "Outside workspace mode, but vendor directory is for a workspace.".to_owned()
            }
            Self::Unused(Unused::ForModule) if version.has(Behaviour::WorkspaceVendor) => {
                "In workspace mode, but vendor directory is not for a workspace".to_owned()
            }
            _ => return None,
        };
        Some(text)
    }
}

/// Whether a build by that version of go uses the vendor directory.
pub fn vendor_mode(facts: VendorFacts<'_>, version: GoVersion) -> VendorMode {
    match facts.mod_flag {
        Some("vendor") => VendorMode::Requested,
        Some(flag) if !flag.is_empty() => VendorMode::Unused(Unused::Flag),
        _ => match obstacle(facts, version) {
            Some(why) => VendorMode::Unused(why),
            None => VendorMode::Automatic,
        },
    }
}

fn obstacle(facts: VendorFacts<'_>, version: GoVersion) -> Option<Unused> {
    let knows_workspace_vendor = version.has(Behaviour::WorkspaceVendor);
    let too_old = !version.has(Behaviour::AutomaticVendor) || (facts.workspace && !knows_workspace_vendor);
    if !facts.directory_exists {
        return Some(Unused::Missing);
    }
    if too_old {
        return Some(Unused::GoTooOld);
    }
    let Some(line) = facts.go_line else {
        return Some(Unused::GoLineMissing);
    };
    if GoVersion::parse(line).is_none_or(|line| line < GoVersion::new(1, 14, 0)) {
        return Some(Unused::GoLineTooOld);
    }
    let for_workspace = knows_workspace_vendor && facts.modules_txt.is_some_and(is_for_workspace);
    match (for_workspace, facts.workspace) {
        (true, false) => Some(Unused::ForWorkspace),
        (false, true) => Some(Unused::ForModule),
        _ => None,
    }
}

/// Whether vendor/modules.txt was written for a workspace. Its first line says so, within the first
/// 512 bytes, which is all that go reads.
pub fn is_for_workspace(modules_txt: &str) -> bool {
    let head = modules_txt.as_bytes().get(..512).unwrap_or(modules_txt.as_bytes());
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    String::from_utf8_lossy(line)
        .strip_prefix("## ")
        .is_some_and(|annotations| annotations.split(';').any(|entry| entry.trim() == "workspace"))
}

/// One module of vendor/modules.txt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendoredModule {
    /// Its path.
    pub path: String,
    /// Its version; `None` for a replacement of all versions that only repeats go.mod.
    pub version: Option<String>,
    /// What it is replaced by: a path or directory, and a version for a module.
    pub replacement: Option<(String, Option<String>)>,
    /// Whether go.mod requires it itself.
    pub explicit: bool,
    /// Its own go line.
    pub go_version: Option<String>,
}

/// vendor/modules.txt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendorList {
    modules: Vec<VendoredModule>,
    packages: HashMap<String, usize>,
}

impl VendorList {
    /// Reads the file; go passes over what it does not understand, and so does this.
    pub fn parse(text: &str) -> Self {
        let mut list = Self::default();
        let mut current = None;
        for line in text.split('\n') {
            if line.starts_with("# ") {
                current = list.module_line(line, current);
            } else if let Some(at) = current {
                list.inner_line(line, at);
            }
        }
        list
    }

    /// Adds the module of a `# ` line and returns its place; a short line changes nothing.
    fn module_line(&mut self, line: &str, current: Option<usize>) -> Option<usize> {
        let fields: Vec<_> = line.split_whitespace().collect();
        let [_, path, third, rest @ ..] = fields.as_slice() else {
            return current;
        };
        let (version, rest) = match *third {
            "=>" => (None, fields.get(2..)?),
            version if Semver::parse(version).is_some() => (Some(version.to_owned()), rest),
            _ => return None,
        };
        let replacement = match *rest {
            ["=>", directory] => Some((directory.to_owned(), None)),
            ["=>", path, version] if Semver::parse(version).is_some() => {
                Some((path.to_owned(), Some(version.to_owned())))
            }
            _ => None,
        };
        self.modules.push(VendoredModule {
            path: (*path).to_owned(),
            version,
            replacement,
            ..Default::default()
        });
        Some(self.modules.len() - 1)
    }

    fn inner_line(&mut self, line: &str, at: usize) {
        let Some(annotations) = line.strip_prefix("## ") else {
            let mut words = line.split_whitespace();
            if let (Some(package), None) = (words.next(), words.next())
                && check_import_path(package).is_ok()
            {
                self.packages.insert(package.to_owned(), at);
            }
            return;
        };
        let Some(module) = self.modules.get_mut(at) else { return };
        for entry in annotations.split(';').map(str::trim) {
            module.explicit |= entry == "explicit";
            if let Some(version) = entry.strip_prefix("go ") {
                module.go_version = Some(version.to_owned());
            }
        }
    }

    /// All modules in file order.
    pub fn modules(&self) -> &[VendoredModule] {
        &self.modules
    }

    /// The module that the file lists a package under.
    pub fn provider(&self, package: &str) -> Option<&VendoredModule> {
        self.modules.get(*self.packages.get(package)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;
    const FITTING: VendorFacts<'_> = VendorFacts {
        mod_flag: None,
        directory_exists: true,
        workspace: false,
        go_line: Some("1.14"),
        modules_txt: Some("# example.com/a v1.0.0\n"),
    };

    #[test]
    fn vendor_automatic_from_go_line_1_14() {
        assert_eq!(vendor_mode(FITTING, NEW), VendorMode::Automatic);
        let old = VendorFacts { go_line: Some("1.13"), ..FITTING };
        assert_eq!(vendor_mode(old, NEW), VendorMode::Unused(Unused::GoLineTooOld));
        let missing = VendorFacts { go_line: None, ..FITTING };
        assert_eq!(
            vendor_mode(missing, NEW).reason(missing, NEW).as_deref(),
            Some("Go version in go.mod is unspecified, so vendor directory was not used.")
        );
        assert_eq!(vendor_mode(FITTING, GoVersion::new(1, 13, 10)), VendorMode::Unused(Unused::GoTooOld));
    }

    #[test]
    fn vendor_flag_wins() {
        let asked = VendorFacts { mod_flag: Some("vendor"), directory_exists: false, ..FITTING };
        assert_eq!(vendor_mode(asked, NEW), VendorMode::Requested);
        let refused = VendorFacts { mod_flag: Some("mod"), ..FITTING };
        assert_eq!(vendor_mode(refused, NEW), VendorMode::Unused(Unused::Flag));
    }

    #[test]
    fn vendor_must_match_workspace_from_1_22() {
        let header = Some("## explicit; workspace\n# example.com/a v1.0.0\n");
        let outside = VendorFacts { modules_txt: header, ..FITTING };
        assert_eq!(vendor_mode(outside, NEW), VendorMode::Unused(Unused::ForWorkspace));
        assert_eq!(vendor_mode(outside, GoVersion::new(1, 21, 13)), VendorMode::Automatic);
        let inside = VendorFacts { workspace: true, ..outside };
        assert_eq!(vendor_mode(inside, NEW), VendorMode::Automatic);
        let wrong = VendorFacts { workspace: true, ..FITTING };
        assert_eq!(vendor_mode(wrong, NEW), VendorMode::Unused(Unused::ForModule));
    }

    #[test]
    fn modules_txt_lists_packages_under_modules() {
        let list = VendorList::parse(
            "# example.com/a v1.0.0 => ../a\n## explicit; go 1.20\nexample.com/a\nexample.com/a/sub\n\
             # example.com/b v1.2.0 => example.com/c v1.3.0\nexample.com/b/x\n# example.com/odd\nexample.com/late\n\
             # example.com/d nonsense\nexample.com/lost\n# example.com/e => ../e\n",
        );
        let provider = |package| list.provider(package).map(|module| module.path.as_str());
        assert_eq!(provider("example.com/a/sub"), Some("example.com/a"));
        assert_eq!(provider("example.com/b/x"), Some("example.com/b"));
        assert_eq!(provider("example.com/late"), Some("example.com/b"));
        assert_eq!(provider("example.com/lost"), None);
        assert!(list.modules()[0].explicit);
        assert_eq!(list.modules()[0].replacement, Some(("../a".to_owned(), None)));
        assert_eq!(list.modules()[2].version, None);
    }
}
