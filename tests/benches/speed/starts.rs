//! From the start of the process to the answer to `initialize`, and to the first diagnostics.

use std::time::Instant;

use super::texts::REPORT;
use super::times::median;
use super::wire::Wire;

const COUNT: usize = 50;

pub(crate) fn print() {
    let start = |_| {
        let begun = Instant::now();
        let mut wire = Wire::start();
        let answered = begun.elapsed();
        wire.open(REPORT);
        (answered, begun.elapsed())
    };
    let (answered, told): (Vec<_>, Vec<_>) = (0..COUNT).map(start).unzip();
    println!(
        "Start to the answer to `initialize`: {:.1} ms; to the first diagnostics: {:.1} ms (p50 of {COUNT}).",
        median(answered),
        median(told)
    );
}
