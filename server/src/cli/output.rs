//! What a check found, in the format that was asked for. Each format is a file.

mod concise;
mod excerpt;
mod full;
mod github;
pub(super) mod json;
pub(super) mod place;
mod sarif;
mod statistics;
mod summary;

use std::io;

use super::Terminal;
use super::arguments::OutputFormat;
use super::check::Checkup;

/// Writes to standard output what was found.
pub(super) fn write(
    checkup: &Checkup,
    format: OutputFormat,
    terminal: &mut Terminal,
) -> io::Result<()> {
    let width = terminal.width;
    let out = &mut terminal.out;
    match format {
        OutputFormat::Full => full::write(checkup, width, out),
        OutputFormat::Concise => concise::write(checkup, out),
        OutputFormat::Json => json::write(checkup, out),
        OutputFormat::Sarif => sarif::write(checkup, out),
        OutputFormat::Github => github::write(checkup, out),
    }
}

/// Writes to standard output how much was found of what and where. Only readers and programs of
/// ours read such a view: the other formats are made for findings.
pub(super) fn write_statistics(
    checkup: &Checkup,
    format: OutputFormat,
    terminal: &mut Terminal,
) -> io::Result<()> {
    match format {
        OutputFormat::Json => statistics::write_json(checkup, &mut terminal.out),
        _ => statistics::write_text(checkup, &mut terminal.out),
    }
}
