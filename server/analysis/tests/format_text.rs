//! What the formatter does to small texts.

use analysis::Analysis;
use format::{AmbiguousWidth, Options, edits, formatted, formatted_with};

#[track_caller]
fn check(before: &str, after: &str) {
    let once = formatted(before);
    assert_eq!(once, after, "\n{once}");
    assert_eq!(formatted(after), after, "a second time");
}

#[track_caller]
fn check_unchanged(text: &str) {
    check(text, text);
}

const CHALLENGES: &str = "\
| 案件类型                     | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :--------------------------- | -------: | -------: | -------: | -------: | ---: |
| 行政复议                     |        1 |        0 |        0 |        0 |    1 |
| 行政诉讼（未经复议直接起诉） |        0 |        2 |        0 |        0 |    2 |
| 行政诉讼（复议后起诉）       |        0 |        0 |        3 |       10 |   13 |
";

#[test]
fn blanks_and_blank_lines() {
    check(
        "\n\u{3000}\n  云岭县档案局2023年政府信息公开工作年度报告 \n　　依照规定，编制本报告。\u{a0}\n\n\n\
         一、总体情况\n（一） 主动公开  \n\t\n全年公开 12 条。",
        "云岭县档案局2023年政府信息公开工作年度报告\n\n依照规定，编制本报告。\n\n\
         一、总体情况\n\n（一） 主动公开\n\n全年公开 12 条。\n",
    );
    check("", "");
    check(" \n\u{3000}\n", "");
}

#[test]
fn a_table_stays_where_another_would_be_read_otherwise_beside_it() {
    check_unchanged(
        "云岭县档案局2023年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n\
         第二十条第（八）项\n信息内容（1）\t本年收费金额（单位：万元）\n行政事业性收费\t38.64\n\n\
         三、收到和处理政府信息公开申请情况\n\n\
         （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况\n\
         自然人\t法人或其他组织\t总计\n商业\n企业\t科研\n机构\t社会公益\n组织\t法律服务\n机构\t其他\n\
         一、本年新收政府信息公开申请数量\t11\t11\t10\t14\t10\t10\t69\n\
         二、上年结转政府信息公开申请数量\t9\t9\t7\t2\t8\t1\t40\n",
    );
}

#[test]
fn lines_of_a_title_stay_together() {
    check(
        "云岭县档案局\n\n\n 2023年政府信息公开工作年度报告\n依照规定，编制本报告。\n",
        "云岭县档案局\n2023年政府信息公开工作年度报告\n\n依照规定，编制本报告。\n",
    );
}

#[test]
fn a_comment_stays_with_what_stands_below_it() {
    check(
        "云岭县档案局2023年政府信息公开工作年度报告\n一、总体情况\n<!-- 甲 -->\n<!--  乙\n   丙 -->\n全年无。\n\
         <!-- 丁 -->\n\n\n全年有。\n",
        "云岭县档案局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n<!-- 甲 -->\n<!--  乙\n   丙 -->\n全年无。\n\n\
         <!-- 丁 -->\n\n全年有。\n",
    );
}

#[test]
fn the_text_keeps_its_line_ends_and_its_mark() {
    check("\u{feff}题 \r\n\r\n\r\n甲\r\n乙\n", "\u{feff}题\r\n\r\n甲\r\n\r\n乙\r\n");
    check("题\r甲\r\r\r乙", "题\r\r甲\r\r乙\r");
    check("\u{feff}\u{feff} 题\n", "\u{feff}题\n");
}

#[test]
fn headings_of_sections_are_put_right() {
    check(
        "云岭县档案局2023年政府信息公开工作年度报告\n1、总体情况\n2、 主动公开政府信息的情况\n\
         收到和处理政府信息公开申请情况\n五、　政府信息公开行政复议、行政诉讼情况\n\
         第五部分 政府信息公开工作存在的主要问题及改进情况：\n六、其他需要报告的事项\n",
        "云岭县档案局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n二、主动公开政府信息情况\n\n\
         三、收到和处理政府信息公开申请情况\n\n四、政府信息公开行政复议、行政诉讼情况\n\n\
         五、存在的主要问题及改进情况\n\n六、其他需要报告的事项\n",
    );
}

