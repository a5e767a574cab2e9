//! Faults of single figures.

use fastrand::Rng;

use super::{place, row_key};
use crate::case::Draft;
use crate::sheet::{Cell, Sheet, Value};
use crate::style::Layout;

/// One to three figures of 表三 or 表四 replaced by others.
pub(super) fn changed(rng: &mut Rng, draft: &mut Draft) -> bool {
    for _ in 0..rng.usize(1..=3) {
        let figures = &mut draft.report.figures;
        let sheet = if rng.u8(0..4) == 0 { &mut figures.challenges } else { &mut figures.requests };
        change(rng, sheet);
    }
    true
}

fn change(rng: &mut Rng, sheet: &mut Sheet) {
    let (row, column) = place(rng, sheet);
    let cell = &mut sheet.rows[row].cells[column];
    if let Value::Number(value) = cell.value {
        *cell =
            Cell::number(if value > 0 && rng.bool() { value - 1 } else { value + rng.i64(1..=30) });
    }
}

/// Seed 002: an outcome is entered, but the row of totals does not count it.
pub(super) fn lost_outcome(_: &mut Rng, draft: &mut Draft) -> bool {
    let sheet = &mut draft.report.figures.requests;
    let columns = ["natural_person", "total"];
    if sheet.number("outcome_total", columns[0]) == 0 {
        return false;
    }
    for column in columns {
        let value = sheet.number("outcome_total", column);
        *sheet.cell_mut("outcome_total", column).unwrap() = Cell::number(value - 1);
    }
    true
}

/// Seed 004: applications counted under another kind of applicant, so that only single columns are off.
pub(super) fn moved(rng: &mut Rng, draft: &mut Draft) -> bool {
    let sheet = &mut draft.report.figures.requests;
    let row = *rng.choice(&["received", "carried_out", "granted"]).unwrap();
    let from = sheet.number(row, "natural_person");
    if from == 0 {
        return false;
    }
    let count = rng.i64(1..=from);
    let to = sheet.number(row, "business");
    *sheet.cell_mut(row, "natural_person").unwrap() = Cell::number(from - count);
    *sheet.cell_mut(row, "business").unwrap() = Cell::number(to + count);
    true
}

/// One to three cells of any table without a number, and now and then a changed one besides.
pub(super) fn blank(rng: &mut Rng, draft: &mut Draft) -> bool {
    for _ in 0..rng.usize(1..=3) {
        let ends_vanish = draft.style.blank_ends_vanish();
        let sheet = any_sheet(rng, draft);
        let (row, column) = place(rng, sheet);
        let at_end = column == 0 || column + 1 == sheet.columns.len();
        let mark = mark(rng, at_end && ends_vanish);
        let (key, id) = (row_key(sheet, row), sheet.rows[row].id.clone());
        let cells = sheet.rows.len() * sheet.columns.len();
        sheet.rows[row].cells[column] = Cell::blank(mark);
        match (id.as_str(), mark) {
            // An organ that can make no 规章 may strike its row through: a hint only.
            ("regulations", "/") => {}
            // The whole of a small block may count as a row or as a table.
            _ if cells <= 2 => {
                draft.expected.may("W blank-cell disclosure");
                draft.expected.some = true;
            }
            _ => draft.expected.must(format!("W blank-cell {key}")),
        }
    }
    if rng.bool() {
        change(rng, &mut draft.report.figures.requests);
    }
    true
}

fn mark(rng: &mut Rng, must_show: bool) -> &'static str {
    let marks = ["/", "-", "—", "_", "无", "", "", ""];
    if must_show { "/" } else { rng.choice(&marks).unwrap() }
}

/// All seven cells of a row of 表三.
pub(super) fn blank_row(rng: &mut Rng, draft: &mut Draft) -> bool {
    let mark =
        if draft.style.blank_ends_vanish() { "/" } else { *rng.choice(&["", "/", "—"]).unwrap() };
    let sheet = &mut draft.report.figures.requests;
    let row = rng.usize(0..sheet.rows.len());
    sheet.rows[row].cells.fill(Cell::blank(mark));
    let key = row_key(sheet, row);
    draft.expected.must(format!("W blank-cell {key}"));
    true
}

