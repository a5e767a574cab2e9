//! The formatter: sure of itself the second time, and never at the cost of a figure or a word.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a failed case must be shown whole")]

use std::collections::BTreeSet;
use std::path::Path;

use fastrand::Rng;
use nianbao_tests::answer::{self, Answer};
use nianbao_tests::binary;
use nianbao_tests::canonical;
use nianbao_tests::case::{self, Case};
use nianbao_tests::form::entries;
use nianbao_tests::identity::Broken;
use nianbao_tests::odd;
use nianbao_tests::style::{FAMILIES, Family};

/// Each text as `nianbao fmt -` writes it.
fn formatted(texts: &[&str]) -> Vec<String> {
    let inputs: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    let outputs = binary::run_with_each_input(&["fmt", "-"], &inputs);
    let text = |output: std::process::Output| {
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    outputs.into_iter().map(text).collect()
}

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

fn check(family: Family) {
    let cases = [case::clean(family, 40), case::faulty(family, 2)].concat();
    let once = formatted(&cases.iter().map(|case| case.text.as_str()).collect::<Vec<_>>());
    let twice = formatted(&once.iter().map(String::as_str).collect::<Vec<_>>());
    let folder =
        binary::folder(env!("CARGO_TARGET_TMPDIR"), &format!("format-{family:?}").to_lowercase());
    let [before, after] = ["before", "after"].map(|name| folder.join(name));
    write_all(&before, &cases, cases.iter().map(|case| &case.text));
    write_all(&after, &cases, &once);
    let [found_before, found_after] = [&before, &after].map(|folder| answer::check(folder, &["."]));
    let mut failed = 0;
    for ((case, once), twice) in cases.iter().zip(&once).zip(&twice) {
        let sums = [&found_before, &found_after].map(|run| run.files.get(&file(case)).map(sums));
        let mut wrong = changed(case, once);
        wrong.extend((once != twice).then(|| "formatted twice it is another text".to_owned()));
        wrong.extend(
            (sums[0] != sums[1]).then(|| format!("sums were {:?} and are {:?}", sums[0], sums[1])),
        );
        if !wrong.is_empty() {
            eprintln!(
                "{}\n  {}\n  {:?}",
                after.join(file(case)).display(),
                wrong.join("\n  "),
                case.style
            );
            failed += 1;
        }
    }
    assert_eq!(failed, 0, "of {} cases", cases.len());
}

fn write_all<'a>(folder: &Path, cases: &[Case], texts: impl IntoIterator<Item = &'a String>) {
    std::fs::create_dir_all(folder).unwrap();
    for (case, text) in cases.iter().zip(texts) {
        std::fs::write(folder.join(file(case)), text).unwrap();
    }
}

fn file(case: &Case) -> String {
    format!("{}.nianbao", case.name)
}

fn sums(answer: &Answer) -> BTreeSet<Broken> {
    answer.sums().into_iter().map(|found| found.sum).collect()
}

/// What formatting must not have changed, and what it must have brought about.
fn changed(case: &Case, formatted: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let text = squeezed(formatted);
    let mut rest = text.as_str();
    for paragraph in case.paragraphs.iter().map(|paragraph| squeezed(paragraph)) {
        match rest.split_once(&paragraph) {
            Some((_, after)) => rest = after,
            None => wrong.push(format!("lost the paragraph {paragraph}")),
        }
    }
    let [mut before, mut after] = [figures(&case.text), figures(formatted)];
    if !case.style.keeps_order() {
        before.sort();
        after.sort();
    }
    if before != after {
        wrong.push(format!("figures were {before:?} and are {after:?}"));
    }
    if case.clean {
        wrong.extend(canonical::differences(formatted, &case.cells));
        wrong.extend((!canonical::is_narrow(formatted)).then(|| "表三 is too wide".to_owned()));
    }
    wrong
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The figures outside of headings, which may get another number, in order: digits in ASCII, without separators.
fn figures(text: &str) -> Vec<String> {
    let titles: Vec<String> = entries()
        .filter(|entry| entry.part == "sections")
        .map(|entry| words(entry.label))
        .collect();
    let lines = text
        .lines()
        .filter(|line| !titles.iter().any(|title| line.trim_end().ends_with(title.as_str())));
    lines.flat_map(|line| numbers(&line.chars().map(ascii_digit).collect::<String>())).collect()
}

fn words(heading: &str) -> String {
    heading.split_once('、').map_or(heading, |(_, words)| words).to_owned()
}

fn ascii_digit(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF10..=0xFF19 => char::from_u32(code - 0xFEE0).unwrap(),
        _ => character,
    }
}

/// Runs of digits, with `1,234`, `1 234` and `0.021` taken as one.
fn numbers(line: &str) -> Vec<String> {
    let mut numbers = vec![String::new()];
    let characters: Vec<char> = line.chars().collect();
    for (index, &character) in characters.iter().enumerate() {
        let digit_after = characters.get(index + 1).is_some_and(char::is_ascii_digit);
        let current = numbers.last_mut().unwrap();
        match character {
            '0'..='9' => current.push(character),
            ',' | ' ' if digit_after && !current.is_empty() => {}
            '.' if digit_after && !current.is_empty() => current.push('.'),
            _ if !current.is_empty() => numbers.push(String::new()),
            _ => {}
        }
    }
    numbers.retain(|number| !number.is_empty());
    numbers
}

/// No promise but these holds for a mangled text: a second time changes nothing, and no figure is lost.
#[test]
fn mangled_texts() {
    let mut rng = Rng::with_seed(4);
    let originals = odd::originals();
    let texts: Vec<String> =
        originals.iter().cycle().take(120).map(|text| odd::mangled(&mut rng, text)).collect();
    let once = formatted(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let twice = formatted(&once.iter().map(String::as_str).collect::<Vec<_>>());
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "format-mangled");
    for (index, (text, once)) in texts.iter().zip(&once).enumerate() {
        std::fs::write(folder.join(format!("{index}-before.nianbao")), text).unwrap();
        std::fs::write(folder.join(format!("{index}-after.nianbao")), once).unwrap();
    }
    let restless: Vec<usize> =
        (0..texts.len()).filter(|&index| once.get(index) != twice.get(index)).collect();
    assert!(
        restless.is_empty(),
        "formatted twice these are other texts: {restless:?} in {}",
        folder.display()
    );
    let sorted = |text: &String| {
        let mut figures = figures(text);
        figures.sort();
        figures
    };
    let lossy: Vec<usize> =
        (0..texts.len()).filter(|&i| texts.get(i).map(sorted) != once.get(i).map(sorted)).collect();
    assert!(lossy.is_empty(), "figures were lost or made: {lossy:?} in {}", folder.display());
}

#[test]
fn what_fmt_wrote_needs_no_formatting() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "format-check");
    let text = case::clean(FAMILIES[3], 1).remove(0).text;
    std::fs::write(folder.join("report.nianbao"), &text).unwrap();
    let exit = |arguments: &[&str]| binary::run(&folder, arguments).status.code();
    assert_eq!(exit(&["fmt", "--check", "report.nianbao"]), Some(1));
    assert_eq!(
        std::fs::read_to_string(folder.join("report.nianbao")).unwrap(),
        text,
        "--check wrote the file"
    );
    assert_eq!(exit(&["fmt", "report.nianbao"]), Some(0));
    assert_eq!(exit(&["fmt", "--check", "report.nianbao"]), Some(0));
    let written = std::fs::read_to_string(folder.join("report.nianbao")).unwrap();
    assert_eq!(formatted(&[&text]), [written], "`fmt FILE` and `fmt -` differ");
}
