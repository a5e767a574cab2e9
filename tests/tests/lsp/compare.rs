//! A report beside last year's: the page, whose it is, and what is answered where there is none.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::PathBuf;

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::html::{self, Element};
use nianbao_tests::setup::{Setup, uri};
use nianbao_tests::text_model::{Encoding, Text};
use serde_json::{Value, json};

const NONCE: &str = "c2l4dGVlbiBieXRlcw==";
const ROW: &str = "| 二、上年结转";

fn canonical() -> String {
    std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap()
}

/// The sample as a report for the year before.
fn last_year() -> String {
    let text = canonical();
    let year: String = text.lines().next().unwrap().chars().filter(char::is_ascii_digit).collect();
    text.replace(&year, &(year.parse::<i32>().unwrap() - 1).to_string())
}

/// The sample, with another carry-over of natural persons.
fn this_year() -> String {
    let text = canonical();
    let row = text.lines().find(|line| line.starts_with(ROW)).unwrap();
    let figure = row.split('|').nth(2).unwrap();
    text.replace(row, &row.replacen(figure, " 987 ", 1))
}

fn folder(name: &str, last: Option<&str>) -> PathBuf {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
    std::fs::write(folder.join("今年𠮷.nianbao"), this_year()).unwrap();
    if let Some(last) = last {
        std::fs::write(folder.join("去年𠮷.nianbao"), last).unwrap();
    }
    folder
}

fn compare(
    client: &mut Client,
    document: &Document,
    more: Value,
) -> std::result::Result<Value, Value> {
    let mut argument = json!({ "uri": document.uri });
    argument.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let command = json!({ "command": "nianbao.compare", "arguments": [argument] });
    client.try_request("workspace/executeCommand", command)
}

/// The answer, once the folder has been read.
fn beside_last_year(client: &mut Client, document: &Document) -> Value {
    loop {
        let answer = compare(client, document, json!({ "nonce": NONCE })).unwrap();
        if !answer["page"].is_null() {
            return answer;
        }
        client.wait_for_method("textDocument/publishDiagnostics");
    }
}

/// The place that an element leads to, and the words in it.
fn leads_to(element: &Element) -> (String, Value, String) {
    let [line, character] = ["data-line", "data-character"]
        .map(|name| element.get(name).unwrap().parse::<u64>().unwrap());
    let side = element.get("data-side").unwrap().to_owned();
    (side, json!({ "line": line, "character": character }), element.text())
}

#[test]
fn every_figure_leads_to_its_cell() {
    let folder = folder("compare-lsp", Some(&last_year()));
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding).folder(&folder));
        let path = folder.join("今年𠮷.nianbao");
        let document = Document::open_file(&mut client, &path, &this_year());
        let answer = beside_last_year(&mut client, &document);
        assert_eq!(answer["after"], document.uri);
        assert_eq!(answer["before"], uri(&folder.join("去年𠮷.nianbao")));
        let page = html::page(answer["page"].as_str().unwrap());
        let cells = page.all().into_iter().filter(|it| it.get("data-side").is_some());
        let cells: Vec<_> = cells.filter(|it| it.has_class("figure")).map(leads_to).collect();
        let figures = [("before", last_year()), ("after", this_year())].map(|(side, text)| {
            let row = text.lines().find(|line| line.starts_with(ROW)).unwrap();
            let figure = row.split('|').nth(2).unwrap();
            let marked = row.replacen(figure, &format!(" $0{}", figure.trim_start()), 1);
            let own = Text::new(&text, encoding);
            let offset = text.find(row).unwrap() + marked.find("$0").unwrap();
            (side.to_owned(), own.position(offset), figure.trim().to_owned())
        });
        assert_eq!(cells[..2], figures, "{}", encoding.name());
        let problems = page.named("li").into_iter().map(leads_to);
        let mut of_last_year = problems.filter(|(_, _, words)| words.contains("与上年年报"));
        let (side, place, words) = of_last_year.next().unwrap();
        assert_eq!((side.as_str(), &place["line"]), ("after", &figures[1].1["line"]), "{words}");
    }
}

#[test]
fn another_report_may_be_named_a_document_too() {
    let folder = folder("compare-lsp-named", None);
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let path = folder.join("今年𠮷.nianbao");
    let document = Document::open_file(&mut client, &path, &this_year());
    let none = compare(&mut client, &document, json!({})).unwrap();
    assert_eq!(none, json!({ "page": null, "candidates": [] }));
    let word = fixture::folder().join("documents/2021.docx");
    let answer = compare(&mut client, &document, json!({ "with": uri(&word) })).unwrap();
    assert_eq!(answer["before"], uri(&word));
    let page = html::page(answer["page"].as_str().unwrap());
    let sides: Vec<_> = page.all().into_iter().filter_map(|it| it.get("data-side")).collect();
    assert!(sides.iter().all(|side| *side == "after") && !sides.is_empty(), "{sides:?}");
    // Read from a file, it needs no nonce.
    assert!(page.named("style")[0].get("nonce").is_none());
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = folder("compare-lsp-faults", None);
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let path = folder.join("今年𠮷.nianbao");
    let document = Document::open_file(&mut client, &path, &this_year());
    let broken = folder.join("坏的.docx");
    std::fs::write(&broken, b"PK\x03\x04 and no more").unwrap();
    for (more, words) in [
        (json!({ "with": uri(&folder.join("没有.nianbao")) }), "没有.nianbao 用不了：没有这个文件"),
        (json!({ "with": uri(&broken) }), "坏的.docx 用不了："),
        (json!({ "with": uri(&folder) }), "用不了："),
        (json!({ "with": 7 }), "with"),
        (json!({ "nonce": "a'; script-src *" }), "nonce"),
    ] {
        let error = compare(&mut client, &document, more).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(words), "{error}");
    }
}
