//! `github`: workflow commands that GitHub Actions shows beside the changed lines.

use std::io::{self, Write};

use finding::{Finding, Severity};

use super::place::{extent_of, spot_of};
use crate::cli::check::{Checked, Checkup};

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    for unread in &checkup.unread {
        let (path, message) = (property(&unread.path), data(&unread.message));
        writeln!(out, "::error file={path},title=没能检查::{message}")?;
    }
    for file in &checkup.files {
        for finding in &file.findings {
            write_finding(file, finding, out)?;
        }
    }
    Ok(())
}

fn write_finding(file: &Checked, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (path, title) = (property(&file.path), property(rules::title(finding.rule)));
    if let Some(spot) = spot_of(file, &finding.range) {
        let message = data(&format!("{spot}：{}", finding.message));
        return writeln!(out, "::{command} file={path},title={title}::{message}");
    }
    let extent = extent_of(file, &finding.range);
    let (start, end) = (extent.start, extent.end);
    write!(out, "::{command} file={path},line={},col={}", start.line, start.column)?;
    write!(out, ",endLine={}", end.line)?;
    if start.line == end.line {
        // Columns are for one line only, as GitHub has it.
        write!(out, ",endColumn={}", end.column)?;
    }
    writeln!(out, ",title={title}::{}", data(&finding.message))
}

/// A message, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which ends earlier.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100%\r\n好：a,b"), "100%25%0D%0A好：a,b");
        assert_eq!(property("C:\\年报,1.nianbao"), "C%3A\\年报%2C1.nianbao");
    }
}
