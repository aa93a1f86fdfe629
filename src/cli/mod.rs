//! The command line: one file a command, its arguments and its orchestration, nothing else.

mod check;
mod completions;
mod contexts;
mod env;
mod error;
mod explain;
mod options;
mod output;
mod paste;
mod report;
mod rule;
mod shells;
mod status;
mod summary;
mod triage;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use error::{CommandError, UsageError};
use options::Options;
use output::{Output, complain, complain_in_lines};
use status::Status;

/// Explains where every Go setting comes from and what the go command will do with a module, offline
/// and exactly as the installed Go would.
#[derive(Debug, Clone, Parser)]
#[command(name = "goenv-doctor", version, propagate_version = true, max_term_width = 100)]
struct CommandLine {
    #[command(flatten)]
    options: Options,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Subcommand)]
enum Command {
    /// Show what go decides about modules: verified by whom, downloaded from whom, and why
    Explain(explain::ExplainArguments),
    /// Show every setting with the place that set it and what it shadows
    Env(env::EnvArguments),
    /// Check settings and the module graph against the rules and a policy, before a build or in CI
    Check(check::CheckArguments),
    /// Find the cause of a failure in a log or a bug report, for support
    Triage(triage::TriageArguments),
    /// Write a text for support: settings, origins, go.mod facts; secrets and names masked
    Report(report::ReportArguments),
    /// Show the documentation of a rule, or all rules
    Rule(rule::RuleArguments),
    /// Print shell completions
    Completions(completions::CompletionsArguments),
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// Exit status where `--fail-on` is reached.
const FOUND: u8 = 1;

/// Exit status for wrong usage and unreadable input.
const USAGE: u8 = 2;

/// Parses the arguments, runs one command, and maps the result to an exit status.
pub fn main() -> ExitCode {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => {
            return refuse(&error);
        }
    };
    let mut output = Output::new(&line.options);
    let result = match &line.command {
        command if line.options.format.is_of_check() && !matches!(command, Command::Check(_)) => {
            Err(UsageError::FormatOfCheck(line.options.format.word()).into())
        }
        Command::Explain(arguments) => explain::run(arguments, &line.options, &mut output),
        Command::Check(arguments) => check::run(arguments, &line.options, &mut output),
        Command::Env(arguments) => env::run(arguments, &line.options, &mut output),
        Command::Report(arguments) => {
            report::run(arguments, &line.options, &mut output).map(|()| Status::Fine)
        }
        Command::Triage(arguments) => triage::run(arguments, &line.options, &mut output),
        Command::Rule(arguments) => rule::run(arguments, &line.options, &mut output).map(|()| Status::Fine),
        Command::Completions(arguments) => {
            completions::run(arguments, CommandLine::command(), &mut output).map(|()| Status::Fine)
        }
        Command::Man => completions::man(CommandLine::command(), &mut output).map(|()| Status::Fine),
    };
    match result {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(FOUND),
        Err(CommandError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) if line.options.quiet => ExitCode::from(USAGE),
        Err(error) => {
            complain(&format!("goenv-doctor: {error}"));
            ExitCode::from(USAGE)
        }
    }
}

/// Prints help, or what is wrong with the arguments; those are somebody else's text.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Help that cannot be written is not a failure.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    complain_in_lines(&error.render().to_string());
    ExitCode::from(USAGE)
}
