//! Comments that allow what a rule would tell.

use super::*;

/// The allow comments of a text: what they name, and the text they cover.
fn allows(text: &str) -> Vec<(String, &str)> {
    let report = read(text);
    report.allows.into_iter().map(|allow| (allow.names.join(" "), &text[allow.scope])).collect()
}

fn names(comment: &str) -> Option<String> {
    allows(comment).pop().map(|(names, _)| names)
}

#[test]
fn one_or_several_may_be_named() {
    for (comment, named) in [
        ("<!-- nianbao: allow blank-cell -->", "blank-cell"),
        ("<!-- nianbao：allow blank-cell 已核实 -->", "blank-cell"),
        ("<!--nianbao:allow blank-cell-->", "blank-cell"),
        (
            "<!-- nianbao: allow blank-cell, missing-row，missing-table、bad 已核实 -->",
            "blank-cell missing-row missing-table bad",
        ),
        ("<!-- nianbao: allow blank-cell 已核实, missing-row -->", "blank-cell"),
        ("<!-- nianbao: allow 表格漏填、缺行 已核实 -->", "表格漏填 缺行"),
        // A word alone may be a name or a reason.
        ("<!-- nianbao: allow blank-cell, 已核实 -->", "blank-cell 已核实"),
        ("<!-- nianbao: allow 已核实 -->", "已核实"),
        ("<!-- nianbao: allow -->", ""),
    ] {
        assert_eq!(names(comment).as_deref(), Some(named), "{comment}");
    }
    for none in ["<!-- 已核实 -->", "<!-- nianbao allow x -->", "<!-- nianbao: disallow x -->"] {
        assert_eq!(names(none), None, "{none}");
    }
}

#[test]
fn a_comment_covers_what_follows_it() {
    const ALLOW: &str = "<!-- nianbao: allow blank-cell -->";
    let title = "云岭县档案局2023年政府信息公开工作年度报告";
    let table = "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |";
    let covered = |text: &str, covered: &[&str]| {
        let scopes: Vec<&str> = allows(text).into_iter().map(|(_, scope)| scope).collect();
        assert_eq!(scopes, covered, "{text}");
    };
    covered(&format!("{title}\n\n{ALLOW}\n{table}\n\n正文。\n"), &[table]);
    covered(&format!("{title}\n\n{ALLOW}\n正文。\n\n{table}\n"), &["正文。"]);
    covered(&format!("{title}\n\n{ALLOW}\n正文。\n{table}\n"), &["正文。"]);
    covered(&format!("{title}\n\n{ALLOW}\n{ALLOW}\n\n正文。\n\n后文。\n"), &["正文。"; 2]);
    covered(&format!("{title}\n\n正文。\n\n{ALLOW}\n"), &[""]);
    // Before everything else it covers the whole file, with a title or without.
    for text in [format!("{ALLOW}\n\n{title}\n\n正文。\n"), format!("{ALLOW}\n\n一、总体情况\n")]
    {
        covered(&text, &[&text]);
    }
}
