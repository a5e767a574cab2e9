//! The rows of the official tables, found by what the form says of them.

use report::{Block, Official, Row};

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

/// The rows of the official tables that the form says this of. A row that is there several times is
/// left out: nobody can tell which one counts.
pub(super) fn rows<'r>(
    context: &Context<'r>,
    is_wanted: impl Fn(&Found<'r>) -> bool,
) -> Vec<Found<'r>> {
    let officials = context.report.official_tables().map(|(_, official)| official);
    let all: Vec<Found<'r>> = officials
        .flat_map(|official| official.blocks.iter().map(move |block| (official, block)))
        .flat_map(|(official, block)| {
            let form = official.block(block);
            let rows = block.rows.iter().filter_map(|row| Some((row, form.rows.get(row.index)?)));
            rows.map(move |(row, of)| Found { official, block, row, of })
        })
        .collect();
    let is_only = |found: &Found<'r>| all.iter().filter(|other| other.is_same(found)).count() == 1;
    all.iter().copied().filter(|found| is_wanted(found) && is_only(found)).collect()
}

impl<'r> Found<'r> {
    /// The form's block.
    pub(super) fn form(&self) -> &'static form::Block {
        self.official.block(self.block)
    }

    /// Another row of the same table, by its id.
    pub(super) fn sibling(&self, context: &Context<'r>, id: &str) -> Option<Self> {
        let same_table = |other: &Self| other.table().id == self.table().id;
        rows(context, |other| other.of.id == id && same_table(other)).first().copied()
    }

    /// What stands in a column of the form, by its position, if that is a whole number.
    pub(super) fn count(&self, column: usize) -> Option<i64> {
        self.row.cell(column)?.value()?.as_whole()
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.table().id, &self.of.id) == (&other.table().id, &other.of.id)
    }

    /// The form's table.
    pub(super) fn table(&self) -> &'static form::Table {
        self.official.table()
    }
}
