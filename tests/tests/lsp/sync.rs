//! The server's text is the client's, whatever is typed: what it answers equals what it answers about a text freshly opened.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use fastrand::Rng;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// What may be typed or pasted.
const SCRAPS: [&str; 26] = [
    "",
    "",
    "",
    "",
    "0",
    "7",
    "12",
    "𠮷",
    "👨‍👩‍👧",
    "表",
    "，",
    "一、总体情况",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "|",
    " | ",
    "\t",
    "\u{2028}",
    "\u{85}",
    "《条例》",
    "<!--",
    "-->",
    "| 行政复议 | 1 | 0 | 0 | 0 | 1 |\n",
    "\u{feff}",
];

/// All that can be seen of the server's text, with the document's own name taken out.
fn picture(client: &mut Client, document: &Document) -> Value {
    let mut picture = json!({ "diagnostics": document.diagnostics(client) });
    for method in [
        "documentSymbol",
        "foldingRange",
        "codeLens",
        "documentLink",
        "semanticTokens/full",
        "formatting",
    ] {
        let options = json!({ "options": { "tabSize": 4, "insertSpaces": true } });
        picture[method] = document.ask_with(client, method, options);
    }
    picture["semanticTokens/full"]["resultId"].take();
    let end = document.text.position(document.text.text.len());
    picture["ends"] = document.ask_with(client, "selectionRange", json!({ "positions": [end] }));
    serde_json::from_str(&picture.to_string().replace(&document.uri, "it")).unwrap()
}

/// The server sees of `document` what it sees of the same text freshly opened.
fn assert_in_step(client: &mut Client, document: &Document, what: &str) {
    let seen = picture(client, document);
    // Each has a name of its own, lest diagnostics of the one before be taken for its own.
    let fresh = Document::open_another(client, &document.text.text);
    let expected = picture(client, &fresh);
    fresh.close(client);
    for (name, expected) in expected.as_object().unwrap() {
        let seen = &seen[name];
        assert_eq!(seen, expected, "{what}: {name} of {:?}", document.text.text);
    }
}

/// Opens `text`, sends `changes` in one notification, and compares. Positions are in the text as it is when the change comes.
fn assert_changes(text: &str, what: &str, changes: impl Fn(&mut Vec<Value>, &Document)) {
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        let mut document = Document::open(&mut client, "typed.nianbao", text);
        let mut list = Vec::new();
        changes(&mut list, &document);
        document.change(&mut client, &list);
        assert_in_step(&mut client, &document, &format!("{what} in {}", encoding.name()));
    }
}

#[test]
fn a_change_behind_wide_characters() {
    let text = fixture::astral();
    assert_changes(&text, "a figure", |changes, document| {
        changes.push(document.replace(document.text.span("总计🀄 | ‹8›"), "90"));
    });
    assert_changes(&text, "a character", |changes, document| {
        changes.push(document.replace(document.text.span("云岭县‹𠮷›水"), "吉𠮷"));
    });
    assert_changes(&text, "a line", |changes, document| {
        changes.push(document.replace(
            document.text.span("\n‹| 行政诉讼🀄（复议后起诉） | 1 | 0 | 0 | 0 | 3 |\n›"),
            "",
        ));
    });
}

/// A server that takes all of them for changes of the same text is right only by chance.
#[test]
fn changes_of_one_notification_are_applied_one_after_the_other() {
    assert_changes(&fixture::astral(), "several changes", |changes, document| {
        let mut text = document.text.clone();
        for (marked, new) in [
            ("云岭县‹𠮷›水", "吉\n𠮷县"),
            ("吉\n𠮷‹县›水", ""),
            ("总计🀄 | ‹8›", "1𠮷\r\n"),
            ("1‹𠮷\r\n›", "0"),
            ("吉‹\n›𠮷水", "\r"),
            ("‹云岭县吉\r𠮷水›档案局", "𠮷𠮷"),
        ] {
            let change = json!({ "range": text.range(text.span(marked)), "text": new });
            text.change(&change);
            changes.push(change);
        }
    });
}

#[test]
fn a_change_without_a_range_replaces_the_text() {
    assert_changes("𠮷\n", "full, then a part, then full, then a part", |changes, document| {
        let mut text = document.text.clone();
        for change in [json!({ "text": "一、\r\n𠮷" }), json!({ "text": fixture::astral() })] {
            text.change(&change);
            changes.push(change);
            let at = text.text.find('𠮷').unwrap();
            let part = json!({ "range": text.range(at..at + 4), "text": "吉𠮷" });
            text.change(&part);
            changes.push(part);
        }
    });
    assert_changes(&fixture::astral(), "nothing is left", |changes, _| {
        changes.push(json!({ "text": "" }));
    });
}

/// Lengths are for old clients, and may be wrong.
#[test]
fn the_length_of_a_range_is_not_relied_on() {
    assert_changes(&fixture::astral(), "rangeLength", |changes, document| {
        let mut change = document.replace(document.text.span("总计🀄 | ‹8›"), "9");
        change["rangeLength"] = json!(77);
        changes.push(change);
    });
}

#[test]
fn positions_out_of_bounds_are_the_nearest_within() {
    for (start, end) in [
        ((0, 9999), (0, 9999)),
        ((0, 9999), (1, 0)),
        ((9999, 0), (9999, 9999)),
        ((2, 1), (u32::MAX, u32::MAX)),
        ((0, 0), (0, u32::MAX)),
    ] {
        let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
        for text in ["吉𠮷\r\n表\n\n四", "吉𠮷\r表\r\n", "𠮷"] {
            assert_changes(text, &format!("{start:?} to {end:?}"), |changes, _| {
                let range = json!({ "start": place(start), "end": place(end) });
                changes.push(json!({ "range": range, "text": "𠮷新" }));
            });
        }
    }
}

