//! The report as a file, written by the server.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::path::PathBuf;

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

fn export(client: &mut Client, argument: Value) -> Result<Value, Value> {
    client.try_request(
        "workspace/executeCommand",
        json!({ "command": "nianbao.export", "arguments": [argument] }),
    )
}

fn client() -> Client {
    Client::start(&Setup::new(Encoding::Utf16))
}

/// A report in a folder of its own that nothing was exported to yet.
fn report(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("2023.report.nianbao");
    fs::write(&path, "").unwrap();
    path
}

#[test]
fn the_text_under_edit_is_written_beside_the_report() {
    let path = report("lsp-export");
    let mut client = client();
    let uri = Document::open_file(&mut client, &path, CLEAN).uri;
    for (format, begins) in [("docx", "PK"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>")] {
        let answer = export(&mut client, json!({ "uri": uri, "format": format })).unwrap();
        let file = path.with_extension(format);
        assert_eq!(answer["file"], json!(file));
        assert_eq!((&answer["written"], &answer["errors"]), (&json!(true), &json!(0)));
        assert!(fs::read(&file).unwrap().starts_with(begins.as_bytes()), "{format}");
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let path = report("lsp-export-force");
    let file = path.with_extension("docx");
    fs::write(&file, "mine").unwrap();
    let mut client = client();
    let uri = Document::open_file(&mut client, &path, CLEAN).uri;
    let answer = export(&mut client, json!({ "uri": uri })).unwrap();
    assert_eq!(answer["written"], json!(false));
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    let answer = export(&mut client, json!({ "uri": uri, "force": true })).unwrap();
    assert_eq!(answer["written"], json!(true));
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
}

/// What is exported serves as a template: it is a `.docx`.
#[test]
fn a_template_is_used_and_missed() {
    let path = report("lsp-export-template");
    let (file, template) = (path.with_extension("docx"), path.with_file_name("机关.docx"));
    fs::write(path.with_file_name("nianbao.toml"), "[export]\ntemplate = \"机关.docx\"\n").unwrap();
    let mut client = client();
    let uri = Document::open_file(&mut client, &path, CLEAN).uri;
    let error = export(&mut client, json!({ "uri": uri })).unwrap_err();
    let said = error["message"].as_str().unwrap();
    assert!(said.contains("模板 机关.docx 用不了：没有这个文件"), "{said}");
    assert!(!file.exists());
    // A workbook looks like none.
    assert_eq!(
        export(&mut client, json!({ "uri": uri, "format": "xlsx" })).unwrap()["written"],
        true
    );
    let other = report("lsp-export-template-made");
    let made = Document::open_file(&mut client, &other, CLEAN).uri;
    export(&mut client, json!({ "uri": made })).unwrap();
    fs::rename(other.with_extension("docx"), template).unwrap();
    assert_eq!(export(&mut client, json!({ "uri": uri })).unwrap()["written"], true);
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
}

#[test]
fn what_cannot_be_exported_is_told() {
    let mut client = client();
    Document::open_as(&mut client, "untitled:report.nianbao", CLEAN);
    let error = export(&mut client, json!({ "uri": "untitled:report.nianbao" })).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("请先保存"), "{error}");
    let error = export(&mut client, json!({ "uri": "untitled:report.nianbao", "format": "pdf" }));
    assert!(error.unwrap_err()["message"].as_str().unwrap().contains("docx"));
}
