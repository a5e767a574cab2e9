//! Figures that balance: the three tables of a report, filled at random.

use fastrand::Rng;

use crate::form::{Form, TableForm};
use crate::sheet::{Cell, Sheet};

#[derive(Clone, Debug)]
pub struct Figures {
    pub disclosure: Vec<Sheet>,
    pub requests: Sheet,
    pub challenges: Sheet,
}

/// How large the figures are.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// About how many applications a year.
    pub requests: i64,
    /// Whether the organ can make 规章 at all.
    pub regulations: bool,
}

impl Figures {
    pub fn random(rng: &mut Rng, form: &Form, scale: Scale) -> Self {
        Self {
            disclosure: form.disclosure.iter().map(|block| disclosure(rng, block, scale)).collect(),
            requests: requests(rng, &form.requests, scale.requests),
            challenges: challenges(rng, &form.challenges, scale.requests / 20),
        }
    }

    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.disclosure.iter().chain([&self.requests, &self.challenges])
    }

    pub fn sheet_mut(&mut self, part: &str) -> &mut Sheet {
        let blocks = self.disclosure.iter_mut();
        blocks
            .chain([&mut self.requests, &mut self.challenges])
            .find(|sheet| sheet.part == part)
            .unwrap()
    }
}

fn up_to(rng: &mut Rng, most: i64) -> i64 {
    rng.i64(0..=most.max(0))
}

fn disclosure(rng: &mut Rng, form: &TableForm, scale: Scale) -> Sheet {
    let most = scale.requests * 2;
    let (made, repealed) = (up_to(rng, most.min(30)), up_to(rng, most.min(5)));
    let amount = *rng.choice(&["0", "0.021", "3.5", "12.08", "170"]).unwrap();
    let amount = if scale.requests == 0 { "0" } else { amount };
    Sheet::new(form, |row, column| match (row, column) {
        ("regulations", _) if !scale.regulations => Cell::number(0),
        (_, "made") => Cell::number(made),
        (_, "repealed") => Cell::number(repealed),
        // As many as were made this year are in force at the least.
        (_, "in_force") => Cell::number(made + up_to(rng, 40.min(most))),
        // 本年增/减 of 2019 is the only figure that may be negative.
        (_, "change") => Cell::amount(rng.choice(&["-2", "0", "1"]).unwrap()),
        (_, "amount") => Cell::amount(amount),
        _ => Cell::number(up_to(rng, most)),
    })
}

fn requests(rng: &mut Rng, form: &TableForm, scale: i64) -> Sheet {
    let mut sheet = Sheet::new(form, |_, _| Cell::number(0));
    for column in form.columns.iter().filter(|column| column.id != "total") {
        let most = if column.id == "natural_person" { scale } else { scale / 8 };
        fill_applicant(rng, &mut sheet, &column.id, most);
    }
    for row in form.rows.iter().map(|row| row.id.as_str()) {
        total_row(&mut sheet, row);
    }
    sheet
}

/// Fills one applicant's column so that 一 + 二 = （七） + 四 and （七） is the sum of the outcomes.
fn fill_applicant(rng: &mut Rng, sheet: &mut Sheet, column: &str, most: i64) {
    let outcomes = outcomes(sheet);
    let done = up_to(rng, most);
    // A few rows take most of the outcomes, as in real reports, and the rest is scattered.
    let favourites: Vec<&String> = (0..3).map(|_| rng.choice(&outcomes).unwrap()).collect();
    for _ in 0..done {
        let row = if rng.u8(0..4) == 0 {
            rng.choice(&outcomes).unwrap()
        } else {
            *rng.choice(&favourites).unwrap()
        };
        let cell = sheet.number(row, column);
        *sheet.cell_mut(row, column).unwrap() = Cell::number(cell + 1);
    }
    let carried_out = up_to(rng, most / 6);
    let carried_in = up_to(rng, (most / 6).min(done + carried_out));
    for (row, value) in [
        ("outcome_total", done),
        ("carried_out", carried_out),
        ("carried_in", carried_in),
        ("received", done + carried_out - carried_in),
    ] {
        *sheet.cell_mut(row, column).unwrap() = Cell::number(value);
    }
}

/// The rows that are parts of （七）总计, in the sheet's own order.
pub fn outcomes(sheet: &Sheet) -> Vec<String> {
    let rest = ["received", "carried_in", "outcome_total", "carried_out"];
    sheet.rows.iter().map(|row| row.id.clone()).filter(|id| !rest.contains(&id.as_str())).collect()
}

fn total_row(sheet: &mut Sheet, row: &str) {
    let columns: Vec<String> =
        sheet.columns.iter().map(|c| c.id.clone()).filter(|id| id != "total").collect();
    let sum = columns.iter().map(|column| sheet.number(row, column)).sum();
    *sheet.cell_mut(row, "total").unwrap() = Cell::number(sum);
}

fn challenges(rng: &mut Rng, form: &TableForm, most: i64) -> Sheet {
    let mut sheet = Sheet::new(form, |_, _| Cell::number(up_to(rng, most)));
    for row in form.rows.iter().map(|row| row.id.as_str()) {
        total_row(&mut sheet, row);
    }
    sheet
}
