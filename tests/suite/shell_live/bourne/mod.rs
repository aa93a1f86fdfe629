//! Start-up files of bash, zsh, dash, ksh, mksh and busybox.

mod assign;
mod flow;
mod tests;
mod traps;
mod words;

use super::writer::{Form, Writer};

/// One statement, of one or several lines.
pub(crate) fn statement(w: &mut Writer<'_>) -> String {
    let simple: &[(usize, Form)] = &[
        (24, assign::export),
        (14, assign::assign),
        (6, assign::helper),
        (8, assign::append),
        (6, assign::default),
        (5, assign::remove),
        (4, assign::declare),
        (2, assign::read_only),
        (3, assign::allexport),
        (3, assign::prefix),
        (3, assign::array),
        (4, traps::blanks),
        (4, traps::cuts),
        (2, traps::foreign),
        (5, traps::decoy),
        (5, traps::elsewhere),
        (4, traps::continued),
    ];
    let compound: &[(usize, Form)] = &[
        (10, flow::branch),
        (8, flow::chain),
        (6, flow::case),
        (6, flow::repeat),
        (7, flow::function),
        (9, flow::source),
        (2, flow::guard),
        (2, flow::option),
    ];
    match w.random.below(100) {
        0..12 if w.open => traps::opaque(w),
        12..14 if w.depth == 0 => traps::broken(w),
        14..44 if w.depth < 3 => w.form(compound),
        _ => w.form(simple),
    }
}
