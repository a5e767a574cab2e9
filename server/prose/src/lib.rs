//! What the prose says: how many of what it counts, and which article of which instrument it names;
//! and how it is written: its lines and the marks in them.
//!
//! Only what is certain is read; a word that may mean two things is not. The words stand in
//! `forms/claims.toml`, `forms/prose.toml`, `forms/slips.toml` and in the form, none in the code. Knows the report; knows
//! neither rules nor editors.

mod citation;
mod claim;
pub mod contents;
mod date;
mod fee;
mod figure;
mod grammar;
mod lines;
mod list;
mod money;
mod numeral;
mod passage;
mod period;
mod publication;
mod reading;
mod share;
mod slips;
mod tally;
#[cfg(test)]
mod testing;
mod word_set;
mod words;
mod year;

pub use citation::{Citation, Whose, citations, instrument_name, whose_at};
pub use claim::{Claim, Saying};
pub use fee::{Fee, FeeCell, FeeCells, FeeKind, fee_cells};
pub use grammar::Measure;
pub use lines::{Line, Lines, Mark, Solo, is_han};
pub use list::List;
pub use passage::LineKind;
pub use period::{PeriodFault, PeriodSlip, period_slips};
pub use publication::Date;
pub use reading::{Former, Prose};
pub use share::{WrongShare, wrong_shares};
pub use slips::{Repeated, Sentences, Slips, slips};
pub use tally::contradictions_with;
pub use tally::{
    Counted, Reading, Tally, TallyCell, contradictions, counted, tallies, tallies_near,
};
pub use word_set::WordSet;
pub use year::{Year, YearOf};

/// Compiles the grammar that statements are read by, if nobody has done so yet.
pub fn prepare() {
    grammar::grammar();
}
