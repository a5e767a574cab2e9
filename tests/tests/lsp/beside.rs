//! Reports beside each other: what an editor has open, and what lies in its folder.
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
use nianbao_tests::setup::{Setup, uri};
use nianbao_tests::text_model::{Encoding, Text};
use serde_json::{Value, json};

const RULE: &str = "broken-carry-over";

fn canonical() -> String {
    std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap()
}

/// The sample's report for the year before, with so many applications of natural persons carried
/// over.
fn last_year(count: &str) -> String {
    let text = canonical();
    let year =
        text.lines().next().unwrap().chars().filter(char::is_ascii_digit).collect::<String>();
    let before = (year.parse::<i32>().unwrap() - 1).to_string();
    let row = text.lines().find(|line| line.starts_with("| 四、结转下年度")).unwrap();
    let carried = text.lines().find(|line| line.starts_with("| 二、上年结转")).unwrap();
    let cells: Vec<&str> = carried.split('|').skip(3).collect();
    let line = format!("| 四、结转下年度继续办理 | {count} |{}", cells.join("|"));
    text.replace(row, &line).replace(&year, &before)
}

/// What natural persons' carry-over is in the sample.
fn carried() -> String {
    let text = canonical();
    let row = text.lines().find(|line| line.starts_with("| 二、上年结转")).unwrap();
    row.split('|').nth(2).unwrap().trim().to_owned()
}

fn folder(name: &str, last_year: &str) -> PathBuf {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
    std::fs::write(folder.join("今年𠮷.nianbao"), canonical()).unwrap();
    std::fs::write(folder.join("去年𠮷.nianbao"), last_year).unwrap();
    folder
}

/// The next diagnostics of a document, whatever its version.
fn next(client: &mut Client, document: &Document) -> Vec<Value> {
    let told = client.wait_for("diagnostics", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == document.uri
    });
    told["params"]["diagnostics"].as_array().unwrap().clone()
}

/// Waits until the document has, or has not, a finding of the rule; the finding.
fn wait(client: &mut Client, document: &Document, wanted: bool) -> Option<Value> {
    loop {
        let diagnostics = next(client, document);
        let found = diagnostics.into_iter().find(|it| it["code"] == RULE);
        if found.is_some() == wanted {
            return found;
        }
    }
}

#[test]
fn a_file_of_the_folder_is_last_years_report() {
    for encoding in Encoding::ALL {
        let before = last_year("97");
        let folder = folder(&format!("beside-{}", encoding.name()), &before);
        let mut client = Client::start(&Setup::new(encoding).folder(&folder));
        let document =
            Document::open_file(&mut client, &folder.join("今年𠮷.nianbao"), &canonical());
        let found = wait(&mut client, &document, true).unwrap();
        assert_eq!(document.text.covered(&found["range"]), carried());
        let related = found["relatedInformation"].as_array().unwrap();
        let other = related.iter().find(|it| it["location"]["uri"] != document.uri).unwrap();
        assert_eq!(other["location"]["uri"], uri(&folder.join("去年𠮷.nianbao")));
        let text = Text::new(&before, encoding);
        assert_eq!(text.covered(&other["location"]["range"]), "97");
        assert!(other["message"].as_str().unwrap().contains("97"), "{other}");
    }
}

#[test]
fn what_is_typed_in_last_years_report_counts_at_once() {
    let folder = folder("beside-typed", &last_year(&carried()));
    let mut client = Client::start(&Setup::new(Encoding::Utf16).folder(&folder));
    let document = Document::open_file(&mut client, &folder.join("今年𠮷.nianbao"), &canonical());
    wait(&mut client, &document, false);
    let path = folder.join("去年𠮷.nianbao");
    let mut before = Document::open_file(&mut client, &path, &last_year(&carried()));
    let changed = Text::new(&before.text.text, Encoding::Utf16);
    let row = changed.text.find("| 四、结转下年度继续办理 | ").unwrap();
    let at = row + "| 四、结转下年度继续办理 | ".len();
    let change = before.replace(at..at, "9");
    before.change(&mut client, &[change]);
    wait(&mut client, &document, true);
    // It is closed without being saved: the file counts again.
    before.close(&mut client);
    wait(&mut client, &document, false);
}

