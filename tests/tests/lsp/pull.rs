//! Diagnostics for clients that pull them: of a document, of the workspace, and nothing twice.
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
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

fn pulling() -> Setup {
    Setup::new(Encoding::Utf16).pulling()
}

fn pull(client: &mut Client, document: &Document, previous: &Value) -> Value {
    let params = match previous {
        Value::Null => json!({}),
        id => json!({ "previousResultId": id }),
    };
    document.ask_with(client, "diagnostic", params)
}

#[test]
fn what_is_pulled_is_what_would_be_pushed() {
    for encoding in Encoding::ALL {
        let mut pushed = Client::start(&Setup::new(encoding));
        let document = Document::open(&mut pushed, "𠮷.nianbao", &fixture::astral());
        let expected = document.diagnostics(&mut pushed);
        let mut pulled = Client::start(&Setup::new(encoding).pulling());
        let document = Document::open(&mut pulled, "𠮷.nianbao", &fixture::astral());
        let report = pull(&mut pulled, &document, &Value::Null);
        assert_eq!(report["kind"], "full");
        assert_eq!(report["items"], json!(expected));
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let mut client = Client::start(&pulling());
    let mut document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    let first = pull(&mut client, &document, &Value::Null);
    let id = &first["resultId"];
    assert!(id.is_string());
    let again = pull(&mut client, &document, id);
    assert_eq!([&again["kind"], &again["resultId"]], [&json!("unchanged"), id]);
    let change = document.replace(document.text.span("总计🀄 | ‹8›"), "9");
    document.change(&mut client, &[change]);
    let changed = pull(&mut client, &document, id);
    assert_eq!(changed["kind"], "full");
    assert!(changed["items"].as_array().unwrap().len() < first["items"].as_array().unwrap().len());
    let stranger = pull(&mut client, &document, &json!("𠮷"));
    assert_eq!(stranger["kind"], "full");
}

#[test]
fn a_document_that_is_not_open_has_no_diagnostics() {
    let mut client = Client::start(&pulling());
    let document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    document.close(&mut client);
    assert_eq!(pull(&mut client, &document, &Value::Null)["items"], json!([]));
}

/// A folder of two reports, one faulty, and a text that is none.
fn folder(name: &str) -> PathBuf {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
    std::fs::create_dir(folder.join("吉𠮷")).unwrap();
    let clean = std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap();
    std::fs::write(folder.join("clean.nianbao"), clean).unwrap();
    std::fs::write(folder.join("吉𠮷/faulty.nianbao"), fixture::astral()).unwrap();
    std::fs::write(folder.join("notes.txt"), "一、𠮷").unwrap();
    folder
}

/// Waits until the server has read the folder, which it shows as progress.
fn wait_until_read(client: &mut Client) {
    let token = client.wait_for_method("window/workDoneProgress/create")["token"].clone();
    for kind in ["begin", "end"] {
        let is_kind = |message: &Value| {
            message["method"] == "$/progress"
                && message["params"]["token"] == token
                && message["params"]["value"]["kind"] == kind
        };
        client.wait_for(&format!("{kind} of reading the folder"), is_kind);
    }
}

fn pull_all(client: &mut Client, known: &Value) -> Vec<Value> {
    let report = client.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    report["items"].as_array().unwrap().clone()
}

fn of<'a>(items: &'a [Value], uri: &str) -> &'a Value {
    let found: Vec<&Value> = items.iter().filter(|item| item["uri"] == uri).collect();
    assert_eq!(found.len(), 1, "{uri} among {:#?}", names(items));
    found[0]
}

fn names(items: &[Value]) -> Vec<&Value> {
    items.iter().map(|item| &item["uri"]).collect()
}

