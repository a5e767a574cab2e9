//! Formatting from an editor: of the document as the command line does it, of a range, and while a table is typed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::Path;

use nianbao_tests::binary;
use nianbao_tests::case;
use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::style::FAMILIES;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

fn options() -> Value {
    json!({ "tabSize": 4, "insertSpaces": true })
}

fn formatting(client: &mut Client, document: &Document) -> Value {
    document.ask_with(client, "formatting", json!({ "options": options() }))
}

fn fmt(text: &str) -> String {
    String::from_utf8(binary::run_with_input(&["fmt", "-"], text.as_bytes()).stdout).unwrap()
}

/// The editor's edits give the bytes that `nianbao fmt` writes, and a second time there are none.
fn assert_formats(client: &mut Client, name: &str, text: &str) {
    let document = Document::open_another(client, text);
    let edits = formatting(client, &document);
    let formatted = document.text.edited(&edits);
    assert_eq!(formatted, fmt(text), "{name} in {}", client.encoding.name());
    for edit in edits.as_array().unwrap() {
        let old = document.text.covered(&edit["range"]);
        assert_ne!(edit["newText"], old, "{name}: an edit that changes nothing");
    }
    document.close(client);
    let again = Document::open_another(client, &formatted);
    assert_eq!(formatting(client, &again), json!([]), "{name}: a save makes the buffer dirty");
    again.close(client);
}

fn reports() -> Vec<(String, String)> {
    let paths = [fixture::files(&fixture::folder()), fixture::seeds()].concat();
    let text =
        |path: &Path| Some((path.display().to_string(), std::fs::read_to_string(path).ok()?));
    let files =
        paths.iter().filter_map(|path| text(path)).filter(|(name, _)| !name.ends_with("tsv"));
    let cases = FAMILIES
        .iter()
        .flat_map(|&family| case::clean(family, 4))
        .map(|case| (case.name, case.text));
    files.chain(cases).collect()
}

#[test]
fn a_document_is_formatted_as_the_command_line_does_it() {
    let reports = reports();
    for encoding in Encoding::ALL {
        let mut client = Client::start(&Setup::new(encoding));
        for (name, text) in &reports {
            assert_formats(&mut client, name, &format!("𠮷\n{text}"));
        }
    }
}

#[test]
fn line_ends_are_kept() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for (name, text) in reports() {
        let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
        assert_formats(&mut client, &format!("{name} with CR LF"), &crlf);
        assert_formats(&mut client, &format!("{name} cut off"), text.trim_end());
    }
}

/// An edit of the whole document would move the cursor, and undo would jump.
#[test]
fn edits_touch_only_what_changes() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let edits = formatting(client, document);
        for edit in edits.as_array().unwrap() {
            let covered = document.text.covered(&edit["range"]);
            assert!(!covered.contains('\n'), "more than a line: {covered:?}");
            let line = usize::try_from(edit["range"]["start"]["line"].as_u64().unwrap()).unwrap();
            let line = &document.text.text[document.text.line(line)];
            assert!(line.starts_with('|'), "not in a table: {line}");
        }
    });
}

/// What is formatted is the newest text, even if the change and the question come in one breath.
#[test]
fn the_newest_text_is_formatted() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "a.nianbao", &fixture::astral());
    let mut asked = Vec::new();
    for count in 0..30 {
        let change =
            document.replace(document.text.span("| 行政许可‹🀄› | "), &"🀄".repeat(count % 3 + 1));
        document.change(&mut client, &[change]);
        let change = json!({ "text": fixture::astral().replace("行政许可🀄", &format!("行政许可🀄{}", "𠮷".repeat(count))) });
        document.change(&mut client, &[change]);
        let id =
            client.ask("textDocument/formatting", document.params(json!({ "options": options() })));
        asked.push((id, document.text.clone()));
        document.change(&mut client, &[json!({ "text": fixture::astral() })]);
    }
    for (id, text) in asked {
        // A server may decline when the text has changed again, but what it answers must fit the text it was asked about.
        let edits = client.answer(id).unwrap_or_default();
        if edits.as_array().is_some_and(|edits| !edits.is_empty()) {
            assert_eq!(text.edited(&edits), fmt(&text.text));
        }
    }
}

#[test]
fn a_range_is_formatted_and_the_rest_is_not() {
    for text in [fixture::astral(), fixture::astral().replace('\n', "\r\n")] {
        in_each_encoding(&text, |client, document| {
            let span = document.text.span("（未经复议直接起诉） ‹| 0 | 0 | 0 |›");
            let params = json!({ "range": document.text.range(span), "options": options() });
            let edits = document.ask_with(client, "rangeFormatting", params);
            let formatted = document.text.edited(&edits);
            let [before, whole] = [&document.text.text, &fmt(&document.text.text)].map(|text| {
                let at = text.find("| 案件类型").unwrap();
                let end = at + text[at..].find("五、存在").unwrap();
                (text[..at].to_owned(), text[at..end].to_owned(), text[end..].to_owned())
            });
            assert_eq!(formatted, [before.0, whole.1, before.2].concat());
        });
    }
}