/// All cells of 表三 or of 表四: one finding for the table.
pub(super) fn blank_table(rng: &mut Rng, draft: &mut Draft) -> bool {
    let part = *rng.choice(&["requests", "challenges"]).unwrap();
    // Fifteen empty cells are no row at all; with a mark in each they are.
    let shown = draft.style.blank_ends_vanish()
        || (part == "challenges" && draft.style.layout != Layout::Canonical);
    let mark = if shown { "/" } else { *rng.choice(&["", "/", "—"]).unwrap() };
    for row in &mut draft.report.figures.sheet_mut(part).rows {
        row.cells.fill(Cell::blank(mark));
    }
    draft.expected.must(format!("W blank-cell {part}"));
    true
}

/// Text, a negative or a fraction where a count belongs.
pub(super) fn invalid(rng: &mut Rng, draft: &mut Draft) -> bool {
    let sheet = any_sheet(rng, draft);
    let (row, column) = place(rng, sheet);
    if sheet.rows[row].cells[column].value == Value::Amount {
        return false;
    }
    sheet.rows[row].cells[column] = Cell::invalid(rng.choice(&["-3", "2.5", "若干"]).unwrap());
    let key = row_key(sheet, row);
    draft.expected.must(format!("E invalid-number {key}"));
    change(rng, &mut draft.report.figures.challenges);
    true
}

/// The right number in a form that no program reads: it counts nevertheless.
pub(super) fn nonstandard(rng: &mut Rng, draft: &mut Draft) -> bool {
    let sheet = &mut draft.report.figures.requests;
    let row = rng.usize(0..sheet.rows.len());
    for cell in &mut sheet.rows[row].cells {
        if let Value::Number(value) = cell.value {
            cell.text = unusual(rng, value);
        }
    }
    let key = row_key(sheet, row);
    draft.expected.must(format!("W nonstandard-number {key}"));
    if rng.bool() {
        change(rng, &mut draft.report.figures.challenges);
    }
    true
}

fn unusual(rng: &mut Rng, value: i64) -> String {
    let plain = value.to_string();
    let thousands = |separator: &str| match value {
        1000.. => format!("{}{separator}{:03}", value / 1000, value % 1000),
        _ => format!("{value}件"),
    };
    let wide = plain.chars().map(|digit| char::from_u32(digit as u32 + 0xFEE0).unwrap()).collect();
    match rng.u8(0..4) {
        0 => wide,
        1 => thousands(","),
        2 => thousands(" "),
        _ => format!("{value}件"),
    }
}

/// Broken sums in 表三, silenced by a comment before the table.
pub(super) fn silenced_block(rng: &mut Rng, draft: &mut Draft) -> bool {
    change(rng, &mut draft.report.figures.requests);
    let comment = crate::report::Block::Comment(
        "<!-- nianbao: allow unbalanced-sum 数据已经核实 -->".to_owned(),
    );
    draft.report.section_mut("requests").body.insert(0, comment);
    draft.expected.sums_silenced = true;
    true
}

/// The same for the whole file, by a comment before the title.
pub(super) fn silenced_file(rng: &mut Rng, draft: &mut Draft) -> bool {
    changed(rng, draft);
    draft.report.prologue = Some("<!-- nianbao: allow unbalanced-sum 数据已经核实 -->".to_owned());
    draft.expected.sums_silenced = true;
    true
}

/// A sheet of the report at random, 表三 as often as all others together.
fn any_sheet<'a>(rng: &mut Rng, draft: &'a mut Draft) -> &'a mut Sheet {
    let figures = &mut draft.report.figures;
    let others = figures.disclosure.len() + 1;
    match rng.usize(0..others * 2) {
        index if index >= others => &mut figures.requests,
        0 => &mut figures.challenges,
        index => &mut figures.disclosure[index - 1],
    }
}
