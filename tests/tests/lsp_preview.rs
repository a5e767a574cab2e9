//! The report as it will be published: the page beside the text, and what goes on the clipboard.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
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

#[test]
fn the_page_marks_what_is_broken_where_it_stands() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let page = preview(client, document);
        let place =
            document.text.position(document.text.at("（复议后起诉） | 1 | 0 | 0 | 0 | $03"));
        let attributes =
            format!("data-line=\"{}\" data-character=\"{}\"", place["line"], place["character"]);
        let cell = page.split("<td").find(|cell| cell.contains(&attributes)).unwrap();
        assert!(cell.contains("figure broken") && cell.contains(">3</td>"), "{cell}");
        assert!(cell.contains("差 2"), "the arithmetic: {cell}");
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
    });
}

#[test]
fn a_table_or_the_report_is_copied() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let position = document.text.position(document.text.at("（七）$0总计"));
        let copy = |client: &mut Client, argument: Value| {
            let mut whole = json!({ "uri": document.uri });
            whole.as_object_mut().unwrap().extend(argument.as_object().unwrap().clone());
            command(client, "nianbao.copyHtml", whole)
        };
        let named = copy(client, json!({ "table": "requests" })).unwrap();
        assert_eq!(named, copy(client, json!({ "position": position })).unwrap());
        assert!(named["html"].as_str().unwrap().contains("rowspan=\"22\""));
        let report = copy(client, json!({})).unwrap();
        assert!(report["html"].as_str().unwrap().contains(named["html"].as_str().unwrap()));
        assert!(report["text"].as_str().unwrap().contains(named["text"].as_str().unwrap()));
        let prose = document.text.position(document.text.at("监$0督保障"));
        let error = copy(client, json!({ "position": prose })).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains("光标不在表格里"));
    });
}
