//! What is in a workbook, as calculators and our own importer see it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use export::{Format, Options, export};
use layout::Manuscript;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const CHECKS: &str = "核对（自动计算）";

fn bytes(text: &str) -> Vec<u8> {
    let report = report::read(text);
    let layout = Manuscript { text, report: &report, last_year: None }.layout();
    export(&layout, Format::Xlsx, &Options::default()).unwrap()
}

fn book(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The formula and the value of each cell that has a formula.
fn formulas(bytes: &[u8], sheet: &str) -> Vec<(String, Data)> {
    let mut book = book(bytes);
    let (formulas, values) =
        (book.worksheet_formula(sheet).unwrap(), book.worksheet_range(sheet).unwrap());
    let (top, left) = formulas.start().unwrap();
    let cells = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
    let value = |row: usize, column: usize| {
        let at = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
        values.get_value(at).cloned().unwrap()
    };
    cells.map(|(row, column, formula)| (formula.clone(), value(row, column))).collect()
}

/// [`CLEAN`] with a total that is 5 though its parts come to 4.
fn broken() -> String {
    let row = CLEAN.lines().find(|line| line.starts_with("| 行政复议")).unwrap();
    CLEAN.replace(row, &row.replace("    4 |", "    5 |"))
}

#[test]
fn there_is_a_sheet_a_table_and_prose_between() {
    let bytes = bytes(CLEAN);
    assert_eq!(book(&bytes).sheet_names(), ["正文", "表二", "表三", "表四", "正文2", CHECKS]);
    assert_eq!(bytes, self::bytes(CLEAN));
}

#[test]
fn totals_are_formulas_with_their_values() {
    let bytes = bytes(CLEAN);
    // 25 rows, and the totals of seven columns, one of which is both.
    assert_eq!(formulas(&bytes, "表三").len(), 25 + 6);
    assert_eq!(formulas(&bytes, "表四").len(), 3);
    let (formula, value) = &formulas(&bytes, "表三")[0];
    assert_eq!((formula.as_str(), value), ("SUM(D5,E5,F5,G5,H5,I5)", &Data::Float(40.0)));
    let results: Vec<String> = formulas(&bytes, CHECKS)
        .iter()
        .filter(|(formula, _)| formula.starts_with("IF("))
        .map(|(_, value)| value.to_string())
        .collect();
    assert_eq!(results, ["平"; 42]);
}

#[test]
fn a_total_that_does_not_add_up_stays_what_the_author_stated() {
    let bytes = bytes(&broken());
    assert_eq!(formulas(&bytes, "表四").len(), 2);
    let range = book(&bytes).worksheet_range("表四").unwrap();
    assert_eq!(range.get_value((4, 4)), Some(&Data::Float(5.0)));
    let results = formulas(&bytes, CHECKS);
    assert_eq!(
        results
            .iter()
            .filter(|(_, value)| matches!(value, Data::String(text) if text == "不平"))
            .count(),
        1
    );
}

#[test]
fn an_amount_keeps_its_fraction() {
    let range = book(&bytes(CLEAN)).worksheet_range("表二").unwrap();
    assert!(range.used_cells().any(|(_, _, value)| *value == Data::Float(38.64)));
}

#[test]
fn a_workbook_read_back_is_the_same_text() {
    let canonical = |text: &str| {
        let report = report::read(text);
        text::apply(text, &format::edits_with(text, &report, format::Options::default()))
    };
    for text in [CLEAN, &broken()] {
        let document = document::read(&bytes(text)).unwrap();
        assert_eq!(canonical(&document::write(&document).text), canonical(text));
    }
}

#[test]
fn any_text_gives_a_workbook() {
    for text in [
        String::new(),
        "甲".to_owned(),
        "=1+1\u{1}\u{fffe}\n\n| 甲[]:*?/ | '乙 |\n".to_owned(),
        format!("{}2023年政府信息公开工作年度报告\n\n{}", "县".repeat(90), "甲".repeat(40_000)),
        "堃㼆𠮷局2023年政府信息公开工作年度报告\n\n😀\n\n| 甲 |\n\n| 乙 |\n\n注：丙。\n".to_owned(),
    ] {
        assert!(!book(&bytes(&text)).sheet_names().is_empty());
    }
}
