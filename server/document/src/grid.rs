//! Sheets as rows of cells in their places, for whoever reads lists and not reports.

use crate::document::{Block, Cell, Document, Losses};
use crate::format::Format;

/// A sheet, or a table of a document that has no sheets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The sheet's name; which table it is where there are no sheets.
    pub name: String,
    /// Those with something in them, in order.
    pub rows: Vec<GridRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GridRow {
    /// As the program shows it, from 1.
    pub number: usize,
    /// Those with something in them, in order.
    pub cells: Vec<GridCell>,
}

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// From 0.
    pub column: usize,
    /// Without line breaks.
    pub text: String,
    /// Whether a merged cell covers it, whose text it has.
    pub cover: Cover,
}

/// How a cell is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    None,
    /// By a cell of a row above.
    Above,
    /// By a cell of its own row.
    Aside,
}

/// The sheets of a file, and what of the file is not in them.
#[derive(Debug)]
pub struct Grids {
    pub format: Format,
    pub grids: Vec<Grid>,
    pub losses: Losses,
}

impl GridRow {
    /// The text of a column; nothing where nothing stands.
    pub fn text(&self, column: usize) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }

    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Option<&GridCell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(at)
    }
}

/// The tables of a document as grids.
pub(crate) fn of_document(document: Document) -> Grids {
    let tables = document.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let grids = tables.enumerate().map(|(index, table)| Grid {
        name: format!("第 {} 个表格", index + 1),
        rows: table
            .rows
            .into_iter()
            .enumerate()
            .map(|(at, row)| of_row(at + 1, row.cells))
            .collect(),
    });
    Grids { format: document.format, grids: grids.collect(), losses: document.losses }
}

fn of_row(number: usize, cells: Vec<Cell>) -> GridRow {
    let cell = |(column, cell): (usize, Cell)| match cell {
        Cell::Text(text) if !text.trim().is_empty() => {
            Some(GridCell { column, text, cover: Cover::None })
        }
        _ => None,
    };
    GridRow { number, cells: cells.into_iter().enumerate().filter_map(cell).collect() }
}
