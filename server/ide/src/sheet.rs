//! A table as a sheet: where keys go in it as they go in Excel, and which rows lie below a cell.
//!
//! In an official table only figures are cells to go to: labels are the form's, and headings of groups
//! are passed over. In a table of the author's own every cell is.

#![allow(clippy::indexing_slicing, reason = "positions come from the sheet itself")]

use std::ops::Range;

use analysis::Analysis;
use report::{Block, Cells, ElementKind, Official, Report, Table, TableKind};

use super::at::{cell_area, line_span};
use super::cell_navigation::{next_cell, previous_cell};

/// Where a key goes from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Along the rows, from table to table and on to the next section.
    Next,
    Previous,
    /// Down the column; from the last row on as [`Way::Next`].
    Below,
    Above,
    Left,
    Right,
    /// The ends of the column.
    Top,
    Bottom,
    /// The ends of the row.
    RowStart,
    RowEnd,
}

/// The cells of a table.
pub(super) struct Sheet<'r> {
    pub(super) rows: Vec<SheetRow>,
    /// None for a table of the author's own.
    pub(super) official: Option<&'r Official>,
}

/// A row of a sheet, in the order of the text.
pub(super) struct SheetRow {
    /// Where its line begins, in bytes.
    start: usize,
    /// What the form calls it.
    pub(super) of: Option<(&'static form::Block, &'static form::Row)>,
    /// What is written in its cells, by column of the form or of the table; none where the table lacks
    /// the column. Empty for the heading of a group.
    pub(super) cells: Vec<Option<Range<usize>>>,
}

/// A cell's row and column in a sheet.
pub(super) type Spot = (usize, usize);

/// What is written in the cell that a key goes to from a byte offset; for the next section, the place where
/// writing goes on. None where the key goes nowhere.
pub fn cell_beside(analysis: &Analysis, offset: usize, way: Way) -> Option<Range<usize>> {
    let sheet = Sheet::at(analysis, offset)?;
    if let Some((row, column)) = sheet.beside(&analysis.text, offset, way) {
        return sheet.rows.get(row)?.cells.get(column)?.clone();
    }
    match way {
        Way::Previous => previous_cell(analysis, offset),
        Way::Next | Way::Below if way == Way::Next || sheet.official.is_some() => {
            next_cell(analysis, sheet.end(offset))
                .or_else(|| next_section(&analysis.report, offset))
        }
        _ => None,
    }
}

/// Where the text of the next section begins.
fn next_section(report: &Report, offset: usize) -> Option<Range<usize>> {
    let section = report.sections.iter().find(|section| section.heading.start > offset)?;
    let first = report.elements.get(section.body.clone())?.first();
    let at = first.map_or(section.heading.end, |element| element.range.start);
    Some(at..at)
}

impl<'r> Sheet<'r> {
    /// The table that an offset stands in.
    pub(super) fn at(analysis: &'r Analysis, offset: usize) -> Option<Self> {
        let inside = |table: &&Table| {
            let span = line_span(&analysis.text, &table.range);
            span.start <= offset && offset <= span.end
        };
        let table = analysis.report.tables.iter().find(inside)?;
        let (mut rows, official): (Vec<SheetRow>, _) = match &table.kind {
            TableKind::Official(official) => {
                let blocks = official.blocks.iter();
                let rows = blocks.flat_map(|block| of_block(analysis, official, block));
                (rows.collect(), Some(official))
            }
            TableKind::Unrecognized => (written_rows(analysis, table), None),
        };
        rows.sort_by_key(|row| row.start);
        rows.iter().any(|row| !row.is_heading()).then_some(Self { rows, official })
    }

    /// The cell at an offset. A label belongs to the row's first cell, the header to the first row.
    pub(super) fn spot(&self, text: &str, offset: usize) -> Option<Spot> {
        let above = self.rows.iter().rposition(|row| row.start <= offset);
        let row = match above {
            Some(row) if !self.rows[row].is_heading() => row,
            above => self.figures(above.unwrap_or(0)..self.rows.len()).next()?,
        };
        let cells = self.rows.get(row)?.cells.iter().enumerate();
        let known = cells.filter_map(|(column, cell)| Some((column, cell.as_ref()?)));
        let column = known
            .clone()
            .rfind(|(_, cell)| cell_area(text, cell).start <= offset)
            .or_else(|| known.clone().next())
            .map(|(column, _)| column)?;
        Some((row, column))
    }

    /// The rows within a range that have figures.
    fn figures(&self, rows: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        rows.filter(|row| self.rows.get(*row).is_some_and(|row| !row.is_heading()))
    }

    fn beside(&self, text: &str, offset: usize, way: Way) -> Option<Spot> {
        let (row, column) = self.spot(text, offset)?;
        // From a label or a header a key goes into the table first.
        let is_within = self.rows[row].cells[column]
            .as_ref()
            .is_some_and(|cell| cell_area(text, cell).start <= offset);
        if !is_within && matches!(way, Way::Next | Way::Right | Way::Below) {
            return Some((row, column));
        }
        let below = || self.figures(row + 1..self.rows.len());
        let above = || self.figures(0..row).rev();
        match way {
            Way::Right => self.columns(row).find(|other| *other > column).map(|at| (row, at)),
            Way::Left => self.columns(row).rfind(|other| *other < column).map(|at| (row, at)),
            Way::RowStart => self.columns(row).next().map(|at| (row, at)),
            Way::RowEnd => self.columns(row).next_back().map(|at| (row, at)),
            Way::Next => self
                .beside(text, offset, Way::Right)
                .or_else(|| below().find_map(|row| Some((row, self.columns(row).next()?)))),
            Way::Previous => self
                .beside(text, offset, Way::Left)
                .or_else(|| above().find_map(|row| Some((row, self.columns(row).next_back()?)))),
            Way::Below => below().find_map(|row| self.nearest(row, column)),
            Way::Above => above().find_map(|row| self.nearest(row, column)),
            Way::Top => self.figures(0..self.rows.len()).find_map(|it| self.nearest(it, column)),
            Way::Bottom => {
                self.figures(0..self.rows.len()).rev().find_map(|it| self.nearest(it, column))
            }
        }
    }

