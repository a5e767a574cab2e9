//! Labels in rows and headers, mistyped and out of their place.

use super::*;

#[test]
fn rows_are_told_by_their_labels() {
    understood(
        &RULES.replace("规章\t1\t2\t3\n", "").replace("6\n", "6\n规章\t1\t2\t3\n"),
        &["rulemaking: 本年制发 本年废止 现行有效", "行政规范性文件 4 5 6", "规章 1 2 3"],
    );
}

#[test]
fn a_mistyped_label_is_the_one_it_resembles() {
    understood(&RULES.replace("行政规范性文件", "行政规范性文书"), &DRAWN_RULES);
    let under_a_group = "三、本年度办理结果\t（三）不予公开\t1.属于国家机密\t1\t0\t0\t0\t0\t0\t1\n";
    understood(
        &format!("{HEADER}{under_a_group}"),
        &[COLUMNS, "办理结果:", "不予公开:", "国家秘密 1 0 0 0 0 0 1"],
    );
}

#[test]
fn a_header_of_which_no_label_is_right_is_a_header() {
    let header = "\t本年制定发件数\t本年废除件数\t现行有效件数量";
    understood(
        &RULES.replace("信息内容\t本年制发件数\t本年废止件数\t现行有效件数", header),
        &DRAWN_RULES,
    );
}

#[test]
fn a_lone_word_between_the_levels_of_a_header_is_none_of_them() {
    for word in ["（单位：件）\t\n", "申请人情况\t\n"] {
        let header = HEADER.replace("总计\n", &format!("总计\n{word}"));
        understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
    }
}

#[test]
fn words_below_a_header_are_no_columns() {
    understood(&RULES.replace("规章", "序号\t备注\n规章"), &DRAWN_RULES);
}

#[test]
fn a_group_of_columns_may_stand_beside_its_columns_in_one_row() {
    let header =
        "\t自然人\t法人或其他组织\t总计\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n";
    understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
    let header =
        "\t自然人\t商业企业\t科研机构\t社会公益组织\t法人或其他组织\t法律服务机构\t其他\t总计\n";
    understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
}

#[test]
fn a_group_of_columns_without_columns_leaves_the_rows_without_values() {
    let text = "\t自然人\t法人或其他组织\t总计\n一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n";
    understood(text, &[]);
}

#[test]
fn a_header_repeated_at_a_page_break_changes_nothing() {
    let header = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n";
    let next = "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t7\n";
    let text = format!("{}{next}", RULES.replace("行政规", &format!("{header}行政规")));
    understood(&text, &[&DRAWN_RULES[..], &["licensing: 本年处理决定数量", "行政许可 7"]].concat());
}

#[test]
fn a_header_of_two_levels_below_the_heading_of_a_block() {
    understood(&RULES.replace("信息内容\t", "信息内容\t件数\n\t"), &DRAWN_RULES);
}

#[test]
fn figures_without_a_label_are_a_row_that_nobody_knows() {
    understood(
        &RULES.replace("规章\t1", "\t1"),
        &["rulemaking: 本年制发 本年废止 现行有效", "行政规范性文件 4 5 6", "? 1"],
    );
}

#[test]
fn figures_beside_a_group_are_no_row_of_it() {
    let text = format!("{HEADER}（三）不予公开\t1\t0\t0\t0\t0\t0\t1\n");
    understood(&text, &[COLUMNS, "? （三）不予公开"]);
}

#[test]
fn a_label_that_resembles_two_or_none_is_unknown() {
    let rules = |label| RULES.replace("本年制发件数", label);
    let rows = ["规章 - 2 3", "行政规范性文件 - 5 6"];
    // As near to 本年制发件数 as to 本年废止件数.
    understood(
        &rules("本年制止件数"),
        &[&["rulemaking: - 本年废止 现行有效 ?本年制止件数"], &rows[..]].concat(),
    );
    understood(&rules("备注"), &[&["rulemaking: - 本年废止 现行有效 ?备注"], &rows[..]].concat());
    understood(
        &RULES.replace("规章", "规张"),
        &["rulemaking: 本年制发 本年废止 现行有效", "行政规范性文件 4 5 6", "? 规张"],
    );
}

#[test]
fn the_only_column_of_a_block_is_not_everything() {
    let of = |column: &str, drawing: &[&str]| {
        let text = format!("第二十条第（五）项\n信息内容\t{column}\n行政许可\t7\n");
        understood(&text, drawing);
    };
    of("本年处理决定数目", &["licensing: 本年处理决定数量", "行政许可 7"]);
    of("许可事项总数", &["licensing: -", "! 行政许可 1/0"]);
}

#[test]
fn labels_repeated_in_each_cell_they_span_count_once() {
    let header = "\
申请人情况\t申请人情况\t申请人情况\t申请人情况\t申请人情况\t申请人情况\t申请人情况\t申请人情况
\t自然人\t法人或其他组织\t法人或其他组织\t法人或其他组织\t法人或其他组织\t法人或其他组织\t总计
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
";
    understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
}

#[test]
fn halves_of_a_label_in_two_rows_are_one() {
    let header = HEADER
        .replace("商业企业\t科研机构", "商业\t科研")
        .replace("其他\n", "其他\n\t企业\t机构\n");
    understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
}

#[test]
fn the_last_label_of_a_row_goes_on_in_the_next_lines() {
    let rows = "行政事业性收费\t38.64\n";
    let header = "第二十条第（八）项\n信息内容\t本年收费";
    let drawing = ["fees: 本年收费金额", "行政事业性收费 38.64"];
    understood(&format!("{header}\n金额（单位：万元）\n{rows}"), &drawing);
    understood(&format!("{header}\n金额（单位：\n万元）\n{rows}"), &drawing);
    understood(&format!("{header}\n\n金额（单位：万元）\n\n{rows}"), &drawing);
    understood(&format!("{header}\n金额（单\n位：\n万元）\n{rows}"), &drawing);
}

#[test]
fn a_note_below_a_label_is_no_part_of_it() {
    let header = HEADER.replace(
        "申请人情况\n",
        "申请人情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n",
    );
    let report = read(&header);
    let ElementKind::Row { cells, .. } = &report.elements[0].kind else { panic!("{report:#?}") };
    assert_eq!(cells.last().unwrap().text(&header), "申请人情况");
}

#[test]
fn halves_of_a_group_of_columns_are_one() {
    let header = HEADER.replace("组织\t总计\n", "\t总\n\t组织\t计\n");
    understood(&format!("{header}{ROW}"), &[COLUMNS, DRAWN_ROW]);
}

#[test]
fn the_heading_of_a_block_may_be_repeated() {
    understood(&format!("第二十条第（一）项\t\n{RULES}"), &DRAWN_RULES);
}

#[test]
fn only_groups_are_named_before_a_row() {
    let row =
        ROW.replace("一、", "三、本年度办理结果\t一、").replace("数量\t", "数量\t（七）总计\t");
    understood(&format!("{HEADER}{row}"), &[COLUMNS, "办理结果:", "办理结果总计 1 2 3 4 5 6 21"]);
}

#[test]
fn labels_behind_the_last_band_belong_to_none() {
    let text =
        |rest: &str| format!("{BANDS}{rest}1\t2\t3\t4\t10\t5\t6\t7\t8\t26\t9\t10\t11\t12\t42\n");
    assert_ne!(drawn(&text("")), "");
    understood(&text("备注\t说明\n"), &[]);
}
