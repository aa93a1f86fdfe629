//! The one writer: results on standard output, everything else on standard error.

use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use super::options::{ColorChoice, Options};
use crate::report::human::Style;

/// Where a command's results and remarks go.
pub(super) struct Output {
    results: BufWriter<Box<dyn Write>>,
    style: Style,
}

impl Output {
    /// Writes to the streams of this process.
    pub(super) fn new(options: &Options) -> Self {
        let colored = is_colored(options.color);
        colored::control::set_override(colored);
        let home = dirs::home_dir().filter(|_| options.go_env.is_none());
        let style = Style {
            secrets: options.secrets(),
            verbose: options.verbose,
            home: home.map(|home| home.to_string_lossy().into_owned()),
            colored,
        };
        Self { results: BufWriter::new(Box::new(io::stdout())), style }
    }

    /// Writes a JSON document.
    ///
    /// # Errors
    /// Standard output refuses.
    pub(super) fn json(&mut self, document: &impl Serialize) -> io::Result<()> {
        let text = crate::report::safe_json(&serde_json::to_string_pretty(document)?);
        self.results.write_all(text.as_bytes())?;
        self.results.write_all(b"\n")?;
        self.results.flush()
    }

    /// Writes a text for people.
    ///
    /// # Errors
    /// Standard output refuses.
    pub(super) fn human(&mut self, render: impl FnOnce(&Style) -> String) -> io::Result<()> {
        self.results.write_all(render(&self.style).as_bytes())?;
        self.results.flush()
    }

    /// How texts for people are written.
    pub(super) fn style(&self) -> &Style {
        &self.style
    }

    /// A text for people without colours, for a file.
    pub(super) fn plain(&self, render: impl FnOnce(&Style) -> String) -> String {
        colored::control::set_override(false);
        let text = render(&Style { colored: false, ..self.style.clone() });
        colored::control::set_override(self.style.colored);
        text
    }

    /// Standard output itself, for what is written piece by piece.
    pub(super) fn stream(&mut self) -> &mut dyn Write {
        &mut self.results
    }
}

/// Writes a line to standard error, safe for a terminal.
pub(super) fn complain(text: &str) {
    let mut line = crate::report::safe(&crate::source::mask::mask(text));
    line.push('\n');
    // There is nobody left to tell if this fails.
    let _ = io::stderr().write_all(line.as_bytes());
}

/// Writes a text of many lines to standard error, safe for a terminal.
pub(super) fn complain_in_lines(text: &str) {
    let text = crate::report::safe_lines(&crate::source::mask::mask(text));
    // There is nobody left to tell if this fails.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Shows how far a long run has come, on a terminal only; an empty text wipes it away.
pub(super) fn show_progress(text: &str) {
    let mut out = io::stderr();
    // There is nobody to tell if this fails.
    let _ = out.write_all(format!("\r\x1b[K{text}").as_bytes()).and_then(|()| out.flush());
}

/// Whether somebody watches standard error.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// `--color` first, then NO_COLOR, then CLICOLOR_FORCE, then whether it is a terminal.
fn is_colored(choice: ColorChoice) -> bool {
    let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if value("NO_COLOR").is_some() => false,
        ColorChoice::Auto if value("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorChoice::Auto => io::stdout().is_terminal() && value("TERM").is_none_or(|term| term != "dumb"),
    }
}
