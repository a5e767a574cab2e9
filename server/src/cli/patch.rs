//! What would change in a file, as a patch: in colours where there are colours.

use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::Terminal;

/// Writes the patch that turns one text of a file into another to standard output.
pub(super) fn write(
    path: &str,
    before: &str,
    after: &str,
    terminal: &mut Terminal,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(before, after);
    writeln!(terminal.out, "--- {path}\n+++ {path}")?;
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(terminal.out, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value().trim_end_matches(['\r', '\n']);
            writeln!(terminal.out, "{style}{}{line}{style:#}", change.tag())?;
            if change.missing_newline() {
                writeln!(terminal.out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
