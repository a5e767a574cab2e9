//! What holds of the formatter for any text: the examples, the seeds, and what becomes of them under
//! thoughtless editing.
#![allow(clippy::print_stderr, reason = "a test that finds no seeds must say so")]
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use std::path::Path;

use analysis::Analysis;
use finding::About;
use form::unspaced;
use format::{edits, formatted};
use report::{Cells, ElementKind};
use text::apply;

/// A table's edition and position in the form, block, row, column, and what is written there.
type Place = (String, usize, usize, usize, usize, String);

#[test]
fn examples_and_seeds() {
    for (name, text) in originals() {
        check(&name, &text);
        let text = formatted(&text);
        let analysis = Analysis::new(text.clone());
        assert_canonical(&name, &analysis);
        assert!(!text.contains("\n\n\n") && !text.starts_with('\n') && text.ends_with('\n'));
        let stray = |line: &str| line.trim_matches(['\u{3000}', '\u{a0}', ' ', '\t']) != line;
        assert!(!text.lines().any(stray), "{name}: stray blanks");
    }
}

/// The six headings as the form has them, and each table in the canonical shape.
fn assert_canonical(name: &str, analysis: &Analysis) {
    let report = &analysis.report;
    let headings = report.sections.iter().map(|section| &analysis.text[section.heading.clone()]);
    let official =
        report.form.sections.iter().map(|section| format!("{}、{}", section.number, section.title));
    assert!(headings.eq(official), "{name}");
    let tables: Vec<usize> = report.official_tables().map(|(_, table)| table.index).collect();
    assert_eq!(tables, [0, 1, 2], "{name}");
    assert!(!analysis.text.contains('\t'), "{name}: a table is not in the canonical shape");
}

#[test]
fn mangled_texts() {
    let originals = originals();
    let mut random = Random(20);
    for round in 0..60 {
        for (name, text) in &originals {
            check(&format!("{name}, mangled {round}"), &mangled(&mut random, text));
        }
    }
}

#[test]
fn scraps() {
    let mut random = Random(21);
    for round in 0..2000 {
        let count = random.below(60);
        let text: String = (0..count)
            .map(|_| if random.below(2) == 0 { random.of(&WORDS) } else { random.of(&SCRAPS) })
            .collect();
        check(&format!("scraps {round}"), &text);
    }
}

#[test]
fn beginnings() {
    let mut random = Random(22);
    for (name, text) in originals() {
        for _ in 0..40 {
            let at = text.floor_char_boundary(random.below(text.len()));
            check(&format!("{name} up to {at}"), &text[..at]);
        }
    }
}

/// Formatting twice is formatting once, the edits are sound, and nothing is lost.
#[track_caller]
fn check(name: &str, text: &str) {
    let before = Analysis::new(text.to_owned());
    let edits = edits(text, &before.report);
    let sound = edits.windows(2).all(|two| two[0].range.end <= two[1].range.start)
        && edits.iter().all(|edit| text[edit.range.clone()] != edit.text);
    assert!(sound, "{name}: {edits:?}\n{text}");
    let once = apply(text, &edits);
    assert_eq!(once, formatted(text), "{name}");
    assert_eq!(formatted(&once), once, "{name}: a second time\n{text:?}");
    let after = Analysis::new(once);
    let sums = |analysis: &Analysis| -> Vec<About> {
        let sums = analysis.findings.iter().filter(|finding| finding.rule == "unbalanced-sum");
        sums.map(|finding| finding.about.clone()).collect()
    };
    assert_same(name, "prose", prose(&before), prose(&after));
    assert_same(name, "figures", figures(&before), figures(&after));
    assert_same(name, "digits", digits(&before), digits(&after));
    // Rows may have been put in order, and the findings with them.
    let (mut before, mut after) = (sums(&before), sums(&after));
    before.sort_by_key(|about| format!("{about:?}"));
    after.sort_by_key(|about| format!("{about:?}"));
    assert_same(name, "sums", before, after);
}

#[track_caller]
fn assert_same<T: PartialEq + std::fmt::Debug>(name: &str, what: &str, one: Vec<T>, two: Vec<T>) {
    let differs = one.iter().zip(&two).find(|(one, two)| one != two);
    assert!(one == two, "{name}: {what}: {} and {}, {differs:?}", one.len(), two.len());
}

