//! Ledgers of applications (台账): a row an application. Which column is what, which cell of the table a
//! row belongs to, and which rows nobody can tell that of.
//!
//! All words stand in `forms/ledger.toml` and the form. An application is either counted, once on each
//! side of the table's sum, or it is on the list of those that are not, with the reason; it is never
//! guessed where it belongs. Nothing here opens files.

mod application;
mod article;
mod columns;
mod count;
mod day;
mod fill;
mod lexicon;
mod numeral;
mod place;
mod read;
mod template;
mod vocabulary;

pub use application::Application;
pub use columns::{Columns, Named, Sheet};
pub use count::{Ledger, Note, Uncountable, Unplaced, count};
pub use day::Day;
pub use fill::{Difference, differences, filled, table};
pub use place::{Place, Reason};
pub use read::{Unreadable, sheets};
pub use template::template;
pub use vocabulary::{Role, field_names, role_named, vocabulary};
