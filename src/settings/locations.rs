//! Where the go command looks for its files, by operating system: Go's own rules, not those of
//! other tools.

use std::path::PathBuf;

use crate::go::{Behaviour, GoVersion};

/// The families of operating systems that Go's directory rules tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// Linux, the BSDs and other Unix systems.
    Unix,
    /// macOS and iOS.
    Darwin,
    /// Windows.
    Windows,
    /// Plan 9.
    Plan9,
}

impl System {
    /// The system this program was built for.
    pub fn host() -> Self {
        Self::from_goos(std::env::consts::OS)
    }

    /// From a GOOS value (or Rust's name of a system).
    pub fn from_goos(goos: &str) -> Self {
        match goos {
            "darwin" | "ios" | "macos" => Self::Darwin,
            "windows" => Self::Windows,
            "plan9" => Self::Plan9,
            _ => Self::Unix,
        }
    }

    fn home_variable(self) -> &'static str {
        match self {
            Self::Windows => "USERPROFILE",
            Self::Plan9 => "home",
            Self::Unix | Self::Darwin => "HOME",
        }
    }

    fn join(self, directory: &str, rest: &str) -> PathBuf {
        let separator = if self == Self::Windows { '\\' } else { '/' };
        let rest = rest.replace('/', &separator.to_string());
        let directory = directory.strip_suffix(separator).unwrap_or(directory);
        PathBuf::from(format!("{directory}{separator}{rest}"))
    }
}

/// Which file GOENV leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserFile {
    /// This one, named by GOENV itself.
    Named(PathBuf),
    /// This one, below the user's configuration directory.
    Default(PathBuf),
    /// None: GOENV=off.
    Off,
    /// None: XDG_CONFIG_HOME is relative, which Go 1.24 and later refuse.
    RelativeConfigHome(String),
    /// None: there is no home directory to look in.
    NoHome,
}

impl UserFile {
    /// The path, where there is one.
    pub fn path(&self) -> Option<&PathBuf> {
        match self {
            Self::Named(path) | Self::Default(path) => Some(path),
            Self::Off | Self::RelativeConfigHome(_) | Self::NoHome => None,
        }
    }
}

/// The file of the user's settings. Mirrors `cmd/go/internal/cfg.EnvFile` and `os.UserConfigDir`.
/// `environment` answers for the process environment.
pub fn user_file(system: System, version: GoVersion, environment: &dyn Fn(&str) -> String) -> UserFile {
    match environment("GOENV").as_str() {
        "" => default_user_file(system, version, environment),
        "off" => UserFile::Off,
        path => UserFile::Named(PathBuf::from(path)),
    }
}

fn default_user_file(system: System, version: GoVersion, environment: &dyn Fn(&str) -> String) -> UserFile {
    let (directory, below) = match system {
        System::Windows => (environment("AppData"), "go/env"),
        System::Darwin => (environment("HOME"), "Library/Application Support/go/env"),
        System::Plan9 => (environment("home"), "lib/go/env"),
        System::Unix => {
            let config = environment("XDG_CONFIG_HOME");
            if !config.is_empty() {
                if !config.starts_with('/') && version.has(Behaviour::RelativeConfigHomeRefused) {
                    return UserFile::RelativeConfigHome(config);
                }
                return UserFile::Default(system.join(&config, "go/env"));
            }
            (environment("HOME"), ".config/go/env")
        }
    };
    if directory.is_empty() { UserFile::NoHome } else { UserFile::Default(system.join(&directory, below)) }
}

/// The directory for temporary files. Mirrors `os.TempDir`.
pub fn temp_directory(system: System, environment: &dyn Fn(&str) -> String) -> PathBuf {
    let (names, otherwise): (&[&str], _) = match system {
        System::Windows => (&["TMP", "TEMP", "USERPROFILE"], r"C:\Windows"),
        System::Unix | System::Darwin | System::Plan9 => (&["TMPDIR"], "/tmp"),
    };
    let named = names.iter().map(|name| environment(name)).find(|value| !value.is_empty());
    PathBuf::from(named.unwrap_or_else(|| otherwise.to_owned()))
}

