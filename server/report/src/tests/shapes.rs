//! Cells as bars, TABs and lines part them, with what merged cells leave behind.

use super::*;

/// Rows as spreadsheets give them: a column for each level of labels, blank where a label is merged.
fn padded(rows: &[&str]) -> String {
    let full = "三、本年度办理结果\t（一）予以公开\t\t1\t2\t3\t4\t5\t6\t21\n\t（二）部分公开\t\t1\t2\t3\t4\t5\t6\t21\n";
    format!("{HEADER}{full}{}\n", rows.join("\n"))
}

#[test]
fn blanks_beside_a_merged_label_are_no_cells() {
    let above = [COLUMNS, "办理结果:", "予以公开 1 2 3 4 5 6 21", "部分公开 1 2 3 4 5 6 21"];
    let of = |row: &str, drawing: &str| {
        understood(&padded(&[row]), &[&above[..], &[drawing]].concat());
    };
    of("（七）总计\t\t\t1\t0\t0\t0\t0\t0\t1", "办理结果总计 1 0 0 0 0 0 1");
    // The first figure is not there: the row is as wide as the others.
    of("（七）总计\t\t\t\t0\t0\t0\t0\t0\t1", "办理结果总计 · 0 0 0 0 0 1");
    // The last is not.
    of("（七）总计\t\t\t1\t0\t0\t0\t0\t0\t", "办理结果总计 1 0 0 0 0 0 ·");
    // A cell is lost, and the blank beside the label is not the first figure.
    of("（七）总计\t\t1\t0\t0\t0\t0\t1", "! 办理结果总计 6/7");
    of("（七）总计\t\t\t1\t0\t0\t0\t0\t1", "! 办理结果总计 6/7");
    // A cell too many.
    of("（七）总计\t\t\t1\t0\t0\t0\t0\t0\t1\t9", "! 办理结果总计 8/7");
}

#[test]
fn blanks_behind_figures_are_padding_where_blocks_differ_in_width() {
    let table = "\
| 第二十条第（一）项 | | | |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 1 | 2 | 3 |
| 行政规范性文件 | | 5 | |
| 第二十条第（五）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政许可 | 7 | | |
";
    understood(
        table,
        &[
            "rulemaking: 本年制发 本年废止 现行有效",
            "规章 1 2 3",
            "行政规范性文件 · 5 ·",
            "licensing: 本年处理决定数量",
            "行政许可 7",
        ],
    );
}

#[test]
fn a_single_row_with_a_blank_is_no_padding() {
    // Nothing says that a blank belongs to the label: it is the first figure.
    understood(
        &format!("{HEADER}（七）总计\t\t0\t0\t0\t0\t0\t1\n"),
        &[COLUMNS, "办理结果总计 · 0 0 0 0 0 1"],
    );
    let padded = "（一）予以公开\t\t1\t2\t3\t4\t5\t6\t21\n";
    understood(
        &format!("{HEADER}{padded}（七）总计\t\t0\t0\t0\t0\t0\t1\n"),
        &[COLUMNS, "予以公开 1 2 3 4 5 6 21", "办理结果总计 · 0 0 0 0 0 1"],
    );
}

#[test]
fn bars_at_the_border_are_a_border_only_where_every_row_has_them() {
    let drawing = DRAWN_RULES;
    let bars = |left: &str, right: &str| {
        let lines =
            RULES.lines().skip(1).map(|line| format!("{left}{}{right}\n", line.replace('\t', "|")));
        lines.collect::<String>()
    };
    for (left, right) in [("|", "|"), ("|", ""), ("", "|"), ("", "")] {
        understood(&bars(left, right), &drawing);
    }
    // The last figure of one row is not there.
    let blank = bars("", "").replace("|6", "|");
    understood(&blank, &[drawing[0], drawing[1], "行政规范性文件 4 5 ·"]);
    // The label of one row is not there.
    let blank = bars("", "").replace("行政规范性文件|", "|");
    understood(&blank, &[drawing[0], drawing[1], "? 4"]);
}

#[test]
fn an_escaped_bar_parts_no_cells() {
    let table = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1\\|2 | 3 | 4 |\n| 行政规范性文件 | 4 | 5\\\\| 6 |\n";
    understood(
        table,
        &["rulemaking: 本年制发 本年废止 现行有效", "规章 1\\|2 3 4", "行政规范性文件 4 5\\\\ 6"],
    );
}

/// Every cell on a line of its own, as copied from Word; a line without anything parts rows.
fn stacked(rows: &str) -> String {
    rows.lines().map(|row| format!("\t{}\n\n", row.replace('\t', "\n\t"))).collect()
}