/// The text outside of tables, without blanks; of the headings of sections only which they are.
fn prose(analysis: &Analysis) -> Vec<String> {
    let report = &analysis.report;
    let elements = report.elements.iter().enumerate();
    elements
        .filter(|(_, element)| {
            !matches!(element.kind, ElementKind::Row { .. } | ElementKind::Delimiter { .. })
        })
        .map(|(at, element)| {
            let section = report.sections.iter().find(|section| section.body.start == at + 1);
            match section {
                Some(section) => format!("# {}", section.index),
                None => unspaced(&analysis.text[element.range.clone()]),
            }
        })
        .filter(|text| !text.is_empty())
        .collect()
}

/// Every figure of every official table.
fn figures(analysis: &Analysis) -> Vec<Place> {
    let mut figures = Vec::new();
    for (_, official) in analysis.report.official_tables() {
        for block in &official.blocks {
            for row in &block.rows {
                let Cells::Read(cells) = &row.cells else { continue };
                for (column, cell) in cells.iter().enumerate() {
                    let Some(cell) = cell else { continue };
                    let edition = official.form.edition.clone();
                    let text = analysis.text[cell.range.clone()].replace("\r\n", "\n");
                    let text = text.replace('\r', "\n");
                    figures.push((edition, official.index, block.index, row.index, column, text));
                }
            }
        }
    }
    figures.sort();
    figures
}

/// The digits in all rows of tables, sorted.
fn digits(analysis: &Analysis) -> Vec<char> {
    let rows = analysis.report.elements.iter();
    let rows = rows.filter(|element| matches!(element.kind, ElementKind::Row { .. }));
    let text = rows.flat_map(|row| analysis.text[row.range.clone()].chars());
    let mut digits: Vec<char> = text.filter(|c| c.is_numeric() && !NUMERALS.contains(*c)).collect();
    digits.sort_unstable();
    digits
}

/// Numerals that stand in labels, which may come and go with groups.
const NUMERALS: &str = "一二三四五六七八九十";

/// The examples and, where they are at hand, the seeds: their names and texts.
fn originals() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut originals = texts(&root.join("examples"));
    assert_eq!(originals.len(), 3);
    let seeds = texts(&root.join("../shared/seeds"));
    if seeds.is_empty() {
        eprintln!("NO SEEDS: ../shared/seeds is not there, so only the examples are tried");
    }
    originals.extend(seeds);
    originals
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut texts: Vec<(String, String)> = files
        .filter_map(|file| {
            let path = file.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
        .collect();
    texts.sort();
    texts
}

/// What may be typed or pasted into the middle of a report.
const SCRAPS: [&str; 30] = [
    "\t",
    "\t\t",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "|",
    " | ",
    "| --- |\n",
    "一、",
    "（一）",
    "1.",
    "2、 ",
    "《",
    "“",
    "<!--",
    "-->",
    "<!-- 注 -->",
    "\0",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
    "\u{200b}",
    "\u{b}",
    "𠮷👨‍👩‍👧",
    "\u{3000}",
    "\u{a0}",
    "\\",
    " ",
    "\u{2003}",
];

const WORDS: [&str; 16] = [
    "0",
    "12",
    "总计",
    "自然人",
    "第二十条第（一）项",
    "行政复议",
    "三、本年度办理结果",
    "（七）总计",
    "规章",
    "行政许可",
    "本年处理决定数量",
    "总体情况",
    "主动公开政府信息情况",
    "2023年",
    "云岭县",
    "年度报告",
];

/// A text after a few rounds of thoughtless editing.
fn mangled(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=random.below(12) {
        let (at, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(6) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].clear(),
            _ => {
                let place = lines[at].floor_char_boundary(random.below(lines[at].len() + 1));
                let scrap =
                    if random.below(4) == 0 { random.of(&WORDS) } else { random.of(&SCRAPS) };
                lines[at].insert_str(place, scrap);
            }
        }
    }
    let line_end = random.of(&["\n", "\n", "\n", "\r\n", "\r"]);
    lines.join(line_end)
}

/// A xorshift generator: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}
