//! Two reports side by side, and many by organ and year: which figures differ, which paragraphs are
//! the same, which reports are missing.
//!
//! Knows figures and paragraphs. Knows no rule: what is wrong with a report is not decided here. Knows
//! no output either: what it gives can be told without the form, and the words for it are the same
//! in each.

mod differences;
mod grid;
mod pair;
mod passages;
mod published;
mod told;

pub use differences::{Difference, Differences, Value};
pub use grid::{Grid, Organ, Reported, grid};
pub use pair::{Pair, Relation, pair};
pub use passages::{Passage, Piece};
pub use published::late;