    /// The columns that a row has.
    fn columns(&self, row: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let cells = self.rows.get(row).map_or(&[][..], |row| &row.cells);
        cells.iter().enumerate().filter(|(_, cell)| cell.is_some()).map(|(column, _)| column)
    }

    /// The row's cell in a column, or its last one: blocks of 表二 have one to three.
    fn nearest(&self, row: usize, column: usize) -> Option<Spot> {
        let at = self.columns(row).find(|other| *other == column);
        at.or_else(|| self.columns(row).next_back()).map(|column| (row, column))
    }

    /// Behind the last cell.
    fn end(&self, offset: usize) -> usize {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        cells.map(|cell| cell.end).max().unwrap_or(offset).max(offset)
    }
}

impl SheetRow {
    /// Whether it is the heading of a group, or its cells cannot be told apart.
    pub(super) fn is_heading(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }
}

fn of_block<'r>(
    analysis: &'r Analysis,
    official: &'r Official,
    block: &'r Block,
) -> impl Iterator<Item = SheetRow> + 'r {
    let of = official.block(block);
    block.rows.iter().filter_map(move |row| {
        let cells = match &row.cells {
            Cells::Read(cells) => {
                cells.iter().map(|cell| Some(cell.as_ref()?.range.clone())).collect()
            }
            Cells::Group | Cells::Misfit { .. } => Vec::new(),
        };
        let start = line_span(&analysis.text, &row.label.range).start;
        Some(SheetRow { start, of: Some((of, of.rows.get(row.index)?)), cells })
    })
}

fn written_rows(analysis: &Analysis, table: &Table) -> Vec<SheetRow> {
    let elements = analysis.report.elements.get(table.elements.clone()).unwrap_or_default();
    let rows = elements.iter().filter_map(|element| match &element.kind {
        ElementKind::Row { cells, .. } => Some(SheetRow {
            start: line_span(&analysis.text, &element.range).start,
            of: None,
            cells: cells.iter().map(|cell| Some(cell.range.clone())).collect(),
        }),
        _ => None,
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::at_cursor;

    const TEXT: &str = "\
三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| :-- | --: | --: | --: | --: | --: | --: | --: |
| 一、本年新收政府信息公开申请数量 | 11 | 12 | 13 | 14 | 15 | 16 | 17 |
| 二、上年结转政府信息公开申请数量 | 21 |  | 23 | 24 | 25 | 26 | 27 |
| 三、本年度办理结果 |  |  |  |  |  |  |  |
| 　（一）予以公开 | 31 | 32 | 33 | 34 | 35 | 36 | 37 |
| 四、结转下年度继续办理 | 41 | 42 | 43 | 44 | 45 | 46 | 47 |

五、存在的主要问题及改进情况

一是人手不够。
";

    /// What stands in the cell that is gone to from `$0`.
    fn gone(from: &str, way: Way) -> Option<String> {
        let text = TEXT.replacen(&from.replace("$0", ""), from, 1);
        let (analysis, offset) = at_cursor(&text);
        let cell = cell_beside(&analysis, offset, way)?;
        analysis.text.get(cell).map(str::to_owned)
    }

    #[test]
    fn down_and_up_over_the_heading_of_a_group() {
        assert_eq!(gone("| 2$01 |", Way::Below).as_deref(), Some("31"));
        assert_eq!(gone("| $031 |", Way::Above).as_deref(), Some("21"));
        assert_eq!(gone("| 32$0 |", Way::Above).as_deref(), Some(""));
        assert_eq!(gone("| 11$0 |", Way::Above), None);
        assert_eq!(gone("一、本年新收$0政府", Way::Below).as_deref(), Some("11"));
        assert_eq!(gone("| 自然$0人", Way::Below).as_deref(), Some("11"));
    }

    #[test]
    fn along_a_row_and_to_the_ends() {
        assert_eq!(gone("| 17$0 |", Way::Next).as_deref(), Some("21"));
        assert_eq!(gone("| 17$0 |", Way::Right), None);
        assert_eq!(gone("| 2$01 |", Way::Previous).as_deref(), Some("17"));
        assert_eq!(gone("| 2$03 |", Way::RowEnd).as_deref(), Some("27"));
        assert_eq!(gone("| 2$03 |", Way::RowStart).as_deref(), Some("21"));
        assert_eq!(gone("| 2$03 |", Way::Top).as_deref(), Some("13"));
        assert_eq!(gone("| 2$03 |", Way::Bottom).as_deref(), Some("43"));
        assert_eq!(gone("| 2$03 |", Way::Left).as_deref(), Some(""));
    }

    #[test]
    fn from_the_last_cell_on_to_the_next_section() {
        let text = TEXT.replace("| 47 |", "| 4$07 |");
        let (analysis, offset) = at_cursor(&text);
        for way in [Way::Next, Way::Below] {
            let place = cell_beside(&analysis, offset, way).expect("it goes on");
            assert!(analysis.text[place.start..].starts_with("一是人手不够"), "{way:?}");
        }
    }
}
