//! How long a keystroke takes until its diagnostics are there, over standard input and output, beside
//! the floor: what tree-sitter alone needs for the same edit of the same text, and for all of it.
//!
//! `cargo bench -p nianbao-tests` prints a table in Markdown; `docs/performance.md` has the last one.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and must stop at once if it meets the unexpected"
)]

use std::ops::Range;
use std::time::{Duration, Instant};

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::json;
use tree_sitter::{InputEdit, Parser, Point, Tree};

/// Texts of about so many kilobytes, and how many keystrokes are measured in each.
const SIZES: [(usize, usize); 4] = [(8, 2000), (80, 1000), (800, 200), (8000, 20)];

/// A faultless report.
const REPORT: &str = include_str!("../../examples/clean.nianbao");

/// Where prose is added to make a report long, and where the author types.
const PLACE: &str = "（二）依申请公开";

/// The report, made as long as asked for by paragraphs that differ from each other.
fn report(kilobytes: usize) -> String {
    let mut prose = String::new();
    let mut at = 0;
    while REPORT.len() + prose.len() < kilobytes * 1000 {
        at += 1;
        prose += &format!(
            "第{at}次工作例会研究了信息发布的安排，要求各科室在{}日内核对栏目内容，对第{}批历史信息逐条标注公开属性，并把结果报办公室汇总。\n\n",
            at % 28 + 1,
            at * 7 % 101,
        );
    }
    REPORT.replacen(PLACE, &format!("{prose}{PLACE}"), 1)
}

/// The middle and the ninety-ninth of a hundred, in milliseconds.
fn quantiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).unwrap().as_secs_f64() * 1000.0;
    (at(50), at(99))
}

/// Each keystroke inserts a character, or takes it away again, in the middle of a paragraph.
fn keystrokes(text: &str, count: usize) -> Vec<Duration> {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let mut document = Document::open(&mut client, "长.nianbao", text);
    document.diagnostics(&mut client);
    let place = place(text);
    let mut times = Vec::new();
    for round in 0..count {
        let change = edit(&document, &place, round);
        let begun = Instant::now();
        document.change(&mut client, &[change]);
        document.diagnostics(&mut client);
        times.push(begun.elapsed());
    }
    times
}

fn edit(document: &Document, place: &Range<usize>, round: usize) -> serde_json::Value {
    match round % 2 {
        0 => document.replace(place.start..place.start, "信"),
        _ => document.replace(place.start..place.start + "信".len(), ""),
    }
}

/// Behind the first character of the paragraph below the place.
fn place(text: &str) -> Range<usize> {
    let heading = text.find(PLACE).unwrap() + PLACE.len();
    let paragraph =
        heading + text.get(heading..).unwrap().find(|c: char| !c.is_whitespace()).unwrap();
    let at = paragraph + text.get(paragraph..).unwrap().chars().next().unwrap().len_utf8();
    at..at
}

/// The same edits, parsed by tree-sitter alone.
fn incremental_parses(text: &str, count: usize) -> Vec<Duration> {
    let mut parser = parser();
    let mut text = text.to_owned();
    let mut tree = parser.parse(&text, None).unwrap();
    let at = place(&text).start;
    let mut times = Vec::new();
    for round in 0..count {
        let (old, new) = if round % 2 == 0 { (0, "信".len()) } else { ("信".len(), 0) };
        text.replace_range(at..at + old, if new == 0 { "" } else { "信" });
        let begun = Instant::now();
        tell(&mut tree, at, old, new);
        tree = parser.parse(&text, Some(&tree)).unwrap();
        times.push(begun.elapsed());
    }
    times
}

/// The tree is asked for bytes only, so the rows need not be right.
fn tell(tree: &mut Tree, at: usize, old: usize, new: usize) {
    let point = |byte| Point { row: 0, column: byte };
    tree.edit(&InputEdit {
        start_byte: at,
        old_end_byte: at + old,
        new_end_byte: at + new,
        start_position: point(at),
        old_end_position: point(at + old),
        new_end_position: point(at + new),
    });
}

fn fresh_parses(text: &str, count: usize) -> Vec<Duration> {
    let mut parser = parser();
    let parse = |_| {
        let begun = Instant::now();
        parser.parse(text, None).unwrap();
        begun.elapsed()
    };
    (0..count).map(parse).collect()
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_nianbao::LANGUAGE.into()).unwrap();
    parser
}

/// From the start of the process to the answer to `initialize`, and to the first diagnostics.
fn starts(text: &str) -> (Vec<Duration>, Vec<Duration>) {
    let start = |_| {
        let begun = Instant::now();
        let mut client = Client::start(&Setup::new(Encoding::Utf16));
        let answered = begun.elapsed();
        let document = Document::open(&mut client, "新.nianbao", text);
        document.diagnostics(&mut client);
        (answered, begun.elapsed())
    };
    (0..30).map(start).unzip()
}

/// What else an editor asks for after a keystroke, one answer each.
fn questions(text: &str, count: usize) -> Vec<(&'static str, Vec<Duration>)> {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    let document = Document::open(&mut client, "问.nianbao", text);
    document.diagnostics(&mut client);
    let position = document.text.position(place(text).start);
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    ["hover", "completion", "semanticTokens/full", "formatting"]
        .map(|method| {
            let ask = |_| {
                let begun = Instant::now();
                let params = json!({ "position": position, "options": options });
                document.ask_with(&mut client, method, params);
                begun.elapsed()
            };
            (method, (0..count).map(ask).collect())
        })
        .into()
}

fn main() {
    println!(
        "| text | keystroke → diagnostics p50 | p99 | incremental parse p50 | fresh parse p50 | keystroke ÷ fresh parse |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for (kilobytes, count) in SIZES {
        let text = report(kilobytes);
        let (p50, p99) = quantiles(keystrokes(&text, count));
        let (incremental, _) = quantiles(incremental_parses(&text, count));
        let (fresh, _) = quantiles(fresh_parses(&text, count.min(200)));
        println!(
            "| {} KB | {p50:.2} ms | {p99:.2} ms | {incremental:.3} ms | {fresh:.2} ms | {:.1} |",
            text.len() / 1000,
            p50 / fresh
        );
    }
    println!();
    println!("| text | question | p50 | p99 |\n| ---: | --- | ---: | ---: |");
    for (kilobytes, count) in SIZES {
        let text = report(kilobytes);
        for (method, times) in questions(&text, count.clamp(10, 200)) {
            let (p50, p99) = quantiles(times);
            println!("| {} KB | {method} | {p50:.2} ms | {p99:.2} ms |", text.len() / 1000);
        }
    }
    let (answered, told) = starts(REPORT);
    println!();
    println!(
        "Start to the answer to `initialize`: {:.1} ms; to the first diagnostics: {:.1} ms (p50).",
        quantiles(answered).0,
        quantiles(told).0
    );
}
