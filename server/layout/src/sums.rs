//! Which figures of a table must add up to which, by their places in its grid.

use std::collections::BTreeMap;

use balance::{Sums, Value, evaluate};
use form::{CellRef, Identity, Relation};
use report::{Cell, Official};

use super::grid::Grid;

/// Sums of a table's figures that the form wants to stand to each other in some way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridSum {
    /// What is added up, and of which row or column.
    pub name: String,
    pub relation: Relation,
    pub left: Vec<GridPlace>,
    pub right: Vec<GridPlace>,
    /// The stated total, one of `right`.
    pub total: GridPlace,
    /// What both sides come to; none where that is not known.
    pub tested: Option<Tested>,
}

/// A row and column of a grid, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GridPlace {
    pub row: usize,
    pub column: usize,
}

/// What the two sides come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tested {
    pub left: i64,
    pub right: i64,
    pub holds: bool,
    /// What the total should be.
    pub expected: i64,
}

impl GridSum {
    /// Whether it says what the total is made of, and that is so: a formula may stand for it.
    pub fn is_formula(&self) -> bool {
        let holds = self.tested.is_some_and(|tested| tested.holds);
        self.relation == Relation::Equal && self.right.len() == 1 && holds
    }
}

/// All sums of an official table, in the order of the form.
pub(super) fn of(official: &Official, grid: &Grid) -> Vec<GridSum> {
    let mut places = BTreeMap::new();
    for (row, cells) in grid.placed().into_iter().enumerate() {
        for (column, cell) in cells {
            places.extend(cell.at.map(|at| (at, GridPlace { row, column })));
        }
    }
    let mut sums = Vec::new();
    for of in &official.table().blocks {
        for identity in &of.identities {
            let lines = 0..identity.line_count(of);
            sums.extend(lines.filter_map(|line| sum(official, of, identity, line, &places)));
        }
    }
    sums
}

/// An identity for one row or column; none if that has no figures.
fn sum(
    official: &Official,
    of: &form::Block,
    identity: &Identity,
    line: usize,
    places: &BTreeMap<CellRef, GridPlace>,
) -> Option<GridSum> {
    let place = |cell: CellRef| places.get(&cell).copied();
    let left = identity.left(line).map(place).collect::<Option<Vec<_>>>()?;
    let right = identity.right(line).map(place).collect::<Option<Vec<_>>>()?;
    let total = place(identity.total(line))?;
    let sums = evaluate(identity, line, of, |at| Value::of(cell(official, at)?.figure));
    let tested = sums.filter(|sums| !sums.is_open).map(|sums| tested(identity, sums));
    let name = format!("{}（{}）", identity.name, identity.line(line).short(of));
    Some(GridSum { name, relation: identity.relation, left, right, total, tested })
}

fn tested(identity: &Identity, sums: Sums) -> Tested {
    let holds = identity.relation.holds(sums.left, sums.right);
    Tested { left: sums.left, right: sums.right, holds, expected: sums.expected() }
}

fn cell(official: &Official, at: CellRef) -> Option<&Cell> {
    let block = official.blocks.iter().find(|block| block.index == at.block)?;
    block.cell(at.row, at.column)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use crate::{LayoutBlock, LayoutTable, Manuscript};
    use report::number::Number;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

    fn tables(text: &str) -> Vec<LayoutTable> {
        let report = report::read(text);
        let layout = Manuscript { text, report: &report, last_year: None }.layout();
        let table = |block| match block {
            LayoutBlock::Table(table) => Some(table),
            _ => None,
        };
        layout.body.into_iter().filter_map(table).collect()
    }

    /// The figures at some places, added up.
    fn added(table: &LayoutTable, places: &[GridPlace]) -> i64 {
        let placed = table.grid.placed();
        let value = |place: &GridPlace| {
            let cells = &placed[place.row];
            let (_, cell) = cells.iter().find(|(at, _)| *at == place.column).expect("a cell");
            cell.value.and_then(Number::as_whole).unwrap_or(0)
        };
        places.iter().map(value).sum()
    }

    #[test]
    fn the_places_are_those_of_the_figures() {
        let tables = tables(CLEAN);
        assert_eq!(tables.iter().map(|it| it.sums.len()).collect::<Vec<_>>(), [0, 39, 3]);
        for table in &tables {
            for sum in &table.sums {
                let tested = sum.tested.expect("every figure is there");
                assert!(tested.holds, "{}", sum.name);
                assert_eq!(added(table, &sum.left), tested.left, "{}", sum.name);
                assert_eq!(added(table, &sum.right), tested.right, "{}", sum.name);
                assert!(sum.right.contains(&sum.total));
            }
        }
    }

    #[test]
    fn a_total_that_is_wrong_is_no_formula() {
        let row = CLEAN.lines().find(|line| line.starts_with("| 行政复议")).expect("it is there");
        let text = CLEAN.replace(row, &row.replace("    4 |", "    5 |"));
        let tables = tables(&text);
        let wrong: Vec<_> = tables[2].sums.iter().filter(|sum| !sum.is_formula()).collect();
        let [sum] = wrong.as_slice() else { panic!("{wrong:?}") };
        let expected = Tested { left: 4, right: 5, holds: false, expected: 4 };
        assert_eq!(sum.tested, Some(expected));
    }
}
