//! What is in a page that leaves the program.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use export::{Fonts, Format, Options, export};
use layout::Manuscript;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

fn page(text: &str, options: &Options) -> String {
    let report = report::read(text);
    let layout = Manuscript { text, report: &report, last_year: None }.layout();
    String::from_utf8(export(&layout, Format::Html, options).unwrap()).unwrap()
}

#[test]
fn the_page_needs_nothing_else_and_prints_on_a4() {
    let page = page(CLEAN, &Options::default());
    assert!(page.contains("@page { size: A4; margin: 37mm 26mm 35mm 28mm; }"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    assert_eq!(page.matches("<table").count(), 3);
    assert_eq!(page.matches("<thead>").count(), 2);
    assert_eq!(page.matches(">1286<").count(), 1);
    assert!(page.contains("云岭县自然资源局<br>2023年政府信息公开工作年度报告"));
}

#[test]
fn a_page_read_back_is_the_same_text() {
    let canonical = |text: &str| {
        let report = report::read(text);
        text::apply(text, &format::edits_with(text, &report, format::Options::default()))
    };
    let document = document::read(page(CLEAN, &Options::default()).as_bytes()).unwrap();
    let text = document::write(&document).text;
    // A website breaks a title where it likes.
    let joined = text.replacen("云岭县自然资源局\n\n2023年", "云岭县自然资源局2023年", 1);
    assert_eq!(canonical(&joined), canonical(CLEAN));
}

#[test]
fn words_and_fonts_are_never_markup() {
    let text = "<script>2023年政府信息公开工作年度报告\n\n一、总体情况\n\n<b>甲</b>“乙”&\n";
    let fonts = Fonts { body: "</style><script>\"".to_owned(), ..Fonts::default() };
    let page = page(text, &Options { fonts, ..Options::default() });
    assert!(!page.contains("<script") && !page.contains("<b>"));
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn comments_stay_behind() {
    let text = CLEAN.replacen("一、总体情况", "<!-- 给自己看的 -->\n\n一、总体情况", 1);
    assert_eq!(page(&text, &Options::default()), page(CLEAN, &Options::default()));
}
