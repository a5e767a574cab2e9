//! What was counted, as figures of the table: with all its totals, beside what a report has, and written
//! into it.

use std::collections::BTreeMap;

use form::{Block, CellRef, Form, Table};
use report::number::Number;
use report::{Cell, Official, Report};
use text::{Edit, apply};

use crate::count::Ledger;
use crate::tally::Tally;

/// A cell whose figure is another than that of the ledger.
#[derive(Debug, Clone)]
pub struct Difference {
    pub table: &'static Table,
    pub row: usize,
    pub column: usize,
    /// Bytes of the report's text: what stands in the cell.
    pub range: std::ops::Range<usize>,
    /// What the report has, if it is a number.
    pub stated: Option<Number>,
    /// As it is written in the report.
    pub written: String,
    pub counted: i64,
    /// Whether the cell is a total of others.
    pub is_total: bool,
}

/// All figures of a table as a ledger has them, totals included. They are all that is needed of a ledger to
/// fill a report, or to hold one against it.
#[derive(Debug, Clone)]
pub struct Figures {
    form: &'static Form,
    table: &'static Table,
    block: &'static Block,
    /// By positions of row and column.
    counted: BTreeMap<(usize, usize), i64>,
}

impl Tally {
    /// The figures of each ledger.
    pub fn figures(&self) -> Vec<Figures> {
        self.ledgers.iter().filter_map(|ledger| Figures::of(ledger, self.form)).collect()
    }
}

impl Figures {
    fn of(ledger: &Ledger, form: &'static Form) -> Option<Self> {
        let block = ledger.block()?;
        let mut counted: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (row, _) in block.rows.iter().enumerate().filter(|(_, row)| !row.group) {
            counted.extend((0..block.columns.len()).map(|column| ((row, column), 0)));
        }
        for (cell, count) in ledger.cells() {
            counted.insert(cell, i64::try_from(count).unwrap_or_default());
        }
        // Totals of rows are parts of totals of columns: the second round has all of them.
        for _ in 0..2 {
            for identity in block.identities.iter().filter(|identity| identity.is_plain_sum()) {
                for line in 0..identity.line_count(block) {
                    let value = |at: CellRef| counted.get(&(at.row, at.column)).copied();
                    let sum: i64 = identity.left(line).filter_map(value).sum();
                    let total = identity.total(line);
                    if let Some(figure) = counted.get_mut(&(total.row, total.column)) {
                        *figure = sum;
                    }
                }
            }
        }
        Some(Self { form, table: ledger.table, block, counted })
    }

    /// The table that they are of.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Where a report has another figure than the ledger; none if it has no such table, or a cell of it is
    /// missing.
    pub fn differences(&self, text: &str, report: &Report) -> Option<Vec<Difference>> {
        let cells = self.cells(report);
        if cells.len() < self.counted.len() {
            return None;
        }
        let is_total = |at: CellRef| self.block.identities.iter().any(|it| it.has_total(at));
        let differing = cells.into_iter().filter(|(_, cell, counted)| {
            // A blank where nothing was counted is the same.
            cell.value().map_or(*counted != 0, |value| value != Number::whole(*counted))
        });
        let difference = |(at, cell, counted): (CellRef, &Cell, i64)| Difference {
            table: self.table,
            row: at.row,
            column: at.column,
            range: cell.range.clone(),
            stated: cell.value(),
            written: text.get(cell.range.clone()).unwrap_or_default().to_owned(),
            counted,
            is_total: is_total(at),
        };
        Some(differing.map(difference).collect())
    }

    /// The edits that write them into a report's table, as the cells come.
    pub fn edits(&self, report: &Report) -> impl Iterator<Item = Edit> {
        let cells = self.cells(report).into_iter();
        cells
            .filter(|(_, cell, counted)| cell.value() != Some(Number::whole(*counted)))
            .map(|(_, cell, counted)| Edit { range: cell.range.clone(), text: counted.to_string() })
    }

    /// The cells of a report's table, each with what was counted.
    fn cells<'r>(&self, report: &'r Report) -> Vec<(CellRef, &'r Cell, i64)> {
        let is_it = |official: &&Official| {
            official.table().id == self.table.id && official.form.edition == self.form.edition
        };
        let mut officials = report.official_tables().map(|(_, official)| official).filter(is_it);
        let (Some(official), None) = (officials.next(), officials.next()) else {
            return Vec::new();
        };
        let Some(block) = official.blocks.first() else { return Vec::new() };
        let found = self.counted.iter().filter_map(|((row, column), counted)| {
            let at = CellRef { block: 0, row: *row, column: *column };
            Some((at, block.cell(*row, *column)?, *counted))
        });
        found.collect()
    }
}

/// The table in the canonical shape, filled in.
pub fn table(figures: &Figures, year: i32) -> String {
    let blank = format::blank_table(figures.table);
    // A table alone does not say its year; its title does.
    let (title, gap) = (format!("{year}年{}", figures.form.title), "\n\n");
    let text = filled(std::slice::from_ref(figures), &format!("{title}{gap}{blank}"));
    text.split_once(gap).map(|(_, table)| table.to_owned()).unwrap_or_default()
}

/// The text of a report with what was counted in its tables, formatted.
pub fn filled(figures: &[Figures], text: &str) -> String {
    let report = report::read(text);
    let mut edits: Vec<Edit> = figures.iter().flat_map(|figures| figures.edits(&report)).collect();
    edits.sort_by_key(|edit| edit.range.start);
    format::formatted(&apply(text, &edits))
}
