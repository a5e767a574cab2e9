//! A table with merged cells, as it is to be drawn.

use std::ops::Range;

/// A table. Every row covers every column: with its own cells, or with those that reach down from
/// the rows above.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The share of the width that each column takes.
    pub(super) columns: Vec<u32>,
    /// How many of the rows are headings.
    pub(super) head: usize,
    pub(super) rows: Vec<Vec<Slot>>,
}

/// A cell of a grid.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) text: String,
    pub(super) kind: SlotKind,
    /// How many rows it covers.
    pub(super) rows: usize,
    /// How many columns it covers.
    pub(super) columns: usize,
    /// Where it stands in the report's text; none if it is not there.
    pub(super) range: Option<Range<usize>>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    /// Names columns, or the block.
    Heading,
    /// Names rows.
    Label,
    /// A figure, or the place for it.
    Figure,
    /// Text of a table that is not official.
    Text,
}

impl Slot {
    /// A cell of one row and one column.
    pub(super) fn new(kind: SlotKind, text: &str, range: Option<Range<usize>>) -> Self {
        Self { text: text.to_owned(), kind, rows: 1, columns: 1, range }
    }

    /// The cell, covering more rows.
    #[must_use]
    pub(super) fn rows(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// The cell, covering more columns.
    #[must_use]
    pub(super) fn columns(self, columns: usize) -> Self {
        Self { columns, ..self }
    }
}

impl Grid {
    /// The cells with the column that each begins in, row by row.
    pub(super) fn placed(&self) -> Vec<Vec<(usize, &Slot)>> {
        // For each column, how many rows it is still covered from above.
        let mut covered = vec![0; self.columns.len()];
        let mut placed = Vec::new();
        for row in &self.rows {
            let mut column = 0;
            let mut cells = Vec::new();
            for slot in row {
                column += covered.iter().skip(column).take_while(|rows| **rows > 0).count();
                cells.push((column, slot));
                let own = covered.iter_mut().skip(column).take(slot.columns);
                own.for_each(|rows| *rows = slot.rows);
                column += slot.columns;
            }
            covered.iter_mut().for_each(|rows: &mut usize| *rows = rows.saturating_sub(1));
            placed.push(cells);
        }
        placed
    }

    /// Where the first of its cells stands in the text.
    pub(super) fn start(&self) -> Option<usize> {
        let ranges = self.rows.iter().flatten().filter_map(|slot| slot.range.as_ref());
        ranges.map(|range| range.start).min()
    }

    /// The share of the width, in hundredths, that each column takes.
    pub(super) fn shares(&self) -> impl Iterator<Item = u32> {
        let all = self.columns.iter().sum::<u32>().max(1);
        self.columns.iter().map(move |column| column * 100 / all)
    }

    /// The share of the width, in hundredths, that a cell takes.
    pub(super) fn percent(&self, column: usize, slot: &Slot) -> u32 {
        let all = self.columns.iter().sum::<u32>().max(1);
        let own: u32 = self.columns.iter().skip(column).take(slot.columns).sum();
        own * 100 / all
    }
}
