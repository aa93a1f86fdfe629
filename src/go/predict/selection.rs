//! What comes before any module: the toolchain, the flags, the mode.
//!
//! Mirrors `cmd/go/internal/toolchain.Select` and `Exec`, `base.InitGOFLAGS` and `modload.Init`.

use super::super::decision::DownloadDecider;
use super::super::error::GoError;
use super::super::goflags::GoFlags;
use super::super::tables::behaviours::Behaviour;
use super::super::toolchain::{self, Selection, TOOLCHAIN_MODULE};
use super::super::version::GoVersion;
use super::context::{Hashes, Request};
use super::halt::Halt;
use super::run::Run;
use super::sumdb::Hash;

const MODFILE_WITHOUT_MODULE: &str = "cannot find main module, but -modfile was set.\n\t-modfile cannot be used to set the module root directory.";

impl Run<'_> {
    /// Chooses the toolchain and fetches it; some: the version that goes on in place of this one.
    pub(super) fn select_toolchain(&mut self) -> Result<Option<GoVersion>, Halt> {
        let is_auto = self.engine.values.go111module == "auto" && self.context.selection_lines().is_none();
        if is_auto && self.version().has(Behaviour::WorkspaceEnablesModules) {
            self.check_workspace().map_err(|halt| halt.prefixed("go: "))?;
        }
        if !self.modules_enabled() {
            return Ok(None);
        }
        let gotoolchain = self.engine.values.gotoolchain.clone();
        if matches!(gotoolchain.rsplit('+').next(), Some("auto" | "path")) {
            // Messages of the selection have a prefix of their own.
            self.check_workspace().map_err(|halt| halt.prefixed("go: "))?;
        }
        match toolchain::select(&gotoolchain, self.context.selection_lines(), self.version())? {
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
        if let Some(error) = &self.context.module_cache_error {
            return Err(Halt::Fatal(GoError::new(format!("go: {error}"))));
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
            other => other.prefixed("go: "),
        })
    }

    /// Mirrors `modload.WillBeEnabled`.
    fn modules_enabled(&self) -> bool {
        match self.engine.values.go111module.as_str() {
            "" => self.version().has(Behaviour::ModulesByDefault) || self.context.selection_lines().is_some(),
            "on" => true,
            "auto" => self.context.selection_lines().is_some(),
            _ => false,
        }
    }

    /// The checks that every module command starts with. What fails one of them is remembered as
    /// what stopped the run.
    pub(super) fn start(&mut self) -> Result<(), Halt> {
        if let Some((decider, error)) = &self.context.start_error {
            self.stopped_by = Some(*decider);
            return Err(Halt::Fatal(GoError::new(error.clone())));
        }
        let version = self.version();
        if version.has(Behaviour::WorkspaceBeforeFlags) && self.modules_enabled() {
            self.checked(DownloadDecider::GoMod, Self::check_workspace)?;
        }
        self.checked(DownloadDecider::Goflags, Self::check_flags)?;
        self.checked(DownloadDecider::GoMod, Self::check_workspace)?;
        self.checked(DownloadDecider::Go111module, Self::check_mode)?;
        self.checked(DownloadDecider::Goflags, Self::check_module_file)?;
        self.checked(DownloadDecider::Gotoolchain, Self::check_go_line)?;
        self.checked(DownloadDecider::GoMod, Self::check_files)
    }

    fn checked(
        &mut self,
        decider: DownloadDecider,
        check: impl FnOnce(&Self) -> Result<(), GoError>,
    ) -> Result<(), Halt> {
        check(self).map_err(|error| {
            self.stopped_by = Some(decider);
            Halt::Fatal(error)
        })
    }

    fn flags(&self) -> Result<GoFlags, GoError> {
        GoFlags::parse(&self.engine.values.goflags, self.version())
    }

    fn check_flags(&self) -> Result<(), GoError> {
        self.flags()?.check_for_download(&self.engine.values.goflags, self.version())
    }

    fn check_mode(&self) -> Result<(), GoError> {
        match self.engine.values.go111module.as_str() {
            "" | "on" | "auto" => Ok(()),
            "off" => Err(GoError::new("modules disabled by GO111MODULE=off; see 'go help modules'")),
            other => Err(GoError::new(format!("unknown environment setting GO111MODULE={other}"))),
        }
    }

    fn check_go_line(&self) -> Result<(), GoError> {
        let gotoolchain = &self.engine.values.gotoolchain;
        let lines = self.context.lines.as_ref();
        lines.and_then(|lines| toolchain::too_new(lines, gotoolchain, self.version())).map_or(Ok(()), Err)
    }

    fn check_files(&self) -> Result<(), GoError> {
        self.context.file_error.as_ref().map_or(Ok(()), |error| Err(GoError::new(error.clone())))
    }

    fn check_workspace(&self) -> Result<(), GoError> {
        self.context.workspace_error.as_ref().map_or(Ok(()), |error| Err(GoError::new(error.clone())))
    }

    /// Checks `-modfile`. Mirrors `modload.Init`.
    fn check_module_file(&self) -> Result<(), GoError> {
        let flags = self.flags()?;
        let Some(file) = flags.module_file.as_deref().filter(|file| !file.is_empty()) else { return Ok(()) };
        let text = match self.context.selection_lines() {
            None => MODFILE_WITHOUT_MODULE.to_owned(),
            Some(lines) if lines.file.ends_with("go.work") => {
                "-modfile cannot be used in workspace mode".to_owned()
            }
            Some(_) if !file.ends_with(".mod") => {
                format!("-modfile={file}: file does not have .mod extension")
            }
            Some(_) => return Ok(()),
        };
        Err(GoError::new(text))
    }
}
