//! What is offered where, and what taking it writes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use form::{current_form, edition};
use sample::{report, report_of};

use super::*;
use crate::marked::at_cursor;

/// What is offered at `$0`.
fn list(text: &str) -> Vec<Completion> {
    let (analysis, offset) = at_cursor(text);
    completions(&analysis, offset).items
}

fn labels(text: &str) -> Vec<String> {
    list(text).into_iter().map(|item| item.label).collect()
}

/// The text after the first item with such a label is taken by a client without snippets.
fn taken(text: &str, label: &str) -> String {
    let (analysis, offset) = at_cursor(text);
    let items = completions(&analysis, offset).items;
    let found = items.iter().find(|item| item.label.contains(label));
    let item = found.unwrap_or_else(|| panic!("no {label} among {:?}", labels(text)));
    let edit = Edit { range: item.edit.range.clone(), text: item.plain.clone() };
    text::apply(&analysis.text, &[edit])
}

/// The sample report with `new` instead of what begins with `from` and ends before `to`.
fn changed(from: &str, to: &str, new: &str) -> String {
    let text = report("", &[]);
    let start = text.find(from).unwrap();
    let end = start + text[start..].find(to).unwrap();
    format!("{}{new}{}", &text[..start], &text[end..])
}

#[test]
fn an_empty_text_begins_with_its_title() {
    assert_eq!(labels("$0")[..2], ["年度报告标题", "整份年报"]);
    assert_eq!(labels("\u{feff}bt$0"), ["年度报告标题"]);
    assert_eq!(taken("bt$0", "标题"), taken("$0", "标题"), "what is typed is no organ");
    assert_eq!(labels("zfnb$0"), ["整份年报"]);
    assert_eq!(labels("年报$0\n")[0], "整份年报");
    assert_eq!(taken("$0", "年度报告标题"), "机关名称××××年政府信息公开工作年度报告");
    assert_eq!(
        taken("云岭县𠮷石局2023年zf$0\n", "政府信息公开"),
        "云岭县𠮷石局2023年政府信息公开工作年度报告\n"
    );
    assert!(labels("云岭县𠮷石局2023年政府信息公开工作年度报告$0\n").is_empty());
}

#[test]
fn a_whole_report_is_that_of_the_command_line() {
    let items = list("$0");
    let item = items.iter().find(|item| item.kind == CompletionKind::Report).unwrap();
    let filled = item.plain.replace("机关名称", "云岭县水务局").replace("××××", "2023");
    assert_eq!(filled + "\n", skeleton::report(current_form(), "云岭县水务局", 2023));
    assert!(item.edit.text.contains("${1:机关名称}${2:××××}年") && item.snippet);
}

#[test]
fn the_front_lacks_its_sentences_and_the_first_heading() {
    let text = "云岭县𠮷石局2023年政府信息公开工作年度报告\n\n$0\n";
    assert_eq!(labels(text)[..3], ["编制依据", "统计期限", "一、总体情况"]);
    let period = "本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。";
    assert!(taken(text, "统计期限").contains(period));
    let behind = text.replace("$0", "　　根据条例第五十条，编制本报告。$0");
    assert_eq!(labels(&behind), ["统计期限"]);
    assert!(taken(&behind, "统计期限").contains(&format!("编制本报告。{period}\n")));
    let indented = text.replace("$0", "　　tj$0");
    assert!(taken(&indented, "统计期限").contains(&format!("\n　　{period}\n")));
}

#[test]
fn headings_come_in_the_order_of_what_is_missing() {
    let text = changed("四、政府", "六、其他", "$0\n\n");
    assert_eq!(
        labels(&text),
        ["四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况"]
    );
    for typed in ["czdzywt", "cunzaid", "五", "5", "五、", "存在", "wt", "主要问题", "CZD", "　czd"]
    {
        let text = text.replace("$0", &format!("{typed}$0"));
        let after = taken(&text, "五、");
        assert!(after.contains("\n五、存在的主要问题及改进情况\n"), "{typed}");
    }
    assert!(labels(&text.replace("$0", "政府$0是人民的政府")).is_empty());
}

