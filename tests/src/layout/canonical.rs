//! The canonical shape: one label column, one header row, groups as rows without numbers.

use fastrand::Rng;

use super::{figures, label, labels};
use crate::grid::{Grid, GridCell, GridRow, blanks};
use crate::sheet::{Row, Sheet};
use crate::style::Style;

/// Any of the tables. A label of two levels without a group row of its own (表四) is written `行政诉讼（复议后起诉）`.
pub(super) fn table(rng: &mut Rng, sheet: &Sheet, style: &Style) -> Grid {
    let mut grid = Grid { rows: vec![header(sheet, style)] };
    let mut groups_written: Vec<String> = Vec::new();
    for row in &sheet.rows {
        if sheet.part == "requests" {
            grid.rows.extend(new_groups(sheet, row, &mut groups_written, style));
        }
        let indent = if sheet.part == "requests" {
            "\u{3000}".repeat(row.path.len() - 1)
        } else {
            String::new()
        };
        let words = format!("{indent}{}", sheet.canonical_label(row));
        let mut cells = vec![GridCell::label(&label(&words, style))];
        cells.extend(figures(rng, sheet, row, style));
        grid.rows.push(cells);
    }
    grid
}

fn header(sheet: &Sheet, style: &Style) -> GridRow {
    let columns = sheet.columns.iter().map(|column| column.leaf().to_owned());
    labels([sheet.title.clone()].into_iter().chain(columns), style)
}

/// The rows for those of a row's groups that have not been written yet.
fn new_groups(sheet: &Sheet, row: &Row, written: &mut Vec<String>, style: &Style) -> Vec<GridRow> {
    let mut rows = Vec::new();
    for (depth, group) in row.path.iter().enumerate().take(row.path.len() - 1) {
        if !written.contains(group) {
            written.push(group.clone());
            let mut cells = vec![GridCell::label(&label(
                &format!("{}{group}", "\u{3000}".repeat(depth)),
                style,
            ))];
            cells.extend(blanks(sheet.columns.len()));
            rows.push(cells);
        }
    }
    rows
}
