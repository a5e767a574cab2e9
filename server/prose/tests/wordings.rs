//! Each sentence of `wordings.tsv` is read as it says there, and `docs/wordings.md` tells so.

#[path = "../examples/wordings/page.rs"]
mod page;

use std::collections::BTreeSet;

use page::{page, readings, sentences};

#[test]
fn every_sentence_is_read_as_it_should_be() {
    let wrong: Vec<String> = sentences()
        .iter()
        .filter_map(|sentence| {
            let got = readings(sentence.text);
            let shown = |readings: &BTreeSet<String>| {
                readings.iter().cloned().collect::<Vec<_>>().join("；")
            };
            (got != sentence.expected).then(|| {
                let (kind, text) = (sentence.kind, sentence.text);
                format!("{kind}\t{text}\t{}\t{}", shown(&sentence.expected), shown(&got))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_as_many_to_be_read_as_traps() {
    let sentences = sentences();
    let (read, silent): (Vec<_>, Vec<_>) =
        sentences.iter().partition(|sentence| !sentence.expected.is_empty());
    assert!(read.len() >= 200 && silent.len() >= 200, "{}, {}", read.len(), silent.len());
    let texts: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.text).collect();
    assert_eq!(texts.len(), sentences.len(), "a sentence stands there twice");
}

#[test]
fn the_page_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/wordings.md");
    let page = page(&sentences());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &page).expect("the page cannot be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(page, written, "run with UPDATE_EXPECT=1");
}