#[test]
fn a_file_that_changes_on_disk_counts_at_once() {
    let folder = folder("beside-watched", &last_year(&carried()));
    let mut client = Client::start(&Setup::new(Encoding::Utf16).folder(&folder));
    let document = Document::open_file(&mut client, &folder.join("今年𠮷.nianbao"), &canonical());
    wait(&mut client, &document, false);
    let path = folder.join("去年𠮷.nianbao");
    std::fs::write(&path, last_year("97")).unwrap();
    let changed = |kind: u32| json!({ "changes": [{ "uri": uri(&path), "type": kind }] });
    client.notify("workspace/didChangeWatchedFiles", changed(2));
    wait(&mut client, &document, true);
    std::fs::remove_file(&path).unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed(3));
    wait(&mut client, &document, false);
}

/// An address as some editors write it, with small letters.
fn lowered(uri: &str) -> String {
    let mut rest = uri.chars();
    let mut written = String::new();
    while let Some(letter) = rest.next() {
        written.push(letter);
        if letter == '%' {
            written.extend(rest.by_ref().take(2).map(|digit| digit.to_ascii_lowercase()));
        }
    }
    written
}

#[test]
fn a_client_gets_addresses_in_its_own_way_of_writing() {
    let folder = folder("beside-年报", &last_year("97"));
    let written = lowered(&uri(&folder));
    assert_ne!(written, uri(&folder));
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let open = |client: &mut Client, name: &str, text: &str| {
        let name = uri(name.as_ref());
        Document::open_as(client, &format!("{written}/{}", &name["file:///".len()..]), text)
    };
    // Opened: under its very name.
    let before = open(&mut client, "去年𠮷.nianbao", &last_year("97"));
    let document = open(&mut client, "今年𠮷.nianbao", &canonical());
    let found = wait(&mut client, &document, true).unwrap();
    assert_eq!(elsewhere(&found, &document), before.uri);
}

#[test]
fn what_lies_beside_is_named_as_the_folder_is() {
    let folder = folder("beside-名称", &last_year("97"));
    let mut setup = Setup::new(Encoding::Utf16).folder(&folder);
    setup.root = Some(lowered(&uri(&folder)));
    let mut client = Client::start(&setup);
    let name = uri("今年𠮷.nianbao".as_ref());
    let address = format!("{}/{}", lowered(&uri(&folder)), &name["file:///".len()..]);
    let document = Document::open_as(&mut client, &address, &canonical());
    let found = wait(&mut client, &document, true).unwrap();
    let other = elsewhere(&found, &document);
    assert!(other.starts_with(&lowered(&uri(&folder))), "{other}");
}

/// The address of the other report that a finding points to.
fn elsewhere(found: &Value, document: &Document) -> String {
    let related = found["relatedInformation"].as_array().unwrap();
    let other = related.iter().find(|it| it["location"]["uri"] != document.uri).unwrap();
    other["location"]["uri"].as_str().unwrap().to_owned()
}

/// The scheme says what an address names, not the path behind it.
#[test]
fn what_is_no_file_has_no_folder() {
    let folder = folder("beside-untitled", &last_year("97"));
    std::fs::write(folder.join("nianbao.toml"), "[rules]\nbroken-carry-over = \"off\"\n").unwrap();
    let path = uri(&folder.join("今年𠮷.nianbao"));
    let mut client = Client::start(&Setup::new(Encoding::Utf16).folder(&folder));
    for scheme in ["untitled", "vscode-remote", "git"] {
        let name = path.replace("file:", &format!("{scheme}:"));
        let document = Document::open_as(&mut client, &name, &canonical());
        // The settings of the folder say that nobody wants to know.
        wait(&mut client, &document, true);
        let ask = json!({ "command": "nianbao.encoding", "arguments": [name] });
        assert_eq!(client.request("workspace/executeCommand", ask), Value::Null, "{scheme}");
    }
}
