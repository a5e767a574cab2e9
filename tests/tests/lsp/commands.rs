//! Commands: what an editor without menus calls by name.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::ops::Range;

use nianbao_tests::binary;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::{self, Setup};
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

const INVALID_PARAMS: i64 = -32602;

fn execute(client: &mut Client, command: &str, arguments: Value) -> Result<Value, Value> {
    let params = json!({ "command": format!("nianbao.{command}"), "arguments": arguments });
    client.try_request("workspace/executeCommand", params)
}

#[test]
fn a_new_report_is_ready_to_be_filled_in() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for (year, label) in [(2025, "本年制发件数"), (2020, "本年新")] {
        let arguments = json!([{ "organ": "云岭县𠮷水档案局", "year": year }]);
        let text = execute(&mut client, "newReport", arguments).unwrap();
        let text = text.as_str().expect("the text of the report");
        assert!(text.starts_with(&format!("云岭县𠮷水档案局{year}年")), "{text:.60}");
        assert!(text.contains(label), "{year}");
        let document = Document::open_another(&mut client, text);
        let diagnostics = document.diagnostics(&mut client);
        let rules: Vec<&Value> = diagnostics.iter().map(|it| &it["code"]).collect();
        let structural = [
            "missing-table",
            "missing-row",
            "missing-column",
            "missing-section",
            "malformed-title",
            "malformed-heading",
            "outdated-form",
            "altered-label",
            "unbalanced-sum",
        ];
        let wrong: Vec<_> =
            rules.iter().filter(|rule| structural.iter().any(|name| **rule == name)).collect();
        assert!(wrong.is_empty(), "{year}: {wrong:?}");
        let options = json!({ "options": { "tabSize": 4, "insertSpaces": true } });
        assert_eq!(
            document.ask_with(&mut client, "formatting", options),
            json!([]),
            "{year} is not formatted"
        );
    }
}

/// Last year's report may be open and not saved, or lie in a file.
#[test]
fn a_new_report_takes_over_what_was_carried_over() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let last = include_str!("../../../examples/clean.nianbao");
    let open = Document::open_another(&mut client, last);
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-new-carried");
    std::fs::write(folder.join("去年.nianbao"), last).unwrap();
    let file = setup::uri(&folder.join("去年.nianbao"));
    for (uri, filled) in [(open.uri.as_str(), true), (&file, true), ("file:///none.nianbao", false)]
    {
        let arguments = json!([{ "organ": "云岭县自然资源局", "year": 2024, "lastYear": uri }]);
        let text = execute(&mut client, "newReport", arguments).unwrap();
        let row =
            text.as_str().unwrap().lines().find(|line| line.starts_with("| 二、上年结转")).unwrap();
        assert_eq!(row.chars().any(|c| c.is_ascii_digit()), filled, "{uri}: {row}");
    }
}

#[test]
fn a_new_report_is_that_of_the_command_line() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let arguments = json!([{ "organ": "青榆县水务局", "year": 2025 }]);
    let text = execute(&mut client, "newReport", arguments).unwrap();
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-new");
    let output = binary::run(
        &folder,
        &["new", "--organ", "青榆县水务局", "--year", "2025", "--output", "a.nianbao"],
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written = std::fs::read_to_string(folder.join("a.nianbao")).unwrap();
    assert_eq!(text, written.as_str());
}

#[test]
fn totals_are_recomputed_by_an_edit() {
    in_each_encoding(&fixture::astral(), |client, document| {
        assert_eq!(execute(client, "recomputeTotals", json!([document.uri])), Ok(json!(true)));
        let asked = client.wait_for_method("workspace/applyEdit");
        let recomputed = document.after(&asked["edit"]);
        assert!(recomputed.contains("总计🀄 | 9 | 2 | 0 | 0 | 0 | 0 | 11 |"));
        assert!(recomputed.contains("（复议后起诉） | 1 | 0 | 0 | 0 | 1 |"));
        let other = Document::open_another(client, &recomputed);
        let diagnostics = other.diagnostics(client);
        assert!(diagnostics.iter().all(|it| it["code"] != "unbalanced-sum"), "{diagnostics:?}");
    });
}

/// Whoever has figures written is told which.
#[test]
fn recomputed_totals_are_listed() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let arguments = json!([{ "uri": document.uri, "list": true }]);
        let listed = execute(client, "recomputeTotals", arguments).unwrap();
        let asked = client.wait_for_method("workspace/applyEdit");
        let recomputed = Document::open_another(client, &document.after(&asked["edit"]));
        let listed = listed.as_array().unwrap();
        assert!(!listed.is_empty());
        for change in listed {
            let name = change["name"].as_str().unwrap();
            assert!(name.contains('·') && name.starts_with('表'), "{name}");
            assert_ne!(change["from"], change["to"], "{name}");
            let range = json!({ "start": change["position"], "end": change["position"] });
            let at = recomputed.text.bytes(&range).start;
            let to = change["to"].as_str().unwrap();
            assert!(recomputed.text.text[at..].starts_with(to), "{name} is {to}");
        }
    });
}