#[test]
fn headings_are_found_by_pinyin() {
    let text = changed("二、主动", "四、政府", "$0\n\n");
    for typed in ["zdgk", "zhudonggk", "主动公开", "二、", "2"] {
        let typed = text.replace("$0", &format!("{typed}$0"));
        assert!(labels(&typed).contains(&"二、主动公开政府信息情况".to_owned()), "{typed}");
    }
    let rest = text.replace("$0", "主动$0信息情况");
    assert!(labels(&rest).is_empty(), "what stands behind is something else");
    let rest = text.replace("$0", "主动$0公开政府信息情况");
    assert!(taken(&rest, "二、").contains("\n二、主动公开政府信息情况\n"));
}

#[test]
fn no_heading_is_offered_once_all_are_there() {
    let text = report("$0", &[]);
    assert!(labels(&text).iter().all(|label| !label.contains('、')), "{:?}", labels(&text));
    let text = report("", &[]) + "$0";
    assert!(list(&text).iter().all(|item| item.kind == CompletionKind::Sentence));
}

#[test]
fn subsections_are_numbered_on() {
    let text = report("", &[]).replace("二、主动", "$0\n\n二、主动");
    assert_eq!(labels(&text)[0], "（二）主动公开");
    assert!(!labels(&text).iter().any(|label| label.contains("依申请公开")));
    let typed = text.replace("$0", "（五）jd$0");
    assert_eq!(labels(&typed), ["（五）监督保障"]);
    let problems = changed("六、其他", "事项", "$0\n\n六、其他需要报告的");
    assert_eq!(
        labels(&problems),
        ["（一）存在的主要问题", "（二）改进情况"].map(|it| it.replace("（二）", "（一）"))
    );
}

#[test]
fn a_missing_table_is_offered_with_stops() {
    let text = changed("| 案件类型", "五、存在", "$0\n\n");
    let items = list(&text);
    assert_eq!(items[0].label, "表四　政府信息公开行政复议、行政诉讼情况表");
    assert!(items[0].snippet && items[0].edit.text.contains("${15:} |"));
    assert_eq!(items[0].detail.as_deref(), Some("共 15 个数待填"));
    let whole = taken(&text, "表四");
    let table = &current_form().tables[2];
    assert!(whole.contains(format::blank_table(table).trim_end()));
    for typed in ["| $0", "|$0", "  bs$0", "| ajlx$0", "表四$0"] {
        let typed = text.replace("$0", typed);
        assert_eq!(taken(&typed, "表四"), whole);
    }
}

#[test]
fn blocks_of_a_table_are_offered_one_by_one() {
    let text = changed("| 第二十条第（六）项", "| 第二十条第（八）项", "$0\n\n");
    assert_eq!(labels(&text)[0], "第二十条第（六）项");
    assert!(taken(&text, "（六）项").contains("| 行政处罚           |"));
    let text = text.replace("$0", "| xzqz$0");
    assert_eq!(labels(&text), ["第二十条第（六）项"]);
    let whole = changed("| 第二十条第（一）项", "三、收到", "$0\n\n");
    assert!(labels(&whole)[0].starts_with("表二") && labels(&whole).len() > 4);
}

#[test]
fn a_missing_row_is_offered_in_its_place() {
    let row = "　　4.第三方合法权益";
    for typed in ["| $0\n", "|$0\n", "$0\n", "| 第三方$0\n", "dsf$0\n", "| bhdsf$0 |\n"] {
        let text = changed("| 4.保护", "| 5.属于", typed);
        assert_eq!(labels(&text), ["4.保护第三方合法权益"], "{typed:?}");
        let items = list(&text);
        assert!(items[0].edit.text.contains("${7:}") && items[0].snippet);
        assert!(taken(&text, "4.").contains(&format!("\n| {row} ")), "{}", taken(&text, "4."));
    }
    let text = changed("| 4.保护", " 0 |", "| 第三$0 |");
    assert!(taken(&text, "4.").contains("| 　　4.第三方合法权益 | 0 | 0 | 0"));
}

#[test]
fn outcomes_come_with_what_they_mean() {
    let text = changed("| （三）不予公开", "| （五）不予处理", "| $0\n");
    let items = list(&text);
    assert_eq!(items[0].label, "（三）不予公开");
    assert_eq!(items[1].label, "1.属于国家秘密");
    assert_eq!(
        items[1].detail.as_deref(),
        Some("（三）不予公开：因属于国家秘密而不予公开的。【明文规定】")
    );
    assert!(documentation(&items[1].doc).unwrap().contains("定密依据"));
}

