//! The blocks of the official tables, each as a whole: a table that was pasted in several pieces is
//! still one table.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use report::{Block, Cell, Official, Report, Row, Table};

/// A block of an edition's table, with all its pieces in the order of the text; never without one.
#[derive(Debug)]
pub(super) struct Part<'r> {
    pub(super) pieces: Vec<Piece<'r>>,
}

/// Where a block, or a piece of it, stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'r> {
    pub(super) table: &'r Table,
    pub(super) official: &'r Official,
    pub(super) block: &'r Block,
}

/// The blocks of all official tables of a report.
pub(super) fn parts(report: &Report) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (table, official) in report.official_tables() {
        for block in &official.blocks {
            let piece = Piece { table, official, block };
            match parts.iter_mut().find(|part| part.pieces[0].is_same_block(piece)) {
                Some(part) => part.pieces.push(piece),
                None => parts.push(Part { pieces: vec![piece] }),
            }
        }
    }
    parts
}

impl Piece<'_> {
    fn is_same_block(self, other: Piece<'_>) -> bool {
        std::ptr::eq(self.official.form, other.official.form)
            && self.official.index == other.official.index
            && self.block.index == other.block.index
    }
}

impl<'r> Part<'r> {
    /// The form's table.
    pub(super) fn table(&self) -> &'static form::Table {
        self.pieces[0].official.table()
    }

    /// The form's block.
    pub(super) fn of(&self) -> &'static form::Block {
        self.pieces[0].official.block(self.pieces[0].block)
    }

    /// The piece that comes first.
    pub(super) fn first(&self) -> Piece<'r> {
        self.pieces[0]
    }

    /// All rows, those of groups too, with the piece that each stands in.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Piece<'r>, &'r Row)> + '_ {
        self.pieces.iter().flat_map(|piece| piece.block.rows.iter().map(|row| (*piece, row)))
    }

    /// The same block of another report, of whichever edition.
    pub(super) fn counterpart<'o>(&self, other: &'o Report) -> Option<Part<'o>> {
        let same =
            |part: &Part<'_>| part.table().id == self.table().id && part.of().id == self.of().id;
        parts(other).into_iter().find(same)
    }

    /// The cell of a row and a column of the form, by their ids.
    pub(super) fn cell(&self, row: &str, column: &str) -> Option<&'r Cell> {
        let (_, row) = self.row(self.of().row_position(row)?)?;
        row.cell(self.of().column_position(column)?)
    }

    /// The first row of this position in the form, if there is one.
    pub(super) fn row(&self, index: usize) -> Option<(Piece<'r>, &'r Row)> {
        self.rows().find(|(_, row)| row.index == index)
    }
}
