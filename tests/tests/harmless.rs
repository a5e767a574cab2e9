//! Whatever a report looks like, what is written back harms nothing.
//!
//! After `fmt`, after `check --fix` and after `check --fix --unsafe-fixes` no figure of the author's is gone, none stands
//! that was computed from nothing, and no finding is new that is as grave as what was mended. `NIANBAO_CASES` makes it
//! longer, and `NIANBAO_SEED` another.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that meets the unexpected must stop at once, and says what it could not try"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use nianbao_tests::amounts::{Counts, amounts, less};
use nianbao_tests::answer::{self, Answer};
use nianbao_tests::extracted::{Cell, Extracted, extracted};
use nianbao_tests::style::FAMILIES;
use nianbao_tests::{binary, careless, case, fixture, odd};
use serde_json::Value;

/// So many texts are written into a folder at a time.
const BATCH: usize = 400;

/// What is compared with other reports of the folder says nothing of the text itself.
const ACROSS: &str =
    "copied-prose,broken-stock,broken-carry-over,uncompared-year,differing-aggregate";

const COMMANDS: [(&str, &[&str]); 3] = [
    ("fmt", &["fmt"]),
    ("fix", &["check", "--exit-zero", "--fix", "--ignore", ACROSS]),
    ("unsafe", &["check", "--exit-zero", "--fix", "--unsafe-fixes", "--ignore", ACROSS]),
];

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// Reports of all shapes, faultless and faulty; the examples and fixtures; where they are at hand, real ones and cases.
fn originals() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut originals: Vec<String> = Vec::new();
    for family in FAMILIES {
        let cases = [case::clean(family, 2), case::faulty(family, 1)].concat();
        originals.extend(cases.into_iter().map(|case| case.text));
    }
    let shared = root.join("../shared");
    let near = [root.join("examples"), fixture::folder()];
    let far = ["seeds", "cases/real", "cases/pasted", "cases/shapes"].map(|name| shared.join(name));
    let (there, absent): (Vec<_>, Vec<_>) = far.into_iter().partition(|folder| folder.is_dir());
    if !absent.is_empty() {
        eprintln!(
            "NO CASES: {absent:?} are not there, so only the project's own reports are tried"
        );
    }
    for folder in near.into_iter().chain(there) {
        let kinds = if folder.ends_with("shapes") { ["in", "in"] } else { ["nianbao", "txt"] };
        let is_text = |path: &PathBuf| {
            kinds.iter().any(|kind| path.extension().is_some_and(|it| it == *kind))
        };
        let files = fixture::files(&folder).into_iter().filter(is_text);
        // A text in another encoding is none to be edited by characters.
        originals.extend(files.filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    originals.retain(|text| !is_converted(text));
    originals
}

/// Whether a program wrote figures into a text that are not the author's: web pages, which are not written back
/// either, LaTeX, numbers of rows and columns, merged cells over and over.
fn is_converted(text: &str) -> bool {
    let is_counted = |line: &str| line.contains("| 0 | 1 | 2") || line.contains("| 1 | 2 | 3");
    let repeats = |line: &str| {
        let line = line.replace("  ", "\t");
        let cells = line.split(['\t', '|', ',']).map(str::trim);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).skip(1).collect();
        let is_much = cells.len() > 2 || cells.len() == 2 && cells[0].len() > 3;
        is_much && cells[0] != "0" && cells.iter().all(|cell| *cell == cells[0])
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_stacked = lines.windows(3).any(|it| it[0] == it[1] && it[1] == it[2] && it[0].len() > 9);
    is_stacked
        || text.trim_start().starts_with('<')
        || ["<style", "\\begin{", "\\multi", "width="].iter().any(|mark| text.contains(mark))
        || text.lines().any(|line| is_counted(line) || repeats(line))
}

fn file(at: usize) -> String {
    format!("{at:06}.nianbao")
}

fn folder(name: &str, texts: &BTreeMap<String, String>) -> PathBuf {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), &format!("harmless-{name}"));
    for (file, text) in texts {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder
}

/// The texts that a command changes, changed.
fn written(
    name: &str,
    command: &[&str],
    texts: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let folder = folder(name, texts);
    let run = binary::run(&folder, &[command, &["."]].concat());
    assert_ne!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |file: &String| std::fs::read_to_string(folder.join(file)).unwrap();
    let after = texts.keys().map(|file| (file.clone(), read(file)));
    after.filter(|(file, text)| texts[file] != *text).collect()
}

/// What the program makes of texts.
struct Read {
    answers: BTreeMap<String, Answer>,
    cells: BTreeMap<String, Extracted>,
}

impl Read {
    fn of(name: &str, texts: &BTreeMap<String, String>) -> Self {
        let folder = folder(name, texts);
        let answers = answer::check(&folder, &["--ignore", ACROSS, "."]).files;
        Self { answers, cells: extracted(&folder) }
    }
}

/// Not yet is nothing harmed: of so many texts that were changed one still may be. It ought to be none, and the
/// number may only grow.
const ONE_IN: usize = 200;

