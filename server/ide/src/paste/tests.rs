use super::*;
use crate::marked::at_cursor;

const TEXT: &str = "\
三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| :--------- | -----: | -------: | -------: | -----------: | -----------: | ---: | ---: |
| 一、本年新收政府信息公开申请数量 |  |  |  |  |  |  |  |
| 二、上年结转政府信息公开申请数量 |  |  |  |  |  |  |  |
| 三、本年度办理结果 |  |  |  |  |  |  |  |
| 　（一）予以公开 |  |  |  |  |  |  |  |
| 　（二）部分公开 |  |  |  |  |  |  |  |
| 四、结转下年度继续办理 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
";

const CHALLENGES: &str = "\
四、政府信息公开行政复议、行政诉讼情况

| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :------- | -------: | -------: | -------: | -------: | ---: |
| 行政复议 | $0 |  |  |  |  |
| 行政诉讼（未经复议直接起诉） |  |  |  |  |  |
| 行政诉讼（复议后起诉） |  |  |  |  |  |
";

fn pasted(text: &str, clipboard: &str) -> Option<Paste> {
    let (analysis, offset) = at_cursor(text);
    paste(&analysis, offset, clipboard, Options::default())
}

/// The rows of the table after the first offer, each as its figures.
fn rows(text: &str, clipboard: &str) -> (Vec<String>, String) {
    let (analysis, _) = at_cursor(text);
    let offers = match pasted(text, clipboard) {
        Some(Paste::Offered(offers)) => offers,
        other => panic!("{other:?}"),
    };
    let written = apply(&analysis.text, &offers[0].edits);
    let rows = written.lines().filter(|line| line.starts_with('|')).skip(2).map(|line| {
        line.split('|').skip(2).map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
    });
    (rows.collect(), offers[0].message.clone())
}

fn from(place: &str) -> String {
    let text = TEXT.replacen(&place.replace("$0", ""), place, 1);
    assert!(text.contains("$0"), "{place}");
    text
}

fn refused(text: &str, clipboard: &str) -> String {
    match pasted(text, clipboard) {
        Some(Paste::Refused(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_block_fills_cells_over_the_heading_of_a_group() {
    let (rows, message) =
        rows(&from("二、上年结转政府信息公开申请数量 | $0 |"), "11\t12\r\n21\t\r\n31\t1,032\r\n");
    assert_eq!(rows[1..5], ["11 12", "", "21", "31 1032"]);
    assert_eq!(message, "填了 5 格，从“上年结转·自然人”到“部分公开·商业企业”");
}

#[test]
fn a_block_with_blank_rows_where_the_headings_are() {
    let (rows, _) = rows(&from("二、上年结转政府信息公开申请数量 | $0 |"), "11\n\n21\n31\n");
    assert_eq!(rows[1..5], ["11", "", "21", "31"]);
}

#[test]
fn a_block_with_labels_goes_where_they_say() {
    let clipboard = "\t自然人\n（二）部分公开\t31\n一、本年新收政府信息公开申请数量\t1\n";
    let (rows, _) = rows(&from("予以公开 | $0 |"), clipboard);
    assert_eq!((rows[0].as_str(), rows[4].as_str()), ("1", "31"));
}

#[test]
fn a_cell_a_row_and_a_column() {
    let (one, message) = rows(&from("| 1$0 |"), "８8\n");
    assert_eq!(one[5], "88 2 3 4 5 6 7");
    assert_eq!(message, "填了 1 格：结转下年度·自然人");
    let (row, _) = rows(&from("予以公开 | $0 |"), "1\t2\t3\t4\t5\t6\t21");
    assert_eq!(row[3], "1 2 3 4 5 6 21");
    let (column, _) = rows(&from("| 7$0 |"), "70");
    assert_eq!(column[5], "1 2 3 4 5 6 70");
}

#[test]
fn the_table_is_aligned_and_nothing_else_changes() {
    let (analysis, _) = at_cursor(&from("予以公开 | $0 |"));
    let Some(Paste::Offered(offers)) = pasted(&from("予以公开 | $0 |"), "123456789\t2") else {
        panic!("it fits");
    };
    let written = apply(&analysis.text, &offers[0].edits);
    let bars = |line: &str| -> Vec<usize> {
        let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
        line.match_indices('|').map(|(at, _)| line[..at].chars().map(wide).sum()).collect()
    };
    let lines: Vec<Vec<usize>> =
        written.lines().filter(|line| line.starts_with('|')).map(bars).collect();
    assert!(lines.iter().all(|line| *line == lines[0]), "{written}");
    assert!(offers[0].edits.iter().all(|edit| !edit.text.contains('\n')));
}

#[test]
fn fifteen_figures_in_a_row_are_dealt_to_the_three_rows_of_table_four() {
    let (rows, message) = rows(CHALLENGES, "1\t2\t3\t4\t10\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1\n");
    assert_eq!(rows, ["1 2 3 4 10", "0 0 0 0 0", "1 0 0 0 1"]);
    assert!(message.starts_with("填了 15 格"), "{message}");
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason() {
    let reason = refused(&from("| 1$0 |"), "1\n2\n3\n");
    assert!(reason.contains("有 3 行，从“结转下年度”往下只有 1 行"), "{reason}");
    assert!(reason.contains("“予以公开”"), "{reason}");
    let reason = refused(&from("| 7$0 |"), "1\t2\n");
    assert!(reason.contains("有 2 列") && reason.contains("“总计”起只有 1 格"), "{reason}");
    let reason = refused(&from("予以公开 | $0 |"), "1\t2\t约3\n");
    assert!(reason.contains("“约3”不是能填的数"), "{reason}");
}

#[test]
fn what_is_no_block_is_pasted_as_it_is() {
    for clipboard in ["全年公开12条", "甲\t乙", ""] {
        assert!(pasted(&from("予以公开 | $0 |"), clipboard).is_none(), "{clipboard}");
    }
    assert!(pasted(&from("三、收到$0和处理"), "1\t2").is_none());
}

#[test]
fn a_whole_table_may_give_its_figures_or_take_the_place_of_the_blank_one() {
    let clean = include_str!("../../../../examples/clean.nianbao");
    let start = clean.find("| 案件类型").expect("表四");
    let table = &clean[start..clean.find("\n\n五、").expect("the next section")];
    let Some(Paste::Offered(offers)) = pasted(CHALLENGES, table) else { panic!("it is offered") };
    let titles: Vec<&str> = offers.iter().map(|offer| offer.title).collect();
    assert_eq!(titles, ["只填数字", "替换原来的表"]);
    let (analysis, _) = at_cursor(CHALLENGES);
    for offer in &offers {
        let written = Analysis::new(apply(&analysis.text, &offer.edits));
        let figures = blocks(&written.report).flat_map(|of| of.cells());
        assert_eq!(figures.filter(|it| it.cell.value().is_some()).count(), 15, "{}", offer.title);
        assert_eq!(written.report.tables.len(), 1);
    }
    let (rows, _) = rows(CHALLENGES, table);
    assert_eq!(rows[0], "2 1 1 0 4");
}
