//! `report [MODULE…]`: a text to hand to support, without secrets and without names.

use clap::Args;

use super::error::CommandError;
use super::explain;
use super::options::{Format, Options};
use super::output::Output;
use crate::inspect::{Contexts, Inspection, Request};
use crate::report::document::{BundleDocument, SCHEMA_VERSION, SectionDocument};
use crate::report::human::{self, Style};
use crate::report::{Secrets, bundle, privacy, sections};

/// Arguments of `report`.
#[derive(Debug, Clone, Args)]
pub(super) struct ReportArguments {
    /// The modules or packages that fail, with versions where known
    #[arg(value_name = "MODULE[@VERSION]")]
    modules: Vec<String>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, unreadable input, output that cannot be written.
pub(super) fn run(
    arguments: &ReportArguments,
    options: &Options,
    output: &mut Output,
) -> Result<(), CommandError> {
    let inspection = Inspection::new(Request { contexts: Contexts::All, ..options.request()? })?;
    let around = inspection.project();
    let privacy = privacy(&inspection.scenario);
    // A bundle is a text file wherever it goes.
    colored::control::set_override(false);
    let mut sections = sections(&inspection, &around);
    if !arguments.modules.is_empty() {
        let (document, found) =
            explain::document(&arguments.modules, false, &inspection, &around, options.secrets())?;
        sections.push(("explain", human::explain(&document, &found, &Style::default())));
    }
    let sections = sections.into_iter().map(|(title, text)| SectionDocument {
        title: title.to_owned(),
        text: privacy.apply(&Secrets::Masked.text(&text)),
    });
    let document = BundleDocument {
        schema_version: SCHEMA_VERSION,
        made_by: env!("CARGO_PKG_VERSION"),
        sections: sections.collect(),
    };
    match options.format {
        Format::Json => output.json(&document)?,
        _ => output.human(|_| bundle(&document))?,
    }
    Ok(())
}