#[test]
fn rows_that_are_there_are_not_offered_again() {
    assert!(labels(&report("", &[]).replace("| 1.属于国家秘密", "| 1.$0属于国家秘密")).is_empty());
    let text = report("", &[]).replace("| 1.属于国家秘密", "| 1.$0国家秘密");
    assert!(taken(&text, "1.属于").contains("| 　　1.属于国家秘密 |"));
}

#[test]
fn rows_in_other_shapes() {
    let tabs = "二、主动公开政府信息情况\n\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范$0\t1\t0\t3\n";
    assert!(taken(tabs, "行政规范性文件").contains("\n行政规范性文件\t1\t0\t3\n"));
    let empty = tabs.replace("行政规范$0\t1\t0\t3", "gf$0");
    assert!(taken(&empty, "行政规范性文件").contains("\n行政规范性文件\t\t\t\n"));
    let official = "三、收到和处理政府信息公开申请情况\n\n| | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| 三、本年度办理结果 | （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| | （三）不予公开 | 国家$0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
    assert!(taken(official, "国家秘密").contains("| 1.属于国家秘密 | 0 |"));
}

#[test]
fn columns_of_the_table_at_hand() {
    let text = report("", &[]).replace("| 结果纠正 |", "| 结果$0 |");
    assert_eq!(labels(&text), ["结果纠正"]);
    let text = report("", &[]).replace("| 科研机构 |", "| $0 |");
    assert_eq!(labels(&text), ["科研机构"]);
    let begun = "四、政府信息公开行政复议、行政诉讼情况\n\n| 案件类型 | 结果维持 | jg$0\n";
    assert_eq!(labels(begun), ["结果纠正", "其他结果"]);
    let begun = "二、主动公开政府信息情况\n\n| 第二十条第（六）项 | bn$0 |\n";
    assert_eq!(labels(begun), ["本年处理决定数量"]);
}

#[test]
fn nothing_among_figures_and_in_comments() {
    for text in [
        report("", &[("received", "total", "1$0")]),
        report("", &[("received", "total", "$0")]),
        report("", &[("received", "total", "a$0")]),
        report("", &[]).replacen("| :---", "| :$0---", 1),
        report("<!-- 二$0 -->", &[]),
        report("<!--\n二$0\n-->", &[]),
        report("见https://a.example/zd$0", &[]),
        report("全年共收到申请$0，均已办结。", &[]),
    ] {
        let (analysis, offset) = at_cursor(&text);
        let found = completions(&analysis, offset);
        assert_eq!(found, CompletionList::default(), "{text}");
    }
}

#[test]
fn articles_after_their_first_character() {
    let text = report("𠮷：依照第$0办理。", &[]);
    assert_eq!(labels(&text)[0], "第二十条", "what is usual in the section comes first");
    assert!(labels(&text).contains(&"第三十三条".to_owned()));
    for typed in ["第三十三", "第33", "第sss", "第dfqx"] {
        let text = report(&format!("𠮷：依照{typed}$0办理。"), &[]);
        assert!(taken(&text, "第三十三条").contains("依照第三十三条办理。"), "{typed}");
    }
    let rest = report("依照第三$0十六条第（一）项办理。", &[]);
    assert!(taken(&rest, "第三十三条").contains("依照第三十三条办理。"));
    let part = report("依照第三十六条第$0办理。", &[]);
    assert!(taken(&part, "第三十六条第（四）项").contains("依照第三十六条第（四）项办理。"));
    assert!(labels(&report("依照《中华人民共和国行政诉讼法》第$0", &[])).is_empty());
    assert!(labels(&report("第一季度$0", &[])).is_empty());
}

#[test]
fn instruments_after_their_mark() {
    for (typed, after) in [
        ("依照《$0", "依照《中华人民共和国政府信息公开条例》"),
        ("依照《$0》第五十条", "依照《中华人民共和国政府信息公开条例》第五十条"),
        ("依照《tl$0，编制", "依照《中华人民共和国政府信息公开条例》，编制"),
        ("《中华$0民国》", "《中华人民共和国政府信息公开条例》"),
    ] {
        let text = report(typed, &[]);
        assert!(taken(&text, "公开条例").contains(&format!("{after}\n")), "{typed}");
    }
    let fee = report("《xxclf$0", &[]);
    assert_eq!(labels(&fee), ["政府信息公开信息处理费管理办法"]);
    assert!(labels(&report("《条例》$0", &[])).is_empty());
}

