//! Where one goes from a place.

use sample::{odd_texts, offsets, report, texts};

use super::*;
use crate::marked::at_cursor;

fn defined(text: &str) -> Vec<String> {
    let (analysis, offset) = at_cursor(text);
    strings(&analysis, &definition(&analysis, offset))
}

fn referring(text: &str) -> Vec<String> {
    let (analysis, offset) = at_cursor(text);
    strings(&analysis, &references(&analysis, offset, false))
}

fn strings(analysis: &Analysis, ranges: &[Range<usize>]) -> Vec<String> {
    texts(&analysis.text, ranges).into_iter().map(str::to_owned).collect()
}

const SUMS: [(&str, &str, &str); 9] = [
    ("received", "natural_person", "11"),
    ("received", "business", "12"),
    ("received", "total", "23"),
    ("carried_in", "natural_person", "31"),
    ("granted", "natural_person", "41"),
    ("outcome_total", "natural_person", "42"),
    ("outcome_total", "total", "43"),
    ("carried_out", "natural_person", "44"),
    ("granted", "total", "45"),
];

fn with_cursor(row: &str, column: &str) -> String {
    let cells = SUMS.map(|(r, c, text)| {
        let marked = if (r, c) == (row, column) { format!("{text}$0") } else { text.to_owned() };
        (r, c, marked)
    });
    let cells: Vec<_> = cells.iter().map(|(r, c, text)| (*r, *c, text.as_str())).collect();
    report("𠮷，收到政府信息公开申请20件，新收申请23件。", &cells)
}

#[test]
fn a_total_comes_from_its_parts() {
    assert_eq!(defined(&with_cursor("received", "total")), ["11", "12", "0", "0", "0", "0"]);
    let outcomes = defined(&with_cursor("outcome_total", "natural_person"));
    assert_eq!(outcomes.len(), 21 + 3, "21 outcomes, and the rest of the cross-sum");
    assert!(outcomes.starts_with(&["11", "31", "41"].map(str::to_owned)), "{outcomes:?}");
    assert_eq!(outcomes.last().map(String::as_str), Some("44"));
}

#[test]
fn a_part_flows_into_totals() {
    assert_eq!(defined(&with_cursor("received", "natural_person")), ["23", "42"]);
    assert_eq!(defined(&with_cursor("granted", "natural_person")), ["45", "42"]);
}

#[test]
fn what_speaks_of_a_figure() {
    assert_eq!(
        referring(&with_cursor("received", "total")),
        ["20件", "23件", "11", "12", "0", "0", "0", "0", "43"]
    );
    assert_eq!(referring(&with_cursor("carried_in", "natural_person")), ["0", "42"]);
    let (analysis, offset) = at_cursor(&with_cursor("carried_in", "natural_person"));
    let with_itself = references(&analysis, offset, true);
    assert_eq!(texts(&analysis.text, &with_itself), ["31", "0", "42"]);
}

#[test]
fn a_figure_of_the_prose_and_its_cell() {
    let text = report("𠮷，收到政府信息公开申请2$00件，新收申请23件。", &SUMS);
    assert_eq!(defined(&text), ["23"]);
    assert_eq!(referring(&text), ["23件", "23"]);
    let lawsuits = report("𠮷，因信息公开引发的行政诉讼$00件。", &[]);
    assert_eq!(defined(&lawsuits), ["0", "0"], "two rows count lawsuits");
}

#[test]
fn mentions_of_an_article() {
    let prose = "𠮷，依照《条例》第五十条编制。第二十条第（一）项见表二，第$0五十条第一款也看过；《某办法》第五十条不是。";
    let text = report(prose, &[]);
    assert_eq!(defined(&text), ["第五十条"]);
    assert_eq!(referring(&text), ["第五十条"]);
    let text = report("𠮷，第二十$0条第（一）项见表二，第二十条第（八）项也是。", &[]);
    let (analysis, offset) = at_cursor(&text);
    let block = definition(&analysis, offset);
    assert_eq!(texts(&analysis.text, &block), ["第二十条第（一）项"]);
    assert!(block.iter().all(|range| range.start > offset), "the block, not the prose");
    assert_eq!(referring(&text), ["第二十条第（八）项", "第二十条第（一）项"]);
    let text = report("𠮷，第二十条第（一）项见表二，第二十条第（八）项也是。", &[]);
    let head = text.replace("| 第二十条第（八）项", "| 第$0二十条第（八）项");
    assert_eq!(referring(&head), ["第二十条第（八）项"]);
}

#[test]
fn mentions_of_an_instrument() {
    let prose = "𠮷，《政府信息公开条例》和《某办法》，《条$0例》，《某办法》。";
    assert_eq!(defined(&report(prose, &[])), ["《政府信息公开条例》"]);
    assert_eq!(referring(&report(prose, &[])), ["《政府信息公开条例》"]);
    let prose = "𠮷，《条例》和《某办法》，《某$0办法》。";
    assert_eq!(referring(&report(prose, &[])), ["《某办法》"]);
}

#[test]
fn nothing_elsewhere() {
    assert!(defined(&report("𠮷，普通$0的话。", &[])).is_empty());
    assert!(referring(&report("𠮷，行政复议法第六$0十八条。", &[])).is_empty());
}

#[test]
fn no_text_and_no_offset_is_too_odd() {
    for text in odd_texts() {
        let analysis = Analysis::new(text);
        for offset in offsets(&analysis.text) {
            let both =
                [definition(&analysis, offset), references(&analysis, offset, true)].concat();
            assert!(both.into_iter().all(|range| analysis.text.get(range).is_some()), "{offset}");
        }
    }
}
