//! Ledgers (台账) of applications, and of reviews and lawsuits: a row an application or a case. Which column
//! is what, which cell of the table a row belongs to, and which rows nobody can tell that of.
//!
//! All words stand in `forms/ledger.toml` and the form. A row is either counted, an application once on each
//! side of the table's sum and a case once, or it is on the list of those that are not, with the reason; it
//! is never guessed where it belongs. Nothing here opens files.

mod article;
mod cases;
mod columns;
mod count;
mod day;
mod entry;
mod fill;
mod lexicon;
mod numeral;
mod place;
mod read;
mod requests;
mod tally;
mod template;
mod told;
mod vocabulary;

pub use document::Grid;

pub use columns::{Columns, Hints, Named, Sheet};
pub use count::{Ledger, Note, Unplaced};
pub use day::Day;
pub use entry::Entry;
pub use fill::{Difference, Figures, filled, table};
pub use place::{Place, Reason};
pub use read::{Unreadable, sheets};
pub use tally::{Tally, Uncountable, count};
pub use template::template;
pub use told::Told;
pub use vocabulary::{Layout, Role, Subject, field_names, vocabulary};
