//! The title.

use super::*;

/// The title of a text as it was understood: how many lines it takes, the organ, the year.
fn title(text: &str) -> Option<(usize, Option<String>, Option<i32>)> {
    let title = read(text).title?;
    Some((text[title.range].lines().count(), title.organ, title.year))
}

#[track_caller]
fn named(text: &str, lines: usize, organ: Option<&str>, year: Option<i32>) {
    assert_eq!(title(text), Some((lines, organ.map(str::to_owned), year)), "{text}");
}

#[test]
fn a_title_is_a_line_or_several() {
    let organ = Some("云岭县档案局");
    named("云岭县档案局2023年政府信息公开工作年度报告\n\n正文。\n", 1, organ, Some(2023));
    named("云岭县档案局\n2023年政府信息公开工作\n年度报告\n\n正文。\n", 3, organ, Some(2023));
    named("<!-- 草稿 -->\n\n云岭县档案局2023年政府信息公开工作年度报告\n", 1, organ, Some(2023));
    named("\u{3000}云岭县档案局\n\n2023 年政府信息公开工作年度报告\n", 3, organ, Some(2023));
}

#[test]
fn a_short_first_line_is_a_title_that_ends_otherwise() {
    named("云岭县档案局2023年年报\n\n正文。\n", 1, Some("云岭县档案局"), Some(2023));
    for prose in ["本报告由县档案局编制。", "现将有关情况报告如下：", "一是公开；", "情况如下:"]
    {
        assert_eq!(title(&format!("{prose}\n\n正文。\n")), None, "{prose}");
    }
    let (longest, longer) = ("长".repeat(60), "长".repeat(61));
    named(&longest, 1, Some(&longest), None);
    assert_eq!(title(&longer), None);
}

#[test]
fn a_title_is_not_sought_below_the_first_heading() {
    let text = "一、总体情况\n\n云岭县档案局2023年政府信息公开工作年度报告\n";
    assert_eq!(title(text), None);
}

#[test]
fn an_organ_keeps_its_brackets_and_loses_other_marks() {
    for (written, organ) in [
        ("云岭县档案局（县史志办）", "云岭县档案局（县史志办）"),
        ("“云岭”管委会", "“云岭”管委会"),
        ("《云岭县档案局》：", "云岭县档案局"),
    ] {
        let text = format!("{written}2023年政府信息公开工作年度报告\n");
        named(&text, 1, Some(organ), Some(2023));
    }
}

#[test]
fn a_year_is_written_in_many_ways() {
    for (written, year) in [
        ("1998年", 1998),
        ("2019年度", 2019),
        ("二〇二三年", 2023),
        ("二零二三年", 2023),
        ("二○二三年", 2023),
        ("二〇一九年", 2019),
    ] {
        let text = format!("云岭县档案局{written}政府信息公开工作年度报告\n");
        named(&text, 1, Some("云岭县档案局"), Some(year));
    }
    for none in ["3023年", "1989年", "2100年", "2023", "023年"] {
        let text = format!("云岭县档案局{none}政府信息公开工作年度报告\n");
        assert_eq!(title(&text).unwrap().2, None, "{none}");
    }
}

/// The title of a web page's text: organ, year, and what stands before it.
#[track_caller]
fn found(text: &str, organ: &str, year: i32, skipped: &str) {
    let title = read(text).title.unwrap();
    assert_eq!(title.organ.as_deref(), Some(organ), "{text}");
    assert_eq!(title.year, Some(year), "{text}");
    assert_eq!(&text[title.skipped], skipped, "{text}");
}

#[test]
fn what_stands_before_it_on_a_web_page_is_passed_over() {
    const TITLE: &str = "云岭县档案局2023年政府信息公开工作年度报告";
    for before in [
        "当前位置：首页 > 政务公开 > 政府信息公开年报",
        "政府信息公开年度报告",
        "政务公开\n\n年报",
        "点击收听\n字号：大 中 小",
        "索引号：000000/2024-00001\n发布机构：云岭县档案局\n发布日期：2024-01-20",
        "登录 | 注册",
        "【字体：大 中 小】 【打印】",
        "2024年1月20日 来源：云岭县档案局",
        "首页 > 云岭县档案局2023年政府信息公开工作年度报告",
        TITLE,
        "名  称：云岭县档案局2023年政府信息公开工作年度报告\n文  号：无",
    ] {
        let text = format!("{before}\n\n{TITLE}\n\n根据条例，编制本报告。\n\n一、总体情况\n");
        found(&text, "云岭县档案局", 2023, before);
    }
    for (line, skipped) in [
        ("首页 > 年报 > 云岭县档案局2023年政府信息公开工作年度报告", ""),
        ("云岭县档案局2023年政府信息公开工作年度报告 - 云岭县人民政府", ""),
        ("云岭县档案局2023年政府信息公开工作年度报告 2024-01-20 来源：云岭县", ""),
        ("云岭县档案局政府信息公开工作年度报告（2023年度）", ""),
        ("云岭县档案局2023年信息公开年报", ""),
        ("云岭县档案局关于2023年政府信息公开工作的年度报告", ""),
        ("（云岭县档案局）2023年政府信息公开工作年度报告", ""),
    ] {
        found(&format!("{line}\n\n正文。\n"), "云岭县档案局", 2023, skipped);
    }
}

#[test]
fn organ_and_year_on_lines_of_their_own() {
    for (text, skipped) in [
        ("云岭县档案局\n2023年度\n政府信息公开工作年度报告\n", ""),
        ("政务公开\n云岭县档案局\n2023年政府信息公开工作年度报告\n", "政务公开"),
        ("云岭县\n档案局\n2023年政府信息公开工作年度报告\n", ""),
        ("2023年政府信息公开工作年度报告\n云岭县档案局\n\n根据条例，编制本报告。\n", ""),
        ("云岭县档案局政府信息公开工作年度报告\n（2023年）\n", ""),
        ("首页\n云岭县档案局\n政府信息公开工作\n2023年度报告\n", "首页"),
    ] {
        found(text, "云岭县档案局", 2023, skipped);
    }
    found("东江市\n云岭县档案局2023年政府信息公开工作年度报告\n", "云岭县档案局", 2023, "东江市");
}

#[test]
fn a_title_that_names_nothing_names_nothing() {
    for text in ["政府信息公开年度报告\n\n正文。\n", "信息公开年报\n\n正文。\n", "年度报告\n"]
    {
        assert_eq!(read(text).title.unwrap().organ, None, "{text}");
    }
    assert!(read("现将本局2023年政府信息公开工作年度报告公布如下，请予监督。\n").title.is_none());
}
