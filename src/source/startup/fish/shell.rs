//! A fish that runs nothing: what it knows while it reads its files.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flow::Status;
use super::folders::Folders;
use super::function::Functions;
use super::script::{Files, Spot};
use super::value::{List, joined, single};
use super::variables::{Found, Scope, Seen, Slot, State, Variable, Variables};
use crate::source::startup::limits::{Budget, MAX_REMARKS};
use crate::source::startup::{FileTree, Knowledge, ReadFile, Remark, RemarkKind, Start};

/// Blocks, calls and files inside one another. fish itself stops at 128 calls.
pub(super) const MAX_DEPTH: usize = 72;

/// A fish that runs nothing.
pub(super) struct Shell<'a> {
    /// How it was started.
    pub(super) start: &'a Start,
    /// The machine's files.
    pub(super) tree: &'a dyn FileTree,
    /// Where fish's own files are.
    pub(super) folders: Folders,
    /// The variables.
    pub(super) variables: Variables,
    /// The functions.
    pub(super) functions: Functions,
    /// The status of the last command.
    pub(super) status: Status,
    /// What may still be done.
    pub(super) budget: Budget,
    /// Blocks, calls and files around the command that runs.
    pub(super) depth: usize,
    /// The files that are being read, each sourced by the one before.
    pub(super) sources: Vec<Arc<str>>,
    /// The functions whose files were loaded.
    pub(super) loaded: BTreeSet<Arc<str>>,
    /// Their texts, by number.
    pub(super) scripts: Files,
    /// What was read.
    pub(super) files: Vec<ReadFile>,
    remarks: Vec<Remark>,
    remarked: BTreeSet<(Spot, u8)>,
}

impl<'a> Shell<'a> {
    /// A fish that has read nothing yet and knows only what it inherits.
    pub(super) fn new(start: &'a Start, tree: &'a dyn FileTree) -> Self {
        let mut shell = Self {
            start,
            tree,
            folders: Folders::of(start, tree),
            variables: Variables::default(),
            functions: Functions::default(),
            status: Status::Known(0),
            budget: Budget::default(),
            depth: 0,
            sources: vec![],
            loaded: BTreeSet::new(),
            scripts: Files::default(),
            files: vec![],
            remarks: vec![],
            remarked: BTreeSet::new(),
        };
        shell.inherit();
        shell
    }

    /// Leaves a remark, once at a place.
    pub(super) fn remark(&mut self, spot: Spot, kind: RemarkKind) {
        let is_room = self.remarks.len() < MAX_REMARKS;
        if is_room && self.remarked.insert((spot, number_of(&kind))) {
            self.remarks.push(Remark { kind, place: self.scripts.place(spot) });
        }
    }

    /// Remarks that a limit of this reader was reached.
    pub(super) fn remark_limit(&mut self, spot: Spot, reason: &str) {
        self.remark(spot, RemarkKind::Limit { reason: reason.to_owned() });
    }

    /// The remarks that were left.
    pub(super) fn take_remarks(&mut self) -> Vec<Remark> {
        std::mem::take(&mut self.remarks)
    }

    /// What a name stands for.
    pub(super) fn look_up(&self, name: &str) -> Seen {
        if let Some(found) = self.special(name) {
            return Seen { found, knowledge: Knowledge::Certain };
        }
        let mut knowledge = Knowledge::Certain;
        for passed in self.variables.in_doubt(name) {
            knowledge = knowledge.and(&passed.knowledge());
        }
        let Some(slot) = self.variables.slot(name, None) else {
            let found = if is_unpredictable(name) {
                Found::Unknown(format!("${name}").into())
            } else {
                Found::Missing
            };
            return Seen { found, knowledge };
        };
        let known = slot.knowledge();
        let found = match (&slot.main.state, &known) {
            (State::List(list), _) => Found::List { list: list.clone(), is_path: slot.main.is_path },
            (State::Gone, _) => Found::Missing,
            (_, Knowledge::Unknown(why)) => Found::Unknown(why.clone()),
            _ => Found::Unknown(format!("${name}").into()),
        };
        Seen { found, knowledge: knowledge.and(&known) }
    }

