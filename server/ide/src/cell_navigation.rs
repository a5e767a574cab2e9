//! From cell to cell of the tables, as Tab goes.
//!
//! In an official table only figures are gone to: the labels are the form's. Where the figures of a
//! table are not known, every cell of it is.

use std::ops::Range;

use analysis::Analysis;
use report::{ElementKind, Report, Table, TableKind};

use super::at::blocks;

/// The next cell behind a byte offset; none behind the last one.
pub fn next_cell(analysis: &Analysis, offset: usize) -> Option<Range<usize>> {
    cells(&analysis.report).into_iter().find(|cell| cell.start > offset)
}

/// The cell before the one that a byte offset stands in or behind; none before the first one.
pub fn previous_cell(analysis: &Analysis, offset: usize) -> Option<Range<usize>> {
    cells(&analysis.report).into_iter().rfind(|cell| cell.end < offset)
}

/// What is written in the cells to go to, in the order of the text.
fn cells(report: &Report) -> Vec<Range<usize>> {
    let figures = blocks(report).flat_map(|of| of.cells()).map(|found| found.cell.range.clone());
    let others = report.tables.iter().filter(|table| matches!(table.kind, TableKind::Unrecognized));
    let mut cells: Vec<_> =
        figures.chain(others.flat_map(|table| written(report, table))).collect();
    cells.sort_by_key(|cell| (cell.start, cell.end));
    cells
}

/// All cells of a table as they were written.
fn written<'r>(report: &'r Report, table: &Table) -> impl Iterator<Item = Range<usize>> + 'r {
    let elements = report.elements.get(table.elements.clone()).unwrap_or_default();
    elements
        .iter()
        .flat_map(|element| match &element.kind {
            ElementKind::Row { cells, .. } => cells.as_slice(),
            _ => &[],
        })
        .map(|cell| cell.range.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::at_cursor;

    const BLOCK: &str = "\
二、主动公开政府信息情况

| 第二十条第（五）项 | 本年处理决定数量 |
| --- | --- |
| 行政许可 | 12 |

| 第二十条第（六）项 | 本年处理决定数量 |
| --- | --- |
| 行政处罚 |  |
| 行政强制 | 3 |
";

    /// What stands in the cell that is gone to from `$0`, and how far the text before it reaches.
    fn gone_to(
        text: &str,
        go: impl Fn(&Analysis, usize) -> Option<Range<usize>>,
    ) -> Option<(String, String)> {
        let (analysis, offset) = at_cursor(text);
        let cell = go(&analysis, offset)?;
        let before = analysis.text.get(..cell.start)?.lines().last()?.trim().to_owned();
        Some((analysis.text.get(cell)?.to_owned(), before))
    }

    fn from(place: &str) -> String {
        let text = BLOCK.replacen(&place.replace("$0", ""), place, 1);
        assert!(text.contains("$0"), "{place}");
        text
    }

    fn found(cell: &str, before: &str) -> Option<(String, String)> {
        Some((cell.to_owned(), before.to_owned()))
    }

    #[test]
    fn forwards() {
        assert_eq!(gone_to(&from("二、主$0动"), next_cell), found("12", "| 行政许可 |"));
        assert_eq!(gone_to(&from("| 1$02 |"), next_cell), found("", "| 行政处罚 |"));
        assert_eq!(gone_to(&from("行政处罚 | $0 |"), next_cell), found("3", "| 行政强制 |"));
        assert_eq!(gone_to(&from("| 3$0 |"), next_cell), None);
    }

    #[test]
    fn backwards() {
        assert_eq!(gone_to(&from("| 3$0 |"), previous_cell), found("", "| 行政处罚 |"));
        assert_eq!(gone_to(&from("| 行政$0强制"), previous_cell), found("", "| 行政处罚 |"));
        assert_eq!(gone_to(&from("| $012 |"), previous_cell), None);
    }

    #[test]
    fn in_a_table_of_ones_own_every_cell_is_gone_to() {
        let text = "一、总体情况\n\n| 渠道$0 | 条数 |\n| --- | --- |\n| 网站 | 5 |\n";
        assert_eq!(gone_to(text, next_cell), found("条数", "| 渠道 |"));
        assert_eq!(gone_to("只有一段$0文字。\n", next_cell), None);
    }
}
