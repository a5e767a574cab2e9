//! What the program answered: its JSON read back, and compared with what is expected.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::binary;
use crate::expected::{Expected, FindingKey, Unbalanced};
use crate::identity::Broken;

/// The findings of one file.
#[derive(Clone, Debug)]
pub struct Answer {
    pub organ: Option<String>,
    pub year: Option<i64>,
    pub edition: Option<String>,
    pub findings: Vec<Value>,
}

/// A whole run of `check --output-format json`.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    /// By file name, without folders.
    pub files: BTreeMap<String, Answer>,
    /// Names of files that could not be read.
    pub errors: BTreeSet<String>,
    pub stderr: String,
}

/// Checks `paths` in `folder`. Panics if the program does not answer as it must: exit code 0 to 2, JSON, no panic.
pub fn check(folder: &Path, paths: &[&str]) -> Run {
    let arguments = [&["check", "--output-format", "json"], paths].concat();
    read(&binary::run(folder, &arguments))
}

/// Reads a run's output, with the same demands as `check`.
pub fn read(output: &std::process::Output) -> Run {
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!stderr.contains("panicked"), "the program panicked:\n{stderr}");
    let code = output
        .status
        .code()
        .unwrap_or_else(|| panic!("killed by a signal: {:?}\n{stderr}", output.status));
    assert!((0..=2).contains(&code), "exit code {code}\n{stderr}");
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON ({error}), exit code {code}\n{stderr}"));
    let files = json["files"].as_array().unwrap().iter().map(|file| (name(file), answer(file)));
    let errors = json["errors"].as_array().unwrap().iter().map(name);
    Run { code, files: files.collect(), errors: errors.collect(), stderr }
}

fn name(entry: &Value) -> String {
    entry["path"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap().to_owned()
}

fn answer(file: &Value) -> Answer {
    Answer {
        organ: file["organ"].as_str().map(str::to_owned),
        year: file["year"].as_i64(),
        edition: file["edition"].as_str().map(str::to_owned),
        findings: file["findings"].as_array().unwrap().clone(),
    }
}

impl Answer {
    pub fn sums(&self) -> BTreeSet<Unbalanced> {
        self.findings.iter().filter(|f| f["rule"] == "unbalanced-sum").map(unbalanced).collect()
    }

    /// All findings of level error or warning but the sums.
    pub fn others(&self) -> BTreeSet<FindingKey> {
        let severe = self
            .findings
            .iter()
            .filter(|f| f["severity"] != "info" && f["rule"] != "unbalanced-sum");
        severe.map(key).collect()
    }

    /// Everything that differs from `expected`, a line each.
    pub fn differences(&self, expected: &Expected, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        if expected.organ.is_some() && self.organ != expected.organ {
            lines.push(format!("organ {:?}, not {:?}", self.organ, expected.organ));
        }
        if expected.year.is_some() && self.year != expected.year.map(i64::from) {
            lines.push(format!("year {:?}, not {:?}", self.year, expected.year));
        }
        let sums = if expected.sums_silenced { BTreeSet::new() } else { expected.sums.clone() };
        let found = self.sums();
        lines.extend(sums.difference(&found).map(|sum| format!("missing  {sum:?}")));
        lines.extend(found.difference(&sums).map(|sum| format!("false    {sum:?}")));
        let others = self.others();
        lines.extend(expected.must.difference(&others).map(|key| format!("missing  {key}")));
        lines.extend(
            others.iter().filter(|key| !expected.allows(key)).map(|key| format!("false    {key}")),
        );
        if expected.some && others.is_empty() {
            lines.push(format!("missing  any finding of {:?}", expected.may));
        }
        lines.extend(self.findings.iter().filter_map(|finding| misplaced(finding, text)));
        lines
    }
}

fn unbalanced(finding: &Value) -> Unbalanced {
    let about = &finding["about"];
    let text = |field: &str| about[field].as_str().unwrap_or_default().to_owned();
    let (identity, row, column) = match text("identity").as_str() {
        "cross-sum" => ("cross-sum", "outcome_total".to_owned(), text("column")),
        "outcome-total" => ("outcome-total", "outcome_total".to_owned(), text("column")),
        "row-total" => ("row-total", text("row"), "total".to_owned()),
        "case-total" => ("case-total", text("row"), "total".to_owned()),
        other => panic!("unknown identity {other:?} in {finding}"),
    };
    let (left, right) = (about["left"].as_i64().unwrap(), about["right"].as_i64().unwrap());
    let sum = Broken { identity, table: text("table"), row, column, left, right };
    Unbalanced { sum, bytes: bytes(finding) }
}

fn bytes(finding: &Value) -> (usize, usize) {
    let at = |index: usize| usize::try_from(finding["bytes"][index].as_u64().unwrap()).unwrap();
    (at(0), at(1))
}

/// A finding's key: as much of `about` as design part 6 makes certain for its rule.
pub fn key(finding: &Value) -> FindingKey {
    let about = |field: &str| finding["about"][field].as_str().unwrap_or("?");
    let rule = finding["rule"].as_str().unwrap();
    let place = match rule {
        "blank-cell" if finding["about"]["row"].is_null() => format!(" {}", about("table")),
        "blank-cell" | "nonstandard-number" | "invalid-number" | "missing-row"
        | "duplicate-row" => {
            format!(" {}/{}", about("table"), about("row"))
        }
        "missing-column" => format!(" {}/{}", about("table"), about("column")),
        "missing-table" | "outdated-form" | "unknown-row" | "unknown-column" => {
            format!(" {}", about("table"))
        }
        "missing-section" | "duplicate-section" | "empty-section" => {
            format!(" {}", about("section"))
        }
        _ => String::new(),
    };
    let level = match finding["severity"].as_str() {
        Some("error") => "E",
        Some("warning") => "W",
        Some("info") => "I",
        other => panic!("unknown severity {other:?} in {finding}"),
    };
    format!("{level} {rule}{place}")
}

/// What is wrong with a finding's place: bytes off the text or off a character, line and column that do not follow from them.
fn misplaced(finding: &Value, text: &str) -> Option<String> {
    let (start, end) = bytes(finding);
    if start > end || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return Some(format!("bytes {start}..{end} are no range of the text: {finding}"));
    }
    for (side, offset) in [("start", start), ("end", end)] {
        let point = &finding["range"][side];
        let given = (point["line"].as_u64(), point["column"].as_u64());
        let (line, column) = position(text, offset);
        if given != (Some(line), Some(column)) {
            return Some(format!(
                "{side} at {given:?}, byte {offset} is at {line}:{column}: {}",
                finding["rule"]
            ));
        }
    }
    None
}

/// Line and column of a byte offset, both from 1, the column in Unicode scalar values; CR LF, LF and CR end a line.
pub fn position(text: &str, offset: usize) -> (u64, u64) {
    let before = &text[..offset];
    let mut line = 1;
    let mut line_start = 0;
    for (index, _) in before.match_indices(['\n', '\r']) {
        if text[index..].starts_with("\r\n") {
            continue;
        }
        line += 1;
        line_start = index + 1;
    }
    (line, before[line_start..].chars().count() as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn positions_count_characters_and_all_three_line_ends() {
        let text = "表\r\n四𠮷x\ry\nz";
        let at = |needle: &str| position(text, text.find(needle).unwrap());
        assert_eq!([at("四"), at("x"), at("y"), at("z")], [(2, 1), (2, 3), (3, 1), (4, 1)]);
    }
}
