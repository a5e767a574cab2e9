//! `extract` of many reports, beside `check` of them, and beside a script of regular expressions and pandas that does the same:
//! `cargo bench --bench extract`. Only figures of one run can be compared.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark that meets the unexpected must stop at once, and prints what it measured"
)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nianbao_tests::binary;
use nianbao_tests::many::reports;
use nianbao_tests::process::most_memory;
use nianbao_tests::python::python;

const COUNT: usize = 10_000;
const MANY: usize = 100_000;
/// So many are read by the script; all of them would take minutes.
const READ: usize = 500;
const ROUNDS: usize = 3;

/// What somebody writes who reads such reports with regular expressions: titles, and the tables' rows in the shape that the
/// program writes, with their sums.
const SCRIPT: &str = include_str!("regular_expressions.py");

fn main() {
    let target = env!("CARGO_TARGET_TMPDIR");
    let folder = reports(target, COUNT);
    let checked = fastest(&["check", "--exit-zero", "--statistics", "."], &folder);
    println!("{COUNT} reports, the best of {ROUNDS} rounds.\n");
    println!("| | seconds | ÷ check | most memory |\n| --- | ---: | ---: | ---: |");
    row("`check --statistics`", checked, checked);
    let into = |ending: &str| format!("{target}/bench-extract.{ending}");
    let mut parquet = checked;
    for ending in ["parquet", "csv", "jsonl"] {
        let taken = fastest(&["extract", ".", "--force", "-o", &into(ending)], &folder);
        row(&format!("`extract -o 数字.{ending}`"), taken, checked);
        if ending == "parquet" {
            parquet = taken;
        }
    }

    let python =
        python("data", &["duckdb==2.0.1", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"]);
    let output = python.unwrap().run(&SCRIPT.replace("COUNT", &READ.to_string()), &folder);
    let said = String::from_utf8(output.stdout).unwrap();
    let seconds: f64 = said.split_whitespace().next().unwrap().parse().unwrap();
    let (ours, theirs) = (parquet.time.as_secs_f64() / COUNT as f64, seconds / READ as f64);
    println!(
        "\nregular expressions and pandas: {:.2} ms a report, {:.0} × as long as extract's {:.3} ms",
        theirs * 1_000.0,
        theirs / ours,
        ours * 1_000.0
    );

    let folder = reports(target, MANY);
    let taken = once(&["extract", ".", "--force", "-o", &into("parquet")], &folder);
    println!(
        "\n{MANY} reports to Parquet: {:.2} s, {:.1} MB of memory at most",
        taken.time.as_secs_f64(),
        taken.memory
    );
    std::fs::remove_dir_all(folder).unwrap();
}

/// What a run took.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    /// Megabytes.
    memory: f64,
}

fn row(what: &str, taken: Taken, checked: Taken) {
    let (time, memory) = (taken.time.as_secs_f64(), taken.memory);
    println!("| {what} | {time:.2} | {:.2} | {memory:.1} MB |", time / checked.time.as_secs_f64());
}

fn fastest(arguments: &[&str], folder: &Path) -> Taken {
    let rounds = (0..ROUNDS).map(|_| once(arguments, folder));
    rounds.min_by_key(|taken| taken.time).unwrap()
}

fn once(arguments: &[&str], folder: &Path) -> Taken {
    let begun = Instant::now();
    let mut command = Command::new(binary::binary());
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut memory = 0;
    let status = loop {
        memory = memory.max(most_memory(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = begun.elapsed();
    assert!(status.success(), "{arguments:?}");
    Taken { time, memory: memory as f64 / 1024.0 }
}
