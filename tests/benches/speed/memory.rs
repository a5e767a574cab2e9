//! How much memory the server has, where the system tells it.

use nianbao_tests::process::memory;

use super::keystrokes::changes;
use super::texts::{Place, SIZES, report};
use super::wire::Wire;

/// How many keystrokes there are after opening; fewer in texts that take long.
const EDITS: usize = 10_000;

pub(crate) fn print() {
    println!("Resident memory of the server.\n");
    println!(
        "| text | before opening | after opening | after keystrokes | ÷ text |\n| ---: | ---: | ---: | ---: | ---: |"
    );
    for (kilobytes, count) in SIZES {
        let text = report(kilobytes);
        let changes = changes(&text, Place::Late);
        let mut wire = Wire::start();
        let megabytes = |wire: &Wire| memory(wire.process()).unwrap_or(0) as f64 / 1024.0;
        let before = megabytes(&wire);
        wire.open(&text);
        let opened = megabytes(&wire);
        let edits = EDITS.min(count * 4);
        (0..edits).for_each(|round| wire.change(changes.get(round % 2).unwrap()));
        let typed = megabytes(&wire);
        println!(
            "| {} KB | {before:.1} MB | {opened:.1} MB | {typed:.1} MB ({edits}) | {:.1} |",
            text.len() / 1000,
            (typed - before) * 1024.0 * 1024.0 / text.len() as f64
        );
    }
}