/// A CR LF is put together, taken apart and deleted in every way that positions allow.
#[test]
fn line_ends_are_edited() {
    for text in ["一、𠮷\r\n二\r\n三", "一、𠮷\r二\n\r三\n", "\r\n\r\n𠮷\r\n"] {
        for new in ["\n", "\r", "\r\n", "\n\r", "𠮷", ""] {
            assert_changes(text, &format!("{new:?} at every line's end"), |changes, document| {
                let mut text = document.text.clone();
                for (line, beyond) in (0..4).flat_map(|line| [(line, 0), (line, 1)]) {
                    let end = text.line(line).end;
                    let next = text.text.ceil_char_boundary((end + beyond).min(text.text.len()));
                    let change = json!({ "range": text.range(end..next), "text": new });
                    text.change(&change);
                    changes.push(change);
                }
            });
        }
    }
}

/// The server lives on, and the document is as it was.
#[test]
fn changes_of_a_document_that_is_not_open_are_ignored() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    let other = json!({ "uri": "file:///nianbao-tests/other.nianbao", "version": 5 });
    let changes = json!([{ "text": "𠮷" }]);
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": other, "contentChanges": changes }),
    );
    client.notify("textDocument/didClose", json!({ "textDocument": other }));
    client.notify("textDocument/didSave", json!({ "textDocument": other }));
    assert_in_step(&mut client, &document, "beside another");
}

#[test]
fn a_document_that_is_opened_again_is_the_new_one() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut first = Document::open(&mut client, "a.nianbao", &fixture::astral());
    first.diagnostics(&mut client);
    let change = first.replace(0..0, "𠮷");
    first.change(&mut client, &[change]);
    assert_eq!(first.version, 2);
    first.diagnostics(&mut client);
    first.close(&mut client);
    client.wait_for("clearing", |message| message["params"]["diagnostics"] == json!([]));
    client.notices.clear();
    let again = Document::open(&mut client, "a.nianbao", "一、𠮷\n");
    assert_in_step(&mut client, &again, "opened again");
}

/// One random change, in the text as the client has it.
fn random_change(rng: &mut Rng, document: &Document, longest: usize) -> Value {
    let text = &document.text;
    if text.text.len() > longest || rng.u16(..400) == 0 {
        return json!({ "text": fixture::astral() });
    }
    let boundary = |rng: &mut Rng| text.text.floor_char_boundary(rng.usize(..=text.text.len()));
    let start = boundary(rng);
    let end = text.text.floor_char_boundary((start + rng.usize(..12)).min(text.text.len()));
    // The position between CR and LF does not exist: what a client asks for is what the position says.
    let mut range = text.range(start..end.max(start));
    if rng.u8(..50) == 0 {
        range["end"] = json!({ "line": range["end"]["line"], "character": 9999 });
    }
    json!({ "range": range, "text": rng.choice(SCRAPS).unwrap() })
}

/// Nobody waits for an answer while typing: 2,000 changes at once, with questions between them.
fn burst(encoding: Encoding) {
    let mut rng = Rng::with_seed(5);
    let mut client = Client::start(&Setup::new(encoding));
    let text = fixture::astral();
    let mut document = Document::open(&mut client, "burst.nianbao", &text);
    let mut questions = Vec::new();
    for round in 0..2000 {
        let mut changes = Vec::new();
        let mut ahead = Document { uri: String::new(), version: 0, text: document.text.clone() };
        for _ in 0..rng.usize(1..3) {
            let change = random_change(&mut rng, &ahead, 2 * text.len());
            ahead.text.change(&change);
            changes.push(change);
        }
        document.change(&mut client, &changes);
        if round % 10 == 0 {
            let methods = [
                "documentSymbol",
                "foldingRange",
                "semanticTokens/full",
                "codeLens",
                "hover",
                "documentHighlight",
                "completion",
            ];
            let method = rng.choice(methods).unwrap();
            let at = document.text.text.floor_char_boundary(rng.usize(..=document.text.text.len()));
            let params = document.params(json!({ "position": document.text.position(at) }));
            questions.push(client.ask(&format!("textDocument/{method}"), params));
        }
    }
    for question in questions {
        client.answer(question).unwrap();
    }
    assert_in_step(&mut client, &document, encoding.name());
    assert_in_order(&client, &document.uri);
}

/// What is published of a document never goes back to an older version.
fn assert_in_order(client: &Client, uri: &str) {
    let published = client.notices.iter().filter(|notice| {
        notice["method"] == "textDocument/publishDiagnostics" && notice["params"]["uri"] == uri
    });
    let versions: Vec<i64> =
        published.map(|notice| notice["params"]["version"].as_i64().unwrap()).collect();
    assert!(versions.is_sorted(), "{versions:?}");
}

#[test]
fn bursts_in_utf_8() {
    burst(Encoding::Utf8);
}

#[test]
fn bursts_in_utf_16() {
    burst(Encoding::Utf16);
}

#[test]
fn bursts_in_utf_32() {
    burst(Encoding::Utf32);
}

/// After every single step, so that a difference is found where it begins.
#[test]
fn every_step_of_a_random_script() {
    let mut rng = Rng::with_seed(6);
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let text: String = fixture::astral().lines().take(40).flat_map(|line| [line, "\r\n"]).collect();
    let mut document = Document::open(&mut client, "steps.nianbao", &text);
    for step in 0..150 {
        let change = random_change(&mut rng, &document, 4 * text.len());
        document.change(&mut client, std::slice::from_ref(&change));
        assert_in_step(&mut client, &document, &format!("step {step}, {change}"));
    }
}
