//! The report as it will be published: the page beside the text, and what goes on the clipboard.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::html::{self, Element, Spread};
use serde_json::{Value, json};

const NONCE: &str = "c2l4dGVlbiBieXRlcw==";

fn command(client: &mut Client, name: &str, argument: Value) -> Result<Value, Value> {
    client.try_request(
        "workspace/executeCommand",
        json!({ "command": name, "arguments": [argument] }),
    )
}

fn preview(client: &mut Client, document: &Document) -> String {
    let argument = json!({ "uri": document.uri, "nonce": NONCE });
    command(client, "nianbao.preview", argument).unwrap().as_str().unwrap().to_owned()
}

fn copy(client: &mut Client, document: &Document, mut argument: Value) -> Result<Value, Value> {
    argument["uri"] = json!(document.uri);
    command(client, "nianbao.copyHtml", argument)
}

/// The piece of HTML of an answer.
fn html_of(copied: &Value) -> Element {
    html::fragment(copied["html"].as_str().unwrap())
}

/// The texts of a table, every place with the words of the cell that covers it.
fn spread(table: &Element) -> Vec<Vec<String>> {
    let rows = Spread::new(table).rows.into_iter();
    rows.map(|row| row.iter().map(|cell| cell.text()).collect()).collect()
}

#[test]
fn the_page_marks_what_is_broken_where_it_stands() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let page = html::page(&preview(client, document));
        let broken = page.all().into_iter().filter(|cell| cell.has_class("broken"));
        let places: Vec<(Value, String)> = broken
            .map(|cell| {
                let [line, character] = ["data-line", "data-character"]
                    .map(|name| cell.get(name).unwrap().parse::<u64>().unwrap());
                assert!(cell.get("title").unwrap().contains("，差 "), "the arithmetic");
                (json!({ "line": line, "character": character }), cell.text())
            })
            .collect();
        let figure = |marked: &str, text: &str| {
            (document.text.position(document.text.at(marked)), text.to_owned())
        };
        assert_eq!(
            places,
            [
                figure("（七）总计🀄 | $08 |", "8"),
                figure("（七）总计🀄 | 8 | 2 | 0 | 0 | 0 | 0 | $0", "11"),
                figure("（复议后起诉） | 1 | 0 | 0 | 0 | $03", "3"),
            ]
        );
    });
}

#[test]
fn the_page_lets_nothing_in_but_what_bears_the_nonce() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let html = preview(client, document);
        let page = html::page(&html);
        let policy = page.named("meta").into_iter().find_map(|it| {
            it.get("http-equiv").filter(|it| *it == "Content-Security-Policy")?;
            it.get("content")
        });
        let wanted =
            format!("default-src 'none'; style-src 'nonce-{NONCE}'; script-src 'nonce-{NONCE}'");
        assert_eq!(policy, Some(wanted.as_str()));
        assert_eq!(page.named("style")[0].get("nonce"), Some(NONCE));
        assert_eq!(html.matches("</body>").count(), 1, "where a script may be put");
    });
}

#[test]
fn a_nonce_cannot_open_the_policy() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for nonce in ["", "a'; script-src *", "年"] {
            let argument = json!({ "uri": document.uri, "nonce": nonce });
            let error = command(client, "nianbao.preview", argument).unwrap_err();
            assert!(error["message"].as_str().unwrap().contains("nonce"));
        }
        let error = command(client, "nianbao.preview", json!({ "uri": document.uri })).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains("nonce"));
    });
}

/// What is copied is the table of the page, without anything that only the page needs.
#[test]
fn tables_are_copied_as_they_are_shown() {
    let pasted = std::fs::read_to_string(fixture::folder().join("wrapped-headers.txt")).unwrap();
    for text in [fixture::astral(), pasted] {
        in_each_encoding(&text, |client, document| {
            let page = html::page(&preview(client, document));
            for id in ["disclosure", "requests", "challenges"] {
                let shown =
                    page.all().into_iter().find(|it| it.get("data-table") == Some(id)).unwrap();
                let copied = html_of(&copy(client, document, json!({ "table": id })).unwrap());
                let [shown, copied] = [shown, &copied].map(|it| spread(it.named("table")[0]));
                assert_eq!(shown, copied);
            }
            let report = copy(client, document, json!({})).unwrap();
            let report = html_of(&report);
            assert_eq!(report.named("table").len(), 3);
            for element in report.all() {
                let foreign = |(name, _): &&(String, String)| {
                    name.starts_with("data-") || name == "class" || name.starts_with("on")
                };
                assert_eq!(element.attributes.iter().find(foreign), None);
                let styled = ["td", "p", "table"].contains(&element.name.as_str());
                assert_eq!(element.get("style").is_some(), styled, "{}", element.name);
            }
        });
    }
}

