//! `check` of many reports, beside reading them and beside parsing them by tree-sitter alone with as many threads.

use std::path::{Path, PathBuf};
use std::time::Instant;

use nianbao_tests::binary;
use nianbao_tests::many::reports;

use super::floors::parser;

/// How many reports.
const COUNT: usize = 10_000;

pub(crate) fn print() {
    let folder = reports(env!("CARGO_TARGET_TMPDIR"), COUNT);
    let bytes: u64 = files(&folder).iter().map(|file| file.metadata().unwrap().len()).sum();
    println!("`check --statistics` of {COUNT} reports, {} MB.\n", bytes / 1_000_000);
    let read = seconds(|| read(&folder));
    let parsed = seconds(|| parse(&folder));
    let checked = seconds(|| {
        let name = folder.to_str().unwrap();
        let run = binary::run(&folder, &["check", "--exit-zero", "--statistics", name]);
        assert!(run.status.success(), "{run:?}");
    });
    println!("| | seconds | ÷ bare parse |\n| --- | ---: | ---: |");
    for (what, seconds) in [
        ("reading the files", read),
        ("reading and bare parse, all cores", parsed),
        ("`nianbao check`", checked),
    ] {
        println!("| {what} | {seconds:.2} | {:.2} |", seconds / parsed);
    }
}

/// The fastest of three rounds.
fn seconds(act: impl Fn()) -> f64 {
    let time = |_| {
        let begun = Instant::now();
        act();
        begun.elapsed().as_secs_f64()
    };
    (0..3).map(time).fold(f64::INFINITY, f64::min)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn read(folder: &Path) {
    for file in files(folder) {
        std::hint::black_box(std::fs::read(file).unwrap());
    }
}

fn parse(folder: &Path) {
    let files = files(folder);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for part in files.chunks(files.len().div_ceil(threads)) {
            scope.spawn(move || {
                let mut parser = parser();
                for file in part {
                    drop(parser.parse(std::fs::read(file).unwrap(), None).unwrap());
                }
            });
        }
    });
}
