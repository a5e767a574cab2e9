//! What is shown, word for word.

use finding::Severity;
use form::{edition, forms};
use sample::{odd_texts, offsets, report, report_of};

use super::*;
use crate::marked::at_cursor;

/// The text of the hover at the cursor, behind what it is about.
fn shown(text: &str) -> String {
    let (analysis, offset) = at_cursor(text);
    let Some(hover) = hover(&analysis, &[], offset) else { return "-".to_owned() };
    let about = analysis.text.get(hover.range).unwrap_or("?");
    format!("[{about}]\n{}", plain(&hover.markdown))
}

fn first_line(text: &str) -> String {
    let shown = shown(text);
    shown.lines().nth(1).unwrap_or(&shown).to_owned()
}

/// The hover for the figure of a report, its cursor in a cell.
fn cell(cells: &[(&str, &str, &str)]) -> String {
    shown(&report("𠮷。", cells))
}

#[test]
fn a_figure_that_does_not_add_up() {
    let cells = [
        ("received", "natural_person", "70$06"),
        ("carried_in", "natural_person", "13"),
        ("outcome_total", "natural_person", "672"),
        ("carried_out", "natural_person", "33"),
        ("received", "business", "31"),
        ("received", "total", "737"),
    ];
    assert_eq!(
        cell(&cells),
        "[706]\n\
         新收·自然人：706 件\n\n\
         - 行：本年收到的政府信息公开申请件数。【明文规定】\n\
         - 列：公民以个人名义提出的申请。【明文规定】\n\n\
         勾稽关系：\n\n\
         - ✗ 一＋二＝三（七）＋四：706 ＋ 13 ＝ 719，672 ＋ 33 ＝ 705，差 14\n\
         - ✓ 总计＝自然人＋法人或其他组织五列：706 ＋ 31 ＝ 737"
    );
}

#[test]
fn figures_of_long_and_blank_sums() {
    let cells = [
        ("granted", "business", "6"),
        ("other.misc", "business", "2"),
        ("outcome_total", "business", "$09"),
        ("granted", "total", "6"),
        ("carried_out", "total", "/"),
    ];
    let shown = cell(&cells);
    assert!(shown.starts_with("[9]\n办理结果总计·商业企业：9 件\n"), "{shown}");
    assert!(
        shown.contains("- ✗ 一＋二＝三（七）＋四：0 ＋ 0 ＝ 0，9 ＋ 0 ＝ 9，差 9\n"),
        "{shown}"
    );
    assert!(
        shown.contains("- ✗ （七）总计＝各项办理结果之和：6 ＋ 2 ＝ 8，表上填的是 9，差 1\n"),
        "{shown}"
    );
    assert!(
        shown.contains("- ✗ 总计＝自然人＋法人或其他组织五列：9，表上填的是 0，差 9"),
        "{shown}"
    );
    let blank = cell(&[("carried_out", "total", "$0"), ("carried_out", "business", "4")]);
    assert!(blank.starts_with("[  ]\n结转下年度·总计：空着\n"), "{blank}");
    assert!(blank.contains("- ？ 一＋二＝三（七）＋四：有的格空着，暂时不能核对\n"), "{blank}");
    assert!(
        blank.ends_with("- ？ 总计＝自然人＋法人或其他组织五列：总计空着，按各分项应为 4"),
        "{blank}"
    );
    let text = cell(&[("carried_out", "total", "若$0干")]);
    assert!(text.contains("结转下年度·总计：“若干”不是数字\n"), "{text}");
    assert!(
        text.ends_with("总计＝自然人＋法人或其他组织五列：有的格缺少或者不是数字，暂时不能核对"),
        "{text}"
    );
    let amount = cell(&[("charges", "amount", "0.02$01")]);
    assert!(amount.contains("行政事业性收费·本年收费金额：0.021 万元\n"), "{amount}");
}

