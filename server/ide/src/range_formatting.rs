//! Formatting a part of the text: whole blocks only, for half a table cannot be aligned.

use std::ops::Range;

use analysis::Analysis;
use text::Edit;
use text::line_ends;

/// Those edits of a formatting that belong to the blocks that a range touches.
pub fn within(analysis: &Analysis, edits: Vec<Edit>, range: &Range<usize>) -> Vec<Edit> {
    let report = &analysis.report;
    let tables = report.tables.iter().map(|table| &table.range);
    let elements = report.elements.iter().map(|element| &element.range);
    let touched =
        tables.chain(elements).filter(|block| block.start <= range.end && range.start <= block.end);
    let whole = touched
        .fold(range.clone(), |whole, block| whole.start.min(block.start)..whole.end.max(block.end));
    // Indentation before the first block is part of its line.
    let start = line_ends::line_start(&analysis.text, whole.start);
    edits
        .into_iter()
        .filter(|edit| start <= edit.range.start && edit.range.end <= whole.end)
        .collect()
}
