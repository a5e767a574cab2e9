//! From a keystroke to its diagnostics.

use std::time::Duration;

use nianbao_tests::text_model::{Encoding, Text};
use serde_json::json;

use super::floors::{fresh_parses, incremental_parses, rope_edits};
use super::texts::{Place, SIZES, report};
use super::times::{self, median, quantiles};
use super::wire::{URI, Wire};

/// The fastest of three rounds counts, since what else a machine does only makes it slower.
const ROUNDS: usize = 3;

pub(crate) fn print() {
    println!("Keystroke → diagnostics over standard input and output; in milliseconds.\n");
    println!(
        "| text | where | p50 | p99 | a message that asks nothing | rope and copy | incremental parse | fresh parse | p50 ÷ fresh parse |"
    );
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (kilobytes, count) in SIZES {
        let text = report(kilobytes);
        for place in Place::ALL {
            let rounds = (0..ROUNDS).map(|_| quantiles(keystrokes(&text, place, count)));
            let (p50, p99) = rounds.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
            let fresh = median(fresh_parses(&text, count.min(300)));
            println!(
                "| {} KB | {} | {p50:.3} | {p99:.3} | {:.3} | {:.3} | {:.3} | {fresh:.3} | {:.2} |",
                text.len() / 1000,
                place.name(),
                median(silences(count.min(500))),
                median(rope_edits(&text, place, count.min(500))),
                median(incremental_parses(&text, place, count)),
                p50 / fresh
            );
        }
    }
}

/// Each keystroke inserts something, or takes it away again.
fn keystrokes(text: &str, place: Place, count: usize) -> Vec<Duration> {
    let changes = changes(text, place);
    let mut wire = Wire::start();
    wire.open(text);
    times::of(count, |round| wire.change(changes.get(round % 2).unwrap()))
}

/// What is sent to insert and to take away.
pub(crate) fn changes(text: &str, place: Place) -> [String; 2] {
    let (at, typed) = (place.offset(text), place.typed());
    let before = Text::new(text, Encoding::Utf16);
    let mut after = before.clone();
    let insert = json!({ "range": before.range(at..at), "text": typed });
    after.change(&insert);
    let remove = json!({ "range": after.range(at..at + typed.len()), "text": "" });
    [insert.to_string(), remove.to_string()]
}

/// What the way there and back takes.
fn silences(count: usize) -> Vec<Duration> {
    let mut wire = Wire::start();
    let nowhere = json!({ "textDocument": { "uri": format!("{URI}.none") }, "position": { "line": 0, "character": 0 } });
    times::of(count, |_| wire.ask("textDocument/hover", &nowhere))
}
