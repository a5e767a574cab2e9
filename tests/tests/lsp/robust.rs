//! Whatever an editor asks about whatever text: an answer, and no range that is not in the text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use fastrand::Rng;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::odd;
use nianbao_tests::process::memory;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// All that can be asked about a document.
const QUESTIONS: [&str; 19] = [
    "completion",
    "hover",
    "definition",
    "references",
    "documentHighlight",
    "codeAction",
    "codeLens",
    "documentSymbol",
    "foldingRange",
    "selectionRange",
    "documentLink",
    "inlayHint",
    "formatting",
    "rangeFormatting",
    "onTypeFormatting",
    "semanticTokens/full",
    "semanticTokens/full/delta",
    "semanticTokens/range",
    "diagnostic",
];

fn params(uri: &str, start: &Value, end: &Value) -> Value {
    json!({
        "textDocument": { "uri": uri },
        "position": start,
        "positions": [start, end],
        "range": { "start": start, "end": end },
        "options": { "tabSize": 4, "insertSpaces": true },
        "ch": "|",
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
        "previousResultId": "1",
    })
}

fn ask_everything(
    client: &mut Client,
    uri: &str,
    start: &Value,
    end: &Value,
) -> Vec<(&'static str, Value)> {
    let asked: Vec<_> = QUESTIONS
        .iter()
        .map(|question| {
            (*question, client.ask(&format!("textDocument/{question}"), params(uri, start, end)))
        })
        .collect();
    asked
        .into_iter()
        .map(|(question, id)| {
            let answer = client.answer(id);
            (
                question,
                answer.unwrap_or_else(|error| panic!("{question} at {start} to {end}: {error}")),
            )
        })
        .collect()
}

/// Every range anywhere in `answer` is in the text, between characters, and the right way round.
fn assert_ranges(document: &Document, answer: &Value) {
    match answer {
        Value::Array(list) => list.iter().for_each(|entry| assert_ranges(document, entry)),
        Value::Object(entries) if entries.contains_key("start") && entries.contains_key("end") => {
            document.text.bytes(answer);
        }
        Value::Object(entries) => entries.values().for_each(|entry| assert_ranges(document, entry)),
        _ => {}
    }
}

#[test]
fn positions_far_out_of_range_are_answered() {
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        for text in [fixture::astral(), String::new(), "𠮷".to_owned(), "\r\n".to_owned()] {
            let document = Document::open_another(&mut client, &text);
            let place = |line: u32, character: u32| json!({ "line": line, "character": character });
            let far = [
                place(0, 0),
                place(0, u32::MAX),
                place(u32::MAX, 0),
                place(u32::MAX, u32::MAX),
                place(81, 8),
                place(9999, 1),
            ];
            for start in &far {
                for end in &far {
                    for (_, answer) in ask_everything(&mut client, &document.uri, start, end) {
                        assert_ranges(&document, &answer);
                    }
                }
            }
        }
        assert_eq!(client.finish().status.code(), Some(0));
    }
}

#[test]
fn a_document_that_is_not_open_is_no_fault_of_the_server() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let place = json!({ "line": 0, "character": 0 });
    for uri in ["file:///not/open𠮷.nianbao", "untitled:9", "http://example.org/a"] {
        for (question, id) in QUESTIONS.map(|question| {
            (question, client.ask(&format!("textDocument/{question}"), params(uri, &place, &place)))
        }) {
            // An error is as good as nothing, so long as it is not the server that has failed.
            if let Err(error) = client.answer(id) {
                assert_ne!(error["code"], -32603, "{question} {uri}: {error}");
            }
        }
    }
    assert_eq!(client.finish().status.code(), Some(0));
}

/// Mangled reports, odd characters and line ends, at random places.
#[test]
fn odd_texts_are_answered_with_ranges_that_are_in_them() {
    let mut rng = Rng::with_seed(8);
    let originals = odd::originals();
    let mut texts: Vec<String> =
        odd::variants(&fixture::astral()).into_iter().map(|(_, text)| text).collect();
    texts.extend(originals.iter().map(|text| odd::mangled(&mut rng, text)));
    texts.extend((0..12).map(|_| odd::scrap_heap(&mut rng)));
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        for text in &texts {
            let document = Document::open_another(&mut client, text);
            for diagnostic in document.diagnostics(&mut client) {
                assert_ranges(&document, &diagnostic);
            }
            for _ in 0..4 {
                let offset = |rng: &mut Rng| text.floor_char_boundary(rng.usize(..=text.len()));
                let (one, two) = (offset(&mut rng), offset(&mut rng));
                let [start, end] =
                    [one.min(two), one.max(two)].map(|at| document.text.position(at));
                for (question, answer) in ask_everything(&mut client, &document.uri, &start, &end) {
                    assert_ranges(&document, &answer);
                    if question.to_lowercase().contains("formatting") {
                        document.text.edited(&answer);
                    }
                }
            }
            document.close(&mut client);
        }
    }
}

#[test]
fn opening_and_closing_leaves_nothing_behind() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let text = fixture::astral();
    let mut after = Vec::new();
    for round in 0..500 {
        let document = Document::open_another(&mut client, &text);
        document.ask(&mut client, "semanticTokens/full");
        document.ask(&mut client, "documentSymbol");
        document.close(&mut client);
        client.notices.clear();
        if round == 99 || round == 499 {
            after.extend(memory(client.id()));
        }
    }
    if let [first, last] = after[..] {
        // 400 reports of 7 KB with their trees would be far more.
        assert!(last < first + 8 * 1024, "{first} KB after 100 rounds, {last} KB after 500");
    }
}

/// Several documents at once, changed and asked about in turn: nobody gets another's answer.
#[test]
fn documents_are_kept_apart() {
    let mut rng = Rng::with_seed(9);
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut documents: Vec<Document> = (0..5)
        .map(|index| {
            Document::open(&mut client, &format!("{index}.nianbao"), &format!("一、𠮷{index}\n"))
        })
        .collect();
    let mut asked = Vec::new();
    for step in 0..400 {
        let index = rng.usize(..documents.len());
        let document = &mut documents[index];
        let title = format!("𠮷{index}到{step}局2023年政府信息公开工作年度报告");
        document.change(&mut client, &[json!({ "text": format!("{title}\n") })]);
        let id = client.ask("textDocument/documentSymbol", document.params(json!({})));
        asked.push((id, title));
    }
    for (id, title) in asked {
        let symbols = client.answer(id).unwrap();
        let names: Vec<&str> =
            symbols.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert!(names.contains(&title.as_str()), "{title}: {names:?}");
    }
}

/// A report of a hundred times the usual length is only slower.
#[test]
fn a_long_text_is_answered() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "long.nianbao", &fixture::astral().repeat(100));
    document.diagnostics(&mut client);
    let end = document.text.text.len();
    let change = document.replace(end..end, "𠮷");
    document.change(&mut client, &[change]);
    document.diagnostics(&mut client);
    let place = document.text.position(end);
    for (_, answer) in ask_everything(&mut client, &document.uri, &place, &place) {
        drop(answer);
    }
}
