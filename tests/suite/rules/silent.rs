//! Set-ups that are right on purpose draw no warning and no error.

use std::fs;
use std::path::Path;

use goenv_doctor::go::GoVersion;
use goenv_doctor::rules::Severity;
use serde::Deserialize;

use crate::scene::Scene;

/// `fixtures/rules/silent/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetUp {
    /// Who is set up so, and why.
    about: String,
    #[serde(default)]
    environment: String,
    user_file: Option<String>,
    goroot_file: Option<String>,
    #[serde(default)]
    modules: Vec<String>,
    /// go.mod in the working directory.
    go_mod: Option<String>,
    /// Its modules are in a vendor directory that builds use.
    #[serde(default)]
    vendored: bool,
    /// Its modules are in the module cache.
    #[serde(default)]
    cached: bool,
    /// There is no git.
    #[serde(default)]
    without_git: bool,
    netrc: Option<String>,
    /// Versions that it is checked under; the newest if none is given.
    #[serde(default)]
    versions: Vec<String>,
}

impl SetUp {
    fn scenes(self) -> impl Iterator<Item = Scene> {
        let mut scene = Scene::environment(&self.environment);
        scene.user_file = self.user_file;
        scene.goroot_file = self.goroot_file.or(scene.goroot_file);
        scene.modules = self.modules;
        scene.netrc = self.netrc;
        scene.without_git = self.without_git;
        (scene.is_cached, scene.is_vendored) = (self.cached, self.vendored);
        if let Some(go_mod) = &self.go_mod {
            scene = scene.with_go_mod(go_mod);
        }
        let newest = vec![GoVersion::NEWEST_KNOWN.to_string()];
        let versions = if self.versions.is_empty() { newest } else { self.versions };
        versions
            .into_iter()
            .map(move |version| Scene { version: GoVersion::parse(&version).unwrap(), ..scene.clone() })
    }
}

#[test]
fn deliberate_set_ups_are_silent() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules/silent");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 23, "{}", files.len());
    for file in files {
        let set_up: SetUp = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert!(!set_up.about.is_empty());
        for scene in set_up.scenes() {
            let found = scene.findings();
            let loud: Vec<_> = found.iter().filter(|found| found.severity > Severity::Info).collect();
            assert!(loud.is_empty(), "{} under {}: {loud:#?}", file.display(), scene.version);
        }
    }
}

#[test]
fn fresh_installation_is_silent_in_every_version() {
    for minor in GoVersion::KNOWN_MINORS {
        assert_eq!(Scene::new().under(minor).slugs(), [""; 0], "1.{minor}");
    }
}
