//! Nothing of a text becomes markup of its page, and every text has a page.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use fastrand::Rng;

use nianbao_tests::html::{Element, Spread};
use nianbao_tests::odd;
use nianbao_tests::preview::{example, pages};

/// Elements and attributes that a page may have.
const ELEMENTS: [&str; 30] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "p",
    "span",
    "div",
    "table",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "aside",
    "figure",
    "figcaption",
    "svg",
    "rect",
    "text",
    "br",
];
const ATTRIBUTES: [&str; 23] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "nonce",
    "class",
    "data-table",
    "data-line",
    "data-character",
    "aria-label",
    "width",
    "rowspan",
    "colspan",
    "title",
    "viewBox",
    "role",
    "x",
    "y",
    "height",
    "align",
    "id",
    "style",
];

fn assert_inert(page: &Element, text: &str) {
    for element in page.all() {
        assert!(ELEMENTS.contains(&element.name.as_str()), "<{}> of {text}", element.name);
        for (name, _) in &element.attributes {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name} of {text}");
            assert_ne!(name, "style", "the policy forbids it");
        }
    }
    assert_eq!(page.named("style").len(), 1);
    let policy = page.named("meta")[1].get("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'nonce-"), "{policy}");
}

const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</style></title></table></main><iframe src=//example.com>",
    "&lt;b&gt; &amp; &#60;i>",
    "<a href=javascript:alert(1)>网址</a>",
    "]]><![CDATA[<b>",
    "<style>*{display:none}</style>",
];

#[test]
fn a_text_never_becomes_markup() {
    let places = [
        "云岭县",
        "总体情况",
        "（一）",
        "  0",
        "条例",
        "| 规章",
        "予以公开",
        "件",
        "| 　（七）总计",
    ];
    let texts: Vec<String> = HOSTILE
        .iter()
        .map(|hostile| {
            let own = "\n| 甲@ | @ |\n| --- | --- |\n| @ | 1 |\n".replace('@', hostile);
            places.iter().fold(example("clean") + &own, |text, place| {
                text.replacen(place, &format!("{place}{hostile}"), 1)
            })
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for ((text, page), hostile) in texts.iter().zip(pages(&texts)).zip(HOSTILE) {
        assert_inert(&page, text);
        // What is written is shown, letter by letter, as often as it is written.
        let count = |text: &str| text.matches(hostile).count();
        assert_eq!(count(text), places.len() + 3, "{hostile}");
        assert_eq!(
            count(&page.named("main")[0].text_without(&|it| it.has_class("charts"))),
            count(text),
            "{hostile}"
        );
    }
}

#[test]
fn a_mangled_text_has_a_page() {
    let mut rng = Rng::with_seed(7);
    for original in odd::originals() {
        let texts = odd::cuts(&mut rng, &original, 6);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (text, page) in texts.iter().zip(pages(&texts)) {
            assert_inert(&page, text);
            page.named("table").into_iter().for_each(|table| drop(Spread::new(table)));
        }
    }
}
