//! What rules need to know of the machine, read here because rules read nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::Tree;
use crate::rules::facts::{MachineFacts, NetrcFacts};
use crate::settings::{Scenario, System, locations};
use crate::source::context::Survey;
use crate::source::goroot::{GoOnPath, Goroot, on_path, program_on_path};
use crate::source::{Layer, netrc};

/// Gathers the facts, with what the user's contexts come to where that was looked at. Of another machine,
/// known by its `go env`, nothing is known.
pub(super) fn machine_facts(
    scenario: &Scenario,
    tree: &dyn Tree,
    survey: Option<Arc<Survey>>,
) -> MachineFacts {
    if scenario.is_foreign() {
        return MachineFacts { shells: survey, ..MachineFacts::default() };
    }
    let environment = |name: &str| scenario.layers.process_value(name);
    let path = environment("PATH");
    let setting = scenario.settings.get("GOROOT").filter(|setting| setting.origin.layer != Layer::Default);
    let named = setting.map_or(String::new(), |setting| setting.value.expose().to_owned());
    let goroot = (!named.is_empty()).then(|| Goroot::at(Path::new(&named), tree));
    MachineFacts {
        has_git: Some(program_on_path(&path, "git", tree)),
        netrc: netrc_facts(scenario.system(), &environment, tree),
        shells: survey,
        user_file: Some(locations::user_file(scenario.system(), scenario.version(), &environment)),
        has_user_file: scenario.layers.user_file.is_some(),
        has_goroot: goroot.as_ref().map(|goroot| tree.is_directory(&goroot.path)),
        goroot_version: goroot.and_then(|goroot| goroot.version),
        path_version: match on_path(&path, tree) {
            GoOnPath::Command(goroot) => goroot.version,
            _ => None,
        },
    }
}

/// The netrc file that go reads. Mirrors `cmd/go/internal/auth.netrcPath`.
fn netrc_facts(system: System, environment: &dyn Fn(&str) -> String, tree: &dyn Tree) -> Option<NetrcFacts> {
    let is_windows = system == System::Windows;
    let home = environment(if is_windows { "USERPROFILE" } else { "HOME" });
    let in_home = Path::new(&home).join(if is_windows { "_netrc" } else { ".netrc" });
    let named = environment("NETRC");
    let is_named = !named.is_empty();
    if !is_named && home.is_empty() {
        return None;
    }
    let path = if is_named { PathBuf::from(named) } else { in_home.clone() };
    let content = tree.text(&path).ok();
    Some(NetrcFacts {
        machines: content.as_deref().map(netrc::machines).unwrap_or_default(),
        is_named,
        is_found: content.is_some(),
        hides_home: is_named && !home.is_empty() && in_home != path && tree.is_file(&in_home),
        path,
    })
}