/// The same with nothing between the rows.
fn closed(rows: &str) -> String {
    stacked(rows).replace("\n\n", "\n")
}

#[test]
fn one_cell_a_line() {
    understood(&stacked(RULES), &DRAWN_RULES);
    understood(&stacked(RULES).replace("本年制发件数", "本年制发\n件数"), &DRAWN_RULES);
}

#[test]
fn a_label_in_several_lines_is_joined_and_a_heading_below_a_row_is_none_of_it() {
    let cells = stacked("规章\t1\t2\t3\n").replace("规章", "规\n章");
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{}\n三、收到和处理政府信息公开申请情况\n", cells.trim_end())
            .replace('\n', end);
        let report = read(&text);
        let ElementKind::Row { cells, .. } = &report.elements[0].kind else {
            panic!("{report:#?}")
        };
        let cells: Vec<&str> = cells.iter().map(|cell| cell.text(&text)).collect();
        assert_eq!(cells, ["规章", "1", "2", "3"], "{text:?}");
        assert_eq!(report.elements[1].range, text.find('三').unwrap()..text.trim_end().len());
    }
}

#[test]
fn one_cell_a_line_with_nothing_between_the_rows() {
    understood(&closed(RULES), &DRAWN_RULES);
    // A row that the form does not know begins with a number.
    understood(
        &closed(&RULES.replace("行政规范", "9.其他文件\t7\t8\t9\n行政规范")),
        &[&DRAWN_RULES[..], &["? 9.其他文件"]].concat(),
    );
    // A word behind a figure does not: nobody can tell whose it is.
    understood(
        &closed(&RULES.replace("行政规范", "备注\n行政规范")),
        &["rulemaking: 本年制发 本年废止 现行有效", "! 规章 4/3", "行政规范性文件 4 5 6"],
    );
    // The last figure is not there.
    understood(
        &closed(&RULES.replace("2\t3", "2\t")),
        &["rulemaking: 本年制发 本年废止 现行有效", "规章 1 2 ·", "行政规范性文件 4 5 6"],
    );
}

/// Every cell in a row of its own.
fn bars(rows: &str) -> String {
    rows.replace('\t', "\n").lines().map(|cell| format!("| {cell} |\n")).collect()
}

#[test]
fn one_cell_a_row() {
    understood(&bars(RULES), &DRAWN_RULES);
}

#[test]
fn the_official_layout_of_the_last_table() {
    let figures = "1\t2\t3\t4\t10\t5\t6\t7\t8\t26\t9\t10\t11\t12\t42\n";
    let rows = [
        "行政复议 1 2 3 4 10",
        "行政诉讼（直接起诉） 5 6 7 8 26",
        "行政诉讼（复议后起诉） 9 10 11 12 42",
    ];
    let drawing = [&[BAND_COLUMNS], &rows[..]].concat();
    understood(&format!("{BANDS}{figures}"), &drawing);
    // Merged labels leave blanks, or are repeated.
    let blanks = BANDS
        .replace("行政复议\t行政诉讼", "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t")
        .replace("直接起诉\t", "直接起诉\t\t\t\t\t");
    understood(&format!("{blanks}{figures}"), &drawing);
    let repeated = BANDS
        .replace("行政复议\t行政诉讼", "行政复议\t行政复议\t行政诉讼\t行政诉讼")
        .replace("直接起诉\t", "直接起诉\t未经复议直接起诉\t");
    understood(&format!("{repeated}{figures}"), &drawing);
    // The columns of 行政复议 stand beside those of the others.
    let level = BANDS.replace("结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经", "未经");
    let level = level.replace("\n结果", "\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果");
    understood(&format!("{level}{figures}"), &drawing);
}

#[test]
fn the_figures_of_the_official_layout_are_told_apart_or_not_at_all() {
    let none = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n";
    understood(
        &format!("{BANDS}{none}"),
        &[
            BAND_COLUMNS,
            "行政复议 · · · · ·",
            "行政诉讼（直接起诉） · · · · ·",
            "行政诉讼（复议后起诉） · · · · ·",
        ],
    );
    let first_blank = "\t2\t3\t4\t10\t5\t6\t7\t8\t26\t9\t10\t11\t12\t42\n";
    understood(
        &format!("{BANDS}{first_blank}"),
        &[
            BAND_COLUMNS,
            "行政复议 · 2 3 4 10",
            "行政诉讼（直接起诉） 5 6 7 8 26",
            "行政诉讼（复议后起诉） 9 10 11 12 42",
        ],
    );
    understood(BANDS, &[BAND_COLUMNS]);
    // A figure is lost: three rows of which nobody can tell which, and no table.
    understood(&format!("{BANDS}1\t2\t3\t4\t10\t5\t6\t7\t8\t26\t9\t10\t11\t12\n"), &[]);
    // The header lacks a label.
    understood(&BANDS.replace("行政诉讼", ""), &[]);
}

