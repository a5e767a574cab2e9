//! Inlay hints, code lenses and highlights: what the sums of a table are, and which cells make them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::ops::Range;

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// Each hint's byte and label, in the order of the text.
fn hints(client: &mut Client, document: &Document, range: Value) -> Vec<(usize, String)> {
    let answer = document.ask_with(client, "inlayHint", json!({ "range": range }));
    let hint = |hint: &Value| {
        let position = &hint["position"];
        let at = document.text.bytes(&json!({ "start": position, "end": position })).start;
        (at, hint["label"].as_str().unwrap().to_owned())
    };
    answer.as_array().unwrap().iter().map(hint).collect()
}

fn all_hints(client: &mut Client, document: &Document) -> Vec<(usize, String)> {
    hints(client, document, document.everything())
}

#[test]
fn the_computed_sum_stands_beside_a_wrong_total() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let behind = |marked: &str| document.text.span(marked).end;
        let expected = [
            (behind("总计🀄 | ‹8› |"), "9"),
            (behind("总计🀄 | 8 | 2 | 0 | 0 | 0 | 0 | ‹11›"), "10"),
            (behind("（复议后起诉） | 1 | 0 | 0 | 0 | ‹3›"), "1"),
        ];
        let found = all_hints(client, document);
        let places: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(places, expected.map(|(at, _)| at), "{found:?}");
        for ((_, label), (_, sum)) in found.iter().zip(expected) {
            assert!(label.ends_with(sum), "{label}, not {sum}");
        }
    });
}

#[test]
fn the_computed_sum_stands_beside_a_blank_total() {
    let text = fixture::astral().replace("总计🀄 | 8 | 2 |", "总计🀄 |  | 2 |");
    in_each_encoding(&text, |client, document| {
        let cell = document.text.span("总计🀄 |‹  ›| 2 |");
        let found = all_hints(client, document);
        let beside = found.iter().find(|(at, _)| cell.start <= *at && *at <= cell.end);
        assert!(beside.is_some_and(|(_, label)| label.ends_with('9')), "{found:?}");
    });
}

#[test]
fn hints_are_for_the_range_asked_about() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let table = document.text.span("\n‹| 行政诉讼🀄（复议后起诉） | 1 | 0 | 0 | 0 | 3 |›");
        assert_eq!(hints(client, document, document.text.range(table)).len(), 1);
        assert_eq!(hints(client, document, document.text.range(0..0)), []);
    });
}

#[test]
fn hints_are_shown_always_for_broken_sums_or_never() {
    let count = |show: &str| {
        let setup = Setup::new(Encoding::Utf16);
        let settings = json!({ "inlay-hints": { "sums": show } });
        let mut client =
            Client::start(&Setup { options: settings.clone(), ..setup.settings(settings) });
        let document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
        all_hints(&mut client, &document).len()
    };
    assert_eq!([count("broken"), count("never")], [3, 0]);
    let stated_totals = 7 + 22 + 3 - 1;
    assert!(count("always") > stated_totals, "every total of 表三 and 表四: {}", count("always"));
}

/// The hint goes when the total is mended, and comes when it is broken.
#[test]
fn hints_follow_the_text() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "𠮷.nianbao", &fixture::astral());
    let change = document.replace(document.text.span("总计🀄 | ‹8› |"), "9");
    document.change(&mut client, &[change]);
    assert_eq!(all_hints(&mut client, &document).len(), 1);
}

#[test]
fn a_lens_above_each_table_counts_the_identities() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let lenses = document.ask(client, "codeLens");
        let lines: Vec<(&str, &str)> = lenses
            .as_array()
            .unwrap()
            .iter()
            .map(|lens| {
                let line = document.text.line(
                    usize::try_from(lens["range"]["start"]["line"].as_u64().unwrap()).unwrap(),
                );
                document.text.bytes(&lens["range"]);
                (&document.text.text[line], lens["command"]["title"].as_str().unwrap())
            })
            .collect();
        let title = |start: &str| {
            let found = lines.iter().find(|(line, _)| line.starts_with(start));
            found.unwrap_or_else(|| panic!("no lens at {start}: {lines:?}")).1
        };
        let requests = title("| 申请人情况");
        // 7 columns of 一＋二＝三（七）＋四 and of （七）, 25 rows of figures.
        for says in ["39", "36", "3 条", "自然人"] {
            assert!(requests.contains(says), "{says} in {requests}");
        }
        let challenges = title("| 案件类型");
        assert!(challenges.contains('2') && challenges.contains('1'), "{challenges}");
    });
}

#[test]
fn a_lens_says_that_all_is_well() {
    let clean = std::fs::read_to_string(fixture::folder().join("canonical.nianbao")).unwrap();
    in_each_encoding(&format!("𠮷\n{clean}"), |client, document| {
        let lenses = document.ask(client, "codeLens");
        let titles: Vec<&str> = lenses
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["command"]["title"].as_str().unwrap())
            .collect();
        assert!(
            titles.len() >= 2 && titles.iter().all(|title| !title.contains("不平")),
            "{titles:?}"
        );
    });
}

fn highlighted(client: &mut Client, document: &Document, marked: &str) -> Vec<Range<usize>> {
    let answer = document.ask_at(client, "documentHighlight", marked);
    let list = answer.as_array().unwrap();
    list.iter().map(|it| document.text.bytes(&it["range"])).collect()
}

#[test]
fn a_cell_lights_up_with_all_cells_of_its_identities() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let span = |marked: &str| document.text.span(marked);
        let found = highlighted(client, document, "（复议后起诉） | 1 | 0 | 0 | 0 | $03");
        let row = document.text.span("（复议后起诉） ‹| 1 | 0 | 0 | 0 | 3›");
        assert_eq!(found.len(), 5);
        assert!(found.iter().all(|range| row.start <= range.start && range.end <= row.end));
        let of_total = highlighted(client, document, "总计🀄 | $08 |");
        for marked in [
            "申请数量𠮷 | ‹9›",
            "上年结转政府信息公开申请数量 | ‹1›",
            "予以公开 | ‹6›",
            "总计🀄 | ‹8› |",
            "总计🀄 | 8 | ‹2›",
            "继续办理🀄 | ‹1›",
        ] {
            assert!(of_total.contains(&span(marked)), "{marked} is not lit");
        }
        // In the column: 一, 二, 21 outcomes, （七） and 四; in the row: six more.
        assert_eq!(of_total.len(), 31);
    });
}

#[test]
fn what_is_no_figure_does_not_light_up_figures() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for marked in ["一、总体$0情况", "办理的检索$0方式较少"] {
            let found = highlighted(client, document, marked);
            assert!(found.len() <= 1, "{marked}: {found:?}");
        }
    });
}
