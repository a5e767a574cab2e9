//! What holds of the formatter and of fixes for any report: well made, faulty, or mangled.
//!
//! Once and for all it is done once; no figure changes; nothing changes but blanks, marks of tables and the form's
//! wording; a fix removes its finding and adds none; the editor writes the bytes that the command line writes.
//! `NIANBAO_CASES` makes it longer, and `NIANBAO_SEED` another.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fastrand::Rng;
use nianbao_tests::answer;
use nianbao_tests::binary;
use nianbao_tests::case;
use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::form::entries;
use nianbao_tests::odd;
use nianbao_tests::setup::Setup;
use nianbao_tests::style::FAMILIES;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

/// Reports by file name: of all shapes, faultless and faulty, and mangled ones, with every line end.
fn texts() -> BTreeMap<String, String> {
    let mut rng = Rng::with_seed(number("NIANBAO_SEED", 6));
    let mut originals: Vec<String> = Vec::new();
    for family in FAMILIES {
        let cases = [case::clean(family, 2), case::faulty(family, 1)].concat();
        originals.extend(cases.into_iter().map(|case| case.text));
    }
    let count = usize::try_from(number("NIANBAO_CASES", 160)).unwrap();
    let mangled: Vec<String> = (0..count)
        .map(|_| {
            let original = &originals[rng.usize(..originals.len())];
            let text = odd::mangled(&mut rng, original);
            text.replace('\n', ["\n", "\n", "\r\n", "\r"][rng.usize(..4)])
        })
        .collect();
    let all = originals.into_iter().chain(mangled).enumerate();
    all.map(|(at, text)| (format!("{at:04}.nianbao"), text)).collect()
}

fn folder(name: &str) -> PathBuf {
    binary::folder(env!("CARGO_TARGET_TMPDIR"), &format!("properties-{name}"))
}

fn write(folder: &Path, texts: &BTreeMap<String, String>) {
    for (file, text) in texts {
        std::fs::write(folder.join(file), text).unwrap();
    }
}

fn read(folder: &Path, texts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let text = |file: &String| std::fs::read_to_string(folder.join(file)).unwrap();
    texts.keys().map(|file| (file.clone(), text(file))).collect()
}

/// What the texts become by a command that writes them back.
fn written(
    name: &str,
    command: &[&str],
    texts: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let folder = folder(name);
    write(&folder, texts);
    let run = binary::run(&folder, &[command, &["."]].concat());
    assert_ne!(run.status.code(), Some(2), "{}", String::from_utf8_lossy(&run.stderr));
    read(&folder, texts)
}

/// The commands that may be run without looking.
const SAFE: [(&str, &[&str]); 2] = [("fmt", &["fmt"]), ("fix", &["check", "--fix"])];

#[test]
fn what_is_done_is_done() {
    let texts = texts();
    for (name, command) in SAFE {
        let once = written(&format!("{name}-once"), command, &texts);
        let twice = written(&format!("{name}-twice"), command, &once);
        for (file, text) in &once {
            assert_eq!(text, &twice[file], "{name} {file}: a second time it is another text");
        }
        assert_ne!(once, texts, "{name} did nothing");
    }
}

#[test]
fn only_blanks_and_the_forms_wording_change() {
    let texts = texts();
    let form: BTreeSet<char> = entries().flat_map(|entry| entry.label.chars()).collect();
    // What was put into a label, such as an asterisk, goes with its wording.
    let wording = |c: char| form.contains(&c) || is_layout(c) || !c.is_alphanumeric() || c == '𠮷';
    for (name, command) in SAFE {
        for (file, after) in written(&format!("{name}-wording"), command, &texts) {
            let before = &texts[&file];
            assert_eq!(figures(before), figures(&after), "{name} {file}: figures");
            let prose = |text: &str| {
                let lines = text.split(['\n', '\r']).map(squeezed);
                lines.filter(|line| is_prose(line)).collect::<Vec<_>>()
            };
            if name == "fmt" {
                assert_eq!(prose(before), prose(&after), "{file}: prose");
            }
            let changed: String = difference(before, &after);
            let foreign: String = changed.chars().filter(|c| !wording(*c)).collect();
            assert_eq!(
                foreign, "",
                "{name} {file}: more than blanks and wording came or went: {changed}"
            );
        }
    }
}

/// Blanks, and what tables are drawn with.
fn is_layout(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '-' | ':' | '\u{200b}' | '\u{feff}')
}

fn squeezed(line: &str) -> String {
    line.chars().filter(|c| !is_layout(*c)).collect()
}

/// A sentence that can be in no table.
fn is_prose(line: &str) -> bool {
    line.contains('。') && line.chars().count() > 20
}

/// All figures but those that begin or end a label, sorted.
fn figures(text: &str) -> Vec<String> {
    let digit = |c: char| match u32::from(c) {
        code @ 0xFF10..=0xFF19 => char::from_u32(code - 0xFEE0).unwrap(),
        _ => c,
    };
    let text: String = text.chars().map(digit).collect();
    let mut figures: Vec<String> = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        // Numbers of headings and of labels come and go with their wording.
        .filter(|figure| figure.len() > 1 && !figure.ends_with('.'))
        .map(|figure| figure.trim_matches([',', '.']).replace(',', ""))
        .collect();
    figures.sort();
    figures
}

