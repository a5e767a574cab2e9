//! Every generated report has exactly the findings that it was made to have.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a failed case must be shown whole")]

use std::path::Path;

use nianbao_tests::answer;
use nianbao_tests::binary;
use nianbao_tests::case::{self, Case};
use nianbao_tests::style::Family;

/// Reports without a fault, and reports with each fault, for one family of shapes.
const CLEAN: usize = 150;
const EACH_FAULT: usize = 20;

#[test]
fn canonical_reports() {
    check(Family::Canonical);
}

#[test]
fn official_pipe_rows() {
    check(Family::Pipes);
}

#[test]
fn official_tab_rows() {
    check(Family::Tabs);
}

#[test]
fn stacked_cells() {
    check(Family::Stacked);
}

/// Runs the program once over all cases of a family. What fails is printed, its text kept under `target/tmp`.
fn check(family: Family) {
    let cases = [case::clean(family, CLEAN), case::faulty(family, EACH_FAULT)].concat();
    let folder =
        binary::folder(env!("CARGO_TARGET_TMPDIR"), &format!("oracle-{family:?}").to_lowercase());
    for case in &cases {
        std::fs::write(folder.join(file(case)), &case.text).unwrap();
    }
    let run = answer::check(&folder, &["."]);
    assert!(run.errors.is_empty(), "could not read {:?}", run.errors);
    let failed: Vec<&Case> = cases.iter().filter(|case| differs(case, &run, &folder)).collect();
    assert!(failed.is_empty(), "{} of {} cases differ", failed.len(), cases.len());
    let any_error = run
        .files
        .values()
        .flat_map(|answer| &answer.findings)
        .any(|finding| finding["severity"] == "error");
    assert_eq!(run.code, i32::from(any_error));
}

fn file(case: &Case) -> String {
    format!("{}.nianbao", case.name)
}

fn differs(case: &Case, run: &answer::Run, folder: &Path) -> bool {
    let path = folder.join(file(case));
    let lines = match run.files.get(&file(case)) {
        Some(answer) => answer.differences(&case.expected, &case.text),
        None => vec!["not in the answer".to_owned()],
    };
    if !lines.is_empty() {
        eprintln!("{}\n  {}\n  {:?}", path.display(), lines.join("\n  "), case.style);
    }
    !lines.is_empty()
}
