//! What the prose says: how many of what it counts, and which article of which instrument it names.
//!
//! Only what is certain is read; a word that may mean two things is not. The words stand in
//! `forms/prose.toml` and in the form, none in the code. Knows the report; knows neither rules nor
//! editors.

mod citation;
mod claim;
mod date;
mod denial;
mod fee;
mod figure;
mod list;
mod numeral;
mod passage;
mod tally;
mod words;
mod year;

pub use citation::{Citation, Whose, citations, instrument_name};
pub use claim::{Claim, Saying, claims};
pub use fee::{Fee, FeeCells, FeeKind, fee_cells, fees};
pub use list::{List, lists};
pub(crate) use tally::tallies_of;
pub use tally::{Reading, Tally, TallyCell, tallies};
pub use words::{Instrument, Organ, instrument, organ};
pub use year::{Year, YearOf, years};
