//! What the prose says: how many of what it counts, and which article of which instrument it names;
//! and how it is written: its lines and the marks in them.
//!
//! Only what is certain is read; a word that may mean two things is not. The words stand in
//! `forms/prose.toml`, `forms/slips.toml` and in the form, none in the code. Knows the report; knows
//! neither rules nor editors.

mod citation;
mod claim;
pub(crate) mod contents;
mod date;
mod lines;
mod money;
mod slips;
mod tally;
mod words;

pub use citation::{Citation, Whose, citations, instrument_name, whose_at};
pub use claim::{Claim, claims};
pub use date::{Date, date_of_line};
pub use lines::{Line, LineKind, Lines, Mark, is_han};
pub(crate) use money::sums_of_money;
pub use slips::{Repeated, Sentences, Slips, slips};
pub use tally::{Tally, TallyCell, tallies};
pub(crate) use words::WordSet;
pub use words::{Instrument, instrument};
