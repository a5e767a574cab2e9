//! Semantic tokens: in full, in part, and as what has changed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use fastrand::Rng;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

#[derive(Debug, PartialEq, Eq)]
struct Token {
    text: String,
    start: usize,
    kind: String,
    modifiers: Vec<String>,
}

/// The tokens of an answer, each on one line, in order and apart from each other.
fn decoded(client: &Client, document: &Document, data: &Value) -> Vec<Token> {
    let legend = &client.initialized["capabilities"]["semanticTokensProvider"]["legend"];
    let data: Vec<u64> = data.as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    assert_eq!(data.len() % 5, 0);
    let (mut line, mut character, mut end) = (0, 0, 0);
    let mut tokens = Vec::new();
    for numbers in data.chunks(5) {
        character = if numbers[0] > 0 { numbers[1] } else { character + numbers[1] };
        line += numbers[0];
        let place = |character: u64| json!({ "line": line, "character": character });
        let range = json!({ "start": place(character), "end": place(character + numbers[2]) });
        let bytes = document.text.bytes(&range);
        assert!(bytes.start >= end && !bytes.is_empty(), "tokens overlap or are empty at {range}");
        end = bytes.end;
        let name = |list: &str, index: u64| {
            legend[list][usize::try_from(index).unwrap()]
                .as_str()
                .expect("in the legend")
                .to_owned()
        };
        let bits = (0..64).filter(|bit| numbers[4] >> bit & 1 == 1);
        tokens.push(Token {
            text: document.text.text[bytes.clone()].to_owned(),
            start: bytes.start,
            kind: name("tokenTypes", numbers[3]),
            modifiers: bits.map(|bit| name("tokenModifiers", bit)).collect(),
        });
    }
    tokens
}

fn full(client: &mut Client, document: &Document) -> Value {
    document.ask(client, "semanticTokens/full")
}

#[test]
fn tokens_cover_what_they_name() {
    for text in [fixture::astral(), fixture::astral().replace('\n', "\r\n")] {
        in_each_encoding(&text, |client, document| {
            let answer = full(client, document);
            let tokens = decoded(client, document, &answer["data"]);
            let at = |marked: &str| {
                let span = document.text.span(marked);
                let found = tokens.iter().find(|token| token.start == span.start);
                let found = found.unwrap_or_else(|| panic!("no token at {marked}"));
                assert_eq!(found.text, document.text.text[span], "{marked}");
                found
            };
            let figure = at("总计🀄 | ‹8› |");
            assert_eq!(figure.kind, "number");
            // An ordinary figure is drawn otherwise than a total that does not balance.
            let ordinary = at("予以公开 | ‹6›");
            assert_eq!(ordinary.kind, "number");
            assert_ne!(figure.modifiers, ordinary.modifiers);
            assert_ne!(at("‹（七）总计🀄› | 8").kind, "number");
            assert_ne!(at("条例》‹第三十三条›办理。").kind, at("公开申请‹11件›，").kind);
            let comment = tokens.iter().find(|token| token.text.contains("作者的备注")).unwrap();
            assert_eq!(comment.kind, "comment");
        });
    }
}

#[test]
fn tokens_of_a_range_are_those_of_the_whole_that_lie_in_it() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let answer = full(client, document);
        let whole = decoded(client, document, &answer["data"]);
        for marked in [
            "‹（二）依申请公开𠮷\n\n𠮷水：新收政府信息公开申请11件›",
            "‹| 　（七）总计🀄 | 8 | 2 | 0 | 0 | 0 | 0 | 11 |›",
            "依照‹第三十三条›办理的",
        ] {
            let span = document.text.span(marked);
            let range = document.text.range(span.clone());
            let answer =
                document.ask_with(client, "semanticTokens/range", json!({ "range": range }));
            let part = decoded(client, document, &answer["data"]);
            assert!(part.iter().all(|token| whole.contains(token)), "{marked}");
            let within = whole.iter().filter(|token| {
                span.start <= token.start && token.start + token.text.len() <= span.end
            });
            let missing: Vec<&Token> = within.filter(|token| !part.contains(token)).collect();
            assert!(missing.is_empty() && !part.is_empty(), "{marked}: {missing:?}");
            let touching = |token: &Token| {
                token.start <= span.end && span.start <= token.start + token.text.len()
            };
            assert!(part.iter().all(touching), "{marked}: tokens outside of the range");
        }
        let answer = document.ask_with(
            client,
            "semanticTokens/range",
            json!({ "range": document.everything() }),
        );
        assert_eq!(decoded(client, document, &answer["data"]), whole);
    });
}