#[test]
fn a_range_without_a_table_changes_nothing() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let span = document.text.span("‹办理的检索方式›较少");
        let params = json!({ "range": document.text.range(span), "options": options() });
        assert_eq!(document.ask_with(client, "rangeFormatting", params), json!([]));
    });
}

/// The text after on-type formatting at the place marked with `$0`, where `typed` has just been typed.
fn on_type(client: &mut Client, document: &Document, marked: &str, typed: &str) -> String {
    let at = document.text.at(marked);
    let params =
        json!({ "position": document.text.position(at), "ch": typed, "options": options() });
    let edits = document.ask_with(client, "onTypeFormatting", params);
    for edit in edits.as_array().unwrap() {
        let range = document.text.bytes(&edit["range"]);
        assert!(
            range.end <= at || at <= range.start,
            "the cursor stands in what is replaced: {edit}"
        );
    }
    document.text.edited(&edits)
}

fn cells(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

fn is_delimiter(line: &str) -> bool {
    line.contains("--")
}

/// The text before `marked` and behind it, cells without their padding.
fn assert_same_cells(before: &str, after: &str) {
    assert_eq!(before.lines().count(), after.lines().count(), "{after}");
    for (old, new) in before.lines().zip(after.lines()).filter(|(old, _)| !is_delimiter(old)) {
        assert_eq!(cells(old), cells(new));
    }
}

#[test]
fn a_table_is_aligned_when_a_bar_is_typed() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let after = on_type(client, document, "| 行政诉讼🀄（复议后起诉） | 1 |$0 0", "|");
        assert_ne!(after, document.text.text, "nothing was aligned");
        assert_same_cells(&document.text.text, &after);
        // The lines without the cursor are as formatting leaves them; other tables are not touched.
        let formatted = fmt(&document.text.text);
        let line = |text: &str, start: &str| {
            text.lines().find(|line| line.starts_with(start)).unwrap().to_owned()
        };
        for start in ["| 案件类型", "| 行政复议", "| 行政诉讼（未经复议"] {
            assert_eq!(line(&after, start), line(&formatted, start));
        }
        for start in ["| 申请人情况", "| 规章"] {
            assert_eq!(line(&after, start), line(&document.text.text, start));
        }
    });
}

/// A figure is being replaced: the row is one cell short, or one too long, while it is typed.
#[test]
fn the_cell_of_the_cursor_is_not_touched() {
    let text =
        fixture::astral().replace("（复议后起诉） | 1 | 0 | 0 | 0 | 3 |", "（复议后起诉） | 1 |");
    in_each_encoding(&text, |client, document| {
        let after = on_type(client, document, "（复议后起诉） | 1 |$0\n", "|");
        assert_same_cells(&document.text.text, &after);
        let line = after.lines().find(|line| line.starts_with("| 行政诉讼🀄")).unwrap();
        assert!(line.ends_with("1 |"), "typing goes on after the bar: {line:?}");
    });
    let text =
        fixture::astral().replace("（复议后起诉） | 1 | 0 |", "（复议后起诉） | 1 |  𠮷12  | 0 |");
    in_each_encoding(&text, |client, document| {
        let after = on_type(client, document, "（复议后起诉） | 1 |$0  𠮷12  |", "|");
        assert!(after.contains("|  𠮷12  |"), "the cell was touched");
    });
}

#[test]
fn a_table_is_aligned_when_a_row_is_ended() {
    let text = fixture::astral().replace(
        "（未经复议直接起诉） | 0 | 0 | 0 | 0 | 0 |\n",
        "（未经复议直接起诉） | 0 | 0 | 0 | 0 | 0 |\n\n",
    );
    in_each_encoding(&text, |client, document| {
        let after =
            on_type(client, document, "（未经复议直接起诉） | 0 | 0 | 0 | 0 | 0 |\n$0\n", "\n");
        assert_same_cells(&document.text.text, &after);
        let line = after.lines().find(|line| line.starts_with("| 行政复议")).unwrap();
        assert!(line.contains("  |"), "nothing was aligned: {line}");
    });
}

#[test]
fn typing_elsewhere_changes_nothing() {
    let text = fixture::astral().replace("方式较少。", "方式|较少。");
    in_each_encoding(&text, |client, document| {
        for (marked, typed) in [
            ("办理的检索方式|$0较少", "|"),
            ("（五）监督保障\n$0", "\n"),
            ("五、存在的主要问题及改进情况\n$0", "\n"),
        ] {
            assert_eq!(on_type(client, document, marked, typed), document.text.text, "{marked}");
        }
    });
}