/// GOPATH when nothing sets it: `go` in the home directory, unless that is GOROOT itself.
/// Mirrors `go/build.defaultGOPATH`.
pub fn default_gopath(system: System, goroot: &str, environment: &dyn Fn(&str) -> String) -> Option<PathBuf> {
    let home = environment(system.home_variable());
    if home.is_empty() {
        return None;
    }
    let path = system.join(&home, "go");
    (path.to_string_lossy().trim_end_matches('/') != goroot.trim_end_matches('/')).then_some(path)
}

/// GOMODCACHE when nothing sets it: below the first element of GOPATH.
/// Mirrors `cmd/go/internal/cfg.gopathDir`.
pub fn default_module_cache(system: System, gopath: &str) -> Option<PathBuf> {
    first_gopath(system, gopath).map(|first| system.join(first, "pkg/mod"))
}

/// GOBIN as `go env` shows it when nothing sets it (Go 1.27 and later): below the first element of GOPATH.
/// Mirrors `cmd/go/internal/modload.BinDir`.
pub fn default_bin(system: System, gopath: &str) -> Option<PathBuf> {
    first_gopath(system, gopath).map(|first| system.join(first, "bin"))
}

fn first_gopath(system: System, gopath: &str) -> Option<&str> {
    let separator = if system == System::Windows { ';' } else { ':' };
    gopath.split(separator).next().filter(|first| !first.is_empty())
}

/// GOCACHE when nothing sets it. Mirrors `os.UserCacheDir` as `cmd/go/internal/cache.DefaultDir` uses it.
pub fn default_build_cache(system: System, environment: &dyn Fn(&str) -> String) -> Option<PathBuf> {
    let (directory, below) = match system {
        System::Windows => (environment("LocalAppData"), "go-build"),
        System::Darwin => (environment("HOME"), "Library/Caches/go-build"),
        System::Plan9 => (environment("home"), "lib/cache/go-build"),
        System::Unix => match environment("XDG_CACHE_HOME") {
            cache if cache.starts_with('/') => (cache, "go-build"),
            cache if !cache.is_empty() => return None,
            _ => (environment("HOME"), ".cache/go-build"),
        },
    };
    (!directory.is_empty()).then(|| system.join(&directory, below))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: GoVersion = GoVersion::NEWEST_KNOWN;

    fn environment(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> String {
        move |name| pairs.iter().find(|(n, _)| *n == name).map_or(String::new(), |(_, v)| (*v).to_owned())
    }

    #[test]
    fn user_file_below_config_home_or_home() {
        let home = environment(&[("HOME", "/home/u"), ("XDG_CONFIG_HOME", "/cfg")]);
        assert_eq!(user_file(System::Unix, NEW, &home), UserFile::Default("/cfg/go/env".into()));
        let darwin = UserFile::Default("/home/u/Library/Application Support/go/env".into());
        assert_eq!(user_file(System::Darwin, NEW, &home), darwin);
        let windows = environment(&[("AppData", r"C:\Users\u\AppData\Roaming")]);
        let expected = UserFile::Default(r"C:\Users\u\AppData\Roaming\go\env".into());
        assert_eq!(user_file(System::Windows, NEW, &windows), expected);
    }

    #[test]
    fn user_file_relative_config_home_refused_from_1_24() {
        let relative = environment(&[("HOME", "/home/u"), ("XDG_CONFIG_HOME", "cfg")]);
        let before = user_file(System::Unix, GoVersion::new(1, 23, 9), &relative);
        assert_eq!(before, UserFile::Default("cfg/go/env".into()));
        let after = user_file(System::Unix, GoVersion::new(1, 24, 0), &relative);
        assert_eq!(after, UserFile::RelativeConfigHome("cfg".into()));
    }

    #[test]
    fn user_file_goenv_names_or_switches_off() {
        assert_eq!(user_file(System::Unix, NEW, &environment(&[("GOENV", "off")])), UserFile::Off);
        let named = environment(&[("GOENV", "my env")]);
        assert_eq!(user_file(System::Unix, NEW, &named), UserFile::Named("my env".into()));
        assert_eq!(user_file(System::Unix, NEW, &environment(&[])), UserFile::NoHome);
    }

    #[test]
    fn gopath_not_when_it_is_goroot() {
        let home = environment(&[("HOME", "/home/u")]);
        assert_eq!(default_gopath(System::Unix, "/usr/local/go", &home), Some("/home/u/go".into()));
        assert_eq!(default_gopath(System::Unix, "/home/u/go/", &home), None);
    }
}