#[test]
fn the_reports_of_a_folder_are_checked_without_being_opened() {
    let folder = folder("lsp-pull-folder");
    let mut client = Client::start(&pulling().folder(&folder));
    wait_until_read(&mut client);
    let items = pull_all(&mut client, &json!([]));
    assert_eq!(items.len(), 2, "{:#?}", names(&items));
    let faulty = of(&items, &uri(&folder.join("吉𠮷/faulty.nianbao")));
    assert_eq!([&faulty["kind"], &faulty["version"]], [&json!("full"), &Value::Null]);
    let document = Document::open(&mut client, "same.nianbao", &fixture::astral());
    let opened = pull(&mut client, &document, &Value::Null);
    let codes = |report: &Value| {
        let items = report["items"].as_array().unwrap();
        items.iter().map(|it| (it["code"].clone(), it["range"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(codes(faulty), codes(&opened));
    assert!(!codes(faulty).is_empty());
}

#[test]
fn what_has_not_changed_in_a_folder_is_not_sent_again() {
    let folder = folder("lsp-pull-unchanged");
    let [clean, faulty] =
        ["clean.nianbao", "吉𠮷/faulty.nianbao"].map(|name| uri(&folder.join(name)));
    let mut client = Client::start(&pulling().folder(&folder));
    wait_until_read(&mut client);
    let items = pull_all(&mut client, &json!([]));
    let known: Vec<Value> =
        items.iter().map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    let again = pull_all(&mut client, &json!(known));
    assert!(again.iter().all(|item| item["kind"] == "unchanged"), "{:#?}", names(&again));
    // The file changes on disk, and the editor says so.
    std::fs::write(folder.join("clean.nianbao"), fixture::astral()).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": clean, "type": 2 }] }),
    );
    client.wait_for_method("workspace/diagnostic/refresh");
    let changed = pull_all(&mut client, &json!(known));
    assert_eq!(of(&changed, &clean)["kind"], "full");
    assert_eq!(of(&changed, &faulty)["kind"], "unchanged");
    // It goes away.
    std::fs::remove_file(folder.join("clean.nianbao")).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": clean, "type": 3 }] }),
    );
    client.wait_for_method("workspace/diagnostic/refresh");
    let left = pull_all(&mut client, &json!([]));
    assert!(left.iter().all(|item| item["uri"] != *clean), "{:#?}", names(&left));
}

/// What is on the screen counts, not what is on disk; and it is told once, under the editor's spelling of its name.
#[test]
fn an_open_document_stands_for_its_file() {
    let folder = folder("lsp-pull-open");
    let path = folder.join("吉𠮷/faulty.nianbao");
    let mut client = Client::start(&pulling().folder(&folder));
    wait_until_read(&mut client);
    let document = Document::open_file(&mut client, &path, "一、𠮷\n");
    let pulled = pull(&mut client, &document, &Value::Null);
    let items = pull_all(&mut client, &json!([]));
    let open = of(&items, &document.uri);
    assert_eq!(open["version"], 1);
    assert_eq!(open["items"], pulled["items"]);
    document.close(&mut client);
    let items = pull_all(&mut client, &json!([]));
    let closed = of(&items, &document.uri);
    assert_eq!(closed["version"], Value::Null);
    assert_ne!(closed["items"], pulled["items"]);
    // Another spelling of the same file, as editors on Windows and older ones write it.
    let spelt = uri(&path).replace("%E5", "%e5").replace("faulty", "f%61ulty");
    let document = Document::open_as(&mut client, &spelt, "一、𠮷\n");
    pull(&mut client, &document, &Value::Null);
    let items = pull_all(&mut client, &json!([]));
    assert_eq!(items.len(), 2, "one file under two names: {:#?}", names(&items));
    assert_eq!(of(&items, &spelt)["version"], 1);
}

#[test]
fn folders_come_and_go() {
    let [one, other] = [folder("lsp-pull-one"), folder("lsp-pull-other")];
    let mut client = Client::start(&pulling().folder(&one));
    wait_until_read(&mut client);
    let folder = |path: &PathBuf| json!({ "uri": uri(path), "name": "年报" });
    let event = json!({ "added": [folder(&other)], "removed": [folder(&one)] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    // The refresh for the first folder may still be under way: ask again at each one.
    loop {
        client.wait_for_method("workspace/diagnostic/refresh");
        let items = pull_all(&mut client, &json!([]));
        let root = uri(&other);
        if items.len() == 2 && items.iter().all(|it| it["uri"].as_str().unwrap().starts_with(&root))
        {
            break;
        }
    }
}
