//! Hand-made reports of invented organs, with the shapes and the faults of real ones: exactly these errors and warnings.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::path::Path;

use nianbao_tests::answer::{self, Answer, key};
use serde_json::Value;

#[test]
fn a_faultless_canonical_report_has_no_finding() {
    assert_findings("canonical.nianbao", &[]);
}

/// As in seed 002: an outcome is entered, but the row of totals does not count it.
#[test]
fn an_outcome_that_the_totals_do_not_count() {
    assert_findings(
        "lost-outcome.txt",
        &[
            "E unbalanced-sum cross-sum natural_person 1/0 at `0`",
            "E unbalanced-sum cross-sum total 1/0 at `0`",
            "E unbalanced-sum outcome-total natural_person 1/0 at `0`",
            "E unbalanced-sum outcome-total total 1/0 at `0`",
            "W contradicting-figure",
            "W malformed-heading",
            "W malformed-heading",
        ],
    );
}

/// As in seed 004: the totals balance, two kinds of applicant do not; and one cell is blank.
#[test]
fn applications_counted_under_another_kind_of_applicant() {
    assert_findings(
        "moved-applications.txt",
        &[
            "E unbalanced-sum cross-sum business 40/54 at `44`",
            "E unbalanced-sum cross-sum natural_person 319/305 at `272`",
            "W blank-cell requests/refused.internal_affairs",
            "W malformed-heading",
            "W malformed-heading",
        ],
    );
}

/// As in seed 001: header cells on two lines with a blank one between, headings without their numbers, odd spaces.
#[test]
fn wrapped_headers_are_no_fault_and_lost_numbers_are() {
    assert_findings("wrapped-headers.txt", &["W malformed-heading", "W malformed-heading"]);
}

/// As in seed 000.
#[test]
fn headings_in_the_wrong_number_style() {
    assert_findings("misnumbered-headings.txt", &["W malformed-heading", "W malformed-heading"]);
}

#[test]
fn rows_pasted_from_excel_in_gb18030() {
    assert_findings(
        "pasted-from-excel-gb18030.txt",
        &[
            "E unbalanced-sum cross-sum total 52/53 at `48`",
            "E unbalanced-sum row-total carried_out 4/5 at `5`",
            "W duplicate-row requests/unavailable.needs_creation",
        ],
    );
}

#[test]
fn a_web_page_with_the_table_of_2019() {
    assert_findings(
        "outdated-web-page.nianbao",
        &["E outdated-form disclosure", "E unbalanced-sum case-total direct_litigation 1/2 at `2`"],
    );
}

fn assert_findings(fixture: &str, expected: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let run = answer::check(&folder, &[fixture]);
    let answer = run
        .files
        .get(fixture)
        .unwrap_or_else(|| panic!("{fixture} is not in the answer:\n{}", run.stderr));
    let text = decode(&std::fs::read(folder.join(fixture)).unwrap());
    assert_eq!(severe(answer, &text), expected);
    assert_eq!(run.code, i32::from(expected.iter().any(|line| line.starts_with('E'))));
}

/// The text that `bytes` of the findings refer to.
fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

/// The errors and warnings, a line each, sorted.
fn severe(answer: &Answer, text: &str) -> Vec<String> {
    let findings = answer.findings.iter().filter(|finding| finding["severity"] != "info");
    let mut lines: Vec<String> = findings.map(|finding| line(finding, text)).collect();
    lines.sort();
    lines
}

fn line(finding: &Value, text: &str) -> String {
    if finding["rule"] != "unbalanced-sum" {
        return key(finding);
    }
    let about = &finding["about"];
    let identity = about["identity"].as_str().unwrap();
    let place = if ["row-total", "case-total"].contains(&identity) {
        &about["row"]
    } else {
        &about["column"]
    };
    let at = |index: usize| {
        usize::try_from(finding["bytes"].get(index).and_then(Value::as_u64).unwrap()).unwrap()
    };
    let cell = text.get(at(0)..at(1)).unwrap_or("no text");
    let (left, right) = (&about["left"], &about["right"]);
    format!("E unbalanced-sum {identity} {} {left}/{right} at `{cell}`", place.as_str().unwrap())
}
