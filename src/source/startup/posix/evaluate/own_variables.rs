//! What a shell begins with: the environment that it is given, and what it sets itself.

use std::sync::Arc;

use super::super::dialect::Dialect;
use super::super::state::ShellOption;
use super::super::text::Text;
use super::super::variable::{Holds, Variable};
use super::Evaluator;

impl Evaluator<'_> {
    /// The environment that the shell is given, and the variables that it makes up.
    pub(super) fn inherit(&mut self) {
        for (name, value) in &self.start.environment {
            let variable = Variable {
                holds: Holds::Scalar(Text::certain(value.clone())),
                is_exported: true,
                ..Variable::nothing()
            };
            self.state.variables.put(name.as_str().into(), Some(Arc::new(variable)));
        }
        self.own_variables();
        for option in [ShellOption::Rcs, ShellOption::NoMatch, ShellOption::GlobalExport] {
            self.state.options.put(option, Some(true));
        }
    }

    /// Variables that the shell itself sets before it reads a file.
    fn own_variables(&mut self) {
        use Dialect::{Bash, Busybox, Dash, Ksh, Mksh, Zsh};
        let interactive = self.is_interactive();
        let dialect = self.dialect;
        if !interactive && dialect == Bash {
            // bash takes an inherited PS1 away from scripts, so that guards work.
            self.state.variables.put("PS1".into(), None);
        }
        let prompt = match dialect {
            Bash => interactive.then_some("\\s-\\v\\$ "),
            Zsh => Some(if interactive { "%m%# " } else { "" }),
            Dash | Mksh => Some("$ "),
            Busybox => Some("\\w \\$ "),
            Ksh => None,
        };
        self.begin_with("PS1", prompt);
        let version = match dialect {
            Bash => Some(("BASH_VERSION", "5.2.15(1)-release")),
            Zsh => Some(("ZSH_VERSION", "5.9")),
            Ksh => Some(("KSH_VERSION", "Version AJM 93u+m/1.0.4 2022-10-22")),
            Mksh => Some(("KSH_VERSION", "@(#)MIRBSD KSH R59 2023/04/29")),
            Dash | Busybox => None,
        };
        if let Some((name, value)) = version {
            self.begin_with(name, Some(value));
        }
        if dialect == Bash {
            // That it is there is certain, where it is is not.
            let holds = Holds::Scalar(Text { computed: Some("$BASH".into()), ..Text::certain("/bin/bash") });
            self.state
                .variables
                .put("BASH".into(), Some(Arc::new(Variable { holds, ..Variable::nothing() })));
        }
        self.begin_with("IFS", Some(" \t\n"));
        if matches!(dialect, Bash | Zsh) {
            let system = if self.is_darwin() { "darwin" } else { "linux-gnu" };
            self.guess("OSTYPE", system, "$OSTYPE");
            for name in ["UID", "EUID", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "RANDOM", "SECONDS", "PPID"] {
                self.doubt(name);
            }
        }
        if let Some(path) = self.variable("PATH").filter(|_| dialect == Zsh).cloned() {
            self.put("PATH", (*path).clone());
        }
    }

    fn begin_with(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|_| self.state.variables.get(name).is_none()) {
            let holds = Holds::Scalar(Text::certain(value));
            self.state.variables.put(name.into(), Some(Arc::new(Variable { holds, ..Variable::nothing() })));
        }
    }

    fn guess(&mut self, name: &str, value: &str, source: &str) {
        let holds = Holds::Scalar(Text::guess(value, source));
        self.state.variables.put(name.into(), Some(Arc::new(Variable { holds, ..Variable::nothing() })));
    }

    fn doubt(&mut self, name: &str) {
        if self.state.variables.get(name).is_none() {
            let holds = Holds::Scalar(Text::unknown(&format!("${name}")));
            self.state.variables.put(name.into(), Some(Arc::new(Variable { holds, ..Variable::nothing() })));
        }
    }

    /// Whether the files are those of a Mac.
    pub(super) fn is_darwin(&self) -> bool {
        self.start.home().starts_with("/Users/")
            || self.tree.presence("/System/Library") == crate::source::startup::Presence::Directory
    }
}
