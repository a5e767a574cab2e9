//! The figures of a report: each cell of the official tables once, with what it is called, what stands
//! there, and whether its sums hold.
//!
//! Knows the form and the report, and takes the sums from `balance`, the one evaluator. Knows nobody who
//! prints or compares figures.

use std::collections::HashMap;

use form::{Block, CellRef, Column, Form, Row, Table};
use report::number::{Figure, Number};
use report::{Cell, Official, Report};

/// A cell of an official table, be it in the report or not.
#[derive(Debug, Clone)]
pub struct Fact<'r> {
    /// The edition that the report's table is of; where it has none, the one that its year wants.
    pub form: &'static Form,
    pub table: &'static Table,
    pub block: &'static Block,
    pub row: &'static Row,
    pub column: &'static Column,
    /// What stands in the report; none where it has no such cell, or nobody can tell which it is.
    pub cell: Option<&'r Cell>,
    /// Whether all its sums that can be tested hold; none where there are none.
    pub holds: Option<bool>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Number,
    Blank,
    /// A mark for nothing, such as `/` or 无.
    Slash,
    /// Something that is no number for this cell.
    Invalid,
    /// No such cell, or one of a row whose cells are not as many as the columns.
    Missing,
}

impl State {
    /// All states, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::Number, Self::Blank, Self::Slash, Self::Invalid, Self::Missing];

    /// A word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Blank => "blank",
            Self::Slash => "slash",
            Self::Invalid => "invalid",
            Self::Missing => "missing",
        }
    }
}

impl<'r> Fact<'r> {
    /// What stands in the cell.
    pub fn state(&self) -> State {
        match self.cell.map(|cell| (cell.figure, cell.range.is_empty())) {
            None => State::Missing,
            Some((Figure::Blank, true)) => State::Blank,
            Some((Figure::Blank, false)) => State::Slash,
            Some((Figure::Number { .. }, _)) => State::Number,
            Some((Figure::Invalid(_), _)) => State::Invalid,
        }
    }

    /// The value, if it is a number.
    pub fn value(&self) -> Option<Number> {
        self.cell?.value()
    }

    /// What is written in the cell, without the blanks around it; none if there is no such cell.
    pub fn written<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.cell?.range.clone())
    }

    /// What messages call the cell: `表三 新收·自然人`.
    pub fn name(&self) -> String {
        format!("{} {}·{}", self.table.name, self.row.short(), self.column.short())
    }

    /// What is the same in every report: the ids of table, block, row and column.
    pub fn ids(&self) -> [&'static str; 4] {
        [&self.table.id, &self.block.id, &self.row.id, &self.column.id]
    }
}

/// All figures of a report, in the order of the form: as many whatever the report has. Where a table
/// stands in it twice, the first counts, and the other for what that lacks.
pub fn facts(report: &Report) -> Vec<Fact<'_>> {
    report.form.tables.iter().flat_map(|table| of_table(report, table)).collect()
}

/// The parts of a report that make up one table, each with the cells that take part in sums.
struct Found<'r> {
    official: &'r Official,
    holds: HashMap<CellRef, bool>,
}

fn of_table<'r>(report: &'r Report, wanted: &'static Table) -> Vec<Fact<'r>> {
    let mut officials: Vec<&Official> = report
        .official_tables()
        .map(|(_, official)| official)
        .filter(|official| official.table().id == wanted.id)
        .collect();
    let first = officials.first().copied();
    let form = first.map_or(report.form, |official| official.form);
    let table = first.map_or(wanted, Official::table);
    officials.retain(|official| official.form.edition == form.edition);
    let found: Vec<Found<'_>> =
        officials.into_iter().map(|official| Found { official, holds: holds(official) }).collect();
    let blocks = table.blocks.iter().enumerate();
    blocks.flat_map(|(index, block)| of_block(&found, form, table, (index, block))).collect()
}

