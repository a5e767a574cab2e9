//! What an official table holds that has no place in the official layout: unknown and doubled rows,
//! unknown columns, rows whose cells cannot be told apart. It is shown below the table, so that
//! nothing is lost.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::plain::{cell, of_rows, rows};
use form::unspaced;
use report::{Official, RawCell, Report, Table};

/// The rows, or pieces of rows, that are not in the layout; none if all are.
pub(super) fn grid(
    text: &str,
    report: &Report,
    table: &Table,
    official: &Official,
    layout: &Grid,
) -> Option<Grid> {
    let shown: BTreeSet<usize> = layout
        .rows
        .iter()
        .flatten()
        .filter_map(|cell| cell.range.as_ref())
        .map(|range| range.start)
        .collect();
    let is_left = |cell: &RawCell| {
        let form_word = !cell.is_figure() && is_form_word(official, cell, text);
        !cell.is_empty() && !shown.contains(&cell.range.start) && !form_word
    };
    let mut drawn = Vec::new();
    for (cells, shape) in rows(report, table) {
        let left: Vec<&RawCell> = cells.iter().filter(|cell| is_left(cell)).collect();
        let Some(first) = left.first() else { continue };
        let label = cells
            .iter()
            .take_while(|cell| cell.range.start < first.range.start)
            .filter(|cell| !cell.is_figure() && !cell.is_empty())
            .last();
        drawn.push(label.into_iter().chain(left).map(|it| cell(text, it, shape)).collect());
    }
    let grid = of_rows(drawn);
    (!grid.rows.is_empty()).then_some(grid)
}

/// Whether a cell repeats a word of the form, or a piece of a heading that was broken in two.
fn is_form_word(official: &Official, cell: &RawCell, text: &str) -> bool {
    let written = unspaced(cell.text(text));
    let columns = || official.table().blocks.iter().flat_map(|block| &block.columns);
    cell.is_known() || columns().any(|column| unspaced(&column.label).contains(&written))
}
