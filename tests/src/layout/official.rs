//! The official layout: labels in up to three columns, headers on up to three levels, 表四 as one row of fifteen cells.

use fastrand::Rng;

use super::{figures, label, labels};
use crate::form::{Form, Named};
use crate::grid::{Grid, GridCell, GridRow, blanks};
use crate::sheet::{Row, Sheet};
use crate::style::{Dress, Merge, Style};

const LABEL_COLUMNS: usize = 3;

/// A block of 表二: its title on a row of its own, then the header.
pub(super) fn block(rng: &mut Rng, sheet: &Sheet, style: &Style) -> Grid {
    let columns = sheet.columns.iter().map(|column| column.leaf().to_owned());
    let header = ["信息内容".to_owned()].into_iter().chain(columns);
    let mut rows = vec![labels([sheet.title.clone()], style), labels(header, style)];
    for row in &sheet.rows {
        let mut cells = vec![GridCell::label(&label(row.path.last().unwrap(), style))];
        cells.extend(figures(rng, sheet, row, style));
        rows.push(cells);
    }
    Grid { rows }
}

pub(super) fn requests(
    rng: &mut Rng,
    form: &Form,
    sheet: &Sheet,
    (style, merge): (&Style, Merge),
) -> Grid {
    let mut rows = requests_header(form, sheet, style, merge);
    let mut written: Vec<String> = Vec::new();
    for row in &sheet.rows {
        let mut cells = spanned_label(row, &mut written, style, merge);
        wrap_label(rng, &mut cells, style);
        cells.extend(figures(rng, sheet, row, style));
        rows.push(cells);
    }
    Grid { rows }
}

fn requests_header(form: &Form, sheet: &Sheet, style: &Style, merge: Merge) -> Vec<GridRow> {
    let before = match merge {
        Merge::Full => LABEL_COLUMNS,
        Merge::Collapsed => 1,
        Merge::Absent => 0,
    };
    let mut top = labels([form.note.clone()], style);
    if merge == Merge::Full {
        top.extend(blanks(LABEL_COLUMNS - 1));
    }
    top.extend(labels([sheet.title.clone()], style));
    if merge == Merge::Full {
        top.extend(blanks(sheet.columns.len() - 1));
    }
    let mut rows = vec![top];
    for level in 0..2 {
        let mut row: GridRow = blanks(before).collect();
        row.extend(header_level(&sheet.columns, level, style, merge));
        rows.push(row);
    }
    rows
}

/// One level of a two-level header: a group's word stands over its first column.
fn header_level(columns: &[Named], level: usize, style: &Style, merge: Merge) -> GridRow {
    let mut cells = Vec::new();
    let mut group = None;
    for column in columns {
        let repeats = level == 0 && column.path.len() > 1 && group == Some(&column.path[0]);
        group = Some(&column.path[0]);
        match column.path.get(level) {
            Some(word) if !repeats => cells.extend(labels([word.clone()], style)),
            // Merged sideways: only a full grid has a place for it.
            Some(_) => cells.extend(blanks(usize::from(merge == Merge::Full))),
            // Merged downwards.
            None => cells.extend(blanks(usize::from(merge != Merge::Absent))),
        }
    }
    cells
}

/// The label's words, each only in the first row that it spans.
fn spanned_label(row: &Row, written: &mut Vec<String>, style: &Style, merge: Merge) -> GridRow {
    let mut cells = Vec::new();
    for (level, word) in row.path.iter().enumerate() {
        let leaf = level + 1 == row.path.len();
        if leaf || !written.contains(word) {
            written.push(word.clone());
            cells.push(GridCell::label(&label(word, style)));
        } else if merge != Merge::Absent {
            cells.push(GridCell::default());
        }
    }
    if merge == Merge::Full {
        cells.extend(blanks(LABEL_COLUMNS.saturating_sub(cells.len())));
    }
    cells
}

/// Breaks a long row label over two lines now and then, where the rest does not look like a heading.
fn wrap_label(rng: &mut Rng, cells: &mut GridRow, style: &Style) {
    let Some(cell) = cells.last_mut().filter(|_| matches!(style.dress, Dress::Stacked { .. }))
    else {
        return;
    };
    let length = cell.text.chars().count();
    if length < 8 || rng.u8(0..6) > 0 {
        return;
    }
    let at = rng.usize(4..length - 2);
    let rest: String = cell.text.chars().skip(at).collect();
    if !rest.starts_with(|c: char| "（(0123456789一二三四五六七八、，。".contains(c)) {
        cell.wrap = Some(at);
    }
}

/// 表四: 行政复议, and 行政诉讼 in two groups, five columns each.
pub(super) fn challenges(rng: &mut Rng, sheet: &Sheet, (style, merge): (&Style, Merge)) -> Grid {
    let at_right = style.levels_at_right
        && merge != Merge::Collapsed
        && !matches!(style.dress, Dress::Stacked { .. });
    let merge = if at_right { Merge::Absent } else { merge };
    let width = sheet.columns.len();
    let spanned = |text: &str, columns: usize| -> GridRow {
        let mut cells = labels([text.to_owned()], style);
        cells.extend(blanks(if merge == Merge::Full { columns - 1 } else { 0 }));
        cells
    };
    let leaves = || labels(sheet.columns.iter().map(|column| column.leaf().to_owned()), style);
    let [reconsideration, direct, after] = &sheet.rows[..] else {
        panic!("表四 has three groups")
    };
    let top =
        [spanned(&reconsideration.path[0], width), spanned(&direct.path[0], 2 * width)].concat();
    let middle =
        [leaves(), spanned(&direct.path[1], width), spanned(&after.path[1], width)].concat();
    let mut bottom: GridRow = blanks(if merge == Merge::Absent { 0 } else { width }).collect();
    bottom.extend([leaves(), leaves()].concat());
    let numbers = sheet.rows.iter().flat_map(|row| figures(rng, sheet, row, style)).collect();
    let mut grid = Grid { rows: vec![top, middle, bottom] };
    if at_right {
        grid.pad(3 * width);
    }
    grid.rows.push(numbers);
    grid
}
