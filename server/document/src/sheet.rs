//! Worksheets, of whatever program: which rows are tables, and which are the lines around them.
//!
//! A sheet has cells everywhere, and says nowhere what is a table. Rows with one thing in them are
//! titles, headings and notes, except amid a table, where they name a group of its rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Cell, Line, Place, Row, Table};
use crate::grid::{self, Grid, GridCell, GridRow};

/// A worksheet as its reader found it.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The cells with something in them, by row and column.
    pub(crate) cells: BTreeMap<(usize, usize), String>,
    pub(crate) merged: Vec<Merged>,
}

/// Cells that are one: from a row and column to another, both included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Merged {
    pub(crate) first: (usize, usize),
    pub(crate) last: (usize, usize),
}

/// So many cells of merged ranges are looked at; a report has a few hundred.
const MOST_COVERED: usize = 100_000;
/// No ledger has more columns.
const MOST_SPANNED: usize = 200;
/// A sheet that an export adds: it computes what stands on the others, and is no part of the report.
const CHECKS: &str = "核对（自动计算）";
/// A longer text is no group of a table.
const LONGEST_GROUP: usize = 60;

/// What stands in a place of the grid besides text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cover {
    FromAbove,
    FromTheLeft,
}

/// A row while tables are sought.
#[derive(Debug, Default)]
struct SheetRow<'s> {
    texts: BTreeMap<usize, &'s str>,
    covers: BTreeMap<usize, Cover>,
}

