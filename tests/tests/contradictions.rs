//! Sentences about the figures: each wrong one is found at its place, and nothing is found in a right one.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed case must be shown whole, and one that is not there must stop the test"
)]

use std::collections::BTreeMap;

use fastrand::Rng;
use nianbao_tests::answer::{self, Answer};
use nianbao_tests::binary;
use nianbao_tests::figures::{Figures, Scale};
use nianbao_tests::form::Form;
use nianbao_tests::prose::{self, Naming};
use nianbao_tests::report::{Block, Report};
use nianbao_tests::said::{Said, said};
use nianbao_tests::style::{FAMILIES, Style};

const REPORTS: usize = 40;

struct Case {
    file: String,
    text: String,
    said: Said,
}

/// A report with this sentence below （二）依申请公开情况.
fn report(rng: &mut Rng, index: usize, figures: Figures, said: &Said) -> String {
    let author = prose::author(rng, index % 900, 2023);
    let mut report = Report::new(Form::of_year(2023), author, figures, Naming::Nothing);
    let body = &mut report.section_mut("overview").body;
    let paragraph = Block::Paragraph(format!("𠮷祥如意，规范办理。{}", said.text));
    *body.get_mut(3).unwrap() = paragraph;
    let style = Style::random(rng, FAMILIES[index % 4]);
    report.write(rng, &style).text
}

fn cases(right: bool) -> Vec<Case> {
    let mut cases = Vec::new();
    for index in 0..REPORTS {
        let mut rng = Rng::with_seed(index as u64 * 2 + u64::from(right));
        let requests = *rng.choice(&[0, 3, 40, 900]).unwrap();
        let scale = Scale { requests, regulations: false };
        let figures = Figures::random(&mut rng, &Form::of_year(2023), scale);
        for (at, said) in said(&mut rng, &figures, right).into_iter().enumerate() {
            let text = report(&mut rng, index, figures.clone(), &said);
            cases.push(Case { file: format!("{index:03}-{at:02}.nianbao"), text, said });
        }
    }
    cases
}

fn run(name: &str, cases: &[Case]) -> BTreeMap<String, Answer> {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
    for case in cases {
        std::fs::write(folder.join(&case.file), &case.text).unwrap();
    }
    answer::check(&folder, &["."]).files
}

/// What was found in the prose: rule and the words that it stands at.
fn found(answer: &Answer, text: &str) -> Vec<(String, String)> {
    let findings = answer.findings.iter();
    let prose = findings.filter(|f| f["rule"].as_str().unwrap().starts_with("contradicting-"));
    let at = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    prose
        .map(|f| {
            let words = &text[at(&f["bytes"][0])..at(&f["bytes"][1])];
            (f["rule"].as_str().unwrap().to_owned(), words.to_owned())
        })
        .collect()
}

/// Prints what differs, and says how many cases do.
fn differing(name: &str, cases: &[Case]) -> usize {
    let answers = run(name, cases);
    let mut differing = 0;
    for case in cases {
        let found = found(&answers[&case.file], &case.text);
        let wrong = case.said.wrong.iter();
        let expected: Vec<_> =
            wrong.map(|words| (case.said.rule.to_owned(), words.clone())).collect();
        if found != expected {
            eprintln!("{} {}\n  {found:?}\n  not {expected:?}", case.file, case.said.text);
            differing += 1;
        }
    }
    differing
}

#[test]
fn wrong_sentences_are_found() {
    let cases = cases(false);
    assert!(cases.len() > 500, "{}", cases.len());
    assert_eq!(differing("contradictions-wrong", &cases), 0);
}

#[test]
fn right_sentences_give_nothing() {
    let cases = cases(true);
    assert!(cases.len() > 500, "{}", cases.len());
    assert_eq!(differing("contradictions-right", &cases), 0);
}
