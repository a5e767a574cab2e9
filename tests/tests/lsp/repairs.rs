//! The cell that is probably wrong, in an editor: after the findings, with all that mends it in one step.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding, is_without_advice};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

fn moved() -> String {
    let path = fixture::folder().join("moved-applications.txt");
    format!("𠮷水\n{}", std::fs::read_to_string(path).unwrap())
}

#[test]
fn findings_go_out_first_and_repairs_after() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "a.nianbao", &moved());
    let mut next = || {
        let message = client.wait_for("diagnostics", |message| document.is_published(message));
        message["params"]["diagnostics"].as_array().unwrap().clone()
    };
    let (first, second) = (next(), next());
    assert_eq!(first.len(), second.len());
    let sums = |list: &[Value]| {
        list.iter().filter(|it| it["code"] == "unbalanced-sum").cloned().collect::<Vec<_>>()
    };
    assert!(sums(&first).iter().all(is_without_advice), "{first:#?}");
    assert_eq!(sums(&second).len(), 2);
    assert!(!sums(&second).iter().any(is_without_advice), "{second:#?}");
    let message = sums(&second)[0]["message"].as_str().unwrap().to_owned();
    assert!(
        message.contains("最可能：新收·自然人应为 292、商业企业应为 45（14 件填错了列）"),
        "{message}"
    );
}

#[test]
fn the_faults_of_one_mistake_are_tied_together() {
    in_each_encoding(&moved(), |client, document| {
        let diagnostics = document.diagnostics(client);
        let sums: Vec<&Value> =
            diagnostics.iter().filter(|it| it["code"] == "unbalanced-sum").collect();
        for (one, other) in [(sums[0], sums[1]), (sums[1], sums[0])] {
            let related = one["relatedInformation"].as_array().unwrap();
            let tied = related.iter().any(|it| it["location"]["range"] == other["range"]);
            assert!(tied, "{related:#?}");
            let places: Vec<&str> =
                related.iter().map(|it| document.text.covered(&it["location"]["range"])).collect();
            assert_eq!(places[..2], ["306", "31"]);
        }
    });
}

#[test]
fn a_repair_is_made_in_one_step() {
    in_each_encoding(&moved(), |client, document| {
        let params = json!({
            "range": document.everything(),
            "context": { "diagnostics": [], "only": ["quickfix"] },
        });
        let actions = document.ask_with(client, "codeAction", params);
        let title = "把“新收·自然人”改为 292、“商业企业”改为 45";
        let found: Vec<&Value> =
            actions.as_array().unwrap().iter().filter(|it| it["title"] == title).collect();
        let [action] = found.as_slice() else { panic!("{actions:#?}") };
        assert_eq!(action["diagnostics"].as_array().unwrap().len(), 2, "it mends both");
        assert_ne!(action["isPreferred"], true, "a figure is changed by a human");
        let mended = Document::open_another(client, &document.after(&action["edit"]));
        let left = mended.diagnostics(client);
        assert!(left.iter().all(|it| it["code"] != "unbalanced-sum"), "{left:#?}");
    });
}

#[test]
fn the_suspected_cells_have_hints() {
    in_each_encoding(&moved(), |client, document| {
        let params = json!({ "range": document.everything() });
        let hints = document.ask_with(client, "inlayHint", params);
        let labels: Vec<&str> =
            hints.as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect();
        assert!(labels.contains(&"应为 292？") && labels.contains(&"应为 45？"), "{labels:?}");
    });
}

/// A part that was just changed may be meant; the total that was right before is not called wrong, but told to follow.
#[test]
fn what_was_just_typed_may_be_meant() {
    let clean = std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap();
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "a.nianbao", &clean);
    assert_eq!(document.diagnostics(&mut client), [json!(null); 0]);
    let row = clean.find("（一）予以公开").unwrap();
    let digit = row + clean[row..].find(|c: char| c.is_ascii_digit()).unwrap();
    let change = document.replace(digit..digit, "1");
    document.change(&mut client, &[change]);
    let diagnostics = document.diagnostics(&mut client);
    let told =
        diagnostics.iter().any(|it| it["message"].as_str().unwrap().contains("如果是有意改的"));
    assert!(told, "{diagnostics:#?}");
}
