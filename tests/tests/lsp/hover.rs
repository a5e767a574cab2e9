//! Hover: what a place of the report means, whether its figures balance, and which rule has something to say.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// The hover at the place marked with `$0` covers `covered` and says each of `says`; blanks do not count.
fn assert_hover(text: &str, marked: &str, covered: &str, says: &[&str]) {
    in_each_encoding(text, |client, document| {
        let hover = document.ask_at(client, "hover", marked);
        assert!(!hover.is_null(), "no hover at {marked}");
        assert_eq!(document.text.covered(&hover["range"]), covered, "{marked}");
        let range = document.text.bytes(&hover["range"]);
        let at = document.text.at(marked);
        assert!(range.start <= at && at <= range.end, "{marked}: the range is elsewhere");
        assert_eq!(hover["contents"]["kind"], "markdown");
        let shown = squeezed(contents(&hover));
        let first_line = contents(&hover).lines().next().unwrap_or_default();
        assert!((1..=60).contains(&first_line.chars().count()), "first line: {first_line}");
        for words in says {
            assert!(shown.contains(&squeezed(words)), "{marked}: not {words:?} in {shown}");
        }
    });
}

fn contents(hover: &Value) -> &str {
    hover["contents"]["value"].as_str().unwrap()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn headings_and_labels_are_explained() {
    let text = fixture::astral();
    let sections = [
        ("一、总体$0情况", "一、总体情况", "主动公开"),
        ("三、收到和处理$0政府信息公开申请情况", "三、收到和处理政府信息公开申请情况", "申请"),
        ("（七）$0总计🀄", "（七）总计🀄", "办结"),
        ("（四）无法$0提供", "（四）无法提供", "第三十六条"),
        ("| 一、本年新收$0政府信息公开申请数量𠮷", "一、本年新收政府信息公开申请数量𠮷", "收到"),
        ("| 自然$0人 |", "自然人", "个人"),
        ("| 尚未$0审结 |", "尚未审结", "审结"),
        ("第二十条第（一）$0项", "第二十条第（一）项", "规章"),
        ("行政诉讼🀄$0（复议后起诉）", "行政诉讼🀄（复议后起诉）", "复议"),
    ];
    for (marked, covered, says) in sections {
        assert_hover(&text, marked, covered, &[says]);
    }
}

#[test]
fn citations_are_explained() {
    let text = fixture::astral();
    assert_hover(
        &text,
        "第五十$0条，",
        "第五十条",
        &["年报", "《中华人民共和国政府信息公开条例》"],
    );
    assert_hover(&text, "依照第三十三$0条办理", "第三十三条", &["20 个工作日"]);
    let marked = "《中华人民共和国$0政府信息公开条例》第三十三条";
    assert_hover(&text, marked, "《中华人民共和国政府信息公开条例》", &["国务院令第711号"]);
}

#[test]
fn a_figure_of_a_table_tells_its_identities() {
    let text = fixture::astral();
    assert_hover(
        &text,
        "总计🀄 | $08 |",
        "8",
        &["自然人", "9 ＋ 1 ＝ 10", "8 ＋ 1 ＝ 9", "8 ＋ 2 ＝ 10", "11", "合计不平"],
    );
    assert_hover(&text, "行政许可🀄 | $05", "5", &["行政许可", "处理决定"]);
    // One that holds: 1 reconsideration upheld, 1 in all.
    assert_hover(&text, "行政复议 | $01 | 0", "1", &["维持", "✓"]);
}

#[test]
fn a_figure_in_prose_tells_the_cell_it_agrees_or_disagrees_with() {
    let text = fixture::astral();
    assert_hover(&text, "公开申请1$01件", "11件", &["表三", "新收", "一致"]);
    let wrong = text.replace("公开申请11件", "公开申请12件");
    assert_hover(&wrong, "公开申请1$02件", "12件", &["表三", "新收", "11"]);
}

#[test]
fn a_place_with_a_finding_names_the_rule() {
    let text = fixture::astral().replace("| 规章 | 0 |", "| 规章 | 𠮷 |");
    assert_hover(&text, "| 规章 | $0𠮷 |", "𠮷", &["数字无效"]);
}

#[test]
fn nothing_is_said_of_plain_words() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for marked in ["办理的检索$0方式较少", "\n$0\n一、总体情况"] {
            assert_eq!(document.ask_at(client, "hover", marked), Value::Null, "{marked}");
        }
    });
}

#[test]
fn a_client_without_markdown_is_shown_plain_text() {
    let mut setup = Setup::new(Encoding::Utf16);
    setup.capabilities["textDocument"]["hover"]["contentFormat"] = json!(["plaintext"]);
    let mut client = Client::start(&setup);
    let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let hover = document.ask_at(&mut client, "hover", "总计🀄 | $08 |");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let shown = contents(&hover);
    assert!(shown.contains("自然人") && !shown.contains("**") && !shown.contains('`'), "{shown}");
}

/// A report is pasted in many shapes, and hover knows them all.
#[test]
fn stacked_cells_are_explained() {
    let text = "𠮷水2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n\t行政复议\n\t行政诉讼\n\n\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\t未经复议直接起诉\n\t复议后起诉\n\n\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\t结果维持\n\t结果纠正\n\t其他结果\n\t尚未审结\n\t总计\n\n\t14\n\t2\n\t0\n\t0\n\t17\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0\n";
    assert_hover(text, "\t$017\n", "17", &["行政复议", "14 ＋ 2 ＝ 16", "17"]);
}

/// Where to ask which row it is: in words, or as a link for a client that has a command for it.
#[test]
fn rows_to_choose_from_point_to_their_guide() {
    let text = fixture::astral();
    let linking = |command: &str| {
        let mut setup = Setup::new(Encoding::Utf16);
        setup.capabilities["experimental"] = json!({ "nianbao": { "guideCommand": command } });
        setup
    };
    let shown = |setup: &Setup, marked: &str| {
        let mut client = Client::start(setup);
        let document = Document::open(&mut client, "年报𠮷.nianbao", &text);
        contents(&document.ask_at(&mut client, "hover", marked)).to_owned()
    };
    let plain = Setup::new(Encoding::Utf16);
    let row = "（一）予以$0公开";
    assert!(shown(&plain, row).contains("命令“这件申请填哪一行？”"), "{}", shown(&plain, row));
    let link = "[这件申请填哪一行？](command:editor.guide?%5B%22requests%22%5D)";
    assert!(shown(&linking("editor.guide"), row).ends_with(link));
    let case = "行政诉讼🀄$0（复议后起诉）";
    assert!(
        shown(&linking("editor.guide"), case).contains("command:editor.guide?%5B%22challenges")
    );
    for odd in ["", "a) [b](command:c", "x?y"] {
        assert!(!shown(&linking(odd), row).contains("](command:"), "{odd}");
    }
    for elsewhere in ["三、收到和处理$0政府信息公开申请情况", "第二十条第（一）$0项"]
    {
        assert!(!shown(&plain, elsewhere).contains("guide"), "{elsewhere}");
    }
}
