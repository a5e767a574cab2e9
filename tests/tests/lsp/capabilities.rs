//! What the server announces, it does: every capability has a question here and an answer that says something.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeSet;

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// A capability, the method it stands for, and what to ask about the sample report: its place, marked with `$0`.
const QUESTIONS: [(&str, &str, &str); 17] = [
    ("completionProvider", "textDocument/completion", "条例》第$0三十三条"),
    ("hoverProvider", "textDocument/hover", "（七）总$0计🀄"),
    ("inlayHintProvider", "textDocument/inlayHint", ""),
    ("codeLensProvider", "textDocument/codeLens", ""),
    ("documentHighlightProvider", "textDocument/documentHighlight", "总计🀄 | $08"),
    ("codeActionProvider", "textDocument/codeAction", ""),
    ("documentSymbolProvider", "textDocument/documentSymbol", ""),
    ("workspaceSymbolProvider", "workspace/symbol", ""),
    ("foldingRangeProvider", "textDocument/foldingRange", ""),
    ("selectionRangeProvider", "textDocument/selectionRange", "总计🀄 | $08"),
    ("definitionProvider", "textDocument/definition", "总计🀄 | $08"),
    ("referencesProvider", "textDocument/references", "总计🀄 | $08"),
    ("documentLinkProvider", "textDocument/documentLink", ""),
    ("semanticTokensProvider", "textDocument/semanticTokens/full", ""),
    ("documentFormattingProvider", "textDocument/formatting", ""),
    ("documentRangeFormattingProvider", "textDocument/rangeFormatting", ""),
    ("documentOnTypeFormattingProvider", "textDocument/onTypeFormatting", "行政许可🀄 |$0 5"),
];

/// Capabilities that are no question; each has tests of its own.
const OTHERS: [&str; 6] = [
    "positionEncoding",
    "textDocumentSync",
    "diagnosticProvider",
    "executeCommandProvider",
    "workspace",
    "completionItem",
];

fn params(document: &Document, place: &str) -> Value {
    let marked = if place.is_empty() { "（七）$0总计🀄" } else { place };
    let position = document.text.position(document.text.at(marked));
    document.params(json!({
        "position": position,
        "positions": [position],
        "range": document.everything(),
        "options": { "tabSize": 4, "insertSpaces": true },
        "ch": "|",
        "query": "总计",
        "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
    }))
}

fn says_something(answer: &Value) -> bool {
    let list = ["items", "data"].iter().find_map(|key| answer[key].as_array());
    match list.or(answer.as_array()) {
        Some(list) => !list.is_empty(),
        None => answer.is_object(),
    }
}

#[test]
fn what_is_announced_is_answered() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let capabilities = client.initialized["capabilities"].as_object().unwrap().clone();
    let mut silent = Vec::new();
    for (capability, method, place) in QUESTIONS {
        let params = params(&document, place);
        let answer = client.try_request(method, params);
        let says = answer.as_ref().is_ok_and(says_something);
        if capabilities.contains_key(capability) != says {
            silent.push(format!("{capability}: {:.200}", format!("{answer:?}")));
        }
    }
    assert!(silent.is_empty(), "announced, but nothing is answered, or the reverse: {silent:#?}");
    let known: BTreeSet<&str> =
        QUESTIONS.iter().map(|(capability, ..)| *capability).chain(OTHERS).collect();
    let unknown: Vec<_> =
        capabilities.keys().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "announced, but no test asks for it: {unknown:?}");
}

#[test]
fn all_that_the_issue_asks_for_is_announced() {
    let client = Client::start(&Setup::new(Encoding::Utf16));
    let capabilities = &client.initialized["capabilities"];
    let missing: Vec<&str> = QUESTIONS
        .iter()
        .map(|(capability, ..)| *capability)
        .filter(|capability| capabilities.get(*capability).is_none())
        .collect();
    assert!(missing.is_empty(), "not announced: {missing:?}");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2, "changes are incremental");
    assert_eq!(capabilities["semanticTokensProvider"]["full"]["delta"], true);
    assert_eq!(capabilities["semanticTokensProvider"]["range"], true);
    assert_eq!(capabilities["completionProvider"]["resolveProvider"], true);
    let kinds = capabilities["codeActionProvider"]["codeActionKinds"].as_array().unwrap();
    assert!(kinds.contains(&json!("quickfix")) && kinds.contains(&json!("source.fixAll.nianbao")));
    let triggers = capabilities["completionProvider"]["triggerCharacters"].as_array().unwrap();
    let ascii = triggers.iter().filter(|trigger| trigger.as_str().is_some_and(str::is_ascii));
    assert!(ascii.count() > 0, "an input method commits Chinese without a trigger: {triggers:?}");
    let typed = &capabilities["documentOnTypeFormattingProvider"];
    let typed = [&typed["firstTriggerCharacter"], &typed["moreTriggerCharacter"][0]];
    assert_eq!(typed, [&json!("|"), &json!("\n")]);
}

/// Diagnostics that are pushed and pulled would be shown twice.
#[test]
fn diagnostics_are_pushed_or_pulled_but_never_both() {
    let mut pushed = Client::start(&Setup::new(Encoding::Utf16));
    assert!(pushed.initialized["capabilities"].get("diagnosticProvider").is_none());
    let document = Document::open(&mut pushed, "a.nianbao", &fixture::astral());
    assert!(!document.diagnostics(&mut pushed).is_empty());

    let mut pulled = Client::start(&Setup::new(Encoding::Utf16).pulling());
    let provider = &pulled.initialized["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["workspaceDiagnostics"], true);
    let mut document = Document::open(&mut pulled, "a.nianbao", &fixture::astral());
    let change = document.replace(0..0, "𠮷");
    document.change(&mut pulled, &[change]);
    assert!(says_something(&document.ask(&mut pulled, "diagnostic")));
    document.close(&mut pulled);
    let finished = pulled.finish();
    assert!(finished.of_method("textDocument/publishDiagnostics").is_empty());
}