/// There is nothing to compute: no edit, or the buffer is dirty for nothing.
#[test]
fn right_totals_are_left_alone() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let clean = std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap();
    let document = Document::open(&mut client, "𠮷.nianbao", &clean);
    assert_eq!(execute(&mut client, "recomputeTotals", json!([document.uri])), Ok(json!(false)));
    let arguments = json!([{ "uri": document.uri, "list": true }]);
    assert_eq!(execute(&mut client, "recomputeTotals", arguments), Ok(json!([])));
    assert!(client.finish().of_method("workspace/applyEdit").is_empty());
}

/// The bytes of the cell next to `at`.
fn neighbour(
    client: &mut Client,
    document: &Document,
    command: &str,
    at: usize,
) -> Option<Range<usize>> {
    let arguments = json!([{ "uri": document.uri, "position": document.text.position(at) }]);
    let answer = execute(client, command, arguments).unwrap();
    (!answer.is_null()).then(|| document.text.bytes(&answer))
}

#[test]
fn cells_are_walked_forwards_and_backwards() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let mut forwards: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(cell) = neighbour(client, document, "nextCell", at) {
            assert!(cell.start > at, "it does not move on from {at}");
            at = cell.end;
            forwards.push(cell);
        }
        assert_eq!(forwards.len(), 10 + 25 * 7 + 15, "figures of the three tables");
        assert_eq!(&document.text.text[forwards[9].clone()], "0.3");
        for marked in ["总计🀄 | ‹8› |", "申请数量𠮷 | ‹9›", "（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›"]
        {
            assert!(forwards.contains(&document.text.span(marked)), "{marked}");
        }
        let mut backwards = Vec::new();
        let mut at = document.text.text.len();
        while let Some(cell) = neighbour(client, document, "previousCell", at) {
            assert!(cell.end < at, "it does not move on from {at}");
            at = cell.start;
            backwards.push(cell);
        }
        backwards.reverse();
        assert_eq!(backwards, forwards);
    });
}

#[test]
fn how_a_report_stands_is_told_in_numbers() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let diagnostics = document.diagnostics(&mut client);
    let summary = execute(&mut client, "summary", json!([document.uri])).unwrap();
    for (name, severity) in [("errors", 1), ("warnings", 2), ("infos", 3)] {
        let told = diagnostics.iter().filter(|it| it["severity"] == severity).count();
        assert_eq!(summary[name], told, "{name}");
    }
    // 39 in 表三 and 3 in 表四; the sample breaks some of them.
    assert_eq!(summary["identities"], 42);
    let holding = summary["holding"].as_u64().unwrap();
    assert!(holding < 42 && 42 - holding >= summary["errors"].as_u64().unwrap(), "{summary}");
    let clean = std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap();
    let document = Document::open_another(&mut client, &clean);
    let summary = execute(&mut client, "summary", json!([document.uri])).unwrap();
    assert_eq!([&summary["identities"], &summary["holding"]], [42, 42]);
}

/// What is pasted becomes a table before it is in the document.
#[test]
fn a_text_is_formatted_before_it_is_pasted() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "𠮷.nianbao", "");
    let mut ask = |text: &str| {
        let arguments = json!([{ "uri": document.uri, "text": text }]);
        execute(&mut client, "formatText", arguments).unwrap()
    };
    let pasted = "第二十条第（五）项\t本年处理决定数量\n行政许可\t12\n";
    let formatted = ask(pasted);
    let formatted = formatted.as_str().expect("a table");
    assert!(formatted.contains("| 行政许可           |               12 |"), "{formatted}");
    assert_eq!(ask(formatted), Value::Null, "nothing would change");
    assert_eq!(ask("渠道\t条数\n网站\t5\n"), Value::Null, "a table of the author's own");
    assert_eq!(ask("只有一段文字𠮷。"), Value::Null);
}

