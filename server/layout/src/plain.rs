//! Tables that are none of the official ones, as they stand.

use super::grid::{CellKind, Grid, GridCell};
use report::{ElementKind, RawCell, Report, Shape, Table};

/// A table as it stands in the text.
pub(super) fn grid(text: &str, report: &Report, table: &Table) -> Grid {
    let rows = rows(report, table);
    let drawn = rows.map(|(cells, shape)| cells.iter().map(|it| cell(text, it, shape)).collect());
    let mut grid = of_rows(drawn.collect());
    let head = usize::from(has_heading(report, table));
    for cell in grid.rows.iter_mut().take(head).flatten() {
        cell.kind = CellKind::Heading;
    }
    Grid { head, ..grid }
}

/// The cells of each row of a table, and the shape that the row is written in.
pub(super) fn rows<'r>(
    report: &'r Report,
    table: &'r Table,
) -> impl Iterator<Item = (&'r [RawCell], Shape)> {
    let elements = table.rows.iter().filter_map(|row| report.elements.get(*row));
    elements.filter_map(|element| match &element.kind {
        ElementKind::Row { cells, shape, .. } => Some((cells.as_slice(), *shape)),
        _ => None,
    })
}

/// A grid of rows that may differ in length: the short ones are filled up.
pub(super) fn of_rows(mut rows: Vec<Vec<GridCell>>) -> Grid {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize_with(columns, || GridCell::new(CellKind::Text, "", None));
    }
    Grid { columns: vec![1; columns], head: 0, rows }
}

/// A cell as it is written.
pub(super) fn cell(text: &str, cell: &RawCell, shape: Shape) -> GridCell {
    let written = cell.text(text);
    // Between bars, a bar of the author's own has a stroke before it.
    let shown = if shape == Shape::Pipe { written.replace("\\|", "|") } else { written.to_owned() };
    let kind = if cell.is_figure() { CellKind::Figure } else { CellKind::Text };
    GridCell::new(kind, &shown, Some(cell.range.clone()))
}

/// Whether a row of dashes stands below the first row.
fn has_heading(report: &Report, table: &Table) -> bool {
    let below = table.rows.first().and_then(|first| report.elements.get(first + 1));
    below.is_some_and(|element| matches!(element.kind, ElementKind::Delimiter { .. }))
}