/// The characters that one text has more often than the other.
fn difference(one: &str, other: &str) -> String {
    let mut counts: BTreeMap<char, i64> = BTreeMap::new();
    for (text, by) in [(one, 1), (other, -1)] {
        for c in text.chars() {
            *counts.entry(c).or_default() += by;
        }
    }
    counts.into_iter().filter(|(_, count)| *count != 0).map(|(c, _)| c).collect()
}

/// What makes two findings of different texts the same. Figures in messages may change.
fn key(finding: &Value) -> String {
    let about = &finding["about"];
    let ids = ["section", "table", "identity", "row", "column"].map(|name| about[name].to_string());
    let message = about.as_object().unwrap().is_empty().then_some(&finding["message"]);
    format!("{} {ids:?} {message:?}", finding["rule"])
}

fn counted<'f>(findings: impl IntoIterator<Item = &'f Value>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

fn level(finding: &Value) -> u8 {
    match finding["severity"].as_str().unwrap() {
        "error" => 2,
        "warning" => 1,
        _ => 0,
    }
}

/// The text after a fix, as its JSON has it: lines and columns in characters, from 1.
fn fixed(text: &str, fix: &Value) -> String {
    let mut edited = String::new();
    let mut at = 0;
    for edit in fix["edits"].as_array().unwrap() {
        let place = |end: &str| offset(text, &edit["range"][end]);
        edited += &text[at..place("start")];
        edited += edit["text"].as_str().unwrap();
        at = place("end");
    }
    edited + &text[at..]
}

fn offset(text: &str, place: &Value) -> usize {
    let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap() - 1;
    let mut start = 0;
    for _ in 0..number("line") {
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).unwrap();
        start += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let line = &text[start..];
    start + line.char_indices().nth(number("column")).map_or(line.len(), |(at, _)| at)
}

/// The findings of each text alone: the same report may be there many times over.
fn check(folder: &Path) -> answer::Run {
    answer::check(
        folder,
        &["--ignore", "copied-prose,broken-stock,broken-carry-over,uncompared-year", "."],
    )
}

#[test]
fn a_fix_removes_its_finding_and_adds_none() {
    let texts = texts();
    let before = folder("fix-before");
    write(&before, &texts);
    let before = check(&before);
    let mut fixes: Vec<(&str, &Value, &Value)> = Vec::new();
    let mut results = BTreeMap::new();
    for (file, answer) in &before.files {
        for finding in &answer.findings {
            for fix in finding["fixes"].as_array().unwrap() {
                let name = format!("{:06}.nianbao", fixes.len());
                results.insert(name, fixed(&texts[file], fix));
                fixes.push((file, finding, fix));
            }
        }
    }
    assert!(fixes.len() > 1000, "{}", fixes.len());
    let after = folder("fix-after");
    write(&after, &results);
    let after = check(&after);
    let mut wrong = Vec::new();
    for ((file, finding, fix), after) in fixes.iter().zip(after.files.values()) {
        let (was, is) = (counted(&before.files[*file].findings), counted(&after.findings));
        let count =
            |counts: &BTreeMap<String, usize>, key: &str| counts.get(key).copied().unwrap_or(0);
        let own = key(finding);
        if count(&is, &own) >= count(&was, &own) {
            wrong.push(format!("{file}: {} stays after {}", finding["message"], fix["title"]));
        }
        let graver = after.findings.iter().filter(|other| level(other) >= level(finding));
        for other in graver.filter(|other| count(&is, &key(other)) > count(&was, &key(other))) {
            wrong.push(format!(
                "{file}: {} adds {}: {}",
                fix["title"], other["rule"], other["message"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), fixes.len(), wrong.join("\n"));
}

#[test]
fn the_editor_writes_what_the_command_line_writes() {
    let texts = texts();
    let formatted = written("editor-fmt", &["fmt"], &texts);
    let mended = written("editor-fix", &["check", "--fix"], &texts);
    let checked = folder("editor-check");
    write(&checked, &texts);
    let checked = answer::check(&checked, &["."]);
    let mut clients = Encoding::ALL.map(|encoding| Client::start(&Setup::new(encoding)));
    for (at, (file, text)) in texts.iter().enumerate() {
        let client = &mut clients[at % Encoding::ALL.len()];
        let document = Document::open_another(client, text);
        let options = json!({ "options": { "tabSize": 4, "insertSpaces": true } });
        let edits = document.ask_with(client, "formatting", options);
        assert_eq!(document.text.edited(&edits), formatted[file], "{file}: formatting");
        let all = actions(client, &document, "source.fixAll");
        let all = all.first().map_or_else(|| text.clone(), |all| document.after(&all["edit"]));
        assert_eq!(all, mended[file], "{file}: all that is safe");
        let fixes =
            checked.files[file].findings.iter().flat_map(|it| it["fixes"].as_array().unwrap());
        let fixes: BTreeSet<String> = fixes.map(|fix| fixed(text, fix)).collect();
        let quick = actions(client, &document, "quickfix");
        let silences = |action: &&Value| action["title"].as_str().unwrap().contains("不再提示");
        let quick = quick.iter().filter(|action| !silences(action));
        let quick: BTreeSet<String> = quick.map(|it| document.after(&it["edit"])).collect();
        assert_eq!(quick, fixes, "{file}: fixes");
        document.close(client);
    }
}

/// The actions of a kind for the document as a whole.
fn actions(client: &mut Client, document: &Document, kind: &str) -> Vec<Value> {
    let context = json!({ "diagnostics": [], "only": [kind], "triggerKind": 1 });
    let params = json!({ "range": document.everything(), "context": context });
    document.ask_with(client, "codeAction", params).as_array().unwrap().clone()
}
