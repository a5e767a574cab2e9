//! Small reports with one fault each of the kinds that published reports have, and what is to be said of them.
//!
//! The reports are not part of the repository; where they are not at hand the test says so and passes.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that did not run must say so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nianbao_tests::answer::{self, Answer};
use nianbao_tests::binary;

const EXPECTED: &str = include_str!("../fixtures/real.tsv");

fn cases() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/real");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the cases are not at {}; nothing was checked", folder.display());
    None
}

/// The names of the cases, and of each the rules and the words that are expected.
fn expected() -> BTreeMap<&'static str, (BTreeSet<&'static str>, Vec<&'static str>)> {
    let split = |list: &'static str, by: char| list.split(by).filter(|it| !it.is_empty());
    let lines = EXPECTED.lines().filter(|line| !line.starts_with('#'));
    let columns = lines.map(|line| {
        let [name, rules, words] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        (name, (split(rules, ',').collect(), split(words, '|').collect()))
    });
    columns.collect()
}

fn text(cases: &Path, name: &str) -> String {
    std::fs::read_to_string(cases.join(format!("{name}.txt"))).unwrap()
}

/// What is not as expected of an answer.
fn fault(answer: &Answer, rules: &BTreeSet<&str>, words: &[&str]) -> Option<String> {
    let text = |name: &str| -> Vec<&str> {
        answer.findings.iter().map(|finding| finding[name].as_str().unwrap()).collect()
    };
    let (found, messages) = (text("rule"), text("message"));
    let is_told = |word: &&&str| !messages.iter().any(|message| message.contains(**word));
    let missing: Vec<_> = words.iter().filter(is_told).collect();
    let same = found.iter().copied().collect::<BTreeSet<&str>>() == *rules;
    (!same || !missing.is_empty()).then(|| format!("{found:?} {messages:?}, missing {missing:?}"))
}

#[test]
fn each_case_is_told_as_it_should_be() {
    let Some(cases) = cases() else { return };
    let expected = expected();
    let listed = std::fs::read_to_string(cases.join("EXPECTED.tsv")).unwrap();
    let listed: BTreeSet<&str> =
        listed.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(listed, expected.keys().copied().collect());
    let mut wrong = Vec::new();
    for (name, (rules, words)) in &expected {
        let run = answer::check(&cases, &[&format!("{name}.txt")]);
        let answer = run.files.values().next().unwrap();
        wrong.extend(fault(answer, rules, words).map(|fault| format!("{name}: {fault}")));
    }
    println!("{} of {} cases are as expected", expected.len() - wrong.len(), expected.len());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

#[test]
fn the_organ_is_the_titles_and_not_the_web_pages() {
    let Some(cases) = cases() else { return };
    for (name, organ) in [
        ("K08_chrome_breadcrumb", "云杉县民政局"),
        ("K08_chrome_bar_line", "云杉县民政局"),
        ("K08_chrome_column_name", "云杉县民政局"),
        ("K08_chrome_listen", "青禾县水利局"),
    ] {
        let run = answer::check(&cases, &[&format!("{name}.txt")]);
        let answer = run.files.values().next().unwrap();
        assert_eq!(answer.organ.as_deref(), Some(organ), "{name}");
        assert_eq!(answer.year, Some(2024), "{name}");
    }
}

#[test]
fn two_years_of_an_organ_by_two_names_are_compared() {
    let Some(cases) = cases() else { return };
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "real-years");
    for year in ["2023", "2024"] {
        let text = text(&cases, &format!("K24_two_years_prefix_{year}"));
        std::fs::write(folder.join(format!("{year}.nianbao")), text).unwrap();
    }
    let run = answer::check(&folder, &["."]);
    let found = &run.files["2024.nianbao"].findings;
    assert!(found.iter().any(|it| it["rule"] == "broken-carry-over"), "{found:?}");
}

/// A case after a command that writes it.
fn written(cases: &Path, name: &str, command: &[&str]) -> String {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "real-written");
    let file = folder.join("report.nianbao");
    std::fs::write(&file, text(cases, name)).unwrap();
    let run = binary::run(&folder, &[command, &["report.nianbao"]].concat());
    assert_ne!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn nothing_that_is_written_back_is_harmed() {
    let Some(cases) = cases() else { return };
    let unsafe_fixes: &[&str] = &["check", "--fix", "--unsafe-fixes"];
    for command in [&["fmt"][..], &["check", "--fix"], unsafe_fixes] {
        let count = |name: &str, part: &str| {
            let after = written(&cases, name, command);
            let rows = ['\t', '|'];
            after.lines().filter(|line| line.starts_with(part) && !line.contains(rows)).count()
        };
        assert_eq!(count("K26_fmt_renumbers", "六、"), 1, "{command:?}");
        assert_eq!(count("K20_section1_renamed", "一、"), 1, "{command:?}");
        assert_eq!(count("K20_section5_renamed", "五、"), 1, "{command:?}");
        assert_eq!(count("K35_figure_before_heading", "798"), 1, "{command:?}");
        assert!(written(&cases, "K22_2019_amount_yuan", command).contains("251000元"));
        let after = written(&cases, "K02_unsafe_fix_zero_tables", command);
        assert_eq!(after.matches("行政许可").count(), 1, "{command:?}");
    }
}
