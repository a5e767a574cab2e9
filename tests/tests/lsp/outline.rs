//! The shape of a report: symbols of a document and of the workspace, folds and growing selections.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::ops::Range;

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::{Setup, uri};
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// A symbol and those below it, a line each: `name — detail`, indented.
fn outline(document: &Document, symbols: &Value, depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().unwrap() {
        let detail = symbol["detail"].as_str().map(|detail| format!(" — {detail}"));
        lines.push(format!(
            "{}{}{}",
            "  ".repeat(depth),
            symbol["name"].as_str().unwrap(),
            detail.unwrap_or_default()
        ));
        let range = document.text.bytes(&symbol["range"]);
        let selection = document.text.bytes(&symbol["selectionRange"]);
        assert!(range.start <= selection.start && selection.end <= range.end, "{symbol}");
        let Some(children) = symbol.get("children") else { continue };
        for child in children.as_array().unwrap() {
            let inner = document.text.bytes(&child["range"]);
            assert!(
                range.start <= inner.start && inner.end <= range.end,
                "{child} is outside of its parent"
            );
        }
        outline(document, children, depth + 1, lines);
    }
}

fn assert_outline(text: &str, expected: &[&str]) {
    in_each_encoding(text, |client, document| {
        let symbols = document.ask(client, "documentSymbol");
        let mut lines = Vec::new();
        outline(document, &symbols, 0, &mut lines);
        let mut rest = lines.iter();
        for line in expected {
            assert!(
                rest.any(|found| found.trim_end() == *line),
                "{line:?} is not in its place in {lines:#?}"
            );
        }
    });
}

#[test]
fn the_outline_has_sections_tables_and_rows_with_their_totals() {
    assert_outline(
        &fixture::astral(),
        &[
            "云岭县𠮷水档案局2023年政府信息公开工作年度报告",
            "一、总体情况",
            "  （一）主动公开",
            "  （二）依申请公开𠮷",
            "二、主动公开政府信息情况",
            "    行政许可 — 5",
            "三、收到和处理政府信息公开申请情况",
            "    一、本年新收政府信息公开申请数量 — 11",
            "四、政府信息公开行政复议、行政诉讼情况",
            "    行政诉讼（复议后起诉） — 3",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ],
    );
}

/// 三、 holds （一） to （七）, and （三） its kinds.
#[test]
fn rows_nest_like_the_form() {
    assert_outline(
        &fixture::astral(),
        &[
            "    三、本年度办理结果",
            "      （一）予以公开 — 7",
            "      （三）不予公开",
            "        1.属于国家秘密 — 0",
            "      （四）无法提供",
            "        1.本机关不掌握相关政府信息 — 3",
            "      （七）总计 — 11",
            "    四、结转下年度继续办理 — 1",
        ],
    );
}

#[test]
fn the_outline_of_pasted_reports_has_what_they_have() {
    for name in ["moved-applications.txt", "wrapped-headers.txt", "misnumbered-headings.txt"] {
        let text = std::fs::read_to_string(fixture::folder().join(name)).unwrap();
        in_each_encoding(&format!("𠮷\n{text}"), |client, document| {
            let symbols = document.ask(client, "documentSymbol");
            let mut lines = Vec::new();
            outline(document, &symbols, 0, &mut lines);
            for wanted in [
                "总体情况",
                "主动公开政府信息情况",
                "收到和处理政府信息公开申请情况",
                "（七）总计",
                "行政许可",
            ] {
                assert!(
                    lines.iter().any(|line| line.contains(wanted)),
                    "{name}: no {wanted} in {lines:#?}"
                );
            }
        });
    }
}

#[test]
fn an_old_client_gets_a_flat_outline() {
    let mut client = Client::start(&Setup::bare());
    let document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    let symbols = document.ask(&mut client, "documentSymbol");
    let total = symbols.as_array().unwrap().iter().find(|it| it["name"] == "（七）总计").unwrap();
    assert!(document.text.covered(&total["location"]["range"]).starts_with("（七）总计🀄"));
    assert!(total["containerName"].is_string());
}

