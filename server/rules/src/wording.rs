//! Words that the messages of several rules share, and the ids of what they are about.

use finding::About;
use form::{Block, Column, Row, Section, Table};

/// More names than this are not all told.
const MAX_NAMES: usize = 6;

/// `“新收·自然人”`.
pub(super) fn cell_name(row: &Row, column: &Column) -> String {
    format!("“{}·{}”", row.short(), column.short())
}

/// `表二“第二十条第（一）项”`, or just `表三` where the table has one block.
pub(super) fn block_name(table: &Table, block: &Block) -> String {
    let label = block.label.as_ref().map(|label| format!("“{label}”"));
    format!("{}{}", table.name, label.unwrap_or_default())
}

/// `自然人、商业企业`; of many names the first ones.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.get(..MAX_NAMES) {
        Some(first) if names.len() > MAX_NAMES => format!("{}等", first.join("、")),
        _ => names.join("、"),
    }
}

pub(super) fn about_section(section: &'static Section) -> About {
    About { section: Some(&section.id), ..About::default() }
}

pub(super) fn about_table(table: &'static Table) -> About {
    About { table: Some(&table.id), ..About::default() }
}

pub(super) fn about_row(table: &'static Table, row: &'static Row) -> About {
    About { row: Some(&row.id), ..about_table(table) }
}

pub(super) fn about_column(table: &'static Table, column: &'static Column) -> About {
    About { column: Some(&column.id), ..about_table(table) }
}

pub(super) fn about_cell(
    table: &'static Table,
    row: &'static Row,
    column: &'static Column,
) -> About {
    About { column: Some(&column.id), ..about_row(table, row) }
}
