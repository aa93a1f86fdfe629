//! What rules need to know of the project and of the machine, read here because rules read nothing.

use std::path::{Path, PathBuf};

use super::machine::Machine;
use super::project_facts::project_facts;
use super::project_view::ProjectView;
use crate::files::Tree;
use crate::go::toolchain::{self, Selection};
use crate::rules::Facts;
use crate::rules::facts::{MachineFacts, NetrcFacts, ProjectFacts};
use crate::settings::System;
use crate::settings::locations;
use crate::source::goroot::{GoOnPath, Goroot, on_path, program_on_path};
use crate::source::{Layer, netrc};

/// Gathers the facts. Of another machine, known by its `go env`, nothing is known.
pub fn facts(machine: &Machine, around: &ProjectView) -> Facts {
    let mut project = project_facts(machine, around);
    if !machine.is_foreign {
        project.has_toolchain = has_toolchain(machine, &project);
    }
    let shells = machine.shells.clone();
    let machine = if machine.is_foreign { MachineFacts::default() } else { of_machine(machine) };
    Facts { project, machine, shells, ..Facts::default() }
}

/// Whether the toolchain that is wanted need not be downloaded. Mirrors the order in
/// `cmd/go/internal/toolchain.Exec`.
fn has_toolchain(machine: &Machine, project: &ProjectFacts) -> Option<bool> {
    let value = machine.settings.value("GOTOOLCHAIN");
    let Ok(Selection::Switch { name, .. }) =
        toolchain::select(value, Some(&project.lines), machine.version())
    else {
        return None;
    };
    let version = toolchain::module_version(&name, machine.engine.platform());
    let cache = Path::new(machine.settings.value("GOMODCACHE"));
    let unpacked = cache.join(format!("{}@{version}", toolchain::TOOLCHAIN_MODULE));
    let path = machine.layers.process_value("PATH");
    Some(program_on_path(&path, &name, &machine.tree) || machine.tree.is_directory(unpacked))
}

fn of_machine(machine: &Machine) -> MachineFacts {
    let environment = |name: &str| machine.layers.process_value(name);
    let tree = &*machine.tree;
    let path = environment("PATH");
    let setting = machine.settings.get("GOROOT").filter(|setting| setting.origin.layer != Layer::Default);
    let named = setting.map_or(String::new(), |setting| setting.value.expose().to_owned());
    let goroot = (!named.is_empty()).then(|| Goroot::at(Path::new(&named), tree));
    MachineFacts {
        has_git: Some(program_on_path(&path, "git", tree)),
        netrc: netrc_facts(&environment, tree),
        user_file: Some(locations::user_file(System::host(), machine.version(), &environment)),
        has_user_file: machine.layers.user_file.is_some(),
        has_goroot: goroot.as_ref().map(|goroot| tree.is_directory(&goroot.path)),
        goroot_version: goroot.and_then(|goroot| goroot.version),
        path_version: match on_path(&path, tree) {
            GoOnPath::Command(goroot) => goroot.version,
            _ => None,
        },
    }
}

/// The netrc file that go reads. Mirrors `cmd/go/internal/auth.netrcPath`.
fn netrc_facts(environment: &dyn Fn(&str) -> String, tree: &dyn Tree) -> Option<NetrcFacts> {
    let home = environment(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let in_home = Path::new(&home).join(if cfg!(windows) { "_netrc" } else { ".netrc" });
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
