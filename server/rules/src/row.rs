//! A row of the official tables, found by its ids.

use report::number::Number;
use report::{Block, Cell, Official, Row};

use super::Context;

/// A row, with what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'r> {
    pub(super) official: &'r Official,
    pub(super) block: &'r Block,
    pub(super) row: &'r Row,
    /// The form's row.
    pub(super) of: &'static form::Row,
}

/// The row of a table; none if it is missing, or if there are several, so that nobody can tell
/// which one counts.
pub(super) fn row<'r>(context: &Context<'r>, table: &str, id: &str) -> Option<Found<'r>> {
    let officials = context.report.official_tables().map(|(_, official)| official);
    let of_table = officials.filter(|official| official.table().id == table);
    let mut found = of_table.flat_map(|official| {
        official.blocks.iter().flat_map(move |block| {
            let form = official.block(block);
            let rows = block.rows.iter().filter_map(|row| Some((row, form.rows.get(row.index)?)));
            rows.map(move |(row, of)| Found { official, block, row, of })
        })
    });
    let mut found = found.by_ref().filter(|found| found.of.id == id);
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

impl<'r> Found<'r> {
    /// The cell in a column; none if the edition or the table has no such column.
    pub(super) fn cell(&self, column: &str) -> Option<&'r Cell> {
        self.row.cell(self.official.block(self.block).column_position(column)?)
    }

    /// What stands in a column, if that is a number.
    pub(super) fn value(&self, column: &str) -> Option<Number> {
        self.cell(column)?.value()
    }

    /// What stands in a column, if that is a whole number.
    pub(super) fn count(&self, column: &str) -> Option<i64> {
        self.value(column)?.as_whole()
    }

    /// The form's table.
    pub(super) fn table(&self) -> &'static form::Table {
        self.official.table()
    }
}
