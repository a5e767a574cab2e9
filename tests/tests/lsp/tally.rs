//! A report filled from its ledger, and what the ledger has shown beside it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::path::{Path, PathBuf};

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const LEDGER: &str = "\
序号,来文登记,申请人类别,答复日期,办理结果
1,2023-3-1,公民,2023-3-20,公开
2,2023-3-2,企业,2023-3-20,转信访科
3,2023-3-3,公民,2023-3-20,不予公开
";
const SETTINGS: &str = "[ledger]\n\"收到日期\" = \"来文登记\"\n[ledger.words]\n\"转信访科\" = \"信访举报投诉类申请\"\n";

fn tally(client: &mut Client, argument: &Value) -> Result<Value, Value> {
    let params = json!({ "command": "nianbao.tally", "arguments": [argument] });
    client.try_request("workspace/executeCommand", params)
}

/// A folder with a ledger, a report and settings for both.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("台账.csv"), LEDGER).unwrap();
    fs::write(folder.join("nianbao.toml"), SETTINGS).unwrap();
    fs::write(folder.join("年报.nianbao"), CLEAN).unwrap();
    folder
}

fn open(client: &mut Client, folder: &Path, text: &str) -> Document {
    Document::open_file(client, &folder.join("年报.nianbao"), text)
}

fn labels(client: &mut Client, document: &Document) -> Vec<String> {
    let range = document.everything();
    let answer = document.ask_with(client, "inlayHint", json!({ "range": range }));
    let label = |hint: &Value| hint["label"].as_str().unwrap().to_owned();
    let labels = answer.as_array().unwrap().iter().map(label);
    labels.filter(|label| label.starts_with("台账")).collect()
}

fn lenses(client: &mut Client, document: &Document) -> Vec<String> {
    let answer = document.ask(client, "codeLens");
    let title = |lens: &Value| lens["command"]["title"].as_str().unwrap().to_owned();
    let titles = answer.as_array().unwrap().iter().map(title);
    titles.filter(|title| title.contains("台账")).collect()
}

#[test]
fn a_report_is_filled_by_one_edit_after_all_was_told() {
    let folder = folder("lsp-tally");
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = open(&mut client, &folder, CLEAN);
    assert!(labels(&mut client, &document).is_empty());
    let file = folder.join("台账.csv");
    let argument = json!({ "uri": document.uri, "files": [file] });
    let told = tally(&mut client, &argument).unwrap();
    assert_eq!(told["year"], json!(2023));
    assert!(told["columns"][0].as_str().unwrap().contains("收到日期←“来文登记”"), "{told}");
    assert!(told["count"][0].as_str().unwrap().contains("归类 2 件，没有归类 1 件"), "{told}");
    assert!(
        told["unplaced"][1].as_str().unwrap().contains("第 4 行：办理结果“不予公开”"),
        "{told}"
    );
    assert_eq!(told["open"], json!("1 件申请"));
    let first = told["differences"][0].as_str().unwrap();
    assert!(
        first.starts_with("表三 新收·自然人 ") && first.contains("台账 1（第 2 行）"),
        "{first}"
    );
    assert_eq!(told["changes"][0]["to"], json!("1"));
    assert!(labels(&mut client, &document).contains(&"台账 1".to_owned()));
    assert!(lenses(&mut client, &document)[0].starts_with("和台账不一致 "));

    let argument = json!({ "uri": document.uri, "files": [file], "write": true });
    let written = tally(&mut client, &argument).unwrap();
    assert_eq!(written["changes"], told["changes"]);
    let asked = client.wait_for_method("workspace/applyEdit");
    let filled = document.after(&asked["edit"]);
    let row = filled.lines().find(|line| line.contains("本年新收")).unwrap();
    let cells: Vec<&str> = row.split('|').skip(2).map(str::trim).take(7).collect();
    assert_eq!(cells, ["1", "1", "0", "0", "0", "0", "2"], "{filled}");
    document.close(&mut client);
    let other = open(&mut client, &folder, &filled);
    let told = tally(&mut client, &json!({ "uri": other.uri, "files": [file], "write": true }));
    let told = told.unwrap();
    assert_eq!((&told["differences"], &told["changes"]), (&json!([]), &json!([])));
    assert_eq!(lenses(&mut client, &other), ["和台账一致"]);
}

#[test]
fn what_cannot_be_counted_is_told_in_words() {
    let folder = folder("lsp-tally-faults");
    let mut client = Client::start(&Setup::new(Encoding::Utf8));
    let document = open(&mut client, &folder, CLEAN);
    fs::write(folder.join("说明.csv"), "甲,乙\n1,2\n").unwrap();
    for (files, part) in [
        (json!([folder.join("没有.xlsx")]), "没有.xlsx：没有这个文件"),
        (json!([folder.join("说明.csv")]), "没有找到台账的表头"),
        (json!([]), "files 应为"),
        (json!(7), "files 应为"),
    ] {
        let argument = json!({ "uri": document.uri, "files": files });
        let error = tally(&mut client, &argument).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(part), "{error}");
    }
    for (text, part) in [
        ("云岭县档案局政府信息公开工作年度报告\n", "看不出年度"),
        ("云岭县档案局2023年政府信息公开工作年度报告\n", "没有完整的表三"),
    ] {
        let document = Document::open_file(&mut client, &folder.join("别的.nianbao"), text);
        let argument = json!({ "uri": document.uri, "files": [folder.join("台账.csv")] });
        let error = tally(&mut client, &argument).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(part), "{error}");
        document.close(&mut client);
    }
}
