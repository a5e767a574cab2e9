//! What the prose says: how many of what it counts, and which article of which instrument it names.
//!
//! Only what is certain is read; a word that may mean two things is not. The words stand in
//! `forms/prose.toml` and in the form, none in the code. Knows the report; knows neither rules nor
//! editors.

mod citation;
mod claim;
mod tally;
mod words;

pub use citation::{Citation, Whose, citations, instrument_name, whose_at};
pub use claim::{Claim, claims};
pub use tally::{Tally, TallyCell, tallies};
pub use words::{Instrument, instrument};