/// The numbers after the edits of a delta; a full answer replaces them.
fn updated(old: &[Value], answer: &Value) -> Vec<Value> {
    let Some(edits) = answer["edits"].as_array() else {
        return answer["data"].as_array().unwrap().clone();
    };
    let mut new = old.to_vec();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut edits: Vec<&Value> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(number(&edit["start"])));
    for edit in edits {
        let start = number(&edit["start"]);
        let data = edit["data"].as_array().cloned().unwrap_or_default();
        new.splice(start..start + number(&edit["deleteCount"]), data);
    }
    new
}

#[test]
fn a_delta_leads_from_the_old_tokens_to_the_new() {
    let mut rng = Rng::with_seed(7);
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        let mut document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        let first = full(&mut client, &document);
        let mut id = first["resultId"].clone();
        let mut data = first["data"].as_array().unwrap().clone();
        let mut deltas = 0;
        for step in 0..60 {
            let scrap =
                rng.choice(["", "𠮷", "9", "\n", "一、", "|", "《条例》", "第五十条"]).unwrap();
            let text = &document.text.text;
            let start = text.floor_char_boundary(rng.usize(..text.len()));
            let end = text.floor_char_boundary((start + rng.usize(..4)).min(text.len()));
            let change = document.replace(start..end.max(start), scrap);
            document.change(&mut client, &[change]);
            let answer = document.ask_with(
                &mut client,
                "semanticTokens/full/delta",
                json!({ "previousResultId": id }),
            );
            deltas += usize::from(answer["edits"].is_array());
            data = updated(&data, &answer);
            let fresh = Document::open_another(&mut client, &document.text.text);
            let expected = full(&mut client, &fresh);
            fresh.close(&mut client);
            assert_eq!(json!(data), expected["data"], "step {step} in {}", encoding.name());
            id = answer["resultId"].clone();
        }
        assert!(deltas > 50, "only {deltas} of 60 answers were deltas");
    }
}

#[test]
fn a_delta_is_small_and_an_unknown_one_is_whole() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let first = full(&mut client, &document);
    let delta = |client: &mut Client, document: &Document, id: &Value| {
        document.ask_with(client, "semanticTokens/full/delta", json!({ "previousResultId": id }))
    };
    let same = delta(&mut client, &document, &first["resultId"]);
    assert_eq!(same["edits"], json!([]));
    let change = document.replace(document.text.span("依照‹第三十三条›办理的"), "第五条");
    document.change(&mut client, &[change]);
    let changed = delta(&mut client, &document, &same["resultId"]);
    let sent: usize = changed["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| edit["data"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(sent <= 20, "{sent} numbers for one token");
    let stranger = delta(&mut client, &document, &json!("𠮷"));
    assert!(stranger["data"].is_array() && stranger["resultId"].is_string());
    // A document that is closed and opened again has forgotten what was sent.
    document.close(&mut client);
    let again = Document::open(&mut client, "𠮷.nianbao", "一、𠮷\n");
    let unknown = delta(&mut client, &again, &changed["resultId"]);
    let expected = full(&mut client, &again);
    assert_eq!(json!(updated(&[], &unknown)), expected["data"], "{unknown}");
}
