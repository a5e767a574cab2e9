//! What else an editor asks for after a keystroke.

use nianbao_tests::text_model::{Encoding, Text};
use serde_json::json;

use super::texts::{Place, SIZES, report};
use super::times::{self, quantiles};
use super::wire::{URI, Wire};

const METHODS: [&str; 5] =
    ["hover", "completion", "documentSymbol", "semanticTokens/full", "formatting"];

pub(crate) fn print() {
    println!("Questions right after opening; in milliseconds.\n");
    println!("| text | question | p50 | p99 |\n| ---: | --- | ---: | ---: |");
    for (kilobytes, count) in SIZES {
        let text = report(kilobytes);
        let position = Text::new(&text, Encoding::Utf16).position(Place::Late.offset(&text));
        let mut wire = Wire::start();
        wire.open(&text);
        for method in METHODS {
            let params = json!({
                "textDocument": { "uri": URI },
                "position": position,
                "options": { "tabSize": 4, "insertSpaces": true },
            });
            let times = times::of(count.clamp(10, 200), |_| {
                wire.ask(&format!("textDocument/{method}"), &params);
            });
            let (p50, p99) = quantiles(times);
            println!("| {} KB | {method} | {p50:.2} | {p99:.2} |", text.len() / 1000);
        }
    }
}
