//! Text that may be a part of the form which nobody could read. Beside it no fix puts a blank one.

use form::{digits, numberless, unspaced};
use report::{ElementKind, Report, TableKind};

use super::Context;

/// Whether rows of the form may stand in the text by other names or in another shape: in a table that was not
/// recognised, or in lines that no table has taken.
pub(super) fn may_hold<'f>(
    context: &Context<'_>,
    rows: impl IntoIterator<Item = &'f form::Row>,
) -> bool {
    let rows = rows.into_iter().filter(|row| !row.group);
    let labels: Vec<String> = rows
        .flat_map(|row| [row.label.as_str(), row.written(), row.short()])
        .map(|label| unspaced(numberless(label)))
        .collect();
    is_any_table_unread(context.report)
        || lines(context).any(|line| labels.iter().any(|label| is_row(&line, label)))
}

/// Whether there is a table that nobody could read.
pub(super) fn is_any_table_unread(report: &Report) -> bool {
    report.tables.iter().any(|table| matches!(table.kind, TableKind::Unrecognized))
}

/// The lines of text without blanks, but sentences.
fn lines<'r>(context: &Context<'r>) -> impl Iterator<Item = String> + use<'r> {
    let text = context.text;
    let elements = context.report.elements.iter();
    let lines = elements.filter(|element| {
        matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading { .. })
    });
    let lines = lines.filter_map(|element| text.get(element.range.clone()));
    lines.filter(|line| !line.contains(['。', '；'])).map(unspaced)
}

/// Whether a line is a label of the form, or holds one and figures.
fn is_row(line: &str, label: &str) -> bool {
    let Some((before, behind)) = line.split_once(label) else { return false };
    let alone = numberless(before).is_empty() && behind.is_empty();
    alone || !digits(behind).is_empty()
}
