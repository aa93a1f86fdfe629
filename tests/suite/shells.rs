//! Every recorded run of a real shell, given to the built binary: what the shell's start-up files would
//! export, and which line says so, must be what a child process of that shell saw.
//!
//! GOENV_DOCTOR_SHELL_ROW chooses a single row, or those whose name begins so (`zsh-`).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "broken rows stop a test; figures are for people"
)]

mod judged;
mod row;
mod score;

use score::{Board, Figures};

/// Rows are too few to prove anything below this.
const LEAST_ROWS: usize = 448;

#[test]
fn recorded_shells_agree() {
    let only = std::env::var("GOENV_DOCTOR_SHELL_ROW").unwrap_or_default();
    let rows = row::recorded();
    assert!(rows.len() >= LEAST_ROWS, "{} rows are too few to prove anything", rows.len());
    let mut board = Board::default();
    for row in rows.iter().filter(|row| row.id.starts_with(&only)) {
        let scratch = tempfile::tempdir().unwrap();
        board.add(row, &row.ask(scratch.path()));
    }
    board.differences.iter().for_each(|text| println!("{text}"));
    println!("{board}");
    let Figures { exact, conditional, unknown, lines, .. } = board.all();
    assert!(exact.reaches(1000), "exact {exact}");
    assert!(conditional.reaches(970), "conditional {conditional}");
    assert!(unknown.reaches(1000), "unknown and never certain {unknown}");
    assert!(lines.reaches(990), "lines {lines}");
}
