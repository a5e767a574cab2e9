//! Definitions, references and links: from a total to its parts, from prose to the table, from a citation to the others.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::ops::Range;

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use serde_json::{Value, json};

/// The places of an answer of locations, all of them in the document.
fn places(document: &Document, answer: &Value) -> Vec<Range<usize>> {
    let list = answer.as_array().unwrap_or_else(|| panic!("no list: {answer}"));
    let place = |location: &Value| {
        assert_eq!(location["uri"], document.uri);
        document.text.bytes(&location["range"])
    };
    list.iter().map(place).collect()
}

fn definition(client: &mut Client, document: &Document, marked: &str) -> Vec<Range<usize>> {
    let answer = document.ask_at(client, "definition", marked);
    places(document, &answer)
}

fn references(
    client: &mut Client,
    document: &Document,
    marked: &str,
    itself: bool,
) -> Vec<Range<usize>> {
    let params = json!({
        "position": document.text.position(document.text.at(marked)),
        "context": { "includeDeclaration": itself },
    });
    let answer = document.ask_with(client, "references", params);
    places(document, &answer)
}

#[test]
fn a_total_is_defined_by_its_parts() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let row = document.text.span("（复议后起诉） ‹| 1 | 0 | 0 | 0 |› 3");
        let found = definition(client, document, "（复议后起诉） | 1 | 0 | 0 | 0 | $03");
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.iter().all(|part| row.start < part.start && part.end < row.end));
        let parts = definition(client, document, "总计🀄 | $08 |");
        for marked in ["予以公开 | ‹6›", "1.本机关不掌握相关政府信息 | ‹2›", "　　3.其他 | ‹0› |"]
        {
            assert!(parts.contains(&document.text.span(marked)), "{marked} among {parts:?}");
        }
    });
}

#[test]
fn a_part_is_referred_to_by_its_totals() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let found = references(client, document, "予以公开 | $06", false);
        for marked in ["总计🀄 | ‹8› |", "予以公开 | 6 | 1 | 0 | 0 | 0 | 0 | ‹7›"] {
            assert!(found.contains(&document.text.span(marked)), "{marked} among {found:?}");
        }
    });
}

#[test]
fn a_figure_in_prose_and_its_cell_know_each_other() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let cell = document.text.span("申请数量𠮷 | 9 | 2 | 0 | 0 | 0 | 0 | ‹11›");
        assert_eq!(definition(client, document, "公开申请$011件"), std::slice::from_ref(&cell));
        let from_cell =
            references(client, document, "申请数量𠮷 | 9 | 2 | 0 | 0 | 0 | 0 | $011", false);
        let prose = document.text.span("公开申请‹11›件");
        let is_prose = |range: &Range<usize>| range.start == prose.start && range.end >= prose.end;
        assert!(from_cell.iter().any(is_prose), "{from_cell:?}");
        let from_prose = references(client, document, "公开申请1$01件", true);
        assert!(from_prose.contains(&cell), "{from_prose:?}");
    });
}

#[test]
fn mentions_of_an_article_know_each_other() {
    in_each_encoding(&fixture::astral(), |client, document| {
        let [first, second] = ["条例》‹第三十三条›办理。", "依照‹第三十三条›办理的"]
            .map(|marked| document.text.span(marked));
        for marked in ["条例》第三十$0三条办理。", "依照第$0三十三条办理的"] {
            let found = references(client, document, marked, true);
            assert_eq!(found, [first.clone(), second.clone()], "{marked}");
        }
        let instruments =
            references(client, document, "《中华人民$0共和国政府信息公开条例》第五十条", true);
        assert_eq!(instruments.len(), 2);
    });
}

#[test]
fn places_without_relations_have_none() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for marked in ["办理的检索$0方式较少", "\n$0\n一、总体情况"] {
            for method in ["definition", "references"] {
                let params = json!({
                    "position": document.text.position(document.text.at(marked)),
                    "context": { "includeDeclaration": true },
                });
                let answer = document.ask_with(client, method, params);
                assert!(answer.is_null() || answer == json!([]), "{method} {marked}: {answer}");
            }
        }
    });
}

#[test]
fn addresses_are_links() {
    let text = fixture::astral()
        + "\n𠮷网址：www.example.gov.cn/a?b=c，邮箱𠮷。（http://example.gov.cn/年报）\n";
    in_each_encoding(&text, |client, document| {
        let links = document.ask(client, "documentLink");
        let links: Vec<(Range<usize>, &str)> = links
            .as_array()
            .unwrap()
            .iter()
            .map(|link| (document.text.bytes(&link["range"]), link["target"].as_str().unwrap()))
            .collect();
        let expected = [
            (
                "网址为‹https://www.example.gov.cn/index.html›。",
                "https://www.example.gov.cn/index.html",
            ),
            ("‹www.example.gov.cn/a?b=c›，", "http://www.example.gov.cn/a?b=c"),
            ("（‹http://example.gov.cn/›年报）", "http://example.gov.cn/"),
        ];
        assert_eq!(links, expected.map(|(marked, target)| (document.text.span(marked), target)));
    });
}
