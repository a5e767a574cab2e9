//! Five real reports: their tables have exactly the faults that domain.md section 6 lists, and their marks and wording too.
//!
//! The reports are not part of the repository; where they are not at hand the test says so and passes.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test that did not run must say so")]

use std::path::{Path, PathBuf};

use nianbao_tests::answer::{self, Run, key};
use serde_json::Value;

/// Rules about tables: what section 6 says of the seeds' tables is complete, so nothing else may be found in them.
const TABLE_RULES: [&str; 12] = [
    "unbalanced-sum",
    "invalid-number",
    "nonstandard-number",
    "blank-cell",
    "missing-table",
    "missing-row",
    "missing-column",
    "unknown-row",
    "unknown-column",
    "duplicate-row",
    "outdated-form",
    "unrecognized-table",
];

/// Rules about what must be written, and about what cannot be right.
const CONTENT_RULES: [&str; 9] = [
    "missing-basis",
    "missing-aspect",
    "missing-improvement",
    "missing-fee-statement",
    "implausible-stock",
    "implausible-regulations",
    "implausible-amount",
    "overused-other",
    "late-date",
];

/// Rules about marks, slips and citations, at error or warning: complete in the same way.
const PROSE_RULES: [&str; 8] = [
    "unpaired-mark",
    "nested-title-mark",
    "halfwidth-punctuation",
    "repeated-phrase",
    "unfinished-sentence",
    "nonstandard-citation",
    "unknown-article",
    "doubled-numbering",
];

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the seeds are not at {}; nothing was checked", folder.display());
    None
}

/// The program's answer on all seeds.
fn run(folder: &Path) -> Run {
    let paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let names: Vec<&str> =
        paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names.len(), 5, "five seeds in {}", folder.display());
    answer::check(folder, &names)
}

/// At every level: one says nothing of the fee, one counts more than half of its outcomes under 其他.
#[test]
fn the_seeds_say_what_they_must() {
    let Some(folder) = seeds() else { return };
    let mut found: Vec<String> = Vec::new();
    for (name, answer) in &run(&folder).files {
        let findings = answer.findings.iter();
        let of_content =
            findings.filter(|finding| CONTENT_RULES.contains(&finding["rule"].as_str().unwrap()));
        found.extend(of_content.map(|finding| format!("{} {}", &name[..3], key(finding))));
    }
    found.sort();
    assert_eq!(found, ["001 W missing-fee-statement", "004 I overused-other"]);
}

#[test]
fn the_prose_of_the_seeds_contradicts_where_it_is_known_to() {
    let Some(folder) = seeds() else { return };
    let run = run(&folder);
    let told: Vec<(&str, String, &str)> = run
        .files
        .iter()
        .flat_map(|(name, answer)| answer.findings.iter().map(move |finding| (name, finding)))
        .filter(|(_, finding)| finding["rule"].as_str().unwrap().starts_with("contradicting-"))
        .map(|(name, finding)| {
            let about = &finding["about"];
            let said = format!("{}/{}", about["left"], about["right"]);
            (name.get(..3).unwrap(), said, finding["rule"].as_str().unwrap())
        })
        .collect();
    // 办结 beside an （七） of 0; 15 beside 14; two notices, both unpaid, and yet 210 yuan.
    let expected = [
        ("002", "null/0".to_owned(), "contradicting-figure"),
        ("004", "15/14".to_owned(), "contradicting-figure"),
        ("004", "null/null".to_owned(), "contradicting-fee"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_tables_of_the_seeds_have_their_known_faults() {
    let Some(folder) = seeds() else { return };
    let run = run(&folder);
    assert_tables(&run, "000", &[]);
    assert_tables(&run, "001", &[]);
    assert_tables(
        &run,
        "002",
        &[
            "cross-sum natural_person 1/0",
            "cross-sum total 1/0",
            "outcome-total natural_person 1/0",
            "outcome-total total 1/0",
        ],
    );
    assert_tables(&run, "003", &[]);
    assert_tables(
        &run,
        "004",
        &[
            "W blank-cell requests/refused.internal_affairs",
            "cross-sum business 40/54",
            "cross-sum natural_person 719/705",
        ],
    );
    assert_eq!(run.code, 1);
}

fn assert_tables(run: &Run, seed: &str, expected: &[&str]) {
    let (name, answer) = run.files.iter().find(|(name, _)| name.starts_with(seed)).unwrap();
    let severe = answer.findings.iter().filter(|finding| finding["severity"] != "info");
    let about_tables =
        severe.filter(|finding| TABLE_RULES.contains(&finding["rule"].as_str().unwrap()));
    let mut found: Vec<String> = about_tables.map(describe).collect();
    found.sort();
    assert_eq!(found, expected, "{name}");
    assert_eq!(answer.year, Some(if seed == "003" { 2022 } else { 2023 }), "{name}");
}

fn describe(finding: &Value) -> String {
    let about = &finding["about"];
    let Some(identity) = about["identity"].as_str() else {
        return key(finding);
    };
    let place = about["column"].as_str().unwrap();
    format!("{identity} {place} {}/{}", about["left"], about["right"])
}

#[test]
fn the_prose_of_the_seeds_has_its_known_slips() {
    let Some(folder) = seeds() else { return };
    let run = run(&folder);
    let half = "halfwidth-punctuation";
    let note = format!("{half} (以下简称");
    assert_prose(&run, &folder, "000", &[note.clone(), "repeated-phrase 关于印发关".to_owned()]);
    assert_prose(&run, &folder, "001", std::slice::from_ref(&note));
    assert_prose(&run, &folder, "002", std::slice::from_ref(&note));
    assert_prose(
        &run,
        &folder,
        "003",
        &[
            note.clone(),
            format!("{half} ,做到政务"),
            format!("{half} ｡二是强化"),
            "unpaired-mark “接诉即办".to_owned(),
        ],
    );
    assert_prose(&run, &folder, "004", &[note, format!("{half} ,自202")]);
}

/// `expected` are rules and the five characters from where they find something.
fn assert_prose(run: &Run, folder: &Path, seed: &str, expected: &[String]) {
    let (name, answer) = run.files.iter().find(|(name, _)| name.starts_with(seed)).unwrap();
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let severe = answer.findings.iter().filter(|finding| finding["severity"] != "info");
    let slips = severe.filter(|finding| PROSE_RULES.contains(&finding["rule"].as_str().unwrap()));
    let mut found: Vec<String> = slips
        .map(|finding| {
            let start =
                usize::try_from(finding["bytes"].get(0).unwrap().as_u64().unwrap()).unwrap();
            let shown: String = text.get(start..).unwrap().chars().take(5).collect();
            format!("{} {shown}", finding["rule"].as_str().unwrap())
        })
        .collect();
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(found, expected, "{name}");
}
