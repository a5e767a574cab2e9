//! The queries compile, and capture in a text what they should: every capture is named here.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod support;

use support::parse;
use tree_sitter::{Query, QueryCursor, StreamingIterator};
use tree_sitter_nianbao::{FOLDS_QUERY, HIGHLIGHTS_QUERY, INDENTS_QUERY, LANGUAGE, TAGS_QUERY};

/// What a query captures: each capture's name and text without the line ends around it, in order.
fn captures(query: &str, text: &str) -> Vec<(String, String)> {
    let query = Query::new(&LANGUAGE.into(), query).unwrap();
    let tree = parse(text);
    let mut cursor = QueryCursor::new();
    let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
    let mut found = Vec::new();
    while let Some((matched, at)) = captures.next() {
        let capture = matched.captures().get(*at).unwrap();
        let name = query.capture_names().get(capture.index as usize).unwrap();
        let captured = text.get(capture.node.byte_range()).unwrap();
        let captured = captured.trim_end_matches(['\r', '\n']).to_owned();
        found.push(((*name).to_owned(), captured));
    }
    found
}

#[track_caller]
fn check(query: &str, text: &str, expected: &[(&str, &str)]) {
    let found = captures(query, text);
    let found: Vec<_> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn highlights_of_headings() {
    let text =
        "𠮷县2023年报告\n正文\n一、总体\n（一）公开\n1.机构\n（1）职能\n二、\t其他\r\n（1）细目\n";
    let expected = [
        ("markup.heading.1", "𠮷县2023年报告"),
        ("number", "2023年"),
        ("markup.heading.2", "一、总体"),
        ("markup.heading.3", "（一）公开"),
        ("markup.heading.4", "1.机构"),
        ("markup.heading.5", "（1）职能"),
        ("markup.heading.2", "二、\t其他"),
        ("markup.heading.3", "（1）细目"),
    ];
    check(HIGHLIGHTS_QUERY, text, &expected);
}

#[test]
fn highlights_of_prose() {
    let text =
        "一、𠮷\n依据《条例》第五十条，“放管服”1月31日，2023年收0.021万元，见www.a.cn/x。第3、1\n";
    let expected = [
        ("markup.heading.2", "一、𠮷"),
        ("markup.link.label", "《条例》"),
        ("markup.link", "第五十条"),
        ("string", "“放管服”"),
        ("number", "1月31日"),
        ("number", "2023年"),
        ("number", "0.021万元"),
        ("markup.link.url", "www.a.cn/x"),
    ];
    check(HIGHLIGHTS_QUERY, text, &expected);
}

#[test]
fn highlights_of_comments() {
    let text =
        "<!-- nianbao: allow late-date -->\n<!-- nianbao 待核\n两行 -->\n一、𠮷\n共<!-- 注 -->7\n";
    let expected = [
        ("keyword.directive", "<!-- nianbao: allow late-date -->"),
        ("comment", "<!-- nianbao 待核\n两行 -->"),
        ("markup.heading.2", "一、𠮷"),
        ("comment", "<!-- 注 -->"),
    ];
    check(HIGHLIGHTS_QUERY, text, &expected);
}

#[test]
fn highlights_of_tables() {
    let text = "| 项目 | 数 |\n|:--|--:|\n规章 | 7件\n\n许可 | 0\n甲\t乙\n\t丙\n";
    let expected = [
        ("punctuation.delimiter", "|"),
        ("markup.heading", " 项目 "),
        ("punctuation.delimiter", "|"),
        ("markup.heading", " 数 "),
        ("punctuation.delimiter", "|"),
        ("punctuation.delimiter", "|:--|--:|"),
        ("punctuation.delimiter", "|"),
        ("punctuation.delimiter", "|"),
    ];
    check(HIGHLIGHTS_QUERY, text, &expected);
}

#[test]
fn folds() {
    let text = "𠮷县报告\n正文\n一、总体\n（一）公开\n<!-- 注\n二 -->\n| 0 |\n甲\t乙\n\t丙\n\t丁\n二、其他\n";
    let expected = [
        ("fold", "𠮷县报告\n正文"),
        ("fold", "一、总体\n（一）公开\n<!-- 注\n二 -->\n| 0 |\n甲\t乙\n\t丙\n\t丁"),
        ("fold", "（一）公开\n<!-- 注\n二 -->\n| 0 |\n甲\t乙\n\t丙\n\t丁"),
        ("fold", "<!-- 注\n二 -->"),
        ("fold", "| 0 |"),
        ("fold", "甲\t乙"),
        ("fold", "\t丙\n\t丁"),
        ("fold", "二、其他"),
    ];
    check(FOLDS_QUERY, text, &expected);
}

#[test]
fn tags() {
    let text = "<!-- 注 -->\n𠮷县报告\n正文\n一、\t总体 \n无\n（一）公开\n二、\n三、其他\n";
    let expected = [
        ("definition.report", "<!-- 注 -->\n𠮷县报告\n正文"),
        ("name", "𠮷县报告"),
        ("definition.section", "一、\t总体 \n无\n（一）公开"),
        ("name", "总体"),
        ("definition.section", "（一）公开"),
        ("name", "公开"),
        ("definition.section", "三、其他"),
        ("name", "其他"),
    ];
    check(TAGS_QUERY, text, &expected);
}

#[test]
fn indents() {
    let text = "𠮷县报告\n\t丙\n";
    check(INDENTS_QUERY, text, &[("indent.auto", "𠮷县报告\n\t丙")]);
}

/// Every capture of every query occurs in a text above, or is new and needs one.
#[test]
fn no_other_captures() {
    let names = |query: &str| {
        let query = Query::new(&LANGUAGE.into(), query).unwrap();
        let mut names: Vec<String> =
            query.capture_names().iter().map(|name| (*name).into()).collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(
        names(HIGHLIGHTS_QUERY),
        "comment keyword.directive markup.heading markup.heading.1 markup.heading.2 markup.heading.3 \
         markup.heading.4 markup.heading.5 markup.link markup.link.label markup.link.url number \
         punctuation.delimiter string"
    );
    assert_eq!(names(FOLDS_QUERY), "fold");
    assert_eq!(names(TAGS_QUERY), "definition.report definition.section name");
    assert_eq!(names(INDENTS_QUERY), "indent.auto");
}
