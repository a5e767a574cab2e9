//! The cells of reports as `extract` gives them, and whether the oracle's own sums hold of them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::binary;
use crate::figures::Figures;
use crate::form::{Form, TableForm};
use crate::identity::{self, Broken};
use crate::sheet::{self, Sheet};

/// Table, block, row and column.
pub type Place = [String; 4];

#[derive(Clone, Debug)]
pub struct Cell {
    pub written: String,
    pub value: Option<String>,
    state: String,
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        matches!(&*self.state, "blank" | "slash")
    }
}

/// The cells of one report, but those that it does not have.
#[derive(Clone, Debug, Default)]
pub struct Extracted {
    edition: String,
    cells: BTreeMap<Place, Cell>,
    broken: Vec<Broken>,
}

/// The reports of a folder, by file name.
pub fn extracted(folder: &Path) -> BTreeMap<String, Extracted> {
    let run = binary::run(folder, &["extract", ".", "--format", "jsonl"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut reports: BTreeMap<String, Extracted> = BTreeMap::new();
    for line in String::from_utf8(run.stdout).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let file = text("file").rsplit(['/', '\\']).next().unwrap().to_owned();
        let report = reports.entry(file).or_default();
        let value = match &row["value"] {
            Value::Null => None,
            Value::String(value) => Some(value.clone()),
            value => Some(value.to_string()),
        };
        if row["state"] != "missing" {
            let place = ["table_id", "block_id", "row_id", "column_id"].map(text);
            report.edition = text("edition");
            report
                .cells
                .insert(place, Cell { written: text("written"), value, state: text("state") });
        }
    }
    reports.values_mut().for_each(Extracted::add_up);
    reports
}

impl Extracted {
    pub fn cells(&self) -> impl Iterator<Item = (&Place, &Cell)> {
        self.cells.iter()
    }

    pub fn cell(&self, place: &Place) -> Option<&Cell> {
        self.cells.get(place)
    }

    /// Whether a cell is part of a sum, and each of them that can be told holds.
    pub fn holds(&self, [table, _, row, column]: &Place) -> bool {
        let is_carried = ["received", "carried_in", "carried_out"].contains(&row.as_str());
        let in_sum = |broken: &Broken| match broken.identity {
            "row-total" | "case-total" => broken.row == *row,
            "cross-sum" => broken.column == *column && (is_carried || row == "outcome_total"),
            _ => broken.column == *column && !is_carried,
        };
        table != "disclosure"
            && !self.broken.iter().any(|broken| broken.table == *table && in_sum(broken))
    }

    fn add_up(&mut self) {
        let edition = if self.edition == "2019" { "2019" } else { "2021" };
        let form = Form::of_edition(edition);
        let sheet = |of: &TableForm| {
            let (table, block) = of.part.split_once('.').unwrap_or((&of.part, &of.part));
            Sheet::new(of, |row, column| {
                let place = [table, block, row, column].map(str::to_owned);
                let Some(cell) = self.cells.get(&place) else { return sheet::Cell::invalid("") };
                match cell.value.as_deref().map(str::parse) {
                    Some(Ok(value)) => sheet::Cell::number(value),
                    _ if cell.is_blank() => sheet::Cell::blank(""),
                    _ => sheet::Cell::invalid(&cell.written),
                }
            })
        };
        let figures = Figures {
            disclosure: form.disclosure.iter().map(sheet).collect(),
            requests: sheet(&form.requests),
            challenges: sheet(&form.challenges),
        };
        self.broken = identity::broken(&form, &figures);
    }
}