#[test]
fn cells_of_their_own_rows_are_joined_where_nearly_all_are() {
    let (nine, others) = RULES.split_at(RULES.find("行政").unwrap());
    let full = |count: usize| "| 9.其他文件 | 7 | 8 | 9 |\n".repeat(count);
    let columns = "rulemaking: 本年制发 本年废止 现行有效";
    understood(&bars(nine), &[columns, "规章 1 2 3"]);
    // One label less, and no header is complete: they are read all the same, by their words.
    let eight = bars(nine.split_once('\n').unwrap().1);
    assert_eq!(drawn(&eight).lines().nth(1), Some("规章 1 2 3"));
    let unknown = "? 9.其他文件";
    understood(&format!("{}{}", bars(nine), full(2)), &[columns, "规章 1 2 3", unknown, unknown]);
    assert_eq!(drawn(&format!("{}{}", bars(nine), full(3))).lines().nth(1), Some("规章 1 2 3"));
    let twelve = bars(nine) + &bars(&others.replace("\t6", ""));
    assert_eq!(twelve.lines().count(), 12);
    assert_eq!(drawn(&format!("{twelve}{}", full(3))).lines().nth(1), Some("规章 1 2 3"));
}

#[test]
fn an_unknown_column_in_a_header_of_one_cell_a_line() {
    let text = RULES
        .replace("现行有效件数", "现行有效件数\t备注")
        .replace("3\n", "3\t无\n")
        .replace("6\n", "6\t无\n");
    understood(
        &closed(&text),
        &["rulemaking: 本年制发 本年废止 现行有效 ?备注", "规章 1 2 3", "行政规范性文件 4 5 6"],
    );
}

#[test]
fn a_row_is_short_only_beside_padded_ones() {
    let rows = "三、本年度办理结果\t（一）予以公开\t1\t2\t3\t4\t5\t6\t21\n（二）部分公开\t\t2\t3\t4\t5\t6\t20\n（七）总计\t\t4\t6\t8\t10\t12\t40\n";
    understood(
        &format!("{HEADER}{rows}"),
        &[
            COLUMNS,
            "办理结果:",
            "予以公开 1 2 3 4 5 6 21",
            "部分公开 · 2 3 4 5 6 20",
            "办理结果总计 · 4 6 8 10 12 40",
        ],
    );
}

#[test]
fn where_nothing_is_written_the_cell_is_the_one_beside_the_label() {
    let table =
        "| 第二十条第（五）项 | | |\n| 信息内容 | 本年处理决定数量 | |\n| 行政许可 |  |  |\n";
    let report = read(table);
    let (_, official) = report.official_tables().next().unwrap();
    let cell = official.blocks[0].rows[0].cell(0).unwrap();
    assert_eq!(cell.range.start, table.find("许可 |").unwrap() + "许可 | ".len());
}

#[test]
fn a_line_that_is_a_single_bar_has_one_cell() {
    let report = read("|\n");
    let ElementKind::Row { cells, .. } = &report.elements[0].kind else { panic!("{report:#?}") };
    assert_eq!(cells.len(), 1);
}

/// The short labels of the canonical shape are the form's as much as the long ones.
#[test]
fn blank_rows_with_short_labels_are_rows_where_the_text_is_looked_at_again() {
    let table = |text: &str| {
        let report = read(text);
        let official = report.official_tables().find(|(_, it)| it.index == 1).expect("表三").1;
        let is_misfit = |row: &&Row| matches!(row.cells, Cells::Misfit { .. });
        official.blocks[0].rows.iter().filter(is_misfit).count()
    };
    let form = form::forms().iter().find(|form| form.edition == "2021").expect("the edition");
    let of = &form.tables[1].blocks[0];
    let header: Vec<&str> = of.columns.iter().map(|column| column.label.as_str()).collect();
    let rows: Vec<String> =
        of.rows.iter().map(|row| format!("| {} |{}", row.written(), "  |".repeat(7))).collect();
    let section = "三、收到和处理政府信息公开申请情况";
    let table_text = format!("| 申请人情况 | {} |\n{}\n", header.join(" | "), rows.join("\n"));
    for tabs in ["", "\t\t\t"] {
        let text = format!("一、总体情况{tabs}\n\n无。\n\n{section}\n\n{table_text}");
        assert_eq!(table(&text), 0, "{tabs:?}");
    }
}