/// Question by question from a reply to its row, and to the row's cells in the report at hand.
#[test]
fn a_guide_leads_to_the_cell() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let mut answers: Vec<String> = Vec::new();
        let outcome = loop {
            let arguments = json!([{ "uri": document.uri, "answers": answers }]);
            let progress = execute(client, "guide", arguments).unwrap();
            assert_eq!(progress["title"], "这件申请填哪一行？");
            assert_eq!(progress["path"].as_array().unwrap().len(), answers.len());
            let Some(choices) = progress["question"]["choices"].as_array() else { break progress };
            assert!(progress["place"].is_null());
            answers.push(choices[0]["id"].as_str().unwrap().to_owned());
        };
        assert!(answers.len() <= 5, "{answers:?}");
        assert_eq!(outcome["outcome"]["row"]["id"], "granted");
        let place = &outcome["place"];
        assert!(document.text.covered(&place["row"]).starts_with("（一）予以公开"));
        let line = document.text.bytes(&place["row"]).start;
        let cells = place["cells"].as_array().unwrap();
        let columns: Vec<_> = cells.iter().map(|cell| cell["column"].as_str().unwrap()).collect();
        assert_eq!(columns[0], "natural_person");
        assert_eq!(columns.len(), 7);
        for cell in cells {
            let range = document.text.bytes(&cell["range"]);
            let between = &document.text.text[line..range.end];
            assert!(!between.contains('\n'), "{between}: the cell is in another row");
        }
    });
}

#[test]
fn a_guide_needs_no_report() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let arguments =
        json!([{ "guide": "challenges", "answers": ["respondent", "direct", "other"] }]);
    let progress = execute(&mut client, "guide", arguments).unwrap();
    assert_eq!(progress["outcome"]["row"]["id"], "direct_litigation");
    assert_eq!(progress["outcome"]["column"]["id"], "other");
    assert!(progress["place"].is_null());
    let older = "云岭县𠮷水档案局2020年政府信息公开工作年度报告\n";
    let document = Document::open_another(&mut client, older);
    let arguments = json!([{ "uri": document.uri, "answers": ["withdrawn"] }]);
    let progress = execute(&mut client, "guide", arguments).unwrap();
    assert_eq!(progress["edition"], "2019");
    assert_eq!(progress["outcome"]["row"]["id"], "other");
}

#[test]
fn the_rules_are_explained() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let page = execute(&mut client, "rules", json!([])).unwrap();
    let kept = std::fs::read_to_string(fixture::folder().join("../../docs/rules.md")).unwrap();
    assert_eq!(page, kept.as_str());
}

#[test]
fn the_settings_in_force_are_shown() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "lsp-show-configuration");
    std::fs::write(folder.join("nianbao.toml"), "[rules]\nmissing-row = \"off\"\n").unwrap();
    let path = folder.join("年报𠮷.nianbao");
    std::fs::write(&path, fixture::astral()).unwrap();
    let options = json!({ "rules": { "blank-cell": "error" } });
    let setup = Setup { options: options.clone(), ..Setup::new(Encoding::Utf16).settings(options) };
    let mut client = Client::start(&setup);
    let document = Document::open_file(&mut client, &path, &fixture::astral());
    let shown = execute(&mut client, "showConfiguration", json!([document.uri])).unwrap();
    assert_eq!(shown["settings"]["rules"], json!({ "missing-row": "off", "blank-cell": "error" }));
    assert!(shown["file"].as_str().unwrap().ends_with("nianbao.toml"), "{shown}");
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for (command, arguments) in [
        ("noSuchCommand𠮷", json!([])),
        ("newReport", json!([])),
        ("newReport", json!([{ "organ": "", "year": 2025 }])),
        ("newReport", json!([{ "organ": "县局", "year": "𠮷" }])),
        ("recomputeTotals", json!(["file:///not-open.nianbao"])),
        ("recomputeTotals", json!([7])),
        ("nextCell", json!([{ "uri": "file:///not-open.nianbao", "position": 3 }])),
        ("showConfiguration", json!([null])),
        ("tally", json!([{ "uri": "file:///not-open.nianbao", "files": ["a.csv"] }])),
        ("guide", json!([{ "guide": "𠮷" }])),
        ("guide", json!([{ "answers": "answered" }])),
        ("guide", json!([{ "answers": ["answered", 1] }])),
        ("guide", json!([{ "answers": ["𠮷"] }])),
        ("guide", json!([{ "answers": ["pending", "answered"] }])),
        ("guide", json!([{ "uri": "file:///not-open.nianbao" }])),
    ] {
        let error = execute(&mut client, command, arguments.clone()).unwrap_err();
        assert_eq!(error["code"], INVALID_PARAMS, "{command} {arguments}");
        assert!(!error["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn the_commands_that_are_announced_are_these() {
    let client = Client::start(&Setup::new(Encoding::Utf16));
    let announced = &client.initialized["capabilities"]["executeCommandProvider"]["commands"];
    let mut names: Vec<&str> =
        announced.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    names.sort_unstable();
    let expected = [
        "alignTable",
        "compare",
        "copyHtml",
        "encoding",
        "export",
        "formatText",
        "guide",
        "moveCell",
        "newReport",
        "nextCell",
        "pasteCells",
        "preview",
        "previousCell",
        "recomputeTotals",
        "rules",
        "showConfiguration",
        "summary",
        "tally",
    ];
    assert_eq!(names, expected.map(|name| format!("nianbao.{name}")));
}