#[test]
fn labels_of_rows_columns_and_blocks() {
    let text = report("𠮷。", &[("received", "business", "5"), ("received", "total", "4")]);
    let row = shown(&text.replace("| 一、本年新收", "| 一、本年$0新收"));
    assert!(
        row.starts_with("[一、本年新收政府信息公开申请数量]\n一、本年新收政府信息公开申请数量\n\n本年收到的政府信息公开申请件数。\n\n- 何时填："),
        "{row}"
    );
    assert!(row.contains("- ✗ 总计＝自然人＋法人或其他组织五列：5，表上填的是 4，差 1\n"), "{row}");
    assert!(
        row.ends_with("\n\n依据：条例第五十条第一款第（二）项、第三十一条；国办公开办函〔2021〕30 号附件表三【明文规定】"),
        "{row}"
    );
    let column = shown(&text.replace("商业企业 |", "商业$0企业 |"));
    assert!(
        column.starts_with("[商业企业]\n商业企业\n\n企业等经营主体提出的申请（通行理解）。\n"),
        "{column}"
    );
    assert!(
        column.contains("- ✗ 一＋二＝三（七）＋四：5 ＋ 0 ＝ 5，0 ＋ 0 ＝ 0，差 5\n"),
        "{column}"
    );
    assert_eq!(first_line(&text.replace("（三）不予公开", "（三）$0不予公开")), "（三）不予公开");
    let block = shown(&text.replace("| 第二十条第（六）项", "| 第二十条$0第（六）项"));
    assert!(
        block.starts_with("[第二十条第（六）项]\n表二：第二十条第（六）项\n\n填本年作出的行政处罚、行政强制决定的件数。"),
        "{block}"
    );
    assert_eq!(
        first_line(&text.replace("| 案件类型", "| 案件$0类型")),
        "表四：政府信息公开行政复议、行政诉讼情况表"
    );
}

#[test]
fn what_changed_with_a_year_is_told_for_the_reports_year() {
    let told = |year: i32| {
        let form =
            forms().iter().find(|form| form.years().contains(&year)).expect("there is an edition");
        let text = report_of(form, year, "𠮷。", &[]);
        shown(&text.replace("未经复议直接起诉", "未经复议$0直接起诉"))
    };
    let (free, first) = ("没有复议前置", "2024 年起，对不予公开不服的要先复议");
    let (briefing, law) = ("法释〔2025〕8 号第一条", "行政复议法第二十三条第一款第（四）项");
    for (year, expected) in [
        (2020, [true, false, false, false]),
        (2023, [true, false, false, false]),
        (2024, [false, true, false, true]),
        (2025, [false, true, true, true]),
    ] {
        let text = told(year);
        let found = [free, first, briefing, law].map(|words| text.contains(words));
        assert_eq!(found, expected, "{year}: {text}");
    }
}

#[test]
fn who_counts_a_lawsuit_against_two_organs() {
    let text = report("𠮷。", &[]);
    let row = shown(&text.replace("行政诉讼（复议后起诉）", "行政诉讼（复议后$0起诉）"));
    assert!(
        row.contains("县局计 1，县政府办公室计 0。【官方答复：国办公开办函〔2016〕201 号】"),
        "{row}"
    );
}

#[test]
fn a_header_over_several_columns() {
    let text = "云岭县𠮷石局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n\
        | 申请人情况 | 自然人 | 法人或$0其他组织 | | | | | 总计 |\n\
        | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |\n\
        | 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
    assert!(
        shown(text).starts_with("[法人或其他组织]\n法人或其他组织\n\n以法人或者其他组织名义"),
        "{}",
        shown(text)
    );
}

#[test]
fn the_kind_of_organ_that_is_set() {
    let text = report("𠮷。", &[]);
    let kind = Some(form::organ::OrganKind::Township);
    let options = rules::Options { organ_kind: kind, ..Default::default() };
    let analysis = Analysis::with(text, &options);
    let shown = hover(&analysis, &[], 0).map(|hover| plain(&hover.markdown)).unwrap_or_default();
    assert!(shown.contains("- 机关类型：乡镇人民政府（设置里写明的）。"), "{shown}");
    let deadline = "- 公布：条例没有写乡镇的期限，各地通常与部门一样，在报告年度的次年 1 月 31 日前公布。依据：条例第四十九条【通行理解】。";
    assert!(shown.contains(deadline), "{shown}");
    let results = "- 总体情况里还要写工作考核、社会评议和责任追究的结果。【明文规定：条例第五十条第一款第（四）项】";
    assert!(shown.contains(results), "{shown}");
}

