//! The five output formats of `nianbao check`.

use std::collections::BTreeSet;

use crate::folder::{CLEAN, Folder, Run, broken, with};
use crate::schema;
use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

fn check(name: &str, text: &str, format: &str) -> Run {
    let folder = Folder::with_file(name, "报告.nianbao", text);
    folder.write("missing-link/placeholder.txt", "");
    folder.run(&["check", "报告.nianbao", "--output-format", format, "--select", "unbalanced-sum"])
}

/// What stands in the source line above the marks of a kind, by columns of the terminal.
fn marked(source: &str, marks: &str, kind: char) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = String::new();
    let mut column = 0;
    let marks: Vec<char> = marks.chars().collect();
    for c in source.chars() {
        let width = c.width().unwrap_or(0);
        let covered = |column: usize| marks.get(column) == Some(&kind);
        let under: Vec<bool> = (column..column + width).map(covered).collect();
        assert!(under.iter().all(|mark| *mark == under[0]), "half a character is marked: {source}");
        if under.first() == Some(&true) {
            inside.push(c);
        } else if !inside.is_empty() {
            found.push(std::mem::take(&mut inside));
        }
        column += width;
    }
    found.extend((!inside.is_empty()).then_some(inside));
    found
}

/// Each source line of an excerpt with the line of marks below it.
fn excerpts(output: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = output.lines().collect();
    let content = |line: &str| line.split_once("| ").map(|(_, rest)| rest.to_owned());
    let numbered = |line: &str| line.trim_start().starts_with(|c: char| c.is_ascii_digit());
    lines
        .windows(2)
        .filter(|pair| numbered(pair[0]) && !numbered(pair[1]))
        .filter_map(|pair| Some((content(pair[0])?, content(pair[1])?)))
        .collect()
}

#[test]
fn marks_stand_under_what_they_mean() {
    // Wide, ambiguous and combining characters, a tab and one outside the BMP before the figure.
    let row = "| 　　3.危及“三安全一稳定”…𠮷e\u{301} |\t0 |\t0 | 0 | 0 | 0 | 0 | 12 |";
    let line = CLEAN.lines().find(|line| line.contains("三安全一稳定")).unwrap();
    let run = check("marks", &with(line, row), "full").exits(1);
    let pairs = excerpts(&run.out);
    let own: Vec<String> =
        pairs.iter().flat_map(|(source, marks)| marked(source, marks, '^')).collect();
    assert!(own.contains(&"12".to_owned()), "{own:?}\n{}", run.out);
    let related: Vec<String> =
        pairs.iter().flat_map(|(source, marks)| marked(source, marks, '-')).collect();
    assert!(related.iter().all(|cell| cell.chars().all(|c| c.is_ascii_digit())), "{related:?}");
    assert!(related.len() > 6, "{related:?}");
}

#[test]
fn marks_stand_right_in_stacked_cells_and_crlf() {
    let row = "\r\n一、本年新收政府信息公开申请数量\r\n\t5\r\n\t1\r\n";
    let text = format!(
        "青石县水务局2023年政府信息公开工作年度报告\r\n{row}\t0\r\n\t0\r\n\t0\r\n\t0\r\n\t17\r\n"
    );
    let folder = Folder::with_file("stacked", "a.txt", text);
    let run = folder.run(&["check", "a.txt", "--output-format", "full"]);
    assert!(!run.out.contains('\r'));
    for (source, marks) in excerpts(&run.out) {
        for mark in marked(&source, &marks, '^') {
            assert_eq!(mark.trim(), mark, "{source}\n{marks}");
        }
    }
}

#[test]
fn full_explains_a_finding_and_what_to_do() {
    let run = check("full", &broken(), "full").exits(1);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("错误[合计不平]: 行政复议："), "{}", run.out);
    assert!(lines[1].ends_with("--> 报告.nianbao:86:77"), "{}", run.out);
    assert!(run.out.contains("改法: 把“行政复议·总计”改为 1（请先核对再改）"), "{}", run.out);
    assert!(run.out.contains("检查了 1 个文件，发现 1 个错误。"), "{}", run.out);
    let clean = check("full-clean", CLEAN, "full").exits(0);
    assert_eq!(clean.out, "检查了 1 个文件，没有发现问题。\n");
}

