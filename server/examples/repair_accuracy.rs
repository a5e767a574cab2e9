//! Makes the accuracy table of `docs/repair.md`: `cargo run --release -p nianbao --example
//! repair_accuracy`, with the number of trials of each kind if another than 1,000 is wanted.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool for those who work on the program"
)]

#[path = "../tests/repair/figures.rs"]
mod figures;
#[path = "../tests/repair/measure.rs"]
mod measure;
#[path = "../tests/repair/mistakes.rs"]
mod mistakes;

use measure::measure;
use mistakes::Mistake;
use nianbao::form::forms;

fn main() {
    let trials = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(1000);
    for scale in [20, 300, 5000] {
        println!("scale {scale}");
        for mistake in Mistake::ALL {
            let s = measure(&forms()[0], mistake, scale, trials);
            println!(
                "| {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.3} | {:.1} |",
                mistake.name(),
                s.percent(s.first),
                s.percent(s.alone),
                s.percent(s.among_three),
                s.percent(s.misled),
                s.percent(s.silent),
                s.time.as_secs_f64() * 1e3 / s.trials as f64,
                s.longest.as_secs_f64() * 1e3,
            );
        }
    }
}
