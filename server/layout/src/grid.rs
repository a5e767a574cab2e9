//! A table with merged cells, as it is to be drawn.

use std::ops::Range;

use super::words::published;
use form::{CellRef, Kind};
use report::number::Number;

/// A table. Every row covers every column: with its own cells, or with those that reach down from
/// the rows above.
#[derive(Debug, Default)]
pub struct Grid {
    /// The share of the width that each column takes.
    pub columns: Vec<u32>,
    /// How many of the rows are headings.
    pub head: usize,
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell of a grid.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// What to print: see [`super::TextRun`].
    pub text: String,
    pub kind: CellKind,
    /// What a figure of an official table is worth, if it is a number.
    pub value: Option<Number>,
    /// What a figure of an official table counts.
    pub measure: Option<Kind>,
    /// Where it stands in the official table.
    pub(super) at: Option<CellRef>,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// Where it stands in the report's text (bytes); none if it is not there.
    pub range: Option<Range<usize>>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Names columns, or the block.
    Heading,
    /// Names rows.
    Label,
    /// A figure, or the place for it.
    Figure,
    /// Text of a table that is not official.
    Text,
}

impl GridCell {
    /// A cell of one row and one column.
    pub(super) fn new(kind: CellKind, text: &str, range: Option<Range<usize>>) -> Self {
        Self {
            text: published(text),
            kind,
            value: None,
            measure: None,
            at: None,
            rows: 1,
            columns: 1,
            range,
        }
    }

    /// Whether the form has a place for a figure here, and the report's table has none.
    pub fn is_absent(&self) -> bool {
        self.kind == CellKind::Figure && self.range.is_none()
    }

    /// The cell, covering more rows.
    #[must_use]
    pub(super) fn spanning_rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// The cell, covering more columns.
    #[must_use]
    pub(super) fn spanning_columns(self, columns: usize) -> Self {
        Self { columns, ..self }
    }
}

impl Grid {
    /// The cells with the column that each begins in, row by row.
    pub fn placed(&self) -> Vec<Vec<(usize, &GridCell)>> {
        // For each column, how many rows it is still covered from above.
        let mut covered = vec![0; self.columns.len()];
        let mut placed = Vec::new();
        for row in &self.rows {
            let mut column = 0;
            let mut cells = Vec::new();
            for cell in row {
                column += covered.iter().skip(column).take_while(|rows| **rows > 0).count();
                cells.push((column, cell));
                let own = covered.iter_mut().skip(column).take(cell.columns);
                own.for_each(|rows| *rows = cell.rows);
                column += cell.columns;
            }
            covered.iter_mut().for_each(|rows: &mut usize| *rows = rows.saturating_sub(1));
            placed.push(cells);
        }
        placed
    }

    /// Where the first of its cells stands in the text.
    pub fn start(&self) -> Option<usize> {
        let ranges = self.rows.iter().flatten().filter_map(|cell| cell.range.as_ref());
        ranges.map(|range| range.start).min()
    }

    /// The share of the width, in hundredths, that each column takes.
    pub fn shares(&self) -> impl Iterator<Item = u32> {
        let all = self.columns.iter().sum::<u32>().max(1);
        self.columns.iter().map(move |column| column * 100 / all)
    }

    /// The share of the width, in hundredths, that a cell takes.
    pub fn percent(&self, column: usize, cell: &GridCell) -> u32 {
        let all = self.columns.iter().sum::<u32>().max(1);
        let own: u32 = self.columns.iter().skip(column).take(cell.columns).sum();
        own * 100 / all
    }
}