#[test]
fn each_edition_has_its_own_wording() {
    let text = |year: &str, title: &str| {
        format!(
            "云岭县档案局{year}政府信息公开工作年度报告\n\n一、总体情况\n\n五、{title}\n\n无。\n"
        )
    };
    let (old, new) = ("政府信息公开工作存在的主要问题及改进情况", "存在的主要问题及改进情况");
    check(&text("2020年", new), &text("2020年", old));
    check(&text("2021年", old), &text("2021年", new));
    check_unchanged(&text("", old));
    check_unchanged(&text("", new));
}

#[test]
fn a_doubtful_heading_stays() {
    let report = "云岭县档案局2023年政府信息公开工作年度报告\n\n";
    for heading in [
        "（二）主动公开政府信息情况",
        "2、主动公开政府信息情况<!-- 待核 -->",
        "五、存在的主要问题及下一步改进的打算",
    ] {
        check_unchanged(&format!("{report}{heading}\n\n无。\n"));
    }
    check_unchanged(&format!(
        "{report}三、主动公开政府信息情况\n\n无。\n\n一、总体情况\n\n无。\n\n三、总体情况\n\n无。\n"
    ));
}

#[test]
fn a_table_of_fifteen_columns_becomes_one_of_five() {
    check(
        "\t行政复议\n\t行政诉讼\n\n\t结果\n维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\t未经复议直接起诉\n\t复议后起诉\n\n\
         \t\n\t\n\t\n\t\n\t\n\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\
         \t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\n\
         \t1\n\t0\n\t0\n\t 0\n\t1\n\t0\n\t2\n\t0\n\t0\n\t2\n\t0\n\t0\n\t3\n\t10\n\t13\u{3000}\n",
        CHALLENGES,
    );
}

#[test]
fn rows_and_columns_stand_in_the_forms_order() {
    check(
        "案件类型\t总计\t尚未审结\t其他结果\t结果纠正\t结果维持\n行政诉讼(复议后起诉)\t13\t10\t3\t0\t0\n\
         行政诉讼（未经复议直接起诉）\t2\t0\t0\t2\t0\n行政复议\t1\t0\t0\t0\t1\n",
        CHALLENGES,
    );
}

#[test]
fn blocks_are_tables_of_their_own() {
    check(
        "第二十条第（六）项\n信息内容 | 本年处理决定数量\n行政处罚 | 3\n行政强制 |\n\
         第二十条第(一)项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n\
         规章 | / | / | /\n规范性文件 | ０ | 1,234 | 12件\n",
        "\
| 第二十条第（一）项 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| :----------------- | -----------: | -----------: | -----------: |
| 规章               |            / |            / |            / |
| 行政规范性文件     |           ０ |        1,234 |         12件 |

| 第二十条第（六）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政处罚           |                3 |
| 行政强制           |                  |
",
    );
}

#[test]
fn what_is_written_in_a_cell_stays() {
    check(
        "| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n\
         | 行政复议 |  1 234 | a\\|b | \\\\ | \u{3000}𠮷 | “无” |\n",
        "\
| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 |   总计 |
| :------- | -------: | -------: | -------: | -------: | -----: |
| 行政复议 |    1 234 |     a\\|b |       \\\\ |       𠮷 | “无” |
",
    );
}

#[test]
fn groups_are_written_where_their_rows_are() {
    let header = "申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    let text = format!("{header}3.其他\t1\t0\t0\t0\t0\t0\t1\n（七）总计\t1\t0\t0\t0\t0\t0\t1\n");
    let formatted = formatted(&text);
    let labels: Vec<&str> = formatted
        .lines()
        .skip(2)
        .filter_map(|line| line.split('|').nth(1))
        .map(|label| label.trim_end().trim_start_matches(' '))
        .collect();
    assert_eq!(labels, ["三、本年度办理结果", "　（六）其他处理", "　　3.其他", "　（七）总计"]);
}