#[test]
fn the_title_and_the_headings() {
    let text = report("𠮷。", &[]);
    assert_eq!(
        shown(&text.replacen("云岭县", "云岭$0县", 1)),
        "[云岭县𠮷石局2023年政府信息公开工作年度报告]\n\
         云岭县𠮷石局，2023 年度报告\n\n\
         - 格式：2021 年格式（国办公开办函〔2021〕30 号）。\n\
         - 机关类型：政府部门（按名称推断的；不对的话，在 nianbao.toml 的 [organ] 下面写明 kind）。\n\
         - 公布：政府部门在报告年度的次年 1 月 31 日前公布年报，并提交本级政府信息公开工作主管部门。依据：条例第四十九条第一款【明文规定】。"
    );
    assert_eq!(
        first_line(&text.replacen("2023年", "20$023年", 1)),
        "云岭县𠮷石局，2023 年度报告",
        "the year is a part of the title"
    );
    let old = edition("2019");
    let old = old.map(|form| report_of(form, 2020, "𠮷。", &[])).unwrap_or_default();
    assert!(shown(&old.replacen("云岭县", "云岭$0县", 1)).contains("- 格式：2019 年格式（"));
    assert!(
        shown("云岭县𠮷石中心$0政府信息公开工作年度报告\n").ends_with(
            "云岭县𠮷石中心，年份没有写明\n\n- 格式：按 2021 年格式（国办公开办函〔2021〕30 号）检查；标题里写上年份，就按那一年的格式。\n\
             - 机关类型：从名称看不出。在 nianbao.toml 的 [organ] 下面写明 kind，就按那一类检查。"
        )
    );
    assert_eq!(first_line("𠮷局$0*年度报告"), "𠮷局，年份没有写明");
    assert_eq!(
        first_line(&text.replace("五、存在的", "五、存$0在的")),
        "五、存在的主要问题及改进情况"
    );
    assert_eq!(
        first_line("一、总体情况\n\n𠮷\n\n主动公开政府$0信息情况\n"),
        "二、主动公开政府信息情况"
    );
}

#[test]
fn figures_of_the_prose() {
    let cells = [
        ("received", "total", "745"),
        ("reconsideration", "total", "14"),
        ("direct_litigation", "total", "7"),
        ("litigation_after_reconsideration", "total", "2"),
    ];
    let prose = |text: &str| shown(&report(text, &cells));
    assert_eq!(
        prose("𠮷，收到政府信息公开申请7$045件。"),
        "[745件]\n745件，与表三“新收·总计”一致\n\n- 本年收到的政府信息公开申请件数。【明文规定】"
    );
    assert_eq!(
        prose("𠮷，因信息公开引发的行政复议15$0件。"),
        "[15件]\n15件，与表四“行政复议·总计”的 14 件不一致\n\n\
         - 因政府信息公开工作被申请行政复议的案件。【明文规定】\n\n\
         核对原始记录，看哪一处不对，把两处改成一致。"
    );
    assert_eq!(
        prose("𠮷，因信息公开引发的行政诉讼$09件。"),
        "[9件]\n9件，与表四“行政诉讼（直接起诉）·总计”“行政诉讼（复议后起诉）·总计”之和一致\n\n\
         - 行政诉讼（直接起诉） 7\n- 行政诉讼（复议后起诉） 2"
    );
    assert_eq!(prose("𠮷，办理其他事项1$05件。"), "-");
}

