//! Faults of whole rows and columns.

use fastrand::Rng;

use super::row_key;
use crate::case::Draft;
use crate::form::Named;
use crate::sheet::{Cell, Row, Sheet};

/// A row that is not there at all.
pub(super) fn lost(rng: &mut Rng, draft: &mut Draft) -> bool {
    let canonical = draft.canonical();
    let figures = &mut draft.report.figures;
    let sheet = match rng.u8(0..5) {
        // The others have one row only: without it there would be no table.
        0 => figures
            .sheet_mut(rng.choice(&["disclosure.rulemaking", "disclosure.enforcement"]).unwrap()),
        1 if canonical => &mut figures.challenges,
        _ => &mut figures.requests,
    };
    let row = rng.usize(0..sheet.rows.len());
    let key = row_key(sheet, row);
    sheet.rows.remove(row);
    draft.expected.must(format!("E missing-row {key}"));
    true
}

/// A row with one cell too few: which one it was nobody knows, so nothing may be said of its sums.
pub(super) fn lost_cell(rng: &mut Rng, draft: &mut Draft) -> bool {
    let figures = &mut draft.report.figures;
    let sheet = if rng.u8(0..4) == 0 { &mut figures.challenges } else { &mut figures.requests };
    let row = rng.usize(0..sheet.rows.len());
    sheet.rows[row].lost = Some(rng.usize(0..sheet.columns.len()));
    let (table, key) = (sheet.table().to_owned(), row_key(sheet, row));
    // 表四's official layout has all three rows in one.
    if table == "challenges" && !draft.canonical() {
        draft
            .report
            .figures
            .challenges
            .rows
            .iter_mut()
            .for_each(|row| row.lost = row.lost.or(Some(usize::MAX)));
        draft.expected.may("W blank-cell challenges");
    }
    let rules = [
        format!("W blank-cell {key}"),
        format!("E missing-row {table}"),
        format!("E missing-table {table}"),
    ];
    for rule in rules
        .into_iter()
        .chain(["E missing-column", "W unknown-", "W unrecognized-table"].map(str::to_owned))
    {
        draft.expected.may(rule);
    }
    draft.expected.some = true;
    true
}

/// A row written twice.
pub(super) fn duplicate(rng: &mut Rng, draft: &mut Draft) -> bool {
    let sheet = &mut draft.report.figures.requests;
    let row = rng.usize(0..sheet.rows.len());
    let copy = sheet.rows[row].clone();
    sheet.rows.insert(row + 1, copy);
    let key = row_key(sheet, row);
    draft.expected.must(format!("W duplicate-row {key}"));
    true
}

/// A row of no official name.
pub(super) fn unknown(rng: &mut Rng, draft: &mut Draft) -> bool {
    let canonical = draft.canonical();
    let figures = &mut draft.report.figures;
    let (sheet, label) = match rng.u8(0..4) {
        0 => (&mut figures.disclosure[0], "党内法规"),
        1 if canonical => (&mut figures.challenges, "行政调解"),
        _ => (&mut figures.requests, "电话咨询接听数量"),
    };
    let cells = vec![Cell::number(rng.i64(0..9)); sheet.columns.len()];
    let at = rng.usize(0..=sheet.rows.len());
    sheet
        .rows
        .insert(at, Row { id: "?".to_owned(), path: vec![label.to_owned()], cells, lost: None });
    draft.expected.must(format!("W unknown-row {}", sheet.table()));
    true
}

/// A column of no official name, in the canonical shape, where the header still says which is which.
pub(super) fn unknown_column(rng: &mut Rng, draft: &mut Draft) -> bool {
    if !draft.canonical() {
        return false;
    }
    let sheet = &mut draft.report.figures.requests;
    let at = rng.usize(0..=sheet.columns.len());
    sheet.columns.insert(at, Named { id: "?".to_owned(), path: vec!["境外媒体".to_owned()] });
    for row in &mut sheet.rows {
        row.cells.insert(at, Cell::number(0));
    }
    draft.expected.must("W unknown-column requests");
    true
}

pub(super) fn missing_column(rng: &mut Rng, draft: &mut Draft) -> bool {
    if !draft.canonical() {
        return false;
    }
    let sheet = &mut draft.report.figures.requests;
    let at = rng.usize(0..sheet.columns.len());
    let column = sheet.columns.remove(at);
    for row in &mut sheet.rows {
        row.cells.remove(at);
    }
    draft.expected.must(format!("E missing-column requests/{}", column.id));
    true
}

/// Labels as real reports write them: recognised, and no more than a hint.
pub(super) fn altered_label(rng: &mut Rng, draft: &mut Draft) -> bool {
    let figures = &mut draft.report.figures;
    let relabel = |sheet: &mut Sheet, id: &str, from: &str, to: &str| {
        let row = sheet.row_index(id).unwrap();
        let leaf = sheet.rows[row].path.last_mut().unwrap();
        *leaf = leaf.replace(from, to);
    };
    match rng.u8(0..6) {
        0 => relabel(
            &mut figures.requests,
            "partial",
            "（区分处理的，只计这一情形，不计其他情形）",
            "",
        ),
        1 => relabel(&mut figures.requests, "other.not_corrected", "、行政机关", "，行政机关"),
        2 => relabel(&mut figures.requests, "other.fee_unpaid", "、行政机关", "，行政机关"),
        3 => relabel(
            &mut figures.disclosure[0],
            "normative_documents",
            "行政规范性文件",
            "规范性文件",
        ),
        4 => relabel(
            &mut figures.requests,
            "refused.security_and_stability",
            "三安全一稳定",
            "“三安全一稳定”",
        ),
        _ => figures.disclosure[1].title = "第二十条  第（五）项".to_owned(),
    }
    true
}
