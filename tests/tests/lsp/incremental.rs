//! Whatever is typed, the server answers as if the text had just been opened: diagnostics, outline, tokens, folding, lenses
//! and formatting, after every step of a random script.
//!
//! `NIANBAO_STEPS` and `NIANBAO_SEED` make it longer, and another script: `NIANBAO_STEPS=1000000` is the long run.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use nianbao_tests::typing::Typist;
use serde_json::{Value, json};

/// What is asked after each step.
const QUESTIONS: [&str; 6] = [
    "diagnostic",
    "documentSymbol",
    "foldingRange",
    "codeLens",
    "semanticTokens/full",
    "formatting",
];

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// All questions about a document, sent at once.
fn ask(client: &mut Client, document: &Document) -> Vec<i64> {
    let ask = |method: &&str| {
        let options = json!({ "options": { "tabSize": 4, "insertSpaces": true } });
        client.ask(&format!("textDocument/{method}"), document.params(options))
    };
    QUESTIONS.iter().map(ask).collect()
}

/// The answers, without what is of the document's name or history.
fn answers(client: &mut Client, questions: Vec<i64>, document: &Document) -> Vec<Value> {
    let answer = |(question, method): (i64, &&str)| {
        let mut answer = client.answer(question).unwrap();
        answer.as_object_mut().and_then(|answer| answer.remove("resultId"));
        if *method == "diagnostic" {
            answer = answer["items"].as_array().unwrap().iter().map(without_advice).collect();
        }
        serde_json::from_str(&answer.to_string().replace(&document.uri, "it")).unwrap()
    };
    questions.into_iter().zip(&QUESTIONS).map(answer).collect()
}

/// A diagnostic without what is said of the probable cause: that depends on what was typed last, and is meant to.
fn without_advice(diagnostic: &Value) -> Value {
    let mut diagnostic = diagnostic.clone();
    if diagnostic["code"] == "unbalanced-sum" {
        let message = diagnostic["message"].as_str().unwrap();
        let arithmetic = message.split_once('。').map_or(message, |(arithmetic, _)| arithmetic);
        diagnostic["message"] = json!(arithmetic);
        diagnostic["relatedInformation"] = Value::Null;
        diagnostic["data"] = Value::Null;
    }
    diagnostic
}

/// Types so many steps, and compares after each with the same text opened anew.
fn typed(encoding: Encoding, original: &str, seed: u64, steps: u64) {
    let mut client = Client::start(&Setup::new(encoding).pulling());
    let mut typist = Typist::new(seed, original);
    let mut document = Document::open(&mut client, "typed.nianbao", original);
    for step in 0..steps {
        let before = document.text.text.clone();
        let mut ahead = document.text.clone();
        let mut changes = Vec::new();
        for edit in typist.edits(&before) {
            let change = match edit.range.len() == ahead.text.len() && seed.is_multiple_of(2) {
                true => json!({ "text": edit.text }),
                false => json!({ "range": ahead.range(edit.range), "text": edit.text }),
            };
            ahead.change(&change);
            changes.push(change);
        }
        document.change(&mut client, &changes);
        let fresh = Document::open_another(&mut client, &document.text.text);
        let (seen, expected) = (ask(&mut client, &document), ask(&mut client, &fresh));
        let seen = answers(&mut client, seen, &document);
        let expected = answers(&mut client, expected, &fresh);
        fresh.close(&mut client);
        client.notices.clear();
        for ((method, seen), expected) in QUESTIONS.iter().zip(seen).zip(expected) {
            assert_eq!(
                seen,
                expected,
                "{method}, {}, seed {seed}, step {step}: {before:?}\nafter {changes:#?}",
                encoding.name()
            );
        }
    }
}

#[test]
fn typing_is_as_opening_anew() {
    let (steps, seed) = (number("NIANBAO_STEPS", 10_000), number("NIANBAO_SEED", 1));
    let clean = include_str!("../../../examples/clean.nianbao").to_owned();
    let pasted = include_str!("../../../examples/pasted.nianbao").to_owned();
    let scripts = [
        (Encoding::Utf16, clean, seed),
        (Encoding::Utf8, pasted, seed + 1),
        (Encoding::Utf32, fixture::astral(), seed + 2),
        (Encoding::Utf16, "一、总体情况\r\n\r\n𠮷，共12件。\r\n".repeat(6), seed + 3),
    ];
    std::thread::scope(|scope| {
        for (encoding, original, seed) in &scripts {
            scope.spawn(move || typed(*encoding, original, *seed, steps / 4));
        }
    });
}
