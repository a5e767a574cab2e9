//! Whatever the bytes: the program answers, in good order, with places that are in the text.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use encoding_rs::GB18030;
use fastrand::Rng;
use nianbao_tests::answer::{self, Run};
use nianbao_tests::binary;
use nianbao_tests::case;
use nianbao_tests::expected::Expected;
use nianbao_tests::odd;
use nianbao_tests::style::{FAMILIES, Family};

fn folder(name: &str) -> PathBuf {
    binary::folder(env!("CARGO_TARGET_TMPDIR"), name)
}

/// Checks texts, each in a file of its own, in one run.
fn check_texts(name: &str, texts: &BTreeMap<String, String>) -> Run {
    let folder = folder(name);
    for (file, text) in texts {
        std::fs::write(folder.join(file), text).unwrap();
    }
    answer::check(&folder, &["."])
}

/// Every text has an answer, and every finding's place is in the text it was found in.
fn assert_in_order(run: &Run, texts: &BTreeMap<String, String>) {
    assert!(run.errors.is_empty(), "not read: {:?}", run.errors);
    let anything = Expected { may: [String::new()].into(), ..Expected::default() };
    for (file, text) in texts {
        let answer = run.files.get(file).unwrap_or_else(|| panic!("{file} is not in the answer"));
        let mut wrong = answer.differences(&anything, text);
        // Which sums an odd text has is not asked here.
        wrong.retain(|line| !line.starts_with("false"));
        assert!(wrong.is_empty(), "{file}: {wrong:#?}");
    }
}

#[test]
fn texts_cut_off_anywhere() {
    let mut rng = Rng::with_seed(1);
    let originals = odd::originals();
    let cuts = originals.iter().flat_map(|text| odd::cuts(&mut rng, text, 40)).enumerate();
    let texts = cuts.map(|(index, text)| (format!("cut-{index:03}.nianbao"), text)).collect();
    assert_in_order(&check_texts("robust-cuts", &texts), &texts);
}

/// What tables are made of, over and over: each line may begin a table, and none does.
#[test]
fn lines_that_might_be_tables_without_an_end() {
    let lines = [
        "+--+\n| 1 |\n",
        "│ 甲 │\n├─┤\n",
        "| a |\n\n",
        "12 34 56\n",
        "规章 12 34 56\n",
        "┌─┬─┐\n│规章│3│\n└─┴─┘\n\n",
        "总计\n",
    ];
    let long = lines.iter().map(|line| line.repeat(400_000 / line.len()));
    let texts = long.enumerate().map(|(index, text)| (format!("{index}.nianbao"), text)).collect();
    assert_in_order(&check_texts("robust-long", &texts), &texts);
}

#[test]
fn texts_edited_without_thought() {
    let mut rng = Rng::with_seed(2);
    let mut texts = BTreeMap::new();
    for (index, original) in odd::originals().iter().cycle().take(200).enumerate() {
        texts.insert(format!("mangled-{index:03}.nianbao"), odd::mangled(&mut rng, original));
        texts.insert(format!("scraps-{index:03}.nianbao"), odd::scrap_heap(&mut rng));
    }
    assert_in_order(&check_texts("robust-mangled", &texts), &texts);
}

#[test]
fn odd_characters_and_line_ends() {
    let mut texts = BTreeMap::new();
    for (index, original) in odd::originals().iter().enumerate() {
        // Whether places count a byte order mark is not laid down.
        let variants =
            odd::variants(original).into_iter().filter(|(name, _)| *name != "byte-order-mark");
        texts.extend(variants.map(|(name, text)| (format!("{index}-{name}.nianbao"), text)));
    }
    for (name, text) in [
        ("empty", ""),
        ("newline", "\n"),
        ("tab", "\t"),
        ("bar", "|"),
        ("heading", "一、"),
        ("nul", "\0"),
    ] {
        texts.insert(format!("{name}.nianbao"), text.to_owned());
    }
    assert_in_order(&check_texts("robust-odd", &texts), &texts);
}

#[test]
fn a_byte_order_mark_changes_nothing_that_is_found() {
    for original in odd::originals() {
        let run = answer::read(&binary::run_with_input(
            &["check", "--output-format", "json", "-"],
            original.as_bytes(),
        ));
        let marked = format!("\u{feff}{original}");
        let with_mark = answer::read(&binary::run_with_input(
            &["check", "--output-format", "json", "-"],
            marked.as_bytes(),
        ));
        let keys = |run: &Run| {
            run.files
                .values()
                .flat_map(|answer| &answer.findings)
                .map(answer::key)
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(&run), keys(&with_mark));
    }
}

#[test]
fn random_bytes_are_read_or_refused() {
    let folder = folder("robust-bytes");
    let mut rng = Rng::with_seed(3);
    for index in 0..60 {
        std::fs::write(folder.join(format!("{index}.nianbao")), odd::random_bytes(&mut rng))
            .unwrap();
    }
    let utf16: Vec<u8> =
        odd::originals().remove(0).encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.join("utf16.nianbao"), utf16).unwrap();
    let run = answer::check(&folder, &["."]);
    assert_eq!(run.files.len() + run.errors.len(), 61);
    assert_eq!(run.code == 2, !run.errors.is_empty());
}

/// `bytes` of a finding refer to the text, whatever its encoding in the file.
#[test]
fn gb18030_is_read_like_utf_8() {
    let folder = folder("robust-gb18030");
    let cases: Vec<_> = FAMILIES.iter().flat_map(|&family| case::faulty(family, 1)).collect();
    for case in &cases {
        std::fs::write(folder.join(format!("{}-utf8.nianbao", case.name)), &case.text).unwrap();
        std::fs::write(
            folder.join(format!("{}-gb.nianbao", case.name)),
            GB18030.encode(&case.text).0,
        )
        .unwrap();
    }
    let run = answer::check(&folder, &["."]);
    assert!(run.errors.is_empty(), "not read: {:?}", run.errors);
    for case in &cases {
        let findings = |encoding: &str| {
            &run.files.get(&format!("{}-{encoding}.nianbao", case.name)).unwrap().findings
        };
        // Last year's report and the like are of no account here: the two are of one organ and year.
        assert_eq!(findings("utf8"), findings("gb"), "{}", case.name);
    }
}

#[test]
fn standard_input_gives_the_same_as_a_file() {
    let folder = folder("robust-stdin");
    for case in case::faulty(Family::Stacked, 1) {
        std::fs::write(folder.join("report.nianbao"), &case.text).unwrap();
        let file = answer::check(&folder, &["report.nianbao"]);
        let input = answer::read(&binary::run_with_input(
            &["check", "--output-format", "json", "-"],
            case.text.as_bytes(),
        ));
        let findings = |run: &Run| run.files.values().next().unwrap().findings.clone();
        assert_eq!((findings(&file), file.code), (findings(&input), input.code), "{}", case.name);
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_others_from_being_checked() {
    let folder = folder("robust-missing");
    std::fs::write(folder.join("report.txt"), odd::originals().remove(0)).unwrap();
    let run = answer::check(&folder, &["absent.nianbao", "report.txt"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.errors.iter().collect::<Vec<_>>(), ["absent.nianbao"]);
    assert!(run.files.contains_key("report.txt") && !run.stderr.is_empty());
}
