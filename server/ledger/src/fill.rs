//! What was counted, as figures of the table: with all its totals, beside what a report has, and written
//! into it.

use std::collections::BTreeMap;

use form::{Block, CellRef, Table};
use report::number::Number;
use report::{Cell, Official, Report};
use text::{Edit, apply};

use crate::count::Ledger;
use crate::vocabulary::vocabulary;

/// A cell whose figure is another than that of the ledger.
#[derive(Debug, Clone)]
pub struct Difference {
    pub table: &'static Table,
    pub row: usize,
    pub column: usize,
    /// What the report has, if it is a number.
    pub stated: Option<Number>,
    /// As it is written in the report.
    pub written: String,
    pub counted: i64,
    /// Whether the cell is a total of others.
    pub is_total: bool,
}

impl Ledger {
    /// The table that is filled.
    fn table(&self) -> Option<&'static Table> {
        self.form.table(&vocabulary().table)
    }

    /// All figures of the block, totals included.
    fn figures(&self, block: &Block) -> BTreeMap<(usize, usize), i64> {
        let mut figures: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (row, _) in block.rows.iter().enumerate().filter(|(_, row)| !row.group) {
            figures.extend((0..block.columns.len()).map(|column| ((row, column), 0)));
        }
        for (cell, count) in self.cells() {
            figures.insert(cell, i64::try_from(count).unwrap_or_default());
        }
        // Totals of rows are parts of totals of columns: the second round has all of them.
        for _ in 0..2 {
            for identity in block.identities.iter().filter(|identity| identity.is_plain_sum()) {
                for line in 0..identity.line_count(block) {
                    let value = |at: CellRef| figures.get(&(at.row, at.column)).copied();
                    let sum: i64 = identity.left(line).filter_map(value).sum();
                    let total = identity.total(line);
                    if let Some(figure) = figures.get_mut(&(total.row, total.column)) {
                        *figure = sum;
                    }
                }
            }
        }
        figures
    }
}

/// The table in the canonical shape, filled in.
pub fn table(ledger: &Ledger) -> String {
    let Some(table) = ledger.table() else { return String::new() };
    let blank = format::blank_table(table);
    // A table alone does not say its year; its title does.
    let (title, gap) = (format!("{}年{}", ledger.year, ledger.form.title), "\n\n");
    let text = filled(ledger, &format!("{title}{gap}{blank}"));
    text.split_once(gap).map(|(_, table)| table.to_owned()).unwrap_or_default()
}

/// The text of a report with what was counted in its table, formatted; none if it has no such table.
pub fn filled(ledger: &Ledger, text: &str) -> String {
    let report = report::read(text);
    let mut edits: Vec<Edit> = cells(ledger, &report)
        .into_iter()
        .filter(|(_, cell, counted)| cell.value() != Some(Number::whole(*counted)))
        .map(|(_, cell, counted)| Edit { range: cell.range.clone(), text: counted.to_string() })
        .collect();
    edits.sort_by_key(|edit| edit.range.start);
    format::formatted(&apply(text, &edits))
}

/// Where a report has another figure than the ledger; none if it has no such table, or a cell of it is
/// missing.
pub fn differences(ledger: &Ledger, text: &str, report: &Report) -> Option<Vec<Difference>> {
    let table = ledger.table()?;
    let cells = cells(ledger, report);
    let block = table.blocks.first()?;
    if cells.len() < ledger.figures(block).len() {
        return None;
    }
    let is_total = |at: CellRef| block.identities.iter().any(|identity| identity.has_total(at));
    let differing = cells.into_iter().filter(|(_, cell, counted)| {
        // A blank where nothing was counted is the same.
        cell.value().map_or(*counted != 0, |value| value != Number::whole(*counted))
    });
    let difference = |(at, cell, counted): (CellRef, &Cell, i64)| Difference {
        table,
        row: at.row,
        column: at.column,
        stated: cell.value(),
        written: text.get(cell.range.clone()).unwrap_or_default().to_owned(),
        counted,
        is_total: is_total(at),
    };
    Some(differing.map(difference).collect())
}

/// The cells of a report's table, each with what was counted.
fn cells<'r>(ledger: &Ledger, report: &'r Report) -> Vec<(CellRef, &'r Cell, i64)> {
    let Some(table) = ledger.table() else { return Vec::new() };
    let Some(of) = table.blocks.first() else { return Vec::new() };
    let is_it = |official: &&Official| {
        official.table().id == table.id && official.form.edition == ledger.form.edition
    };
    let mut officials = report.official_tables().map(|(_, official)| official).filter(is_it);
    let (Some(official), None) = (officials.next(), officials.next()) else { return Vec::new() };
    let Some(block) = official.blocks.first() else { return Vec::new() };
    let figures = ledger.figures(of).into_iter();
    let found = figures.filter_map(|((row, column), counted)| {
        Some((CellRef { block: 0, row, column }, block.cell(row, column)?, counted))
    });
    found.collect()
}
