//! Which cells of a table are probably wrong, and the values with which every sum holds.
//!
//! The fewest cells whose change mends everything are sought among the identities of the form
//! ([`search`]), and ranked by what people do when they fill in a table ([`slip`], [`rank`]). Knows
//! the identities and the prose's figures; knows no rule and no output.

mod edited;
mod equations;
mod explain;
mod rank;
mod search;
mod slip;
mod table;
mod wording;

use std::ops::Range;

use finding::Finding;
use form::CellRef;
use prose::Prose;
use report::Report;

pub use edited::edited;
pub use explain::{Explained, Suspect, explain};
pub use slip::Slip;

/// New values for some cells of a table, with which its sums hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// In the order of the form.
    pub cells: Vec<Changed>,
    pub operation: Operation,
    /// The broken identities that it mends, in the order of the text.
    pub mends: Vec<Fault>,
    /// 1 for the most probable; what is equally probable has the same.
    pub rank: usize,
}

/// A cell and the value that it should have.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Position among the report's tables.
    pub table: usize,
    /// In positions of the form; the block is one of the form's table.
    pub place: CellRef,
    pub ids: CellIds,
    /// Where its text stands.
    pub range: Range<usize>,
    /// None if the cell is blank.
    pub from: Option<i64>,
    pub to: i64,
    /// Whether some identity has it as its total.
    pub is_total: bool,
    /// Whether the author has just changed it.
    pub just_edited: bool,
}

/// A cell in ids of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellIds {
    pub table: &'static str,
    pub row: &'static str,
    pub column: &'static str,
}

/// An identity that does not hold, for one row or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Position of the form's block.
    pub block: usize,
    pub identity: &'static str,
    /// Position of the row or column that it is computed for.
    pub line: usize,
    /// The cell of the stated total.
    pub range: Range<usize>,
}

/// What probably went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// An amount was entered in another row or column.
    Move,
    /// The figures of two cells changed places.
    Swap,
    /// Digits were mistyped, in one cell or in each of several.
    Typo,
    /// A figure was left out.
    Omission,
    /// The totals were not recomputed.
    Total,
    /// It cannot be told.
    Other,
}

impl Operation {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Swap => "swap",
            Self::Typo => "typo",
            Self::Omission => "omission",
            Self::Total => "total",
            Self::Other => "other",
        }
    }
}

impl Repair {
    /// Those of some findings that it mends.
    pub fn mended<'f>(&self, findings: &'f [Finding]) -> impl Iterator<Item = &'f Finding> {
        findings.iter().filter(|finding| self.mends.iter().any(|fault| fault.is_of(finding)))
    }

    /// Whether it mends any of some findings.
    pub fn mends_any(&self, findings: &[Finding]) -> bool {
        self.mended(findings).next().is_some()
    }
}

impl Fault {
    /// Whether a finding is about it.
    pub fn is_of(&self, finding: &Finding) -> bool {
        finding.about.identity == Some(self.identity) && finding.range == self.range
    }
}

impl Changed {
    /// By how much the value changes.
    pub fn by(&self) -> i64 {
        self.to - self.from.unwrap_or(0)
    }
}

/// A cell that the author has changed since the table's sums last held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edited {
    /// Position among the report's tables.
    pub table: usize,
    pub place: CellRef,
}

/// The repairs of all tables, the most probable of each first. Tables whose sums hold, or of whose
/// sums none can be tested, have none.
pub fn repairs(prose: &Prose, report: &Report, edited: &[Edited]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for (position, (_, official)) in report.official_tables().enumerate() {
        let evidence = rank::Evidence { prose, report, official };
        for component in table::components(position, official, edited) {
            let found = rank::ranked(component.repairs(), &evidence);
            repairs.extend(rank::respecting_edits(found, component.recomputed()));
        }
    }
    repairs
}