/// A group's label beside each of its rows is left out; one that tells something else is not.
#[test]
fn a_doubtful_label_beside_a_row_keeps_its_table() {
    let table = |label: &str| {
        format!(
            "\t\t申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n\
             三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n\
             三、本年度办理结果\t{label}\t3.危及“三安全一稳定”\t1\t0\t0\t0\t0\t0\t1\n"
        )
    };
    for usual in ["（三）不予公开", "不予公开", "", "法人或其他组织"] {
        assert!(formatted(&table(usual)).starts_with("| 申请人情况 "), "{usual}");
    }
    for odd in ["12、不予公开", "自然人", "其他信息"] {
        check_unchanged(&table(odd));
    }
}

#[test]
fn a_doubtful_label_stays_as_it_is_written() {
    check(
        "案件类型\t结果维持\t结果纠正\t其他结果\t尚未审结\t总 计\n行政复议\t0\t0\t0\t0\t0\n\
         行政诉讼（复议后又起诉）\t0\t0\t0\t0\t0\n",
        "\
| 案件类型                 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :----------------------- | -------: | -------: | -------: | -------: | ---: |
| 行政复议                 |        0 |        0 |        0 |        0 |    0 |
| 行政诉讼（复议后又起诉） |        0 |        0 |        0 |        0 |    0 |
",
    );
}

#[test]
fn a_column_is_called_as_the_form_calls_it_if_it_is_certainly_meant() {
    check(
        "案件类型\t结果维持数\t结果纠正\t其他结果\t尚未审结\t合计\n行政复议\t0\t0\t0\t0\t0\n",
        "\
| 案件类型 | 结果维持数 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :------- | ---------: | -------: | -------: | -------: | ---: |
| 行政复议 |          0 |        0 |        0 |        0 |    0 |
",
    );
}

/// One of: a row too short, a row twice, a row of the author's own, text between two rows.
#[test]
fn a_table_in_doubt_stays_byte_for_byte() {
    let header = "|案件类型|结果维持|结果纠正|其他结果|尚未审结|总计|\n|-|-|-|-|-|-|\n|行政复议|0|0|0|0|0|\n";
    for odd in [
        "|行政诉讼（复议后起诉）|0|0|0|\n",
        "|行政复议|0|0|0|0|0|\n",
        "|行政裁决|0|0|0|0|0|\n",
        "<!-- 待核 -->\n|行政诉讼（复议后起诉）|0|0|0|0|0|\n",
    ] {
        check_unchanged(&format!("{header}{odd}"));
    }
    check_unchanged(&header.replacen("|行政复议|0|0|0|0|0|\n", "", 1));
    check_unchanged("| 月份 | 人次|\n|--|--|\n|一月 |  3|\n");
    check_unchanged("\t月份\n\t人次\n\n\n\t一月 \n\t3\n");
}

#[test]
fn a_comment_between_two_blocks_keeps_its_place() {
    check(
        "| 第二十条第（五）项 | 本年处理决定数量 |\n|---|---|\n| 行政许可 | 5 |\n\n\n<!-- 含分局 -->\n\n\n\
         | 第二十条第（六）项 | 本年处理决定数量 |\n|---|---|\n| 行政处罚 | 3 |\n| 行政强制 | 0 |\n",
        "\
| 第二十条第（五）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政许可           |                5 |

<!-- 含分局 -->

| 第二十条第（六）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政处罚           |                3 |
| 行政强制           |                0 |
",
    );
}

#[test]
fn only_what_changes_is_edited() {
    let report = "云岭县档案局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n全年无。 \n\n\n二、主动公开政府信息情况\n";
    let analysis = Analysis::new(report.to_owned());
    let edits = edits(&analysis.text, &analysis.report);
    let replaced: Vec<(&str, &str)> =
        edits.iter().map(|edit| (&report[edit.range.clone()], edit.text.as_str())).collect();
    assert_eq!(replaced, [(" \n", "")]);

    let text = CHALLENGES.replace("|       10 |   13 |", "| 10 | 13 |");
    let analysis = Analysis::new(text);
    let edits = format::edits(&analysis.text, &analysis.report);
    assert!(edits.iter().all(|edit| !edit.text.contains('\n')), "{edits:?}");
    assert_eq!(edits.len(), 1, "{edits:?}");
}