#[test]
fn symbols_are_found_in_open_documents_and_in_files() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-symbols");
    let path = folder.join("文件𠮷.nianbao");
    std::fs::write(&path, fixture::astral()).unwrap();
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding).folder(&folder));
        client.wait_for("the folder's being read", |it| it["params"]["value"]["kind"] == "end");
        let document = Document::open(&mut client, "open.nianbao", &fixture::astral());
        let mut found = |query: &str| {
            let answer = client.request("workspace/symbol", json!({ "query": query }));
            answer.as_array().cloned().unwrap_or_default()
        };
        for query in ["复议后起诉", "依申请公开𠮷"] {
            let symbols = found(query);
            let uris: Vec<&Value> = symbols.iter().map(|it| &it["location"]["uri"]).collect();
            let both = [json!(uri(&path)), json!(document.uri)];
            assert_eq!(uris.len(), 2, "{query}: {uris:?}");
            assert!(both.iter().all(|uri| uris.contains(&uri)), "{query}: {uris:?}");
            for symbol in &symbols {
                let covered = document.text.covered(&symbol["location"]["range"]);
                assert!(covered.contains(query), "{query}: {covered}");
                assert!(symbol["name"].as_str().unwrap().contains(query));
                assert_eq!(symbol["containerName"], "云岭县𠮷水档案局");
            }
        }
        assert_eq!(found("没有这样的东西𠮷"), [json!(null); 0]);
    }
}

fn folds(document: &Document, answer: &Value) -> Vec<(Range<usize>, Option<String>)> {
    let list = answer.as_array().unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let fold = |fold: &Value| {
        let lines = number(&fold["startLine"])..number(&fold["endLine"]);
        assert!(lines.start < lines.end, "a fold of one line: {fold}");
        assert!(
            document.text.line(lines.end).start < document.text.text.len(),
            "beyond the text: {fold}"
        );
        (lines, fold["kind"].as_str().map(str::to_owned))
    };
    list.iter().map(fold).collect()
}

#[test]
fn sections_tables_and_comments_fold() {
    for text in [fixture::astral(), fixture::astral().replace('\n', "\r\n")] {
        in_each_encoding(&text, |client, document| {
            let folds = folds(document, &document.ask(client, "foldingRange"));
            let first_and_last = |lines: &Range<usize>| {
                [lines.start, lines.end].map(|line| &document.text.text[document.text.line(line)])
            };
            let has = |first: &str, last: &str, kind: &str| {
                let found = folds.iter().any(|(lines, of)| {
                    let [start, end] = first_and_last(lines);
                    start.starts_with(first)
                        && end.starts_with(last)
                        && of.as_deref().is_none_or(|of| of == kind)
                });
                assert!(
                    found,
                    "no fold from {first} to {last}: {:#?}",
                    folds.iter().map(|(it, _)| first_and_last(it)).collect::<Vec<_>>()
                );
            };
            has("一、总体情况", "定期培训讲解员", "region");
            has("（一）主动公开", "𠮷：公开档案馆", "region");
            has("| 申请人情况", "| 四、结转下年度继续办理🀄", "region");
            has("三、收到和处理", "| 四、结转下年度继续办理🀄", "region");
            has("<!-- 𠮷：作者的备注", "不会导出", "comment");
            has("六、其他需要报告的事项", "本年度未收取信息处理费", "region");
        });
    }
}

/// What each wider selection covers, from the inmost.
fn selections(document: &Document, answer: &Value) -> Vec<String> {
    let mut covered = Vec::new();
    let mut range = 0..0;
    let mut next = Some(answer);
    while let Some(selection) = next.filter(|selection| !selection.is_null()) {
        let wider = document.text.bytes(&selection["range"]);
        assert!(
            covered.is_empty()
                || (wider.start <= range.start && range.end <= wider.end && wider != range),
            "{answer}"
        );
        covered.push(document.text.text[wider.clone()].to_owned());
        range = wider;
        next = selection.get("parent");
    }
    covered
}

#[test]
fn a_selection_grows_from_the_cell_to_the_report() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let positions = ["总计🀄 | $08 |", "依照第三十$0三条办理的", "（二）依申请公开$0𠮷"]
            .map(|marked| document.text.position(document.text.at(marked)));
        let answer = document.ask_with(client, "selectionRange", json!({ "positions": positions }));
        let [cell, article, heading] = [0, 1, 2].map(|index| selections(document, &answer[index]));
        let starts = |list: &[String], step: usize| {
            list[step].trim_start().chars().take(8).collect::<String>()
        };
        assert_eq!(cell[0], "8");
        let row = cell
            .iter()
            .position(|it| it.trim() == "| 　（七）总计🀄 | 8 | 2 | 0 | 0 | 0 | 0 | 11 |");
        let row = row.unwrap_or_else(|| panic!("no row: {cell:?}"));
        assert_eq!(starts(&cell, row + 1), "| 申请人情况 ");
        assert_eq!(starts(&cell, row + 2), "三、收到和处理政");
        assert_eq!(article[0], "第三十三条");
        assert!(
            article[1].starts_with("𠮷：依照") && article[1].ends_with("功能。"),
            "{article:?}"
        );
        assert_eq!(heading[0], "（二）依申请公开𠮷");
        for list in [cell, article, heading] {
            assert_eq!(
                list.last().unwrap().trim(),
                document.text.text.trim(),
                "the report is the widest"
            );
        }
    });
}
