//! For tests: reports of an invented organ in which single cells can be set, and texts that must do
//! no harm. No program is made of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::ops::Range;

use form::{Form, Table, current_form};

/// The pieces of text that some ranges cover.
pub fn texts<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

/// A whole report for 2023. Its cells hold 0, but for those given by row, column and text.
pub fn report(prose: &str, cells: &[(&str, &str, &str)]) -> String {
    report_of(current_form(), 2023, prose, cells)
}

/// [`report`], of whichever edition.
pub fn report_of(form: &Form, year: i32, prose: &str, cells: &[(&str, &str, &str)]) -> String {
    let mut text = format!("云岭县𠮷石局{year}年政府信息公开工作年度报告\n\n");
    for section in &form.sections {
        text += &format!("{}、{}\n\n", section.number, section.title);
        let own = form.tables.iter().filter(|table| table.section == section.id);
        for table in own {
            text += &tables(table, cells);
        }
        if section.id == "overview" {
            text += &format!("（一）依申请公开\n\n{prose}\n\n");
        }
    }
    text
}

fn tables(table: &Table, cells: &[(&str, &str, &str)]) -> String {
    let mut text = String::new();
    for block in &table.blocks {
        let columns: Vec<&str> = block.columns.iter().map(|column| &*column.label).collect();
        text += &format!("| {} | {} |\n", block.canonical_corner(), columns.join(" | "));
        text += &format!("| :--- |{}\n", " ---: |".repeat(columns.len()));
        for row in &block.rows {
            let cell = |column: &str| {
                let set = cells.iter().find(|(r, c, _)| (*r, *c) == (row.id.as_str(), column));
                set.map_or(if row.group { "" } else { "0" }, |(_, _, text)| text)
            };
            let figures: Vec<&str> = block.columns.iter().map(|column| cell(&column.id)).collect();
            text += &format!("| {} | {} |\n", row.label, figures.join(" | "));
        }
        text.push('\n');
    }
    text
}

/// Texts that a feature must survive at every offset: reports, their beginnings, and texts without
/// sense.
pub fn odd_texts() -> Vec<String> {
    let cells = [("received", "natural_person", "𠮷"), ("outcome_total", "total", "/")];
    let whole = report("依照《政府信息公开条例》第五十条，收到申请12件，𠮷。", &cells);
    let mut texts = vec![
        String::new(),
        "𠮷".to_owned(),
        "\u{feff}|\r\n|\r|-:|\n||\\|".to_owned(),
        "| 𠮷 | a |\n| :-- | --: |\n| | \t|\n|一、|\u{3000}|".to_owned(),
        "第条第（）项第九九九九九九条《》《《》》第一条1件,,,2件、3，000件至件".to_owned(),
        "\t新收\n\t\t\n\n\t第二十条\n第（一）项\n\t1\n\r\n\u{0}\t".to_owned(),
        whole.replace(" | ", "\t").replace("| ", "\t"),
        whole.replace('\n', "\r\n"),
        whole.replace(['|', '：'], ""),
    ];
    let ends = whole.char_indices().map(|(at, _)| at).step_by(97);
    texts.extend(ends.map(|end| whole[..end].to_owned()));
    texts
}

/// Offsets of a text, some of them inside a character, and one behind the end.
pub fn offsets(text: &str) -> impl Iterator<Item = usize> {
    (0..text.len() + 3).step_by(1 + text.len() / 60)
}