#[test]
fn a_place_is_that_of_the_file_however_much_of_the_line_is_shown() {
    let line = CLEAN.lines().find(|line| line.starts_with("新收申请6件")).unwrap();
    let long = "公开工作平稳有序，各项任务按时完成；".repeat(20);
    let prose = format!("{long}{}", line.replace("新收申请6件", "新收申请99件"));
    let folder = Folder::with_file("long-line", "报告.nianbao", with(line, &prose));
    let run = folder.run(&["check", "报告.nianbao", "--select", "正文与表格不一致"]).exits(0);
    let column = prose.chars().position(|c| c == '9').unwrap() + 1;
    let place =
        format!("报告.nianbao:{}:{column}", CLEAN.lines().position(|it| it == line).unwrap() + 1);
    assert!(run.out.contains(&place), "{place}:\n{}", run.out);
    let shown = run.out.lines().find(|line| line.contains("新收申请99件")).unwrap();
    assert!(shown.contains("| ...") && shown.width() <= 140, "{shown}");
}

#[test]
fn long_excerpts_name_only_a_few_places() {
    let total = CLEAN.lines().find(|line| line.contains("（七）总计")).unwrap();
    let text = with(total, &total.replace("    6 |", "   97 |"));
    let run = check("few-places", &text, "full").exits(1);
    assert!(run.out.contains("说明: 另有"), "{}", run.out);
    let most = run.out.split("错误[").map(|finding| finding.lines().count()).max().unwrap();
    assert!(most < 30, "{}", run.out);
}

#[test]
fn concise_is_a_line_for_each_finding() {
    let run = check("concise", &broken(), "concise").exits(1);
    let first = run.out.lines().next().unwrap();
    assert!(first.starts_with("报告.nianbao:86:77: 错误[合计不平] 行政复议："), "{first}");
}

#[test]
fn json_is_as_documented() {
    let run = check("json", &broken(), "json").exits(1);
    let json = run.json();
    let finding = &json["files"][0]["findings"][0];
    let start = broken().find("|    3 |").unwrap() + "|    ".len();
    let range = json!({"start": {"line": 86, "column": 77}, "end": {"line": 86, "column": 78}});
    assert_eq!(json["version"], 1);
    assert_eq!(json["files"][0]["organ"], "青石县水务局");
    assert_eq!(json["files"][0]["year"], 2023);
    assert_eq!(json["files"][0]["edition"], "2021");
    assert_eq!(finding["rule"], "unbalanced-sum");
    assert_eq!(finding["title"], "合计不平");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["bytes"], json!([start, start + 1]));
    assert_eq!(finding["range"], range);
    let about = json!({"table": "challenges", "identity": "case-total", "row": "reconsideration",
        "left": 1, "right": 3, "expected": 1});
    assert_eq!(finding["about"], about);
    assert_eq!(finding["fixes"][0]["safe"], false);
    assert_eq!(finding["fixes"][0]["edits"], json!([{"range": range, "text": "1"}]));
    assert_eq!(finding["related"].as_array().unwrap().len(), 5);
    assert_eq!(json["errors"], json!([]));
    assert_eq!(json["summary"], json!({"files": 1, "errors": 1, "warnings": 0, "infos": 0}));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let expected = ["errors", "files", "summary", "version"].map(str::to_owned);
    assert_eq!(keys(&json), BTreeSet::from(expected));
}

#[test]
fn json_has_null_for_what_is_not_known_and_lists_every_file() {
    let folder = Folder::with_file("json-null", "a.txt", "一、总体情况\n");
    let run = folder.run(&["check", "a.txt", "no.txt", "--output-format", "json"]).exits(2);
    let json = run.json();
    let file = &json["files"][0];
    assert_eq!([&file["organ"], &file["year"], &file["edition"]], [&Value::Null; 3]);
    assert_eq!(json["errors"][0]["path"], "no.txt");
    assert!(json["errors"][0]["message"].is_string());
}