fn of_block<'r>(
    found: &[Found<'r>],
    form: &'static Form,
    table: &'static Table,
    (index, block): (usize, &'static Block),
) -> Vec<Fact<'r>> {
    let rows = block.rows.iter().enumerate().filter(|(_, row)| !row.group);
    let places = rows.flat_map(|(row_at, row)| {
        let columns = block.columns.iter().enumerate();
        columns.map(move |(column_at, column)| (row_at, row, column_at, column))
    });
    places
        .map(|(row_at, row, column_at, column)| {
            let at = CellRef { block: index, row: row_at, column: column_at };
            let here = found.iter().find_map(|of| Some((of, cell(of.official, at)?)));
            let holds = here.and_then(|(of, _)| of.holds.get(&at).copied());
            Fact { form, table, block, row, column, cell: here.map(|(_, cell)| cell), holds }
        })
        .collect()
}

/// For each cell that takes part in a sum that can be tested, whether all of these hold.
fn holds(official: &Official) -> HashMap<CellRef, bool> {
    let mut holds = HashMap::new();
    for balance in balance::balances(official) {
        let all = balance.holds();
        for term in balance.terms() {
            *holds.entry(term.at).or_insert(true) &= all;
        }
    }
    holds
}

fn cell(official: &Official, at: CellRef) -> Option<&Cell> {
    let mut blocks = official.blocks.iter().filter(|block| block.index == at.block);
    blocks.find_map(|block| block.cell(at.row, at.column))
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use report::read;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    fn count(facts: &[Fact<'_>], state: State) -> usize {
        facts.iter().filter(|fact| fact.state() == state).count()
    }

    #[test]
    fn every_cell_of_the_form_is_there_once() {
        let report = read(CLEAN);
        let facts = facts(&report);
        assert_eq!(facts.len(), 10 + 25 * 7 + 15);
        let ids: std::collections::HashSet<_> = facts.iter().map(Fact::ids).collect();
        assert_eq!(ids.len(), facts.len());
        for fact in facts.iter().filter(|fact| fact.state() == State::Number) {
            let value = fact.value().expect("a number").to_string();
            assert_eq!(fact.written(CLEAN), Some(value.as_str()), "{}", fact.name());
        }
        assert!(facts.iter().all(|fact| fact.holds != Some(false)));
        assert!(
            facts.iter().filter(|fact| fact.table.id != "disclosure").all(|it| it.holds.is_some())
        );
    }

    #[test]
    fn what_stands_there_is_told_apart() {
        let lines: Vec<&str> = CLEAN.lines().collect();
        let row = lines.iter().find(|line| line.contains("一、本年新收")).expect("it is there");
        let cells = ["", " ", "/", "若干", " 1,234 ", "5", "6", "7", ""];
        let label = row.split('|').nth(1).expect("a label");
        let other = format!("|{label}{}", cells.join("|"));
        let text = CLEAN.replace(row, &other).replace("| 行政处罚", "| 别的什么");
        let report = read(&text);
        let facts = facts(&report);
        let of_row: Vec<_> = facts.iter().filter(|fact| fact.row.id == "received").collect();
        let states: Vec<&str> = of_row.iter().map(|fact| fact.state().id()).collect();
        assert_eq!(states, ["blank", "slash", "invalid", "number", "number", "number", "number"]);
        assert_eq!(
            of_row.iter().filter_map(|it| it.written(&text)).collect::<Vec<_>>().join(" "),
            " / 若干 1,234 5 6 7"
        );
        assert_eq!(count(&facts, State::Missing), 1, "the penalties");
        assert_eq!(facts.len(), 200);
        // The sum of the row cannot be tested, that of the column can.
        assert_eq!(of_row.first().and_then(|fact| fact.holds), Some(false));
        assert_eq!(of_row.get(2).and_then(|fact| fact.holds), None);
    }

    #[test]
    fn a_text_without_tables_has_all_figures_missing() {
        let report = read("云岭县档案局2023年政府信息公开工作年度报告\n");
        let facts = facts(&report);
        assert_eq!(count(&facts, State::Missing), 200);
    }

    #[test]
    fn of_a_table_that_stands_twice_the_first_counts() {
        let report = read(CLEAN);
        let text = format!(
            "{CLEAN}\n{}",
            CLEAN
                .lines()
                .filter(|it| it.starts_with('|'))
                .collect::<Vec<_>>()
                .join("\n")
                .replace("1286", "9")
        );
        let twice = read(&text);
        let values = |report: &Report| -> Vec<_> {
            facts(report).iter().map(|it| it.value().map(|it| it.to_string())).collect()
        };
        assert!(twice.official_tables().count() > 3);
        assert_eq!(values(&twice), values(&report));
    }
}