    /// Variables that fish makes up itself.
    fn special(&self, name: &str) -> Option<Found> {
        let list = |text: &str| Found::List { list: single(text), is_path: false };
        Some(match (name, &self.status) {
            ("status" | "pipestatus", Status::Known(code)) => list(&code.to_string()),
            ("status" | "pipestatus", Status::Doubtful { test, .. }) => Found::Unknown(test.clone()),
            ("__fish_config_dir", _) => list(&self.folders.config),
            ("__fish_sysconf_dir", _) => list(&self.folders.system),
            ("__fish_user_data_dir", _) => list(&self.folders.data),
            _ => return None,
        })
    }

    /// Whether fish makes up a variable itself, so that it is always there.
    pub(super) fn is_always_there(&self, name: &str) -> bool {
        self.special(name).is_some() || is_unpredictable(name)
    }

    /// The variable's elements, if they are known without a doubt.
    pub(super) fn certain(&self, name: &str) -> Option<List> {
        match self.look_up(name) {
            Seen { found: Found::List { list, .. }, knowledge: Knowledge::Certain } => Some(list),
            _ => None,
        }
    }

    /// Where relative paths begin; `None` if that is not known.
    pub(super) fn working_directory(&self) -> Option<Arc<str>> {
        let here = self.certain("PWD").map(|list| joined(&list, " "));
        here.filter(|here| here.starts_with('/')).map(Arc::from)
    }

    /// A path from the root.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        if path.starts_with('/') {
            return Some(path.to_owned());
        }
        let here = self.working_directory()?;
        Some(format!("{}/{}", here.trim_end_matches('/'), path.trim_start_matches("./")))
    }

    /// What is known of a variable is lost: it may be set or not.
    pub(super) fn doubt(&mut self, name: &str, spot: Spot, why: &Arc<str>) {
        let known = self.variables.slot(name, None);
        let main = Variable {
            state: State::Anything,
            is_exported: true,
            is_path: known.map_or(name.ends_with("PATH"), |slot| slot.main.is_path),
            was_exported: true,
            spot: Some(spot),
        };
        let scope = if known.is_some() { None } else { Some(Scope::Global) };
        self.variables.put(name, scope, Slot::new(main, Knowledge::Unknown(why.clone())));
    }

    /// Puts a global variable that this reader keeps itself.
    pub(super) fn put_global(&mut self, name: &str, list: List, is_exported: bool, spot: Option<Spot>) {
        let is_path = name.ends_with("PATH");
        let state = State::List(list);
        let main = Variable { state, is_exported, is_path, was_exported: is_exported, spot };
        self.variables.put(name, Some(Scope::Global), Slot::new(main, Knowledge::Certain));
    }
}

/// Variables whose value depends on the moment or the machine.
fn is_unpredictable(name: &str) -> bool {
    matches!(
        name,
        "hostname"
            | "fish_pid"
            | "history"
            | "version"
            | "FISH_VERSION"
            | "CMD_DURATION"
            | "COLUMNS"
            | "LINES"
            | "_"
            | "status_generation"
            | "umask"
            | "fish_kill_signal"
            | "fish_killring"
            | "last_pid"
            | "__fish_data_dir"
            | "__fish_bin_dir"
            | "__fish_help_dir"
            | "USER"
            | "HOME"
            | "PATH"
    )
}

/// Variables that fish lets nobody set.
pub(super) fn is_read_only(name: &str) -> bool {
    let electric = [
        "FISH_VERSION",
        "PWD",
        "SHLVL",
        "_",
        "fish_kill_signal",
        "fish_killring",
        "fish_pid",
        "history",
        "hostname",
        "pipestatus",
        "status",
        "status_generation",
        "version",
    ];
    electric.contains(&name)
}

/// Tells kinds of remarks apart.
fn number_of(kind: &RemarkKind) -> u8 {
    match kind {
        RemarkKind::NotExported { .. } => 0,
        RemarkKind::CutByBlank { .. } => 1,
        RemarkKind::BlankAroundEquals { .. } => 2,
        RemarkKind::ForeignSyntax { .. } => 3,
        RemarkKind::GoEnvWrite { .. } => 4,
        RemarkKind::Opaque { .. } => 5,
        RemarkKind::MissingFile { .. } => 6,
        RemarkKind::Stops { .. } => 7,
        RemarkKind::SyntaxError { .. } => 8,
        RemarkKind::ReadOnly { .. } => 9,
        RemarkKind::Limit { .. } => 10,
    }
}
