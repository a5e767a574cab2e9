//! The cross-sums, worked out by hand from the cells: what must be found, with both sides.
//!
//! The rules on blanks are those of design part 7. In a sum a blank part counts as 0; an identity whose stated total is blank
//! is not tested, nor one with a part that is missing or not a number, nor one of the 总计 column with a blank part.

use crate::figures::{Figures, outcomes};
use crate::form::Form;
use crate::sheet::{Part, Sheet};

/// An identity that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    pub identity: &'static str,
    /// The cell of the stated total: table, row and column.
    pub table: String,
    pub row: String,
    pub column: String,
    pub left: i64,
    pub right: i64,
}

/// A sum in the making: `None` once a part makes it untestable.
#[derive(Clone, Copy)]
struct Sum {
    value: Option<i64>,
    blank_allowed: bool,
}

impl Sum {
    fn add(self, part: Part) -> Self {
        let value = match (self.value, part) {
            (Some(sum), Part::Number(value)) => Some(sum + value),
            (Some(sum), Part::Blank) if self.blank_allowed => Some(sum),
            _ => None,
        };
        Self { value, ..self }
    }

    fn of(parts: impl IntoIterator<Item = Part>, blank_allowed: bool) -> Option<i64> {
        let start = Self { value: Some(0), blank_allowed };
        parts.into_iter().fold(start, Self::add).value
    }
}

/// All identities of the form that `figures` break.
pub fn broken(form: &Form, figures: &Figures) -> Vec<Broken> {
    let requests = &figures.requests;
    let mut found = Vec::new();
    for column in form.requests.columns.iter().map(|c| c.id.as_str()) {
        found.extend(cross_sum(requests, column));
        found.extend(outcome_total(form, requests, column));
    }
    for row in &form.requests.rows {
        found.extend(row_total("row-total", requests, &row.id));
    }
    for row in &form.challenges.rows {
        found.extend(row_total("case-total", &figures.challenges, &row.id));
    }
    found.sort();
    found
}

fn cross_sum(sheet: &Sheet, column: &str) -> Option<Broken> {
    let part = |row| sheet.part_at(row, column);
    let Part::Number(stated) = part("outcome_total") else {
        return None;
    };
    let blank_allowed = column != "total";
    let left = Sum::of([part("received"), part("carried_in")], blank_allowed)?;
    let right = stated + Sum::of([part("carried_out")], blank_allowed)?;
    differing("cross-sum", sheet, ("outcome_total", column), left, right)
}

fn outcome_total(form: &Form, sheet: &Sheet, column: &str) -> Option<Broken> {
    let Part::Number(right) = sheet.part_at("outcome_total", column) else {
        return None;
    };
    // The rows of the form, not those of the sheet: a row that was lost is a missing part.
    let rows = outcomes(&Sheet::new(&form.requests, |_, _| crate::sheet::Cell::number(0)));
    let left = Sum::of(rows.iter().map(|row| sheet.part_at(row, column)), column != "total")?;
    differing("outcome-total", sheet, ("outcome_total", column), left, right)
}

fn row_total(identity: &'static str, sheet: &Sheet, row: &str) -> Option<Broken> {
    let Part::Number(right) = sheet.part_at(row, "total") else {
        return None;
    };
    let left =
        Sum::of(part_columns(identity).iter().map(|column| sheet.part_at(row, column)), true)?;
    differing(identity, sheet, (row, "total"), left, right)
}

/// The columns that 总计 adds up, listed here so that a column missing from the sheet is a missing part.
fn part_columns(identity: &str) -> &'static [&'static str] {
    match identity {
        "case-total" => &["upheld", "corrected", "other", "pending"],
        _ => {
            &["natural_person", "business", "research", "public_welfare", "legal_service", "other"]
        }
    }
}

fn differing(
    identity: &'static str,
    sheet: &Sheet,
    cell: (&str, &str),
    left: i64,
    right: i64,
) -> Option<Broken> {
    (left != right).then(|| Broken {
        identity,
        table: sheet.table().to_owned(),
        row: cell.0.to_owned(),
        column: cell.1.to_owned(),
        left,
        right,
    })
}
