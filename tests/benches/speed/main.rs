//! How fast the program is, beside the floors: what tree-sitter alone needs for the same texts and edits, what the transport
//! needs for a message that asks nothing, what it costs to change or copy the text, and to read the files.
//!
//! `cargo bench -p nianbao-tests` prints the tables of `docs/performance.md` in Markdown; names of tables choose some of them:
//! `cargo bench -p nianbao-tests --bench speed -- keystrokes check`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and must stop at once if it meets the unexpected"
)]

mod check;
mod floors;
mod keystrokes;
mod memory;
mod questions;
mod starts;
mod texts;
mod times;
mod wire;

/// A table: its name, and what prints it.
type Table = (&'static str, fn());

const TABLES: [Table; 5] = [
    ("keystrokes", keystrokes::print),
    ("questions", questions::print),
    ("starts", starts::print),
    ("memory", memory::print),
    ("check", check::print),
];

fn main() {
    // Cargo adds an option of its own.
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|other| other == name);
    for (name, print) in TABLES {
        if is_wanted(name) {
            print();
            println!();
        }
    }
}
