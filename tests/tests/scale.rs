//! The same figures by Spark: docs/scale.md runs as it stands there, on a cluster of this machine alone, and gives what
//! `nianbao extract` gives in a single process.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::path::Path;

use nianbao_tests::binary;
use nianbao_tests::case;
use nianbao_tests::editor::{Had, or_skip};
use nianbao_tests::python::{Python, python};
use nianbao_tests::spark::Spark;
use nianbao_tests::style::FAMILIES;

const PACKAGES: [&str; 4] = ["duckdb==2.0.1", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"];
/// Of each kind of report.
const EACH: usize = 4;

/// The blocks of code of the page, in order.
fn blocks() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/scale.md");
    let page = std::fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let parts = page.split("```python\n").skip(1);
    parts.map(|part| part.split_once("```").unwrap().0.to_owned()).collect()
}

/// A Python with Spark and the module.
fn installed(folder: &Path) -> Had<Python> {
    let mut python = python("data", &PACKAGES)?;
    let spark = Spark::new()?;
    python.add(&spark.packages(), spark.environment());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    python.install_module(target, &folder.join("site"))?;
    Ok(python)
}

#[test]
fn a_cluster_has_the_figures_of_a_single_process() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "scale");
    let Some(python) = or_skip("scale", installed(&folder)) else { return };
    std::fs::create_dir(folder.join("全省年报")).unwrap();
    for case in FAMILIES.iter().flat_map(|family| case::clean(*family, EACH)) {
        let file = folder.join(format!("全省年报/{}.nianbao", case.name));
        std::fs::write(file, &case.text).unwrap();
    }
    let run = binary::run(&folder, &["extract", "全省年报", "-o", "单机.parquet"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let script = blocks().concat() + SAME;
    let said = python.run(&script, &folder).stdout;
    let rows: usize =
        String::from_utf8(said).unwrap().split_whitespace().last().unwrap().parse().unwrap();
    assert!(rows > EACH * FAMILIES.len() * 150, "{rows}");
}

/// Every row of the one is a row of the other. Where a file lies Spark tells as an address, so its name counts.
const SAME: &str = r#"
import os, urllib.parse

def rows(path):
    table = pl.read_parquet(path).select(COLUMNS)
    name = lambda file: os.path.basename(urllib.parse.unquote(file))
    return sorted(map(repr, ((name(row[0]), *row[1:]) for row in table.rows())))

alone, together = rows("单机.parquet"), rows("数字.parquet/*.parquet")
assert alone == together, [pair for pair in zip(alone, together) if pair[0] != pair[1]][:3]
print(len(alone))
"#;
