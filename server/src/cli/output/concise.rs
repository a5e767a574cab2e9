//! `concise`: a line for each finding, as editors and `grep` like it.

use std::io::{self, Write};

use super::place::{spot_of, start_of};
use super::summary;
use crate::cli::check::Checkup;

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    for file in &checkup.files {
        for finding in &file.findings {
            let level = finding.severity.name();
            let message = finding.message.replace('\n', " ");
            let (path, rule) = (&file.path, rules::title(finding.rule));
            let place = match spot_of(file, &finding.range) {
                Some(spot) => format!(" {spot}"),
                None => {
                    let start = start_of(file, &finding.range);
                    format!(":{}:{}", start.line, start.column)
                }
            };
            writeln!(out, "{path}{place}: {level}[{rule}] {message}")?;
        }
    }
    summary::write(checkup, out)
}