impl Sheet {
    /// The lines and tables of the sheet.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        if self.name == CHECKS {
            return Vec::new();
        }
        let rows: Vec<(usize, SheetRow<'_>)> = self.rows().into_iter().collect();
        let mut blocks = Vec::new();
        let mut table: Vec<usize> = Vec::new();
        for (index, (number, row)) in rows.iter().enumerate() {
            let previous = index.checked_sub(1).and_then(|previous| rows.get(previous));
            if previous.is_none_or(|(previous, _)| previous + 1 != *number) {
                self.end_table(&mut table, &rows, &mut blocks);
            }
            match row.alone() {
                Some(text) if table.is_empty() || !is_group(text, &rows, index) => {
                    self.end_table(&mut table, &rows, &mut blocks);
                    let place = Place::of_sheet(&self.name, number + 1);
                    blocks.extend(text.lines().map(|text| {
                        Block::Line(Line { text: text.to_owned(), place: place.clone() })
                    }));
                }
                _ => table.push(index),
            }
        }
        self.end_table(&mut table, &rows, &mut blocks);
        blocks
    }

    /// The rows with anything in them, by number.
    fn rows(&self) -> BTreeMap<usize, SheetRow<'_>> {
        let mut rows: BTreeMap<usize, SheetRow<'_>> = BTreeMap::new();
        for ((row, column), text) in &self.cells {
            rows.entry(*row).or_default().texts.insert(*column, text);
        }
        let mut left = MOST_COVERED;
        for merged in &self.merged {
            if merged.first.0 > merged.last.0 {
                continue;
            }
            // A range may cover whole columns; only rows with something in them matter.
            for (row, entry) in rows.range_mut(merged.first.0..=merged.last.0) {
                for column in merged.first.1..=merged.last.1.min(merged.first.1 + MOST_COVERED) {
                    let Some(remaining) = left.checked_sub(1) else { return rows };
                    left = remaining;
                    if (*row, column) == merged.first {
                        continue;
                    }
                    let cover = if column == merged.first.1 {
                        Cover::FromAbove
                    } else {
                        Cover::FromTheLeft
                    };
                    entry.texts.remove(&column);
                    entry.covers.insert(column, cover);
                }
            }
        }
        rows
    }

    /// The sheet as rows of cells in their places. A cell that another one covers has its text.
    pub(crate) fn grid(&self) -> Grid {
        let mut rows: BTreeMap<usize, BTreeMap<usize, GridCell>> = BTreeMap::new();
        for ((row, column), text) in &self.cells {
            let text = crate::words::join(text.lines());
            let cell = GridCell { column: *column, text, cover: grid::Cover::None };
            rows.entry(*row).or_default().insert(*column, cell);
        }
        let mut left = MOST_COVERED;
        for merged in self.merged.iter().filter(|merged| merged.first.0 <= merged.last.0) {
            let anchor = rows.get(&merged.first.0).and_then(|row| row.get(&merged.first.1));
            let Some(text) = anchor.map(|cell| cell.text.clone()) else { continue };
            for (row, cells) in rows.range_mut(merged.first.0..=merged.last.0) {
                for column in merged.first.1..=merged.last.1.min(merged.first.1 + MOST_SPANNED) {
                    left = left.saturating_sub(1);
                    if (*row, column) != merged.first && left > 0 {
                        let text = text.clone();
                        let own = *row == merged.first.0;
                        let cover = if own { grid::Cover::Aside } else { grid::Cover::Above };
                        cells.insert(column, GridCell { column, text, cover });
                    }
                }
            }
        }
        let row = |(number, cells): (usize, BTreeMap<usize, GridCell>)| GridRow {
            number: number + 1,
            cells: cells.into_values().collect(),
        };
        Grid { name: self.name.clone(), rows: rows.into_iter().map(row).collect() }
    }

    /// Makes a table of the rows gathered, as wide as they are.
    fn end_table(
        &self,
        gathered: &mut Vec<usize>,
        rows: &[(usize, SheetRow<'_>)],
        blocks: &mut Vec<Block>,
    ) {
        let gathered = std::mem::take(gathered);
        let rows: Vec<&(usize, SheetRow<'_>)> =
            gathered.iter().filter_map(|index| rows.get(*index)).collect();
        if rows.is_empty() {
            return;
        }
        let columns: BTreeSet<usize> =
            rows.iter().flat_map(|(_, row)| row.texts.keys().copied()).collect();
        let rows = rows.into_iter().map(|(number, row)| Row {
            cells: row.cells(&columns),
            place: Place::of_sheet(&self.name, number + 1),
        });
        blocks.push(Block::Table(Table { rows: rows.collect() }));
    }
}

impl<'s> SheetRow<'s> {
    /// The only text of the row, if nothing else stands or reaches there.
    fn alone(&self) -> Option<&'s str> {
        let covered = self.covers.values().any(|cover| *cover == Cover::FromAbove);
        let mut texts = self.texts.values();
        let text = texts.next().filter(|_| !covered)?;
        texts.next().is_none().then_some(*text)
    }

    fn has_figures(&self) -> bool {
        self.texts.values().any(|text| text.trim().parse::<f64>().is_ok())
    }

    fn cells(&self, columns: &BTreeSet<usize>) -> Vec<Cell> {
        let cell = |column: &usize| match self.covers.get(column) {
            Some(Cover::FromTheLeft) => None,
            Some(Cover::FromAbove) => Some(Cell::Covered),
            None => {
                let text = self.texts.get(column).copied().unwrap_or_default();
                Some(Cell::Text(crate::words::join(text.lines())))
            }
        };
        columns.iter().filter_map(cell).collect()
    }
}

/// Whether a row with one text in it names a group of the table that it stands in: figures follow.
/// The heading of the next table is followed by that table's head.
fn is_group(text: &str, rows: &[(usize, SheetRow<'_>)], index: usize) -> bool {
    if text.chars().count() > LONGEST_GROUP {
        return false;
    }
    let together = rows.get(index..).unwrap_or_default();
    let mut following = together
        .iter()
        .zip(together.iter().skip(1))
        .map_while(|(this, next)| (this.0 + 1 == next.0).then_some(&next.1));
    following.find(|row| row.alone().is_none()).is_some_and(SheetRow::has_figures)
}

/// A number as the sheet shows it: no more digits than a spreadsheet knows.
pub(crate) fn number(value: f64) -> String {
    // Beyond 15 digits there is only what binary fractions cannot say.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Format, Losses, write};

    type Range = ((usize, usize), (usize, usize));

    fn shown(rows: &[&str], merged: &[Range]) -> String {
        let mut sheet = Sheet { name: "表".to_owned(), ..Sheet::default() };
        for (number, row) in rows.iter().enumerate() {
            let cells = row.split(',').enumerate().filter(|(_, text)| !text.is_empty());
            sheet.cells.extend(cells.map(|(column, text)| ((number, column), text.to_owned())));
        }
        sheet.merged =
            merged.iter().map(|(first, last)| Merged { first: *first, last: *last }).collect();
        write(&Document { format: Format::Xlsx, blocks: sheet.blocks(), losses: Losses::default() })
            .text
    }

    #[test]
    fn titles_and_headings_are_lines_and_groups_are_rows() {
        let rows = [
            "某局年报",
            "",
            "三、情况",
            "申请人,个人,总计",
            "结果",
            "公开,1,1",
            "不公开",
            "秘密,,0",
            "四、诉讼",
            "案件,总计",
            "复议,2",
            "说明：无",
        ];
        assert_eq!(
            shown(&rows, &[((0, 0), (0, 2))]),
            "某局年报\n\n三、情况\n\n| 申请人 | 个人 | 总计 |\n| 结果 |  |  |\n| 公开 | 1 | 1 |\n\
            | 不公开 |  |  |\n| 秘密 |  | 0 |\n\n四、诉讼\n\n| 案件 | 总计 |\n| 复议 | 2 |\n\n说明：无\n"
        );
    }

    #[test]
    fn merged_cells_stand_once() {
        let rows = ["三,（一）,,6", ",（三）,1.,0", ",,2.,0"];
        assert_eq!(
            shown(&rows, &[((0, 0), (2, 0)), ((0, 1), (0, 2)), ((1, 1), (2, 1))]),
            "| 三 | （一） | 6 |\n|  | （三） | 1. | 0 |\n|  |  | 2. | 0 |\n"
        );
    }

    #[test]
    fn numbers_are_as_the_sheet_shows_them() {
        let shown = [33.0, 38.64, 0.1 + 0.2, -0.0, 1e15, 123_456_789.012].map(number);
        assert_eq!(shown, ["33", "38.64", "0.3", "0", "1000000000000000", "123456789.012"]);
    }
}
