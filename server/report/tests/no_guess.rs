//! No figure is ever read in a place that its labels do not give it, whatever cell of a table is lost,
//! doubled or exchanged, and in whatever shape the table is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;

use fastrand::Rng;

const TITLE: &str =
    "云岭县档案局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n";

/// The table's cells, row by row; merged cells are absent.
fn table() -> Vec<Vec<String>> {
    let levels = [
        vec!["申请人情况"],
        vec!["自然人", "法人或其他组织", "总计"],
        vec!["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ];
    let labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "2.其他法律行政法规禁止公开",
        "1.信访举报投诉类申请",
        "（七）总计",
        "四、结转下年度继续办理",
    ];
    let mut rows: Vec<Vec<String>> =
        levels.iter().map(|level| level.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    for (at, label) in labels.iter().enumerate() {
        let figures = (0..7).map(|column| (100 * (at + 1) + column).to_string());
        rows.push(std::iter::once((*label).to_owned()).chain(figures).collect());
    }
    rows
}

/// The shapes that the table is written in.
const SHAPES: usize = 8;

fn written(rows: &[Vec<String>], shape: usize) -> String {
    let lines = |cell: &str, row: &str| -> String {
        let rows: Vec<String> = rows.iter().map(|cells| cells.join(cell)).collect();
        rows.join(row)
    };
    match shape {
        0 => lines("\n", "\n"),
        1 => lines("\n\n", "\n\n"),
        2 => lines(",", "\n"),
        3 => lines("   ", "\n"),
        4 => format!("│{}│", lines("│", "│\n├─┤\n│")),
        5 => {
            format!("<table><tr><td>{}</td></tr></table>", lines("</td><td>", "</td></tr><tr><td>"))
        }
        6 => lines("\t", "\n")
            .replace("商业企业", "商业\n企业")
            .replace("法律服务机构", "法律服务\n机构"),
        _ => lines(" ", "\n").replace("政府信息公开申请数量", "政府信息公开\n申请数量"),
    }
}

/// Figures by the row and column they are read in.
fn read(text: &str) -> BTreeMap<String, (String, String)> {
    let report = report::read(text);
    let mut places = BTreeMap::new();
    for (_, official) in report.official_tables() {
        for block in &official.blocks {
            let of = official.block(block);
            for row in &block.rows {
                for (at, column) in of.columns.iter().enumerate() {
                    if let Some(value) = row.cell(at).and_then(report::Cell::value) {
                        let place = (of.rows[row.index].id.clone(), column.id.clone());
                        let twice = places.insert(value.to_string(), place);
                        assert_eq!(twice, None, "{value} is read twice in {text}");
                    }
                }
            }
        }
    }
    places
}

/// The places of the figures in the table as it was.
fn places() -> BTreeMap<String, (String, String)> {
    let columns = [
        "natural_person",
        "business",
        "research",
        "public_welfare",
        "legal_service",
        "other",
        "total",
    ];
    let rows = [
        "received",
        "carried_in",
        "granted",
        "refused.forbidden_by_law",
        "unprocessed.petition",
        "outcome_total",
        "carried_out",
    ];
    let mut places = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for (column, of) in columns.iter().enumerate() {
            let place = ((*row).to_owned(), (*of).to_owned());
            places.insert((100 * (at + 1) + column).to_string(), place);
        }
    }
    places
}

#[test]
fn the_table_is_read_in_each_shape() {
    for shape in 0..SHAPES {
        let text = format!("{TITLE}{}\n", written(&table(), shape));
        assert_eq!(read(&text), places(), "{text}");
    }
}

/// All places of cells.
fn cells() -> Vec<(usize, usize)> {
    let table = table();
    (0..table.len()).flat_map(|row| (0..table[row].len()).map(move |cell| (row, cell))).collect()
}

#[test]
fn a_cell_that_is_lost_or_doubled_shifts_nothing() {
    for (row, cell) in cells() {
        for shape in 0..SHAPES {
            for doubled in [false, true] {
                let mut rows = table();
                let written_cell = rows[row].remove(cell);
                if doubled {
                    let twice =
                        if row >= 3 && cell > 0 { "9999".to_owned() } else { written_cell.clone() };
                    rows[row].insert(cell, twice);
                    rows[row].insert(cell, written_cell);
                }
                let text = format!("{TITLE}{}\n", written(&rows, shape));
                for (figure, place) in read(&text) {
                    assert_eq!(places().get(&figure), Some(&place), "{figure} of {text}");
                }
            }
        }
    }
}

#[test]
fn a_label_that_is_exchanged_for_a_figure_shifts_nothing() {
    let mut rng = Rng::with_seed(20231231);
    let cells = cells();
    for _ in 0..600 {
        let (one, other) = (cells[rng.usize(..cells.len())], cells[rng.usize(..cells.len())]);
        let mut rows = table();
        let is_figure = |(row, cell): (usize, usize)| row >= 3 && cell > 0;
        if is_figure(one) == is_figure(other) {
            continue;
        }
        let (first, second) = (rows[one.0][one.1].clone(), rows[other.0][other.1].clone());
        rows[one.0][one.1] = second;
        rows[other.0][other.1] = first;
        for shape in 0..SHAPES {
            let text = format!("{TITLE}{}\n", written(&rows, shape));
            for (figure, place) in read(&text) {
                assert_eq!(places().get(&figure), Some(&place), "{figure} of {text}");
            }
        }
    }
}
