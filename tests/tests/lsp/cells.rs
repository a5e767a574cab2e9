//! Keys and the clipboard in tables, and the encoding of a file, as an editor asks for them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::{self, Setup};
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

const BLANK: &str = "\
云岭县𠮷水档案局2024年政府信息公开工作年度报告

四、政府信息公开行政复议、行政诉讼情况

| 案件类型                     | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :--------------------------- | -------: | -------: | -------: | -------: | ---: |
| 行政复议                     |          |          |          |          |      |
| 行政诉讼（未经复议直接起诉） |          |          |          |          |      |
| 行政诉讼（复议后起诉）       |          |          |          |          |      |

五、存在的主要问题及改进情况

一是𠮷人手不够。
";

fn execute(client: &mut Client, command: &str, arguments: &Value) -> Value {
    let params = json!({ "command": format!("nianbao.{command}"), "arguments": [arguments] });
    client.try_request("workspace/executeCommand", params).unwrap()
}

/// The edits of an answer as those of a workspace edit for the document.
fn workspace_edit(document: &Document, edits: &Value) -> Value {
    json!({ "changes": { (document.uri.as_str()): edits } })
}

fn at(document: &Document, text: &str) -> Value {
    document.text.position(document.text.text.find(text).unwrap() + text.len())
}

#[test]
fn a_block_is_pasted_into_cells() {
    in_each_encoding(BLANK, |client, document| {
        let clipboard = "2\t1\t1\t0\t4\r\n\t0\t0\t0\t0\r\n1\t0\t0\t1\t2\r\n";
        let position = at(document, "| 行政复议                     |");
        let argument = json!({ "uri": document.uri, "position": position, "text": clipboard });
        let pasted = execute(client, "pasteCells", &argument);
        assert_eq!(
            pasted["message"],
            "填了 14 格，从“行政复议·结果维持”到“行政诉讼（复议后起诉）·总计”"
        );
        let edits = &pasted["options"][0]["edits"];
        let written = document.after(&workspace_edit(document, edits));
        assert!(written.contains("| 行政复议                     |        2 |        1 |        1 |        0 |    4 |\n"), "{written}");
        assert!(
            written.contains("|          |        0 |        0 |        0 |    0 |\n"),
            "{written}"
        );
        let argument =
            json!({ "uri": document.uri, "position": position, "text": "1\t2\t3\t4\t5\t6" });
        let refused = execute(client, "pasteCells", &argument);
        assert_eq!(refused["options"], json!([]));
        assert!(refused["message"].as_str().unwrap().contains("有 6 列"), "{refused}");
        let argument = json!({ "uri": document.uri, "position": position, "text": "一句话" });
        assert_eq!(execute(client, "pasteCells", &argument), Value::Null);
    });
}

/// For editors that carry out nothing themselves.
#[test]
fn a_paste_is_carried_out_where_that_is_asked_for() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open_another(&mut client, BLANK);
    let position = at(&document, "| 行政复议                     |");
    let argument =
        json!({ "uri": document.uri, "position": position, "text": "7\t8", "apply": true });
    let pasted = execute(&mut client, "pasteCells", &argument);
    assert!(pasted["message"].as_str().unwrap().starts_with("填了 2 格"), "{pasted}");
    let asked = client.wait_for_method("workspace/applyEdit");
    assert!(document.after(&asked["edit"]).contains("|        7 |        8 |"));
}

#[test]
fn a_key_goes_on_and_aligns_what_it_leaves() {
    let pushed = BLANK.replacen("|          |", "| 12       |", 1).replacen(
        "| 行政诉讼（复议后起诉）       |          |",
        "| 行政诉讼（复议后起诉）       | 3|",
        1,
    );
    in_each_encoding(&pushed, |client, document| {
        let argument = json!({
            "uri": document.uri, "position": at(document, "| 12"), "to": "below", "align": true,
        });
        let moved = execute(client, "moveCell", &argument);
        let aligned = document.after(&workspace_edit(document, &moved["edits"]));
        assert!(aligned.contains("| 行政复议                     |       12 |"), "{aligned}");
        assert!(aligned.contains("| 行政诉讼（复议后起诉）       |        3 |"), "{aligned}");
        let other = Document::open_another(client, &aligned);
        let place = other.text.bytes(&moved["range"]);
        let row = "| 行政诉讼（未经复议直接起诉） |         ";
        assert!(
            other.text.text[..place.start].ends_with(row),
            "it stands at the right of the cell"
        );
        assert!(place.is_empty());
    });
}

#[test]
fn from_the_last_cell_a_key_goes_to_the_next_section() {
    in_each_encoding(BLANK, |client, document| {
        let last = document.text.text.find("\n\n五、").unwrap() - 2;
        let position = document.text.position(last);
        for to in ["next", "below"] {
            let argument = json!({ "uri": document.uri, "position": position, "to": to });
            let moved = execute(client, "moveCell", &argument);
            assert_eq!(moved["edits"], json!([]));
            let place = document.text.bytes(&moved["range"]);
            assert!(document.text.text[place.start..].starts_with("一是"), "{to}");
        }
        let argument = json!({ "uri": document.uri, "position": position, "to": "right" });
        assert_eq!(execute(client, "moveCell", &argument)["range"], Value::Null);
    });
}

#[test]
fn the_encoding_of_a_file_is_told() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-encoding");
    let sample = fixture::folder().join("pasted-from-excel-gb18030.txt");
    for (name, bytes, encoding) in [
        ("国标.txt", std::fs::read(sample).unwrap(), json!("gb18030")),
        ("通用.nianbao", "一、总体情况\n".into(), json!("utf8")),
        ("宽.nianbao", b"\xFF\xFE\x00\x4e".to_vec(), json!("utf16le")),
        ("坏.nianbao", b"\xe4\xb8\x80\xe4\xb8\x80\xe4\xb8\xe4\xb8\x80\n".to_vec(), Value::Null),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, bytes).unwrap();
        let told = execute(&mut client, "encoding", &json!(setup::uri(&file)));
        assert_eq!(told["encoding"], encoding, "{name}: {told}");
        assert_eq!(told["message"].is_string(), encoding.is_null(), "{name}: {told}");
    }
    let missing = setup::uri(&folder.join("没有.nianbao"));
    assert_eq!(execute(&mut client, "encoding", &json!(missing)), Value::Null);
}