#[test]
fn ambiguous_characters_are_as_wide_as_wanted() {
    let text = CHALLENGES.replace("|    1 |", "| “1” |");
    let narrow = Options { ambiguous_width: AmbiguousWidth::Narrow };
    let width_of = |text: &str| {
        text.lines().find_map(|line| {
            line.split('|').nth(6).map(str::to_owned).filter(|cell| cell.contains('1'))
        })
    };
    assert_eq!(width_of(&formatted(&text)).as_deref(), Some(" “1” "));
    assert_eq!(width_of(&formatted_with(&text, narrow)).as_deref(), Some("  “1” "));
}

#[test]
fn a_heading_that_stands_twice_stays() {
    let report = "云岭县档案局2023年政府信息公开工作年度报告\n\n";
    let twice = "2、主动公开政府信息情况\n\n无。\n\n";
    check_unchanged(&format!("{report}{twice}3、主动公开政府信息情况\n\n无。\n"));
    check_unchanged(&format!("{report}一、总体情况：\n\n无。\n\n一、总体情况。\n\n无。\n"));
}

/// Where no blank line parts two tables, one in doubt keeps the other from being written anew.
#[test]
fn tables_that_touch_are_written_anew_together_or_not_at_all() {
    let table = "|第二十条第（五）项|本年处理决定数量|\n|---|---|\n|行政许可|5|\n";
    let others = "\t姓名\t职务\n\t张三\t科长\n";
    check_unchanged(&format!("{table}{others}"));
    let canonical = "\
| 第二十条第（五）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政许可           |                5 |
";
    check(&format!("{table}\n{others}"), &format!("{canonical}\n{others}"));
    check(&format!("{table}\n\n\n{others}"), &format!("{canonical}\n{others}"));
}

/// A line that another kind of blank makes a paragraph stays one.
#[test]
fn strange_blanks_stay_where_they_tell_what_a_line_is() {
    for line in ["\u{b}一、总体", "\u{2003}（一）主动公开", "\u{b}<!-- 甲 -->", "\u{2003}3.其他"]
    {
        check_unchanged(&format!("题\n\n{line}\n\n后文。\n"));
    }
    check("题\n\n\u{2003}正文。\u{2003}\n", "题\n\n正文。\n");
    check("题\n\n\u{3000}3.其他\n", "题\n\n3.其他\n");
}

/// Merged cells, and labels whose halves stand in two rows: the canonical shape does without.
#[test]
fn a_header_of_many_rows_becomes_one() {
    let table = "\
\t\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t\t商业\t科研\t社会公益组织\t法律服务机构\t其他\t
\t\t\t企业\t机构\t\t\t\t
三、本年度办理结果\t（一）予以公开\t1\t0\t0\t0\t0\t0\t1
三、本年度办理结果\t（七）总计\t1\t0\t0\t0\t0\t0\t1
";
    let once = formatted(table);
    let header =
        "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |";
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = once.lines().map(words).collect();
    lines.retain(|line| !line.contains("---"));
    assert_eq!(
        lines,
        [
            header,
            "| 三、本年度办理结果 | | | | | | | |",
            "| （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
            "| （七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        ],
        "\n{once}"
    );
    assert_eq!(formatted(&once), once);
    // The rest of a heading stands in the header only.
    check_unchanged(&table.replacen("三、本年度办理结果\t（七）", "企业\t（七）", 1));
}

/// A bar in a cell would part it.
#[test]
fn a_table_with_a_bar_in_a_cell_stays() {
    let table = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1|2\t0\t3\n行政规范性文件\t0\t0\t0\n";
    check_unchanged(table);
}
