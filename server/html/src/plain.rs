//! Tables that are none of the official ones, as they stand.

#![allow(clippy::indexing_slicing, reason = "positions come from the report")]

use report::{ElementKind, RawCell, Report, Shape, Table};

use super::grid::{Grid, Slot, SlotKind};

/// A table as it stands in the text.
pub(super) fn plain_grid(text: &str, report: &Report, table: &Table) -> Grid {
    let rows = table.rows.iter().filter_map(|row| match &report.elements[*row].kind {
        ElementKind::Row { cells, shape, .. } => {
            Some(cells.iter().map(|it| slot(text, it, *shape)))
        }
        _ => None,
    });
    let head = usize::from(has_heading(report, table));
    let mut grid = of_rows(rows.map(Iterator::collect).collect());
    for slot in grid.rows.iter_mut().take(head).flatten() {
        slot.kind = SlotKind::Heading;
    }
    Grid { head, ..grid }
}

/// A grid of rows that may differ in length: the short ones are filled up.
pub(super) fn of_rows(mut rows: Vec<Vec<Slot>>) -> Grid {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize_with(columns, || Slot::new(SlotKind::Text, "", None));
    }
    Grid { columns: vec![1; columns], head: 0, rows }
}

/// A cell as it is written.
pub(super) fn slot(text: &str, cell: &RawCell, shape: Shape) -> Slot {
    let written = cell.text(text);
    // Between bars, a bar of the author's own has a stroke before it.
    let shown = if shape == Shape::Pipe { written.replace("\\|", "|") } else { written.to_owned() };
    let kind = if cell.is_figure() { SlotKind::Figure } else { SlotKind::Text };
    Slot::new(kind, &shown, Some(cell.range.clone()))
}

/// Whether a row of dashes stands below the first row.
fn has_heading(report: &Report, table: &Table) -> bool {
    let below = table.rows.first().and_then(|first| report.elements.get(first + 1));
    below.is_some_and(|element| matches!(element.kind, ElementKind::Delimiter { .. }))
}
