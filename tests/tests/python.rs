//! The engine as a module for Python: the wheel is built and installed as a user does it, docs/python.md runs as it stands there, and
//! what Python is told is what the program tells.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::{Path, PathBuf};

use nianbao_tests::binary;
use nianbao_tests::editor::or_skip;
use nianbao_tests::python::{Python, python};
use serde_json::Value;

const PACKAGES: [&str; 1] = ["pandas==3.1.1"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A Python with the wheel, and a folder with two reports in it.
fn installed(test: &str) -> Option<(Python, PathBuf)> {
    let mut python = or_skip(test, python("module", &PACKAGES))?;
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "python");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    python.install_module(target, &folder.join("site")).unwrap();
    for (name, example) in [("年报", "faulty"), ("上年", "clean")] {
        let example = root().join(format!("examples/{example}.nianbao"));
        std::fs::copy(example, folder.join(format!("{name}.nianbao"))).unwrap();
    }
    binary::run(&folder, &["export", "年报.nianbao", "-o", "年报.html"]);
    Some((python, folder))
}

#[test]
fn the_wheel_says_what_the_program_says() {
    let Some((python, folder)) = installed("python") else { return };
    let page =
        std::fs::read_to_string(root().join("docs/python.md")).unwrap().replace("\r\n", "\n");
    let blocks = page.split("```python\n").skip(1).map(|part| part.split_once("```").unwrap().0);
    let blocks: String = blocks.collect();
    assert!(blocks.lines().count() > 10);
    python.run(&blocks, &folder);

    let script = r#"
import json, nianbao, threading
text = open("年报.nianbao", encoding="utf-8").read()
report = nianbao.check(text.encode("gb18030"))
assert report.text == text
told = [[f.rule, f.severity, f.message, f.line, f.column] for f in report.findings]
about = [report.text[f.start:f.end] for f in report.findings]
page = nianbao.check(open("年报.html", "rb").read())
assert all(f.place is None for f in report.findings) and any(f.place for f in page.findings)
try:
    nianbao.check(b"%PDF-1.7\n")
    raise AssertionError("it is no report")
except nianbao.UnreadableError as error:
    assert isinstance(error, ValueError) and str(error), error
try:
    nianbao.check(text, organ_kind="school")
    raise AssertionError("there is no such kind")
except ValueError as error:
    assert "school" in str(error)
assert "个错误" in repr(report) and "<td>错误</td>" in report._repr_html_()
figures = nianbao.extract(text)
assert type(figures[0]["value"]).__name__ in ("Decimal", "NoneType")
threads = [threading.Thread(target=nianbao.check, args=(text,)) for _ in range(4)]
[t.start() for t in threads], [t.join() for t in threads]
print(json.dumps({"told": told, "about": about, "fixed": nianbao.fix(text), "formatted": nianbao.format(text),
    "values": [None if f["value"] is None else str(f["value"].normalize()) for f in figures]}))
"#;
    let output = python.run(script, &folder);
    let module: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = binary::run(&folder, &["check", "年报.nianbao", "--output-format", "json"]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let text = std::fs::read_to_string(folder.join("年报.nianbao")).unwrap();
    let findings = told["files"][0]["findings"].as_array().unwrap();
    assert_eq!(module["told"].as_array().unwrap().len(), findings.len());
    for (at, finding) in findings.iter().enumerate() {
        let start = &finding["range"]["start"];
        let own = serde_json::json!([
            finding["rule"],
            finding["severity"],
            finding["message"],
            start["line"],
            start["column"]
        ]);
        assert_eq!(module["told"][at], own);
        let bytes =
            [0, 1].map(|end| usize::try_from(finding["bytes"][end].as_u64().unwrap()).unwrap());
        assert_eq!(module["about"][at], text[bytes[0]..bytes[1]]);
    }
    for (key, command) in [
        ("fixed", &["check", "年报.nianbao", "--fix", "--exit-zero"][..]),
        ("formatted", &["fmt", "年报.nianbao"]),
    ] {
        std::fs::write(folder.join("年报.nianbao"), &text).unwrap();
        binary::run(&folder, command);
        let written = std::fs::read_to_string(folder.join("年报.nianbao")).unwrap();
        assert_eq!(module[key], written, "{key}");
    }
    std::fs::write(folder.join("年报.nianbao"), &text).unwrap();
    let rows = binary::run(&folder, &["extract", "年报.nianbao", "--format", "jsonl"]);
    let rows = String::from_utf8(rows.stdout).unwrap();
    let values: Vec<Value> = rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap()["value"].clone())
        .collect();
    let module = module["values"].as_array().unwrap();
    assert_eq!(module.len(), values.len());
    for (own, value) in module.iter().zip(&values) {
        let number = |of: &Value| of.as_str().map_or_else(|| of.as_f64(), |text| text.parse().ok());
        assert_eq!(number(own), number(value));
    }
}
