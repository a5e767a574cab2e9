//! `concise`: a line for each finding, as editors and `grep` like it.

use std::io::{self, Write};

use super::place::start_of;
use super::{level, summary};
use crate::cli::check::Checkup;

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    for file in &checkup.files {
        for finding in &file.findings {
            let start = start_of(file, &finding.range);
            let level = level(finding.severity);
            let message = finding.message.replace('\n', " ");
            let (path, rule) = (&file.path, finding.rule);
            writeln!(out, "{path}:{}:{}: {level}[{rule}] {message}", start.line, start.column)?;
        }
    }
    summary::write(checkup, out)
}
