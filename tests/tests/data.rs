//! `nianbao extract` gives all figures of a folder and no other, and the queries of docs/data.md run as they stand there, by
//! DuckDB, Polars and pandas.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nianbao_tests::binary;
use nianbao_tests::case::{self, Case};
use nianbao_tests::editor::or_skip;
use nianbao_tests::python::{Python, python};
use nianbao_tests::style::FAMILIES;
use serde_json::Value;

const PACKAGES: [&str; 4] = ["duckdb==2.0.1", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"];

fn extract(folder: &Path, arguments: &[&str]) {
    let run = binary::run(folder, &[&["extract", "全县年报"], arguments].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// A folder of reports.
fn county(name: &str, cases: Vec<Case>) -> (PathBuf, Vec<Case>) {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), name);
    std::fs::create_dir(folder.join("全县年报")).unwrap();
    for case in &cases {
        std::fs::write(folder.join(format!("全县年报/{}.nianbao", case.name)), &case.text).unwrap();
    }
    (folder, cases)
}

/// Reports in all shapes without a fault.
fn clean(each: usize) -> Vec<Case> {
    FAMILIES.iter().flat_map(|family| case::clean(*family, each)).collect()
}

#[test]
fn each_figure_is_there_once_as_it_was_written() {
    let (folder, cases) = county("data-figures", clean(60));
    extract(&folder, &["-o", "数字.jsonl"]);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("数字.jsonl")).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let file = Path::new(row["file"].as_str().unwrap()).file_stem().unwrap();
        let written = found.entry(file.to_string_lossy().into_owned()).or_default();
        if row["state"] != "missing" {
            let cell = ["column_name", "written"].map(|key| row[key].as_str().unwrap().to_owned());
            written.push(cell.concat());
        }
    }
    for case in &cases {
        let mut typed: Vec<String> =
            case.cells.iter().map(|cell| format!("{}{}", cell.column, cell.text)).collect();
        typed.sort();
        let found = found.get_mut(&case.name).unwrap();
        found.sort();
        assert_eq!(*found, typed, "{}", case.name);
    }
}

/// The blocks of code of docs/data.md in one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/data.md");
    let page = std::fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let fence = format!("```{language}\n");
    let parts = page.split(&fence).skip(1);
    parts.map(|part| part.split_once("```").unwrap().0.to_owned()).collect()
}

fn python_with_packages(test: &str) -> Option<Python> {
    or_skip(test, python("data", &PACKAGES))
}

#[test]
fn the_queries_of_the_page_run_as_they_stand_there() {
    let Some(python) = python_with_packages("data: queries") else { return };
    let faulty = FAMILIES.iter().flat_map(|family| case::faulty(*family, 1));
    let (folder, _) = county("data-queries", clean(10).into_iter().chain(faulty).collect());
    extract(&folder, &["-o", "数字.parquet"]);
    extract(&folder, &["-o", "数字.csv"]);
    extract(&folder, &["--findings", "-o", "问题.parquet"]);
    let queries = blocks("sql");
    assert!(queries.len() >= 6, "{}", queries.len());
    for query in queries {
        let script = format!(
            "import duckdb\nrows = duckdb.sql('''{query}''').fetchall()\nprint(len(rows), rows[:3])"
        );
        let output = python.run(&script, &folder);
        let said = String::from_utf8(output.stdout).unwrap();
        // No organ has two reports.
        let may_be_none = query.contains("JOIN");
        assert!(may_be_none || !said.starts_with("0 "), "{query}\n{said}");
    }
    let scripts = blocks("python");
    assert!(scripts.len() >= 3, "{}", scripts.len());
    for script in scripts {
        let script = format!("{script}\nassert len(result) > 1, result\nprint(result)");
        python.run(&script, &folder);
    }
}

/// So many cells the form of 2021 has; that of 2019 has a few less.
const FIGURES_OF_A_REPORT: usize = 190;

/// How many figures are added up; `NIANBAO_FIGURES` makes them more.
fn wanted_figures() -> usize {
    let wanted = std::env::var("NIANBAO_FIGURES").ok().and_then(|it| it.parse().ok());
    wanted.unwrap_or(40_000)
}

/// Sums by DuckDB, Polars and pandas, of each row and column, are those of the engine's own values.
#[test]
fn every_reader_adds_up_to_the_same() {
    let Some(python) = python_with_packages("data: sums") else { return };
    let figures = wanted_figures();
    let (folder, cases) = county("data-sums", clean(50));
    // As many as are wanted: the same ones again under other names.
    for number in cases.len()..figures.div_ceil(FIGURES_OF_A_REPORT) {
        let copy = folder.join(format!("全县年报/副本-{number}.nianbao"));
        std::fs::write(copy, &cases[number % cases.len()].text).unwrap();
    }
    extract(&folder, &["-o", "数字.parquet"]);
    extract(&folder, &["-o", "数字.jsonl"]);
    let output = python.run(SUMS, &folder);
    let said = String::from_utf8(output.stdout).unwrap();
    let counts: Vec<usize> = said.split_whitespace().map(|it| it.parse().unwrap()).collect();
    assert!(counts[0] >= figures && counts[1] > 150, "{said}");
}

const SUMS: &str = r#"
import collections, decimal, json
import duckdb, pandas as pd, polars as pl

sums = collections.defaultdict(decimal.Decimal)
rows = 0
for line in open("数字.jsonl", encoding="utf-8"):
    row = json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    rows += 1
    if row["value"] is not None:
        sums[row["table_id"], row["row_id"], row["column_id"]] += row["value"]
keys = ["table_id", "row_id", "column_id"]
found = duckdb.sql(
    "SELECT table_id, row_id, column_id, sum(value) FROM '数字.parquet' WHERE value IS NOT NULL GROUP BY ALL"
).fetchall()
assert {tuple(row[:3]): row[3] for row in found} == dict(sums), "DuckDB"
found = pl.read_parquet("数字.parquet").drop_nulls("value").group_by(keys).agg(pl.col("value").sum())
assert {tuple(row[:3]): row[3] for row in found.rows()} == dict(sums), "Polars"
found = pd.read_parquet("数字.parquet").dropna(subset=["value"]).groupby(keys, observed=True)["value"].agg(lambda it: sum(it, decimal.Decimal(0)))
assert {key: value for key, value in found.items()} == dict(sums), "pandas"
assert duckdb.sql("SELECT count(*) FROM '数字.parquet'").fetchall()[0][0] == rows
print(rows, len(sums))
"#;
