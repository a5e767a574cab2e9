//! Rows that agree on the table that they belong to.

use form::TableId;

/// A run of rows that vote for one table.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) table: TableId,
    /// The elements that are its rows.
    pub(super) rows: Vec<usize>,
}
