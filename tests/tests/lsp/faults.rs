//! What may go wrong around the server: folders full of odd files, files that change under an open document, hundreds of
//! documents, hours of typing.
//!
//! `NIANBAO_MINUTES=60 cargo test -p nianbao-tests --test lsp growth -- --nocapture` types for an hour and prints the
//! memory each minute.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that meets the unexpected must stop at once, and a long one says how it goes"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::process::memory;
use nianbao_tests::setup::{Setup, uri};
use nianbao_tests::text_model::Encoding;
use nianbao_tests::typing::Typist;
use serde_json::{Value, json};

fn canonical() -> String {
    std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap()
}

/// The names of the files that a pull of the whole folder tells of.
fn files_told_of(client: &mut Client) -> Vec<String> {
    let answer = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let name = |item: &Value| item["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let mut names: Vec<String> = answer["items"].as_array().unwrap().iter().map(name).collect();
    names.sort();
    names
}

fn told_of_change(client: &mut Client, path: &Path) {
    let change = json!({ "uri": uri(path), "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
}

#[test]
fn odd_files_of_a_folder_are_passed_over() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "odd-files");
    std::fs::write(folder.join("good.nianbao"), canonical()).unwrap();
    std::fs::write(folder.join("bytes.nianbao"), [0, 159, 146, 150]).unwrap();
    std::fs::create_dir(folder.join("folder.nianbao")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("loop.nianbao", folder.join("loop.nianbao")).unwrap();
        std::os::unix::fs::symlink("..", folder.join("folder.nianbao/up")).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(folder.join("pipe.nianbao")).status();
        assert!(pipe.unwrap().success());
    }
    let setup = Setup::new(Encoding::Utf16).pulling().folder(&folder);
    let mut client = Client::start(&setup);
    let document = Document::open(&mut client, "open.nianbao", &canonical());
    // The folder is read meanwhile.
    while !files_told_of(&mut client).contains(&"good.nianbao".to_owned()) {
        client.wait_for_method("workspace/diagnostic/refresh");
    }
    // What was a file becomes a folder, a pipe is written to, a file is gone.
    std::fs::remove_file(folder.join("good.nianbao")).unwrap();
    std::fs::create_dir(folder.join("good.nianbao")).unwrap();
    std::fs::remove_file(folder.join("bytes.nianbao")).unwrap();
    for name in ["good.nianbao", "pipe.nianbao", "bytes.nianbao", "loop.nianbao"] {
        told_of_change(&mut client, &folder.join(name));
    }
    let names = files_told_of(&mut client);
    assert!(!names.contains(&"good.nianbao".to_owned()), "{names:?}");
    assert!(document.ask(&mut client, "documentSymbol").is_array());
}

/// The author fixes the file by the command line and has not saved what is open: the open text counts, until it is closed.
#[test]
fn an_open_text_counts_whatever_becomes_of_its_file() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "open-and-fixed");
    let path = folder.join("report.nianbao");
    let faulty = canonical().replacen('，', ",", 1);
    assert_ne!(faulty, canonical());
    std::fs::write(&path, &faulty).unwrap();
    let mut client = Client::start(&Setup::new(Encoding::Utf16).pulling().folder(&folder));
    let document = Document::open_file(&mut client, &path, &faulty);
    let codes = |client: &mut Client, document: &Document| -> Vec<String> {
        let answer = document.ask(client, "diagnostic");
        let items = answer["items"].as_array().unwrap().iter();
        items.map(|item| item["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&mut client, &document), ["halfwidth-punctuation"]);
    let fixed = binary::run(&folder, &["check", "--fix", "report.nianbao"]);
    assert!(fixed.status.success(), "{fixed:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), canonical());
    told_of_change(&mut client, &path);
    assert_eq!(codes(&mut client, &document), ["halfwidth-punctuation"]);
    document.close(&mut client);
    let answer = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(answer["items"][0]["items"], json!([]), "{answer}");
}

#[test]
fn five_hundred_documents_are_open() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16).pulling());
    let text = canonical();
    let mut documents: Vec<Document> =
        (0..500).map(|_| Document::open_another(&mut client, &text)).collect();
    for (index, document) in documents.iter_mut().enumerate() {
        let blanks = "\n".repeat(index % 7);
        let end = document.text.text.len();
        let change = document.replace(end..end, &format!("{blanks}重复重复𠮷{index}。\n"));
        document.change(&mut client, &[change]);
    }
    for document in documents.iter().rev() {
        let answer = document.ask(&mut client, "diagnostic");
        let items = answer["items"].as_array().unwrap();
        let found = items.iter().find(|item| item["code"] == "repeated-phrase").unwrap();
        assert_eq!(document.text.covered(&found["range"]), "重复重复");
    }
}

#[test]
fn typing_for_long_is_no_growth() {
    let minutes: u64 = std::env::var("NIANBAO_MINUTES").map_or(0, |it| it.parse().unwrap());
    let (begun, mut told) = (Instant::now(), 0);
    let original = canonical();
    let mut client = Client::start(&Setup::new(Encoding::Utf16).pulling());
    let mut typist = Typist::new(60, &original);
    let mut document = Document::open(&mut client, "long.nianbao", &original);
    let mut sizes = Vec::new();
    let mut edits = 0;
    while edits < 3000 || begun.elapsed() < Duration::from_secs(60 * minutes) {
        let mut ahead = document.text.clone();
        let mut changes = Vec::new();
        for edit in typist.edits(&ahead.text) {
            changes.push(json!({ "range": ahead.range(edit.range), "text": edit.text }));
            ahead.change(changes.last().unwrap());
        }
        document.change(&mut client, &changes);
        document.ask(&mut client, "diagnostic");
        client.notices.clear();
        edits += 1;
        if edits % 500 == 0 {
            sizes.extend(memory(client.id()));
        }
        if begun.elapsed().as_secs() / 60 > told {
            told += 1;
            eprintln!("minute {told}: {edits} edits, {:?} KB", memory(client.id()));
        }
    }
    // Where the system tells the size of a process.
    if let [first, .., last] = sizes[..] {
        assert!(
            last < first * 3 / 2 + 16 * 1024,
            "{first} KB after 500 edits, {last} KB after {edits}"
        );
    }
}
