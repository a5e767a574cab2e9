//! What was changed in a report, and nothing else, is what `nianbao compare` tells: figures cell by cell, paragraphs one by one.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use nianbao_tests::binary;
use serde_json::Value;

/// `NIANBAO_CASES` makes it long.
const CASES: u64 = 60;
/// Paragraphs shorter than this are not compared.
const SHORTEST: usize = 40;

/// A figure that was changed: its line from 1, and what it was and is.
type Changed = (usize, String, String);

/// A copy of a report, and what is another in it.
struct Copied {
    text: String,
    figures: BTreeSet<Changed>,
    /// The lines, from 1, of paragraphs that still are nearly the same.
    same: BTreeSet<usize>,
}

fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/clean.nianbao");
    std::fs::read_to_string(root).unwrap().replace("\r\n", "\n")
}

/// The report of the year after it, copied as people do.
fn copied(rng: &mut Rng, text: &str) -> Copied {
    let mut copied =
        Copied { text: String::new(), figures: BTreeSet::new(), same: BTreeSet::new() };
    let mut section = 0;
    for (index, line) in text.lines().enumerate() {
        section += usize::from(line.chars().nth(1) == Some('、') && !line.starts_with('|'));
        let line = match line {
            row if row.starts_with('|') => copied.row(rng, index + 1, row),
            // What stands before the first section and in the last is set phrases.
            prose if (1..6).contains(&section) => copied.paragraph(rng, index + 1, prose),
            other => other.to_owned(),
        };
        copied.text += &line.replace("2023年", "2024年");
        copied.text.push('\n');
    }
    copied
}

impl Copied {
    fn row(&mut self, rng: &mut Rng, line: usize, row: &str) -> String {
        let cells = row.split('|').map(|cell| {
            let figure = cell.trim();
            if figure.parse::<f64>().is_err() || rng.u8(0..12) > 0 {
                return cell.to_owned();
            }
            let other = loop {
                let other = rng.u32(0..3_000).to_string();
                if other != figure {
                    break other;
                }
            };
            self.figures.insert((line, figure.to_owned(), other.clone()));
            format!(" {other} ")
        });
        cells.collect::<Vec<_>>().join("|")
    }

    fn paragraph(&mut self, rng: &mut Rng, line: usize, prose: &str) -> String {
        if prose.chars().count() < SHORTEST {
            return prose.to_owned();
        }
        match rng.u8(0..3) {
            // Written anew.
            0 => (0..prose.chars().count()).map(|_| rng.char('一'..='龥')).collect(),
            // A word or two are others.
            1 => {
                self.same.insert(line);
                prose.replacen("信息", "资料", 1).replacen('。', "，下同。", 1)
            }
            _ => {
                self.same.insert(line);
                prose.to_owned()
            }
        }
    }
}

fn told(folder: &Path) -> Value {
    let arguments = ["compare", "去年.nianbao", "今年.nianbao", "--output-format", "json"];
    let run = binary::run(folder, &arguments);
    assert!(run.status.code().is_some_and(|code| code < 2), "{run:?}");
    serde_json::from_slice(&run.stdout).unwrap()
}

fn folder(text: &str) -> PathBuf {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "compare-seeded");
    std::fs::write(folder.join("去年.nianbao"), text).unwrap();
    folder
}

#[test]
fn exactly_what_was_changed_is_told() {
    let text = example();
    let folder = folder(&text);
    let cases = std::env::var("NIANBAO_CASES").ok().and_then(|it| it.parse().ok());
    let (mut figures, mut paragraphs) = (0, 0);
    for seed in 0..cases.unwrap_or(CASES) {
        let copied = copied(&mut Rng::with_seed(seed), &text);
        std::fs::write(folder.join("今年.nianbao"), &copied.text).unwrap();
        let told = told(&folder);
        let pair = &told["pairs"][0];
        assert_eq!(pair["relation"], "next-year");
        let cell = |it: &Value| {
            let written = |side: &str| it[side]["written"].as_str().unwrap().to_owned();
            (it["after"]["line"].as_u64().unwrap() as usize, written("before"), written("after"))
        };
        let all: Vec<Changed> = pair["differences"].as_array().unwrap().iter().map(cell).collect();
        assert_eq!(all.len(), copied.figures.len(), "{seed}: {all:?}");
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), copied.figures, "{seed}");
        let passages = pair["passages"].as_array().unwrap().iter();
        let lines = passages.map(|it| {
            assert_eq!(it["before"]["line"], it["after"]["line"], "{seed}");
            it["after"]["line"].as_u64().unwrap() as usize
        });
        assert_eq!(lines.collect::<BTreeSet<_>>(), copied.same, "{seed}");
        figures += copied.figures.len();
        paragraphs += copied.same.len();
    }
    assert!(figures > 300 && paragraphs > 100, "{figures} {paragraphs}");
}
