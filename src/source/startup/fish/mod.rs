//! fish: what a new shell would export, worked out from its start-up files without running anything.
//!
//! The grammar is in [`syntax`], words in [`word`], variables and their scopes in [`variables`],
//! statements in [`run`], commands in [`builtin`]. What fish 3.6 does is the measure; where fish 4 is known
//! to do something else, the answer is conditional.

mod builtin;
mod call;
mod flow;
mod folders;
mod function;
mod run;
mod script;
mod shell;
mod startup;
mod syntax;
#[cfg(test)]
mod tests;
mod universal;
mod value;
mod variables;
mod word;

use self::shell::Shell;
use super::{FileTree, Outcome, RemarkKind, Start};

/// Reads the start-up files of a fish that is started like this.
pub(crate) fn read(start: &Start, tree: &dyn FileTree) -> Outcome {
    let mut shell = Shell::new(start, tree);
    shell.read_all();
    for (name, spot) in shell.variables.unexported() {
        shell.remark(spot, RemarkKind::NotExported { variable: name.to_string() });
    }
    Outcome {
        variables: shell.variables.exported(&shell.scripts),
        remarks: shell.take_remarks(),
        files: shell.files,
        incomplete: None,
    }
}