#[test]
fn plain_text_has_a_tab_for_each_cell() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let copied = copy(client, document, json!({ "table": "challenges" })).unwrap();
        let lines: Vec<&str> = copied["text"].as_str().unwrap().lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|line| line.matches('\t').count() == 14), "{lines:#?}");
        assert!(lines[0].starts_with("行政复议\t\t\t\t\t行政诉讼\t"));
        assert!(lines[3].ends_with("\t1\t0\t0\t0\t3"));
        let report = copy(client, document, json!({})).unwrap();
        let text = report["text"].as_str().unwrap();
        assert!(text.starts_with("云岭县𠮷水档案局2023年政府信息公开工作年度报告\n"));
        assert!(text.contains("\n　　一、总体情况\n"));
        assert!(!text.contains("备注") && !report["html"].as_str().unwrap().contains("备注"));
    });
}

#[test]
fn the_table_at_the_cursor_is_copied() {
    let own = "四、政府信息公开行政复议、行政诉讼情况\n\n| 面积🀄 | <b>31</b> |\n";
    let text = fixture::astral().replacen("四、政府信息公开行政复议、行政诉讼情况\n", own, 1);
    in_each_encoding(&text, |client, document| {
        let at = |client: &mut Client, marked: &str| {
            let position = document.text.position(document.text.at(marked));
            copy(client, document, json!({ "position": position }))
        };
        let named = copy(client, document, json!({ "table": "requests" })).unwrap();
        assert_eq!(named, at(client, "（七）$0总计").unwrap());
        assert_eq!(named, at(client, "$0| 二、上年结转").unwrap());
        assert_eq!(
            spread(html_of(&at(client, "面$0积").unwrap()).named("table")[0]),
            [["面积🀄", "<b>31</b>"]]
        );
        for (argument, words) in [
            (
                json!({ "position": document.text.position(document.text.at("监$0督保障")) }),
                "光标不在表格里",
            ),
            (json!({ "table": "outcomes" }), "没有代号为 outcomes 的表"),
            (json!({ "table": 3 }), "table"),
            (json!({ "position": "here" }), "position"),
        ] {
            let error = copy(client, document, argument).unwrap_err();
            assert!(error["message"].as_str().unwrap().contains(words), "{error}");
        }
    });
    in_each_encoding("𠮷水\n", |client, document| {
        let error = copy(client, document, json!({ "table": "requests" })).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains("这份年报里没有表三"));
        assert_eq!(copy(client, document, json!({})).unwrap()["text"], "𠮷水\n\n");
    });
}

/// Last year's report is found by organ and year, wherever it is; of two, nobody knows which counts.
#[test]
fn the_year_is_compared_with_the_one_before() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let charts = |client: &mut Client| -> Vec<String> {
            let page = html::page(&preview(client, document));
            page.named("svg").iter().map(|it| it.get("aria-label").unwrap().to_owned()).collect()
        };
        assert_eq!(charts(client).len(), 1);
        let last =
            fixture::astral().replace("2023年", "2022年").replace("𠮷 | 9 | 2", "𠮷 | 4 | 2");
        let last = last.replace("| 0 | 11 |", "| 0 | 6 |");
        let one = Document::open_another(client, &last);
        assert!(
            charts(client)[1].starts_with("新收：本年 11 件，上年 6 件"),
            "{:?}",
            charts(client)
        );
        Document::open_another(client, &last.replace("云岭县", "石溪县"));
        assert_eq!(charts(client).len(), 2, "another organ's");
        Document::open_another(client, &last);
        assert_eq!(charts(client).len(), 1, "which of the two?");
        one.close(client);
        assert_eq!(charts(client).len(), 2);
    });
}
