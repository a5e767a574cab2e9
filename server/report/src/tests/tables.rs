//! Which rows make up which table, of which edition, and what is none.

use super::*;

#[test]
fn the_edition_is_the_one_whose_labels_a_table_bears() {
    let old = "\
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t1\t2\t3
规范性文件\t4\t5\t6
";
    understood(
        old,
        &["2019 rulemaking: 本年新制作 本年新公开 对外公开总数", "规章 1 2 3", "规范性文件 4 5 6"],
    );
}

#[test]
fn what_carries_figures_tells_the_edition() {
    // A group in one edition is a row with figures in the other.
    let other = "（六）其他处理\t0\t0\t0\t0\t0\t0\t0\n";
    understood(
        &format!("{HEADER}{ROW}{other}"),
        &[&format!("2019 {COLUMNS}"), DRAWN_ROW, "其他处理 0 0 0 0 0 0 0"],
    );
    let blank = "（六）其他处理\t\t\t\t\t\t\t\n";
    understood(&format!("{HEADER}{ROW}{blank}"), &[COLUMNS, DRAWN_ROW, "其他处理:"]);
}

#[test]
fn labels_without_figures_tell_the_edition_too() {
    let title = "云岭县档案局2019年政府信息公开工作年度报告\n\n";
    let blank =
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\t\t\t\t\t\t\t\n";
    let text = format!("{title}{HEADER}{blank}");
    assert!(drawn(&text).starts_with("requests:"), "{}", drawn(&text));
    let text = format!("{title}{HEADER}{ROW}");
    assert!(drawn(&text).starts_with("2019 requests:"), "{}", drawn(&text));
}

#[test]
fn a_table_of_which_too_little_is_left_is_none() {
    understood("规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n", &[]);
    // A heading and a column are too little; with a row they are enough.
    let header = "第二十条第（五）项\n\t本年处理决定数量\n";
    understood(header, &[]);
    understood(&format!("{header}行政许可\t7\n"), &["licensing: 本年处理决定数量", "行政许可 7"]);
}

#[test]
fn a_table_most_of_whose_rows_do_not_fit_is_none() {
    let good = ["（一）予以公开", "（二）部分公开", "（七）总计"];
    let short = ["1.属于国家秘密", "2.重复申请", "3.要求提供公开出版物"];
    let of = |good: &[&str], short: &[&str]| {
        let good: String =
            good.iter().map(|label| format!("{label}\t0\t0\t0\t0\t0\t0\t0\n")).collect();
        let short: String = short.iter().map(|label| format!("{label}\t1\t2\n")).collect();
        !drawn(&format!("{HEADER}{good}{short}")).is_empty()
    };
    assert!(of(&good, &short), "half of the rows");
    assert!(!of(&good[..2], &short), "more than half of the rows");
    assert!(of(&[], &short[..2]), "only two");
}

/// Each table of a text: its id, or `none`, and how many rows it has.
fn tables(text: &str) -> Vec<String> {
    let report = read(text);
    let tables = report.tables.iter().map(|table| {
        let id = match &table.kind {
            TableKind::Official(official) => &official.table().id,
            TableKind::Unrecognized => "none",
        };
        format!("{id} {}", table.rows.len())
    });
    tables.collect()
}

#[test]
fn tables_that_touch_are_two() {
    assert_eq!(tables(&format!("{RULES}{HEADER}{ROW}")), ["disclosure 4", "requests 4"]);
}

#[test]
fn a_table_that_begins_again_is_another() {
    let twice = format!("{HEADER}{ROW}{HEADER}{ROW}");
    assert_eq!(tables(&twice).len(), 2);
    // The blocks of one table have headers of their own.
    let next = RULES.replace("（一）", "（五）");
    assert_eq!(tables(&format!("{RULES}{next}")).len(), 1);
}

#[test]
fn a_table_of_something_else_is_none() {
    let others = "姓名\t职务\n张三\t科长\n李四\t科员\n";
    assert_eq!(tables(others), ["none 3"]);
    assert_eq!(tables(&format!("{others}\n正文。\n\n{RULES}")), ["none 3", "disclosure 4"]);
    let bars = "| 姓名 | 职务 |\n| 张三 | 科长 |\n";
    assert_eq!(tables(&format!("{bars}\n{others}")), ["none 2", "none 3"]);
}

#[test]
fn a_section_ends_a_table() {
    let text = format!("{RULES}三、收到和处理政府信息公开申请情况\n\t1\t2\t3\n");
    assert_eq!(tables(&text), ["disclosure 4", "none 1"]);
}

#[test]
fn figures_without_a_label_belong_to_the_table_right_above() {
    let bars = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 | 2 | 3 |\n";
    assert_eq!(tables(&format!("{bars}\t4\t5\t6\n")), ["disclosure 3"]);
    assert_eq!(tables(&format!("{bars}<!-- 补 -->\n\t4\t5\t6\n")), ["disclosure 3"]);
    // Behind words, or alone, or of words, they may be anything.
    assert_eq!(tables(&format!("{bars}正文。\n\t4\t5\t6\n")), ["disclosure 2", "none 1"]);
    assert_eq!(tables(&format!("{bars}\t4\n")), ["disclosure 2", "none 1"]);
    assert_eq!(tables(&format!("{bars}\t甲\t5\t6\n")), ["disclosure 2", "none 1"]);
    assert_eq!(tables(&format!("{bars}\t\t\t\n\t甲\t乙\t丙\n")), ["disclosure 2", "none 2"]);
}

#[test]
fn lines_beside_a_table_belong_to_it_where_they_are_labels() {
    let rows = "规章\t1\t2\t3\n";
    let header = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n";
    assert_eq!(tables(&format!("第二十条第（一）项\n{header}{rows}")), ["disclosure 3"]);
    assert_eq!(tables(&format!("{header}{rows}第二十条第（五）项\n")), ["disclosure 3"]);
    assert_eq!(tables(&format!("单位：件\n{header}{rows}注：含修订。\n")), ["disclosure 2"]);
    // A word of the form in the prose is no row.
    assert_eq!(tables(&format!("规章\n\n正文。\n\n{header}{rows}")), ["disclosure 2"]);
    assert_eq!(tables("规章\n"), Vec::<String>::new());
}
