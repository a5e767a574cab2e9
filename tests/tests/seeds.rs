//! Five real reports: their tables have exactly the faults that domain.md section 6 lists.
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

fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the seeds are not at {}; nothing was checked", folder.display());
    None
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_prose_of_the_seeds_contradicts_where_it_is_known_to() {
    let Some(folder) = seeds() else { return };
    let run =
        answer::check(&folder, &names(&folder).iter().map(String::as_str).collect::<Vec<_>>());
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
    let names = names(&folder);
    assert_eq!(names.len(), 5, "five seeds in {}", folder.display());
    let run = answer::check(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
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