#[test]
fn articles_of_the_regulation() {
    let prose = |text: &str| shown(&report(text, &[]));
    let article =
        prose("𠮷，依照《中华人民共和国政府信息公开条例》第五十$0条第一款第（四）项编制。");
    assert!(
        article.starts_with(
            "[第五十条第一款第（四）项]\n条例第 50 条：年报内容\n\n年报应当包括五项内容："
        ),
        "{article}"
    );
    assert!(
        article.ends_with("\n\n《中华人民共和国政府信息公开条例》第五章 监督和保障（国务院令第711号，2019 年 5 月 15 日起施行）"),
        "{article}"
    );
    let block = prose("𠮷，第二十条第（一）$0项的文件。");
    assert!(
        block
            .contains("\n- 表二里的这一项：填规章和行政规范性文件本年制发、本年废止和现行有效的件数。【表样印明】\n"),
        "{block}"
    );
    assert_eq!(
        prose("𠮷，按照条例第58$0条办理。"),
        "[第58条]\n条例没有第 58 条\n\n《中华人民共和国政府信息公开条例》一共 56 条，请核对条号。"
    );
    assert_eq!(prose("𠮷，《政府信息公开信息处理费管理办法》第四$0条。"), "-");
}

#[test]
fn instruments() {
    let prose = |text: &str| shown(&report(text, &[]));
    assert_eq!(
        prose("𠮷，按照《条$0例》编制。"),
        "[《条例》]\n《中华人民共和国政府信息公开条例》\n\n\
         国务院令第711号，2019 年 5 月 15 日起施行，一共 56 条。\n\n\
         把光标放到条号上，可以看那一条的要点。"
    );
    assert!(
        prose("𠮷，《政府信息公开信息处理费管理办法》$0。").starts_with(
            "[《政府信息公开信息处理费管理办法》]\n《政府信息公开信息处理费管理办法》\n\n国办函〔2020〕109 号，2020 年 11 月 17 日印发。\n\n规定信息处理费怎样收"
        )
    );
    assert_eq!(prose("𠮷，《云岭县𠮷石办$0法》。"), "-");
}

#[test]
fn the_rules_of_findings() {
    let (analysis, offset) = at_cursor(&report("𠮷，办$0理。", &[]));
    let finding = |range| Finding::new("unbalanced-sum", Severity::Error, range, String::new());
    let shown = |findings: &[Finding]| {
        hover(&analysis, findings, offset).map(|hover| (hover.range, hover.markdown))
    };
    let here = offset - 3..offset;
    assert_eq!(
        shown(&[finding(here.clone()), finding(0..offset)]),
        Some((
            here,
            "**表内数字的勾稽关系不成立**\n\n\
             规则“合计不平”。命令 `nianbao explain 合计不平` 有详细说明和示例。"
                .to_owned()
        ))
    );
    assert_eq!(shown(&[finding(0..1)]), None);
    let (analysis, offset) = at_cursor(&report("𠮷。", &[("received", "total", "7$0")]));
    let found = hover(&analysis, &analysis.findings, offset).map(|hover| hover.markdown);
    assert!(
        found.as_deref().is_some_and(|text| text.starts_with("**新收·总计：7 件**\n\n") && text.ends_with(
            "\n\n规则“合计不平”：表内数字的勾稽关系不成立。命令 `nianbao explain 合计不平` 有详细说明和示例。"
        )),
        "{found:?}"
    );
}

#[test]
fn an_allow_comment() {
    let text = report("𠮷。\n\n<!-- nianbao: allow unbalanced-s$0um 上年更正 -->", &[]);
    assert!(
        shown(&text).starts_with(
            "[<!-- nianbao: allow unbalanced-sum 上年更正 -->]\n紧接着的一段或一张表不再提示“合计不平”\n\n规则“合计不平”：表内数字的勾稽关系不成立。"
        ),
        "{}",
        shown(&text)
    );
}

#[test]
fn no_text_and_no_offset_is_too_odd() {
    for text in odd_texts() {
        let analysis = Analysis::new(text);
        for offset in offsets(&analysis.text) {
            if let Some(hover) = hover(&analysis, &analysis.findings, offset) {
                assert!(analysis.text.get(hover.range).is_some(), "{offset}");
            }
        }
    }
}
