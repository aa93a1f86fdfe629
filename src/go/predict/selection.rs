//! What comes before any module: the toolchain, the flags, the mode.
//!
//! Mirrors `cmd/go/internal/toolchain.Select` and `Exec`, `base.InitGOFLAGS` and `modload.Init`.

use super::super::error::GoError;
use super::super::facts::Behaviour;
use super::super::goflags::GoFlags;
use super::super::module_path::escape_path;
use super::super::module_version::escape_version;
use super::super::toolchain::{self, Selection, TOOLCHAIN_MODULE};
use super::super::version::GoVersion;
use super::run::{Halt, Hashes, Request, Run};
use super::sumdb::Hash;
use super::{Purpose, request};

impl Run<'_> {
    /// Chooses the toolchain and fetches it; some: the version that goes on in place of this one.
    pub(super) fn select_toolchain(&mut self) -> Result<Option<GoVersion>, Halt> {
        if !self.modules_enabled() {
            return Ok(None);
        }
        let gotoolchain = self.engine.values.gotoolchain.clone();
        if matches!(gotoolchain.rsplit('+').next(), Some("auto" | "path")) {
            self.check_workspace()?;
        }
        match toolchain::select(&gotoolchain, self.context.lines.as_ref(), self.version())? {
            Selection::Local => Ok(None),
            Selection::Switch { name, path_only } => {
                let version = toolchain::version_of(&name).unwrap_or(self.version());
                if !self.context.toolchains_on_path.contains(&name) {
                    self.fetch_toolchain(&name, path_only)?;
                }
                Ok(Some(version))
            }
        }
    }

    fn fetch_toolchain(&mut self, name: &str, path_only: bool) -> Result<(), Halt> {
        if path_only {
            return Err(Halt::Fatal(GoError::new(format!("cannot find \"{name}\" in PATH"))));
        }
        let platform = self.engine.platform.clone();
        let request = Request {
            path: TOOLCHAIN_MODULE.to_owned(),
            version: toolchain::module_version(name, &platform),
            hashes: Hashes::default(),
            ..Request::default()
        };
        let fetched = self.zip(&request).and_then(|()| self.check_sum(&request, Hash::Zip));
        fetched.map_err(|halt| match halt {
            Halt::Failed(error) => Halt::Fatal(toolchain::download_failed(name, &error, &platform)),
            other => other,
        })
    }

    /// Mirrors `modload.WillBeEnabled`.
    fn modules_enabled(&self) -> bool {
        match self.engine.values.go111module.as_str() {
            "" => self.version().has(Behaviour::ModulesByDefault) || self.context.lines.is_some(),
            "on" => true,
            "auto" => self.context.lines.is_some(),
            _ => false,
        }
    }

    /// The checks that every module command starts with.
    pub(super) fn start(&self) -> Result<(), Halt> {
        let version = self.version();
        let flags = GoFlags::parse(&self.engine.values.goflags, version).map_err(Halt::Fatal)?;
        flags.check_for_download(&self.engine.values.goflags, version).map_err(Halt::Fatal)?;
        self.check_workspace()?;
        match self.engine.values.go111module.as_str() {
            "" | "on" | "auto" => {}
            "off" => {
                return Err(Halt::Fatal(GoError::new(
                    "modules disabled by GO111MODULE=off; see 'go help modules'",
                )));
            }
            other => {
                return Err(Halt::Fatal(GoError::new(format!(
                    "unknown environment setting GO111MODULE={other}"
                ))));
            }
        }
        self.check_module_file(&flags)?;
        let too_new = self.context.lines.as_ref();
        if let Some(error) =
            too_new.and_then(|lines| toolchain::too_new(lines, &self.engine.values.gotoolchain, version))
        {
            return Err(Halt::Fatal(error));
        }
        match &self.context.file_error {
            Some(error) => Err(Halt::Fatal(GoError::new(error.clone()))),
            None => Ok(()),
        }
    }

    fn check_workspace(&self) -> Result<(), Halt> {
        match &self.context.workspace_error {
            Some(error) => Err(Halt::Fatal(GoError::new(error.clone()))),
            None => Ok(()),
        }
    }

    /// Checks `-modfile`. Mirrors `modload.Init`.
    fn check_module_file(&self, flags: &GoFlags) -> Result<(), Halt> {
        let Some(file) = flags.module_file.as_deref().filter(|file| !file.is_empty()) else { return Ok(()) };
        let text = match &self.context.lines {
            None => "cannot find main module, but -modfile was set.\n\t-modfile cannot be used to set the module root directory.".to_owned(),
            Some(lines) if lines.file.ends_with("go.work") => "-modfile cannot be used in workspace mode".to_owned(),
            Some(_) if !file.ends_with(".mod") => format!("-modfile={file}: file does not have .mod extension"),
            Some(_) => return Ok(()),
        };
        Err(Halt::Fatal(GoError::new(text)))
    }

    /// Fetches the content of a version.
    pub(super) fn zip(&mut self, request: &Request) -> Result<(), Halt> {
        self.fetch(request, "zip", Purpose::Zip)
    }

    /// Fetches one file of a version from the first entry of GOPROXY that has it.
    pub(super) fn fetch(&mut self, request: &Request, extension: &str, purpose: Purpose) -> Result<(), Halt> {
        self.fetch_and(request, extension, purpose, |_| Ok(()))
    }

    /// Fetches one file of a version from the first entry of GOPROXY that has it and stands a check.
    pub(super) fn fetch_and(
        &mut self,
        request: &Request,
        extension: &str,
        purpose: Purpose,
        check: impl Fn(&mut Self) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let Request { path, version, .. } = request;
        let escaped = escape_path(path).map_err(GoError::from)?;
        let file = format!("@v/{}.{extension}", escape_version(version).map_err(GoError::from)?);
        self.try_proxies(|run, step| {
            let base = run.enter(step, path)?;
            let url = request::proxy_url(base, &escaped, &file);
            // Content is not kept in memory: it would be asked for again.
            let got = if purpose == Purpose::Zip {
                run.get(&url, purpose)
            } else {
                run.get_once(step, &url, purpose)
            };
            got.map_err(|halt| halt.about(path, Some(version)))?;
            check(run)
        })
    }
}

impl Halt {
    /// Names the module in an error.
    pub(super) fn about(self, path: &str, version: Option<&str>) -> Self {
        match self {
            Self::Failed(error) => Self::Failed(error.about(path, version)),
            other => other,
        }
    }
}
