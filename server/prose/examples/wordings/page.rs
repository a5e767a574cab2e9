//! The sentences of `wordings.tsv`, how they are read, and the page about it.

use std::collections::BTreeSet;
use std::fmt::Write;

use prose::{Prose, Saying};

/// A sentence and how it should be read.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) kind: &'static str,
    pub(crate) text: &'static str,
    pub(crate) expected: BTreeSet<String>,
}

/// All sentences, in the order of the file.
pub(crate) fn sentences() -> Vec<Sentence> {
    let lines = include_str!("../../wordings.tsv").lines();
    let sentence = |line: &'static str| {
        let mut fields = line.split('\t');
        let (kind, text) = (fields.next()?, fields.next()?);
        let readings = fields.next().unwrap_or_default().split('；');
        let expected = readings.filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Some(Sentence { kind, text, expected })
    };
    lines.filter(|line| !line.starts_with('#')).filter_map(sentence).collect()
}

/// What is read of a sentence: the value (无 for none, 有 for some) and what is counted.
pub(crate) fn readings(sentence: &str) -> BTreeSet<String> {
    let title = "云岭县𠮷石局2024年政府信息公开工作年度报告";
    let text = format!("{title}\n\n一、总体情况\n\n（二）依申请公开情况\n\n{sentence}\n");
    let prose = Prose::read(&text, &report::read(&text), None);
    let shown = prose.claims().map(|claim| {
        let value = match claim.saying {
            Saying::Figure => claim.value.to_string(),
            Saying::Nothing => "无".to_owned(),
            Saying::Something => "有".to_owned(),
        };
        let mark = if claim.elsewhere { " ?" } else { "" };
        format!("{value} {}{mark}", claim.measure.name)
    });
    shown.collect()
}

/// Counts of a kind of sentence.
#[derive(Debug, Default)]
struct Tally {
    sentences: usize,
    expected: usize,
    read: usize,
    wrong: usize,
}

/// The page.
pub(crate) fn page(sentences: &[Sentence]) -> String {
    let mut kinds: Vec<(&str, Tally)> = Vec::new();
    for sentence in sentences {
        if kinds.last().is_none_or(|(kind, _)| *kind != sentence.kind) {
            kinds.push((sentence.kind, Tally::default()));
        }
        let Some((_, tally)) = kinds.last_mut() else { continue };
        let got = readings(sentence.text);
        tally.sentences += 1;
        tally.expected += sentence.expected.len();
        tally.read += sentence.expected.intersection(&got).count();
        tally.wrong += got.difference(&sentence.expected).count();
    }
    let mut page = String::from(HEAD);
    for (kind, tally) in kinds {
        let Tally { sentences, expected, read, wrong } = tally;
        let recall = (read * 100).checked_div(expected);
        let recall = recall.map_or("—".to_owned(), |recall| format!("{recall}%"));
        let _ =
            writeln!(page, "| {kind} | {sentences} | {expected} | {read} | {recall} | {wrong} |");
    }
    page
}

const HEAD: &str = "\
# How many wordings are read

What the prose says of the tables is read by a grammar (`server/forms/claims.toml`). `server/prose/wordings.tsv` has sentences of our
own, each with what must be read of it; many look alike and must stay silent. This page is what

    cargo run -p prose --example wordings

prints: by kind of sentence, how many figures and denials there are to be read, how many are, and how many are read that should not be. They
are the sentences that the grammar was written with; others are read less surely.

| kind | sentences | to be read | read | recall | read wrongly |
| :--- | --: | --: | --: | --: | --: |
";