#[test]
fn the_fee_statement_that_agrees_with_the_table() {
    let text = report("", &[]) + "$0";
    assert_eq!(labels(&text).len(), 2);
    assert!(taken(&text, "没有发出").contains("2023年，云岭县𠮷石局没有发出信息处理费收费通知，"));
    let charged = report("", &[("other.fee_unpaid", "total", "2")]) + "$0";
    assert_eq!(labels(&charged), ["信息处理费：发出过收费通知"]);
    let written = report("", &[]) + "2023年未收取信息处理费。$0";
    assert!(labels(&written).is_empty());
    let older = report_of(edition("2019").expect("there is such an edition"), 2020, "", &[]) + "$0";
    assert!(labels(&older).is_empty());
}

#[test]
fn an_edit_stays_in_its_line_and_clients_find_it() {
    let mut texts = vec![report("依照第五十条和《条例》。", &[("received", "total", "1")])];
    // Real reports, where they are at hand.
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");
    let files = std::fs::read_dir(seeds).into_iter().flatten().flatten();
    texts.extend(files.filter_map(|file| std::fs::read_to_string(file.path()).ok()));
    for analysis in texts.into_iter().map(Analysis::new) {
        let text = &analysis.text;
        for at in (0..text.len()).step_by(37) {
            for item in completions(&analysis, at).items {
                let range = item.edit.range.clone();
                let at = text.floor_char_boundary(at);
                assert!(range.start <= at && at <= range.end, "{}", item.label);
                assert!(!text[range.clone()].contains('\n'), "{}", item.label);
                assert!(item.filter_text.starts_with(&text[range.start..at]), "{}", item.label);
                assert!(documentation(&item.doc).is_some(), "{}", item.label);
            }
        }
    }
}

#[test]
fn nothing_is_offered_while_prose_is_typed() {
    let prose = "2023年，全县各单位共收到来信26件，主动回应了群众关心的问题";
    for (at, _) in prose.char_indices().skip(2) {
        let text = report(&format!("{}$0", &prose[..at]), &[]);
        assert_eq!(labels(&text), Vec::<String>::new(), "{}", &prose[..at]);
    }
}

#[test]
fn an_allow_comment_names_rules() {
    let comment = |typed: &str| {
        let text = report("", &[("received", "total", "7")]);
        let (title, rest) = text.split_once('\n').unwrap();
        format!("{title}\n\n<!-- nianbao: allow {typed}\n{rest}")
    };
    for (typed, first) in [("$0", "合计不平"), ("hj$0", "合计不平"), ("空$0", "")] {
        assert_eq!(labels(&comment(typed)).first().map_or("", String::as_str), first, "{typed}");
    }
    assert_eq!(labels(&comment("bgl$0 -->")), ["表格漏填"]);
    assert_eq!(labels(&comment("blank-c$0")), ["表格漏填"]);
    assert_eq!(labels(&comment("合计不平、byynd$0 -->"))[0], "表样与年度不符");
    assert!(!labels(&comment("合计不平，$0")).contains(&"合计不平".to_owned()));
    assert!(labels(&comment("合计不平 表$0 -->")).is_empty(), "the reason is the author's");
    assert!(labels(&comment("合计不平 -->$0")).iter().all(|label| rules::rule(label).is_none()));
    let written = taken(&comment("bgl$0填 已核实 -->"), "表格漏填");
    assert!(written.contains("<!-- nianbao: allow 表格漏填 已核实 -->"), "{written}");
    let doc = list(&comment("表格漏填$0x")).pop().and_then(|item| documentation(&item.doc));
    assert!(doc.is_none_or(|doc| doc.starts_with("**表格漏填**")), "{:?}", labels(&comment("")));
}

#[test]
fn every_rule_is_found_by_initials() {
    for rule in rules::ALL {
        let initial = |c| form::readings(c).first().and_then(|reading| reading.chars().next());
        let initials: Option<String> = rule.title.chars().map(initial).collect();
        let initials = initials.unwrap_or_else(|| panic!("{}: pinyin.toml", rule.title));
        let found = labels(&format!("<!-- nianbao: allow {initials}$0 -->"));
        assert!(found.iter().any(|label| label == rule.title), "{initials}: {found:?}");
    }
}