/// OASIS's own, unchanged, as the crate serde-sarif 0.8 carries it; OASIS lets everybody who
/// implements the standard do so (oasis-tcs/sarif-spec, issue 583).
fn sarif_schema() -> Value {
    serde_json::from_str(include_str!("sarif-schema-2.1.0.json")).unwrap()
}

#[test]
fn sarif_fits_its_schema() {
    let schema = sarif_schema();
    let folder = Folder::with_file("sarif", "年报 1/甲.nianbao", broken());
    folder.write("clean.nianbao", CLEAN);
    let run = folder.run(&["check", ".", "missing.txt", "--output-format", "sarif"]).exits(2);
    let log = run.json();
    assert_eq!(schema::faults(&schema, &log), Vec::<String>::new());
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E5%B9%B4%E6%8A%A5%201/%E7%94%B2.nianbao");
    assert_eq!(place["region"]["startColumn"], 77);
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
}

#[test]
fn the_schema_check_finds_faults() {
    let schema = sarif_schema();
    let run = check("sarif-faults", &broken(), "sarif");
    for (pointer, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/message", json!({})),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/level", json!("info")),
        ("/runs/0/results/0/fixes/0/artifactChanges", json!([])),
        ("/runs/0/tool/driver/rules/0", json!({"id": "x", "name": 1, "nonsense": true})),
    ] {
        let mut log = run.json();
        *log.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema::faults(&schema, &log).is_empty(), "{pointer}");
    }
}

#[test]
fn github_annotations_are_workflow_commands() {
    let run = check("github", &broken(), "github").exits(1);
    let line = run.out.lines().next().unwrap();
    let command =
        "::error file=报告.nianbao,line=86,col=77,endLine=86,endColumn=78,title=合计不平::";
    assert!(line.starts_with(command), "{line}");
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn colours_are_for_terminals_and_never_where_no_color_is_set() {
    let folder = Folder::with_file("colours", "报告.nianbao", broken());
    let colourful = |environment: &[(&str, &str)]| {
        let run = folder.run_with(&["check"], b"", environment);
        run.out.contains('\u{1b}')
    };
    assert!(!colourful(&[]));
    assert!(colourful(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colourful(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn control_characters_of_a_report_do_not_reach_the_terminal() {
    let text = broken().replace("青石县水务局2023年", "青石县水务局\u{1b}[2J2023年");
    let folder = Folder::with_file("control", "报告.nianbao", text);
    let run = folder.run_with(&["check"], b"", &[("CLICOLOR_FORCE", "1")]);
    assert!(!run.out.contains("\u{1b}[2J"));
}

/// What would mend the sums stands beside the findings.
#[test]
fn json_lists_the_repairs() {
    let total = CLEAN.lines().find(|line| line.contains("（七）总计")).unwrap();
    let text = with(total, &total.replace("    6 |", "   97 |"));
    let run = check("repairs", &text, "json").exits(1);
    let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let file = &answer["files"][0];
    let repairs = file["repairs"].as_array().unwrap();
    assert_eq!(repairs.len(), 1, "{repairs:#?}");
    let cell = serde_json::json!({
        "table": "requests", "row": "outcome_total", "column": "total", "from": 97, "to": 6,
    });
    assert_eq!(repairs[0]["cells"], serde_json::json!([cell]));
    assert_eq!(repairs[0]["rank"], 1);
    assert_eq!(repairs[0]["operation"], "total");
    let abouts: Vec<_> =
        file["findings"].as_array().unwrap().iter().map(|it| &it["about"]).collect();
    let mends: Vec<_> = repairs[0]["mends"].as_array().unwrap().iter().collect();
    assert_eq!(mends, abouts);
    let clean = check("no-repairs", CLEAN, "json").exits(0);
    let answer: serde_json::Value = serde_json::from_str(&clean.out).unwrap();
    assert_eq!(answer["files"][0]["repairs"], serde_json::json!([]));
}
