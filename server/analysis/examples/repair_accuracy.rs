//! Makes `docs/repair.md`: `cargo run --release -p analysis --example repair_accuracy > docs/repair.md`,
//! with the number of trials of each kind if another than 500 is wanted.
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

use form::edition;

use measure::{Score, measure};
use mistakes::Mistake;

const INTRODUCTION: &str = "\
# How often the right cell is named

<!-- Made by `cargo run --release -p analysis --example repair_accuracy > docs/repair.md`. Change the example, not this page. -->

Reports of an invented organ are filled with figures that balance: applications are drawn one by one, each with its applicant and outcome, in
proportions that differ from report to report. Then a mistake is made on purpose, and the suggestions are compared with what was there before.
The tables and the mistakes are the same at every run (`server/analysis/tests/repair/`); only the times depend on the machine.

- **first**: the right repair has rank 1, alone or with others that are as probable.
- **alone**: it is the only one of rank 1, and the message says so.
- **three**: it is among the first three of the list.
- **certain three**: no more than three are as probable as it or more so. Strict: ten equal repairs count as a failure, even if they have rank 1.
- **misled**: a wrong repair is alone at rank 1: false certainty.
- **silent**: nothing is suggested.

All in per cent of the trials. A single mistyped cell of 表三 is in a row and in one or two columns that no other cell shares, so it is always found. For a figure in the
wrong column the sums often hold with the same amount moved back in any of several rows: nothing in the table says in which, and the repairs share
their rank. In 表四 each cell is in one sum only, so that any of five cells may be wrong; without a figure of the prose one can only say which slip is the likelier.
";

fn main() {
    let trials = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(500);
    print!("{INTRODUCTION}");
    for (id, scales) in [("2021", vec![20, 300, 5000]), ("2019", vec![300])] {
        let Some(form) = edition(id) else { continue };
        for scale in scales {
            println!("\n## About {scale} applications, edition of {}\n", form.edition);
            println!("{trials} trials of each kind.\n");
            println!(
                "| mistake | first | alone | three | certain three | misled | silent | ms a table | longest |"
            );
            println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            for mistake in Mistake::ALL {
                println!("{}", line(mistake, &measure(form, mistake, scale, trials)));
            }
        }
    }
}

fn line(mistake: Mistake, score: &Score) -> String {
    let counts =
        [score.first, score.alone, score.listed, score.among_three, score.misled, score.silent];
    let shares: Vec<String> =
        counts.iter().map(|count| format!("{:.1}", score.percent(*count))).collect();
    let mean = score.time.as_secs_f64() * 1e3 / score.trials as f64;
    let longest = score.longest.as_secs_f64() * 1e3;
    format!("| {} | {} | {mean:.2} | {longest:.1} |", mistake.name(), shares.join(" | "))
}
