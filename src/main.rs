//! The command line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    goenv_doctor::cli::main()
}