#[test]
fn nothing_that_is_written_back_is_harmed() {
    let mut rng = Rng::with_seed(number("NIANBAO_SEED", 18));
    let originals = originals();
    let count = usize::try_from(number("NIANBAO_CASES", 300)).unwrap();
    let texts: Vec<String> = (0..count)
        .map(|at| {
            let original = &originals[rng.usize(..originals.len())];
            match at % 8 {
                0 => original.clone(),
                1 => odd::mangled(&mut rng, original),
                _ => careless::edited(&mut rng, original),
            }
        })
        .collect();
    let mut harm = Vec::new();
    let mut changed = 0;
    for (at, batch) in texts.chunks(BATCH).enumerate() {
        let named =
            batch.iter().enumerate().map(|(of, text)| (file(at * BATCH + of), text.clone()));
        let named = named.collect();
        let before = Read::of("before", &named);
        for (name, command) in COMMANDS {
            let after = written(name, command, &named);
            changed += after.len();
            let read = Read::of(&format!("{name}-read"), &after);
            for (file, text) in &after {
                let new = new_findings(&before.answers[file], &read.answers[file]);
                let figures =
                    figures((&named[file], &before.cells[file]), (text, &read.cells[file]));
                harm.extend(
                    new.into_iter().chain(figures).map(|it| format!("{name} {file}: {it}")),
                );
                if harm.last().is_some_and(|it| it.starts_with(&format!("{name} {file}"))) {
                    keep(file, &named[file], &format!("{name}.txt"), text);
                }
            }
        }
    }
    assert!(changed > count / 2, "only {changed} texts were changed");
    let told = format!("{} of {changed}\n{}", harm.len(), harm.join("\n"));
    if !harm.is_empty() {
        writeln!(std::io::stderr().lock(), "\nHARMED {told}").unwrap();
    }
    assert!(harm.len() * ONE_IN <= changed, "{told}");
}

/// Keeps a text that was harmed, for study.
fn keep(file: &str, before: &str, name: &str, after: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("harmless-harmed");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(file), before).unwrap();
    std::fs::write(folder.join(format!("{file}.{name}")), after).unwrap();
}

/// What makes two findings of different texts the same. Figures in messages may change.
fn key(finding: &Value) -> String {
    let about = &finding["about"];
    let ids = ["section", "table", "identity", "row", "column"].map(|name| about[name].as_str());
    let ids = ids.map(|id| id.unwrap_or("-")).join(" ");
    let rule = finding["rule"].as_str().unwrap();
    // What is of little weight is told once for many or one by one.
    if level(finding) == 0 { rule.to_owned() } else { format!("{rule} {ids}") }
}

fn level(finding: &Value) -> usize {
    let levels = ["info", "warning", "error"];
    levels.iter().position(|level| finding["severity"] == *level).unwrap()
}

fn counted<'f>(findings: impl IntoIterator<Item = &'f Value>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Findings that are new and as grave as the gravest that is gone.
fn new_findings(before: &Answer, after: &Answer) -> Vec<String> {
    let (was, is) = (counted(&before.findings), counted(&after.findings));
    let count =
        |counts: &BTreeMap<String, usize>, of: &Value| counts.get(&key(of)).copied().unwrap_or(0);
    let gone = before.findings.iter().filter(|it| count(&is, it) < count(&was, it));
    let gravest = gone.map(level).max().unwrap_or(0);
    let is_new = |it: &&Value| match level(it) {
        0 => count(&was, it) == 0,
        _ => count(&is, it) > count(&was, it),
    };
    let new = after.findings.iter().filter(is_new);
    let new: BTreeSet<String> = new
        .filter(|it| level(it) >= gravest)
        .map(|it| format!("new {}: {}", key(it), it["message"].as_str().unwrap()))
        .collect();
    new.into_iter().collect()
}

/// Figures that are gone, and such as follow from nothing.
fn figures(before: (&str, &Extracted), after: (&str, &Extracted)) -> Vec<String> {
    let (was, is) = (amounts(before.0), amounts(after.0));
    let (mut gone, mut new) = (less(&was, &is), less(&is, &was));
    if gone.is_empty() && new.is_empty() {
        return Vec::new();
    }
    // The year of a title that stood there twice may stand there once.
    let is_year = |figure: &str| figure.len() == 4 && figure.starts_with("20");
    gone.retain(|figure, _| !(is_year(figure) && is.contains_key(figure)));
    for (place, cell) in after.1.cells() {
        let Some(former) = before.1.cell(place) else { continue };
        if former.written != cell.written && is_due(former, cell, after.1.holds(place)) {
            // A table that stands there twice is mended twice.
            let (old, written) = (amounts(&former.written), amounts(&cell.written));
            gone.retain(|figure, _| !old.contains_key(figure));
            new.retain(|figure, _| !written.contains_key(figure));
        }
    }
    // `1,001` may become 1001, and 70.0 may become 70.
    new.retain(|figure, _| {
        let groups = groups(figure);
        let same = format!("{figure}.0");
        if gone.remove(&same).is_some() {
            return false;
        }
        let is_written_anew = groups.len() > 1 && groups.iter().all(|it| gone.contains_key(it));
        if is_written_anew {
            gone.retain(|figure, _| !groups.contains(figure));
        }
        !is_written_anew
    });
    let told = |what: &str, figures: Counts| {
        (!figures.is_empty()).then(|| format!("{what} {:?}", figures.keys().collect::<Vec<_>>()))
    };
    told("gone", gone).into_iter().chain(told("from nothing", new)).collect()
}

/// The groups of three digits of a figure, as marks of thousands part them.
fn groups(figure: &str) -> Vec<String> {
    let groups = figure.as_bytes().rchunks(3).rev();
    groups.map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}

/// Whether what was written into a cell says the same, is what the sums demand, or fills a blank with 0.
fn is_due(former: &Cell, cell: &Cell, holds: bool) -> bool {
    let same = former.value.is_some() && former.value == cell.value;
    let blank = former.is_blank() && cell.value.as_deref() == Some("0");
    same || blank || holds
}
