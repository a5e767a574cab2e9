//! Faults worked on a faultless report, each with what must then be found.
//!
//! The unbalanced sums are not named here: `identity` works them out from the cells as the fault left them.

mod cells;
mod forms;
mod rows;
mod sections;

use fastrand::Rng;

use crate::case::Draft;
use crate::sheet::Sheet;
use crate::style::Layout;

pub struct Fault {
    pub name: &'static str,
    /// Only in a report of the 2021 edition.
    pub needs_2021: bool,
    /// Only where the headings are right, so that the fault's own heading finding stands alone.
    pub plain_headings: bool,
    /// Works the fault; `false` where it makes no sense in this layout.
    pub work: fn(&mut Rng, &mut Draft) -> bool,
}

const fn any(name: &'static str, work: fn(&mut Rng, &mut Draft) -> bool) -> Fault {
    Fault { name, needs_2021: false, plain_headings: false, work }
}

const fn newest(name: &'static str, work: fn(&mut Rng, &mut Draft) -> bool) -> Fault {
    Fault { name, needs_2021: true, plain_headings: false, work }
}

const fn plain(name: &'static str, work: fn(&mut Rng, &mut Draft) -> bool) -> Fault {
    Fault { name, needs_2021: true, plain_headings: true, work }
}

pub const FAULTS: &[Fault] = &[
    any("changed-cells", cells::changed),
    any("lost-outcome", cells::lost_outcome),
    any("moved-between-columns", cells::moved),
    newest("blank-cells", cells::blank),
    any("blank-row", cells::blank_row),
    any("blank-table", cells::blank_table),
    newest("invalid-number", cells::invalid),
    newest("nonstandard-number", cells::nonstandard),
    any("silenced-block", cells::silenced_block),
    any("silenced-file", cells::silenced_file),
    newest("lost-row", rows::lost),
    any("lost-cell", rows::lost_cell),
    any("duplicate-row", rows::duplicate),
    any("unknown-row", rows::unknown),
    any("unknown-column", rows::unknown_column),
    any("missing-column", rows::missing_column),
    newest("altered-label", rows::altered_label),
    newest("outdated-disclosure", forms::outdated_disclosure),
    newest("outdated-report", forms::outdated_report),
    any("early-disclosure", forms::early_disclosure),
    any("foreign-table", forms::foreign_table),
    any("lost-table", forms::lost_table),
    plain("lost-section", sections::lost),
    plain("lost-heading", sections::lost_heading),
    plain("section-twice", sections::twice),
    plain("sections-swapped", sections::swapped),
    plain("empty-section", sections::empty),
    plain("wrong-heading", sections::wrong_heading),
    any("malformed-title", sections::malformed_title),
];

impl Draft {
    fn canonical(&self) -> bool {
        self.style.layout == Layout::Canonical
    }
}

/// A row of the sheet and a column, at random.
fn place(rng: &mut Rng, sheet: &Sheet) -> (usize, usize) {
    (rng.usize(0..sheet.rows.len()), rng.usize(0..sheet.columns.len()))
}

/// `requests/granted`: how a key names a row.
fn row_key(sheet: &Sheet, row: usize) -> String {
    format!("{}/{}", sheet.table(), sheet.rows[row].id)
}
