//! What one thing costs, for a counter of instructions: `cost parse|check|keystroke FILE ROUNDS`. Two runs with different rounds,
//! one taken from the other, leave out the start of the program.
//!
//! `valgrind --tool=callgrind target/release/examples/cost keystroke examples/clean.nianbao 100`
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a program for engineers says at once what is wrong"
)]

use analysis::{Analysis, Edits};
use archive::Neighbours;
use report::syntax;
use rules::Options;
use tree_sitter::{InputEdit, Point};

/// Where is typed: in the paragraph full of figures of the sample.
const PLACE: &str = "全年新收";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, file, rounds] = arguments.as_slice() else {
        eprintln!("cost parse|check|keystroke FILE ROUNDS");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(file).expect("the file can be read");
    let rounds: usize = rounds.parse().expect("a number");
    match what.as_str() {
        "parse" => (0..rounds).for_each(|_| drop(syntax::parse(&text, None))),
        "check" => (0..rounds).for_each(|_| drop(Analysis::new(text.clone()))),
        _ => keystrokes(text, rounds),
    }
}

/// Types a character and takes it away again.
fn keystrokes(text: String, rounds: usize) {
    let at = text.find(PLACE).map_or(0, |at| at + "全年".len());
    let typed = "共";
    let mut analysis = Analysis::new(text);
    for round in 0..rounds {
        let (old, new) = if round % 2 == 0 { (0, typed) } else { (typed.len(), "") };
        let (mut text, mut tree) = (analysis.text.to_string(), analysis.tree.clone());
        text.replace_range(at..at + old, new);
        let point = |byte| Point { row: 0, column: byte };
        tree.edit(&InputEdit {
            start_byte: at,
            old_end_byte: at + old,
            new_end_byte: at + new.len(),
            start_position: point(at),
            old_end_position: point(at + old),
            new_end_position: point(at + new.len()),
        });
        let before = Edits { former: &analysis, tree: Some(&tree) };
        analysis =
            Analysis::among(text, Some(before), &Options::default(), |_| Neighbours::default());
    }
}
